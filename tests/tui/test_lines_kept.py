"""What is typed into a line that asks is kept until it is used, however the line is left."""

from importlib import import_module
from pathlib import Path

import pytest
from keyboard import Desk, claim_at_hand, paused, press, settle, type_text
from onscreen import shown
from textual.widgets import Input

from workbench.tui.drafts import FOLDER, keep_draft, read_draft
from workbench.tui.panes.kept_line import PAUSE, KeptLine
from workbench.tui.session import read_session

LINES = {
    "why": (("1",), "#reason"),
    "your words": (("tab", "w"), "#asked"),
    "free search": (("tab", "f"), "#asked"),
    "filter of the evidence": (("tab", "/"), "#asked"),
    "some sources": (("tab", "F"), "#only-source"),
    "path of the report": (("r", "w"), "#path"),
    "search in a source": (("tab", "enter", "/"), "#ask"),
    "grade of a source": (("tab", "enter", "a"), "#ask"),
}
"""The keys from the start of the desk to each line that asks, and the line."""

TYPED = {"path of the report": "sub/draft.md", "grade of a source": "b2 p"}


def test_every_field_of_one_line_is_kept(shipped: Path) -> None:
    """But for those of the form of a claim, which is a draft of its own."""
    for path in (shipped / "workbench" / "tui").rglob("*.py"):
        module = path.relative_to(shipped).with_suffix("")
        import_module(".".join(module.parts))
    ours = {each for each in _below(Input) if each.__module__.startswith("workbench.")}
    other = {each.__name__ for each in ours if not issubclass(each, KeptLine)}
    assert other == {"OneLine"}
    assert {"ReasonLine", "WordsLine", "SourceLine", "OnlyField", "PathLine"} <= {
        each.__name__ for each in ours - {KeptLine}
    }


def _below(kind: type) -> set[type]:
    found: set[type] = set()
    one: type
    for one in type.__subclasses__(kind):
        found |= {one, *_below(one)}
    return found


def line_of(app: object, name: str) -> Input:
    return app.screen.query_one(LINES[name][1], Input)  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("name", LINES)
async def test_what_was_typed_stands_there_again_after_escape(desk: Desk, name: str) -> None:
    """In the same desk, and in one that is opened later."""
    keys, _ = LINES[name]
    typed = TYPED.get(name, "the mill of 1907")
    async with desk() as pilot:
        await press(pilot, *keys)
        line_of(pilot.app, name).value = ""
        await type_text(pilot, typed)
        await press(pilot, "escape")
        await settle(pilot)
        await press(pilot, keys[-1])
        assert line_of(pilot.app, name).value == typed
        assert typed in shown(pilot.app)
        await press(pilot, "escape")
    async with desk() as pilot:
        await press(pilot, *keys)
        assert line_of(pilot.app, name).value == typed


@pytest.mark.parametrize("name", LINES)
async def test_what_was_typed_is_kept_when_the_terminal_closes(desk: Desk, name: str) -> None:
    """In the middle of a word, to the last key that was taken in."""
    keys, _ = LINES[name]
    typed = TYPED.get(name, "the mill of 19")
    async with desk() as pilot:
        await press(pilot, *keys)
        line_of(pilot.app, name).value = ""
        await type_text(pilot, typed)
        pilot.app.stop_work(129)  # type: ignore[attr-defined]
        pilot.app.exit(129)
    async with desk() as pilot:
        await press(pilot, *keys)
        assert line_of(pilot.app, name).value == typed


async def test_what_was_used_is_kept_no_longer(desk: Desk, project: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "1")
        await type_text(pilot, "seen by two")
        await press(pilot, "escape", "5")
        assert "Why False" in shown(pilot.app), "the reason is offered for any rating"
        assert line_of(pilot.app, "why").value == "seen by two"
        await press(pilot, "enter")
        assert "1 of 32 judged" in shown(pilot.app)
        claim = next(iter(pilot.app.workspace.desk().standings))  # type: ignore[attr-defined]
        assert read_draft(project, f"why/{claim}") is None
        await press(pilot, "tab", "w")
        await type_text(pilot, "coal")
        await press(pilot, "enter", "f")
        await type_text(pilot, "barge")
        await press(pilot, "enter")
        await press(pilot, "r", "w")
        await type_text(pilot, "mine.md")
        await press(pilot, "enter", "w")
        assert line_of(pilot.app, "path of the report").value == "report.md"
    assert list((project / FOLDER).glob("*.txt")) == []


async def test_a_grade_that_is_none_is_not_lost_with_the_line(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "tab", "enter", "a")
        line_of(pilot.app, "grade of a source").value = ""
        await type_text(pilot, "B22")
        await press(pilot, "enter")
        assert "not a grade" in shown(pilot.app)
        await press(pilot, "a")
        assert line_of(pilot.app, "grade of a source").value == "B22"


async def test_a_line_that_was_emptied_is_not_offered_again(desk: Desk, project: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "1")
        await type_text(pilot, "ab")
        await press(pilot, "escape", "1", "backspace", "backspace", "escape", "1")
        assert line_of(pilot.app, "why").value == ""
    assert list((project / FOLDER).glob("*.txt")) == []


async def test_the_filter_of_the_claims_is_in_force_again(desk: Desk, project: Path) -> None:
    """It is part of where she was; escape leaves it as it is."""
    async with desk() as pilot:
        await press(pilot, "/")
        await type_text(pilot, "tons")
        pilot.app.exit(129)
    assert read_session(project).filter == "tons"
    async with desk() as pilot:
        assert pilot.app.screen.query_one("#filter", Input).value == "tons"


async def test_what_cannot_be_kept_is_said_while_it_is_typed(desk: Desk, project: Path) -> None:
    async with desk() as pilot:
        (project / FOLDER).write_text("no folder")
        await press(pilot, "1")
        await type_text(pilot, "ab")
        await paused(pilot, seconds=PAUSE)
        assert "what you type here is not kept" in " ".join(shown(pilot.app).split())


async def test_a_draft_from_elsewhere_is_drawn_as_the_text_it_is(desk: Desk, project: Path) -> None:
    """A project may come from a stranger: no control character, no second line."""
    async with desk() as pilot:
        claim = claim_at_hand(pilot).id
        keep_draft(project, f"why/{claim}", "a\x1b[31mb\n\u202ec")
        await press(pilot, "1")
        kept = pilot.app.screen.query_one("#reason", KeptLine).value
        assert not set(kept) & set("\x1b\n\u202e")
