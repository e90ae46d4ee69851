"""Claims added, edited and split by key: what is on screen, and what is in claims.toml then."""

import asyncio
from pathlib import Path

import pytest
from keyboard import Desk, press, settle, type_text
from textual.app import App
from textual.pilot import Pilot

from workbench.editing import Proposal
from workbench.tui.changes import difference
from workbench.tui.drafts import read_draft
from workbench.tui.screens import proposing
from workbench.tui.screens.claim import ClaimScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.split import SplitScreen
from workbench.workspace import Workspace

COMPOUND = "China signed the treaty in 2019 and ratified it in 2020"


def shown(app: App[int]) -> str:
    """All that is on screen, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def paused(pilot: Pilot[int], *, seconds: float = proposing.PAUSE) -> None:
    """Wait as long as it takes until a pause in typing counts as one, and for what it starts."""
    await asyncio.sleep(seconds + 0.1)
    await settle(pilot)


@pytest.fixture(params=[(80, 24), (160, 45)], ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The smallest and a wide terminal."""
    return request.param  # type: ignore[no-any-return]


async def test_a_claim_is_added_by_keys_and_is_the_one_at_hand(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The difference is seen before it is written; all that was there stays byte for byte."""
    before = (project / "claims.toml").read_text()
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        await press(pilot, "A")
        assert isinstance(pilot.app.screen, ClaimScreen)
        await type_text(pilot, "Vancouver banned [sic] pill presses")
        await press(pilot, "tab")
        await type_text(pilot, "Ann Lee")
        await press(pilot, "enter")
        await type_text(pilot, "2021-05-04")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "law, Canada")
        await paused(pilot)
        told = shown(pilot.app)
        assert '+text = "Vancouver banned [sic] pill presses"' in told
        assert "+date = 2021-05-04" in told
        assert "vancouver-banned-sic-pill" in told
        assert (project / "claims.toml").read_text() == before
        await press(pilot, "ctrl+o")
        assert isinstance(review, ReviewScreen)
        assert pilot.app.screen is review
        assert review.claim is not None
        assert review.claim.text == "Vancouver banned [sic] pill presses"
        assert review.focused is not None
        assert review.focused.id == "claims"
        assert "Vancouver banned [sic]" in shown(pilot.app)
        assert any("saved" in str(each.message) for each in pilot.app._notifications)
        await press(pilot, "6")
    after = (project / "claims.toml").read_text()
    assert after.startswith(before)
    assert after[len(before) :] == (
        '\n[[claims]]\nid = "vancouver-banned-sic-pill"\n'
        'text = "Vancouver banned [sic] pill presses"\nclaimant = "Ann Lee"\ndate = 2021-05-04\n'
        'tags = ["law", "Canada"]\n'
    )
    workspace = Workspace.open(project)
    assert workspace.standing("vancouver-banned-sic-pill").verdict is not None
    workspace.close()


async def test_a_field_that_cannot_be_used_says_so_beside_itself(desk: Desk, project: Path) -> None:
    """One line at the field, which the cursor goes to; nothing is written, nothing is lost."""
    before = (project / "claims.toml").read_bytes()
    async with desk() as pilot:
        await press(pilot, "A", "ctrl+o")
        assert "! write the claim's exact wording" in shown(pilot.app)
        await type_text(pilot, "Ottawa fell")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "last May")
        await press(pilot, "tab")
        assert shown(pilot.app).count("! a date is YYYY-MM-DD, YYYY-MM or YYYY") == 1
        await press(pilot, "ctrl+o")
        screen = pilot.app.screen
        assert isinstance(screen, ClaimScreen)
        assert screen.focused is not None
        assert screen.focused.id == "field-date"
        assert "! write" not in shown(pilot.app)
        await press(pilot, *["backspace"] * len("last May"))
        await type_text(pilot, "2021")
        await paused(pilot)
        assert "! a date" not in shown(pilot.app)
        assert (project / "claims.toml").read_bytes() == before
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert 'date = "2021"' in (project / "claims.toml").read_text()


@pytest.mark.usefixtures("unasked")
async def test_like_claims_are_pointed_out_while_a_claim_is_written(desk: Desk) -> None:
    """With the verdict on them, in the words "you ruled"."""
    async with desk(size=(160, 45)) as pilot:
        first = pilot.app.workspace.claims[0]  # type: ignore[attr-defined]
        await press(pilot, "5", "A")
        await type_text(pilot, first.text.replace("country", "state"))
        await paused(pilot)
        assert f"you ruled False on {first.id}" in shown(pilot.app)


@pytest.mark.usefixtures("unasked")
async def test_a_like_claim_that_was_judged_is_a_key_away(desk: Desk, project: Path) -> None:
    """One quiet line under the claim, only where there is one; the key goes there and back."""
    with (project / "claims.toml").open("a") as file:
        file.write(
            '\n[[claims]]\nid = "twin"\n'
            'text = "China is the only state to schedule fentanyl as a class"\n'
        )
    async with desk() as pilot:
        review = pilot.app.screen
        await press(pilot, "G")
        assert review.claim.id == "twin"  # type: ignore[attr-defined]
        assert "you ruled" not in shown(pilot.app)
        await press(pilot, "equals_sign", "g", "5", "G")
        assert "= ✗ you ruled False on only-country:" in shown(pilot.app)
        await press(pilot, "equals_sign")
        assert review.claim.id == "only-country"  # type: ignore[attr-defined]
        assert "you ruled" not in shown(pilot.app)
        await press(pilot, "equals_sign")
        assert review.claim.id == "twin"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("unasked")
async def test_an_edit_touches_one_key_and_the_verdict_goes_stale(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """Comments and every other line stay; the evidence is looked for anew."""
    file = project / "claims.toml"
    text = file.read_text()
    entry = text.index('id = "only-country"')
    at = text.index('text = "', entry)
    file.write_text(text[:at] + "# as she said it\n" + text[at:])
    before = file.read_text()
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        await press(pilot, "5", "g", "E")
        await type_text(pilot, " today")
        await paused(pilot)
        told = shown(pilot.app)
        assert '-text = "China is the only country' in told
        assert "(comment)" not in told
        await press(pilot, "ctrl+o")
        assert isinstance(review, ReviewScreen)
        assert review.claim is not None
        assert (
            review.claim.text == "China is the only country to schedule fentanyl as a class today"
        )
        assert review.claim.id in review.found, "searched for with its new words"
        assert "! stale" in shown(pilot.app)
    old, new = before.split("\n"), file.read_text().split("\n")
    assert len(old) == len(new)
    changed = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    assert changed == [
        (
            'text = "China is the only country to schedule fentanyl as a class"',
            'text = "China is the only country to schedule fentanyl as a class today"',
        )
    ]


async def test_tags_are_edited_alone_and_hidden_characters_of_other_fields_stay(
    desk: Desk, project: Path
) -> None:
    """What is shown in another form than it stands in the file is not written back."""
    file = project / "claims.toml"
    file.write_text(
        '[[claims]]\nid = "a"\ntext = "Nobody \\u202e came"\nclaimant = "A\\u200bnn"\n'
        'tags = ["x"]\n'
    )
    async with desk() as pilot:
        await press(pilot, "E", "tab", "tab", "tab", "tab")
        await type_text(pilot, ", #y")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert file.read_text() == (
        '[[claims]]\nid = "a"\ntext = "Nobody \\u202e came"\nclaimant = "A\\u200bnn"\n'
        'tags = ["x", "y"]\n'
    )


async def test_a_compound_claim_is_split_into_parts_that_can_be_edited(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The parts are appended with the claimant of the whole, which keeps the tag `split`."""
    with (project / "claims.toml").open("a") as file:
        file.write(f'\n[[claims]]\nid = "treaty"\ntext = "{COMPOUND}"\nclaimant = "Ann"\n')
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        await press(pilot, "G", "S")
        assert isinstance(pilot.app.screen, SplitScreen)
        await paused(pilot)
        told = shown(pilot.app)
        assert "China signed the treaty in 2019" in told
        assert "2 claims" in told
        await type_text(pilot, " or 2021")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert review.claim.id == "treaty-1"  # type: ignore[attr-defined]
    workspace = Workspace.open(project)
    whole, one, two = (workspace.claim(each) for each in ("treaty", "treaty-1", "treaty-2"))
    assert whole.tags == ("split",)
    assert one.text == "China signed the treaty in 2019"
    assert two.text == "China ratified it in 2020 or 2021"
    assert one.claimant == two.claimant == "Ann"
    workspace.close()


async def test_the_whole_can_leave_the_file_and_one_statement_is_no_split(
    desk: Desk, project: Path
) -> None:
    """f4 says so on the screen before anything is written."""
    with (project / "claims.toml").open("a") as file:
        file.write(f'\n[[claims]]\nid = "treaty"\ntext = "{COMPOUND}"\n')
    async with desk() as pilot:
        await press(pilot, "G", "S", "f4")
        await paused(pilot)
        told = shown(pilot.app)
        assert "leaves claims.toml" in told
        assert '-id = "treaty"' in told
        await press(pilot, "ctrl+o")
        ids = [each.id for each in pilot.app.workspace.claims]  # type: ignore[attr-defined]
        assert ids[-2:] == ["treaty-1", "treaty-2"]
        assert "treaty" not in ids
        before = (project / "claims.toml").read_bytes()
        await press(pilot, "S")
        await paused(pilot)
        assert "two or more make a split" in shown(pilot.app)
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, SplitScreen)
    assert (project / "claims.toml").read_bytes() == before


