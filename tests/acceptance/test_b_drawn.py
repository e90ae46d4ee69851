"""B. What is drawn: shown as it is, in its row; a click on it does nothing of its own."""

import asyncio
import contextlib
import random
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from counting import Counts
from textual.pilot import OutOfBounds
from wcwidth import wcswidth

import workbench
from workbench.safe.visible import MARKS, hides, line, visible
from workbench.tui.app import WorkbenchApp
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from test_a_app import a_project
from test_a_desk import until
from test_b_markup import toml

STYLE = Path(workbench.__file__).parent / "tui" / "workbench.tcss"
ACTIONS = "[@click=app.taken]go[/] [@click=screen.taken('true')]x[/] [@click=taken]y[/] "


class Clicked(WorkbenchApp):
    """The desk, with what hostile text asks for there to be had."""

    CSS_PATH = str(STYLE)
    taken = 0

    def action_taken(self, *given: object) -> None:
        self.taken += 1

    async def action_quit(self) -> None:
        """The footer's own key, clicked like the others: the clicks go on."""


def hostile_project(folder: Path, text: str) -> Path:
    """Every claim and source says `text`."""
    (folder / "corpus").mkdir(parents=True)
    said = f"Farmers {text} sold 4,000 tons of apples {text}.\n"
    (folder / "corpus" / "[@click=app.taken]a.txt").write_text(said * 20, encoding="utf-8")
    claims = (
        f'[[claims]]\nid = "k{n}"\ntext = {toml(f"K{n} farmers {text} sold apples")}\n'
        f"claimant = {toml(text)}\ncontext = {toml(text)}\ntags = [{toml(text[:90])}]\n"
        for n in range(8)
    )
    (folder / "claims.toml").write_text(
        f"[project]\ntitle = {toml(text)}\n" + "".join(claims), encoding="utf-8"
    )
    return folder


PLACES: tuple[list[str], ...] = (
    [],
    ["tab"],
    ["tab", "enter"],
    ["e"],
    ["r"],
    ["m"],
    ["m", "enter"],
    ["P"],
    ["R"],
    ["W"],
    ["E"],
    ["question_mark"],
    ["ctrl+p"],
)


async def ready(app: WorkbenchApp) -> None:
    """Return once nothing is under way on the screen."""
    await asyncio.sleep(0.05)
    await until(lambda: all(worker.is_finished for worker in app.workers))
    await asyncio.sleep(0.05)


