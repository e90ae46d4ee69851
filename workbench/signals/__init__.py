"""Typed reasons, one file each, independent of one another.

A signal sees a Pair and returns what it found, or nothing. It takes no stance: that is
`stance`'s, from all of them together.
"""

from collections.abc import Callable

from workbench.analysis.pair import Pair
from workbench.signals.antonyms import antonyms
from workbench.signals.asserted import asserted
from workbench.signals.comparisons import comparisons
from workbench.signals.dates import dates
from workbench.signals.directions import directions
from workbench.signals.exclusives import exclusives
from workbench.signals.found import Found
from workbench.signals.names import names
from workbench.signals.numbers import numbers
from workbench.signals.order import order
from workbench.signals.polar import polar
from workbench.signals.quantifiers import quantifiers
from workbench.signals.references import references
from workbench.signals.roles import roles
from workbench.signals.siblings import siblings
from workbench.signals.sorts import sorts
from workbench.signals.speakers import speakers
from workbench.signals.substitutions import substitutions
from workbench.signals.times import times
from workbench.signals.together import together
from workbench.signals.unlike import unlike

SIGNALS: dict[str, Callable[[Pair], tuple[Found, ...]]] = {
    "number": numbers,
    "date": dates,
    "asserted": asserted,
    "time": times,
    "antonym": antonyms,
    "order": order,
    "opposite": polar,
    "direction": directions,
    "only": exclusives,
    "quantifier": quantifiers,
    "sort": sorts,
    "name": names,
    "reference": references,
    "sibling": siblings,
    "unlike": unlike,
    "roles": roles,
    "comparison": comparisons,
    "speaker": speakers,
    "word": substitutions,
}
"""In the order in which their reasons are told."""


def all_found(pair: Pair) -> list[Found]:
    """Everything the signals find in a pair, in the order of SIGNALS, see `together`."""
    return together([item for signal in SIGNALS.values() for item in signal(pair)])
