"""Where decisions are kept: appended for good, each an event that names those it follows.

Ledgers are sets of events. What several people decided apart is joined by taking in what one
has not: in any order, as often as one likes, to the same end on every desk.

    rows        a decision as an event: its id, its order, what it follows
    log         the events of one ledger: in order, and what is missing
    contract    what every ledger promises; one test suite holds all of them to it
    legacy      the numbered chains of formats 1 and 2, as events
    reading     the events in a file of any kind and format
    schema      the tables, triggers and settings of a SQLite ledger
    connecting  a connection with all of these in force; migration
    sqlite      the default: `verdicts.db` beside claims.toml
    second      the second copy: `verdicts.jsonl`, one row a line, readable without us
    opening     to write, or to read a copy where it cannot be written
    trouble     errors said as ours; waiting one's turn
    check       whether it all holds together
    backup, rescue, recover   for the day it does not
    elsewhere   decisions in backups and rescue files that the ledger lacks

It knows nothing of what the decisions add up to but for undo and redo, which must look and
write in one step.
"""

from workbench.ledger.contract import Ledger
from workbench.ledger.opening import open_ledger

__all__ = ["Ledger", "open_ledger"]
