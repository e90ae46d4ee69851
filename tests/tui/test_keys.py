"""Every key is named, explained, free of clashes, and as README says it is."""

import ast
import re
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from textual.binding import Binding
from textual.widgets import Input, TextArea

from workbench.errors import InputError
from workbench.settings import Settings, read_settings
from workbench.tui import keys
from workbench.tui.app import WorkbenchApp
from workbench.tui.keymap import checked, documented
from workbench.tui.palette import Palette
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.sides import Sides
from workbench.workspace import Workspace

ROOT = Path(__file__).parents[2]
BINDINGS = [each for bound in keys.PLACES.values() for each in bound]


def test_every_binding_has_an_id_a_description_and_a_tooltip() -> None:
    """Without an id it cannot be remapped, without a tooltip help has nothing to say."""
    for binding in BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id and binding.description and binding.tooltip, binding


def test_no_default_key_is_one_that_terminals_take_for_themselves() -> None:
    """ctrl+m is enter, ctrl+i tab, ctrl+j newline; ctrl+s and ctrl+z stop the terminal."""
    taken = {f"ctrl+{letter}" for letter in "jmisz"}
    assert not taken & {key for each in BINDINGS for key in each.key.split(",")}  # type: ignore[union-attr]


def test_the_readme_has_the_key_table_as_the_bindings_have_it() -> None:
    """A key that changes must change there too."""
    assert documented() in (ROOT / "README.md").read_text(encoding="utf-8")


def _keymap(**table: object) -> Settings:
    return Settings(
        keymap=(("workbench.toml", {k.replace("__", "."): v for k, v in table.items()}),)
    )


def test_a_keymap_changes_keys_and_presets_add_to_them() -> None:
    """The project's table wins over the preset."""
    assert checked(_keymap(verdict__undo="f5"))["verdict.undo"] == "f5"
    assert "ctrl+d" in checked(Settings(keys="vim"))["list.page-down"]


async def test_prose_names_the_keys_of_the_keymap(project: Path) -> None:
    settings = _keymap(verdict__undo="f5,u", verdict__redo="f6", verdict__justify="Y")
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, settings=settings)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "4")
        await type_text(pilot, "no record of it")
        await press(pilot, "enter")
        assert "f5 undoes, Y says why" in "".join(each.message for each in app._notifications)
        await press(pilot, "f5")
        assert "f6 redoes" in "".join(each.message for each in app._notifications)
    workspace.close()


async def test_what_stands_on_the_screen_names_the_keys_of_the_keymap(project: Path) -> None:
    """Hints in a placeholder, on a strip, in an empty list, in a card, over a dialog."""
    table = {
        "pane.back": "f7,escape", "pane.next": "f8,tab", "reason.leave": "f10",
        "evidence.words": "B", "claim.postpone": "Z", "help.close": "f11,escape",
        "theme.leave": "f12,escape", "suggested.leave": "f6",
    }  # fmt: skip
    settings = Settings(keymap=(("workbench.toml", dict(table)),))
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, settings=settings)

    def screen() -> str:
        rows = app.screen._compositor.render_strips()
        return " ".join("".join(segment.text for segment in row) for row in rows)

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "f8 next pane" in screen()
        await press(pilot, "5")
        assert "f10 leaves the claim open" in screen()
        await press(pilot, "f10", "slash", "z", "z", "z")
        assert "f7 shows all claims" in screen()
        await press(pilot, "enter", "f7", "question_mark")
        assert "f11 closes" in screen()
        await press(pilot, "f11", "f9")
        assert "f12 does not" in screen()
        await press(pilot, "f12", "tab", "f")
        await type_text(pilot, "xyzzy")
        await press(pilot, "enter")
        assert "f7 goes back" in screen()
    workspace.close()


