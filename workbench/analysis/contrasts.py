"""Words that tell apart two of a kind: the northern and the southern depot, men's and women's."""

# ruff: noqa: SIM905 - lists of words read best as words

from workbench.analysis.lexicon import base

_LINES = """
north northern / south southern / east eastern / west western / central
men man male / woman women female
boy boys / girl girls
upper / lower / middle
junior youth under / senior adult veteran
summer / winter / spring / autumn
left / right
front / rear back
inner / outer
indoor / outdoor
public / private
domestic national / foreign international overseas
federal / state / local municipal / regional
primary elementary / secondary / tertiary
morning / afternoon / evening / night
urban / rural
home / away
singles / doubles
amateur / professional
undergraduate / graduate postgraduate
civil / criminal
residential / commercial / industrial
opening / closing / semi
first / second / third / fourth / fifth / sixth / seventh / eighth / ninth / tenth
red / blue / green / yellow / white / black / orange / purple
old / new
high / low
wholesale / retail
inbound incoming / outbound outgoing
freight cargo / passenger
naval / air / ground
"""


def _table() -> dict[str, tuple[int, int]]:
    table: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(filter(None, _LINES.splitlines())):
        for place, words in enumerate(line.split("/")):
            for word in words.split():
                table.setdefault(base(word), (number, place))
    return table


CONTRASTS = _table()
"""Stem to the number of its line and its place there: other places of one line are another one."""
PARTS = frozenset(
    map(
        base,
        """division subsidiary branch arm unit department wing chapter affiliate section segment
        half office campus plant factory committee squad crew staff
        academy youth reserve offshoot parent rival predecessor successor neighbour
        neighbor twin edition version sequel""".split(),
    )
)
"""Stems of what a whole has besides itself: what its division does, a company need not do."""
