"""A JSON report of ours: every passage with what stands around it, every source."""

import re
from collections.abc import Iterator

from workbench.report.forms import data
from workbench.report.reading.found import Listed, Report, Shown
from workbench.report.record import Record
from workbench.report.seal import CHANGED

_ROW = re.compile(r'^ *"(exact|path)": ')


def read(text: str) -> Report:
    """What a JSON report says that can be checked.

    Raises:
        InputError: it is none of ours.
    """
    record, whole = data.read(text)
    rows = [(found[1], n) for n, row in enumerate(text.split("\n"), start=1)
            if (found := _ROW.match(row))]  # fmt: skip
    return Report(
        tuple(_quotes(record, [n for key, n in rows if key == "exact"])),
        tuple(_sources(record, [n for key, n in rows if key == "path"])),
        None if whole else CHANGED,
    )


def _quotes(record: Record, lines: list[int]) -> Iterator[Shown]:
    passages = [each for claim in record.claims for each in (*claim.marked, *claim.suggested)]
    for n, each in enumerate(passages):
        line = lines[n] if len(lines) == len(passages) else 1
        label = each.source
        if each.anchor == "exact":
            words = each.prefix + each.exact + each.suffix
            span = (each.start - len(each.prefix), each.end + len(each.suffix))
            # What stood around it may be another by now, where the words themselves are not.
            yield Shown(line, each.exact, label, ((each.start, each.end),), False)
            if each.mark is None or not each.note:
                yield Shown(line, words, label, (span,), False)
        elif each.anchor == "moved" and each.now:
            yield Shown(line, each.exact, label, (), True, (each.now[0], each.now[1]))
        else:
            yield Shown(line, each.exact, label, (), True)


def _sources(record: Record, lines: list[int]) -> Iterator[Listed]:
    for n, each in enumerate(record.sources):
        line = lines[n] if len(lines) == len(record.sources) else 1
        yield Listed(line, each.id, each.id, each.path, each.sha256, each.text_file or "")
    known = {each.id for each in record.sources}
    cited = {each.source for claim in record.claims for each in claim.marked}
    for gone in sorted(cited - known):
        yield Listed(1, gone, gone, "", "")