def test_no_sentence_of_the_screen_names_a_key_that_can_be_another() -> None:
    """It is asked for by the id of the binding, or a keymap would make the sentence wrong."""
    usual = re.compile(r"\b(esc|escape|tab|f\d\d?|ctrl\+[a-z])\b (?!next field)[a-z]")
    said = []
    for file in sorted((ROOT / "workbench" / "tui").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        told = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in told else ""
            if isinstance(text, str) and "|" not in text and usual.search(text):
                said.append(f"{file.name}:{node.lineno}: {text}")  # type: ignore[attr-defined]
    assert not said


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (_keymap(verdict__undoo="f5"), "'verdict.undoo' is no action"),
        (_keymap(verdict__undo="s"), "'s' would do both"),
        (_keymap(verdict__undo="j"), "'j' would do both"),
        (_keymap(verdict__undo="?"), r"'\?' would do both"),
        (_keymap(verdict__undo="/, f7"), "'/' would do both"),
        (_keymap(verdict__undo="F5"), "'F5' is no key"),
        (_keymap(verdict__undo="ctrl-x"), "'ctrl-x' is no key"),
        (_keymap(verdict__undo="f5,"), "a key is missing"),
        (_keymap(verdict__undo=5), "write the keys as text"),
        (Settings(keys="emacs"), "no preset"),
    ],
)
def test_a_bad_keymap_is_refused_by_name(settings: Settings, told: str) -> None:
    """Textual would ignore the one and make the other unreachable without a word."""
    with pytest.raises(InputError, match=told):
        checked(settings)


def test_settings_are_read_from_the_project_and_bad_ones_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line names the file and the key."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert read_settings(tmp_path) == Settings()
    file = tmp_path / "workbench.toml"
    file.write_text('theme = "paper"\n[keymap]\n"verdict.undo" = "f5"\n')
    read = read_settings(tmp_path)
    assert read.theme == "paper"
    assert read.keymap == (("workbench.toml", {"verdict.undo": "f5"}),)
    for bad in ("colour = 1", "theme = 5", "keymap = 3", "theme = ", 'x = """'):
        file.write_text(bad)
        with pytest.raises(InputError, match=r"workbench\.toml"):
            read_settings(tmp_path)


@pytest.mark.parametrize(
    "settings", [Settings(keys="vim"), _keymap(justify__save="3", pane__next="h")]
)
async def test_letters_typed_into_a_field_are_text_whatever_the_keymap(
    project: Path, settings: Settings
) -> None:
    """With l for the next pane a filter must still be able to find a loss, and 1 rates nothing."""
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "hello: 1")
        assert app.screen.query_one("#filter", Input).value == "hello: 1"
        assert workspace.entries() == ()
        await press(pilot, "escape", "e")
        await type_text(pilot, "hello: 1")
        assert app.screen.query_one(TextArea).text == "hello: 1"
    workspace.close()


@pytest.mark.parametrize("theme", ["nope", ""])
def test_a_theme_that_does_not_exist_is_refused_by_name(project: Path, theme: str) -> None:
    """Not passed over without a word."""
    workspace = Workspace.open(project, by="rita")
    with pytest.raises(InputError, match=f"theme = '{theme}' is no theme; known are"):
        WorkbenchApp(workspace, settings=Settings(theme=theme))
    workspace.close()


async def test_the_vim_keys_move_between_panes_where_nobody_types(project: Path) -> None:
    """And the palette is at the colon."""
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, settings=Settings(keys="vim"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "l")
        assert app.screen.query_one(Sides).pane == "evidence"
        await press(pilot, "h")
        assert app.screen.query_one(Sides).pane == "claims"
        await press(pilot, "colon")
        assert isinstance(app.screen, Palette)
    workspace.close()


async def test_the_footer_shows_another_key_in_the_place_of_the_usual(project: Path) -> None:
    """Not behind all others, where there is no room."""
    workspace = Workspace.open(project, by="rita")
    shown = []
    for settings in (Settings(), _keymap(verdict__undo="f6")):
        app = WorkbenchApp(workspace, settings=settings)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "tab")
            shown.append(str(app.screen.query_one(KeyLine).render()))
    assert shown[1] == shown[0].replace("u undo", "f6 undo")[: len(shown[1])]
    assert "f6 undo" in shown[1]
    workspace.close()
