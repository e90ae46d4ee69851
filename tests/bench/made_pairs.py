"""Pairs made by rule, for the kinds of reasons that the labelled sets hardly have.

VitaminC changes numbers and names; hardly anybody in it sues whom the claim has sue him, opens at
3 p.m. for 3 a.m., or comes last for first. A model trained without such pairs takes them for what
has all the words of the claim, which mostly supports. Each kind has its look-alikes: the passive
that says the same, the part that is not the whole. Words and frames are ours; the chance is fixed.
"""

import random
from collections.abc import Callable, Iterator

Pair = tuple[str, str, str]
"""Claim, passage, label."""

PEOPLE = (
    "the baker", "the tenant", "the notary", "the harbour master", "the violinist", "the dentist",
    "the minister", "the owner", "the referee", "the union", "the publisher", "the bank",
    "Ada Velm", "Joren Pike", "Mira Sandoval", "Tomas Ruhl", "the city council", "the museum",
    "the carrier", "the insurer", "the regulator", "Orrin Foods", "Castell Bank", "the deputy",
)  # fmt: skip
PLACES = ("Arvel", "Brenmouth", "Cadsby", "Dunholm", "Eskridge", "Farnsea", "Gorlitz", "Hexton")
THINGS = (
    "bridge", "library", "ferry", "clinic", "stadium", "factory", "reservoir", "archive", "school",
    "hotel", "mill", "theatre", "depot", "dam", "market", "brewery",
)  # fmt: skip
DEEDS = (
    ("sued", "sued"), ("hired", "hired"), ("beat", "beaten"), ("paid", "paid"),
    ("warned", "warned"), ("accused", "accused"), ("robbed", "robbed"), ("followed", "followed"),
    ("blamed", "blamed"), ("bit", "bitten"), ("chose", "chosen"), ("bought out", "bought out"),
    ("replaced", "replaced"), ("sacked", "sacked"), ("defeated", "defeated"),
    ("backed", "backed"), ("called", "called"), ("overtook", "overtaken"), ("fined", "fined"),
)  # fmt: skip
CONVERSES = (
    ("sold {o} the {x}", "bought the {x} from {s}"),
    ("lent {o} the {x}", "borrowed the {x} from {s}"),
    ("gave {o} the {x}", "received the {x} from {s}"),
    ("lost to {o}", "won against {s}"),
)
ADJECTIVES = (
    ("taller", "shorter", "tall"), ("older", "younger", "old"), ("heavier", "lighter", "heavy"),
    ("cheaper", "dearer", "cheap"), ("longer", "shorter", "long"), ("faster", "slower", "fast"),
    ("larger", "smaller", "large"), ("warmer", "colder", "warm"), ("richer", "poorer", "rich"),
    ("safer", "more dangerous", "safe"), ("wider", "narrower", "wide"),
)  # fmt: skip
COUNTED = ("seats", "visitors", "rooms", "members", "trees", "nurses", "books", "boats", "goals")
UP = ("rose", "grew", "climbed", "increased")
DOWN = ("fell", "shrank", "dropped", "declined")
RISE = ("a rise", "an increase", "growth")
FALL = ("a fall", "a drop", "a decline")
MATTERS = (
    "rents",
    "exports",
    "wages",
    "sales of tea",
    "thefts",
    "births",
    "ticket prices",
    "debts",
)
EVENTS = ("the trial", "the fire", "the election", "the storm", "the merger", "the war")
ACTS = (
    "resigned", "sold the house", "left the country", "signed the lease", "burned the letters",
    "called the police", "closed the account", "changed the locks",
)  # fmt: skip
GOODS = ("wool", "timber", "salt", "glass", "cheese", "bells", "paper", "rope")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "June", "August", "September", "November", "December")
FEATS = (
    ("to cross the lake", "crossed the lake"), ("to reach the summit", "reached the summit"),
    ("to sign the treaty", "signed the treaty"), ("to win the cup", "won the cup"),
    ("to leave the building", "left the building"), ("to ban plastic bags", "banned plastic bags"),
)  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve")
SIDES = (
    ("north", "south"),
    ("east", "west"),
    ("old", "new"),
    ("upper", "lower"),
    ("left", "right"),
)
STATES = ("closed", "heated with gas", "open on Sundays", "painted blue", "insured", "for sale")
BEFORE = (
    "",
    "",
    "",
    "According to the annual report, ",
    "In the end ",
    "At the hearing the clerk said that ",
)
BEHIND = (
    "",
    "",
    "",
    " in 2019",
    " after a long dispute",
    ", the paper reported",
    " for the second time",
)
EACH = 40
"""Rounds a kind; each gives one to six pairs."""


