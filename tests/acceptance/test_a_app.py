"""A, in the real app: what the screen called saved is there, whatever happens next."""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.ledger import open_ledger
from workbench.tui.drafts import drop_draft, read_draft
from workbench.verdicts import Rated, replay

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal

ARTICLE = "The harvest was good in 2023. Farmers sold 4,000 tons of apples, the ministry said.\n"
UNASKED = """[project.rules]
quotes = false
two_sources = false
other_side = false
not_later = false

"""
"""A verdict is one key: what is kept of it is tested here, not what is asked of it."""
SAVED = re.compile(r"saved: True on .?(K\d{4}x)")


def a_project(folder: Path, claims: int) -> Path:
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "harvest.txt").write_text(ARTICLE)
    tables = (
        f'[[claims]]\nid = "k{n:04}x"\ntext = "K{n:04}x farmers sold apples"\n'
        for n in range(claims)
    )
    (folder / "claims.toml").write_text(UNASKED + "\n".join(tables))
    return folder


def kept(folder: Path) -> set[str]:
    """The claims with a verdict in a ledger that must be sound."""
    ledger = open_ledger(folder / "verdicts.db")
    try:
        assert ledger.check() == ()
        desk = replay(ledger.entries())
    finally:
        ledger.close()
    return {claim for claim, standing in desk.standings.items() if standing.verdict}


def test_a1_what_the_screen_called_saved_survives_a_kill(
    tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """Verdicts are given by key; "saved" on the screen is the acknowledgement; then kill -9
    at any moment of the next 300 ms, another verdict under way."""
    times = counts(4, 500)
    folder = a_project(tmp_path / "project", 4 * times + 50)
    said: set[str] = set()
    slowest = 0.0
    for _ in range(times):
        with Terminal(folder) as app:
            begun = time.monotonic()
            app.wait("date unknown")  # the evidence is there
            slowest = max(slowest, time.monotonic() - begun)
            app.type("n")  # an open claim: where it was left may be judged already
            app.read(0.2)
            for _ in range(chance.choice((1, 1, 2))):
                said |= acknowledged(app)
                app.read(0.35)  # a second digit within 300 ms is ignored
            app.type("1")
            app.read(chance.random() * 0.3)
            app.end()
            said |= {one.lower() for one in SAVED.findall(app.text())}
        assert said - kept(folder) == set()
    print(
        {"kills": times, "acknowledged": len(said), "lost": 0, "slowest start": round(slowest, 2)}
    )
    assert len(said) >= times


def acknowledged(app: Terminal) -> set[str]:
    """The claims that the screen calls saved after the key of a verdict.

    Typed again where nothing comes: an app that lags takes two keys for one that bounced.
    """
    before = set(SAVED.findall(app.text()))
    for _ in range(20):
        app.type("1")
        until = time.monotonic() + 3
        while time.monotonic() < until:
            app.read(0.02)
            if new := set(SAVED.findall(app.text())) - before:
                return {one.lower() for one in new}
    raise AssertionError(f"nothing was saved:\n{app.text()}")


def test_a10_what_is_being_typed_is_kept_but_for_the_last_second(
    tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """kill -9 in mid-sentence; the draft is offered at the next start, and typing goes on in it."""
    times, most = counts(3, 100), counts(3, 1)
    folder = a_project(tmp_path / "project", 3)
    claim, kept, lost, oldest = "k0000x", "", 0, 0.0
    for n in range(times):
        if n % 20 == 0:
            drop_draft(folder, claim)
            kept = ""
        with Terminal(folder) as app:
            app.wait("date unknown")
            app.type("e")
            app.wait("draft found, not yet recorded" if kept else "Marked passages")
            typed: list[tuple[float, str]] = []
            until = time.monotonic() + 0.3 + 1.7 * chance.random()
            while time.monotonic() < until:
                typed.append((time.monotonic(), chance.choice("abcdefghij klmnopq rst")))
                app.type(typed[-1][1])
                app.read(0.01 + 0.05 * chance.random())
            killed = time.monotonic()
            app.end()
        draft = read_draft(folder, claim) or ""
        assert (kept + "".join(key for _, key in typed)).startswith(draft)
        assert draft.startswith(kept)
        left = typed[len(draft) - len(kept) :]
        lost += len(left)
        oldest = max([oldest, *(killed - at for at, _ in left)])
        kept = draft
    print({"kills": times, "keys lost": lost, "the oldest of them, s": round(oldest, 2)})
    assert oldest < most


def test_a12_a_project_that_cannot_be_written_is_opened_for_reading(tmp_path: Path) -> None:
    """A read-only mount: a banner says so, evidence is found, a verdict is refused in words."""
    folder = a_project(tmp_path / "project", 5)
    ledger = open_ledger(folder / "verdicts.db")
    given = Rated(claim="k0001x", text="K0001x farmers sold apples", scale="default", rating="true")
    ledger.append(given, by="ada")
    ledger.close()
    names = sorted(path.name for path in folder.iterdir())
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    own = ("unshare", "-m" if os.getuid() == 0 else "-Urm", "sh", "-c", script, str(folder))
    if (
        not shutil.which("unshare")
        or subprocess.run([*own, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("not allowed here: a mount of its own (unshare)")
    with Terminal(folder, before=own) as app:
        app.wait("date unknown")
        assert "read-only here" in app.text()
        assert "✓ True" in app.text()
        app.type("1")
        app.wait("not saved: verdicts.db cannot be written here")
        app.type("r")
        app.wait("Claims")
        app.type("\x1b")
        app.read(0.5)
        app.type("\x11")
        assert app.ended() == 0
    assert sorted(path.name for path in folder.iterdir()) == names
    assert kept(folder) == {"k0001x"}
