"""B. What a text says is shown; what it would do is not done."""

import contextlib
import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from workbench.ledger import open_ledger
from workbench.passages.quotes import quote
from workbench.verdicts import Justified, Marked, Postponed, Rated

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal

PAYLOADS = (
    "[/x]",
    "[@click=app.quit]q[/]",
    "[red]$error[/] [sic]",
    "[link=https://evil.example]x[/link]",
    "\x1b[5;51;53mstyled",
    "\x1b[2J\x1b[H",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J\x9b31m",
    "\x9d0;owned\x9c",
    "\x1b[6n\x1b[c",
    "\x1bP+q544e\x1b\\",
    "nul\0nul",
    "\x07\x08\x0b\x0c\x0e\x0f",
    "over\rwritten",
    "\x7f\x7f",
    "\u202eevil\u202c",
    "\u2066iso\u2069\u2067lated\u2069",
    "z\u200bw\u200d\u200c\u2060\ufeffj",
    "".join(chr(0xE0000 + ord(c)) for c in "tags"),
    "line\u2028para\u2029next\x85end",
    "flood" + "\u0301" * 300,
    "\ufe0f\u00ad\u115f\u3164\U000e0100",
    "\x1bc\x1b(0\x1b#8",
)
BENIGN = tuple(f"benign{n}" for n in range(len(PAYLOADS)))

_SEQUENCE = re.compile(
    "\x1b(?:"
    r"\[(?P<mark>[<=>?]?)[0-9;:]*+[ -/]*+(?P<final>[@-~])"
    "|](?P<osc>[0-9]*+)[^\x07\x1b]*+(?:\x07|\x1b\\\\)"
    r"|(?P<other>[ -/]*+[0-OQ-WYZ\\`-~])"
    ")"
)
_BAD = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]|\u0301{9}"
)
"""Backspace, tab, newline and carriage return are what a program may write to place its text."""


def whole(raw: bytes) -> str:
    """What was written as text, without a last sequence that was cut off in reading."""
    last = raw.rfind(b"\x1b")
    end = raw[last:].decode("utf-8", "surrogateescape")
    return raw[: len(raw) if _SEQUENCE.match(end) else last].decode("utf-8", "surrogateescape")


def kinds(raw: bytes) -> set[str]:
    """The kinds of sequence in what was written: prefix and last letter, or number of an OSC."""
    found = _SEQUENCE.finditer(whole(raw))
    return {
        f"osc {m['osc']}" if m["osc"] is not None else m["other"] or f"{m['mark']}{m['final']}"
        for m in found
    }


def violations(raw: bytes, *, known: set[str]) -> list[str]:
    """What reached the terminal and must not, `known` being what Textual itself writes."""
    text = whole(raw)
    found = [f"sequence {kind}" for kind in sorted(kinds(raw) - known)]
    found += [f"character {hit!r}" for hit in sorted(set(_BAD.findall(_SEQUENCE.sub("", text))))]
    for payload in PAYLOADS:
        for sequence in re.findall("[\x1b\x9b\x9d][^\x1b\x9b\x9d]{2,}", payload):
            if sequence in text and sequence not in ("\x1b[H", "\x1b[c"):
                found.append(f"payload {sequence!r}")
    return found


