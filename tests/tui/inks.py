"""What a screen shows, cell by cell: its text, and the ink of every letter."""

import re
from collections.abc import Iterable, Sequence
from string import ascii_letters, digits
from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.filter import LineFilter, Monochrome

Row = list[tuple[str, str]]
"""The letters of a line from left to right, each with its ink in words."""
NO_COLOUR = Monochrome()
"""What Textual sends all it draws through where NO_COLOR is set."""
SIGNS = ascii_letters + digits + "!#$%&*+<=>?@^~"


def segments(app: App[Any], *filters: LineFilter) -> list[list[Segment]]:
    """The lines on screen as they go to the terminal, or would through these filters too."""
    strips = app.screen._compositor.render_strips()
    background = app.screen.background_colors[1]
    for each in (*app._filters, *filters):
        strips = [strip.apply_filter(each, background) for strip in strips]
    return [list(strip) for strip in strips]


def rows(app: App[Any], *filters: LineFilter) -> list[Row]:
    """The letters on screen with their inks."""
    return [
        [(letter, _ink(segment)) for segment in line for letter in segment.text]
        for line in segments(app, *filters)
    ]


def _ink(segment: Segment) -> str:
    style = segment.style
    if style is None:
        return "plain"
    words = [
        name
        for name in ("bold", "dim", "italic", "underline", "reverse", "strike")
        if getattr(style, name)
    ]
    ink = style.color.name if style.color else "default"
    ground = style.bgcolor.name if style.bgcolor else "default"
    return " ".join([*words, ink, "on", ground])


def shot(looks: Sequence[list[Row]]) -> str:
    """One screen in several looks of the same text: the text, a sign for each ink, what they mean.

    The inks of a sign stand side by side, one for each look; `.` is the commonest.
    """
    text = ["".join(letter for letter, _ in row) for row in looks[0]]
    inks: list[list[tuple[str, ...]]] = [
        [tuple(look[at][place][1] for look in looks) for place in range(len(row))]
        for at, row in enumerate(looks[0])
    ]
    signs = _signs(ink for row in inks for ink in row)
    drawn = [
        "".join(
            " " if letter == " " and signs[ink] == "." else signs[ink]
            for letter, ink in zip(line, row, strict=True)
        )
        for line, row in zip(text, inks, strict=True)
    ]
    told = [f"{sign}  {'  |  '.join(ink)}" for ink, sign in signs.items()]
    parts = (text, drawn, told)
    return "\n----\n".join("\n".join(row.rstrip() for row in part) for part in parts) + "\n"


def _signs(inks: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    count: dict[tuple[str, ...], int] = {}
    for ink in inks:
        count[ink] = count.get(ink, 0) + 1
    common = max(count, key=lambda ink: count[ink])
    left = iter(SIGNS)
    return {ink: "." if ink == common else next(left) for ink in count}


def words(look: list[Row]) -> str:
    """The text alone, times of day left out."""
    text = "\n".join("".join(letter for letter, _ in row) for row in look)
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "????-??-?? ??:??", text)
