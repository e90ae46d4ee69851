"""A screen is put together from parts: none is one object of many inherited classes."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

import workbench.tui.screens as rooms
from workbench.tui.palette import Palette

MODULES = [
    import_module(each.name) for each in pkgutil.walk_packages(rooms.__path__, rooms.__name__ + ".")
]
SCREENS = sorted(
    {
        found
        for module in MODULES
        for found in vars(module).values()
        if inspect.isclass(found)
        and issubclass(found, Screen)
        and found.__module__.startswith("workbench")
    }
    | {Palette},
    key=lambda screen: screen.__name__,
)


def ours(screen: type) -> list[type]:
    """The classes of ours in the line of a screen, itself first."""
    return [each for each in screen.__mro__ if each.__module__.startswith("workbench")]


def test_every_place_is_looked_at() -> None:
    assert {"ReviewScreen", "SourceScreen", "ClaimScreen"} <= {each.__name__ for each in SCREENS}
    assert len(SCREENS) > 15


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_has_few_classes_in_its_line_and_few_lines_in_their_files(screen: type) -> None:
    line = ours(screen)
    assert len(line) <= 4, [each.__name__ for each in line]
    files = {inspect.getfile(each) for each in line}
    lines = {file: len(Path(file).read_text(encoding="utf-8").splitlines()) for file in files}
    assert sum(lines.values()) <= 900, lines


def test_no_file_of_a_screen_is_long() -> None:
    lines = {
        each: len(Path(each).read_text().splitlines()) for each in map(inspect.getfile, SCREENS)
    }
    assert {file: count for file, count in lines.items() if count > 450} == {}


@pytest.mark.parametrize("part", ["claim_state", "evidence_state", "finder", "allowed"])
def test_what_review_knows_and_searches_imports_no_widget(part: str) -> None:
    module = import_module(f"workbench.tui.screens.review.{part}")
    source = inspect.getsource(module)
    imported = {
        row.split()[1] for row in source.splitlines() if row.startswith(("from ", "import "))
    }
    drawn = (
        "textual.widget",
        "textual.app",
        "textual.screen",
        "textual.containers",
        "workbench.tui.panes",
    )
    assert not [each for each in imported if each.startswith(drawn)]
