"""Change a claims file as a person would: one entry, everything else byte for byte as it was.

A change is proposed first, shown as a difference, and written by `apply` only if the file is
still the one that it was made from. Nothing here knows verdicts.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from workbench.claims import FILE, Claim, ClaimsFile, parse_claims, read_claims
from workbench.entries import Fields, appended, edited, entry, fields_of, given, lines_of, without
from workbench.errors import InputError
from workbench.plainfile import read_plain
from workbench.replacing import replace as replace_file
from workbench.visible import line

SPLIT = "split"
"""The tag of a claim whose parts were made claims of their own."""

_DEAD = frozenset(
    """a an the of to in on at by for from with and or that this it its as is are was were
    be""".split()
)
_NAME = "field"
_PLACE = re.compile(rf"^{_NAME}:\d+:\d+: ")
_SLUG = 32
# Characters of an id made from a text: what a list of claims shows of it.


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was not written yet."""

    before: str
    """The file's text that it was made from, its BOM and line ends as they are."""
    after: str
    ids: tuple[str, ...]
    """The claims that are added or changed, in file order of the change."""
    name: str = "claims.toml"

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    def turned(self) -> Proposal:
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    @property
    def diff(self) -> str:
        """The unified difference, lines ended by a line feed; "" where nothing changes.

        It holds outside text: `visible` it to show it.
        """
        old, new = (
            text.replace("\r\n", "\n").removesuffix("\n").split("\n")
            for text in (self.before, self.after)
        )
        rows = difflib.unified_diff(old, new, self.name, f"{self.name} (proposed)", lineterm="")
        return "".join(f"{row}\n" for row in rows)


def read_text(path: Path) -> str:
    """The text of a claims file as it stands, to propose changes to.

    Raises:
        InputError: it cannot be read or is no claims file.
    """
    read_claims(path)
    try:
        return read_plain(path, most=4 * FILE).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        _refuse(path.name, "changed while it was read; try again")


def unusable(fields: Fields, *, id: str | None = None) -> dict[str, str]:  # noqa: A002
    """What is wrong with each field (`id` is one) that a claim cannot have, in a few words.

    Empty where all can be used; what they say together, and of other claims, is not looked at.
    """
    told: dict[str, str] = {}
    each: list[tuple[str, str, Fields]] = [("id", id, {"text": "x"})] if id is not None else []
    for key, value in fields.items():
        each.append((key, "x", {"text": "x", key: value}))  # type: ignore[misc]
    for key, name, said in each:
        try:
            parse_claims(entry(name, said), name=_NAME)
        except InputError as error:
            # Quotes are a matter of the file, not of a field.
            told[key] = _PLACE.sub("", str(error)).removesuffix(" in quotes").removesuffix(",")
    return told


def propose_add(
    before: str,
    fields: Fields,
    *,
    id: str | None = None,  # noqa: A002 - the entry's own name for it
    taken: Collection[str] = (),
    name: str = "claims.toml",
) -> Proposal:
    """A new claim at the end of the file.

    Without `id` it gets one made from its text, which no claim and nothing in `taken` has.

    Raises:
        InputError: a field or the id cannot be used, or the file holds no `[[claims]]` tables.
    """
    file = _open(before, name)
    used = {claim.id for claim in file.claims}
    new = id or next_id(fields.get("text", ""), {*used, *taken})
    if new in used:
        raise InputError(f"{line(new)}: there is such a claim already; choose another id")
    after = appended(before, [entry(new, fields)])
    return _proposal(before, after, file, {new: fields}, name)


def propose_edit(
    before: str, claim_id: str, fields: Fields, *, name: str = "claims.toml"
) -> Proposal:
    """Other words in some fields of one claim; its id stays, and so does every other line.

    Raises:
        InputError: there is no such claim, or a field cannot be used.
    """
    file = _open(before, name)
    after = edited(before, file, _claim(file, claim_id), fields)
    return _proposal(before, after, file, {claim_id: fields}, name)


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
    tag `split`, or goes where `keep` is false; a verdict on it is kept by the ledger.

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
        id_ = _free(f"{claim_id[:58]}-{number}", used | set(new))
        new[id_] = {**fields_of(whole), "text": part}
    changed: dict[str, Fields] = dict(new)
    if keep:
        tags: Fields = {"tags": tuple(dict.fromkeys((*whole.tags, SPLIT)))}
        shorter = edited(before, file, whole, tags)
        changed = {claim_id: tags, **new}
    else:
        shorter = without(before, file, whole)
    after = appended(shorter, [entry(id_, fields) for id_, fields in new.items()])
    return _proposal(before, after, file, changed, name, gone=() if keep else (claim_id,))


def apply(path: Path, proposal: Proposal) -> ClaimsFile:
    """Write a proposal and return what the file says now.

    The file is replaced as a whole and keeps its permissions; a link is followed.

    Raises:
        InputError: it is not the file any more that the proposal was made from, or it cannot be
            written; nothing was changed.
    """
    after = parse_claims(proposal.after, name=path.name)
    target = Path(os.path.realpath(path))

    def ready() -> None:
        if read_plain(target, most=4 * FILE) != proposal.before.encode("utf-8"):
            _refuse(path.name, "was changed since by someone else; look at it and try again")

    try:
        replace_file(target, proposal.after.encode("utf-8"), ready=ready)
    except OSError as error:
        _refuse(path.name, f"cannot be written: {error.strerror or error}")
    return after


def stands(path: Path, text: str) -> bool:
    """Whether a file can be read and says this, to the byte."""
    try:
        return read_plain(path, most=4 * FILE) == text.encode("utf-8")
    except OSError:
        return False


def next_id(text: str, taken: Collection[str]) -> str:
    """A short id from the first telling words of `text` that is not in `taken`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = ""
    for word in re.findall(r"[^\W_]+(?:\.\d+)?", plain):
        longer = f"{slug}-{word}" if slug else word[:_SLUG]
        if len(longer) > _SLUG or slug.count("-") == 3:
            break
        if word not in _DEAD:
            slug = longer
    return _free(slug or "claim", taken)


def _free(wanted: str, taken: Collection[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _open(before: str, name: str) -> ClaimsFile:
    """What the file says, if its claims are tables under `[[claims]]`, as we write them."""
    file = parse_claims(before, name=name)
    if ("claims",) in file.places.offsets:
        row, _ = file.places.of(("claims",))
        if not lines_of(before)[row - 1].lstrip("\ufeff \t").startswith("[["):
            raise InputError(
                f"{line(name)}:{row}:1: these claims stand in one list; write [[claims]] over "
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
    changed: dict[str, Fields],
    name: str,
    *,
    gone: tuple[str, ...] = (),
) -> Proposal:
    """The proposal, once it is sure that it says what was asked and nothing else."""
    try:
        after.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("the text holds half a character (a surrogate); type it again") from None
    expected = {claim.id: replace(claim, line=0) for claim in file.claims if claim.id not in gone}
    for id_, fields in changed.items():
        said = given(fields)
        if "tags" in said:
            said["tags"] = said["tags"] or ()
        expected[id_] = replace(expected.get(id_, Claim(id_, "")), **said)  # type: ignore[arg-type]
    now = parse_claims(after, name=f"{name} (proposed)")
    found = tuple(replace(claim, line=0) for claim in now.claims)
    same = (now.project, now.scales) == (file.project, file.scales)
    if not same or found != tuple(expected.values()):
        _refuse(name, "cannot be edited here without touching more than the claim; edit the file")
    return Proposal(before, after, tuple(changed), name)


def _refuse(name: str, what: str) -> NoReturn:
    raise InputError(f"{line(name)}: {what}")
