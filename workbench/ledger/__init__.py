"""Where decisions are kept: appended for good, in order, each row sealed to the one before.

    rows        a decision as a row of the ledger, and the hash chain over the rows
    contract    what every ledger promises; one test suite holds all of them to it
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
