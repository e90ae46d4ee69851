"""A decision is told in a few words."""

from workbench.verdicts import Decision, Entry, Rated, Redone, Undone
from workbench.verdicts.in_words import describe
from workbench.verdicts.scales import read_scales


def entries(*decisions: Decision) -> tuple[Entry, ...]:
    return tuple(
        Entry(seq=n, at="2026-01-01T00:00:00Z", by="ada", decision=decision)
        for n, decision in enumerate(decisions, 1)
    )


def test_a_decision_is_told_in_words() -> None:
    rated = Rated(claim="c1", text="t", scale="default", rating="mostly-true")
    some = entries(rated, Undone(seq=1), Redone(seq=1), Undone(seq=9))
    assert describe(some[0]) == "rated mostly-true on c1"
    assert describe(some[0], scales=read_scales()) == "rated Mostly true on c1"
    assert describe(some[1], entries=some, scales=read_scales()) == "undid: rated Mostly true on c1"
    assert describe(some[2], entries=some) == "did again: rated mostly-true on c1"
    assert describe(some[3], entries=some) == "undid: entry 9"
