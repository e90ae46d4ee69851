"""Lines of text and of JSON, safe for any terminal and any locale.

Text passes `visible`. JSON is plain ASCII, so it is exact, has no control characters for a
terminal, and is the same bytes wherever it is printed.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.safe.visible import line, visible


def prepare() -> None:
    """Print characters that a stream's encoding lacks as escapes, instead of failing."""
    # A stream that was closed before the start is None; what is printed to it is thrown away.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """Print one line; a line break in it is shown, not obeyed."""
    print(line(text))


def say_lines(text: str, *, indent: str = "") -> None:
    """Print a text of several lines."""
    for each in visible(text).split("\n"):
        print(indent + each)


def say_exactly(text: str) -> None:
    """Print a text that was made safe already, without adding a line break."""
    sys.stdout.write(text)


def say_json(value: dict[str, Any]) -> None:
    """Print one object as one line, at once."""
    print(as_line(value), flush=True)


def as_line(value: dict[str, Any]) -> str:
    """One object as a line of ASCII, without its line break."""
    return json.dumps(value, ensure_ascii=True)


def complain(*lines: str) -> None:
    """Print lines to the standard error."""
    for text in lines:
        print(line(text), file=sys.stderr)


@contextmanager
def progress_line(what: str, *, on: bool = True) -> Iterator["ProgressLine"]:
    """A line on the standard error with the progress of long work; nothing off a terminal."""
    progress = ProgressLine(what, on=on and sys.stderr.isatty())
    try:
        yield progress
    finally:
        progress.wipe()


class ProgressLine:
    """One line that is written again and again over itself."""

    def __init__(self, what: str, *, on: bool) -> None:
        self._what = what
        self._shown = ""
        self._on = on

    def show(self, done: int, total: int) -> None:
        """Show how much of the whole is done."""
        percent = 100 * done // total if total else 0
        text = f"{self._what} {percent} %"
        if self._on and text != self._shown:
            self._shown = text
            print(f"\r{text}", end="", file=sys.stderr, flush=True)

    def wipe(self) -> None:
        """Remove the line."""
        if self._shown:
            print(f"\r{' ' * len(self._shown)}\r", end="", file=sys.stderr, flush=True)
            self._shown = ""