async def test_a_file_that_someone_else_changed_is_neither_overwritten_nor_what_was_typed_lost(
    desk: Desk, project: Path
) -> None:
    """It says so, shows the change to the file as it is now, and the same key writes that."""
    file = project / "claims.toml"
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await paused(pilot)
        file.write_text(file.read_text() + '\n[[claims]]\nid = "hers"\ntext = "Rome fell"\n')
        theirs = file.read_text()
        await press(pilot, "ctrl+o")
        told = shown(pilot.app)
        assert "not written" in told
        assert "by someone else" in told
        assert "Lima fell" in told
        assert file.read_text() == theirs
        await press(pilot, "ctrl+o")
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen)
        ids = [row.id for row in review.query_one("ClaimList").rows]  # type: ignore[attr-defined]
        assert ids[-2:] == ["hers", "lima-fell"]
    assert file.read_text() == theirs + '\n[[claims]]\nid = "lima-fell"\ntext = "Lima fell"\n'


async def test_a_claim_half_written_is_a_draft_until_it_is_written(
    desk: Desk, project: Path
) -> None:
    """Escape keeps it, A opens it again, f5 starts over and back, writing makes an end of it."""
    before = (project / "claims.toml").read_bytes()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Half a cl")
        await press(pilot, "escape")
        assert "Half a cl" in (read_draft(project, "new/") or "")
        await press(pilot, "A")
        assert "Half a cl" in shown(pilot.app)
        assert "draft found" in shown(pilot.app)
        await press(pilot, "f5")
        await paused(pilot)
        assert "Half a cl" not in shown(pilot.app)
        await press(pilot, "f5")
        await type_text(pilot, "aim")
        await paused(pilot)
        assert (project / "claims.toml").read_bytes() == before
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert read_draft(project, "new/") is None
    assert 'text = "Half a claim"' in (project / "claims.toml").read_text()


