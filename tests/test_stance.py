"""What a passage does to a claim."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Published
from workbench.signals.reasons import Relation
from workbench.stance import Confidence, Context, Stance, judge, judge_many


@given(st.text(), st.text())
def test_any_two_texts_get_a_judgement(claim: str, passage: str) -> None:
    """Probabilities add up to at most one, and every span lies in its text."""
    judgement = judge(claim, passage)
    assert 0 <= judgement.supports <= 1
    assert 0 <= judgement.conflicts <= 1
    assert judgement.supports + judgement.conflicts <= 1
    assert (judgement.confidence is None) == (judgement.stance is Stance.MENTIONS)
    for reason in judgement.reasons:
        assert 0 <= reason.claim[0] < reason.claim[1] <= len(claim)
        if reason.passage is not None:
            assert 0 <= reason.passage[0] < reason.passage[1] <= len(passage)


@given(
    st.sampled_from(["The dam holds 40 million litres.", "Nobody was hurt in Leeds in 2014."]),
    st.text(alphabet="the dam holds 40 50 litres nobody hurt Leeds 2014 2015 not "),
)
def test_a_conflict_always_names_its_reason(claim: str, passage: str) -> None:
    judgement = judge(claim, passage)
    if judgement.stance is Stance.CONFLICTS:
        assert any(reason.relation is Relation.CONFLICTS for reason in judgement.reasons)


def test_a_difference_that_leads_is_told_as_the_conflict_it_became() -> None:
    """Only as a difference does it ask whether it is of something else."""
    passage = "Begun in 1979 and left for years, the Tarn bridge, the longest, was opened in 1991."
    judgement = judge("The Tarn bridge was opened in 1985.", passage)
    assert judgement.stance is Stance.CONFLICTS
    assert judgement.reasons[0].relation is Relation.CONFLICTS
    assert judgement.reasons[0].text == "says 1991, the claim says 1985"


def test_who_is_called_a_singer_may_be_an_actor_too_so_that_it_is_never_strong() -> None:
    claim, passage = "Dora Keel is a painter.", "Dora Keel (born 1977) is an English singer."
    assert judge(claim, passage).confidence is not Confidence.STRONG
    film, statue = "Tarn is a film.", "Tarn is a bronze statue by Dora Keel."
    assert judge(film, statue).confidence is Confidence.STRONG


@pytest.mark.parametrize(
    ("claim", "passage", "stance", "kind"),
    [
        (
            "The ferry carried more than 500 people.",
            "The ferry carried 53 people when it left.",
            Stance.CONFLICTS,
            "number",
        ),
        (
            "The ferry carried more than 50 people.",
            "The ferry carried 53 people when it left.",
            Stance.SUPPORTS,
            "number",
        ),
        (
            "The bridge opened in May 2019.",
            "The bridge opened in June 2014.",
            Stance.CONFLICTS,
            "date",
        ),
        ("The bridge opened in 2019.", "The bridge opened in May 2019.", Stance.SUPPORTS, "date"),
        (
            "The mill remains on the heritage register.",
            "The council removed the mill from the heritage register.",
            Stance.CONFLICTS,
            "antonym",
        ),
        (
            "Most of the timber in the town comes from Norway.",
            "It is incorrect to say most of the timber in the town comes from Norway, he said.",
            Stance.CONFLICTS,
            "denial",
        ),
        (
            "The museum bought the painting in Vienna.",
            "The museum bought the painting in Prague.",
            Stance.CONFLICTS,
            "place",
        ),
        (
            "Denmark is the only country to tax the fuel.",
            "Denmark is the first country to tax the fuel.",
            Stance.MENTIONS,
            "only",
        ),
    ],
)
def test_a_reason_decides_the_stance(claim: str, passage: str, stance: Stance, kind: str) -> None:
    judgement = judge(claim, passage)
    assert judgement.stance is stance
    assert kind in {reason.kind for reason in judgement.reasons}


def test_an_unrelated_passage_is_mentioned_without_a_reason() -> None:
    judgement = judge("The ferry carried 500 people.", "The choir sang 12 songs in 2014.")
    assert judgement.stance is Stance.MENTIONS
    assert judgement.confidence is None


def test_the_reason_says_both_sides_in_words() -> None:
    claim = "The ferry carried more than 500 people."
    passage = "The ferry carried 53 people when it left."
    reason = judge(claim, passage).reasons[0]
    assert reason.text == "says 53 people, the claim says more than 500 people"
    assert claim[slice(*reason.claim)] == "more than 500 people"
    assert reason.passage is not None
    assert passage[slice(*reason.passage)] == "53 people"


def test_another_event_of_another_year_is_no_strong_conflict() -> None:
    judgement = judge(
        "In 2014, 53 people were arrested for smuggling ivory.",
        "The raid led to the arrest of 21 people who had sold ivory.",
    )
    assert judgement.confidence is not Confidence.STRONG


def test_a_name_in_the_title_is_known() -> None:
    claim = "Norway exported 12 tonnes of cod in 2020."
    passage = "In 2020, 12 tonnes of cod were exported."
    context = Context(
        title="Norway and its fish", published=Published(date(2021, 3, 1), date(2021, 3, 1))
    )
    alone, titled = judge(claim, passage), judge(claim, passage, context=context)
    assert alone.confidence in (None, Confidence.WEAK)
    assert titled.stance is Stance.SUPPORTS
    assert titled.confidence is not Confidence.WEAK


def test_many_passages_are_judged_as_one_by_one() -> None:
    claim = "The bridge opened in 2019."
    passages = [("The bridge opened in May 2019.", None), ("The bridge opened in 2014.", None)]
    assert judge_many(claim, passages) == tuple(judge(claim, text) for text, _ in passages)


def dated(first: date, last: date | None = None, *, said: str) -> Context:
    return Context(published=Published(first, last or first), claim_date=said)


@pytest.mark.parametrize(
    ("context", "told"),
    [
        (
            dated(date(2018, 8, 29), said="2025-03"),
            "but: source of 29 Aug 2018, claim of March 2025",
        ),
        (dated(date(2025, 3, 5), said="2018"), "but: source of 5 Mar 2025, claim of 2018"),
        (
            dated(date(2023, 11, 16), date(2024, 2, 3), said="2018-08-01"),
            "but: source of 2023 to 2024, claim of 1 Aug 2018",
        ),
    ],
)
def test_a_source_of_another_time_is_told_as_a_but(context: Context, told: str) -> None:
    """The stance stays, the word is at most fair, and the words in dispute carry the "but"."""
    claim, passage = "Peru controls 25 types of nets.", "Peru controls over 50 types of nets."
    plain, judgement = judge(claim, passage), judge(claim, passage, context=context)
    assert plain.confidence is not Confidence.WEAK
    assert judgement.stance is plain.stance is Stance.CONFLICTS
    assert judgement.confidence is Confidence.FAIR
    (but,) = [reason for reason in judgement.reasons if reason.relation is Relation.BUT]
    assert but.text == told
    assert (but.claim, but.passage) == (judgement.reasons[0].claim, judgement.reasons[0].passage)


@pytest.mark.parametrize(
    ("claim", "context"),
    [
        ("Peru controls 25 types of nets.", dated(date(2018, 8, 29), said="2018-03")),
        ("Peru controlled 25 types of nets in 2018.", dated(date(2018, 8, 29), said="2025")),
        (
            "Peru controls 25 types of nets.",
            dated(date(2017, 12, 1), date(2018, 2, 1), said="2018-05"),
        ),
        ("Peru controls 25 types of nets.", Context(claim_date="2018")),
        ("Peru controls 60 types of nets.", dated(date(2018, 8, 29), said="2025")),
    ],
)
def test_there_is_no_but_where_the_times_may_agree(claim: str, context: Context) -> None:
    judgement = judge(claim, "Peru controls over 50 types of nets.", context=context)
    assert all(reason.relation is not Relation.BUT for reason in judgement.reasons)
