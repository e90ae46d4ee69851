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
from workbench.verdicts import Mark
from workbench.workspace import Workspace

TEXT = "Peru controls over 50 types of nets."
REASONS = (
    Reason("number", Relation.CONFLICTS, (14, 25), (14, 30), "number: claim 25, passage over 50"),
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
    at = next(n for n, each in enumerate(told) if "number: claim 25" in each)
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
    (entry,) = [each for each in workspace.entries() if hasattr(each.decision, "suggested")]
    assert entry.decision.suggested.startswith(machine)
    told = f"Marked by the checker: {other}. Suggested by the program: {machine}"
    assert told in workspace.report()
    workspace.close()
