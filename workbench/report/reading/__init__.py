"""A report of ours, read back: quotes with their places, sources with their hashes.

    found      what can be checked, whatever the form
    blocks     what the blocks of a report for people say
    markdown, page, records, dossier   a form each

Nothing is believed of it: it may have been changed since, or be forged.
"""

from workbench.errors import InputError
from workbench.report.audit import SIGNATURE
from workbench.report.reading import dossier, markdown, page, records
from workbench.report.reading.blocks import quotes_of, sources_of
from workbench.report.reading.found import Listed, Report, Shown
from workbench.report.record import SCHEMA
from workbench.report.seal import broken, broken_page
from workbench.report.story.back import VERIFY

__all__ = ["Listed", "Report", "Shown", "read_report"]


def read_report(text: str) -> Report:
    """The quotes and sources of a report in Markdown, HTML or JSON.

    Raises:
        InputError: it is no report of ours.
    """
    text = text.replace("\r\n", "\n")
    if text.lstrip().startswith("{") and SCHEMA in text:
        return records.read(text)
    if SIGNATURE not in text:
        raise InputError("no report of workbench in Markdown, HTML or JSON")
    if text.lstrip()[:9].lower() == "<!doctype":
        seen = tuple(page.blocks(text))
        return Report(tuple(quotes_of(seen)), tuple(sources_of(seen)), broken_page(text))
    if f"\n## {VERIFY}\n" not in text:
        return dossier.read(text)
    seen = tuple(markdown.blocks(text))
    return Report(tuple(quotes_of(seen)), tuple(sources_of(seen)), broken(text))
