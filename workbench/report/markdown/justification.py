"""Why a verdict is what it is, in the checker's own words, and what she quotes in them.

A web address that she writes becomes a link. What she quotes is not hers: an address in it stays
plain words, as in every text from outside.
"""

import re
from collections.abc import Iterator
from itertools import count
from urllib.parse import urlsplit

from workbench.passages.quotations import quotations
from workbench.passages.verbatim import Fidelity
from workbench.report.commonmark import block, heading, line, link
from workbench.report.dossier import Case

_ADDRESS = re.compile(r"(?<![\w<])(?<!\]\()https?://[^\s<>\"“”„«»‹›‘’「」『』]+")
"""An address that is not part of pasted markup."""
_BEHIND = ".,;:!?'*_"
"""Signs at the end of an address that belong to the sentence around it."""


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
    theirs = [(each.start, each.end) for each in quotations(text)]
    links: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        address = _bare(found[0])
        quoted = any(start <= found.start() < end for start, end in theirs)
        if quoted or not _is_plain(address):
            return found[0]
        token = f"{name}{len(links)}x"
        links[token] = address
        return token + found[0][len(address) :]

    return _ADDRESS.sub(take, text), links


def _bare(address: str) -> str:
    """The address without what belongs to the sentence: a full stop, a bracket it did not open."""
    while address:
        end = address[-1]
        opens = {")": "(", "]": "[", "}": "{"}.get(end)
        if end in _BEHIND or (opens and address.count(end) > address.count(opens)):
            address = address[:-1]
        else:
            break
    return address


def _is_plain(address: str) -> bool:
    """Whether it has a web host, and before the host no user name that looks like one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return "." in (parts.hostname or "") and "@" not in parts.netloc
