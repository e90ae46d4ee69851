"""The forms that a report can be written in: a new one is a file in `forms` and a line here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError
from workbench.report import audit
from workbench.report.document import Document
from workbench.report.dossier import Dossier
from workbench.report.forms import (
    annotations,
    averitec,
    claimreview,
    data,
    fever,
    html,
    markdown,
    table,
)
from workbench.report.record import MADE_WITH, SCHEMA, Record
from workbench.report.recording import recorded
from workbench.report.story import compose
from workbench.report.story.back import SIGNATURE
from workbench.safe.visible import line


def _nothing(dossier: Dossier) -> Iterable[str]:
    return ()


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
    also: tuple[str, ...] = ()
    """Other suffixes that files in this form have."""
    lacks: Callable[[Dossier], Iterable[str]] = _nothing
    """What this form asks for and the project does not say, each in a few words."""
    read: bool = False
    """Whether it is for people: its preview is the document, not its text."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """All that a file in this form may end with."""
        return self.suffix, *self.also


def _page(
    title: str, suffix: str, write: Callable[[Document], str], also: tuple[str, ...]
) -> Exporter:
    """A form for people."""
    return Exporter(title, suffix, lambda each: write(compose(each)), SIGNATURE, also, read=True)


def _records(
    title: str,
    suffix: str,
    write: Callable[[Record], str],
    signature: str = MADE_WITH,
    also: tuple[str, ...] = (),
    lacks: Callable[[Record], Iterable[str]] = lambda record: (),
) -> Exporter:
    """A form for programs."""
    return Exporter(
        title,
        suffix,
        lambda each: write(recorded(each)),
        signature,
        also,
        lambda each: lacks(recorded(each)),
    )


EXPORTERS: Mapping[str, Exporter] = {
    "markdown": _page("Markdown", ".md", markdown.write, (".markdown",)),
    "html": _page("HTML", ".html", html.write, (".htm",)),
    "json": _records("JSON", ".json", data.write, f'"schema": "{SCHEMA}"'),
    "csv": _records("CSV", ".csv", table.write, '"number","id","claim","claimant"'),
    "claimreview": _records(
        "ClaimReview", ".claimreview.json", claimreview.write,
        also=(".jsonld", ".json"), lacks=claimreview.lacks,
    ),
    "averitec": _records(
        "AVeriTeC", ".averitec.json", averitec.write, also=(".json",), lacks=averitec.lacks
    ),
    "fever": _records(
        "FEVER", ".fever.jsonl", fever.write, also=(".jsonl",), lacks=fever.lacks
    ),
    "annotations": _records(
        "Annotations", ".annotations.json", annotations.write, also=(".jsonld", ".json")
    ),
}  # fmt: skip
AUDIT = Exporter("Dossier", ".md", audit.render, audit.SIGNATURE, (".markdown",))
"""The dossier with all its detail, which `report` leaves out."""


def exporter(form: str, *, audit: bool = False) -> Exporter:
    """The exporter of that name, or with `audit` the one that leaves nothing out.

    Raises:
        InputError: there is none.
    """
    if form not in EXPORTERS:
        raise InputError(f"{line(form)}: no such form of report; choose {', '.join(EXPORTERS)}")
    if audit and form == "markdown":
        return AUDIT
    if audit and form != "json":  # which holds everything anyway
        raise InputError(f"the dossier is written in Markdown or JSON, not in {form}")
    return EXPORTERS[form]


def form_of(path: Path, form: str | None = None) -> str:
    """The form that a file of this name is written in: `form`, else what its suffix says.

    A name without a suffix says nothing and takes the first form. A suffix that no form has is
    taken only where the form was named.

    Raises:
        InputError: there is no such form, none has this suffix, or it belongs to another one.
    """
    name, suffix = path.name.lower(), path.suffix.lower()
    owner = _owner(name)
    if form is not None:
        exporter(form)
        if owner not in (None, form) and suffix not in EXPORTERS[form].suffixes:
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


def _owner(name: str) -> str | None:
    """The first form with the longest suffix that a name ends with."""
    fits = [
        (-len(suffix), n, form)
        for n, (form, each) in enumerate(EXPORTERS.items())
        for suffix in each.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return min(fits)[2] if fits else None
