"""Words that turn a statement round when one stands for the other, by what they are about.

Each line is one matter with its two sides; a side has its verbs, nouns and adjectives, since news
says the same by any of them. A phrase of two words is joined by "_".
"""

from collections.abc import Mapping

from workbench.analysis.lexicon import base

_LINES = """
win triumph victory victorious prevail | lose defeat beaten loss
accept approve adopt pass endorse ratify agree | reject refuse turn_down vote_down veto rebuff
allow permit legalize legalise authorize authorise | forbid ban prohibit outlaw bar block
support back favour favor champion | oppose resist object fight
open reopen start launch begin | close shut shutter end
arrive come enter reach | leave depart exit left
release free liberate freed | detain arrest imprison jail hold keep custody
guilty convict conviction | acquit acquittal innocent clear exonerate
uphold affirm confirm sustain | overturn quash annul reverse strike_down revoke
profit gain surplus black | loss deficit red shortfall
success succeed successful | failure fail unsuccessful flop
survive intact unharmed spare | destroy die perish collapse demolish kill
hire recruit employ appoint | fire sack dismiss layoff lay_off
join | quit withdraw pull_out resign
buy purchase acquire | sell
remember recall | forget
praise applaud laud acclaim hail | criticize criticise condemn denounce slam pan
admit confess acknowledge | deny
hide conceal | reveal disclose publish
legal lawful | illegal unlawful
safe harmless | dangerous unsafe harmful hazardous deadly
build construct erect | demolish raze tear_down
create found establish set_up | abolish dissolve disband scrap
include | exclude omit leave_out
present attend | absent miss skip
continue go_on | stop halt cease end abandon
lock locked | unlock unlocked
full packed | empty
attack | defend
married wed | divorce single
borrow | repay
advance | retreat
ally friend friendly | enemy foe hostile
true correct accurate | false wrong incorrect inaccurate
optimistic hopeful confident | pessimistic
ahead | behind
majority | minority
minimum least | maximum
early ahead_of_schedule | late delay overdue
healthy well | ill sick
unanimous unanimously | split divide
voluntary | compulsory mandatory
temporary | permanent
remove lift withdraw scrap | impose introduce
expand widen extend | shrink narrow contract
deposit | withdraw
encourage | discourage deter
unite unify | divide split
heavier | lighter
on_time punctual | late delayed
alive living | dead deceased
sober | drunk
visible | invisible hidden
"""

Side = tuple[int, int]
"""The number of a line, and which side of it."""


def _table() -> tuple[Mapping[str, frozenset[Side]], Mapping[str, Mapping[str, frozenset[Side]]]]:
    words: dict[str, set[Side]] = {}
    phrases: dict[str, dict[str, frozenset[Side]]] = {}
    for number, line in enumerate(filter(None, _LINES.splitlines())):
        for side, text in enumerate(line.split("|")):
            for word in text.split():
                first, _, second = word.partition("_")
                if second:
                    told = phrases.setdefault(base(first), {})
                    told[second] = told.get(second, frozenset()) | {(number, side)}
                else:
                    words.setdefault(base(word), set()).add((number, side))
    return {word: frozenset(sides) for word, sides in words.items()}, phrases


POLES, PHRASES = _table()
"""Stem to the sides it is on, and stem to the words behind it with which it is on a side."""
