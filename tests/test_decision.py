"""From reasons and probabilities to a stance and its word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.stance.decision import (
    ALONE,
    LEAST,
    LOOSELY_TIED,
    STRONGLY,
    Weighed,
    decide,
    related,
    spoken,
)
from workbench.stance.lead import LOOSE, ORDER, VETOES, Lead
from workbench.stance.model import model, probabilities

from workbench.stance import Confidence, Stance, precisions
from workbench.stance.features import CELLS, FEATURES

chance = st.floats(0, 1)
leads = st.builds(
    Lead,
    cell=st.sampled_from(["", *ORDER, *sorted(LOOSE)]),
    rest=chance,
    elsewhere=st.booleans(),
    vetoes=st.integers(0, 3),
    whole=st.booleans(),
    lost=st.booleans(),
)
weighed = st.builds(
    Weighed,
    lead=leads,
    known=chance,
    strict=chance,
    exact=st.integers(0, 9),
    verbs=chance,
    supports=chance,
    conflicts=chance,
)


@given(weighed)
def test_no_conflict_without_a_reason_and_no_support_against_a_veto(given: Weighed) -> None:
    stance, word = decide(given)
    assert (word is None) == (stance is Stance.MENTIONS)
    if stance is Stance.CONFLICTS:
        assert given.lead.cell
    if stance is Stance.SUPPORTS:
        assert not given.lead.cell
        assert not given.lead.vetoes


@given(weighed)
def test_more_certainty_never_lowers_the_word(given: Weighed) -> None:
    """A higher probability of the stance that was decided keeps it, as strongly or more."""
    stance, word = decide(given)
    if word is None:
        return
    surer = given._replace(**{stance.value: 1.0})
    again, louder = decide(surer)
    order = list(Confidence)
    assert again is stance
    assert louder is not None
    assert order.index(louder) <= order.index(word)


def conflict(cell: str, sure: float, *, rest: float = 1.0, lost: bool = False) -> Weighed:
    leading = Lead(cell, rest, elsewhere=False, vetoes=1, whole=True, lost=lost)
    return Weighed(leading, 0.9, 0.9, 4, 1.0, 0.0, sure)


def support(sure: float, *, strict: float = 0.9, whole: bool = True, verbs: float = 1.0) -> Weighed:
    leading = Lead("", 0.0, elsewhere=False, vetoes=0, whole=whole, lost=False)
    return Weighed(leading, 0.9, strict, 4, verbs, sure, 0.0)


@pytest.mark.parametrize("cell", [cell for cell, bar in STRONGLY.items() if bar <= 1])
def test_a_strong_conflict_asks_for_the_bar_of_its_cell(cell: str) -> None:
    bar = STRONGLY[cell]
    assert decide(conflict(cell, bar)) == (Stance.CONFLICTS, Confidence.STRONG)
    assert decide(conflict(cell, bar - 0.01))[1] is not Confidence.STRONG


@pytest.mark.parametrize("cell", [cell for cell, bar in STRONGLY.items() if bar > 1])
def test_some_cells_are_never_strong(cell: str) -> None:
    assert decide(conflict(cell, 1.0))[1] is not Confidence.STRONG


def test_a_long_title_left_out_costs_no_strong_word_but_most_of_the_claim_does() -> None:
    named = conflict("number/counted", 0.9, rest=LEAST, lost=True)
    assert decide(named) == (Stance.CONFLICTS, Confidence.STRONG)
    assert decide(conflict("number/counted", 0.9, rest=LEAST - 0.01))[0] is Stance.MENTIONS
    assert decide(conflict("negation/most", 0.9, rest=0.7))[1] is not Confidence.STRONG


def test_one_shared_word_will_do_where_it_is_the_subject_of_both() -> None:
    for cell in ORDER:
        shown = decide(conflict(cell, 1.0)._replace(exact=1))[0] is Stance.CONFLICTS
        assert shown == (cell in ALONE)
        assert decide(conflict(cell, 1.0)._replace(exact=0))[0] is Stance.MENTIONS
    assert decide(support(1.0)._replace(exact=1))[1] is None


@pytest.mark.parametrize("cell", sorted(LOOSE))
def test_what_may_be_of_something_else_conflicts_only_where_that_is_probable(cell: str) -> None:
    assert decide(conflict(cell, LOOSELY_TIED - 0.01)) == (Stance.MENTIONS, None)
    assert decide(conflict(cell, LOOSELY_TIED))[0] is Stance.CONFLICTS


def test_a_figure_of_the_same_things_is_fair_only_where_all_else_is_there() -> None:
    assert decide(conflict("number/counted", 0.56))[1] is Confidence.FAIR
    assert decide(conflict("number/counted", 0.56, rest=0.8))[1] is Confidence.WEAK
    assert decide(conflict("number/counted", 0.2))[1] is Confidence.WEAK


def test_a_strong_support_asks_for_more_where_something_is_missing() -> None:
    strong = (Stance.SUPPORTS, Confidence.STRONG)
    assert decide(support(0.75)) == strong
    assert decide(support(0.75, whole=False)) == (Stance.SUPPORTS, Confidence.FAIR)
    assert decide(support(0.8, whole=False)) == strong
    assert decide(support(0.8, strict=0.5)) == (Stance.SUPPORTS, Confidence.FAIR)
    assert decide(support(0.86, strict=0.5)) == strong
    assert decide(support(1.0, strict=0.3))[1] is not Confidence.STRONG
    assert decide(support(1.0, verbs=0.0)) == (Stance.SUPPORTS, Confidence.FAIR)


def test_what_may_be_about_something_else_is_weak_at_most() -> None:
    for stance in (Stance.CONFLICTS, Stance.SUPPORTS):
        for word in Confidence:
            assert related(stance, word, 0.01) is word
            assert related(stance, word, 0.3) is Confidence.WEAK
    assert related(Stance.CONFLICTS, Confidence.STRONG, 0.2) is Confidence.STRONG
    assert related(Stance.CONFLICTS, Confidence.FAIR, 0.2) is Confidence.WEAK


def test_the_word_never_says_more_than_was_measured() -> None:
    table = {"number/strong": [0.9, 500, 3], "name/strong": [0.7, 40, 1], "date/fair": [0.4, 30, 1]}
    assert spoken("number", Confidence.STRONG, table) is Confidence.STRONG
    assert spoken("name", Confidence.STRONG, table) is Confidence.FAIR
    assert spoken("date", Confidence.FAIR, table) is Confidence.WEAK
    assert spoken("denial", Confidence.STRONG, table) is Confidence.FAIR


def test_the_model_was_trained_for_these_features() -> None:
    assert model().features == list(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(CELLS) < set(FEATURES)


@given(st.lists(st.floats(-5, 10), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_probabilities_add_up_to_at_most_one(row: list[float]) -> None:
    supports, conflicts = probabilities(row)
    assert 0 <= supports <= 1
    assert 0 <= conflicts <= 1
    assert supports + conflicts <= 1.0001


def test_the_table_of_precisions_can_be_shown() -> None:
    rows = precisions()
    assert rows
    assert all(0 <= row.precision <= 1 and row.pairs >= 30 for row in rows)
    order = ["strong", "fair", "weak"]
    assert [row.word for row in rows] == sorted((row.word for row in rows), key=order.index)


@pytest.mark.parametrize("cell", sorted(VETOES))
def test_a_veto_is_no_conflict(cell: str) -> None:
    assert cell not in ORDER
