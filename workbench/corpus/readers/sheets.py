"""Tables as text: each row is a sentence, "Station: Saltfleet; Year: 2021.", with its place.

Spreadsheets are read by calamine (.xlsx, .xls, .ods), .csv by the standard library.
"""

import csv
import datetime
import io
from collections.abc import Sequence

import python_calamine

from workbench.corpus.readers.decoding import decoded
from workbench.corpus.readers.document import Contents, Growing, Unreadable, reading
from workbench.corpus.readers.pagetext import row_in_words

ROWS = 200_000
WIDE = 2_000
_DELIMITERS = ",;\t|"
_LIBRARY = f"python-calamine {getattr(python_calamine, '__version__', '0')}"


def workbook(data: bytes) -> Contents:
    """The rows of all sheets, hidden ones included.

    Raises:
        Unreadable: it is no spreadsheet.
    """
    with reading("a spreadsheet"):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        text, notes = Growing(), []
        for meta in book.sheets_metadata:
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != python_calamine.SheetVisibleEnum.Visible:
                notes.append(f"the sheet {meta.name} is hidden, and read")
            sheet = book.get_sheet_by_name(meta.name)
            top, left = sheet.start or (0, 0)
            rows = [[_words(cell) for cell in row[:WIDE]] for row in _first(sheet)]
            _write(text, rows, sheet=meta.name, top=top, left=left)
        return Contents(
            text=text.text(), places=tuple(text.places), notes=tuple(notes), library=_LIBRARY
        )


def _first(sheet: python_calamine.CalamineSheet) -> Sequence[Sequence[object]]:
    if sheet.height > ROWS:
        raise Unreadable(f"a sheet of more than {ROWS} rows: save the part that is needed as .csv")
    return sheet.to_python(skip_empty_area=True)


def table(data: bytes) -> Contents:
    """The rows of a .csv, with any delimiter.

    Raises:
        Unreadable: its encoding is not certain, or a field has no end.
    """
    text, codec = decoded(data)
    with reading("a table"):
        csv.field_size_limit(1_000_000)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    grown = Growing()
    _write(grown, [[cell.strip() for cell in row[:WIDE]] for row in rows])
    return Contents(
        text=grown.text(), places=tuple(grown.places), encoding=codec, library="csv of Python"
    )


def _delimiter(text: str) -> str:
    """The delimiter of the fields: the sign that occurs equally often in most lines."""
    lines = [line for line in text[:100_000].splitlines()[:50] if line.strip()]

    def even(sign: str) -> int:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return usual and counts.count(usual)

    return max(_DELIMITERS, key=even)


def _write(
    text: Growing, rows: list[list[str]], *, sheet: str | None = None, top: int = 0, left: int = 0
) -> None:
    names = _names(rows)
    for number, cells in enumerate(rows):
        filled = [n for n, cell in enumerate(cells) if cell]
        if not filled or (names and cells is names):
            continue
        said = row_in_words(list(names) if len(filled) > 1 else [], cells)
        row = top + number + 1
        if sheet is None:
            place = f"row {row}"
        else:
            ends = (f"{_column(left + n)}{row}" for n in (filled[0], filled[-1]))
            place = f"{sheet}!{':'.join(dict.fromkeys(ends))}"
        text.add(said, place)


def _names(rows: list[list[str]]) -> Sequence[str]:
    """The row with the names of the columns: the first of several words, no numbers; else empty."""
    for cells in rows[:20]:
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            words = not any(_is_number(cell) for cell in filled[1:] if len(cell) != 4)
            return cells if words and not _is_number(filled[0]) and len(rows) > 1 else []
    return []


def _is_number(cell: str) -> bool:
    return cell.strip("-+%$€£ ").replace(",", "").replace(".", "", 1).isdigit()


def _column(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _words(cell: object) -> str:
    """A cell in words: whole numbers without a point, days without a time."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return " ".join(str(cell).split()) if cell is not None else ""
