"""A PDF as text: the words of its text layer, joined to lines and paragraphs.

A PDF has characters and their places, nothing else. PDFium gives them in the order in which they
were set; the rules here make lines of them, and `pdf_paragraphs` makes paragraphs. Tables are read
as words, not as rows.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from workbench.corpus.readers.document import Contents, Unreadable
from workbench.corpus.readers.pdf_paragraphs import PdfLine, put_together

PAGES = 2_000
SCAN = 20
"""A page with fewer characters has no useful text layer."""
DAMAGED = 0.1
# With this share of characters that belong to no script, a text layer is not what the page shows.
RAISED = 0.8
APART = 0.08
BACK = 1.5
# In heights of a line. All letters of a ligature are at the place where it begins.
GAP = 2.2
# Widths of a letter: a wider gap between two words of a line is the gap between two columns.

_LIBRARY = f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version}"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HYPHENS = "\x02\ufffe\u00ad"
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def document(data: bytes) -> Contents:
    """The text of a PDF, with the page of each paragraph.

    Raises:
        Unreadable: it is no PDF, has a password, or no text layer.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("protected by a password: save it without one") from None
        raise Unreadable("not a PDF, or a damaged one: open it and save it again") from None
    try:
        return _contents(pdf)
    finally:
        pdf.close()


def _contents(pdf: pypdfium2.PdfDocument) -> Contents:
    number = len(pdf)
    if number > PAGES:
        raise Unreadable(f"{number} pages: split it, at most {PAGES} are read")
    pages, heights, bare, damaged = [], [], [], []
    for n in range(number):
        page = pdf[n]
        heights.append(page.get_height())
        lines, characters, odd = _lines(page)
        pages.append(lines)
        if characters < SCAN:
            bare.append(n)
        elif odd > DAMAGED * characters:
            damaged.append(n)
        page.close()
    labels = [_label(pdf, n) for n in range(number)]
    if len(bare) == number:
        raise Unreadable(
            f"{number} pages without a text layer, a scan: run OCR on it and add the result"
        )
    notes = []
    if bare:
        notes.append(f"no text layer, so not read: {_named(bare, labels)}")
    if damaged:
        notes.append(f"the text layer is damaged and not what is shown: {_named(damaged, labels)}")
    text, starts = put_together(pages, heights)
    places = tuple((at, f"p. {labels[n]}") for at, n in starts)
    return Contents(text=text, places=places, notes=tuple(notes), library=_LIBRARY)


def _label(pdf: pypdfium2.PdfDocument, n: int) -> str:
    """The number printed on a page, else its position in the file, from 1."""
    label = pdf.get_page_label(n).strip()
    return label if label and len(label) <= 20 and label.isprintable() else str(n + 1)


def _named(pages: list[int], labels: list[str]) -> str:
    more = f" and {len(pages) - 10} more" if len(pages) > 10 else ""
    return (
        ("pages " if len(pages) > 1 else "page ") + ", ".join(labels[n] for n in pages[:10]) + more
    )


def _lines(page: pypdfium2.PdfPage) -> tuple[list[PdfLine], int, int]:
    """The lines of a page in the order they were set, the number of characters, and of odd ones."""
    text = page.get_textpage()
    found: list[PdfLine] = []
    line: _Growing | None = None
    characters = odd = 0
    for char, x, y, right, size in _characters(text):
        if char.isspace():
            if line is not None:
                line.space = max(line.space, 2 if size else 1)
            continue
        characters += 1
        category = unicodedata.category(char)
        odd += (category in ("Cc", "Co", "Cn", "Cs") and char not in _HYPHENS) or char == "\ufffd"
        if line is None or not line.takes(x, y, size):
            if line is not None:
                found.append(line.done())
            line = _Growing(x, y, size)
        line.add(char, x, y, right, size)
    if line is not None:
        found.append(line.done())
    text.close()
    return [each for each in found if each.text.strip()], characters, odd


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float, float, float, float]]:
    """Each character with its left edge, base line, right edge and size."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    raw = text.raw
    for n in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, n)
        if not code or 0xD800 <= code <= 0xDFFF:
            continue
        char = chr(code)
        if pdfium.FPDFText_IsGenerated(raw, n) == 1 and char.isspace():
            yield " ", 0.0, 0.0, 0.0, 0.0
            continue
        pdfium.FPDFText_GetCharOrigin(raw, n, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, n, box)
        size = abs(box.top - box.bottom) or pdfium.FPDFText_GetFontSize(raw, n)
        yield char, x.value, y.value, max(box.right, x.value), size


class _Growing:
    """A line as it grows."""

    def __init__(self, x: float, y: float, size: float) -> None:
        self.space = 0
        """0: none since the last character; 1: assumed by PDFium; 2: a character of the file."""
        self._left = self._right = x
        self._base, self._size = y, size
        self._sizes: Counter[float] = Counter()
        self._parts: list[str] = []

    def takes(self, x: float, y: float, size: float) -> bool:
        """Whether a character at this place belongs to this line."""
        tall = max(self._size, size)
        raised = size < RAISED * self._size and -0.1 * tall < y - self._base < 0.7 * tall
        number = self._size < RAISED * size and -0.1 * tall < self._base - y < 0.7 * tall
        if abs(y - self._base) > 0.25 * tall and not (raised or (number and len(self._parts) < 4)):
            return False
        return -BACK * tall < x - self._right < GAP * tall

    def add(self, char: str, x: float, y: float, right: float, size: float) -> None:
        # PDFium also assumes blanks between the letters of a ligature.
        if self._parts and (self.space == 2 or (self.space and x - self._right > APART * size)):
            self._parts.append(" ")
        self.space = 0
        if self._size < RAISED * size:  # the number of a footnote, then its words
            self._parts = [part.translate(_SUPERSCRIPT) for part in self._parts]
            self._base, self._size = y, size
            self._sizes.clear()
        raised = size < RAISED * self._size and y > self._base + 0.1 * self._size
        if not raised:
            self._size = max(self._size, size)
            self._sizes[round(size, 1)] += 1
        if raised and char.isdigit() and char.isascii():
            char = char.translate(_SUPERSCRIPT)
        elif _LIGATURE.match(char):
            char = unicodedata.normalize("NFKC", char)
        self._parts.append(char)
        self._right = max(self._right, right)

    def done(self) -> PdfLine:
        words = "".join(self._parts)
        broken = words[-1:] in _HYPHENS or words[-1:] in "-‐"
        clean = "".join(c for c in words if c not in _HYPHENS and unicodedata.category(c) != "Cc")
        if broken and clean[-1:] in ("-", "‐"):
            clean = clean[:-1]
        size = self._sizes.most_common(1)[0][0] if self._sizes else self._size
        return PdfLine(clean, self._left, self._right, self._base, size, broken)
