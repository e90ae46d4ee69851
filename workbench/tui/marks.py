"""Sign and word for every state, and how words are marked: one table, never colour alone."""

import locale
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from workbench.safe.visible import line

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.signals.reasons import Reason
    from workbench.verdicts import Rated, Standing, Verdict
    from workbench.verdicts.scales import Scale


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state is shown."""

    glyph: str
    """One cell wide."""
    word: str
    style: str = ""
    """A Textual style; it only repeats what sign and word say."""

    def __str__(self) -> str:
        return f"{self.glyph} {self.word}"

    def content(self) -> Content:
        """Sign and word in the badge's style."""
        return Content.assemble((str(self), self.style))


_PLAIN = {
    "✓": "+",
    "✗": "x",
    "·": ".",
    "○": "o",
    "»": ">",
    "†": "#",
    "▌": "|",
    "…": ">",
    "─": "-",
    "│": "|",
    "→": ">",
    "↵": "enter",
    "“": '"',
    "”": '"',
    "█": "#",
    "░": ".",
    "▸": ">",
    "•": "*",
    "⇥": "tab",
    "◕": "+",
    "◔": "-",
    "◑": "~",
    "≠": "/",
}


def _is_utf8() -> bool:
    return "UTF" in locale.getpreferredencoding(do_setlocale=False).upper()


def glyph(wanted: str) -> str:
    """The sign, or its ASCII replacement where the locale has no UTF-8."""
    return wanted if _UTF8 else "".join(_PLAIN.get(sign, sign) for sign in wanted)


_UTF8 = _is_utf8()

STANCES = {
    "conflicts": Badge(glyph("✗"), "conflicts", "bold $conflict"),
    "supports": Badge(glyph("✓"), "supports", "bold $support"),
    "mentions": Badge(glyph("·"), "mentions", "$quiet"),
}
"""What a passage does to the claim, by `Stance` value."""

MARKS = STANCES | {"irrelevant": Badge(glyph("–") if _UTF8 else "-", "not relevant", "$quiet")}
"""What the checker says it does, by `Mark`."""

RELATIONS = {
    "conflicts": Badge(glyph("✗"), "conflicts", "$conflict"),
    "meets": Badge(glyph("✓"), "meets", "$support"),
    "differs": Badge("~", "differs", "$foreground"),
    "but": Badge("!", "but", "$warning"),
}
"""What a reason does, by `Relation` value: never a stance."""

SPANS = {
    "conflicts": "bold underline $conflict",
    "meets": "underline $support",
    "differs": "bold italic underline",
    "but": "underline $warning",
}
"""How the words that a reason rests on are drawn."""

QUOTATION = ('"', "“", "”", "„", "«", "»", "‟")
"""Quotation marks with which the text of a passage itself may begin or end."""

OPEN = Badge(glyph("○"), "open")
POSTPONED = Badge(glyph("»"), "postponed", "$quiet")
PINNED = Badge(glyph("•"), "pinned by you", "bold $focus")
"""A passage that the checker chose and the search did not find."""
GONE = Badge(glyph("†"), "gone", "$quiet")
STALE = Badge("!", "stale", "bold $warning")
CONFLICT = Badge(glyph("≠"), "conflict", "bold $conflict")
"""Reviewers rated the claim differently and did not know of each other."""
ANCHORS = {
    "exact": Badge("=", "exact", "$support"),
    "moved": Badge(glyph("→"), "moved", "$support"),
    "altered": Badge("~", "altered", "bold $warning"),
    "gone": Badge(glyph("†"), "gone", "bold $conflict"),
}
"""How a quote is found again in its source, by `Anchor` value."""


def is_stale(claim: "Claim", standing: "Standing | None") -> bool:
    """Whether the claim's wording has changed since the verdict."""
    if standing is None or standing.verdict is None:
        return False
    return standing.verdict.text != claim.text


def state_of(claim: "Claim", standing: "Standing | None", scales: "Mapping[str, Scale]") -> Badge:
    """The claim's state: in conflict, open, postponed, stale, or its rating's glyph and name."""
    if standing is not None and standing.conflict:
        return CONFLICT
    if standing is not None and standing.postponed:
        return POSTPONED
    if standing is None or standing.verdict is None:
        return OPEN
    return STALE if is_stale(claim, standing) else verdict_badge(standing.verdict, scales)


def verdict_badge(verdict: "Verdict | Rated", scales: "Mapping[str, Scale]") -> Badge:
    """The sign and name of a rating, on the scale that it was given on.

    The project may have changed its scale since: `true` of six ratings is not `true` of two.
    """
    return rating_badge(verdict.rating, scales.get(verdict.scale))


def differing(conflict: "Iterable[Verdict]", scales: "Mapping[str, Scale]") -> str:
    """Who rated how, on one line: `ada True, bob False`."""
    return ", ".join(
        f"{line(each.by)} {line(verdict_badge(each, scales).word)}" for each in conflict
    )


def rating_badge(rating_id: str, scale: "Scale | None") -> Badge:
    """A rating's own sign and name; its bare id if the scale no longer has it or is gone."""
    rating = scale.rating(rating_id) if scale else None
    if rating is None:
        return Badge("?", rating_id, "bold")
    return Badge(glyph(rating.glyph), rating.name, "bold")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words of a text that a reason rests on."""

    start: int
    end: int
    relation: str
    """A `Relation` value."""


def claim_spots(reasons: "Iterable[Reason]") -> tuple[Emphasis, ...]:
    """Where the words of the reasons stand in the claim."""
    return tuple(Emphasis(*reason.claim, reason.relation) for reason in reasons)


def passage_spots(reasons: "Iterable[Reason]") -> tuple[Emphasis, ...]:
    """Where the words of the reasons stand in the passage; absent words have no place."""
    return tuple(
        Emphasis(*reason.passage, reason.relation)
        for reason in reasons
        if reason.passage is not None
    )


def marked(text: str, spots: Sequence[Emphasis], *, quote: bool = False) -> Content:
    """`text` with its spots styled, and a sign before each that conflicts or differs.

    The sign remains where a terminal shows neither bold nor colour. Where spots overlap, the one
    that matters most wins. With `quote`, the text stands between quotation marks.
    """
    order = {"conflicts": 0, "differs": 1, "meets": 2}
    taken: list[Emphasis] = []
    for spot in sorted(spots, key=lambda spot: (order.get(spot.relation, 3), spot.start)):
        inside = 0 <= spot.start < spot.end <= len(text)
        if inside and all(spot.end <= other.start or other.end <= spot.start for other in taken):
            taken.append(spot)
    parts: list[str | Content | tuple[str, str]] = []
    at = 0
    for spot in sorted(taken, key=lambda spot: spot.start):
        parts.append(text[at : spot.start])
        style = SPANS.get(spot.relation, "underline")
        if spot.relation != "meets":
            parts.append((RELATIONS[spot.relation].glyph, style.replace("underline ", "")))
        parts.append((text[spot.start : spot.end], style))
        at = spot.end
    parts.append(text[at:])
    whole = Content.assemble(*parts)
    return quoted(whole, text) if quote else whole


def quoted(words: Content, text: str) -> Content:
    """`words`, which show `text`, between quotation marks, unless the text has its own."""
    if text.startswith(QUOTATION) or text.endswith(QUOTATION):
        return words
    return Content.assemble(glyph("“"), words, glyph("”"))
