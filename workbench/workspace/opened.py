"""A project folder and what is in it: its claims file, and its index and ledger when needed."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench.claims import Claim, ClaimsFile, Project, read_claims
from workbench.errors import CorpusError, InputError, LedgerError
from workbench.safe import own
from workbench.safe.kept import BACKUPS, CLAIMS, CORPUS, INDEX, LEDGER, PATHS, SECOND
from workbench.safe.memory import need_memory
from workbench.safe.visible import line

if TYPE_CHECKING:
    from workbench.index import Index
    from workbench.ledger import Ledger
    from workbench.verdicts import Desk, Entry
    from workbench.verdicts.scales import Rating, Scale

LEDGER_FILES = (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", SECOND)


class Opened:
    """The folder, the claims read from it, and its index and ledger until it is closed."""

    root: Path
    file: ClaimsFile
    scales: dict[str, Scale]
    """The built-in scales and those of `claims.toml`, by name."""
    scale: Scale
    """The scale that ratings are given on."""
    reviewer: str
    """Who decides: `--by` or the person's own settings, else `[project] reviewer`, else the
    login name."""

    def __init__(
        self, root: Path, file: ClaimsFile, *, by: str | None = None, index: Path | None = None
    ) -> None:
        self.root = root
        self._take(file)
        self.reviewer = by or file.project.reviewer or _login()
        self._index_folder = index
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.RLock()
        self._opened_index: Index | None = None
        self._opened_ledger: Ledger | None = None
        self._replayed: tuple[int, Desk] | None = None
        self._languages: dict[tuple[str, str], str] = {}
        """By source and sha256, the language that its text is in."""

    @classmethod
    def open(cls, root: Path, *, by: str | None = None) -> Self:
        """Read all of `claims.toml`; check that the other files belong to the project.

        Raises:
            InputError: the folder or the claims file cannot be used, in one line.
        """
        _folder(root)
        return cls(root, read_claims(root / CLAIMS), by=by)

    @classmethod
    def without_claims(
        cls, root: Path, *, by: str | None = None, index: Path | None = None
    ) -> Self:
        """A folder used for free searches only: no claims, the default scale.

        `index` is the `index_folder` of another workspace, to be searched as it is.

        Raises:
            InputError: there is no such folder.
        """
        _folder(root)
        return cls(root, ClaimsFile(Project(), ()), by=by, index=index)

    def read_again(self) -> None:
        """Read `claims.toml` again: someone may have edited it meanwhile.

        Raises:
            InputError: it cannot be used; what was read before stays.
        """
        file = read_claims(self.root / CLAIMS)
        with self._lock:
            if file != self.file:
                self._take(file)

    def _take(self, file: ClaimsFile) -> None:
        """Use a claims file; its scale is checked now, not when it is first needed."""
        from workbench.verdicts.scales import project_scale, read_scales

        scales, scale = read_scales(file.scales, places=file.places), project_scale(file)
        self.file, self.scales, self.scale = file, scales, scale

    @property
    def claims(self) -> tuple[Claim, ...]:
        """In file order."""
        return self.file.claims

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id. Raises InputError when there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        from difflib import get_close_matches

        near = get_close_matches(claim_id[:80], [claim.id for claim in self.claims], n=1)
        hint = f"do you mean {near[0]}?" if near else "`workbench list` names them"
        raise InputError(f"{line(claim_id)}: no such claim; {hint}")

    def rating(self, name: str) -> Rating:
        """The rating with this id, else this name (any case), else this key 1-9.

        In this order, because on a scale of numbers the id of one rating may be the key of another.

        Raises:
            InputError: there is none.
        """
        wanted, ratings = name.strip().casefold(), self.scale.ratings
        ids = {rating.id: rating for rating in ratings}
        names = {rating.name.casefold(): rating for rating in ratings}
        keys = {str(key): rating for key, rating in enumerate(ratings, start=1)}
        for called in (ids, names, keys):
            if wanted in called:
                return called[wanted]
        known = ", ".join(rating.id for rating in self.scale.ratings)
        raise InputError(f"{line(name)}: no such rating; choose one of {known}")

    def inputs(self) -> tuple[Path, ...]:
        """The files and folders of the project, which no export may replace."""
        from workbench.ledger.rescue import PATTERN

        names = (CLAIMS, CORPUS, INDEX, BACKUPS, *LEDGER_FILES)
        return (*(self.root / name for name in names), *self.root.glob(PATTERN))

    @property
    def _index(self) -> Index:
        from workbench.index import Index

        with self._lock:
            if self._opened_index is None:
                if not self.corpus.is_dir():
                    # Checked here, so that no empty index is made in a wrong folder.
                    raise CorpusError(
                        f"{line(str(self.corpus))}: no such folder; put the sources in it"
                    )
                self._opened_index = Index.open(self.index_folder, self.corpus)
            return self._opened_index

    @property
    def index_folder(self) -> Path:
        """Where the index is kept: in the project, or in a temporary folder if that is read-only.

        So an archive that must not be changed can still be searched and reported on.
        """
        with self._lock:
            if self._index_folder is None:
                folder = self.root / INDEX
                if os.access(folder if folder.exists() else self.root, os.W_OK):
                    self._index_folder = folder
                else:
                    self._temporary = tempfile.TemporaryDirectory(prefix="workbench-")
                    self._index_folder = Path(self._temporary.name)
            return self._index_folder

    @property
    def corpus(self) -> Path:
        """The folder of the sources."""
        return self.root / CORPUS

    @property
    def _ledger(self) -> Ledger:
        from workbench.ledger import open_ledger

        with self._lock:
            if self._opened_ledger is None:
                self._opened_ledger = open_ledger(self.root / LEDGER)
            return self._opened_ledger

    @property
    def _decided(self) -> bool:
        """Whether there is a ledger, or was one; a project that is only looked at gets none."""
        return (
            self._opened_ledger is not None
            or any((self.root / name).exists() for name in LEDGER_FILES)
            or any((self.root / BACKUPS).glob("verdicts-*.db"))
            or any(self.root.glob("verdicts-rescue-*.jsonl"))
        )

    @property
    def readonly(self) -> bool:
        """Whether decisions can only be read here."""
        return self._ledger.readonly

    def written(self) -> object:
        """A value that changes when any process writes to the ledger; reads no entries."""
        from workbench.ledger.opening import written

        return written(self.root / LEDGER)

    @property
    def notice(self) -> str | None:
        """What the user should know about the ledger, though nothing is lost; None if nothing."""
        return self._opened_ledger.notice if self._opened_ledger else None

    def backup(self, to: Path) -> Path:
        """Write a whole copy of the ledger; others may write to it meanwhile.

        Raises:
            InputError: there is a file of that name.
            LedgerError: it could not be written.
        """
        try:
            own.refuse_links(self.root, to)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise InputError(f"{line(str(to))}: cannot be written: {why}") from None
        self._ledger.backup(to)
        return to

    def merge(self, files: Sequence[Path]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Take in the decisions of other ledgers, second copies or backups.

        Returns the entries that were new here, and a line for each entry in the files that was
        ignored because it is not as it was recorded. All files are read before any is merged.

        Raises:
            InputError: a file cannot be read, or holds no decision.
            LedgerError: they could not be recorded.
        """
        from workbench.ledger.reading import read

        found = [read(file, beside=self.root / SECOND) for file in files]
        new = self._ledger.add(row for each in found for row in each.rows) if found else ()
        return new, tuple(odd for each in found for odd in each.odd)

    def news(self) -> tuple[Entry, ...]:
        """What arrived by itself, by a merge in git, since this was last called; usually empty."""
        return self._opened_ledger.news() if self._opened_ledger else ()

    def recover(self) -> tuple[str, ...]:
        """Rebuild a damaged ledger from all that is left of it; returns what was found, in lines.

        Raises:
            InputError: there is nothing to recover from.
            LedgerError: the folder cannot be written.
        """
        from workbench.ledger.recover import recover

        with self._lock:
            self._close_ledger()
            return recover(self.root / LEDGER).said

    def close(self) -> None:
        """Close the index and the ledger; make a backup of the ledger if one is due."""
        with self._lock:
            if self._opened_index is not None:
                self._opened_index.close()
                self._opened_index = None
            if self._temporary is not None:
                self._temporary.cleanup()
                self._temporary = self._index_folder = None
            if self._opened_ledger is not None:
                from workbench.ledger.backup import keep_backup

                with suppress(LedgerError):
                    # A full disk must not keep anyone from leaving: every decision is saved.
                    keep_backup(self._opened_ledger, self.root / BACKUPS)
            self._close_ledger()

    def _close_ledger(self) -> None:
        if self._opened_ledger is not None:
            self._opened_ledger.close()
            self._opened_ledger = None
        self._replayed = None


def _folder(root: Path) -> None:
    if not os.path.isdir(root):  # noqa: PTH112 - Path raises where a name is too long
        raise InputError(f"{line(str(root))}: no such folder")
    need_memory()
    own.refuse_others(root, PATHS)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
