"""What can go wrong that is not a bug, each said in one line that tells what to do.

WorkbenchError
├── InputError     a file, key, argument or identifier the user gave cannot be used
├── CorpusError    the folder of sources cannot be read at all
├── NotSearched    a claim could not be searched for; others can
└── LedgerError    a decision could not be kept, or the record cannot be trusted
    ├── LedgerBusy     another process holds it; trying again is safe
    ├── LedgerReadOnly it can be read but not written
    ├── NotRecorded    what was to be recorded is done; the record of it is missing
    └── LedgerDamaged  its contents do not hold together
"""


class WorkbenchError(Exception):
    """A failure with a message for the user; the command line prints it and exits 2."""


class InputError(WorkbenchError):
    """Something the user gave cannot be used. The message names the place: `file:line:col`."""


class CorpusError(WorkbenchError):
    """The corpus as a whole cannot be read. A single bad source is `Skipped` instead."""


class NotSearched(WorkbenchError):
    """One claim could not be searched for. It costs this claim, never the others."""


class LedgerError(WorkbenchError):
    """A decision was not kept. Nothing said "saved"."""


class LedgerBusy(LedgerError):
    """Another process is writing; trying again is safe."""


class LedgerReadOnly(LedgerError):
    """The ledger can be read but not written here."""


class NotRecorded(LedgerError):
    """It was done, a report written for one, and only the record of it could not be kept."""


class LedgerDamaged(LedgerError):
    """The ledger's rows do not hold together; the message names the first bad one."""