class Chance(random.Random):
    """Draws words."""

    def two(self, words: tuple[str, ...]) -> tuple[str, str]:
        """Two different ones."""
        one, other = self.sample(words, 2)
        return one, other

    def in_text(self, sentence: str) -> str:
        """As it might stand in an article."""
        return _capital(f"{self.choice(BEFORE)}{sentence}{self.choice(BEHIND)}") + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def roles(draw: Chance) -> Iterator[Pair]:
    one, other = draw.two(PEOPLE)
    past, done = draw.choice(DEEDS)
    says = draw.choice((f"{one} {past} {other}", f"{other} was {done} by {one}"))
    passage = draw.in_text(says)
    yield f"{one} {past} {other}", passage, "supports"
    yield f"{other} was {done} by {one}", passage, "supports"
    yield f"{other} {past} {one}", passage, "conflicts"
    yield f"{one} was {done} by {other}", passage, "conflicts"


def converses(draw: Chance) -> Iterator[Pair]:
    one, other = draw.two(PEOPLE)
    thing = draw.choice(THINGS)
    first, second = draw.choice(CONVERSES)
    sold, bought = (each.format(s=one, o=other, x=thing) for each in (first, second))
    turned, back = (each.format(s=other, o=one, x=thing) for each in (first, second))
    passage = draw.in_text(draw.choice((f"{one} {sold}", f"{other} {bought}")))
    yield f"{one} {sold}", passage, "supports"
    yield f"{other} {bought}", passage, "supports"
    yield f"{other} {turned}", passage, "conflicts"
    yield f"{one} {back}", passage, "conflicts"


def comparatives(draw: Chance) -> Iterator[Pair]:
    more, less, plain = draw.choice(ADJECTIVES)
    one, other = (f"the {a} {draw.choice(THINGS)}" for a in draw.choice(SIDES))
    be = draw.choice(("is", "was"))
    passage = draw.in_text(f"{one} {be} {more} than {other}")
    yield f"{other} {be} {less} than {one}", passage, "supports"
    yield f"{other} {be} {more} than {one}", passage, "conflicts"
    yield f"{one} {be} {less} than {other}", passage, "conflicts"
    yield f"{one} {be} as {plain} as {other}", passage, "conflicts"
    yield f"{one} {be} {more} than {other}", draw.in_text(f"{one} {be} {plain}"), "mentions"
    both = f"{one} and {other} are {more} than before"
    yield f"{one} {be} {more} than {other}", draw.in_text(both), "mentions"


def amounts_compared(draw: Chance) -> Iterator[Pair]:
    one, other = draw.two(PEOPLE)
    what = draw.choice(COUNTED)
    has = draw.choice(("has", "lost", "counted", "offered"))
    had = {"has": "has", "lost": "lost", "counted": "counted", "offered": "offered"}[has]
    passage = draw.in_text(f"{one} {has} more {what} than {other}")
    yield f"{other} {had} fewer {what} than {one}", passage, "supports"
    yield f"{other} {had} more {what} than {one}", passage, "conflicts"
    yield f"{one} {had} fewer {what} than {other}", passage, "conflicts"


def hours(draw: Chance) -> Iterator[Pair]:
    what = f"the {draw.choice(THINGS)} in {draw.choice(PLACES)}"
    does = draw.choice(("opens", "closed", "caught fire", "was searched", "shut down"))
    hour, half = draw.randint(1, 11), draw.choice(("", ".30", ":15"))
    morning = draw.random() < 0.5
    here, there = ("a.m.", "p.m.") if morning else ("p.m.", "a.m.")
    words = {True: "in the morning", False: "in the afternoon" if hour < 6 else "in the evening"}
    passage = draw.in_text(f"{what} {does} at {hour}{half} {here}")
    yield f"{what} {does} at {hour}{half} {here}", passage, "supports"
    yield f"{what} {does} at {hour}{half} {there}", passage, "conflicts"
    yield f"{what} {does} at {hour}{half} {words[not morning]}", passage, "conflicts"
    other = hour % 11 + 1
    yield f"{what} {does} at {other}{half} {here}", passage, "conflicts"


def days(draw: Chance) -> Iterator[Pair]:
    what = f"the {draw.choice(THINGS)} in {draw.choice(PLACES)}"
    did = draw.choice(("opened", "burned down", "was sold", "was inspected", "was flooded"))
    day, wrong = draw.two(DAYS)
    passage = draw.in_text(f"{what} {did} on {day}")
    yield f"{what} {did} on {day}", passage, "supports"
    yield f"{what} {did} on {wrong}", passage, "conflicts"
    month, other = draw.two(MONTHS)
    date, year = draw.randint(1, 27), draw.randint(1970, 2022)
    passage = draw.in_text(f"{what} {did} on {date} {month} {year}")
    yield f"{what} {did} in {month} {year}", passage, "supports"
    yield f"{what} {did} in {other} {year}", passage, "conflicts"
    yield f"{what} {did} on {date + 1} {month} {year}", passage, "conflicts"
    yield f"{what} {did} in {year}", passage, "supports"


