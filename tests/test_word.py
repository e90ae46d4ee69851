"""From what was found to a stance and its word: who leads, what forbids, how sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.signals.found import Found
from workbench.signals.reasons import Reason, Relation
from workbench.signals.table import CARRIERS, CELLS, ROLES, Role
from workbench.stance import Confidence, Context, Stance, judge, precisions
from workbench.stance.about import AROUND, HOPELESS, about
from workbench.stance.features import FEATURES
from workbench.stance.judging import paired
from workbench.stance.way import model, way
from workbench.stance.word import TERMS, case, flag, sure, word

CLAIM = "The ferry carried 500 people."
BOTH = pair(analyse(CLAIM), analyse("The ferry carried 53 people."))


def found(cell: str, relation: Relation = Relation.DIFFERS) -> Found:
    return Found(Reason(cell.partition("/")[0], relation, (4, 9), (4, 9), cell), cell)


def test_the_conflict_that_leads_is_the_one_most_often_right() -> None:
    first, second = list(CARRIERS)[:2]
    both = [found(second, Relation.CONFLICTS), found(first, Relation.CONFLICTS)]
    here = case(BOTH, both)
    assert here.lead is both[1]
    assert flag(here) is Stance.CONFLICTS


@pytest.mark.parametrize("cell", [cell for cell in CELLS if ROLES[cell] is Role.OPENS])
def test_what_leaves_the_claim_open_goes_neither_way(cell: str) -> None:
    for beside in ([], [found("number/counted", Relation.CONFLICTS)]):
        assert flag(case(BOTH, [found(cell), *beside])) is Stance.MENTIONS


@pytest.mark.parametrize("cell", [c for c in CELLS if ROLES[c] is Role.DISPUTES])
def test_a_difference_of_something_else_perhaps_leads_where_nothing_conflicts(cell: str) -> None:
    here = case(BOTH, [found(cell)])
    assert here.lead is not None
    assert (here.lead.cell, here.lead.reason.relation) == (cell, Relation.CONFLICTS)
    firmer = found("number/counted", Relation.CONFLICTS)
    assert case(BOTH, [found(cell), firmer]).lead is firmer


@pytest.mark.parametrize("cell", [c for c in CELLS if ROLES[c] in (Role.FORBIDS, Role.CARRIES)])
def test_a_difference_that_forbids_leaves_no_support(cell: str) -> None:
    assert flag(case(BOTH, [found(cell)])) is Stance.MENTIONS


@pytest.mark.parametrize("cell", [c for c in CELLS if ROLES[c] in (Role.LOWERS, Role.TELLS)])
def test_a_missing_name_lowers_the_word_and_does_not_silence(cell: str) -> None:
    here = case(BOTH, [found(cell)])
    assert flag(here) is Stance.SUPPORTS
    assert here.lowers == (ROLES[cell] is Role.LOWERS)


def test_a_kind_that_the_table_does_not_know_may_still_conflict() -> None:
    here = case(BOTH, [found("new/kind", Relation.CONFLICTS)])
    assert flag(here) is Stance.CONFLICTS


chance = st.floats(0, 1)


@given(chance, st.sampled_from(list(Confidence)), st.lists(chance, min_size=3, max_size=3))
def test_more_certainty_never_lowers_the_word(
    sureness: float, most: Confidence, cuts: list[float]
) -> None:
    weak, fair, strong = sorted(cuts)
    table = {"strong": strong, "fair": fair, "weak": weak}
    order = [None, Confidence.WEAK, Confidence.FAIR, Confidence.STRONG]
    said, surer = word(sureness, table, most=most), word(1.0, table, most=most)
    assert order.index(said) <= order.index(surer)
    assert order.index(said) <= order.index(most)
    assert (said is None) == (sureness < weak)


def test_a_word_that_is_never_right_often_enough_is_never_said() -> None:
    """A cut above 1 is never reached."""
    cuts = {"strong": 2.0, "fair": 2.0, "weak": 0.6}
    assert word(1.0, cuts, most=Confidence.STRONG) is Confidence.WEAK
    assert word(1.0, {**cuts, "weak": 2.0}, most=Confidence.STRONG) is None


def test_sureness_is_a_share() -> None:
    assert set(model().sure) == set(model().cuts) == {"supports", "conflicts"}
    for weights in model().sure.values():
        assert set(weights) == set(TERMS)
        for values in ([0.0] * len(TERMS), [6.0] * len(TERMS), [-6.0] * len(TERMS)):
            assert 0 <= sure(values, weights) <= 1


def test_a_word_that_only_stands_around_counts_for_the_most_part() -> None:
    claim, passage = "Norway taxes diesel.", "It taxes diesel."
    alone = about(paired(claim, passage, None))
    titled = about(paired(claim, passage, Context(title="Norway and its cars")))
    assert alone.own == titled.own == alone.share < 1
    assert titled.share == pytest.approx(alone.share + AROUND * (1 - alone.own))


def test_words_in_dispute_count_for_neither_side() -> None:
    both = paired("Norway taxes diesel.", "Norway taxes petrol.", None)
    whole, rest = about(both), about(both, (13, 19))
    assert whole.share < rest.share == 1


def test_a_hopeless_passage_is_not_compared() -> None:
    both = paired(CLAIM, "The choir sang in the old mill.", None)
    assert about(both).share < HOPELESS
    judged = judge(CLAIM, "The choir sang in the old mill.")
    assert (judged.stance, judged.reasons) == (Stance.MENTIONS, ())


def test_the_model_was_trained_for_these_features() -> None:
    assert model().features == list(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(CELLS) < set(FEATURES)


@given(st.lists(st.floats(-5, 10), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_the_forests_give_shares(row: list[float]) -> None:
    assert all(0 <= share <= 1 for share in way(row))


def test_the_table_of_precisions_can_be_shown() -> None:
    rows = precisions()
    assert rows
    assert all(0 <= row.precision <= 1 and row.pairs >= 30 for row in rows)
    order = ["strong", "fair", "weak"]
    assert [row.word for row in rows] == sorted((row.word for row in rows), key=order.index)
