"""Verdict scales: ordered ratings, as data that users can write themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of a scale."""

    id: str
    """Stable name kept in the ledger, such as `mostly-true`."""
    name: str
    """As shown: `Mostly true`."""
    glyph: str
    """One cell wide, told apart without colour."""
    meaning: str = ""
    """One sentence for the report."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered list of 2 to 9 ratings; the n-th has the key n."""

    name: str
    title: str
    ratings: tuple[Rating, ...]


def read_scales(
    own: Mapping[str, Any] | None = None, *, name: str = "claims.toml"
) -> dict[str, Scale]:
    """The built-in scales and the user's `[scales.NAME]` tables, by name.

    Raises:
        InputError: one of the user's tables is not a scale.
    """
    raise NotImplementedError
