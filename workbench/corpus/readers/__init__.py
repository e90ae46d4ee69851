"""Read the files of a corpus: one module for each format, found by its suffix in READERS.

A reader yields the documents of a file in order, or a `Skipped` for what it cannot read; it never
raises an error because of the file's content. It does not know the catalogue. A format that needs
a parser is read in a child process (`Limited`), so that a hostile file costs one line in the list
of what was skipped.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.corpus.readers.document import Document, Skipped
from workbench.corpus.readers.jsonl import read_jsonl
from workbench.corpus.readers.limited import Limited, Limits
from workbench.corpus.readers.text import read_text

__all__ = ["ADVICE", "READERS", "Document", "Limited", "Reader", "Skipped", "stop"]

Reader = Callable[[Path, str], Iterator[Document | Skipped]]
"""Called with the file, and with its path in the corpus, which is used in a `Skipped`."""

_PAGES = Limited("workbench.corpus.readers.webpage:page")
_SHEETS = Limited("workbench.corpus.readers.sheets:workbook")
_SUBTITLES = Limited("workbench.corpus.readers.subtitles:transcript")
_SAVED = Limited("workbench.corpus.readers.mail:saved_page")
_LONG = Limits(cpu=60, wall=61.0)
# A PDF of 380 pages takes 10 s.
_ARCHIVES = Limited("workbench.corpus.readers.archives:warc")

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".jsonl": read_jsonl,
    ".html": _PAGES,
    ".htm": _PAGES,
    ".pdf": Limited("workbench.corpus.readers.pdf:document", limits=_LONG),
    ".docx": Limited("workbench.corpus.readers.docx:document"),
    ".odt": Limited("workbench.corpus.readers.odt:document"),
    ".xlsx": _SHEETS,
    ".xls": _SHEETS,
    ".ods": _SHEETS,
    ".csv": Limited("workbench.corpus.readers.sheets:table"),
    ".srt": _SUBTITLES,
    ".vtt": _SUBTITLES,
    ".epub": Limited("workbench.corpus.readers.epub:book"),
    ".eml": Limited("workbench.corpus.readers.mail:message"),
    ".mhtml": _SAVED,
    ".mht": _SAVED,
    ".warc": _ARCHIVES,
    ".gz": _ARCHIVES,
    ".wacz": Limited("workbench.corpus.readers.archives:wacz"),
}

ADVICE = {
    ".doc": "save it as .docx", ".rtf": "save it as .docx", ".pages": "save it as .docx",
    ".msg": "save it as .eml", ".ppt": "save it as .pdf", ".pptx": "save it as .pdf",
    ".odp": "save it as .pdf", ".key": "save it as .pdf", ".numbers": "save it as .xlsx",
    ".tsv": "save it as .csv", ".zip": "unpack it", ".7z": "unpack it", ".rar": "unpack it",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp"),
        "a picture: run OCR on it and add the result",
    ),
    **dict.fromkeys(
        (".mp3", ".mp4", ".wav", ".m4a", ".mov", ".webm"), "a recording: add its transcript"
    ),
}  # fmt: skip
"""What to do with files that no reader can read, by suffix."""


def stop() -> None:
    """End every child that is parsing, because the user leaves and does not want to wait.

    Cancel the work first, or the files being read would count as unreadable.
    """
    for reader in READERS.values():
        if isinstance(reader, Limited):
            reader.stop()
