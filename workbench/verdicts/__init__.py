"""What the checker decides: decisions and what they add up to, the scales of ratings, the rules of
a project, and what a change of the sources does to verdicts.
"""

from workbench.verdicts.decisions import (
    Decision,
    Entry,
    Graded,
    Justified,
    Mark,
    Marked,
    Marks,
    Postponed,
    Rated,
    Read,
    Redone,
    Reported,
    Reread,
    Searched,
    Undone,
    event,
)
from workbench.verdicts.standing import Desk, Standing, Verdict, replay

__all__ = [
    "Decision",
    "Desk",
    "Entry",
    "Graded",
    "Justified",
    "Mark",
    "Marked",
    "Marks",
    "Postponed",
    "Rated",
    "Read",
    "Redone",
    "Reported",
    "Reread",
    "Searched",
    "Standing",
    "Undone",
    "Verdict",
    "event",
    "replay",
]
