"""What is asked of a verdict: each rule met, unmet, switched off, switched to asking."""

from dataclasses import replace
from datetime import date

import pytest

from workbench.claims import RULES as NAMES
from workbench.claims import Claim
from workbench.corpus import Published, Source
from workbench.corpus.catalogue import is_later
from workbench.passages import Passage
from workbench.passages.quotes import Quote
from workbench.search import Match
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import Mark, Marks, Standing
from workbench.verdicts.rules import RULES, Ground, unmet
from workbench.verdicts.scales import Scale, read_scales

SOURCES = {
    name: Source(
        id=name, path=name, title=name, sha256="0", publisher=name, published=Published(day, day)
    )
    for name, day in (("old", date(2018, 1, 1)), ("new", date(2024, 1, 1)))
}


def _quote(source: str, start: int = 0) -> Quote:
    return Quote(
        source=source, start=start, end=start + 4, exact="word", prefix="", suffix="", sha256="0"
    )


def _found(source: str, stance: Stance, start: int = 0, copies: tuple[str, ...] = ()) -> Evidence:
    passage = Passage(source, start, start + 4, "word")
    match = Match(passage, 50.0, copies=tuple(Passage(c, start, start + 4, "word") for c in copies))
    return Evidence(match, Judgement(stance, Confidence.STRONG, 0.5, 0.5))


def _names(
    marks: tuple[tuple[Mark, Quote], ...] = (),
    evidence: tuple[Evidence, ...] = (),
    *,
    said: str | None = None,
    read: frozenset[tuple[str, int, int]] = frozenset(),
    switched: dict[str, bool] | None = None,
) -> list[str]:
    standing = Standing("c", marks=marks, read=read)
    ground = Ground(Claim("c", "text", date=said), standing, evidence, SOURCES)
    return [each.name for each in unmet(ground, switched or {})]


def _ground(
    marks: tuple[tuple[Mark, Quote], ...],
    *,
    said: str | None = None,
    sources: dict[str, Source],
) -> Ground:
    return Ground(Claim("c", "text", date=said), Standing("c", marks=marks), (), sources)


def test_a_verdict_without_a_quote_lacks_one() -> None:
    """And says nothing of sources, since there is none to count."""
    assert _names() == ["quotes"]


def test_two_independent_sources_meet_all_rules() -> None:
    """One of them is not later than the claim."""
    marks: Marks = (("supports", _quote("old")), ("supports", _quote("new")))
    assert _names(marks, said="2020") == []


def test_a_copy_of_the_same_words_is_not_a_second_source() -> None:
    """Four reprints are one source."""
    marks: Marks = (("supports", _quote("old")), ("supports", _quote("new")))
    assert _names(marks, (_found("old", Stance.SUPPORTS, copies=("new",)),)) == ["two_sources"]


def test_evidence_that_is_all_later_than_the_claim_is_named() -> None:
    """A claim is rated as of what was known when it was made."""
    marks: Marks = (("supports", _quote("new")), ("supports", _quote("new", 9)))
    assert _names(marks, said="2019-05") == ["two_sources", "not_later"]
    assert _names(marks, said="2024") == ["two_sources"]


@pytest.mark.parametrize("mark", ["supports", "conflicts"])
def test_a_one_sided_verdict_against_strong_evidence_asks(mark: Mark) -> None:
    """Marking that evidence, even as not relevant, answers it."""
    other = Stance.CONFLICTS if mark == "supports" else Stance.SUPPORTS
    evidence = (_found("new", other, 20),)
    marks: tuple[tuple[Mark, Quote], ...] = ((mark, _quote("old")),)
    assert _names(marks, evidence)[0] == "other_side"
    answered = (*marks, ("irrelevant", _quote("new", 20)))
    assert "other_side" not in _names(answered, evidence)


def test_a_strong_conflict_nobody_read_is_told() -> None:
    """Reading it in its source is enough."""
    evidence = (_found("new", Stance.CONFLICTS, 20),)
    assert "read_conflicts" in _names((), evidence)
    assert "read_conflicts" not in _names((), evidence, read=frozenset({("new", 20, 24)}))


