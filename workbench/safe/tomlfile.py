"""A TOML file written by a person: its text and its tables, errors with line and column."""

from typing import Any

import tomli

from workbench.errors import InputError
from workbench.safe.places import Places, scan
from workbench.safe.visible import line


def text_of(raw: bytes, *, name: str) -> str:
    """The text of a file's bytes, in UTF-8, without a BOM.

    Raises:
        InputError: it is not UTF-8; the message begins with `name:LINE:COL:`.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{line(name)}:1:1: this is UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        row, column = good.count("\n") + 1, len(good) - good.rfind("\n")
        raise InputError(
            f"{line(name)}:{row}:{column}: not UTF-8 here; save the file as UTF-8"
        ) from None


def tables_of(text: str, *, name: str) -> tuple[dict[str, Any], Places]:
    """The tables of a text whose lines end with a line feed, and the place of each key.

    Raises:
        InputError: it is not TOML; the message begins with `name:LINE:COL:`.
    """
    places = scan(text, name=name)
    try:
        return tomli.loads(text), places
    except tomli.TOMLDecodeError as error:
        row, column = places.at(min(error.pos, len(text)))
        what = f"not TOML: {error.msg}; text goes in quotes, one key to a line"
        raise InputError(f"{line(name)}:{row}:{column}: {line(what)}") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"{line(name)}:1:1: not TOML: {line(str(error))}") from None
