"""Two minutes at the desk as one moving picture.

    PYTHONPATH=. python tests/tui/walkthrough.py FOLDER [--frames]

Plays the keys below in the real app on a copy of the shipped project and writes what it showed
after each as `walkthrough.svg`: frames that a style sheet shows in turn, with the key that was
pressed beneath. Nothing in it is fetched; where motion is unwanted it stays on the first frame.
`--frames` writes each frame as a file of its own too, to be looked at.
"""

import asyncio
import contextlib
import html
import re
import shutil
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from keyboard import press, settle
from pictures import FONTS, NOW, ROOT, cleaned
from textual.events import Paste
from textual.pilot import Pilot

import workbench.ledger.rows as clock
from workbench.tui.app import WorkbenchApp
from workbench.workspace import Workspace

SIZE = (112, 32)
TYPED = "A reader of both articles sees one figure ten times the other. "

SCENES: tuple[tuple[str, str, str, float], ...] = (
    ("", "", "The desk opens: claims left, and for the claim at hand what the sources say.", 6),
    ("tab", "tab", "To the passages. What conflicts or supports stands first, with its reason.", 6),
    ("enter", "enter", "The passage in its article. You read; the machine only points.", 5),
    ("n", "n", "The next passage found in this article.", 4),
    ("escape", "esc", "Back to the desk.", 3),
    ("s", "s", "Marked as supporting: saved, and u would take it back.", 5),
    ("2", "2", "Mostly true, on one source? The bar asks why: the report prints the answer.", 5),
    (
        "paste:No_other_source_speaks_of_it. enter",
        "typing ↵",
        "One line, recorded. It is on disk, and the next open claim is here.",
        5,
    ),
    ("u", "u", "Undo: the verdict is taken back.", 4),
    ("ctrl+r", "ctrl+r", "Redo: it stands again. Nothing is ever lost.", 4),
    (
        "escape slash paste:97.66 enter",
        "/ 97.66",
        "A filter finds the claim about 97.66 kilograms.",
        5,
    ),
    ("tab", "tab", "One article says 97.66, the other 9.766: the figures are marked in both.", 7),
    ("c", "c", "Marked as conflicting: the bar counts what the verdict rests on.", 5),
    ("5", "5", "False? This too rests on one source.", 3),
    ("paste:The_figure_is_that_of_a_white_paper. enter", "typing ↵", "Rated False: saved.", 4),
    ("e", "e", "Why? An editor with the marked quotes at hand.", 4),
    (
        f"paste:{TYPED.replace(' ', '_')}",
        "typing",
        "What is typed is kept as a draft within a second.",
        5,
    ),
    ("f3 enter", "f3 enter", "A marked quote goes in word for word, with its citation.", 6),
    ("ctrl+o", "ctrl+o", "Recorded.", 4),
    ("escape m", "m", "All claims against all sources: who says what, and where they disagree.", 7),
    ("escape P", "P", "How far the claims are.", 5),
    ("escape r", "r", "The report as it stands, every quote sourced.", 6),
    ("w enter", "w enter", "Written to a file.", 5),
    ("escape ctrl+p", "ctrl+p", "Every action by name, with its key.", 5),
    ("escape f9 j", "f9 j", "A light theme, tried on before it is chosen.", 5),
)
"""Keys, how they are told, what happens, and for how many seconds it is shown."""


async def _play(root: Path) -> list[str]:
    frames = []
    workspace = Workspace.open(root, by="Ann")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        for at, (keys, *_) in enumerate(SCENES):
            app.clear_notifications()
            await _press(pilot, keys)
            svg = app.export_screenshot(title="workbench", simplify=True)
            frames.append(_lean(cleaned(svg, f"f{at}")))
    workspace.close()
    return frames


async def _press(pilot: Pilot[int], keys: str) -> None:
    for key in keys.split():
        if key.startswith("paste:"):
            pilot.app.post_message(Paste(key[6:].replace("_", " ")))
            await settle(pilot)
        else:
            await press(pilot, key)
    if "paste:" in keys:
        await asyncio.sleep(0.8)  # until the draft is kept and says so
        await settle(pilot)


def _lean(svg: str) -> str:
    """A frame without what cuts each line off at its end: nothing reaches that far."""
    svg = re.sub(r' clip-path="url\(#[^)]*-line-\d+\)"', "", svg)
    return re.sub(r'<clipPath id="[^"]*-line-\d+">\s*<rect[^>]*/>\s*</clipPath>\s*', "", svg)


def moving(frames: list[str]) -> str:
    """The frames as one picture, each shown for its seconds, captions beneath, over and over."""
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frames[0])[0])
    whole = sum(seconds for *_, seconds in SCENES)
    rules, parts, at = [], [], 0.0
    for number, (frame, (_, key, told, seconds)) in enumerate(zip(frames, SCENES, strict=True)):
        # With its own size, or it would be drawn as large as the whole and over the caption.
        sized = frame.replace("<svg ", f'<svg width="{width:g}" height="{height:g}" ', 1)
        start, end = 100 * at / whole, 100 * (at + seconds) / whole
        before = "" if number == 0 else "0%{visibility:hidden}"
        rules.append(
            f"@keyframes k{number}{{{before}{start:.3f}%{{visibility:visible}}"
            f"{end:.3f}%{{visibility:hidden}}}}"
            f".k{number}{{animation:k{number} {whole:g}s step-end infinite;visibility:"
            f"{'hidden' if number else 'visible'}}}"
        )
        cap = f'<tspan class="key">{html.escape(key)}</tspan>  ' if key else ""
        parts.append(
            f'<g class="k{number}">{sized}'
            f'<text class="told" x="24" y="{height + 34:g}" xml:space="preserve">{cap}'
            f"{html.escape(told)}</text></g>"
        )
        at += seconds
    style = (
        f".told{{font:22px {FONTS};fill:#e9e0d1}}.key{{fill:#e8b45e;font-weight:bold}}"
        + "".join(rules)
        + "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + 56:g}">'
        f"<style>{style}</style>"
        f'<rect width="{width:g}" height="{height + 56:g}" rx="8" fill="#1a1815"/>'
        f"{''.join(parts)}</svg>\n"
    )


def main(folder: Path, *, apart: bool) -> None:
    """Play, and write the picture into `folder`."""
    folder = folder.absolute()
    with (
        tempfile.TemporaryDirectory() as home,
        contextlib.chdir(home),  # the report's path is shown: not that of a machine
        patch.object(clock, "now", lambda: (NOW, 0)),
    ):
        root = Path("fentanyl")
        root.mkdir()
        shutil.copy(ROOT / "claims.toml", root)
        shutil.copytree(ROOT / "corpus", root / "corpus")
        frames = asyncio.run(_play(root))
    (folder / "walkthrough.svg").write_text(moving(frames), encoding="utf-8")
    for at, frame in enumerate(frames if apart else []):
        (folder / f"frame-{at:02}.svg").write_text(frame, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), apart="--frames" in sys.argv)
