"""The cues of a sentence: words of `cues.toml`, where they stand."""

import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from workbench.analysis.lexicon import base
from workbench.analysis.tokens import Token


class Status(StrEnum):
    """What is said of a word: that it holds, that it does not, or neither of them."""

    ASSERTED = "asserted"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    CONDITIONAL = "conditional"
    UNPROVEN = "unproven"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    ORDERED = "ordered"
    FORBIDDEN = "forbidden"
    FEARED = "feared"
    HOPED = "hoped"
    BELIEVED = "believed"
    ALLEGED = "alleged"
    RUMOURED = "rumoured"
    POSSIBLE = "possible"
    INVENTED = "invented"
    REPORTED = "reported"
    """Set under a word that we do not know: "relished the notion that"."""


AGAINST = frozenset((Status.REFUTED, Status.WITHDRAWN))
"""What is said not to be so."""


class Cue(NamedTuple):
    """An entry of `cues.toml`."""

    status: Status
    denied: Status
    governs: tuple[str, ...]
    """Names of frames, see `reading.FRAMES`; the first that fits counts."""
    name: str


class Start(NamedTuple):
    """A cue where it stands: tokens, half open."""

    first: int
    past: int
    cue: Cue


class _Row(NamedTuple):
    """One way in which a cue is worded."""

    words: tuple[str, ...]
    exact: bool
    """In this form alone, not by its stems."""
    verb: bool
    """Its forms in "-er" and "-or" are those who do it: "investigators" allege nothing."""
    cue: Cue


_AGENTS = ("tors", "tor", "ers", "er", "ists", "ist", "ants", "ant")
SKIP = ("skip",)
"""What words govern that only look like a cue: nothing, and no cue begins inside them."""


@cache
def _cues() -> dict[str, dict[str, tuple[_Row, ...]]]:
    """First word or stem of a cue, then its second or "", to the ways in which it goes on."""
    text = files("workbench.analysis.asserting").joinpath("cues.toml").read_text("utf-8")
    table: dict[str, dict[str, list[_Row]]] = {}
    for entry in tomllib.loads(text)["cue"]:
        status = Status(entry["status"])
        opposite = Status.ASSERTED if status in AGAINST else status
        denied = Status(entry.get("denied", opposite))
        cue = Cue(status, denied, tuple(entry["governs"]), entry.get("name", ""))
        for phrase in map(str.strip, entry["words"].split(",")):
            exact = phrase.startswith("=") or phrase.endswith("ly")
            words = phrase.lstrip("=").split()
            if not exact:
                words = [base(word) for word in words]
            row = _Row(tuple(words), exact, not phrase.endswith(_AGENTS), cue)
            table.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append(row)
    return {
        first: {second: tuple(rows) for second, rows in others.items()}
        for first, others in table.items()
    }


def starts(tokens: Sequence[Token]) -> list[Start]:
    """The cues of a sentence in order, the longest at each place first."""
    found: list[Start] = []
    skipped = 0
    for at, token in enumerate(tokens):
        if at < skipped or token.kind != "word" or _in_name(tokens, at):
            continue
        for row in _rows(tokens, at):
            if row.cue.governs == SKIP:
                skipped = at + len(row.words)
                found = [each for each in found if each.first != at]
                break
            found.append(Start(at, at + len(row.words), row.cue))
    return found


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands in a title or a name: "No Country", "If I Let You Go"."""
    token = tokens[at]
    if token.lower == "april" or not token.text[0].isupper() or at + 1 == len(tokens):
        return False
    after = tokens[at + 1]
    joined = after.kind == "word" and after.text[0].isupper() and after.start > token.end
    return joined and not token.text.isupper()


def _rows(tokens: Sequence[Token], at: int) -> list[_Row]:
    """The cues that begin at a token, the longest first."""
    token, table = tokens[at], _cues()
    found: list[_Row] = []
    for first in _forms(token):
        others = table.get(first)
        if others is None:
            continue
        for second in (*_forms(*tokens[at + 1 : at + 2]), ""):
            found += [row for row in others.get(second, ()) if _matches(tokens, at, row)]
    if token.lower.endswith("n't"):
        found += table["not"][""]
    return found if len(found) < 2 else sorted(found, key=lambda row: -len(row.words))


def _forms(*token: Token) -> Iterable[str]:
    """A token as it is written and by its stem; nothing of none."""
    for each in token:
        yield each.lower
        if each.stem != each.lower:
            yield each.stem


def _matches(tokens: Sequence[Token], at: int, row: _Row) -> bool:
    words, token = row.words, tokens[at]
    if len(words) == 1:
        if row.exact:
            return words[0] == token.lower
        return not (row.verb and token.lower.endswith(_AGENTS))
    if at + len(words) > len(tokens):
        return False
    return all(
        word == token.lower or (not row.exact and word == token.stem)
        for word, token in zip(words, tokens[at : at + len(words)], strict=True)
    )