def test_rules_are_switched_by_name() -> None:
    """False takes a rule away, true makes it ask; those that ask come first."""
    assert _names(switched={"quotes": False}) == []
    marks: tuple[tuple[Mark, Quote], ...] = (("supports", _quote("old")),)
    evidence = (_found("new", Stance.CONFLICTS, 20),)
    ground = Ground(Claim("c", "t", date="2017"), Standing("c", marks=marks), evidence, SOURCES)
    assert [(u.name, u.asks) for u in unmet(ground, {})] == [
        ("other_side", False),
        ("read_conflicts", False),
        ("two_sources", False),
        ("not_later", False),
    ]
    first = unmet(ground, {"read_conflicts": True})[0]
    assert (first.name, first.asks) == (
        "read_conflicts",
        True,
    )
    assert unmet(ground, dict.fromkeys(NAMES, False)) == ()


def test_every_rule_can_be_written_in_claims_toml() -> None:
    """And nothing else can."""
    assert tuple(rule.name for rule in RULES) == NAMES


@pytest.mark.parametrize("scale", read_scales().values(), ids=lambda scale: scale.name)
def test_a_rating_that_decides_nothing_is_not_asked_for_passages(scale: Scale) -> None:
    """What was not found has no quote and no source; a one-sided view is still one-sided."""
    nothing = Ground(Claim("c", "t", date="2017"), Standing("c"), (), SOURCES)
    marks: tuple[tuple[Mark, Quote], ...] = (("supports", _quote("new")),)
    against = (_found("new", Stance.CONFLICTS, 20),)
    late = Ground(Claim("c", "t", date="2017"), Standing("c", marks=marks), against, SOURCES)
    for rating in scale.ratings:
        asked = [each.name for each in unmet(nothing, {}, rating=rating)]
        assert asked == ([] if rating.undecided else ["quotes"])
        assert not any(each.asks for each in unmet(late, {}, rating=rating)), "by default"
        on = dict.fromkeys(("other_side", "two_sources", "not_later"), True)
        asked = [each.name for each in unmet(late, on, rating=rating) if each.asks]
        more = [] if rating.undecided else ["two_sources", "not_later"]
        assert asked == ["other_side", *more]
    assert any(rating.undecided for rating in scale.ratings)


def test_what_only_repeats_the_claimant_counts_for_no_rule() -> None:
    """He is no witness for himself: no quote, no second source, no strong passage left unmarked."""
    passage = Passage("old", 0, 4, "word")
    own = Judgement(Stance.SUPPORTS, Confidence.STRONG, 0.9, 0.0, (), True)
    evidence = (Evidence(Match(passage, 50.0), own),)
    assert _names((("supports", _quote("old")),), evidence) == ["quotes"]
    both: Marks = (("supports", _quote("old")), ("supports", _quote("new")))
    assert _names(both, evidence, said="2024") == ["two_sources"]
    assert _names((("conflicts", _quote("new")),), evidence, said="2024") == ["two_sources"]


def test_two_sources_of_unknown_publisher_are_not_two_independent_ones() -> None:
    unknown = {key: replace(each, publisher=None) for key, each in SOURCES.items()}
    marks: tuple[tuple[Mark, Quote], ...] = (
        ("supports", _quote("old")),
        ("supports", _quote("new")),
    )
    ground = _ground(marks, sources=unknown)
    assert [each.name for each in unmet(ground, {})] == ["two_sources"]
    one = {**unknown, "old": replace(SOURCES["old"], publisher="The  HERALD")}
    assert [each.name for each in unmet(_ground(marks, sources=one), {})] == []
    same = {key: replace(SOURCES["old"], publisher=key) for key in ("The Herald", "the  herald")}
    same = dict(zip(SOURCES, same.values(), strict=False))
    assert [each.name for each in unmet(_ground(marks, sources=same), {})] == ["two_sources"]


def test_a_guessed_date_shows_its_sign_and_meets_no_rule() -> None:
    day = Published(date(2018, 5, 1), date(2018, 5, 1), guessed=True)
    assert str(day) == "~2018-05-01"
    guessed = {key: replace(each, published=day) for key, each in SOURCES.items()}
    marks: tuple[tuple[Mark, Quote], ...] = (
        ("supports", _quote("old")),
        ("supports", _quote("new")),
    )
    [told] = unmet(_ground(marks, said="2020", sources=guessed), {})
    assert told.name == "not_later"
    assert "a guessed date does not count" in told.lacking
    assert not is_later(day, "2010")
