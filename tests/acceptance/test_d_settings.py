"""D1, D2. What a person sets wrongly, in claims.toml or in settings, is one line with its place.

Through the commands and through the app, at its start and while it is open.
"""

import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import refused, workbench
from counting import Counts
from mutations import WAYS

from workbench.errors import InputError
from workbench.settings import read_settings
from workbench.tui.keymap import checked
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project, kept

SCALES = {
    "a scale that there is none of": (
        '[project]\nscale = "nope"\n',
        r"claims.toml:2:1: there is no scale 'nope'; choose one of default, ",
    ),
    "one rating, unused": (
        '[scales.ours]\nratings = ["Yes"]\n',
        "claims.toml:2:1: a scale needs 'ratings', a list of 2 to 9 words in order",
    ),
    "no ratings": ("[scales.ours]\n", "claims.toml:1:1: a scale needs 'ratings'"),
    "a name with capitals": ("[scales.Ours]\n", "claims.toml:1:1: 'Ours' cannot name a scale"),
    "a built-in name": (
        '[scales.default]\nratings = ["Yes", "No"]\n',
        "claims.toml:1:1: the scale 'default' is built in; give yours another name",
    ),
    "the same twice": (
        '[scales.ours]\nratings = ["Yes", "No", "yes"]\n',
        "claims.toml:2:25: the rating 'yes' is there twice (as 'Yes')",
    ),
    "a wide glyph": (
        '[scales.ours]\nratings = [{name = "Yes", glyph = "漢"}, "No"]\n',
        "claims.toml:2:27: a glyph is one character, one cell wide",
    ),
    "no table": ("[scales]\nours = 5\n", "claims.toml:2:1: 'ours' is not a table"),
    "a rule that there is none of": (
        "[project.rules]\nfour_eyes = true\n",
        "claims.toml:2:1: there is no rule 'four_eyes', only other_side",
    ),
    "a rule that is no switch": (
        '[project.rules]\nquotes = "no"\n',
        "claims.toml:2:1: 'quotes' must be true or false",
    ),
}

SETTINGS = {
    "no TOML": ("theme = paper", "workbench.toml:1:9: not TOML: "),
    "a key twice": ('theme = "a"\ntheme = "b"', "workbench.toml:2:1: 'theme' is given twice"),
    "an unknown key": ('\ntemhe = "paper"', "workbench.toml:2:1: 'temhe' is no setting; known "),
    "a theme that there is none of": (
        '# mine\ntheme = "nope"',
        "workbench.toml:2:1: theme = 'nope' is no theme; known are ",
    ),
    "a theme that is no name": ("theme = 5", "workbench.toml:1:1: theme must be a name"),
    "a preset that there is none of": (
        'keys = "emacs"',
        "workbench.toml:1:1: keys = 'emacs' is no preset; known are default, vim",
    ),
    "no keymap": ('keymap = "x"', "workbench.toml:1:1: [keymap] must be a table"),
    "an action misspelt": (
        '[keymap]\n"list.down" = "f5"',
        "workbench.toml:2:1: [keymap] 'list.down' is no action; did you mean 'list.page-down'? ",
    ),
    "an action like no other": (
        '[keymap]\n"qqqqqqq" = "f5"',
        "workbench.toml:2:1: [keymap] 'qqqqqqq' is no action; `workbench keys` and `?` name them ",
    ),
    "an action without quotes": (
        '[keymap]\nverdict.undo = "f5"',
        "workbench.toml:2:1: [keymap] 'verdict' is no action; put all of its name in quotes, like "
        '"verdict.undo"',
    ),
    "a key that there is none of": (
        '[keymap]\n"verdict.undo" = "ctrl-x"',
        "workbench.toml:2:1: [keymap] verdict.undo: 'ctrl-x' is no key; ",
    ),
    "one key for two": (
        '[keymap]\n\n"verdict.undo" = "s"',
        "workbench.toml:3:1: [keymap] the key 's' would do both ",
    ),
    "a model": ('nli = "m"', "workbench.toml:1:1: a project must not set nli"),
    "bytes that are no UTF-8": (b"# ok\n# tw\xe9", "workbench.toml:2:5: not UTF-8 here"),
    "UTF-16": ('theme = "a"'.encode("utf-16"), "workbench.toml:1:1: this is UTF-16"),
    "a depth bomb": ("a = " + "[" * 100_000, "workbench.toml:1:37: nested deeper"),
    "too much": ("#" * 2_000_000, "larger than 1,000,000 bytes; shorten it"),
}

COMMANDS = (
    ["list"], ["show", "k0000x"], ["find"], ["sources"], ["suggest"], ["history"], ["report"],
    ["check"], ["record", "k0000x", "true"], ["mark", "k0000x", "harvest:0-9", "supports"],
    ["justify", "k0000x", "So."], ["postpone", "k0000x"], ["undo"], ["redo"], ["recheck"],
    ["claim", "add", "One more", "--yes"], ["grade", "harvest", "B2"], ["read", "harvest"],
    ["backup", "b.db"], ["serve"],
)  # fmt: skip


def told_by_app(folder: Path) -> str:
    """The one line that the app ends with, and 2."""
    with Terminal(folder) as app:
        assert app.ended(20) == 2
        app.read(0.05)
    (line,) = app.raw.decode().splitlines()
    return line


