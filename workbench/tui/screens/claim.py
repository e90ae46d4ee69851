"""Write a new claim or edit an existing one, in labelled fields."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from workbench.claims.editing import unusable
from workbench.errors import InputError
from workbench.safe.visible import line, visible
from workbench.tui.panes.claim_form import FIELDS, ID, ClaimForm
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, TitleBar
from workbench.tui.said import short
from workbench.tui.screens.proposing import Proposing

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.claims.editing import Proposal
    from workbench.claims.entries import Fields
    from workbench.tui.shared import Shared

_LABELS = {field.key: field.label for field in (*FIELDS, ID)}


class ClaimScreen(Proposing):
    """The fields of one claim; it is dismissed with the claim's id once it is on disk."""

    def __init__(
        self,
        shared: "Shared",
        claim: "Claim | None" = None,
        *,
        text: str = "",
        claimant: str = "",
        found: str = "",
    ) -> None:
        """Edits `claim`; without one, proposes `text` and `claimant` for a new claim.

        `found` says where those were found.
        """
        slot = f"edit/{claim.id}" if claim else f"new/{text}"
        super().__init__(shared, slot, claim.id if claim else "")
        self._found = found
        self._shown = _shown(claim) if claim else {"text": visible(text), "claimant": claimant}
        """The fields as they were when it was opened."""
        self._checked: set[str] = set()
        """Fields that were left once: from then on they are checked while they are typed."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Horizontal(id="writing"):
            with Vertical(id="form-side"):
                yield ClaimForm(named=not self._about, id="form")
            yield from self.shown()
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        title = self.query_one(TitleBar)
        what = ("Edit", line(self._about)) if self._about else ("New claim", line(self._found))
        title.left = Content.assemble((what[0], "bold"), "  ", what[1])
        title.right = Content.assemble(("tab next field", "$quiet"))
        form = self.query_one(ClaimForm)
        form.show(self._shown)
        self.focus_first()
        self.begin()

    def focus_first(self) -> None:
        self.query_one(ClaimForm).go_to("text")

    # the fields as one text

    def typed(self) -> str:
        return json.dumps(self.query_one(ClaimForm).values, ensure_ascii=False)

    def put(self, typed: str) -> None:
        self.query_one(ClaimForm).show(_read(typed))

    def wording(self, typed: str) -> str:
        text = _read(typed).get("text", "")
        return text.strip() if text != self._shown.get("text") or not self._about else ""

    def propose(self, typed: str) -> "Proposal | None":
        fields, id_ = self._fields(_read(typed))
        if not fields.get("text", "x").strip():
            return None
        for key, problem in unusable(fields, id=id_).items():
            raise InputError(f"{_LABELS[key]}: {problem}")
        if self._about:
            return self.workspace.propose_edit(self._about, **fields)
        return self.workspace.propose_add(id=id_, **fields)

    def _fields(self, values: Mapping[str, str]) -> "tuple[Fields, str | None]":
        """The fields to write, and the id; for an edit, only the fields that changed."""
        fields: Fields = {}
        for field in FIELDS:
            said = values.get(field.key, "")
            if self._about and said == self._shown.get(field.key, ""):
                continue
            if field.key == "tags":
                tags = (tag.strip().removeprefix("#") for tag in said.split(","))
                fields["tags"] = tuple(tag for tag in tags if tag)
            else:
                fields[field.key] = said  # type: ignore[literal-required]
        return fields, values.get(ID.key, "").strip() or None

    def not_yet(self) -> str:
        return "Write the claim's exact wording; every other field may stay empty."

    def written(self, ids: tuple[str, ...]) -> str:
        text = short(self.workspace.claim(ids[0]).text, 28)
        if self._about:
            return f"{text} changed in claims.toml"
        return f"{text} is a claim; {self.key('claim.edit')} edits it"

    # errors in the fields

    @on(ClaimForm.Changed)
    def _changed(self) -> None:
        self.changed()

    def _look(self) -> None:
        """Check the fields after a pause: in a wording of several pages each check takes long."""
        for key in self._checked:
            self._check(key)
        super()._look()

    @on(ClaimForm.Left)
    def _field_left(self, message: ClaimForm.Left) -> None:
        self._checked.add(message.key)
        self._check(message.key)

    def _check(self, key: str, *, empty: bool = False) -> bool:
        """Show what is wrong with a field; True if something is. `empty`: no wording is wrong."""
        form = self.query_one(ClaimForm)
        fields, id_ = self._fields(form.values)
        if key == "text" and not fields.get("text", "x").strip():
            form.show_error(key, "write the claim's exact wording" if empty else "")
            return True
        given: Fields = {key: fields[key]} if key in fields else {}  # type: ignore[misc]
        problems = unusable(given, id=id_ if key == ID.key else None)
        form.show_error(key, problems.get(key, ""))
        return key in problems

    def wrong(self) -> bool:
        form = self.query_one(ClaimForm)
        bad = [field.key for field in form.fields if self._check(field.key, empty=True)]
        self._checked.update(bad)
        if bad:
            form.go_to(bad[0])
        return bool(bad)

    @on(Proposing.Proposed)
    def _named(self, message: Proposing.Proposed) -> None:
        if message.typed == self.typed():
            made = message.proposal.ids[0] if message.proposal else ""
            self.query_one(ClaimForm).suggest_id(made)


def _shown(claim: "Claim") -> dict[str, str]:
    """The text of each field for a claim: on one line, except for the long ones."""
    return {
        "text": visible(claim.text),
        "claimant": line(claim.claimant or ""),
        "date": claim.date or "",
        "appearance": line(claim.appearance or ""),
        "tags": line(", ".join(claim.tags)),
        "context": visible(claim.context or ""),
    }


def _read(typed: str) -> dict[str, str]:
    """The fields saved in `typed`. Raises ValueError when it is no draft of ours."""
    values = json.loads(typed)
    if not isinstance(values, dict):
        raise ValueError("no draft of a claim")
    return {str(key): value for key, value in values.items() if isinstance(value, str)}
