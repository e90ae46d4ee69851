"""Backups of a ledger: whole copies in `backups/` beside it, a few, some hours apart."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.errors import InputError, LedgerError
from workbench.ledger.contract import Ledger
from workbench.safe import own

KEEP = 5
APART = timedelta(hours=12)
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"verdicts-(\d{8}T\d{6}Z)\.db")


def keep_backup(ledger: Ledger, folder: Path, *, now: datetime | None = None) -> Path | None:
    """Make a backup on leaving where the last is `APART` old and decisions came since.

    Returns its path, or None where none was due. Of the backups made by this function, the
    newest `KEEP` stay; other files are left alone.

    Raises:
        LedgerError: it could not be written. Nothing else is affected.
    """
    now = now or datetime.now(UTC)
    entries = ledger.entries()
    if ledger.readonly or not entries:
        return None
    # A clock that was wrong once left a backup from the future: it says nothing of today.
    if made := _until(now, folder):
        latest = datetime.strptime(_stamp(made[-1]), _STAMP).replace(tzinfo=UTC)
        decided = datetime.strptime(entries[-1].at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if now - latest < APART or decided < latest:
            return None
    path = folder / f"verdicts-{now.strftime(_STAMP)}.db"
    try:
        own.make_folder(folder.parent, folder.name)
        ledger.backup(path)
        for old in _until(now, folder)[:-KEEP]:
            old.unlink()
    except InputError:
        return None  # another workbench made it in the same second
    except OSError as error:
        raise LedgerError(f"no backup was kept in {folder.name}: {error.strerror}") from None
    return path


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first; none where there is no folder."""
    return sorted((p for p in folder.glob("verdicts-*.db") if _NAME.fullmatch(p.name)), key=_stamp)


def copies(folder: Path) -> list[Path]:
    """The whole copies in a folder, by name: backups, and those made before a migration."""
    return sorted(path for path in folder.glob("verdicts-*.db") if path.is_file())


def _until(now: datetime, folder: Path) -> list[Path]:
    """The backups made until now, oldest first."""
    return [path for path in backups(folder) if _stamp(path) <= now.strftime(_STAMP)]


def _stamp(path: Path) -> str:
    match = _NAME.fullmatch(path.name)
    assert match
    return match[1]
