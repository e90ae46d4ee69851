"""The result of a fact-check, and the forms in which it can be exported.

`Dossier` is everything that a report says, as data. An exporter is one function from it to text; a
new form is a file here and a line in `EXPORTERS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

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
    "form_of",
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
    """Words in every text of this form and in hardly any other, to recognise our own files."""
    also: tuple[str, ...] = ()
    """Other suffixes that files in this form have."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """All suffixes that a file in this form may have."""
        return self.suffix, *self.also


EXPORTERS: Mapping[str, Exporter] = {
    "markdown": Exporter("Markdown", ".md", markdown.render, markdown.SIGNATURE, (".markdown",)),
}


def exporter(form: str) -> Exporter:
    """The exporter of that name. Raises InputError when there is none."""
    if form not in EXPORTERS:
        raise InputError(f"{line(form)}: no such form of report; choose {', '.join(EXPORTERS)}")
    return EXPORTERS[form]


def form_of(path: Path, form: str | None = None) -> str:
    """The form for a file of this name: `form`, else the one its suffix stands for.

    A name without a suffix gets the first form. A suffix that no form has is allowed only if the
    form is named.

    Raises:
        InputError: there is no such form, none has this suffix, or it belongs to another one.
    """
    suffix = path.suffix.lower()
    owner = next((name for name, each in EXPORTERS.items() if suffix in each.suffixes), None)
    if form is not None:
        exporter(form)
        if owner not in (None, form):
            raise InputError(
                f"{line(path.name)}: {suffix} is a file in the form {owner}, not {form}; "
                f"name it {EXPORTERS[form].suffix}"
            )
        return form
    if owner is None and suffix:
        known = ", ".join(f"{name} ({each.suffix})" for name, each in EXPORTERS.items())
        raise InputError(
            f"{line(path.name)}: no form of report is written in a {line(suffix)} file; "
            f"there are {known}"
        )
    return owner or next(iter(EXPORTERS))
