"""What a fact-check comes to, and the forms it can be exported in.

`Dossier` is all that a report tells, as data. An exporter is one function from it to text; a new
form is a file here and a line in `EXPORTERS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.errors import InputError
from workbench.report import markdown
from workbench.report.compiling import changed_since_reported, compile_dossier
from workbench.report.dossier import Case, Correction, Dossier, Exhibit, Given
from workbench.safe.visible import line

__all__ = [
    "EXPORTERS",
    "Case",
    "Correction",
    "Dossier",
    "Exhibit",
    "Exporter",
    "Given",
    "changed_since_reported",
    "compile_dossier",
    "exporter",
]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form that a dossier can be written in."""

    title: str
    """As shown in a list of forms."""
    suffix: str
    """Of a file in this form: `.md`."""
    render: Callable[[Dossier], str]
    """The dossier as text: the same dossier gives the same text."""
    signature: str
    """Words that every text of this form holds and hardly any other: how we know our own files."""


EXPORTERS: Mapping[str, Exporter] = {
    "markdown": Exporter("Markdown", ".md", markdown.render, markdown.SIGNATURE),
}


def exporter(form: str) -> Exporter:
    """The exporter of that name. Raises InputError when there is none."""
    if form not in EXPORTERS:
        raise InputError(f"{line(form)}: no such form of report; choose {', '.join(EXPORTERS)}")
    return EXPORTERS[form]
