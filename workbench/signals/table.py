"""Every kind of reason, and what it does to a flag: the one place where a new one is listed.

A cell is how a signal names a kind of its findings, "number/counted". Which way a pair goes is
read from all of them together; this table only says which may carry a conflict, and which speak
against support.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a reason does to a flag."""

    CARRIES = "carries"
    """Where it conflicts, it names why; where it only differs, it forbids support."""
    DISPUTES = "disputes"
    """Differs, perhaps of something else: forbids support, and conflicts if nothing else does."""
    OPENS = "opens"
    """The passage goes neither way, whatever else it says."""
    FORBIDS = "forbids"
    """No support beside it."""
    LOWERS = "lowers"
    """Support is one word weaker beside it."""
    TELLS = "tells"
    """Tells the model and the reader something, and changes no flag."""


_CELLS = {
    Role.CARRIES: """
    date/sole antonym/slot number/counted number/rate date/context place/slot ordinal/counted
    time/apart
    weekday/apart comparison/turned comparison/against order/turned roles/swapped denial
    negation/most unlike all/apart none/apart most/apart one/apart few/apart some/apart
    percent/apart
    direction/near number/zero number/context opposite only/others first/turned
    last/turned only/turned superlative/turned date/far number/near number/score
    antonym/loose place/people sort/thing name/slot ordinal/near ordinal/context
    direction/loose negation/part sort/denied sort/person""",
    Role.DISPUTES: "number/apart ordinal/apart date/loose sort/other name/by",
    Role.OPENS: "asserted/open asserted/stated sibling",
    Role.FORBIDS: """
    number/missing number/loose number/open number/elsewhere ordinal/loose
    date/missing date/open only/missing only/other name/several
    place/several name/other place/other
    first/missing first/other last/missing last/other superlative/missing
    superlative/other all/missing all/part most/missing most/part none/part few/part
    some/part roles/acted start/later speaker/other negation/loose
    word/sister time/loose weekday/loose comparison/open reference/another one/part
    ordinal/elsewhere ordinal/open ordinal/missing""",
    Role.LOWERS: "asserted/reported place/missing name/missing time/missing weekday/missing",
    Role.TELLS: """
    number/same number/bound number/rounding ordinal/same date/same only/same first/same
    last/same superlative/same all/same most/same none/same few/same some/same
    place/same place/context name/same name/context name/pronoun word/kind word/field
    speaker/same sort/same time/same weekday/same comparison/same comparison/figures
    roles/same reference/read order/same one/same ordinal/bound ordinal/rounding""",
}
ROLES = {cell: role for role, cells in _CELLS.items() for cell in cells.split()}
"""Cell to what it does. The signals' tests hold every cell that is found to this table."""
CELLS = tuple(ROLES)
CARRIERS = {cell: place for place, cell in enumerate(_CELLS[Role.CARRIES].split())}
"""Those that may carry a conflict, with their place by falling precision, as measured."""
