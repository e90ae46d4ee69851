"""Change a claims file as a person would: one entry, with everything else the same byte for byte.

A change is first proposed and shown as a difference; `apply` writes it only if the file is still
the one that it was made from. Nothing here knows verdicts.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from workbench.claims.diff import unified
from workbench.claims.entries import (
    Fields,
    appended,
    edited,
    entry,
    fields_of,
    given,
    lines_of,
    without,
)
from workbench.claims.file import (
    FILE,
    Claim,
    ClaimsFile,
    Project,
    parse_claims,
    parsed,
    read_claims,
)
from workbench.claims.ids import free_id, next_id
from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.plainfile import as_it_stood
from workbench.safe.replacing import replace as replace_file
from workbench.safe.visible import line

SPLIT = "split"
"""The tag of a claim whose parts became claims of their own."""

_NAME = "field"
_PLACE = re.compile(rf"^{_NAME}:\d+:\d+: ")
_MORE = "cannot be edited here without touching more than the claim; edit the file"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that is not written yet."""

    before: str
    """The text of the file that it was made from, with its BOM and line ends."""
    after: str
    ids: tuple[str, ...]
    """The claims that are added or changed, in file order of the change."""
    name: str = "claims.toml"
    gone: tuple[str, ...] = ()
    """The claims that are removed."""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    def turned(self) -> Proposal:
        """The change that reverses this one."""
        return replace(self, before=self.after, after=self.before)

    @property
    def diff(self) -> str:
        """The unified difference, lines ending with a line feed; "" if nothing changes.

        It contains outside text: pass it through `visible` to show it.
        """
        return unified(
            self.before.replace("\r\n", "\n"), self.after.replace("\r\n", "\n"), self.name
        )


