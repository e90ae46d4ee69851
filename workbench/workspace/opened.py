"""A project folder with what it keeps: its claims file, its index and ledger when first needed."""

from __future__ import annotations

import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench.claims import Claim, ClaimsFile, Project, read_claims
from workbench.errors import CorpusError, InputError, LedgerError
from workbench.safe import own
from workbench.safe.kept import BACKUPS, CLAIMS, CORPUS, INDEX, LEDGER, PLACES
from workbench.safe.memory import need_memory
from workbench.safe.visible import line

if TYPE_CHECKING:
    from workbench.index import Index
    from workbench.ledger import Ledger
    from workbench.verdicts import Desk
    from workbench.verdicts.scales import Rating, Scale

LEDGER_FILES = (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", "verdicts.jsonl")


class Opened:
    """The folder, the claims read from it, the way to its index and ledger, and their end."""

    root: Path
    file: ClaimsFile
    scales: dict[str, Scale]
    """The built-in scales and those of `claims.toml`, by name."""
    scale: Scale
    """The scale that ratings are given on."""
    reviewer: str
    """Who decides: `--by`, else `[project] reviewer`, else the login name."""

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
        """Read all of `claims.toml`; of what else there is, look that it is the project's own.

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

        `index` is the `index_folder` of another workspace, to search as it stands.

        Raises:
            InputError: there is no such folder.
        """
        _folder(root)
        return cls(root, ClaimsFile(Project(), ()), by=by, index=index)

    def read_again(self) -> None:
        """Take `claims.toml` as it is on disk now: someone may have edited it meanwhile.

        Raises:
            InputError: it cannot be used; what was read before stays.
        """
        file = read_claims(self.root / CLAIMS)
        with self._lock:
            if file != self.file:
                self._take(file)

    def _take(self, file: ClaimsFile) -> None:
        """Take what a claims file says, all of it: a wrong scale is known before it is used."""
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

        In this order: on a scale of numbers the id of one rating is the key of another.

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
        """What a project is made of: files and folders that no export may replace."""
        from workbench.ledger.rescue import PATTERN

        names = (CLAIMS, CORPUS, INDEX, BACKUPS, *LEDGER_FILES)
        return (*(self.root / name for name in names), *self.root.glob(PATTERN))

    @property
    def _index(self) -> Index:
        from workbench.index import Index

        with self._lock:
            if self._opened_index is None:
                if not self.corpus.is_dir():
                    # Checked here so that a wrong folder is not left with an empty index in it.
                    raise CorpusError(
                        f"{line(str(self.corpus))}: no such folder; put the sources in it"
                    )
                self._opened_index = Index.open(self.index_folder, self.corpus)
            return self._opened_index

    @property
    def index_folder(self) -> Path:
        """Where the index is kept: in the project, or in a temporary folder where it is read-only.

        An archive that may not be changed can be searched and reported on all the same.
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
        """Whether there is a ledger, or was one; looking at a project makes none."""
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
        """Not equal to what it was before once any process wrote to the ledger; reads nothing."""
        from workbench.ledger.opening import state

        return state(self.root / LEDGER)

    @property
    def notice(self) -> str | None:
        """What the user should know of the ledger though nothing is lost."""
        return self._opened_ledger.notice if self._opened_ledger else None

    def backup(self, to: Path) -> Path:
        """Write a whole copy of the ledger, also while others write to it.

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

    def recover(self, *, add: Path | None = None) -> tuple[str, ...]:
        """Rebuild a damaged ledger from all that is left of it; what was found, a line each.

        The decisions that an earlier recovery set aside in the file `add` are added too.

        Raises:
            InputError: there is nothing to recover from, or nothing in `add`.
            LedgerError: the folder cannot be written.
        """
        from workbench.ledger.recover import recover

        with self._lock:
            self._close_ledger()
            return recover(self.root / LEDGER, add=add).said

    def close(self) -> None:
        """Release the index and the ledger; keep a backup of the ledger where one is due."""
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
                    # A full disk must not keep anyone from leaving: every decision is on it.
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
    own.refuse_others(root, PLACES)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
