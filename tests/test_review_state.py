"""What Review knows of claims and evidence, and what a digit means: plain calls, no screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.dom import DOMNode

from workbench.tui.cards import Card, Heading
from workbench.tui.only import Only
from workbench.tui.screens.review.allowed import Sight, why_not
from workbench.tui.screens.review.claim_state import ClaimState
from workbench.tui.screens.review.evidence_state import EvidenceState
from workbench.tui.screens.review.finder import USUAL, Finder
from workbench.tui.screens.review.rating import Digits, Meaning, meaning
from workbench.workspace import Workspace

CLAIMS = """
[project]
title = "Ferries"

[[claims]]
id = "ferry"
text = "The ferry to the island sails twice a day"
tags = ["sea"]

[[claims]]
id = "bridge"
text = "The bridge to the island opened in 2011"
claimant = "Ada Quill"

[[claims]]
id = "toll"
text = "Crossing the bridge costs nothing"

[[claims]]
id = "ferry-again"
text = "The ferry to the island sails two times a day"
"""
SOURCE = """Crossing to the island

The ferry to the island sails twice a day in summer. The bridge to the island opened in 2012.
Crossing the bridge costs four crowns. The harbour master keeps a list of every ferry.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "crossing.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "corpus" / "copied.txt").write_text(SOURCE, encoding="utf-8")
    opened = Workspace.open(tmp_path, by="rita")
    opened.refresh()
    yield opened
    opened.close()


@pytest.fixture
def saving() -> dict[str, int]:
    return {}


@pytest.fixture
def claims(workspace: Workspace, saving: dict[str, int]) -> ClaimState:
    """With what stands in the ledger, and the first claim at hand."""
    state = ClaimState(workspace, str, saving)
    state.desk = workspace.desk()
    state.rows()
    return state


@pytest.fixture
def finder(workspace: Workspace) -> Finder:
    """One that has found the evidence for every claim; it starts no thread here."""
    finder = Finder(DOMNode(), workspace)
    finder.generation = 1
    finder.found = {claim.id: workspace.find(claim) for claim in workspace.claims}
    return finder


@pytest.fixture
def evidence(workspace: Workspace, claims: ClaimState, finder: Finder) -> EvidenceState:
    state = EvidenceState(claims, finder, str)
    state.take_sources(workspace.sources())
    state.begin()
    return state


def ids(claims: ClaimState) -> list[str]:
    return [row.id for row in claims.rows()]


def cards(evidence: EvidenceState) -> list[Card]:
    return [item for item in evidence.items() if isinstance(item, Card)]


# claims


def test_the_first_claim_is_at_hand_until_another_is(claims: ClaimState) -> None:
    assert claims.at_hand is not None and claims.at_hand.id == "ferry"
    assert claims.go_to("toll") and claims.at_hand.id == "toll"
    assert not claims.go_to("nowhere") and claims.at_hand.id == "toll"


@pytest.mark.parametrize(
    ("words", "listed"),
    [("bridge", ["bridge", "toll"]), ("#sea", ["ferry"]), ("ada quill", ["bridge"]), ("OPEN", 4)],
)
def test_a_filter_looks_at_text_tags_claimant_and_state(
    claims: ClaimState, words: str, listed: list[str] | int
) -> None:
    claims.filter = words
    assert (len(ids(claims)) if isinstance(listed, int) else ids(claims)) == listed
    assert claims.counted() == f"{len(ids(claims))} of 4 have “{words}”"


def test_a_claim_that_the_filter_hides_is_not_at_hand(claims: ClaimState) -> None:
    claims.filter = "bridge"
    claims.rows()
    assert claims.at_hand is not None and claims.at_hand.id == "bridge"
    claims.filter = "no such words"
    assert claims.rows() == () and claims.at_hand is None
    assert "shows all" in claims.no_claim() and claims.not_mine("rate") == claims.no_claim()


def test_going_to_a_hidden_claim_drops_the_filter(claims: ClaimState) -> None:
    claims.filter = "bridge"
    assert claims.go_to("ferry") and claims.filter == ""


def test_the_next_open_claim_is_found_around_the_end(
    claims: ClaimState, workspace: Workspace
) -> None:
    workspace.rate("bridge", "false")
    claims.desk = workspace.desk()
    assert (claims.next_open(1), claims.next_open(-1)) == ("toll", "ferry-again")
    assert [claim.id for claim in claims.ahead()] == ["toll", "ferry-again"]
    for claim in ("toll", "ferry-again"):
        workspace.rate(claim, "true")
    claims.desk = workspace.desk()
    assert claims.next_open(1) is None and claims.ahead() == ()
    assert claims.progress() == ("3 of 4 judged",)


