"""The command with all its subcommands."""

from workbench.cli.adding import add, init
from workbench.cli.claim_commands import claim, suggest
from workbench.cli.decisions import history, justify, mark, postpone, record, redo, undo
from workbench.cli.evidence import explain, find
from workbench.cli.frame import workbench
from workbench.cli.keys import keys
from workbench.cli.overviews import matrix, progress
from workbench.cli.project import (
    backup,
    check,
    list_,
    locate,
    merge,
    open_app,
    recover,
    show,
)
from workbench.cli.quoting import quotations
from workbench.cli.rechecking import recheck
from workbench.cli.reporting import corrections, report
from workbench.cli.serving import serve
from workbench.cli.sources import grade, read, reread, source, sources
from workbench.cli.verifying import verify

__all__ = ["workbench"]

for command in (
    open_app,
    serve,
    init,
    add,
    list_,
    show,
    find,
    explain,
    sources,
    source,
    read,
    reread,
    grade,
    suggest,
    claim,
    record,
    mark,
    justify,
    postpone,
    undo,
    redo,
    history,
    recheck,
    quotations,
    matrix,
    progress,
    report,
    corrections,
    verify,
    check,
    backup,
    merge,
    recover,
    locate,
    keys,
):
    workbench.add_command(command)
