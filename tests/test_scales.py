"""A scale is data: ordered ratings, each told apart by word, glyph and key."""

import pytest

from workbench.claims import parse_claims
from workbench.errors import InputError
from workbench.verdicts.scales import KEYS, STATES, Scale, project_scale, read_scales, slug


@pytest.mark.parametrize("scale", read_scales().values(), ids=read_scales())
def test_ratings_of_a_built_in_scale_differ_in_id_name_and_glyph(scale: Scale) -> None:
    assert 2 <= len(scale.ratings) <= KEYS
    for field in ("id", "name", "glyph"):
        values = [getattr(rating, field) for rating in scale.ratings]
        assert len(set(values)) == len(values)
    assert all(rating.id == slug(rating.id) and rating.meaning for rating in scale.ratings)
    assert not {rating.glyph for rating in scale.ratings} & set(STATES)


def test_the_default_scale_and_those_of_the_shared_tasks_are_built_in() -> None:
    scales = read_scales()
    assert [rating.name for rating in scales["default"].ratings] == [
        "True", "Mostly true", "Mixed", "Mostly false", "False", "Unproven",
    ]  # fmt: skip
    assert [rating.id for rating in scales["fever"].ratings] == [
        "supported", "refuted", "not-enough-info",
    ]  # fmt: skip
    assert len(scales["averitec"].ratings) == 4


OWN = """
[project]
scale = "house"
[scales.house]
title = "The house scale"
ratings = [
  "True",
  { name = "Half true", glyph = "½", meaning = "Half of it." },
  "Pants on fire",
  { name = "Außer Kontrolle", id = "out", glyph = "3" },
]
"""


def test_a_scale_of_the_users_own_is_words_or_tables() -> None:
    scale = project_scale(parse_claims(OWN))
    assert (scale.name, scale.title) == ("house", "The house scale")
    assert [(r.id, r.name, r.glyph) for r in scale.ratings] == [
        ("true", "True", "✓"),
        ("half-true", "Half true", "½"),
        ("pants-on-fire", "Pants on fire", "1"),
        ("out", "Außer Kontrolle", "3"),
    ]
    assert scale.rating("out") == scale.ratings[3]
    assert scale.rating("mixed") is None


def test_a_rating_that_decides_nothing_is_known_by_its_id_or_says_so() -> None:
    """No passages are asked of it; built-in scales say it of theirs."""
    built_in = {
        rating.id
        for scale in read_scales().values()
        for rating in scale.ratings
        if rating.undecided
    }
    assert built_in == {"unproven", "not-enough-info", "not-enough-evidence"}
    own = """[project]
scale = "own"
[scales.own]
ratings = ["True", "Unproven", {name = "Withheld", undecided = true},
           {name = "Not enough info", undecided = false}]
"""
    scale = project_scale(parse_claims(own))
    assert [each.id for each in scale.ratings if each.undecided] == ["unproven", "withheld"]


@pytest.mark.parametrize(
    "table, place, says",
    [
        ('[scales.x]\nratings = ["One"]', "2:1", "2 to 9"),
        ("[scales.x]\nratings = " + str([f"r{n}" for n in range(10)]), "2:1", "2 to 9"),
        ('[scales.x]\ntitle = "t"', "1:1", "needs 'ratings'"),
        ('[scales.x]\nratings = ["One", 2]', "2:19", "a word in quotes"),
        ('[scales.x]\nratings = ["One", "one"]', "2:19", "there twice"),
        ('[scales.x]\nratings = ["One", "!!"]', "2:19", "needs an id"),
        ('[scales.x]\nratings = ["One", {name = "b", glyf = "g"}]', "2:32", "no 'glyf'"),
        ('[scales.x]\nratings = ["One", {name = "b", glyph = "漢"}]', "2:32", "one cell"),
        ('[scales.x]\nratings = ["One", {name = "b", glyph = "\\u202e"}]', "2:32", "one cell"),
        ('[scales.x]\nratings = ["One", {name = "b", glyph = "!"}]', "2:32", "taken"),
        ('[scales.x]\nratings = ["One", {glyph = "g"}]', "2:19", "needs a name"),
        ('[scales.x]\nratings = ["a", {name = "b", undecided = 1}]', "2:30", "true or false"),
        ('[scales.default]\nratings = ["One", "Two"]', "1:1", "built in"),
        ('[scales."a b"]\nratings = ["One", "Two"]', "1:1", "cannot name a scale"),
        ('[scales]\nx = "y"', "2:1", "not a table"),
        ('[project]\nscale = "nope"', "2:1", "there is no scale 'nope'; choose one of default"),
    ],
)
def test_what_is_no_scale_is_refused_with_its_place(table: str, place: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        project_scale(parse_claims(table))
    assert str(caught.value).startswith(f"claims.toml:{place}: ")
    assert says in str(caught.value)
