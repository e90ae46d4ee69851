"""What was found to bear on a claim is read before what only mentions it."""

from workbench.passages import Passage
from workbench.search import Match, Part
from workbench.stance import Confidence, Evidence, Judgement, Stance, reading_order


def evidence(score: float, stance: Stance) -> Evidence:
    confidence = None if stance is Stance.MENTIONS else Confidence.FAIR
    passage = Passage("s", 0, 4, "Text")
    return Evidence(
        Match(passage, score, (Part("words", score),)), Judgement(stance, confidence, 0.1, 0.1)
    )


def test_of_two_as_close_in_words_the_one_that_bears_on_the_claim_is_first() -> None:
    mentions, conflicts = evidence(60, Stance.MENTIONS), evidence(56, Stance.CONFLICTS)
    order = reading_order([mentions, conflicts])
    assert [each.judgement.stance for each in order] == [Stance.CONFLICTS, Stance.MENTIONS]


def test_a_stance_does_not_lift_a_passage_over_one_far_closer() -> None:
    mentions, supports = evidence(80, Stance.MENTIONS), evidence(60, Stance.SUPPORTS)
    order = reading_order([supports, mentions])
    assert [each.judgement.stance for each in order] == [Stance.MENTIONS, Stance.SUPPORTS]


def test_the_parts_still_add_up_and_the_score_stays_in_its_range() -> None:
    for score in (0.0, 50.0, 100.0):
        for stance in Stance:
            match = reading_order([evidence(score, stance)])[0].match
            assert 0 <= match.score <= 100
            assert abs(sum(part.points for part in match.parts) - match.score) < 1e-9


def test_nothing_found_has_no_order() -> None:
    assert reading_order([]) == ()