def order(draw: Chance) -> Iterator[Pair]:
    who, event = draw.choice(PEOPLE), draw.choice(EVENTS)
    did = draw.choice(ACTS)
    early = draw.choice(("before", "prior to", "ahead of"))
    late = draw.choice(("after", "following"))
    here, there = (early, late) if draw.random() < 0.5 else (late, early)
    passage = draw.choice((f"{who} {did} {here} {event}.", f"{here} {event}, {who} {did}."))
    passage = _capital(passage)
    alike = {early: "before", late: "after"}
    yield f"{who} {did} {alike[here]} {event}", passage, "supports"
    yield f"{who} {did} {there} {event}", passage, "conflicts"
    yield f"{who} {did} {alike[there]} {event}", passage, "conflicts"


def firsts(draw: Chance) -> Iterator[Pair]:
    who = draw.choice(PEOPLE)
    feat, did = draw.choice(FEATS)
    of = draw.choice(("woman", "firm", "member", "town", "team", "party"))
    here, there = ("first", "last") if draw.random() < 0.5 else ("last", "first")
    passage = draw.in_text(f"{who} was the {here} {of} {feat}")
    yield f"{who} was the {there} {of} {feat}", passage, "conflicts"
    yield f"{who} was the {here} {of} {feat}", passage, "supports"
    yield f"{who} {did}", passage, "supports"
    yield f"{who} was the second {of} {feat}", passage, "conflicts"
    yield f"{who} was the {here} {of} {feat}", draw.in_text(f"{who} {did}"), "mentions"


def only(draw: Chance) -> Iterator[Pair]:
    one, other = draw.two(("members", "pupils", "tenants", "drivers", "farmers", "nurses"))
    may = draw.choice(("may vote", "pay the fee", "use the gate", "get the discount", "have a key"))
    yield f"only {one} {may}", draw.in_text(f"{one} and {other} {may}"), "conflicts"
    yield f"only {one} {may}", draw.in_text(f"only {one} {may}"), "supports"
    yield f"{one} {may}", draw.in_text(f"only {one} {may}"), "supports"
    yield f"only {one} {may}", draw.in_text(f"{one} {may}"), "mentions"
    yield f"only {one} {may}", draw.in_text(f"only {other} {may}"), "conflicts"


def quantities_of_all(draw: Chance) -> Iterator[Pair]:
    what = draw.choice(("shops", "windows", "villages", "witnesses", "boats", "pupils", "trains"))
    did = draw.choice(("were closed", "have a cellar", "were late", "survived", "were insured"))
    whole = f"all the {what} {did}"
    yield whole, draw.in_text(f"all the {what} {did}"), "supports"
    yield whole, draw.in_text(f"all the {what} but one {did}"), "conflicts"
    yield whole, draw.in_text(f"not all the {what} {did}"), "conflicts"
    yield whole, draw.in_text(f"none of the {what} {did}"), "conflicts"
    yield f"some of the {what} {did}", draw.in_text(f"most of the {what} {did}"), "supports"
    yield f"none of the {what} {did}", draw.in_text(f"some of the {what} {did}"), "conflicts"
    yield (
        whole,
        draw.in_text(f"all the {what} {did} except those in {draw.choice(PLACES)}"),
        "conflicts",
    )
    yield f"half of the {what} {did}", draw.in_text(f"nearly all the {what} {did}"), "conflicts"
    yield f"most of the {what} {did}", draw.in_text(f"few of the {what} {did}"), "conflicts"


def counts(draw: Chance) -> Iterator[Pair]:
    who, what = f"the {draw.choice(THINGS)} in {draw.choice(PLACES)}", draw.choice(COUNTED)
    number = draw.randint(12, 900)
    other = number + draw.choice((-9, 7, 40, 110))
    passage = draw.in_text(f"{who} has {number} {what}")
    yield f"{who} has {number} {what}", passage, "supports"
    yield f"{who} has {other} {what}", passage, "conflicts"
    yield f"{who} has more than {number - 5} {what}", passage, "supports"
    yield f"{who} has fewer than {number - 5} {what}", passage, "conflicts"
    yield f"{who} has at least {number + 60} {what}", passage, "conflicts"
    one, two = draw.two(NUMBERS)
    yield f"{who} has {two} doors", draw.in_text(f"{who} has {one} doors"), "conflicts"
    wrong = draw.choice(PLACES)
    if wrong not in who:
        there = f"the {draw.choice(THINGS)} in {wrong} has {number} {what}"
        yield f"{who} has {other} {what}", draw.in_text(there), "mentions"


