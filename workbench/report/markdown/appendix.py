"""What a reader needs to check the report: the scale, the sources, and how to find a quote."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from workbench.corpus import Source
from workbench.corpus.readers import READERS
from workbench.report.commonmark import code, heading, line, link
from workbench.report.dossier import Dossier
from workbench.report.markdown.wording import published, some


def scales(dossier: Dossier) -> Iterator[str]:
    for n, scale in enumerate(dossier.scales):
        which = "The scale" if n == 0 else "Another scale that was used"
        yield heading(2, f"{which}: {scale.title}")
        yield "\n".join(
            f"{place}. **{line(rating.name)}**"
            + (f": {line(rating.meaning)}" if rating.meaning else "")
            for place, rating in enumerate(scale.ratings, start=1)
        )


def sources(dossier: Dossier, labels: dict[str, str]) -> Iterator[str]:
    yield heading(2, "Sources")
    if not dossier.sources:
        yield "The corpus is empty."
    known = {source.id: source for source in dossier.sources}
    for source_id, label in labels.items():
        source = known.get(source_id)
        if source is None:
            yield heading(3, f"{label}. {source_id}")
            yield "This source is no longer in the corpus."
        else:
            yield heading(3, f"{label}. {source.title}")
            yield _card(source)
    others = [source for source in dossier.sources if source.id not in labels]
    if others:
        yield heading(3, "Searched, not quoted" if labels else "Searched")
        yield some(
            f"- {code(source.path)}: {line(source.title)}, {published(source)}, "
            f"sha256 {code(source.sha256)}"
            for source in others
        )
    if dossier.skipped:
        yield heading(3, "Left out, because they could not be read")
        yield some(f"- {code(each.path)}: {line(each.reason)}" for each in dossier.skipped)


def _card(source: Source) -> str:
    rows = [
        ("Publisher", line(source.publisher or "unknown")),
        ("Author", line(source.author or "unknown")),
        ("Published", str(source.published or "unknown")),
        ("Language", source.language and line(source.language)),
        ("Kind", source.kind and line(source.kind)),
        ("Grade", source.grade and line(source.grade)),
        ("Origin", source.origin and line(source.origin)),
        ("Address", source.url and link(source.url)),
        ("Archived", source.archive_url and link(source.archive_url)),
        ("Id", code(source.id)),
        ("File", code(source.path)),
        ("Text", source.text_file and code(source.text_file)),
        ("sha256", code(source.sha256)),
        ("Note", source.notes and line("; ".join(source.notes))),
    ]
    return "\n".join(f"- {name}: {value}" for name, value in rows if value)


def checking(dossier: Dossier, labels: dict[str, str]) -> Iterator[str]:
    quoted = [source for source in dossier.sources if source.id in labels]
    if not quoted:
        return
    yield heading(2, "How to check a quote")
    yield (
        "Each quote names its source and two numbers: the characters (Unicode code points) of the "
        "source's text from the first, counted from 0, up to but without the second. The sha256 is "
        "that of the file, so that a changed file shows: `sha256sum FILE`. In the folder of the "
        "sources `workbench verify REPORT` checks all of them."
    )
    kept = _endings(source for source in quoted if source.text_file)
    files = [source for source in quoted if not source.text_file]
    plain = _endings(source for source in files if _kind(source.path) in _PLAIN)
    if plain or kept:
        said = []
        if plain:
            said.append(f"In a {_either(plain)} file they count the characters of the file itself.")
        if kept:
            said.append(
                f"Of a {_either(kept)} file they count the characters of the text that was read of "
                "it: FILE is the one that its card names as Text, and its name is its own sha256."
            )
        yield f"{' '.join(said)} In the folder of the sources, with Python and nothing else:"
        yield f"    {_CHARACTERS}"
    if lines := _endings(source for source in files if _kind(source.path) in _LINES):
        yield (
            f"In a {_either(lines)} file each line is a document: its numbers and its sha256 are "
            "those of its `text`, in UTF-8. With the id of the source:"
        )
        yield f"    {_DOCUMENT}"
    for source in files:
        if source.encoding is not None and _kind(source.path) in _PLAIN:
            yield (
                f"{code(source.path)} is in {code(source.encoding)}: write {code(source.encoding)} "
                "where `utf-8-sig` stands."
            )
    if others := _endings(s for s in files if _kind(s.path) not in (*_PLAIN, *_LINES)):
        yield (
            f"The numbers of a {_either(others)} file count the text that workbench takes out of "
            "it. In the folder of the project, the line that begins with the place has the words:"
        )
        yield "    workbench read SOURCE:FIRST-SECOND"


def _endings(sources: Iterable[Source]) -> list[str]:
    """The suffixes of their files, each once and in order; only those that a reader exists for."""
    return sorted({_kind(source.path) for source in sources} & READERS.keys())


def _kind(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _either(suffixes: list[str]) -> str:
    return " or ".join(f"`{suffix}`" for suffix in suffixes)


_PLAIN = (".txt", ".md")
_LINES = (".jsonl",)
_CHARACTERS = (
    "python3 -c \"import sys; f, a, b = sys.argv[1:]; print(open(f, 'rb').read()"
    ".decode('utf-8-sig')[int(a):int(b)])\" FILE FIRST SECOND"
)
_DOCUMENT = (
    "python3 -c \"import json, sys; f, i, a, b = sys.argv[1:]; print(next(d['text'] for d in "
    "map(json.loads, filter(str.strip, open(f, encoding='utf-8-sig', newline='\\n'))) "
    "if d.get('id') == i)[int(a):int(b)])\" FILE ID FIRST SECOND"
)