def test_the_rows_are_the_same_while_nothing_changed(
    claims: ClaimState, saving: dict[str, int]
) -> None:
    rows = claims.rows()
    assert claims.rows() is rows
    saving["toll"] = 1
    assert [row.id for row in claims.rows() if row.busy] == ["toll"]
    claims.stale = {"toll": ("its source changed",)}
    assert claims.rows() is not rows


def test_a_claim_that_went_gives_way_to_the_one_before_it(
    claims: ClaimState, workspace: Workspace
) -> None:
    workspace.rate("toll", "false")
    claims.desk = workspace.desk()
    assert claims.reread() is None
    claims.go_to("bridge")
    text = (workspace.root / "claims.toml").read_text(encoding="utf-8")
    for block in ("bridge", "toll"):
        start = text.index(f'[[claims]]\nid = "{block}"')
        end = text.find("[[claims]]", start + 1)
        text = text[:start] + text[end:]
    (workspace.root / "claims.toml").write_text(text, encoding="utf-8")
    workspace.read_again()
    assert claims.reread() is False
    assert claims.at_hand is not None and claims.at_hand.id == "ferry"
    assert [claim.id for claim in claims.every] == ["ferry", "ferry-again", "toll"]
    claims.go_to("toll")
    assert claims.not_mine("rate").endswith("nothing to rate")
    assert claims.state(claims.every[-1]).word == "gone"


def test_a_like_claim_that_was_judged_is_gone_to_and_left_again(
    claims: ClaimState, workspace: Workspace
) -> None:
    assert claims.like_in_words() == "" and "no claim like" in claims.go_to_like()
    workspace.rate("ferry-again", "true")
    claims.desk = workspace.desk()
    assert "True" in claims.like_in_words()
    assert "goes back" in claims.go_to_like()
    assert claims.at_hand is not None and claims.at_hand.id == "ferry-again"
    assert claims.go_to_like() == "" and claims.at_hand.id == "ferry"


def test_what_stands_is_told_as_one_value(
    claims: ClaimState, workspace: Workspace, saving: dict[str, int]
) -> None:
    claim = claims.at_hand
    assert claim is not None
    assert claims.stands(claim, (), {}) == claims.stands(claim, (), {})
    assert claims.stands(claim, (), {}).verdict is None
    workspace.rate("ferry", "true")
    claims.desk = workspace.desk()
    stands = claims.stands(claim, (), {})
    assert stands.rating == "true" and stands.verdict is not None and stands.needs == ()
    assert stands.verdict[0] == "True" and stands.verdict[1].startswith("rita, ")
    saving["ferry"] = 1
    assert claims.stands(claim, (), {}).saving


# evidence


def test_a_marked_passage_stays_where_it_stands_until_the_claim_is_left(
    claims: ClaimState, evidence: EvidenceState, workspace: Workspace
) -> None:
    before = cards(evidence)
    assert len(before) > 1 and all(card.mark is None for card in before)
    last = before[-1]
    side = "conflicts" if last.side != "conflicts" else "supports"
    workspace.mark("ferry", last.evidence.match.passage, side)  # type: ignore[arg-type]
    claims.desk = workspace.desk()
    after = cards(evidence)
    assert [card.key for card in after] == [card.key for card in before]
    assert after[-1].mark == side
    claims.go_to("toll")
    evidence.begin()
    evidence.items()
    claims.go_to("ferry")
    evidence.begin()
    assert {card.key for card in cards(evidence)} == {card.key for card in before}
    workspace.mark("ferry", last.evidence.match.passage, None)
    claims.desk = workspace.desk()
    assert [card.key for card in cards(evidence)] == [card.key for card in before]


def test_the_cards_are_the_same_while_nothing_changed(evidence: EvidenceState) -> None:
    assert evidence.cards() is evidence.cards()
    assert evidence.cards()
    evidence.unfold(evidence.cards()[0].key, ())
    assert evidence.cards()


def test_words_that_no_passage_has_are_told_in_place_of_the_cards(evidence: EvidenceState) -> None:
    every = len(cards(evidence))
    evidence.sieve = "harbour"
    assert all("harbour" in card.evidence.match.passage.text for card in cards(evidence))
    evidence.sieve = "zeppelin"
    (told,) = evidence.items()
    assert isinstance(told, Heading) and "No passage here has these words" in told.note
    assert evidence.search_in_words(0) == f"0 of {every} have “zeppelin”"


