"""Every strong flag on the five sources was read by hand: a new one must be read before it ships.

`data/judging/strong-flags.json` holds claim id, source, offsets, stance and what the reader found:
`own` for the claims of claims.toml, `labelled` for a set of labelled claims on the same sources
whose texts are not in this repository. `reasons.json` holds, for 100 random VitaminC conflicts
that were flagged, the case id and whether the named reason is the true one.
"""

import json
from pathlib import Path

import pytest

from workbench.passages import cut
from workbench.stance import Confidence, Context, judge
from workbench.workspace import Workspace

DATA = Path(__file__).parent / "data" / "judging"


def flags(which: str) -> list[list[object]]:
    found: list[list[object]] = json.loads((DATA / "strong-flags.json").read_text("utf-8"))[which]
    return found


@pytest.fixture
def workspace(project: Path) -> Workspace:
    opened = Workspace.open(project)
    opened.refresh()
    return opened


def test_every_strong_flag_on_the_sources_was_read_by_hand(workspace: Workspace) -> None:
    """No strong word is given on the project's own claims that nobody has read."""
    read = {tuple(row[:5]) for row in flags("own")}
    raised = set()
    for claim in workspace.claims:
        for source in workspace.sources():
            passages = cut(workspace.article(source.id))
            for at, passage in enumerate(passages):
                before = tuple(other.text for other in passages[max(0, at - 2) : at])
                context = Context(title=source.title, published=source.published, before=before)
                judgement = judge(claim.text, passage.text, context=context)
                if judgement.confidence is Confidence.STRONG:
                    raised.add(
                        (claim.id, source.id, passage.start, passage.end, judgement.stance.value)
                    )
    assert raised
    assert raised <= read


def test_hardly_a_strong_flag_is_wrong() -> None:
    for which in ("own", "labelled"):
        rows = flags(which)
        wrong = [row for row in rows if row[5] != "right"]
        assert len(wrong) <= 0.1 * len({row[0] for row in rows}), wrong


def test_the_table_names_passages_of_the_sources(workspace: Workspace) -> None:
    bounds = {
        (source.id, passage.start, passage.end)
        for source in workspace.sources()
        for passage in cut(workspace.article(source.id))
    }
    for which in ("own", "labelled"):
        assert {tuple(row[1:4]) for row in flags(which)} <= bounds


def test_the_named_reason_is_mostly_the_true_one() -> None:
    rows = json.loads((DATA / "reasons.json").read_text("utf-8"))
    assert len(rows) == 100
    assert sum(true for _, _, true in rows) >= 85
