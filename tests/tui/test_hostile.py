"""Hostile text in claims and sources is shown, never obeyed; no control byte leaves the app."""

import asyncio
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from keyboard import Desk, app_of, press, settle, type_text

from workbench.tui.screens.proposing import PAUSE

HOSTILE = (
    "[/x] [@click=app.quit]go[/] [red]$error[/] \x1b[2J\x1b]52;c;eA==\x07 \x9b31m "
    "\u202eevil\u202c \u200b seized.However"
)
TOML = """[project]
title = "Title [/x] \\u001b]0;owned\\u0007 \\u202e"

[[claims]]
id = "bad"
text = "The agency [/x] said [@click=app.quit]it[/] 25 \\u001b[2J\\u202e \\u009b31m seized.However"
claimant = "[link=https://evil.example]A[/link] \\u001b[31m"
context = "[bold]context\\u0007"
tags = ["[/tag]", "\\u202e"]

[[claims]]
id = "plain"
text = "More than 50 people were seized"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A project in which every text is hostile."""
    (tmp_path / "claims.toml").write_text(TOML, encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = f"Headline {HOSTILE}\n\nThe agency said that 25 people {HOSTILE} were seized.However.\n"
    (corpus / "a[b].txt").write_text(text * 3, encoding="utf-8")
    return tmp_path


async def test_hostile_text_is_shown_literally_on_every_screen(desk: Desk, hostile: Path) -> None:
    """Markup is text, control characters are signs, and no click or key of theirs acts."""
    async with desk(size=(160, 45), root=hostile) as pilot:
        shown = _plain(pilot.app)
        assert "[/x]" in shown
        assert "[@click=app.quit]" in shown
        for keys in (
            ["enter", "s"], ["enter"], ["escape", "1"], ["x", "enter"], ["e"], ["escape", "r"]
        ):  # fmt: skip
            await press(pilot, *keys)
            assert not _unsafe(_plain(pilot.app))
        await press(pilot, "escape", "ctrl+p")
        await type_text(pilot, "agency")
        await settle(pilot)
        assert not _unsafe(_plain(pilot.app))
        await press(pilot, "escape", "question_mark")
        assert pilot.app.is_running


async def test_hostile_text_is_shown_literally_where_claims_are_written(
    desk: Desk, hostile: Path
) -> None:
    """In the fields, the difference, like claims, suggestions, and the queue to check again."""
    async with desk(size=(160, 45), root=hostile) as pilot:
        await press(pilot, "enter", "s", "1", "escape", "g")
        for keys in (["E"], ["S"], ["escape", "A"], ["escape", "W"], ["enter"], ["v", "A"]):
            await press(pilot, *keys)
            await asyncio.sleep(PAUSE + 0.1)
            await settle(pilot)
            assert not _unsafe(_plain(pilot.app)), keys
            if keys[-1] in ("E", "S"):
                assert "said [@click=app.quit]it[/] 25" in _plain(pilot.app)
                await press(pilot, "escape", "g")
        await press(pilot, "escape", "escape", "escape", "escape")
    (source,) = (hostile / "corpus").iterdir()
    source.write_text(f"{HOSTILE}\n\n" + source.read_text(encoding="utf-8").replace("25", "26"))
    async with desk(size=(160, 45), root=hostile) as pilot:
        await press(pilot, "R")
        told = _plain(pilot.app)
        assert "[-25-]{+26+}" in told
        assert "[@click=app.quit]it[/] 25" in told
        assert not _unsafe(told)
        await press(pilot, "j", "enter")
        assert not _unsafe(_plain(pilot.app))
        assert pilot.app.is_running


async def test_clicking_anywhere_runs_no_action_of_the_text(desk: Desk, hostile: Path) -> None:
    """Every cell of the main screen is clicked; the app is still there and nothing is decided."""
    async with desk(root=hostile) as pilot:
        for y in range(1, 20, 2):
            for x in range(0, 80, 9):
                await pilot.click(offset=(x, y))
        await settle(pilot)
        assert pilot.app.is_running
        assert app_of(pilot).workspace.entries() == ()


def test_no_control_byte_of_theirs_reaches_the_terminal(hostile: Path) -> None:
    """The real program under a pty: only sequences that Textual itself writes come out."""
    written = _play(hostile, ["\r", "s", "\r", "\x1b", "1", "r", "\x1b", "?", "\x1b", "q"])
    text = _SEQUENCES.sub("", written)
    assert "seized" in text
    assert "\u202e" not in text
    assert not re.findall("[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e]", text)


_SEQUENCES = re.compile(
    # CSI, OSC 22 (pointer shape), OSC 52 is never asked for here, DCS queries, charset, keypad.
    "\x1b\\[[0-9;?<>=:]*[ -/]*[A-Za-z~]|\x1b\\]22;[a-z-]*\x07"
    "|\x1bP[^\x1b]*\x1b\\\\|\x1b[78=>]|\x1b\\([0B]"
)


def _play(root: Path, keys: list[str]) -> str:
    """Run the program in a terminal of 100 x 30, press keys, and return all it wrote."""
    leader, follower = pty.openpty()
    code = (
        "import sys; from pathlib import Path; from workbench.tui.app import run; "
        f"sys.exit(run(Path({str(root)!r}), by='rita'))"
    )
    environ = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "30",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=follower, stdout=follower, stderr=follower, env=environ
    )
    os.close(follower)
    written, left, quiet, began = b"", list(keys), 0, time.monotonic()
    while process.poll() is None and time.monotonic() - began < 60:
        ready, _, _ = select.select([leader], [], [], 0.25)
        if ready:
            try:
                written += os.read(leader, 65536)
            except OSError:
                break
            quiet = 0
            continue
        quiet += 1
        if quiet >= 2 and left and b"open" in written:
            os.write(leader, left.pop(0).encode())
            quiet = 0
    code_of_exit = process.wait(timeout=20)
    os.close(leader)
    assert code_of_exit == 0, written[-2000:]
    return written.decode("utf-8", "replace")


def _plain(app: object) -> str:
    """All that is on screen, as text."""
    lines = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return "\n".join(strip.text for strip in lines)


def _unsafe(text: str) -> list[str]:
    return re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", text)
