"""B2. Brackets are brackets: nothing that a text holds is read as markup anywhere on a screen."""

import asyncio
import random
import re
from collections.abc import Callable
from pathlib import Path

from workbench.claims import Claim
from workbench.safe.visible import line
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.claim_card import ClaimCard
from workbench.workspace import Workspace

SIGNS = "[]/\\@=a \"'$\n"
A_CLAIM = 60
"""Random strings in one claim's wording."""


def strings(chance: random.Random, count: int) -> str:
    return "|".join("".join(chance.choices(SIGNS, k=chance.randint(1, 16))) for _ in range(count))


def toml(text: str) -> str:
    return '"' + "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in text) + '"'


def a_project(folder: Path, chance: random.Random, claims: int) -> Path:
    (folder / "corpus").mkdir(parents=True)
    tables = [f"[project]\ntitle = {toml('t' + strings(chance, 3))}\n"]
    for n in range(claims):
        tables.append(
            f'[[claims]]\nid = "k{n}"\ntext = {toml(f"k{n}x apples " + strings(chance, A_CLAIM))}\n'
            f"claimant = {toml('c' + strings(chance, 3))}\n"
            f"tags = [{toml('t' + strings(chance, 2))}]\n"
            f"context = {toml('c' + strings(chance, 9))}\n"
        )
    (folder / "claims.toml").write_text("\n".join(tables), encoding="utf-8")
    for n in range(5):
        text = "\n".join(f"Apples of k{i}x {strings(chance, 20)}." for i in range(40))
        (folder / "corpus" / f"[red]{n}.txt").write_text(text, encoding="utf-8")
    return folder


async def shown(app: WorkbenchApp, claim: Claim) -> str:
    """The claim card's words, without blanks and the signs of marked words, once it is there."""
    for _ in range(2000):
        await asyncio.sleep(0.005)
        card = app.screen.query_one(ClaimCard)
        if card.claim == claim and all(worker.is_finished for worker in app.workers):
            return re.sub(r"[\s✓✗~·]", "", card.render().plain)
    raise AssertionError(f"never came to {claim.id}")


async def test_b2_random_brackets_are_shown_as_they_are(
    tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """Some claims are gone to by key, with their evidence, source and report; then the card that
    shows the claim is given all the others. An exception in any of it ends the app."""
    strings_left = counts(20_000, 200_000)
    workspace = Workspace.open(a_project(tmp_path / "project", chance, counts(12, 100)), by="[/a]")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        for n, claim in enumerate(workspace.claims):
            assert bare(claim.text) in await shown(app, claim)
            if n % 10 == 0:
                for key in ("tab", "s", "enter", "escape", "escape", "r", "escape"):
                    await pilot.press(key)
                    await pilot.pause()
                app.screen.query_one("ClaimList").focus()
            await pilot.press("j")
        card = app.screen.query_one(ClaimCard)
        while strings_left > 0:
            texts = [strings(chance, A_CLAIM), *(strings(chance, 5) for _ in range(4))]
            card.claim = Claim(
                "k", texts[0], texts[1], texts[2], texts[3], tags=(texts[4],), context=texts[0]
            )
            card.spots = ()
            words = card.render().plain
            assert bare(texts[0]) in "".join(words.split())
            strings_left -= A_CLAIM + 20
            if strings_left % 50 == 0:
                app.screen.notify(texts[1], markup=False)
                await pilot.pause()
        await pilot.pause()
        assert app.is_running
    workspace.close()


def bare(text: str) -> str:
    """A text as it is shown, without blanks: lines are folded there."""
    return "".join(line(text).split())
