"""What the desk bears: resizes, a huge paste, many claims, a long article; and how long it blocks.

    python tests/bench/strain.py FOLDER

Makes two projects in FOLDER (2,000 claims; an article of 5 MB), opens the real app on them behind
a pty, and puts it under each strain while a clock in the app's own event loop ticks. Printed for
each: how often it ticked late, the longest time for which the loop did nothing else, what was
decided meanwhile (nothing may be), and whether the app was still there at the end.
"""

import argparse
import fcntl
import os
import random
import signal
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

import keys

from workbench.workspace import Workspace

RESIZES = 1_000
PASTE = 10_000_000
CLAIMS = 2_000
ARTICLE = 5_000_000
LATE = 0.25
# Seconds: the longest that nothing may be answered.


def many_claims(folder: Path) -> Path:
    """A project of 2,000 claims and one short article."""
    root = folder / "claims"
    (root / "corpus").mkdir(parents=True, exist_ok=True)
    (root / "corpus" / "a.txt").write_text("Controls of substance 3 were announced in 2019.\n")
    claims = (
        f'[[claims]]\nid = "c{n}"\ntext = "Claim number {n} about controls of substance {n % 7}"'
        for n in range(CLAIMS)
    )
    (root / "claims.toml").write_text("\n".join(claims) + "\n")
    return root


def long_article(folder: Path) -> Path:
    """A project of one claim and one article of 5 MB with its passage in the middle."""
    root = folder / "article"
    (root / "corpus").mkdir(parents=True, exist_ok=True)
    filler = "The committee met again and adjourned without a word on the matter at hand. " * 12
    needle = "Inspectors counted 4,321 barrels of turpentine in the Riga warehouse in 2011."
    half = (filler + "\n\n") * (ARTICLE // 2 // (len(filler) + 2))
    (root / "corpus" / "long.txt").write_text(f"Long minutes\n\n{half}{needle}\n\n{half}")
    (root / "claims.toml").write_text(
        '[[claims]]\nid = "t"\ntext = "4,321 barrels of turpentine were in the Riga warehouse"\n'
    )
    return root


def resized(master: int, process: int) -> None:
    """A thousand sizes, from one cell to a wall, a hundred a second."""
    dice = random.Random(5)
    for _ in range(RESIZES):
        size = struct.pack("HHHH", dice.randint(1, 90), dice.randint(1, 260), 0, 0)
        fcntl.ioctl(master, termios.TIOCSWINSZ, size)
        os.kill(process, signal.SIGWINCH)
        list(keys.read(master, 0.01))


def pasted(master: int, process: int) -> None:
    """Ten megabytes in brackets, as a terminal sends them."""
    text = b"\x1b[200~" + b"1 2 3 s c x u p " * (PASTE // 16) + b"\x1b[201~"
    os.set_blocking(master, False)
    while text:
        try:
            text = text[os.write(master, text[:65_536]) :]
        except BlockingIOError:
            list(keys.read(master, 0.002))
    os.set_blocking(master, True)


def through_claims(master: int, process: int) -> None:
    """To the last claim, back, a page on and on, and through a filter."""
    for pressed in ("G", "g", *["\x1b[6~"] * 20, *"/number 1234", "\r"):
        os.write(master, pressed.encode())
        list(keys.read(master, 0.15))


def through_article(master: int, process: int) -> None:
    """Opened at its passage, to its end and beginning, a word searched for in it, left."""
    for pressed in ("\r", "\r", "G", "g", "/", *"adjourned", "\r", *"nnn", "\x1b", "\x1b"):
        os.write(master, pressed.encode())
        list(keys.read(master, 0.4))


def strain(told: str, root: Path, put: Callable[[int, int], None]) -> None:
    """Open the app on `root`, put it under strain, print how it took it."""
    keys.forget(root)
    beats = root / "beats.txt"
    with keys.desk(root, beats) as (master, process):
        list(keys.read(master, 5.0))
        began = time.perf_counter()
        put(master, process)
        list(keys.read(master, 1.0))
        ended = time.perf_counter()
        alive = keys.lives(process)
    gaps = [gap for gap, at in keys.gaps(beats) if began < at < ended]
    late = sum(1 for gap in gaps if gap > LATE)
    workspace = Workspace.open(root, by="bench")
    decided = [type(e.decision).__name__ for e in workspace.entries()]
    workspace.close()
    print(
        f"{told}: {ended - began:.1f} s, longest gap {max(gaps) * 1000:.0f} ms, {late} over "
        f"{LATE * 1000:.0f} ms; decided: {', '.join(sorted(set(decided))) or 'nothing'}; "
        f"{'alive' if alive else 'GONE'}"
    )


TYPED = {
    "filtering": ("/", "number 1234 substance" + "\x7f" * 21),
    "writing a claim": ("A", "Claim number 77 about controls of substance 4 was wrong"),
    "editing a claim": ("E", " and nothing else was said of it"),
    "to the like claim and back": ("", "=" * 12),
}
"""What is typed where there are many claims: the key that leads there, then the keys timed."""


def answers(root: Path) -> None:
    """Print how long each key of `TYPED` waited for the frame that answers it."""
    for told, (opening, typed) in TYPED.items():
        keys.forget(root)
        workspace = Workspace.open(root, by="bench")
        for claim in workspace.claims[::2]:
            workspace.rate(claim.id, "false", reason="measured")
        workspace.close()
        beats, shown = root / "beats.txt", keys.Shown()
        with keys.desk(root, beats) as (master, _):
            for _, data in keys.read(master, 5.0):
                shown.changed(data)
            pressed = keys.press_each(master, [*opening, *typed])
            seen = list(keys.waits(pressed, shown))
        print(f"{told}, {len(workspace.claims):,} claims, {len(seen)} of {len(pressed)} keys:")
        print(f"  answered: {keys.spread([first for _, first, _ in seen])}")
        began, ended = pressed[0].at, pressed[-1].at + keys.PAUSE  # not the leaving
        late = max(gap for gap, at in keys.gaps(beats) if began < at < ended)
        print(f"  longest gap of the event loop: {late * 1000:.0f} ms")


def main() -> None:
    """Each strain in turn."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    claims, article = many_claims(folder), long_article(folder)
    answers(claims)
    strain(f"{RESIZES:,} resizes", claims, resized)
    strain(f"a paste of {PASTE // 1_000_000} MB", claims, pasted)
    strain(f"{CLAIMS:,} claims", claims, through_claims)
    strain(f"an article of {ARTICLE // 1_000_000} MB", article, through_article)


if __name__ == "__main__":
    main()
