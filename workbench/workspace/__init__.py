"""A project folder that is open: the one place that knows every stage, and what all faces call.

It passes calls on and does not judge, rank, store or print. Every stage is imported when first
used, because the first frame of the app must not wait for an index or a database.

    Opened -> Searching -> Quoting -> Deciding -> Editing -> Undoing -> Reporting

Each part builds on the parts before it.
"""

from workbench.safe.kept import BACKUPS, CLAIMS, CORPUS, INDEX, LEDGER, SECOND
from workbench.workspace.reporting import Reporting
from workbench.workspace.searching import Findings, unread

__all__ = [
    "BACKUPS",
    "CLAIMS",
    "CORPUS",
    "INDEX",
    "LEDGER",
    "SECOND",
    "Findings",
    "Workspace",
    "unread",
]


class Workspace(Reporting):
    """A project folder: `claims.toml`, `corpus/`, `verdicts.db`, `.workbench/`.

    All methods may be called from any thread that has called `stages.ready`.
    """
