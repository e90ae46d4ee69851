"""Where an exception is let loose in the app, and the keys that lead there.

`PLACES` names each by module and attribute; what stands there is replaced by something that
raises, with a password in the message and another in a local variable. As a program it is the app
with one of them broken: `faults.py PLACE PROJECT`.
"""

import importlib
import sys
from dataclasses import dataclass
from typing import Any

SECRET = "hunter2"


class Broken(Exception):
    """A bug of ours."""


@dataclass(frozen=True)
class Fault:
    """A place to break and how to come by it."""

    place: str
    """`module:attribute.attribute`."""
    keys: str = ""
    """Names as Textual has them; none where the start already leads there."""


def _table(text: str) -> tuple[Fault, ...]:
    rows = (row.split("|") for row in text.strip().splitlines())
    return tuple(Fault(place.strip(), keys.strip()) for place, keys in rows)


PLACES = _table("""
workbench.tui.screens.review.screen:ReviewScreen.compose             |
workbench.tui.screens.review.screen:ReviewScreen.on_mount            |
workbench.tui.screens.review.screen:ReviewScreen.start               |
workbench.tui.screens.review.screen:ReviewScreen.take_desk              |
workbench.tui.screens.review.screen:ReviewScreen.open_source               | tab enter
workbench.tui.screens.review.finder:Finder.keep          |
workbench.tui.screens.review.evidence_state:EvidenceState.begin             |
workbench.tui.panes.strips:TwoEnded.render                    |
workbench.tui.panes.claim_list:ClaimList.draw                 |
workbench.tui.panes.claim_card:ClaimCard.get_content_height   |
workbench.tui.screens.review.kept_place:read_session                     |
workbench.workspace:Workspace.refresh                         |
workbench.workspace:Workspace.sources                         |
workbench.workspace:Workspace.find                            |
workbench.workspace:Workspace.desk                            |
workbench.workspace:Workspace.stale                           | 1
workbench.workspace:Workspace.article                         |
workbench.index:Index.open                                    |
workbench.index:Index.refresh                                 |
workbench.index.building:Refresh.run                          |
workbench.index.texts:Texts.arrive                            |
workbench.index.building:scan                                 |
workbench.index.building:cut_here                             |
workbench.search.finding:best_first                           |
workbench.stance.judging:_judge                               |
workbench.verdicts:replay                                     |
workbench.ledger.opening:examine                              | 1
workbench.ledger.opening:connect                              | 1
workbench.ledger.sqlite:SqliteLedger.append                   | 1
workbench.ledger.sqlite:SqliteLedger.entries                  | 1
workbench.ledger.rows:seal                                    | 1
workbench.ledger.second:SecondCopy.add                        | 1
workbench.workspace:Workspace.rate                            | 1
workbench.tui.keeper:Keeper.keep                              | 1
workbench.tui.screens.review.rating:Rater.rate           | 1
workbench.tui.screens.review.rating:Rater.go_on                   | 1
workbench.tui.screens.saving:Saving._returned                 | 1
workbench.workspace:Workspace.postpone                        | p
workbench.workspace:Workspace.undo                            | 1 u
workbench.workspace:Workspace.mark                            | tab s
workbench.tui.screens.review.screen:ReviewScreen.action_order        | tab o
workbench.tui.screens.place:Place.copy_quote                  | tab y
workbench.tui.screens.review.search:Search.search_for         | tab f a enter
workbench.tui.screens.review.finder:Finder.search_aside        | tab f a enter
workbench.tui.screens.recheck:RecheckScreen.on_mount          | R
workbench.tui.screens.suggestions:SuggestionsScreen.on_mount  | W
workbench.workspace:Workspace.suggest                         | W
workbench.tui.screens.claim:ClaimScreen.on_mount              | A
workbench.tui.screens.split:SplitScreen.on_mount              | S
workbench.tui.screens.only:OnlyScreen.on_mount                | tab F
workbench.tui.screens.source:SourceScreen.compose             | tab enter
workbench.tui.screens.source:SourceScreen.stretches           | tab enter
workbench.workspace:Workspace.passages                        | tab enter
workbench.workspace:Workspace.read                            | tab enter
workbench.tui.panes.article_view:ArticleView.render_line      | tab enter
workbench.tui.screens.source:SourceScreen.grade                | tab enter a B 2 enter
workbench.tui.screens.justification:JustificationScreen.on_mount | 1 e
workbench.tui.screens.justification:keep_draft                | 1 e a
workbench.tui.screens.justification:read_draft                | 1 e
workbench.tui.screens.justification:JustificationScreen._keep | 1 e a
workbench.workspace:Workspace.justify                         | 1 e a ctrl+o
workbench.report:compile_dossier                              | r
workbench.tui.panes.outline:Outline.show                      | r
workbench.report.markdown.cases:_verdict                      | 1 r
workbench.workspace:Workspace.write_report                    | r w enter
workbench.report.files:_refuse                                | r w enter
workbench.report.files:replace                                | r w enter
workbench.tui.screens.matrix:MatrixScreen._describe           | m
workbench.tui.screens.progress:tally                          | P
workbench.tui.screens.help:HelpScreen.compose                 | question_mark
workbench.tui.palette:Everything._actions                    | ctrl+p
workbench.tui.screens.asking:ThemeScreen.on_mount             | f9
workbench.tui.screens.asking:JumpScreen.on_key                | ctrl+g c
workbench.tui.screens.review.claim_state:ClaimState.counted            | slash a
workbench.tui.keeper:Keeper.settled                           | q
""")
LAST = _table("""
workbench.tui.screens.review.kept_place:KeptPlace.keep                | q
workbench.tui.screens.justification:JustificationScreen.on_unmount | 1 e a ctrl+q
workbench.workspace:Workspace.close                           | q
workbench.ledger.backup:keep_backup                           | 1 q
""")
"""Behind the last frame, where there is no screen any more to say it on."""


def holder(place: str) -> tuple[Any, str]:
    """The object that has the place as an attribute, and its name there."""
    module, _, path = place.partition(":")
    found: Any = importlib.import_module(module)
    *owners, name = path.split(".")
    for owner in owners:
        found = getattr(found, owner)
    getattr(found, name)  # a place that is no longer there breaks nothing
    return found, name


def raising(*given: Any, **more: Any) -> Any:
    """Stands in for what is broken."""
    password = SECRET
    raise Broken(f"no answer from postgresql://ada:{password}@db/desk, token={password}")


if __name__ == "__main__":
    from workbench.cli import main

    setattr(*holder(sys.argv.pop(1)), raising)
    sys.exit(main())
