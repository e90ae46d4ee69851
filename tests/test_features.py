"""What the model is told of a pair: each feature on pairs made for it and on look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.stance.features import FEATURES
from workbench.stance.judging import weigh

KEPT_CLAIM = "Ashton Kutcher played a surgeon in two films."


def told(claim: str, passage: str) -> dict[str, float]:
    _, row = weigh(pair(analyse(claim), analyse(passage)))
    return dict(zip(FEATURES, row, strict=True))


def test_a_person_is_met_by_the_last_word_of_the_name() -> None:
    full = told("Ashton Kutcher played a surgeon.", "In 2005 Kutcher played a surgeon.")
    other = told("Ashton Kutcher played a surgeon.", "In 2005 Ashton Moore played a surgeon.")
    assert full["met"] == 1.0
    assert full["names_lost"] == 0.0
    assert full["lost_names"] > 0.0  # plain coverage counts the first name as lost
    assert other["names_lost"] == 1.0
    assert other["met"] < 1.0


def test_an_accent_makes_no_other_person() -> None:
    claim = "The side was led by Alvaro Cervera."
    assert told(claim, "Tenerife, led by Álvaro Cervera, won.")["name/missing"] == 0.0
    assert told(claim, "Tenerife, led by Ramiro Cervera, won.")["name/missing"] == 1.0


def test_what_is_said_of_the_subject_counts_apart_from_the_subject() -> None:
    said = told("Marta Lindqvist founded the bakery in Uppsala.", "She founded the bakery there.")
    assert said["said_of"] > said["met"]
    assert said["opening"] == 0.0
    assert said["opening_at"] == -1.0


def test_a_denied_word_without_counterpart_is_told_from_a_stated_one() -> None:
    passage = "Harrow Town is a professional choir based in Leeds."
    denied = told("Harrow Town is not a football club.", passage)
    stated = told("Harrow Town is a football club.", passage)
    assert denied["denied_lost"] > 0.0
    assert stated["denied_lost"] == 0.0
    assert denied["denied_met"] == 1.0
    assert told("Harrow Town is not a choir.", passage)["denied_met"] == -1.0


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        ("The tax was unpopular.", "The mayor found the tax popular.", 1.0, 0.0),
        ("The tax was popular.", "The mayor found the tax unpopular.", 0.0, 1.0),
        ("The tax was unpopular.", "The mayor found the tax unpopular.", 0.0, 0.0),
        ("The island is inland.", "The island lies off the coast.", 0.0, 0.0),
    ],
)
def test_a_prefix_denies_within_one_word(
    claim: str, passage: str, ours: float, theirs: float
) -> None:
    row = told(claim, passage)
    assert (row["denies_within"], row["denied_within"]) == (ours, theirs)


def test_neighbours_pulled_apart_by_another_act_are_told() -> None:
    claim = "The opera was produced by Besson."
    together = told(claim, "The opera was produced by Besson and directed by Megaton.")
    apart = told(claim, "The opera was produced by Megaton and later directed by Besson.")
    assert together["apart"] < apart["apart"]
    assert together["between_names"] == 0.0
    assert apart["between_names"] == 1.0
    assert apart["between_verbs"] >= 1.0
    assert apart["clauses"] >= 1.0


def test_order_and_prepositions_are_told() -> None:
    claim = "The ferry sailed from Dover to Calais."
    same = told(claim, "The ferry sailed from Dover to Calais.")
    turned = told(claim, "The ferry sailed from Calais to Dover.")
    assert same["in_order"] == 1.0
    assert same["turned_preposition"] == same["crossed"] == 0.0
    assert turned["in_order"] < 1.0
    assert turned["crossed"] > 0.0
    assert told("The strike began before Easter.", "The strike began after Easter.")[
        "turned_preposition"
    ]
    assert not told("The strike began before Easter.", "The strike began just before Easter.")[
        "turned_preposition"
    ]


def test_the_noun_that_says_what_something_is_finds_its_like_anywhere() -> None:
    passage = "The Lighthouse, as all know, is the name of my violin."
    kind = told("The Lighthouse is an instrument.", passage)
    assert kind["kind_anywhere"] == kind["head_kind"] == 1.0
    assert kind["head_field"] >= 1.0
    wider = told("The Lighthouse is a violin.", passage.replace("violin", "instrument"))
    assert wider["wider_anywhere"] == 1.0
    assert wider["head_kind"] == 0.0
    assert told("The Lighthouse is a violin.", passage)["head_field"] == -1.0


def test_figures_are_met_lost_or_not_claimed() -> None:
    assert told("It sold 40 cars.", "It sold 40 cars and 7 vans.")["figures_lost"] == 0.0
    lost = told("It sold 40 cars.", "It sold 55 cars.")
    assert (lost["figures_lost"], lost["figures_beside"], lost["figures_met"]) == (1.0, 1.0, 0.0)
    none = told("It sold cars.", "It sold 55 cars.")
    assert (none["figures_lost"], none["figures_beside"], none["figures_met"]) == (-1.0, -1.0, -1.0)


@given(
    st.sampled_from([KEPT_CLAIM, "No ship left.", "7", "", "Is a", "not a"]), st.text(max_size=80)
)
def test_every_pair_has_a_finite_row(claim: str, passage: str) -> None:
    """Whatever the passage: the right length, no infinity, bounded counts."""
    _, row = weigh(pair(analyse(claim), analyse(passage)))
    assert len(row) == len(FEATURES)
    assert all(-10 <= value <= 100 for value in row)


def test_no_new_feature_tells_never_from_often_without_the_passage() -> None:
    """A claim that shares nothing with the passage looks the same denied, stated or hedged."""
    told_of = FEATURES[FEATURES.index("met") : FEATURES.index("figures_beside") + 1]
    rows = [
        told(f"Marta {word} baked bread.", "Rain fell on the harbour.")
        for word in ("often", "never", "only")
    ]
    for name in told_of:
        assert len({row[name] for row in rows}) == 1, name
