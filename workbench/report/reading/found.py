"""What can be checked of a report, whatever form it was read from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as the report shows it."""

    line: int
    """Of the report, from 1."""
    exact: str
    label: str
    """Of its source: S1; "" where the report names none."""
    spans: tuple[tuple[int, int], ...]
    """Where it is said to stand; more than one only where a name of the source reads like one."""
    changed: bool
    """Whether the report says that it no longer stands there."""
    now: tuple[int, int] | None = None
    """Where it is said to stand by now, if it moved."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the report lists it."""

    line: int
    label: str
    """S1; "" for one that nothing is quoted from."""
    id: str
    """"" for one that nothing is quoted from."""
    path: str
    """Of its file in the folder of the sources; "" where it was gone already."""
    sha256: str
    text_file: str = ""
    """Where the text that was read of it is kept; "" where the file is the text."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says that can be checked."""

    quotes: tuple[Shown, ...]
    sources: tuple[Listed, ...]
    broken: str | None = None
    """Why it does not hold by itself, such as that its own sha256 does not fit."""
