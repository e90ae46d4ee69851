"""Verdicts by key on a scale that the project wrote itself."""

import re
from pathlib import Path

import pytest
from keyboard import Desk, press, type_text
from onscreen import desk_of, shown

from workbench.verdicts import Rated
from workbench.workspace import Workspace

NUMBERS = """
[project]
scale = "stars"
rules = { quotes = false, two_sources = false, other_side = false, not_later = false }

[scales.stars]
ratings = ["0", "1", "2"]

[[claims]]
id = "c"
text = "China is the only country to schedule fentanyl as a class"
"""


@pytest.mark.parametrize("key", ["1", "2", "3"])
async def test_a_key_gives_the_rating_in_its_place_whatever_the_ratings_are_called(
    desk: Desk, project: Path, key: str
) -> None:
    """On a scale of numbers the rating named 1 is not the one under the key 1."""
    (project / "claims.toml").write_text(NUMBERS)
    async with desk() as pilot:
        _, _, workspace = desk_of(pilot)
        await press(pilot, key)
        (entry,) = workspace.entries()
        assert isinstance(entry.decision, Rated)
        assert entry.decision.rating == str(int(key) - 1)


@pytest.mark.usefixtures("unasked")
async def test_a_verdict_of_another_scale_is_given_anew_although_the_word_is_the_same(
    desk: Desk, project: Path
) -> None:
    """True of six is not True of two; the reason is asked for, as for every change."""
    async with desk() as pilot:
        await press(pilot, "1")
        _, _, workspace = desk_of(pilot)
        (entry,) = workspace.entries()
        assert isinstance(entry.decision, Rated)
        first = entry.decision
    file = project / "claims.toml"
    text = re.sub(r"(?m)^scale = .*", 'scale = "house"', file.read_text(), count=1)
    name = first.rating.capitalize()
    file.write_text(f'{text}\n[scales.house]\nratings = ["{name}", "Nonsense"]\n')
    async with desk() as pilot:
        review, _, workspace = desk_of(pilot)
        review.go_to(first.claim)
        await press(pilot, "1")
        assert "already" not in shown(pilot.app)
        await type_text(pilot, "another scale")
        await press(pilot, "enter")
        decision = workspace.entries()[-1].decision
        assert isinstance(decision, Rated)
        assert (decision.scale, decision.rating) == ("house", first.rating)


HOUSE = """
[project]
scale = "house"

[scales.house]
ratings = ["Nonsense", { name = "True", id = "mostly-true", glyph = "@" }]

[[claims]]
id = "c"
text = "China is the only country to schedule fentanyl as a class"
"""


async def test_a_verdict_is_drawn_on_the_scale_that_it_was_given_on(
    desk: Desk, project: Path
) -> None:
    """The project has another one by now, where what it is kept as is called something else."""
    file = project / "claims.toml"
    file.write_text(HOUSE.replace('scale = "house"', 'scale = "default"'))
    workspace = Workspace.open(project, by="rita")
    workspace.rate("c", "mostly-true")
    workspace.close()
    file.write_text(HOUSE)
    async with desk(size=(120, 45)) as pilot:
        told = shown(pilot.app)
        assert "+ Mostly true" in told, "in the list and on the card"
        assert "saved: Mostly true" in told
        assert "2 @ True" in told, "no key of this scale stands"
        await press(pilot, "P")
        assert re.search(r"\+ Mostly true +1 ", shown(pilot.app))
        assert re.search(r"@ True +0 ", shown(pilot.app))
        await press(pilot, "escape")
        file.write_text(HOUSE.replace("as a class", "at all"))
        await press(pilot, "R")
        assert "+ Mostly true  China is the only" in shown(pilot.app)
