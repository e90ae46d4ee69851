"""Pictures of the real app for the README: `PYTHONPATH=. python tests/tui/pictures.py FOLDER`.

Each is what the app draws on a copy of the shipped project after a few decisions by key. The same
checkout gives the same bytes: reviewer and clock are fixed. Nothing in a picture is fetched.
"""

import asyncio
import html
import re
import shutil
import sys
import tempfile
from pathlib import Path

from keyboard import press, settle, type_text
from rich.cells import cell_len
from textual.pilot import Pilot

import workbench.ledger.rows as clock
from workbench.tui.app import WorkbenchApp
from workbench.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOW = "2025-03-10T09:30:00Z"
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"
# In a wider font than its cells the words would touch: these three are no wider than the
# 0.61 em that a cell is.
CELL = 12.2
"""Width of a cell in the picture: 0.61 of a font of 20."""
BLANK = "&#160;"
TEXT = re.compile(
    r'(<text class="[^"]*" )x="([^"]*)"( y="[^"]*" )textLength="[^"]*"( [^>]*)>([^<]*)</text>'
)
SHOWN = "exports-97"
"""The claim of the picture of the desk: one figure against another."""

JUDGED = (("only-country", "s", "2"), ("drugs-200", "c", "5"), ("xingtai-12", "c", "5"))
"""Claim, mark of its first passage, rating. The app has six ratings; 5 is False."""
REASON = "no other source of the five speaks of it"
"""Why one source is enough."""

PICTURES = {
    "review.svg": ((150, 40), []),
    "source.svg": ((100, 30), ["tab", "enter"]),
    "matrix.svg": ((150, 36), ["m", "l"]),
    "report.svg": ((100, 36), ["r"]),
}
"""Size in columns and rows, and the keys from the claim shown to the picture."""


def cleaned(svg: str, name: str) -> str:
    """A picture that fetches no font and no page, its ids by its own name."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"<!--[^>]*-->\s*", "", svg)
    svg = re.sub(r"terminal-\d+", name, svg)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    svg = TEXT.sub(_without_blanks, svg)
    return "\n".join(row.rstrip() for row in svg.splitlines()) + "\n"


def _without_blanks(match: re.Match[str]) -> str:
    """A piece of text that begins at its first sign and ends at its last; nothing if blank.

    Some renderers drop the blanks at its ends and then set the rest in the wrong place.
    """
    head, x, middle, tail, text = match.groups()
    begun = len(text) - len(text := re.sub(f"^({BLANK})+", "", text))
    text = re.sub(f"({BLANK})+$", "", text)
    if not text:
        return ""
    start = float(x) + CELL * begun / len(BLANK)
    width = CELL * cell_len(html.unescape(text))
    return f'{head}x="{start:g}"{middle}textLength="{width:g}"{tail}>{text}</text>'


async def _go_to(pilot: Pilot[int], claim: str) -> None:
    ids = [each.id for each in pilot.app.workspace.file.claims]  # type: ignore[attr-defined]
    await press(pilot, "g", *["j"] * ids.index(claim))


async def _judge(root: Path) -> None:
    workspace = Workspace.open(root, by="Ann")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(150, 40)) as pilot:
        await settle(pilot)
        for claim, mark, rating in JUDGED:
            await _go_to(pilot, claim)
            await press(pilot, "tab", mark, rating)
            await type_text(pilot, REASON)
            await press(pilot, "enter", "escape")
    workspace.close()


async def _picture(root: Path, size: tuple[int, int], keys: list[str], name: str) -> str:
    workspace = Workspace.open(root, by="Ann")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await _go_to(pilot, SHOWN)
        await press(pilot, *keys)
        app.clear_notifications()
        await settle(pilot)
        svg = cleaned(app.export_screenshot(title="workbench", simplify=True), name)
    workspace.close()
    return svg


def main(folder: Path) -> None:
    """Draw all pictures into `folder`."""
    clock.now = lambda: (NOW, 0)
    with tempfile.TemporaryDirectory() as home:
        root = Path(home, "project")
        root.mkdir()
        shutil.copy(ROOT / "claims.toml", root)
        shutil.copytree(ROOT / "corpus", root / "corpus")
        asyncio.run(_judge(root))
        for file, (size, keys) in PICTURES.items():
            svg = asyncio.run(_picture(root, size, keys, file.removesuffix(".svg")))
            (folder / file).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
