"""What a card says of a passage: the machine's reasons, the but, and the checker's hand over it."""

from pathlib import Path

from keyboard import Desk, press, settle

from workbench.passages import Passage
from workbench.search import Match
from workbench.signals.reasons import Reason, Relation
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.tui.cards import Card, Heading
from workbench.tui.lanes import lanes
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.verdicts import Mark, Marked
from workbench.workspace import Workspace

TEXT = "Peru controls over 50 types of nets."
REASONS = (
    Reason("number", Relation.CONFLICTS, (14, 25), (14, 30), "says over 50, the claim says 25"),
    Reason("time", Relation.BUT, (14, 25), (14, 30), "but: source of 29 Aug 2018, claim of 2025"),
)


def card(mark: Mark | None = None, second: str = "") -> Card:
    judgement = Judgement(Stance.CONFLICTS, Confidence.FAIR, 0.1, 0.7, REASONS)
    return Card(
        Evidence(Match(Passage("s", 0, len(TEXT), TEXT), 50.0), judgement),
        None,
        mark,
        second=second,
    )


def drawn(shown: Card) -> list[str]:
    pane = EvidenceList()
    pane.items = (shown,)
    return [each.plain.strip() for each in pane.draw(0, 78)]


def test_a_but_stands_under_the_conflict_that_it_weakens() -> None:
    told = drawn(card())
    at = next(n for n, each in enumerate(told) if "says over 50" in each)
    assert told[at + 1] == "! but: source of 29 Aug 2018, claim of 2025"


def test_a_second_reading_stands_under_the_reasons() -> None:
    told = [each for each in drawn(card(second="model M: supports .91")) if each]
    assert told[-1] == "model M: supports .91"
    assert "conflicts  fair" in told[0]


def test_a_marked_passage_stands_where_the_checker_put_it() -> None:
    """Both words stay on the card: hers and the machine's."""
    for mark, lane in (("supports", "SUPPORTS"), ("irrelevant", "MENTIONS"), (None, "CONFLICTS")):
        heading, shown = lanes([card(mark)], "stance")  # type: ignore[arg-type]
        assert isinstance(heading, Heading)
        assert lane in heading.text
        assert isinstance(shown, Card)
    told = drawn(card("supports"))
    assert "conflicts  fair" in told[0]
    assert "you:" in told[0]
    assert "supports" in told[0]


async def test_the_checkers_word_is_kept_and_the_report_has_both(desk: Desk, project: Path) -> None:
    async with desk(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        screen = pilot.app.screen
        pane = screen.query_one(EvidenceList)
        chosen = pane.chosen
        assert chosen is not None
        key, other = ("c", "conflicts") if chosen.stance != "conflicts" else ("s", "supports")
        machine = chosen.stance
        await press(pilot, key)
        await settle(pilot)
        assert pane.chosen is not None
        assert (pane.chosen.key, pane.chosen.side) == (chosen.key, other)
        claim = screen.claim.id  # type: ignore[attr-defined]
    workspace = Workspace.open(project)
    ((mark, quote),) = workspace.standing(claim).marks
    assert mark == other
    assert (quote.source, quote.start, quote.end) == chosen.key
    (marked,) = [e.decision for e in workspace.entries() if isinstance(e.decision, Marked)]
    assert marked.suggested.startswith(machine)
    told = f"Marked by the checker: {other}. Suggested by the program: {machine}"
    assert told in workspace.report()
    workspace.close()


def test_what_merely_agrees_stands_on_one_quiet_line_below_the_conflict() -> None:
    agrees = (
        Reason("place", Relation.MEETS, (0, 4), (0, 4), "place: Peru"),
        Reason("name", Relation.MEETS, (0, 4), (0, 4), "name: Keel"),
    )
    judgement = Judgement(Stance.CONFLICTS, Confidence.FAIR, 0.1, 0.7, (REASONS[0], *agrees))
    passage = Passage("s", 0, len(TEXT), TEXT)
    told = [each for each in drawn(Card(Evidence(Match(passage, 50.0), judgement), None)) if each]
    assert told[-2].endswith("says over 50, the claim says 25")
    assert told[-1] == "the same: Peru, Keel"


def test_a_card_says_that_only_the_claimant_says_so() -> None:
    judgement = Judgement(Stance.SUPPORTS, Confidence.STRONG, 0.9, 0.0, (), True)
    passage = Passage("s", 0, len(TEXT), TEXT)
    told = drawn(Card(Evidence(Match(passage, 50.0), judgement), None))
    assert "supports  strong  the claimant says so" in told[0]