async def test_quitting_while_a_claim_is_typed_keeps_it(desk: Desk, project: Path) -> None:
    """No pause is needed for it."""
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "cut off")
        await pilot.press("ctrl+q")
    assert "cut off" in (read_draft(project, "new/") or "")


async def test_writing_before_the_difference_was_seen_shows_it_first(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast the key comes."""
    monkeypatch.setattr(proposing, "PAUSE", 60.0)
    before = (project / "claims.toml").read_bytes()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert '+text = "Lima fell"' in shown(pilot.app)
        assert (project / "claims.toml").read_bytes() == before
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert (project / "claims.toml").read_bytes() != before


async def test_the_first_claim_of_a_project_is_written_in_the_app(
    desk: Desk, project: Path
) -> None:
    """The empty list says which key."""
    (project / "claims.toml").write_text('[project]\ntitle = "New"\n')
    async with desk() as pilot:
        assert "A writes the first" in shown(pilot.app)
        await press(pilot, "E", "S")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert pilot.app.screen.claim.id == "lima-fell"  # type: ignore[attr-defined]


async def test_a_file_that_is_gone_meanwhile_is_said_and_what_was_typed_stays(
    desk: Desk, project: Path
) -> None:
    """Once it is back, the same key writes."""
    file = project / "claims.toml"
    text = file.read_text()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await paused(pilot)
        file.unlink()
        await press(pilot, "ctrl+o")
        told = shown(pilot.app)
        assert "not written" in told
        assert "Lima fell" in told
        assert "there is no such file" in told
        assert not file.exists()
        file.write_text(text)
        await press(pilot, "ctrl+o", "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert file.read_text() == text + '\n[[claims]]\nid = "lima-fell"\ntext = "Lima fell"\n'


async def test_a_draft_that_cannot_be_kept_is_said_before_it_is_left(
    desk: Desk, project: Path
) -> None:
    """The first escape says so, the second leaves all the same."""
    async with desk() as pilot:
        await press(pilot, "A")
        (project / ".workbench" / "drafts").write_text("no folder")
        await type_text(pilot, "Lima fell")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert "the draft could not be kept" in shown(pilot.app)
        assert "Lima fell" in shown(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


def test_a_difference_is_shown_with_its_lines_and_what_stays_beside_it() -> None:
    """Each place in the file by its line; signs at the beginning, nothing read as markup."""
    before = "".join(f"[a{n}]\n" for n in range(1, 21))
    after = before.replace("[a5]\n", "[/b]\n").replace("[a12]\n", "")
    told = difference(Proposal(before, after, ()).diff).plain
    assert told.split("\n") == [
        *("line 4", " [a4]", "-[a5]", "+[/b]", " [a6]"),
        *("line 11", " [a11]", "-[a12]", " [a13]"),
    ]
