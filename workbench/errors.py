"""What can go wrong that is not a bug; each error is one line that says what to do.

WorkbenchError
├── InputError     a file, key, argument or identifier the user gave cannot be used
├── CorpusError    the folder of sources cannot be read at all
├── NotSearched    a claim could not be searched for; others can
└── LedgerError    a decision could not be kept, or the record cannot be trusted
    ├── LedgerBusy     another process holds it; trying again is safe
    ├── LedgerReadOnly it can be read but not written
    ├── NotRecorded    what was to be recorded is done; the record of it is missing
    └── LedgerDamaged  its contents contradict one another
"""


class WorkbenchError(Exception):
    """A failure with a message for the user; the command line prints it and exits 2."""


class InputError(WorkbenchError):
    """Something the user gave cannot be used. The message names the place: `file:line:col`."""


class CorpusError(WorkbenchError):
    """The corpus as a whole cannot be read. A single bad source is `Skipped` instead."""


class NotSearched(WorkbenchError):
    """One claim could not be searched for; the others can."""


class LedgerError(WorkbenchError):
    """A decision was not saved, and "saved" was not said."""


class LedgerBusy(LedgerError):
    """Another process is writing; trying again is safe."""


class LedgerReadOnly(LedgerError):
    """The ledger can be read but not written here."""


class NotRecorded(LedgerError):
    """Something was done, such as writing a report, but could not be recorded."""


class LedgerDamaged(LedgerError):
    """The ledger's rows contradict one another; the message names the first bad one."""