def a_project(folder: Path, payloads: tuple[str, ...]) -> Path:
    """A project in which every field of every file holds a payload, the folder's name too."""
    home = folder / f"home {payloads[4]} {payloads[17]}"
    corpus = home / "corpus"
    corpus.mkdir(parents=True)
    all_ = " ".join(payloads).replace("\n", " ")
    claims = [f"[project]\ntitle = {toml(all_[:500])}\nreviewer = {toml('Ada ' + payloads[6])}\n"]
    cards = []
    ledger = open_ledger(home / "verdicts.db")
    for n, p in enumerate(payloads):
        claims.append(
            f'[[claims]]\nid = "k{n:02}"\ntext = {toml(f"K{n:02} farmers sold {p} apples")}\n'
            f"claimant = {toml('A ' + p)}\nappearance = {toml(p)}\ntags = [{toml(p[:90])}]\n"
            f"context = {toml('said' + chr(10) + p)}\n"
        )
        text = (
            f"Report {p} of the year\n\nFarmers sold {p} 4,{n:02}0 tons of apples in the north.\n"
        )
        name = f"s{n:02}{p if n in (4, 17, 19) else ''}".replace("/", "")
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
        cards.append(
            f"[[sources]]\nid = {toml(name)}\ntitle = {toml('T ' + p)}\npublisher = {toml(p)}\n"
            f"author = {toml(p)}\norigin = {toml(p)}\nurl = {toml('https://e.org/' + p)}\n"
        )
        words = quote(text, text.index("Farmers"), len(text) - 1, source=name, sha256="0" * 64)
        by = f"Bob {p}"[:150]
        if n % 2:
            ledger.append(Marked(claim=f"k{n:02}", quote=words, mark="supports"), by=by)
            ledger.append(
                Rated(claim=f"k{n:02}", text=f"was {p}", scale="default", rating="true", reason=p),
                by=by,
            )
            ledger.append(Justified(claim=f"k{n:02}", text=f"because {p}"), by=by)
        elif n % 4:
            ledger.append(Postponed(claim=f"k{n:02}"), by=by)
    ledger.close()
    (home / "claims.toml").write_text("\n".join(claims), encoding="utf-8")
    (corpus / "sources.toml").write_text("\n".join(cards), encoding="utf-8")
    (corpus / "sub").mkdir()
    (corpus / "sub" / f"skipped {payloads[4]}.bin".replace("/", "")).write_bytes(b"\0")
    return home


def toml(text: str) -> str:
    """A TOML string that holds any text."""
    return '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() else c for c in text) + '"'


KEYS = (
    *("\t", "s", "c", "x", "d", "o", "y"),  # the evidence
    *(
        "\r",
        "n",
        "v",
        "l",
        "\x1b",
        "/",
        "apples\r",
        "\x1b",
        "a",
        "\x1b",
        "o",
        "\x1b",
        "\x1b",
    ),  # source
    *("\x1b", "1", "\x1b", "u", "\x12", "p", "u"),  # toasts, and the line that asks why
    *("e", "why [/x]", "\x1bOR", "\x1b", "\x1b"),  # the justification
    *("r", "n", "n", "\x1b", "?", "\x1b", "\x10", "K0", "\x1b", "/", "sold", "\x1b"),
    *("m", "\r", "j", "\x1b", "l", "l", "l", "\x1b", "P", "\x1b"),  # matrix, pairs, progress
    *("A", "farmers [/x]", "\x1b", "E", "\x1b", "S", "\x1b", "\x1b", "="),  # claims
    *("W", "j", "\r", "\x1b", "\x1b", "R", "j", "\r", "\x1b", "n", "\x1b", "\x1b"),
    *("L", "j", "v", "\x1b", "e", "\x1b", "\x1b"),  # sources
    *("\x07", "c", "\x1b[20~", "j", "\x1b", "\t", "F", "\x1b"),  # jump, themes, only
    *("w", "tons", "\r", "\x1b", "f", "farmers", "\r", "\x1b", "\x1b", "\x1b", "\t"),
)
"""To every screen, pane and dialog and back."""

NOTING = """
import sys
from workbench.tui.app import WorkbenchApp
push = WorkbenchApp.push_screen
def noting(self, screen, *given, **more):
    with open({path!r}, "a") as file:
        print(type(screen).__name__, file=file)
    return push(self, screen, *given, **more)
WorkbenchApp.push_screen = noting
from workbench.cli import main
sys.exit(main())
"""


def screens() -> set[str]:
    """The names of all places and questions of the desk but the first."""
    from textual.screen import Screen

    import workbench.tui.screens as package

    names = {"Palette"}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        found = vars(importlib.import_module(module.name))
        names |= {
            name
            for name, kind in found.items()
            if isinstance(kind, type) and issubclass(kind, Screen) and name.endswith("Screen")
        }
    return names - {"Screen", "ModalScreen", "ReviewScreen"}


def walk(app: Terminal, *, steps: int, seen: Path | None = None) -> bytes:
    """Every screen, pane, dialog and toast; what was written meanwhile.

    `seen` names the screens that were opened; what a slow machine passed over is gone to again.
    """
    app.wait_written(b"K0", seconds=60)
    app.settle(quiet=1)
    for n in range(steps):
        app.type("j")
        app.read(0.2)
        if n % 4 == 0:
            through(app, slowly=1)
    for slowly in (2, 4):
        if seen is not None and screens() - set(seen.read_text().split()):
            through(app, slowly=slowly)
    assert app.process.poll() is None, app.text()
    return app.raw


