"""Why a verdict is what it is, in the checker's own words, and what she quotes in them.

A web address that she writes becomes a link. What she quotes is not hers: an address in it stays
plain words, as in every text from outside.
"""

import re
from collections.abc import Iterator
from itertools import count

from workbench.passages.verbatim import Fidelity
from workbench.report.commonmark import block, heading, line, link
from workbench.report.dossier import Case
from workbench.report.own_words import addresses


def justification(case: Case) -> Iterator[str]:
    """The justification under its heading, and its quotations that no source has word for word."""
    text = case.justification.strip()
    if not text:
        if case.verdict:
            yield "*No justification was written.*"
        return
    yield heading(4, "Why")
    plain, links = _without_addresses(text)
    for paragraph in re.split(r"\n[ \t]*\n", plain):
        written = block(paragraph)
        for token, address in links.items():
            written = written.replace(token, link(address))
        yield written
    for each in case.quotations:
        if each.wrong:
            yield f"**Not word for word:** {line(each.in_words)}."
        elif each.verdict is Fidelity.ELSEWHERE:
            yield f"{line(each.in_words)}."


def _without_addresses(text: str) -> tuple[str, dict[str, str]]:
    """The text with a unique word in place of each address, and the address of each word."""
    name = next(f"address{n}x" for n in count() if f"address{n}x" not in text)
    links: dict[str, str] = {}
    parts, at = [], 0
    for start, end in addresses(text):
        token = f"{name}{len(links)}x"
        links[token] = text[start:end]
        parts += [text[at:start], token]
        at = end
    return "".join((*parts, text[at:])), links
