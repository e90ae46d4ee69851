"""A report compared with its sources, by anyone who has both: every quote, place and hash.

No ledger and no claims are needed. Without sources only the report itself is checked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from workbench.corpus import Article, Skipped
from workbench.report.reading import Listed, Report, Shown, read_report
from workbench.report.seal import broken

Load = Callable[[str], Iterable[Article | Skipped]]
"""The documents of a file in the folder of the sources, by its path there."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What is right in a report and what is not."""

    problems: tuple[str, ...]
    """What is wrong, in the order of the report; empty if nothing is."""
    unchecked: tuple[str, ...]
    """What could not be checked, and why."""
    quotes: int
    """Quotes that are where the report says."""
    sources: int
    """Sources whose hash is the one in the report."""


Kept = Callable[[str], str | None]
"""The text in a file of kept texts, by its path; None if there is none."""


def not_kept(path: str) -> None:
    """No text is kept: each file is read again."""


def verify(text: str, load: Load | None, kept: Kept = not_kept) -> Verified:
    """Compare a report with the sources that `load` reads; None: there are none.

    Quotes are looked for in the text that was read from a file, if that is `kept`.

    Raises:
        InputError: it is no report of ours.
    """
    report = read_report(text)
    seal = broken(text)
    first = (seal,) if seal else ()
    if load is None:
        many = f"{len(report.quotes)} quotes and {len(report.sources)} sources"
        return Verified(first, (f"{many}: there are no sources here to hold them against",), 0, 0)
    check = _Check(report, load, kept)
    found = sorted((*check.sources(), *check.quotes()))
    return Verified(
        (*first, *(f"line {line}: {what}" for line, what in found)),
        tuple(check.unchecked),
        check.right_quotes,
        check.right_sources,
    )


class _Check:
    """Compares the report's sources, then its quotes, with what is read."""

    def __init__(self, report: Report, load: Load, kept: Kept) -> None:
        self._report = report
        self._load = load
        self._kept = kept
        self._files: dict[str, Mapping[str, Article]] = {}
        self._texts: dict[str, str] = {}
        """By label."""
        self.unchecked: list[str] = []
        self.right_quotes = self.right_sources = 0

    def _file(self, path: str) -> Mapping[str, Article]:
        """The documents of a file by their ids."""
        if path not in self._files:
            found = (each for each in self._load(path) if isinstance(each, Article))
            self._files[path] = {each.source.id: each for each in found}
        return self._files[path]

    def sources(self) -> Iterator[tuple[int, str]]:
        for each in self._report.sources:
            wrong = self._source(each)
            if wrong:
                yield each.line, f"{each.label or each.path}: {wrong}"
            else:
                self.right_sources += 1

    def _source(self, listed: Listed) -> str | None:
        if listed.label and not listed.path:
            self.unchecked.append(f"{listed.label}: the report says that it left the corpus")
            return None
        there = self._file(listed.path)
        if not there:
            return f"the file {listed.path} is not among the sources, or cannot be read"
        if not listed.label:
            if any(each.source.sha256 == listed.sha256 for each in there.values()):
                return None
            return "its sha256 is not the one in the report"
        article = there.get(listed.id)
        if article is None:
            return f"the file {listed.path} holds no source {listed.id}"
        text = self._kept(listed.text_file) if listed.text_file else None
        if text is not None and PurePosixPath(listed.text_file).stem != _digest(text):
            return f"the text kept in {listed.text_file} is not the one that it is named by"
        self._texts[listed.label] = article.text if text is None else text
        if article.source.sha256 != listed.sha256:
            return "its sha256 is not the one in the report"
        return None

    def quotes(self) -> Iterator[tuple[int, str]]:
        labels = {each.label for each in self._report.sources}
        for each in self._report.quotes:
            if each.label not in labels:
                yield each.line, "the quote names no source of the report"
            elif each.label not in self._texts:
                self.unchecked.append(f"line {each.line}: a quote of {each.label}, not read")
            elif each.changed and each.now is None:
                self.unchecked.append(
                    f"line {each.line}: the report says that {each.label} has other words by now"
                )
            elif self._stands(each):
                self.right_quotes += 1
            else:
                yield each.line, f"the quote does not stand in {each.label} where the report says"

    def _stands(self, shown: Shown) -> bool:
        text = self._texts[shown.label]
        spans = [shown.now] if shown.now else shown.spans
        return any(text[start:end] == shown.exact for start, end in spans)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