def directions(draw: Chance) -> Iterator[Pair]:
    what, place = draw.choice(MATTERS), draw.choice(PLACES)
    up, down = draw.choice(UP), draw.choice(DOWN)
    here, there = (up, down) if draw.random() < 0.5 else (down, up)
    same = draw.choice(UP if here == up else DOWN)
    noun, turned = (RISE, FALL) if here == up else (FALL, RISE)
    share = f"{draw.randint(2, 40)} per cent"
    passage = draw.in_text(f"{what} in {place} {here} by {share}")
    yield f"{what} in {place} {same}", passage, "supports"
    yield f"{what} in {place} {there}", passage, "conflicts"
    yield f"there was {draw.choice(noun)} in {what} in {place}", passage, "supports"
    yield f"there was {draw.choice(turned)} in {what} in {place}", passage, "conflicts"
    passage = draw.in_text(f"there was {draw.choice(noun)} in {what} in {place}")
    yield f"{what} in {place} {same}", passage, "supports"
    yield f"there was {draw.choice(turned)} in {what} in {place}", passage, "conflicts"
    yield f"{what} in {place} {there}", passage, "conflicts"


def two_sides(draw: Chance) -> Iterator[Pair]:
    one, other = draw.two(MATTERS)
    up, down = draw.choice(UP), draw.choice(DOWN)
    joint = draw.choice((" while ", ", whereas ", ", but "))
    passage = _capital(f"{one} {up}{joint}{other} {down}.")
    yield f"{one} {up}", passage, "supports"
    yield f"{one} {draw.choice(DOWN)}", passage, "conflicts"
    yield f"{other} {down}", passage, "supports"
    yield f"{other} {draw.choice(UP)}", passage, "conflicts"


def siblings(draw: Chance) -> Iterator[Pair]:
    one, other = draw.choice(SIDES)
    part = draw.choice(("wing", "hall", "entrance", "tower", "line", "terminal"))
    state, another = draw.two(STATES)
    passage = draw.in_text(f"the {one} {part} is {state}")
    yield f"the {other} {part} is {state}", passage, "mentions"
    yield f"the {other} {part} is {another}", passage, "mentions"
    yield f"the {one} {part} is not {state}", passage, "conflicts"
    yield f"the {one} {part} is {state}", passage, "supports"


def many_values(draw: Chance) -> Iterator[Pair]:
    who, what = draw.choice(PEOPLE), draw.choice(GOODS)
    one, other = draw.two(PLACES)
    good = draw.choice([each for each in GOODS if each != what])
    passage = draw.in_text(f"{who} sells {what} to {one}")
    yield f"{who} sells {what} to {other}", passage, "mentions"
    yield f"{who} sells {good} to {one}", passage, "mentions"
    yield f"{who} sells {what} to {one}", passage, "supports"
    yield (
        f"{who} sells {what} to {other}",
        _capital(f"{who} sells {what} to {one} alone."),
        "conflicts",
    )
    born = draw.choice(("was born", "died", "was buried", "has its seat"))
    yield f"{who} {born} in {other}", draw.in_text(f"{who} {born} in {one}"), "conflicts"


def denials(draw: Chance) -> Iterator[Pair]:
    who, did = draw.choice(PEOPLE), draw.choice(ACTS)
    infinitive = {
        "resigned": "resign", "sold the house": "sell the house", "left the country":
        "leave the country", "signed the lease": "sign the lease", "burned the letters":
        "burn the letters", "called the police": "call the police", "closed the account":
        "close the account", "changed the locks": "change the locks",
    }[did]  # fmt: skip
    other = draw.choice([each for each in ACTS if each != did])
    for said in (f"did not {infinitive}", f"never {did}", f"refused to {infinitive}"):
        yield f"{who} {did}", draw.in_text(f"{who} {said}"), "conflicts"
    yield f"{who} did not {infinitive}", draw.in_text(f"{who} {did}"), "conflicts"
    yield f"{who} did not {infinitive}", draw.in_text(f"{who} never {did}"), "supports"
    yield f"{who} {did}", _capital(f"{who} {did}, but never {other}."), "supports"


KINDS: tuple[Callable[[Chance], Iterator[Pair]], ...] = (
    roles, converses, comparatives, amounts_compared, hours, days, order, firsts, only,
    quantities_of_all, counts, directions, two_sides, siblings, many_values, denials,
)  # fmt: skip


def made_pairs() -> Iterator[tuple[str, Pair]]:
    """The name of a kind and a pair of it, in a fixed order; 3,000 in all."""
    for kind in KINDS:
        draw = Chance(kind.__name__)
        for _ in range(EACH):
            for claim, passage, label in kind(draw):
                yield kind.__name__, (_capital(claim), passage, label)
