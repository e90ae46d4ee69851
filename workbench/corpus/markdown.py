"""The paragraphs of a Markdown text: its blocks, as in CommonMark with GitHub's tables.

Only the beginnings and ends of blocks are known here: headings, list items, quotations, rows of
tables, fenced code. Marks within a line stay as they are.
"""

import re
from collections.abc import Iterator

from workbench.corpus.paragraphs import Line, Paragraph, lines

_FRONT = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(\S[^\r\n]*)", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"=+|-+")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_REFERENCE = re.compile(r"\[[^\]\s^][^\]]{0,200}\]:[ \t]")


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the words after a front matter (YAML between `---`) begin, and its plain fields.

    Field names are in lower case; only fields of the form `name: value` on one line are read.
    """
    found = _FRONT.match(text)
    if found is None:
        return 0, {}
    fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(found[0])}
    return found.end(), fields


def blocks(text: str) -> Iterator[Paragraph]:
    """The blocks of a Markdown text that have words, in order, without their marks."""
    begin, _ = front_matter(text)
    every = [line for line in lines(text) if line.start >= begin]
    held: list[Line] = []
    fence, table = "", False
    for line, after in zip(every, [*every[1:], None], strict=False):
        words = text[line.start : line.end]
        mark = _FENCE.match(words)
        table = (table and not line.after_blank) or _heads_table(text, words, after)
        heading, item = _HEADING.match(words), _ITEM.match(words)
        if fence:
            if mark and words == mark[1] and words.startswith(fence):
                fence = ""
            else:
                yield Paragraph(line.start, line.end)
        elif mark:
            yield from _closed(held)
            fence = mark[1]
        elif held and not line.after_blank and _UNDERLINE.fullmatch(words):
            yield from _closed(held, heading=True)
        elif _RULE.fullmatch(words) or _REFERENCE.match(words) or (table and _rules(words)):
            yield from _closed(held)
        elif heading:
            yield from _closed(held)
            title = words[heading.end() :]
            bare = title.rstrip("#")
            if not bare or bare[-1].isspace():  # `C#` is a name
                title = bare.rstrip()
            if title:
                start = line.start + heading.end()
                yield Paragraph(start, start + len(title), heading=True)
        elif table:
            yield from _closed(held)
            yield Paragraph(line.start, line.end)
        elif item:
            yield from _closed(held)
            held.append(line._replace(start=line.start + item.end()))
        else:
            if held and (line.after_blank or line.depth > held[-1].depth):
                yield from _closed(held)
            held.append(line)
    yield from _closed(held)


def _closed(held: list[Line], *, heading: bool = False) -> Iterator[Paragraph]:
    """The lines collected so far as one paragraph, if there are any."""
    if held:
        yield Paragraph(held[0].start, held[-1].end, heading)
        held.clear()


def _heads_table(text: str, words: str, after: Line | None) -> bool:
    if "|" not in words or after is None or after.after_blank:
        return False
    return _rules(text[after.start : after.end])


def _rules(words: str) -> bool:
    """Whether a line is the second of a table, which says how its columns are aligned."""
    return "|" in words and _DELIMITER.fullmatch(words) is not None
