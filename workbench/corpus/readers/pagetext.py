"""The text of a page as it grows: paragraphs with a blank line between them.

What a plain text cannot show is written so that it can be read: a row of a table as "Station:
Saltfleet; Year: 2021.", a term of a definition list before its definition, struck-out words between
`~~`, raised figures as the characters ⁰ to ⁹ and the letter of a footnote in brackets, so that
neither looks like part of the figure before it.
"""

import re
from typing import Literal

_SPACES = re.compile(r" {2,}")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_FIGURES = re.compile(r"[0-9+−–-]{1,9}(?:, ?[0-9]{1,3})*")
_MARK = re.compile(r"[a-z*†‡§]{1,2}")
_ORDINAL = frozenset(("st", "nd", "rd", "th", "e", "er", "re", "o", "a", "os", "as"))
_ENDS = (".", "!", "?", ":", ";", "…")
CELL = 300
"""Characters. A longer cell, or one of several paragraphs, has prose in it and not a value."""
TERM = 60

Mark = Literal["struck", "raised"]


class Paragraphs:
    """The text of a page, which is given in the order of its markup."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._marks: dict[Mark, int] = {}
        """Where in the line the struck-out or raised words begin."""
        self._done: list[str] = []
        self._tables: list[_Table] = []
        self._term = ""
        self._next_is: str | None = None

    def text(self) -> str:
        """All paragraphs; one that is still open is ended."""
        self.end()
        while self._tables:
            self._finish_table()
        self._out_with_term()
        return "\n\n".join(self._done) + "\n" if self._done else ""

    def say(self, words: str) -> None:
        """Add words to the line."""
        self._line.append(words)

    def mark(self, kind: Mark) -> None:
        """What follows is struck out, or raised, until `unmark`."""
        self._marks.setdefault(kind, len(self._line))

    def unmark(self, kind: Mark) -> None:
        """End the words begun by `mark`; does nothing without one."""
        begin = self._marks.pop(kind, None)
        if begin is None:
            return
        words = "".join(self._line[begin:])
        before = "".join(self._line[:begin])[-1:]
        del self._line[begin:]
        self._line.append(struck(words) if kind == "struck" else raised(words, before))

    def end(self, *, kept: bool = False) -> None:
        """End the paragraph; `kept` keeps its white space."""
        open_marks = list(self._marks)
        for kind in open_marks:
            self.unmark(kind)
        text = "".join(self._line)
        self._line.clear()
        if "struck" in open_marks:
            self._marks["struck"] = 0  # <del> around several paragraphs
        if text and not kept:
            text = "\n".join(line.strip(" ") for line in _SPACES.sub(" ", text).split("\n"))
        if text.strip():
            self._take(text.strip("\n ") if not kept else text.strip("\n"))

    def enter(self, name: str, *, closes: bool) -> None:
        """An element that ends a paragraph begins or ends."""
        if name == "table":
            if closes and self._tables:
                self._finish_table()
            elif not closes:
                self._tables.append(_Table())
        elif self._tables and name in ("tr", "thead", "tbody", "tfoot"):
            self._tables[-1].end_row()
        elif self._tables and name in ("td", "th") and not closes:
            self._tables[-1].begin_cell(heads=name == "th")
        elif self._tables and name == "caption":
            self._tables[-1].outside = not closes
        elif name in ("dt", "dd", "dl"):
            self._next_is = None if closes else name
            if name == "dt" or (name == "dl" and closes):
                self._out_with_term(keep=name == "dt" and closes)

    def _take(self, text: str) -> None:
        if self._tables and self._tables[-1].take(text):
            return
        if self._next_is == "dt":
            self._out_with_term()
            self._term = text
            return
        if self._term and self._next_is == "dd" and len(self._term) <= TERM:
            joint = " " if self._term.endswith(_ENDS) else ": "
            text, self._term = f"{self._term}{joint}{text}", ""
        self._out_with_term()
        self._done.append(text)

    def _out_with_term(self, *, keep: bool = False) -> None:
        if self._term and not keep:
            self._done.append(self._term)
            self._term = ""

    def _finish_table(self) -> None:
        for text in self._tables.pop().paragraphs():
            self._take(text)


class _Table:
    """A table as it grows."""

    def __init__(self) -> None:
        self.outside = False
        """Whether the words belong to the caption."""
        self._before: list[str] = []
        self._rows: list[list[tuple[bool, list[str]]]] = []
        self._row: list[tuple[bool, list[str]]] = []

    def begin_cell(self, *, heads: bool) -> None:
        self._row.append((heads, []))

    def take(self, text: str) -> bool:
        """Whether the words belong to the table."""
        if self.outside or not self._row:
            self._before.append(text)
        else:
            self._row[-1][1].append(text)
        return True

    def end_row(self) -> None:
        if self._row:
            self._rows.append(self._row)
            self._row = []

    def paragraphs(self) -> list[str]:
        """Its rows in words; or its paragraphs, if the table is only used for layout."""
        self.end_row()
        rows = [row for row in self._rows if any(words for _, words in row)]
        cells = [words for row in rows for _, words in row]
        if any(len(words) > 1 or any(len(each) > CELL for each in words) for words in cells):
            return self._before + [text for words in cells for text in words]
        if not rows or max(map(len, rows)) == 1:
            return self._before + [text for words in cells for text in words]
        names: list[str] = []
        if len(rows) > 1 and all(heads or not words for heads, words in rows[0]):
            names = [" ".join(words) for _, words in rows.pop(0)]
        return self._before + [row_in_words(names, [" ".join(w) for _, w in row]) for row in rows]


def row_in_words(names: list[str], cells: list[str]) -> str:
    """A row of a table as a sentence: `Station: Saltfleet; Year: 2021.`; empty cells are left out.

    `names` are the headings of the columns; a cell of a column without one is given alone.
    """
    said = []
    for number, cell in enumerate(cells):
        name = names[number].rstrip(":. ") if number < len(names) else ""
        value = " ".join(cell.split())
        if value:
            said.append(f"{name}: {value}" if name and name != value else value)
    text = "; ".join(said)
    return text if not text or text.endswith(_ENDS) else f"{text}."


def struck(words: str) -> str:
    """Words that were struck out, between `~~`."""
    inner = words.strip()
    if not inner or "~~" in inner:
        return words
    lead = words[: len(words) - len(words.lstrip())]
    return f"{lead}~~{inner}~~{words[len(words.rstrip()) :]}"


def raised(words: str, before: str) -> str:
    """Raised words, written so that they do not look like part of the character `before` them."""
    inner = words.strip()
    if _FIGURES.fullmatch(inner):
        return words.replace(inner, inner.translate(_RAISED))
    if before.isdigit() and inner.lower() in _ORDINAL:
        return words
    return words.replace(inner, f"[{inner}]") if _MARK.fullmatch(inner) else words