def through(app: Terminal, *, slowly: int) -> None:
    for key in KEYS:
        app.type(key)
        # What follows an escape at once would be read as one key with it.
        app.read((0.25 if key == "\x1b" else 0.12) * slowly)


NO_DOOR = """
import sys, workbench.safe.visible as door
door.visible = door.line = door.named = lambda text: text
from workbench.cli import main
sys.exit(main())
"""


def test_b1_no_byte_of_theirs_reaches_the_terminal(
    tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    """The control, a workbench whose door is taken out, must fail: or this proves nothing.

    Two at a time: a walk mostly waits.
    """
    steps = counts(3, len(PAYLOADS))
    seen = tmp_path / "seen"
    seen.touch()
    noting = ("-c", NOTING.format(path=str(seen)))
    walked: list[Any] = []
    walks: tuple[tuple[Path | None, dict[str, Any], dict[str, Any]], ...] = (
        (None, {"folder": a_project(tmp_path / "benign", BENIGN)},
         {"folder": a_project(tmp_path / "open", PAYLOADS), "program": ("-c", NO_DOOR)}),
        (seen, {"folder": a_project(tmp_path / "160", PAYLOADS), "program": noting},
         {"folder": a_project(tmp_path / "80", PAYLOADS), "program": noting, "size": (80, 24)}),
    )  # fmt: skip
    for counted, one, other in walks:
        with Terminal(**one) as first, Terminal(**other) as second, ThreadPoolExecutor() as pool:
            walked += pool.map(partial(walk, steps=steps, seen=counted), (first, second))
    benign, control, wide, narrow = walked
    known = kinds(benign)
    assert "m" in known
    assert "osc 8" not in known
    assert violations(wide, known=known) == []
    assert violations(narrow, known=known) == []
    assert screens() - set(seen.read_text().split()) == set()
    found = violations(control, known=known)
    print({"without the door": len(found)})
    assert len(found) > 5


COMMANDS = (
    *("list", "show k01", "show k05", "sources", "history", "check", "locate", "report", "matrix"),
    *("find k03", "find -- apples", "explain PAYLOAD PAYLOAD", "suggest", "read s03"),
    *("read s03:0-20 --for k03", "record k03 true --by PAYLOAD --why PAYLOAD", "undo --by PAYLOAD"),
    *("show PAYLOAD", "record PAYLOAD true", "record k03 PAYLOAD", "read PAYLOAD", "PAYLOAD"),
    *(
        "mark k03 PAYLOAD supports",
        "grade PAYLOAD B2",
        "grade s03 PAYLOAD",
        "report --form PAYLOAD",
    ),
    *("find -p PAYLOAD", "list --PAYLOAD", "backup PAYLOAD/x", "claim edit PAYLOAD", "recheck"),
    *("claim add PAYLOAD --id PAYLOAD", "claim split k03", "find k03 --source PAYLOAD"),
    *("quotations “PAYLOAD”", "quotations x --source PAYLOAD", "justify k03 “PAYLOAD”"),
    *("verify PAYLOAD", "report -o PAYLOAD", "report -o r.md --force", "verify r.md"),
)


def test_b1_no_byte_of_theirs_reaches_the_terminal_from_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: Callable[[int, int], int]
) -> None:
    """Answers, JSON and errors: text and line breaks, and no sequence at all."""
    from workbench.cli import main

    folder = a_project(tmp_path, PAYLOADS)
    monkeypatch.chdir(folder)
    codes: dict[int, int] = {}
    for n, command in enumerate(COMMANDS):
        for at in range(counts(2, len(PAYLOADS)) if "PAYLOAD" in command else 1):
            payload = PAYLOADS[(n + at) % len(PAYLOADS)].replace("\0", "")
            words = [word.replace("PAYLOAD", payload) for word in command.split()]
            for more in ((), ("--json",)):
                out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
                monkeypatch.setattr(sys, "argv", ["workbench", *words, *more])
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    code = main()
                codes[code] = codes.get(code, 0) + 1
                for stream in (out, err):
                    stream.flush()
                    said = stream.buffer.getvalue().decode("utf-8", "surrogateescape")
                    assert _BAD.findall(said) == [], (words, said)
    print(codes)
    assert codes.keys() <= {0, 1, 2}
    assert min(codes[0], codes[2]) > 10
