"""The result of a fact-check, and the forms in which it can be exported.

`Dossier` is all that is known, as data. What people read is made of a `Document` (`story`), what
programs read of a `Record` (`recording`): README.md in this folder says how.
"""

from workbench.report.compiling import changed_since_reported, compile_dossier
from workbench.report.dossier import Case, Correction, Dossier, Exhibit, Given
from workbench.report.missing import missing
from workbench.report.registry import AUDIT, EXPORTERS, Exporter, exporter, form_of
from workbench.report.selecting import Selection, select
from workbench.report.story import compose

__all__ = [
    "AUDIT",
    "EXPORTERS",
    "Case",
    "Correction",
    "Dossier",
    "Exhibit",
    "Exporter",
    "Given",
    "Selection",
    "changed_since_reported",
    "compile_dossier",
    "compose",
    "exporter",
    "form_of",
    "missing",
    "select",
]