def test_the_cursor_stays_and_comes_back_to_where_it_was(
    claims: ClaimState, evidence: EvidenceState
) -> None:
    first, second = (card.key for card in cards(evidence)[:2])
    evidence.wanted = "{}:{}-{}".format(*second)
    assert evidence.cursor(None) == second, "as it was when the desk was left"
    assert evidence.cursor(first) == first, "it was moved since"
    claims.go_to("toll")
    assert evidence.cursor(first) is None, "another claim begins with its best"


def test_what_is_found_again_leaves_a_moved_cursor_where_it_was(evidence: EvidenceState) -> None:
    first, second = cards(evidence)[:2]
    evidence.forget(first)
    assert evidence.wanted == "", "nobody moved it from the best"
    evidence.forget(second)
    assert evidence.wanted == "{}:{}-{}".format(*second.key)


def test_a_free_search_takes_the_place_of_the_evidence_and_ends(
    evidence: EvidenceState, workspace: Workspace, claims: ClaimState
) -> None:
    assert not evidence.aside and claims.at_hand is not None
    evidence.at = cards(evidence)[0].key
    evidence.search_for("harbour master")
    assert evidence.aside and evidence.findings is None
    assert evidence.look(claims.at_hand).query == "harbour master"
    (told,) = evidence.items()
    assert isinstance(told, Heading) and "Looking" in told.note
    evidence.aside_found = workspace.find(claims.at_hand, query="harbour master")
    assert cards(evidence)
    evidence.end_free()
    assert not evidence.aside and evidence.wanted == "{}:{}-{}".format(*evidence.at)


def test_some_sources_only_stay_for_every_claim(
    evidence: EvidenceState, claims: ClaimState
) -> None:
    evidence.search_only(Only(source="copied"))
    assert [source.id for source in evidence.among] == ["copied"]
    claims.go_to("toll")
    assert evidence.begin() and evidence.only and evidence.limit == USUAL
    assert not evidence.begin(), "the same claim is at hand"


# a digit


def meant(workspace: Workspace, rating: str, **given: object) -> Meaning:
    usual = {"stale": False, "lacks": (), "scale": workspace.scale, "scales": workspace.scales}
    return meaning(
        workspace.rating(rating),
        workspace.standing("ferry"),
        **usual | given,  # type: ignore[arg-type]
    )


def test_a_first_rating_is_recorded_unless_a_rule_asks_why(workspace: Workspace) -> None:
    assert meant(workspace, "true") == Meaning()
    asked = meant(workspace, "true", lacks=("a marked passage", "two sources"))
    assert asked.question is not None and asked.needed and asked.kept == "open"
    assert asked.question.plain == "Why True without a marked passage or two sources?"


def test_a_rating_that_changes_or_is_given_again_asks_why(workspace: Workspace) -> None:
    workspace.rate("ferry", "true")
    other = meant(workspace, "false")
    assert other.question is not None and not other.needed and other.kept == "as it was"
    assert other.question.plain == "Why True → False?"
    assert meant(workspace, "true").refusal == "already True: nothing recorded"
    again = meant(workspace, "true", stale=True)
    assert again.question is not None and again.question.plain == "Why True again?"


def test_a_second_digit_at_once_is_a_slip_and_counts_as_the_last() -> None:
    digits = Digits()
    assert [digits.slipped(now) for now in (10.0, 10.2, 10.4, 10.8)] == [False, True, True, False]


# which keys work


@pytest.fixture
def refused(claims: ClaimState, evidence: EvidenceState) -> Callable[..., str | None]:
    def asked(action: str, *parameters: object, **seen: bool) -> str | None:
        usual = {"passage": True, "evidence": True, "typing": False}
        sight = Sight("evidence", **usual | seen)
        return why_not(action, parameters, sight, 5, claims, evidence, str)

    return asked


def test_a_key_that_can_do_nothing_says_what_would_have_to_be(
    refused: Callable[..., str | None], claims: ClaimState, finder: Finder
) -> None:
    assert refused("rate", 5) is None
    assert refused("rate", 6) == "the scale has 5 ratings: 1 to 5"
    assert refused("more") == "these are all the passages found"
    assert refused("mark", "supports") is None
    assert refused("mark", passage=False) == "no passage was found for it"
    assert "goes to the evidence" in (refused("copy", passage=False, evidence=False) or "")
    assert refused("order", evidence=False) is not None
    assert refused("ask", "words") is None and refused("ask", "words", typing=True) is not None
    finder.found.clear()
    assert refused("copy", passage=False) == "still looking through the sources"
    claims.filter = "nothing has this"
    claims.rows()
    assert refused("order") == claims.no_claim()
