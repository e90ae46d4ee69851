"""The claims of a `claims.toml`, as a person wrote them.

It reads and refuses; it never writes the file.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence to be checked. Its exact wording is what is rated."""

    id: str
    text: str
    claimant: str | None = None
    """Who said it, only where that is known."""
    date: str | None = None
    """When it was said: ISO `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    appearance: str | None = None
    """Where it was made: a URL or words."""
    tags: tuple[str, ...] = ()
    context: str | None = None
    line: int = 0
    """Line of its `[[claims]]` header, counted from 1."""


@dataclass(frozen=True, slots=True)
class Project:
    """The `[project]` table."""

    title: str = "Untitled fact-check"
    scale: str = "default"
    """Name of the scale that ratings come from."""
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """Everything a `claims.toml` says."""

    project: Project
    claims: tuple[Claim, ...]
    """In file order."""
    scales: dict[str, Any] = field(default_factory=dict)
    """The `[scales.NAME]` tables as read; `scales.read_scales` turns them into scales."""


def parse_claims(text: str, *, name: str = "claims.toml") -> ClaimsFile:
    """Read the text of a claims file.

    Raises:
        InputError: `name:LINE:COL: what is wrong, what to do`, one line.
    """
    raise NotImplementedError


def read_claims(path: Path) -> ClaimsFile:
    """Read a claims file from disk; a BOM is accepted.

    Raises:
        InputError: as `parse_claims`; also when the file is missing or not UTF-8.
    """
    raise NotImplementedError
