"""A choice of sources: what the checker writes to search the evidence in some sources only.

What she writes is kept as written, and read when it is used. No Textual here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Literal

from workbench.safe.visible import line
from workbench.tui.marks import glyph
from workbench.tui.said import short

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.corpus.catalogue import Published


@dataclass(frozen=True, slots=True)
class Only:
    """Which sources to search, as written; an empty field allows every source."""

    source: str = ""
    """Words that must all be in its id, title or publisher."""
    first: str = ""
    """A day, month or year: published then or later."""
    last: str = ""
    """A day, month or year: published then or earlier."""
    language: str = ""
    """Such as `en`."""
    kind: str = ""
    """`primary` or `secondary`, or the beginning of one of them."""

    def __bool__(self) -> bool:
        """Whether any source may be left out."""
        return any(astuple(self))

    def problem(self) -> str:
        """What cannot be used, in a few words; empty if all fields can."""
        first, last = _day(self.first), _day(self.last)
        for said, read in ((self.first, first), (self.last, last)):
            if said and read is None:
                return f"{said}: a date is YYYY-MM-DD, YYYY-MM or YYYY"
        if first and last and last.last < first.first:
            return "the last date lies before the first"
        if self.kind and _kind(self.kind) is None:
            return f"{self.kind}: a source is primary or secondary"
        return ""

    def in_words(self) -> str:
        """The whole choice on one line: `“global times” · 2018 to 2020 · primary`."""
        return f" {glyph('·')} ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.source:
            yield short(self.source, 24)
        if self.first and self.last and self.first != self.last:
            yield f"{line(self.first)} to {line(self.last)}"
        elif self.first or self.last:
            word = "" if self.first == self.last else "from " if self.first else "to "
            yield f"{word}{line(self.first or self.last)}"
        if self.language:
            yield line(self.language)
        if self.kind:
            yield _kind(self.kind) or line(self.kind)

    def among(self, sources: "Iterable[Source]") -> "tuple[Source, ...]":
        """The sources that match; one of unknown date matches no date range."""
        from workbench.search import Filter

        first, last = _day(self.first), _day(self.last)
        where = Filter(
            first=first.first if first else None,
            last=last.last if last else None,
            kind=_kind(self.kind),
        )
        words, language = self.source.lower().split(), self.language.lower()

        def named(source: "Source") -> bool:
            hay = f"{source.id} {source.title} {source.publisher or ''}".lower()
            return all(word in hay for word in words)

        return tuple(
            source
            for source in sources
            if where.admits(source)
            and (not language or (source.language or "").lower() == language)
            and named(source)
        )


def _day(said: str) -> "Published | None":
    if not said:
        return None
    from workbench.corpus.catalogue import parse_published

    return parse_published(said)


def _kind(said: str) -> Literal["primary", "secondary"] | None:
    if said and "primary".startswith(said.lower()):
        return "primary"
    return "secondary" if said and "secondary".startswith(said.lower()) else None