def read_text(path: Path) -> str:
    """The text of a claims file as it is on disk, for proposing changes.

    Raises:
        InputError: it cannot be read or is no claims file.
    """
    try:
        text = _bytes(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        read_claims(path)  # says what is wrong, and where
        _refuse(path.name, "changed while it was read; try again")
    parsed(text, name=path.name)
    return text


def unusable(fields: Fields, *, id: str | None = None) -> dict[str, str]:  # noqa: A002
    """What is wrong with each field (`id` is one) that a claim cannot have, in a few words.

    Empty if all can be used. Each field is checked alone, without the others and other claims.
    """
    problems: dict[str, str] = {}
    each: list[tuple[str, str, Fields]] = [("id", id, {"text": "x"})] if id is not None else []
    for key, value in fields.items():
        each.append((key, "x", {"text": "x", key: value}))  # type: ignore[misc]
    for key, name, said in each:
        try:
            parse_claims(entry(name, said), name=_NAME)
        except InputError as error:
            # The advice about quotes is for someone who edits the file.
            what = _PLACE.sub("", str(error))
            problems[key] = what.removesuffix(" in quotes").removesuffix(",")
    return problems


def propose_add(
    before: str,
    fields: Fields,
    *,
    id: str | None = None,  # noqa: A002 - the entry's own name for it
    taken: Collection[str] = (),
    name: str = "claims.toml",
) -> Proposal:
    """A new claim at the end of the file.

    Without `id` it is made from the text; no claim and nothing in `taken` has it.

    Raises:
        InputError: a field or the id cannot be used, or the file has no `[[claims]]` tables.
    """
    file = _open(before, name)
    used = {claim.id for claim in file.claims}
    new = id or next_id(fields.get("text", ""), {*used, *taken})
    if new in used:
        raise InputError(f"{line(new)}: there is such a claim already; choose another id")
    said = entry(new, fields)
    after = appended(before, [said])
    return _proposal(before, after, file, {new: fields}, {new: said}, name)


def propose_edit(
    before: str, claim_id: str, fields: Fields, *, name: str = "claims.toml"
) -> Proposal:
    """Other values for some fields of one claim; its id and every other line stay.

    Raises:
        InputError: there is no such claim, or a field cannot be used.
    """
    file = _open(before, name)
    after, said = edited(before, file, _claim(file, claim_id), fields)
    return _proposal(before, after, file, {claim_id: fields}, {claim_id: said}, name)


def propose_split(
    before: str,
    claim_id: str,
    parts: Sequence[str],
    *,
    keep: bool = True,
    taken: Collection[str] = (),
    name: str = "claims.toml",
) -> Proposal:
    """The parts of a compound claim as claims at the end of the file, named `ID-1`, `ID-2`.

    Each has the claimant, date, appearance, tags and context of the whole, which stays with the
    tag `split`, or is removed if `keep` is false; the ledger keeps a verdict on it.

    Raises:
        InputError: there is no such claim, or there are fewer than two different parts.
    """
    file = _open(before, name)
    whole = _claim(file, claim_id)
    wanted = tuple(dict.fromkeys(part.strip() for part in parts))
    if len(wanted) < 2 or not all(wanted):
        raise InputError(
            f"{line(claim_id)}: a claim is split into two different parts or more; write them"
        )
    used = {claim.id for claim in file.claims} | set(taken)
    new: dict[str, Fields] = {}
    for number, part in enumerate(wanted, start=1):
        # An id has at most 64 characters.
        id_ = free_id(f"{claim_id[:58]}-{number}", used | set(new))
        new[id_] = {**fields_of(whole), "text": part}
    said = {id_: entry(id_, fields) for id_, fields in new.items()}
    if not keep:
        after = appended(without(before, file, whole), list(said.values()))
        return _proposal(before, after, file, new, said, name, gone=(claim_id,))
    tags: Fields = {"tags": tuple(dict.fromkeys((*whole.tags, SPLIT)))}
    longer, tagged = edited(before, file, whole, tags)
    after = appended(longer, list(said.values()))
    changed, said = {claim_id: tags, **new}, {claim_id: tagged, **said}
    return _proposal(before, after, file, changed, said, name)


def apply(path: Path, proposal: Proposal) -> ClaimsFile:
    """Write a proposal and return what the file says now.

    The file is replaced as a whole and keeps its permissions.

    Raises:
        InputError: the file is not the one any more that the proposal was made from, or it cannot
          be written; nothing was changed.
    """
    after = parsed(proposal.after, name=path.name)
    _only(proposal, parsed(proposal.before, name=path.name), after)

    def ready() -> None:
        if _bytes(path) != proposal.before.encode("utf-8"):
            _refuse(path.name, "was changed since by someone else; look at it and try again")

    try:
        replace_file(path, proposal.after.encode("utf-8"), ready=ready)
    except OSError as error:
        _refuse(path.name, f"cannot be written: {error.strerror or error}")
    return after


def stands(path: Path, text: str) -> bool:
    """Whether a file can be read and has exactly this text."""
    try:
        return _bytes(path) == text.encode("utf-8")
    except OSError:
        return False


def _bytes(path: Path) -> bytes:
    return as_it_stood(lambda: own.reading(path.parent, path.name), most=4 * FILE)


def _open(before: str, name: str) -> ClaimsFile:
    """What the file says, if its claims are tables under `[[claims]]`, as we write them."""
    file = parsed(before, name=name)
    if ("claims",) in file.places.offsets:
        row, _ = file.places.of(("claims",))
        if not lines_of(before)[row - 1].lstrip("\ufeff \t").startswith("[["):
            raise InputError(
                f"{line(name)}:{row}:1: these claims are in one list; write [[claims]] above "
                "each to have them edited"
            )
    return file


def _claim(file: ClaimsFile, claim_id: str) -> Claim:
    for claim in file.claims:
        if claim.id == claim_id:
            return claim
    raise InputError(f"{line(claim_id)}: no such claim; `workbench list` names them")


def _proposal(
    before: str,
    after: str,
    file: ClaimsFile,
    changed: Mapping[str, Fields],
    entries: Mapping[str, str],
    name: str,
    *,
    gone: tuple[str, ...] = (),
) -> Proposal:
    """The proposal, after checking that each of the `entries` says what was asked.

    Each entry is read alone, since the lines around it were read already: the whole file takes
    65 ms at 2,000 claims, and this is done while someone types. `apply` reads the whole file before
    writing it.
    """
    try:
        after.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("the text holds half a character (a surrogate); type it again") from None
    proposal = Proposal(before, after, tuple(changed), name, gone)
    held = {claim.id: claim for claim in file.claims if claim.id in changed}
    for id_, fields in changed.items():
        said = given(fields)
        if "tags" in said:
            said["tags"] = said["tags"] or ()
        expected = replace(held.get(id_, Claim(id_, "")), line=1, **said)  # type: ignore[arg-type]
        try:
            found = parse_claims(entries[id_], name=name)
        except InputError:
            # Read again in the whole file, so that the error names the place there.
            parse_claims(after, name=f"{name} (proposed)")
            raise
        if (found.project, found.claims, found.scales) != (Project(), (expected,), {}):
            _refuse(name, _MORE)
    if len(after) > FILE:
        parse_claims(after, name=f"{name} (proposed)")
    return proposal


def _only(proposal: Proposal, before: ClaimsFile, after: ClaimsFile) -> None:
    """Refuse a proposal that changes more than its claims."""
    own = {*proposal.ids, *proposal.gone}
    others = (
        [replace(claim, line=0) for claim in file.claims if claim.id not in own]
        for file in (before, after)
    )
    same = (before.project, before.scales) == (after.project, after.scales)
    if not same or operator.ne(*others):
        _refuse(proposal.name, _MORE)


def _refuse(name: str, what: str) -> NoReturn:
    raise InputError(f"{line(name)}: {what}")
