"""Claims added and edited by key: what is on screen, and what is in claims.toml then."""

from pathlib import Path

import pytest
from keyboard import Desk, app_of, paused, press, screen_of, type_text
from onscreen import shown

from workbench.claims.editing import Proposal
from workbench.tui.changes import difference
from workbench.tui.screens.claim import ClaimScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.workspace import Workspace


async def test_a_claim_is_added_by_keys_and_is_the_one_at_hand(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The difference is seen before it is written; all that was there stays byte for byte."""
    before = (project / "claims.toml").read_text()
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
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
        assert screen_of(pilot, ReviewScreen) is review
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
        first = app_of(pilot).workspace.claims[0]
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
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "G")
        assert review.claim is not None and review.claim.id == "twin"
        assert "you ruled" not in shown(pilot.app)
        await press(pilot, "equals_sign", "g", "5", "G")
        assert "= ✗ you ruled False on only-country:" in shown(pilot.app)
        await press(pilot, "equals_sign")
        assert review.claim is not None and review.claim.id == "only-country"
        assert "you ruled" not in shown(pilot.app)
        await press(pilot, "equals_sign")
        assert review.claim is not None and review.claim.id == "twin"


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
        review = screen_of(pilot, ReviewScreen)
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
        assert review.claim.id in review.finder.found, "searched for with its new words"
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
        at_hand = screen_of(pilot, ReviewScreen).claim
        assert at_hand is not None and at_hand.id == "lima-fell"


def test_a_difference_is_shown_with_its_lines_and_what_stays_beside_it() -> None:
    """Each place in the file by its line; signs at the beginning, nothing read as markup."""
    before = "".join(f"[a{n}]\n" for n in range(1, 21))
    after = before.replace("[a5]\n", "[/b]\n").replace("[a12]\n", "")
    told = difference(Proposal(before, after, ()).diff).plain
    assert told.split("\n") == [
        *("line 4", " [a4]", "-[a5]", "+[/b]", " [a6]"),
        *("line 11", " [a11]", "-[a12]", " [a13]"),
    ]
