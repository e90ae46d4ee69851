"""The place of each key in a TOML text, so that an error can name its line and column.

tomli says where its syntax errors are and forgets the place of every value. This scanner knows
strings, comments, headers, dotted keys, arrays and inline tables, but not their meaning. It also
refuses, with the place, what makes a TOML reader fail without one: a key given twice, nesting
that ends in a RecursionError, a number too long to be printed again.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

import tomli

from workbench.errors import InputError
from workbench.safe.visible import line as one_line

Key = tuple[str | int, ...]
"""The path of a key: names of tables and keys, indexes into lists."""

DEPTH = 32
"""Deepest nesting of lists and inline tables; tomli itself fails at about 500 lists."""
PARTS = 16
"""Most parts of a dotted key; 5,000 make tomli raise RecursionError."""
TOKEN = 200
"""Longest number or date in characters: one of 4,301 digits cannot be turned into text."""

# Possessive on single characters only: on a group, Python before 3.11.5 matches them wrongly
# (gh-106052).
_BLANK = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*")
_SPACE = re.compile(r"[ \t]*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_BASIC = re.compile(r'"(?:[^"\\\n]++|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*+'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:[^']++|'(?!''))*'{3,5}")
_TOKEN = re.compile(r"[^\s,\]}#]++(?: \d[^\s,\]}#]*+)?")


@dataclass(frozen=True)
class Places:
    """The offset of every key in a text. Empty by default: then every place is line 1."""

    text: str = ""
    offsets: dict[Key, int] = field(default_factory=dict)

    def of(self, key: Key) -> tuple[int, int]:
        """Line and column, from 1, of `key` or of the nearest table or list that it is in."""
        while key and key not in self.offsets:
            key = key[:-1]
        return self.at(self.offsets.get(key, 0))

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        lines = bisect_left(self._newlines, offset)
        return lines + 1, offset - (self._newlines[lines - 1] if lines else -1)

    def say(self, name: str, key: Key, what: str) -> str:
        """`name:LINE:COL: what`, in one line."""
        row, column = self.of(key)
        return f"{one_line(name)}:{row}:{column}: {one_line(what)}"

    @cached_property
    def _newlines(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]


def scan(text: str, *, name: str) -> Places:
    """The place of every key up to the first error in the TOML; tomli reports that error.

    Raises:
        InputError: a key twice, nesting deeper than `DEPTH`, a key of more than `PARTS` parts,
            a number of more than `TOKEN` characters.
    """
    scanner = _Scanner(Places(text), name)
    scanner.run()
    return scanner.places


class _Stop(Exception):
    """The text is not TOML from here on."""


@dataclass
class _Scanner:
    places: Places
    name: str
    given: set[Key] = field(default_factory=set)
    """Keys with a value and tables with a header, which must not be given again."""
    lists: dict[Key, int] = field(default_factory=dict)
    """How many `[[headers]]` each list of tables has had so far."""

    def run(self) -> None:
        text = self.places.text
        table: Key = ()
        at = self.skip(_BLANK, 0)
        try:
            while at < len(text):
                if text[at] == "[":
                    table, at = self.header(at)
                else:
                    at = self.pair(at, table, 0)
                at = self.skip(_BLANK, at)
        except _Stop:
            return

    def refuse(self, at: int, what: str) -> NoReturn:
        row, column = self.places.at(at)
        raise InputError(f"{one_line(self.name)}:{row}:{column}: {one_line(what)}")

    def skip(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.places.text, at)
        return match.end() if match else at

    def take(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.places.text, at)
        if not match:
            raise _Stop
        return match.end()

    def expect(self, mark: str, at: int) -> int:
        if not self.places.text.startswith(mark, at):
            raise _Stop
        return at + len(mark)

    def header(self, at: int) -> tuple[Key, int]:
        start = at
        many = self.places.text.startswith("[[", at)
        parts, at = self.dotted(self.skip(_SPACE, at + 1 + many))
        at = self.expect("]]" if many else "]", at)
        key: Key = ()
        for part in parts[:-1]:
            key = self.inside((*key, part), start)
        key = (*key, parts[-1])
        if many:
            self.places.offsets.setdefault(key, start)
            self.lists[key] = self.lists.get(key, 0) + 1
            key = (*key, self.lists[key] - 1)
            self.places.offsets[key] = start
        else:
            self.give(key, start)
        return key, at

    def inside(self, key: Key, at: int) -> Key:
        self.places.offsets.setdefault(key, at)
        return (*key, self.lists[key] - 1) if key in self.lists else key

    def give(self, key: Key, at: int) -> None:
        if key in self.given:
            row, _ = self.places.of(key)
            self.refuse(at, f"'{key[-1]}' is given twice, first on line {row}; keep one of them")
        self.given.add(key)
        self.places.offsets[key] = at

    def dotted(self, at: int) -> tuple[list[str], int]:
        start, parts = at, list[str]()
        while True:
            part, at = self.part(at)
            parts.append(part)
            if len(parts) > PARTS:
                self.refuse(start, f"a key of more than {PARTS} parts; use fewer dots")
            at = self.skip(_SPACE, at)
            if not self.places.text.startswith(".", at):
                return parts, at
            at = self.skip(_SPACE, at + 1)

    def part(self, at: int) -> tuple[str, int]:
        text = self.places.text
        if text.startswith('"', at):
            end = self.take(_BASIC, at)
            raw = text[at:end]
            if "\\" not in raw:
                return raw[1:-1], end
            try:
                return str(tomli.loads(f"k = {raw}")["k"]), end
            except tomli.TOMLDecodeError:
                raise _Stop from None
        if text.startswith("'", at):
            end = self.take(_LITERAL, at)
            return text[at + 1 : end - 1], end
        end = self.take(_BARE_KEY, at)
        return text[at:end], end

    def pair(self, at: int, table: Key, depth: int) -> int:
        start = at
        parts, at = self.dotted(at)
        at = self.skip(_SPACE, self.expect("=", at))
        key = table
        for part in parts[:-1]:
            key = (*key, part)
            self.places.offsets.setdefault(key, start)
        key = (*key, parts[-1])
        self.give(key, start)
        return self.value(at, key, depth)

    def value(self, at: int, key: Key, depth: int) -> int:
        text = self.places.text
        first = text[at : at + 1]
        if first == '"':
            return self.take(_LONG_BASIC if text.startswith('"""', at) else _BASIC, at)
        if first == "'":
            return self.take(_LONG_LITERAL if text.startswith("'''", at) else _LITERAL, at)
        if first in ("[", "{") and depth == DEPTH:
            self.refuse(at, f"nested deeper than {DEPTH} levels; nothing here needs that")
        if first == "[":
            return self.array(at, key, depth + 1)
        if first == "{":
            return self.inline(at, key, depth + 1)
        end = self.take(_TOKEN, at)
        if end - at > TOKEN:
            self.refuse(at, f"a value of {end - at} characters without quotes; use quotes")
        return end

    def array(self, at: int, key: Key, depth: int) -> int:
        text, n = self.places.text, 0
        at = self.skip(_BLANK, at + 1)
        while not text.startswith("]", at):
            self.places.offsets[(*key, n)] = at
            at = self.skip(_BLANK, self.value(at, (*key, n), depth))
            if not text.startswith(",", at):
                break
            at, n = self.skip(_BLANK, at + 1), n + 1
        return self.expect("]", at)

    def inline(self, at: int, key: Key, depth: int) -> int:
        text = self.places.text
        at = self.skip(_BLANK, at + 1)
        while not text.startswith("}", at):
            at = self.skip(_BLANK, self.pair(at, key, depth))
            if not text.startswith(",", at):
                break
            at = self.skip(_BLANK, at + 1)
        return self.expect("}", at)
