"""Whether what a text quotes is, word for word, in a source.

One function for every place that asks: the justification as it is typed and recorded, `check`,
the report and `workbench quotations`. Quotation marks, dashes, blanks and capital letters may
differ; what an editor left out or added is looked at (`omissions`). Everything else must be in one
source, in the same order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.passages.evened import even, evened, lower
from workbench.passages.likeness import closest
from workbench.passages.omissions import SHOWN, held
from workbench.passages.quotations import quotations
from workbench.passages.surroundings import Around

Text = tuple[str, str]
"""The id of a source and its text."""
ALIKE = 75.0
"""Least `fuzz.ratio` (0-100) of words that count as the quotation, altered: a little more than for
a quote that is known to have been there."""
LIKELY = 20
"""How many sources are searched for similar words if none has the quotation."""


class Fidelity(StrEnum):
    """How a quotation stands in the sources."""

    VERBATIM = "verbatim"
    """Word for word in a source that was named."""
    ALTERED = "altered"
    """Similar words are there, or the changes of the editor change what it says."""
    ELSEWHERE = "elsewhere"
    """Word for word in a source, but in none of those that were named."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a text, and what was found of it in the sources."""

    start: int
    end: int
    """Half open, in code points of the text that quotes, without the marks."""
    text: str
    """What is quoted."""
    verdict: Fidelity
    source: str | None = None
    """The id of the source that has it or similar words; None if none does."""
    note: str = ""
    """What was left out and added, or why it is not faithful, in words; usually empty."""

    @property
    def wrong(self) -> bool:
        """Whether no source has it in these words."""
        return self.verdict in (Fidelity.ALTERED, Fidelity.NOWHERE)

    @property
    def in_words(self) -> str:
        """How it stands in the sources, in one sentence."""
        words = " ".join(self.text.split())
        said = {
            Fidelity.VERBATIM: f"“{words}” stands so in {self.source}",
            Fidelity.ALTERED: f"“{words}” does not stand so in {self.source}",
            Fidelity.ELSEWHERE: f"“{words}” stands in {self.source}, of which nothing is marked",
            Fidelity.NOWHERE: f"“{words}” stands in no source",
        }[self.verdict]
        return f"{said}; {self.note}" if self.note else said


@dataclass(frozen=True, slots=True)
class Misquote:
    """Words between quotation marks that no source has."""

    start: int
    end: int
    """Half open, in code points of the text that quotes, without the marks."""
    words: str


def none(words: str) -> Iterable[Text]:
    """No other sources."""
    return ()


def check_quotations(
    text: str, sources: Sequence[Text], others: Callable[[str], Iterable[Text]] = none
) -> tuple[Quotation, ...]:
    """Everything that `text` quotes, in order, and how it is found in `sources`.

    `others` gives more sources that may have the words of a quotation; it is called only if none
    of `sources` has them.
    """
    return tuple(
        Quotation(each.start, each.end, each.words, *_found(each.words, sources, others))
        for each in quotations(text)
    )


def misquotes(text: str, sources: Sequence[str]) -> tuple[Misquote, ...]:
    """What `text` quotes that is not word for word in any of `sources`, in order.

    Without sources everything quoted is named. A quotation without a word does not count.
    """
    named = [(str(n), source) for n, source in enumerate(sources)]
    return tuple(
        Misquote(each.start, each.end, text[each.start : each.end])
        for each in check_quotations(text, named)
        if each.verdict is not Fidelity.VERBATIM
    )


def _found(
    quoted: str, sources: Sequence[Text], others: Callable[[str], Iterable[Text]]
) -> tuple[Fidelity, str | None, str]:
    words = even(quoted)
    wrong: list[tuple[int, str, str]] = []
    looked: list[Text] = []
    for where, found_in in ((Fidelity.VERBATIM, sources), (Fidelity.ELSEWHERE, others(quoted))):
        for source, text in found_in:
            looked.append((source, text))
            edited = held(words, evened(text))
            if edited is None:
                continue
            if not edited.wrong:
                return where, source, "; ".join(edited.notes)
            wrong.append((len(edited.wrong), source, "; ".join(edited.wrong)))
    if wrong:
        _, source, note = min(wrong, key=lambda each: each[0])
        return Fidelity.ALTERED, source, note
    from rapidfuzz import fuzz

    for source, text in looked[:LIKELY]:
        shown = evened(text).shown
        like = closest(words, Around("", ""), shown)
        there = shown[slice(*like)] if like else ""
        if fuzz.ratio(lower(words), lower(there)) >= ALIKE:
            end = "" if len(there) <= 2 * SHOWN else " …"
            return Fidelity.ALTERED, source, f"it has “{there[: 2 * SHOWN]}{end}”"
    return Fidelity.NOWHERE, None, ""
