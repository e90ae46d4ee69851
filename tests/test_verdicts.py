"""Decisions add up: nothing is changed, everything can be taken back."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Source
from workbench.passages.quotes import Quote
from workbench.verdicts import (
    Decision,
    Desk,
    Entry,
    Graded,
    Justified,
    Marked,
    Postponed,
    Rated,
    Read,
    Redone,
    Reported,
    Searched,
    Undone,
    replay,
)


def rated(claim: str = "c1", rating: str = "true", **more: Any) -> Rated:
    return Rated(claim=claim, text="t", scale="default", rating=rating, **more)


def quote(start: int = 0) -> Quote:
    return Quote(
        source="s", start=start, end=start + 4, exact="word", prefix="", suffix="", sha256="0"
    )


def entries(*decisions: Decision | tuple[str, Decision]) -> tuple[Entry, ...]:
    pairs = [d if isinstance(d, tuple) else ("ada", d) for d in decisions]
    return tuple(
        Entry(seq=n, at="2026-01-01T00:00:00Z", by=by, decision=decision)
        for n, (by, decision) in enumerate(pairs, 1)
    )


def test_no_decision_leaves_an_empty_desk() -> None:
    desk = replay(())
    assert desk.standings == {}
    assert desk.of("c1").verdict is None
    assert desk.undoable == desk.redoable == {}


def test_a_later_rating_stands_and_the_earlier_is_kept() -> None:
    one = entries(rated(), rated(rating="false", reason="read the annex"))
    standing = replay(one).of("c1")
    assert standing.verdict is not None
    assert (standing.verdict.seq, standing.verdict.reason) == (one[1].seq, "read the annex")
    assert [earlier.seq for earlier in standing.earlier] == [one[0].seq]


def test_rating_a_postponed_claim_ends_the_postponement_and_not_the_other_way_round() -> None:
    assert replay(entries(Postponed(claim="c1"))).of("c1").postponed
    assert not replay(entries(Postponed(claim="c1"), rated())).of("c1").postponed
    later = replay(entries(rated(), Postponed(claim="c1"))).of("c1")
    assert later.postponed
    assert later.verdict is not None


def test_undo_takes_back_the_last_event_across_claims_and_redo_brings_it_back() -> None:
    first = (rated("c1"), Justified(claim="c2", text="because"))
    desk = replay(entries(*first))
    assert desk.undoable["ada"].seq == 2
    desk = replay(entries(*first, Undone(event="2")))
    assert desk.of("c2").justification == ""
    assert desk.undoable["ada"].seq == 1
    assert desk.redoable["ada"].seq == 2
    desk = replay(entries(*first, Undone(event="2"), Undone(event="1")))
    assert desk.of("c1").verdict is None
    assert "ada" not in desk.undoable
    assert desk.redoable["ada"].seq == 1
    desk = replay(entries(*first, Undone(event="2"), Undone(event="1"), Redone(event="1")))
    verdict = desk.of("c1").verdict
    assert verdict is not None and verdict.seq == 1
    assert desk.redoable["ada"].seq == 2


def test_a_new_event_ends_redo_and_a_reading_or_a_search_does_not() -> None:
    gone = (rated(), Undone(event="1"))
    assert "ada" not in replay(entries(*gone, rated("c2"))).redoable
    reading = Read(claim="c1", source="s", start=0, end=4)
    search = Searched(claim="c1", query="q", found=1, passages=9)
    assert replay(entries(*gone, reading, search)).redoable["ada"].seq == 1


def test_each_reviewer_takes_back_only_her_own() -> None:
    two = entries(("ada", rated()), ("bob", rated(rating="false")), ("ada", Undone(event="2")))
    desk = replay(two)
    verdict = desk.of("c1").verdict
    assert verdict is not None and verdict.by == "bob"
    assert desk.undoable["ada"].seq == 1


def test_a_written_report_cannot_be_undone() -> None:
    desk = replay(entries(rated(), Reported(path="r.md", ratings={"c1": "true"})))
    assert desk.reported is not None and desk.reported.seq == 2
    assert desk.undoable["ada"].seq == 1
    refused = replay(entries(rated(), Reported(path="r.md", ratings={}), Undone(event="2")))
    assert refused.reported is not None and refused.reported.seq == 2


def test_marks_stand_in_the_order_they_were_made_until_taken_off() -> None:
    one, two = quote(0), quote(10)
    marks = [
        Marked(claim="c1", quote=one, mark="supports"),
        Marked(claim="c1", quote=two, mark="conflicts"),
        Marked(claim="c1", quote=one, mark="irrelevant"),
    ]
    assert replay(entries(*marks)).of("c1").marks == (("conflicts", two), ("irrelevant", one))
    assert replay(entries(*marks, Undone(event="3"))).of("c1").marks == (
        ("supports", one),
        ("conflicts", two),
    )
    off = Marked(claim="c1", quote=two, mark=None)
    assert replay(entries(*marks, off)).of("c1").marks == (("irrelevant", one),)


def test_a_rating_recorded_with_its_quotes_is_one_event_to_undo() -> None:
    with_quote = rated(quotes=(("supports", quote()),))
    assert replay(entries(with_quote)).of("c1").marks == (("supports", quote()),)
    assert replay(entries(with_quote, Undone(event="1"))).of("c1").marks == ()


def test_searches_readings_and_grades_are_kept() -> None:
    desk = replay(
        entries(
            Searched(claim="c1", query="fentanyl", found=3, passages=90),
            Read(claim="c1", source="s", start=0, end=4),
            Graded(source="s", grade="B2", kind="primary"),
            Graded(source="s", grade="C3", kind="primary"),
            Undone(event="4"),
        )
    )
    assert [
        isinstance(entry.decision, Searched) and entry.decision.query
        for entry in desk.of("c1").searches
    ] == ["fentanyl"]
    assert desk.of("c1").read == {("s", 0, 4)}
    assert desk.grades["s"].grade == "B2"


DECISIONS = st.one_of(
    st.builds(rated, st.sampled_from(["c1", "c2"]), st.sampled_from(["true", "false"])),
    st.builds(Postponed, claim=st.sampled_from(["c1", "c2"])),
    st.builds(Justified, claim=st.just("c1"), text=st.text(max_size=3)),
    st.builds(
        Marked,
        claim=st.just("c1"),
        quote=st.builds(quote, st.integers(0, 2)),
        mark=st.sampled_from(["supports", "conflicts", None]),
    ),
)


@given(st.lists(DECISIONS, max_size=12), st.integers(0, 14))
def test_undoing_as_often_as_one_likes_is_as_if_it_had_never_been(
    made: list[Decision], times: int
) -> None:
    log = list(entries(*made))
    for _ in range(times):
        last = replay(log).undoable.get("ada")
        if last is None:
            break
        log.append(Entry(seq=len(log) + 1, at="", by="ada", decision=Undone(event=str(last.seq))))
    kept = made[: max(0, len(made) - times)]
    assert standing_of(log) == standing_of(entries(*kept))
    for _ in range(times):
        last = replay(log).redoable.get("ada")
        if last is None:
            break
        log.append(Entry(seq=len(log) + 1, at="", by="ada", decision=Redone(event=str(last.seq))))
    assert standing_of(log) == standing_of(entries(*made))


def standing_of(log: Iterable[Entry]) -> dict[str, object]:
    """What stands, without claims on which nothing does."""
    return {
        claim: (s.verdict and s.verdict.seq, len(s.earlier), s.justification, s.marks, s.postponed)
        for claim, s in replay(log).standings.items()
        if s.verdict or s.justification or s.marks or s.postponed
    }  # fmt: skip


@pytest.mark.parametrize(
    ("own", "card"),
    [
        ((), ("C3", "secondary")),
        (("B2", None), ("B2", "secondary")),
        (("B2", "primary"), ("B2", "primary")),
        ((None, None), (None, "secondary")),
    ],
)
def test_the_checkers_own_grade_counts_before_that_of_the_catalogue(
    own: tuple[str | None, ...], card: tuple[str | None, ...]
) -> None:
    """On every screen and in the report; a grade taken away does not come back from there."""
    source = Source(id="s", path="s.txt", title="S", sha256="", grade="C3", kind="secondary")
    grades = {"s": Graded(source="s", grade=own[0], kind=own[1])} if own else {}  # type: ignore[arg-type]
    graded = Desk(grades=grades).graded(source)
    assert (graded.grade, graded.kind) == card
