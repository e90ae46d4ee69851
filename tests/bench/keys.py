"""How long keys wait: from the press to the frame that answers it, with a large corpus indexed.

    python tests/bench/keys.py FOLDER [--passages 100000] [--presses 400]

Makes a project of that many passages in FOLDER (kept, so that a second run starts at once),
opens the real app on it, and presses keys of every kind while the index is read and evidence is
searched for. Printed: median, p95 and worst of the answers, and the longest time for which the
event loop did nothing else. Also the time to the first frame beside that of an empty Textual
app, each in a fresh process, five times in turn.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

WORDS = (
    "agency minister border customs factory patrol treaty embargo harvest tariff refinery ferry "
    "inspector warehouse committee export licence tribunal reservoir vaccine turbine pension"
)
KEYS = ("j", "k", "j", "tab", "s", "j", "u", "o", "d", "n", "N", "shift+tab", "G", "g")

EMPTY = """
import time; began = time.perf_counter()
from textual.app import App
class Empty(App):
    def on_mount(self): self.call_after_refresh(self.done)
    def done(self):
        print(time.perf_counter() - began); self.exit()
Empty().run(headless=True)
"""
DESK = """
import sys, time; began = time.perf_counter()
from pathlib import Path
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.review import ReviewScreen
from workbench.workspace import Workspace
app = WorkbenchApp(Workspace.open(Path(sys.argv[1])))
def start(self):
    print(time.perf_counter() - began); self.app.exit()
ReviewScreen.start = start
app.run(headless=True)
"""


def make(folder: Path, passages: int) -> None:
    """A project of `passages` sentences in 500 articles, and 200 claims about them."""
    corpus = folder / "corpus"
    if corpus.exists():
        return
    corpus.mkdir(parents=True)
    dice = random.Random(7)

    def sentence() -> str:
        words = [dice.choice(WORDS.split()) for _ in range(14)]
        return (
            f"The {' '.join(words)} in {dice.randint(1990, 2024)} counted {dice.randint(2, 9999)}."
        )

    for number in range(500):
        text = "\n".join(sentence() for _ in range(passages // 500))
        (corpus / f"article-{number:03}.txt").write_text(f"Article {number}\n\n{text}\n")
    claims = (f'[[claims]]\nid = "c{n}"\ntext = "{sentence()}"\n' for n in range(200))
    (folder / "claims.toml").write_text("\n".join(claims))


def first_frame(folder: Path) -> float:
    """Median time to the first frame, as a multiple of an empty app's."""
    times: dict[str, list[float]] = {EMPTY: [], DESK: []}
    for _ in range(5):
        for code, seen in times.items():
            ran = subprocess.run(
                [sys.executable, "-c", code, str(folder)],
                capture_output=True,
                text=True,
                check=True,
            )
            seen.append(float(ran.stdout.split()[0]))
    return statistics.median(times[DESK]) / statistics.median(times[EMPTY])


async def press_keys(folder: Path, presses: int) -> None:
    """Press, wait for the answer, print what it took."""
    from workbench.tui.app import WorkbenchApp
    from workbench.workspace import Workspace

    workspace = Workspace.open(folder, by="bench")
    app = WorkbenchApp(workspace)
    gaps: list[float] = []

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            gaps.append(now - last - 0.005)
            last = now

    answers: dict[str, list[float]] = {"indexing": [], "searching": []}
    async with app.run_test(size=(160, 45)) as pilot:
        heart = asyncio.create_task(beat())
        for at in range(presses):
            kind = "indexing" if app.screen.indexing else "searching"  # type: ignore[attr-defined]
            began = time.perf_counter()
            await pilot.press(KEYS[at % len(KEYS)])
            answers[kind].append(time.perf_counter() - began)
            await asyncio.sleep(0.05)
        while app.screen.indexing:  # type: ignore[attr-defined]
            await asyncio.sleep(0.2)
        for at in range(presses):
            began = time.perf_counter()
            await pilot.press(KEYS[at % len(KEYS)])
            answers["searching"].append(time.perf_counter() - began)
            await asyncio.sleep(0.05)
        heart.cancel()
    workspace.close()
    for kind, seen in answers.items():
        if len(seen) > 1:
            p95 = statistics.quantiles(seen, n=20)[-1]
            print(
                f"{kind}: {len(seen)} keys, median {statistics.median(seen) * 1000:.0f} ms, "
                f"p95 {p95 * 1000:.0f} ms, worst {max(seen) * 1000:.0f} ms"
            )
    print(f"event loop: longest gap {max(gaps) * 1000:.0f} ms")


def main() -> None:
    """Make the project where it is missing, then measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--passages", type=int, default=100_000)
    arguments.add_argument("--presses", type=int, default=400)
    given = arguments.parse_args()
    make(given.folder, given.passages)
    print(f"first frame: {first_frame(given.folder):.2f} times that of an empty app")
    asyncio.run(press_keys(given.folder, given.presses))


if __name__ == "__main__":
    main()
