"""Proper names in a sentence, several words as one: "North America", "Institute of Science".

A name has a key under which other spellings of it go: "U.S.", "United States" and "American" are
`us`. Whether two people of one name are the same is not asked here.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.calendar import MONTHS
from workbench.analysis.lexicon import base, lexicon
from workbench.analysis.tokens import Token
from workbench.analysis.words import APPOSITIVE_TITLES, FUNCTION

_ALIASES = {
    "us": "us",
    "usa": "us",
    "america": "us",
    "american": "us",
    "americans": "us",
    "united states": "us",
    "united states of america": "us",
    "washington": "us",
    "uk": "uk",
    "britain": "uk",
    "great britain": "uk",
    "british": "uk",
    "united kingdom": "uk",
    "un": "un",
    "united nations": "un",
    "eu": "eu",
    "european union": "eu",
    "uae": "uae",
    "united arab emirates": "uae",
    "prc": "china",
    "people's republic of china": "china",
    "beijing": "china",
    "soviet union": "ussr",
    "ussr": "ussr",
    "soviet": "ussr",
    "dutch": "netherlands",
    "holland": "netherlands",
    "russian federation": "russia",
    "moscow": "russia",
    "republic of korea": "korea",
    "burma": "myanmar",
    "uygur": "uyghur",
    "uighur": "uyghur",
    "philippine": "philippines",
    "filipino": "philippines",
}
CAPITALS = frozenset({"washington", "beijing", "moscow"})
# A capital speaks for its government ("Washington said"), yet is also a city: it aligns with its
# country, and the place signal never sets it against one.
_COMPASS = frozenset(
    """north south east west northern southern eastern western central latin new""".split()
)
_ALSO_PLACES = frozenset(
    ("us", "uk", "usa", "africa", "asia", "europe", "south america", "antarctica")
)
_PARTS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast
    southwest""".split()
)
_NAMESAKES = frozenset(("america", "korea", "sudan", "carolina", "dakota", "virginia", "island"))
# North Korea is no part of a Korea that a claim may name.
_WITHIN = {"england": "uk", "scotland": "uk", "wales": "uk", "northern ireland": "uk"}
NATIONS = frozenset(
    """us uk china japan india pakistan bangladesh indonesia malaysia thailand vietnam korea taiwan
    israel iran iraq syria lebanon jordan egypt turkey greece italy france germany austria
    switzerland belgium netherlands spain portugal ireland iceland norway sweden denmark finland
    poland hungary romania bulgaria serbia croatia albania ukraine russia canada mexico cuba
    brazil argentina chile peru colombia venezuela bolivia ecuador uruguay paraguay australia
    nigeria kenya ethiopia ghana morocco algeria tunisia libya somalia uganda senegal angola
    england scotland wales""".split()
)
"""Keys of nations of which none is part of another, but for those in the United Kingdom."""
_PEOPLES = frozenset("american british dutch filipino philippine soviet".split())
_DAYS = frozenset("""monday tuesday wednesday thursday friday saturday sunday""".split())
_JOINTS = frozenset(("of", "the", "de", "von", "van", "del", "la", "al", "bin", "and", "for", "&"))
LONGEST = 6


class Name(NamedTuple):
    """A proper name: tokens `first` to `past`."""

    first: int
    past: int
    start: int
    """Offset in code points, with `end` half open."""
    end: int
    key: str
    """In lower case, other spellings brought to one."""
    place: bool


@lru_cache(maxsize=8_192)
def key_of(name: str) -> str:
    """The key of a name given in lower case: the place for its adjective, one of many spellings."""
    if name in _ALIASES:
        return _ALIASES[name]
    demonyms = lexicon().demonyms
    place = demonyms.get(name) or (demonyms.get(name[:-1]) if name.endswith("s") else None)
    if place is None and name.endswith("s") and name[:-1] in _ALIASES:
        place = name[:-1]
    return _ALIASES.get(place, place) if place else name


@lru_cache(maxsize=8_192)
def is_place(name: str) -> bool:
    """Whether a name in lower case, or the place its adjective means, is a place's."""
    words = lexicon()
    if name in words.places or name in words.demonyms or name in _ALSO_PLACES:
        return True
    if name.endswith("s") and name[:-1] in words.demonyms:
        return True
    first, _, rest = name.partition(" ")
    return bool(rest) and first in _COMPASS and rest in words.places


@lru_cache(maxsize=65_536)
def _common(lower: str) -> bool:
    """Whether a word is one of the language's own, not a name."""
    words = lexicon()
    if lower in FUNCTION or lower in _DAYS or lower in MONTHS:
        return True
    if lower in words.demonyms or lower in words.places or lower in _ALIASES:
        return False
    return base(lower) in words.senses


def _capital(token: Token) -> bool:
    if token.kind == "code":
        return token.text[0].isupper()
    return token.kind == "word" and token.text[0].isupper()


def names(tokens: Sequence[Token], taken: set[int]) -> tuple[Name, ...]:
    """The names of a sentence in order; `taken` are token indices that are dates.

    A lone capitalised word that opens the sentence is a name only if the language does not know
    it otherwise; in a text set in capitals throughout nothing is a name.
    """
    words = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    if words and 2 * sum(t.text[0].isupper() for t in words) > 1.6 * len(words) and len(words) > 5:
        return ()
    found: list[Name] = []
    at = 0
    opening = True
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "mark":
            opening = opening or token.text in '.!?:"“'
            at += 1
            continue
        if at in taken or not _capital(token) or token.lower in ("i", "i'm"):
            opening = False
            at += 1
            continue
        past = at + 1
        while past < len(tokens) and past - at < LONGEST and past not in taken:
            if _capital(tokens[past]):
                past += 1
            elif (
                past + 1 < len(tokens)
                and (
                    (
                        tokens[past].lower in _JOINTS
                        and tokens[past].lower not in ("and", "the", "for")
                    )
                    or (
                        tokens[past].text == "-"
                        and tokens[past].start == tokens[past - 1].end
                        and len(tokens[past - 1].text) > 3
                        and not is_place(tokens[past - 1].lower)
                    )
                )
                and _capital(tokens[past + 1])
                and past + 1 not in taken
            ):
                past += 2
            else:
                break
        first = at
        at = past
        was_opening, opening = opening, False
        while (
            first < past
            and was_opening
            and _common(tokens[first].lower)
            and (past - first == 1 or tokens[first].lower in FUNCTION)
        ):
            first += 1
            was_opening = False
        while first < past and (
            (tokens[first].lower in FUNCTION and tokens[first].lower not in ("us",))
            or tokens[first].lower in _DAYS
            or (tokens[first].lower in APPOSITIVE_TITLES and past - first > 1)
        ):
            if tokens[first].text == "US":
                break
            first += 1
        if first >= past or (past - first == 1 and tokens[first].text.lower() in MONTHS):
            continue
        lower = " ".join(t.lower for t in tokens[first:past] if t.kind != "mark")
        found.append(
            Name(
                first,
                past,
                tokens[first].start,
                tokens[past - 1].end,
                key_of(lower),
                is_place(lower),
            )
        )
    return tuple(found)


def is_people(name: str) -> bool:
    """Whether a name in lower case is the adjective of a place: "french"."""
    return name in lexicon().demonyms or name in _PEOPLES


def within(name: Name) -> str | None:
    """The key of the place that a place lies in, as its own name says or as everybody knows."""
    if not name.place:
        return None
    first, _, rest = name.key.partition(" ")
    if first in _PARTS and is_place(rest) and key_of(rest) == rest:
        return None if rest in _NAMESAKES else rest
    return _WITHIN.get(name.key)