@pytest.mark.parametrize("text, says", SCALES.values(), ids=SCALES)
def test_d1_a_wrong_scale_or_rule_is_told_at_opening(tmp_path: Path, text: str, says: str) -> None:
    """Also one that nothing uses, and by commands that rate nothing."""
    folder = a_project(tmp_path / "project", 1)
    claims = (folder / "claims.toml").read_text().partition("\n\n")[2]
    (folder / "claims.toml").write_text(f"{text}\n{claims}")
    told = told_by_app(folder)
    assert told.startswith(says)
    n = list(SCALES.values()).index((text, says))
    for command in COMMANDS if n == 0 else COMMANDS[n::9]:
        assert refused(workbench(*command, cwd=folder)) == told
    assert not (folder / "verdicts.db").exists()


@pytest.mark.parametrize("text, says", SETTINGS.values(), ids=SETTINGS)
def test_d1_a_wrong_setting_is_told_by_the_app_before_any_screen(
    tmp_path: Path, text: str | bytes, says: str
) -> None:
    folder = a_project(tmp_path / "project", 1)
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "workbench.toml").write_bytes(raw)
    assert says in told_by_app(folder)


def test_d1_settings_load_or_one_line_says_where_they_do_not(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    folder = a_project(tmp_path / "project", 1)
    good = b'theme = "paper"\nkeys = "vim"\n[keymap]\n"verdict.undo" = "f5"\n"list.next" = "j"\n'
    path = folder / "workbench.toml"
    taken = 0
    for _ in range(count := counts(1_000, 50_000)):
        raw = bytearray(good)
        for _ in range(chance.choice((1, 2, 5))):
            chance.choice(WAYS)(raw, chance, [good])
        path.write_bytes(raw)
        try:
            checked(read_settings(folder))
        except InputError as error:
            said = str(error)
            assert said.isprintable(), said
            assert said.startswith(("workbench.toml:", f"{path}: larger")), said
        else:
            taken += 1
    assert 0 < taken < count


def test_d1_a_scale_that_breaks_while_the_app_is_open_is_told_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    folder = a_project(tmp_path / "project", 2)
    path = folder / "claims.toml"
    good = path.read_text()
    with Terminal(folder) as app:
        app.wait("date unknown")
        app.type("1")
        app.wait("saved: True")
        broken = good.replace("[project.rules]", '[project]\nscale = "nope"\n[project.rules]')
        path.write_text(broken)
        app.type("R")
        app.wait("claims.toml:2:1: there is no scale 'nope'")
        app.type("q")
        app.settle()
        app.type("A")
        app.wait("its exact wording")
        app.type("One more was sold")
        app.wait("claims.toml:2:1: there is no scale 'nope'")
        app.type("\x1b")
        app.settle()
        app.type("2")
        app.wait("saved: ")
        path.write_text(good)
        app.settle()
        app.type("q")
        app.ended(10)
    assert path.read_text() == good
    assert kept(folder) == {"k0000x", "k0001x"}


def test_d1_no_change_is_written_to_a_file_that_could_not_be_opened_again(tmp_path: Path) -> None:
    folder = a_project(tmp_path / "project", 1)
    workspace = Workspace.open(folder)
    path = folder / "claims.toml"
    broken = path.read_text() + '\n[scales.ours]\nratings = ["Yes"]\n'
    path.write_text(broken)
    for propose in (
        lambda: workspace.propose_add(text="One more"),
        lambda: workspace.propose_edit("k0000x", text="Other words"),
        lambda: workspace.propose_split("k0000x", ["one", "two"]),
        workspace.read_again,
    ):
        with pytest.raises(InputError, match=r"^claims\.toml:\d+:1: a scale needs 'ratings'"):
            propose()
    assert path.read_text() == broken
    assert workspace.scale.name == "default"
    workspace.close()


@pytest.mark.parametrize(
    "name, value",
    [("TEXTUAL_DRIVER", each) for each in ("nope", "", "a:b", "os:getcwd")]
    + [("TEXTUAL_COLOR_SYSTEM", each) for each in ("nope", "")],
)
def test_c7_a_terminal_that_the_environment_names_and_there_is_none_of(
    tmp_path: Path, name: str, value: str
) -> None:
    folder = a_project(tmp_path / "project", 1)
    with Terminal(folder, environ={name: value}) as app:
        assert app.ended(20) == 2
        app.read(0.05)
    (line,) = app.raw.decode().splitlines()
    assert line.startswith(f"{name}={value}")


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
@pytest.mark.parametrize("megabytes", [100, 300, 700, 1_200])
def test_c4_too_little_memory_is_said_to_be_that(tmp_path: Path, megabytes: int) -> None:
    folder = a_project(tmp_path / "project", 1)
    limited = ("bash", "-c", f'ulimit -v {megabytes * 1_000}; exec "$@"', "x")
    with Terminal(folder, before=limited) as app:
        assert app.ended(20) == 2
        app.read(0.05)
    for command in (["list"], ["find"], ["report"]):
        done = subprocess.run(
            [*limited, sys.executable, "-m", "workbench", *command, "-p", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr == app.raw.decode().replace("\r\n", "\n")
        assert done.stderr.startswith(("too little memory: ", "out of memory: "))
        assert done.stderr.count("\n") == 1
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