async def test_b3_no_click_anywhere_runs_what_a_text_asks_for(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    """No cell of any place, 80 by 24, carries an action or a link; some of them are clicked."""
    app = Clicked(Workspace.open(hostile_project(tmp_path / "p", ACTIONS), by="ada"))
    cells = [(x, y) for y in range(24) for x in range(80)]
    seen: set[str] = set()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for keys in PLACES:
            while len(app.screen_stack) > 1:
                app.pop_screen()
            app.screen.query_one("ClaimList").focus()
            for key in keys:
                await pilot.press(key)
                await ready(app)
            seen.add(type(app.screen).__name__)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    style = segment.style
                    assert not style or not (style.link or "@click" in style.meta), segment
            for cell in chance.sample(cells, counts(3, 100)):
                with contextlib.suppress(OutOfBounds):  # of a dialog
                    await pilot.click(offset=cell)
        assert app.is_running
        assert app.taken == 0
    app.workspace.close()
    assert len(seen) > 10, seen


SCHEMES = ("javascript:", "file:///", "data:text/html,", "vbscript:", "-flag", "\\\\host\\share",
           "ftp://", "//e.org", "jAvAsCrIpT:", " javascript:", "\tfile:", "httpx://", "http:",
           "about:", "smb://", "mailto:", "tel:", "x-callback://", "https:/e",
           "\0http://")  # fmt: skip


async def test_b4_only_addresses_of_the_web_are_opened_and_only_when_asked_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 addresses of other kinds: none is handed to a browser; nor is a good one at once."""
    from dataclasses import replace

    from workbench.tui.screens.source import SourceScreen

    folder = a_project(tmp_path / "p", 1)
    app = WorkbenchApp(Workspace.open(folder, by="ada"))
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(lambda: bool(app.screen.finder.found))  # type: ignore[attr-defined]
        await pilot.press("tab", "enter")
        await ready(app)
        screen = app.screen
        assert isinstance(screen, SourceScreen)
        assert screen.source
        for n in range(200):
            url = f"{SCHEMES[n % len(SCHEMES)]}e.org/{n}"
            screen.source = replace(screen.source, url=url, archive_url=None)
            for _ in range(2):
                screen.action_url()
        assert opened == []
        screen.source = replace(screen.source, url="https://e.org/a")
        screen.action_url()
        assert opened == []
        screen.action_url()
        assert opened == ["https://e.org/a"]
        screen.source = replace(screen.source, url="https://e.org/b")
        screen.action_url()
        assert opened == ["https://e.org/a"]
    app.workspace.close()


def test_b5_what_hides_is_shown_and_every_offset_stays(
    counts: Counts, chance: random.Random
) -> None:
    """Random strings of all Unicode: as long as before, nothing hides, the rest is untouched."""
    pools = (range(0x20, 0x7F), range(0xA0), range(0x2000, 0x2070), range(0xE0000, 0xE0080),
             range(0x300, 0x370), range(0xD800, 0xE000), range(0x110000))  # fmt: skip
    for _ in range(counts(2_000, 10_000)):
        pool = chance.choice(pools)
        text = "".join(
            chr(chance.choice(pool if chance.random() < 0.5 else pools[0])) for _ in range(60)
        )
        for shown in (visible(text), line(text)):
            assert len(shown) == len(text)
            assert not hides(shown)
            start = chance.randrange(60)
            end = chance.randrange(start, 61)
            if not hides(text) and text[start:end].isprintable():
                assert shown[start:end] == text[start:end]
    assert "\ufffd" in line("txt\u202egpj.exe")
    assert line("a\u200bb") != "ab"


async def test_b5_what_is_copied_is_what_is_shown(tmp_path: Path) -> None:
    text = "\u202e zero\u200bwidth \x1b]52;c;b3duZWQ=\x07 \U000e0041 "
    app = WorkbenchApp(Workspace.open(hostile_project(tmp_path / "p", text), by="ada"))
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await until(lambda: bool(app.screen.finder.found))  # type: ignore[attr-defined]
        await pilot.press("tab", "y")
        await until(lambda: bool(app.clipboard))
        assert not hides(app.clipboard)
        assert "zero\ufffdwidth" in app.clipboard
    app.workspace.close()


async def test_b6_rows_keep_their_width_and_a_flood_of_marks_is_dammed(tmp_path: Path) -> None:
    """Rows of ASCII and CJK are as wide as the screen by the tables that terminals use."""
    folder = tmp_path / "p"
    (folder / "corpus").mkdir(parents=True)
    rows = ["漢字かなカナ apples", "사과 apples", "👩\u200d👩\u200d👧\u200d👦 apples 🇨🇳🇺🇸",
            "e" + "\u0301" * 1_900 + " apples", "ｆｕｌｌ ｗｉｄｔｈ apples", "नमस्ते apples",
            "العربية apples", "❤\ufe0f apples ☎\ufe0f"]  # fmt: skip
    said = "\n\n".join(f"{row} {n} tons." for n in range(13) for row in rows)
    (folder / "corpus" / "a.txt").write_text(said, encoding="utf-8")
    tables = (f'[[claims]]\nid = "k{n}"\ntext = {toml(row)}\n' for n, row in enumerate(rows))
    (folder / "claims.toml").write_text("".join(tables), encoding="utf-8")
    app = WorkbenchApp(Workspace.open(folder, by="ada"))
    judged = 0
    async with app.run_test(size=(100, 40)) as pilot:
        await until(lambda: bool(app.screen.finder.found))  # type: ignore[attr-defined]
        for keys in ([], ["j"], ["j"], ["tab"], ["enter"], ["pagedown"], ["pagedown"]):
            await pilot.press(*keys)
            await ready(app)
            for strip in app.screen._compositor.render_strips():
                assert strip.cell_length == 100
                assert not re.search(f"\u0301{{{MARKS + 1}}}", strip.text)
                plain = all(
                    ord(c) < 0x7F
                    or "CJK" in unicodedata.name(c, "")
                    or "HANGUL SYLL" in unicodedata.name(c, "")
                    or "─" <= c <= "▟"
                    for c in strip.text
                )
                if plain:
                    judged += 1
                    assert wcswidth(strip.text) == 100, strip.text
    app.workspace.close()
    assert judged > 30
