"""What a passage does to a claim: a suggestion with its reasons; the checker decides.

Four questions in this order: is it asserted, is it about this, which way, and how surely. Never
`conflicts` without a nameable reason.
"""

from workbench.stance.door import both_add, judge, judge_many, spanning
from workbench.stance.judgement import (
    Confidence,
    Context,
    Evidence,
    Judgement,
    Stance,
    unjudged,
)
from workbench.stance.reading import JUDGED, reading_order
from workbench.stance.spanning import at_most_fair
from workbench.stance.way import Measured, precisions

__all__ = [
    "JUDGED",
    "Confidence",
    "Context",
    "Evidence",
    "Judgement",
    "Measured",
    "Stance",
    "at_most_fair",
    "both_add",
    "judge",
    "judge_many",
    "precisions",
    "reading_order",
    "spanning",
    "unjudged",
]
