"""What "the group", "the investigation", "the drug" or "the two countries" is.

The nearest name before it whose own head or description is that noun: "the Institute of Science",
"Yuancheng, a chemical company", "a Dutch inquiry into Philips".
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.analysis.lexicon import base, fields_of, kind_of, lexicon, synonyms, weight
from workbench.analysis.names import Name
from workbench.analysis.references.people import bare
from workbench.analysis.references.readings import (
    FIRM,
    NOUNS,
    VERBS,
    Reading,
    goes_on,
    has,
    keys_of,
    of_name,
    organisations,
)
from workbench.analysis.sentence import Sentence
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION

DEFINITE = frozenset(("the", "this", "both"))
_COUNTRY = frozenset(("country", "nation"))
_COUNTRIES = frozenset(("countries", "nations", "sides"))
_THINGS = frozenset(
    "drug medicine medication substance chemical vaccine painkiller treatment compound".split()
)
_EVENTS = frozenset(
    """operation investigation probe inquiry case raid trial lawsuit war battle attack deal
    agreement treaty summit meeting talks study report survey project campaign mission
    election""".split()
)
_BODIES = frozenset("group organization organisation body agency institution".split())
_FIRMS = frozenset("company firm business manufacturer maker corporation".split())
_INQUIRIES = frozenset("operation investigation probe inquiry case raid".split())
_OWN = frozenset("of that which who whose whom into between against called named -".split())
# Behind "the group" these say themselves which group is meant.
_ATTACHING = frozenset("of into by between with in from against on at to and the".split())
_PAIRING = frozenset(("and", "with", "-", "–"))
_ROLES = frozenset(("ceo", "cfo", "coo", "cto", "mp", "mep", "pm"))
# "Idaho's exchange CEO" is no exchange of that name.
_ADJECTIVAL = ("al", "ar", "ic", "ous", "ive", "ed", "ing", "ly")
_WORDS = frozenset(("name", "term", "word", "title"))
_BREAKS = frozenset("of in for to by with from at on and or".split())
# "A is a part of the book": what stands behind these is not what A is.
_PLAIN = 0.45
# Weight below which a noun names too much to be looked for in names: "the way", "the time".
_REACH = 6
# Words between a name and what describes it: "Yuancheng, a small chemical company in Wuhan".


def definite(sentence: Sentence, at: int, before: Sequence[Sentence]) -> Iterator[Reading]:
    """What the noun behind the article at `at` stands for, if one thing."""
    tokens = sentence.tokens
    two = tokens[at].lower == "both" or (has(sentence, at + 1) and tokens[at + 1].lower == "two")
    noun = at + 2 if two and tokens[at].lower != "both" else at + 1
    if not has(sentence, noun):
        return
    token = tokens[noun]
    if two:
        if token.lower in _COUNTRIES and not any(name.place for name in sentence.names):
            yield from _both(at, noun + 1, before)
        return
    if token.text[0].isupper() or not _telling(token) or goes_on(sentence, noun + 1):
        return
    if has(sentence, noun + 1) and tokens[noun + 1].lower in _OWN:
        return
    if token.lower in _THINGS and has(sentence, noun + 1) and tokens[noun + 1].lower == "and":
        return  # "the chemical and biological unit"
    here = sentence.names if token.lower in _COUNTRY else _called(sentence, token)
    if any(name.first < at or name.place for name in here):
        return  # the sentence says itself which
    for home in reversed(before):
        names = _called(home, token)
        if len({keys_of(home, name) for name in names}) == 1:
            yield of_name(at, noun + 1, home, names[0])
        elif not names and token.lower in _EVENTS:
            names = _attached(home, token)
            yield from (of_name(at, noun + 1, home, name) for name in names)
        elif not names and token.lower in _THINGS and (thing := _kind(home, token)):
            names = [Name(0, 0, 0, 0, "", False)]
            yield thing._replace(first=at, past=noun + 1)
        if names:
            return


def _telling(token: Token) -> bool:
    """Whether a word is a noun that tells one name from others."""
    if token.kind != "word" or token.lower in FUNCTION:
        return False
    if any(token.lower in known for known in (_BODIES, _FIRMS, _EVENTS, _THINGS, _COUNTRY)):
        return True
    noun = any(field in NOUNS for field in fields_of(token.stem))
    return token.stem in organisations() or (noun and weight(token.stem) >= _PLAIN)


@cache
def _sorts(noun: str) -> frozenset[str]:
    """Stems of the words in a name that say it is such a thing: "Ltd" for "the company"."""
    if noun in _BODIES:
        return organisations()
    if noun in _FIRMS:
        return frozenset(base(word) for word in [*FIRM.split(), "group"])
    return frozenset(base(word) for word in _INQUIRIES) if noun in _INQUIRIES else frozenset()


@cache
def _countries() -> frozenset[str]:
    """Names that have an adjective of their own: countries, for the most part."""
    return frozenset(lexicon().demonyms.values()) | {"us", "uk", "china", "eu"}


def _both(first: int, past: int, before: Sequence[Sentence]) -> Iterator[Reading]:
    """The two countries of the nearest sentence that names some, if it names two."""
    for home in reversed(before):
        countries = {name.key: name for name in home.names if name.key in _countries()}
        if len(countries) == 2 and _joined(home, *countries.values()):
            yield from (of_name(first, past, home, name) for name in countries.values())
        if len(countries) > 1:
            return


def _joined(home: Sentence, one: Name, two: Name) -> bool:
    """Whether two names stand as a pair: "Peru and Chile", "between Peru and its neighbour Chile".

    Not "Peru supported the position of Chile": who the two sides are is another matter.
    """
    between = [token.lower for token in home.tokens[one.past : two.first]]
    return len(between) <= _REACH and not _PAIRING.isdisjoint(between)


def _called(home: Sentence, noun: Token) -> list[Name]:
    """The names of a sentence that are, or are said to be, such a thing."""
    if noun.lower in _COUNTRY:
        return list({name.key: name for name in home.names if name.key in _countries()}.values())
    heads = _sorts(noun.lower) | {noun.stem}
    found: list[Name] = []
    for whole in home.names:
        name, title = bare(home, whole)
        tokens = home.tokens[name.first : name.past]
        of = next((n for n, each in enumerate(tokens) if each.lower in ("of", "for")), len(tokens))
        head = tokens[of - 1] if of else noun
        if head.stem == noun.stem and head.lower != noun.lower:
            continue  # "the island" is not the Galapagos Islands
        parts = {head.stem} if of else set()
        if noun.lower in _EVENTS:
            parts.add(tokens[0].stem)  # "Operation Cherry"
        if (
            (len(tokens) > 1 and not parts.isdisjoint(heads))
            or (title and base(title) == noun.stem)
            or _described(home, name, noun.lower)
        ):
            found.append(name)
    return found


def _described(home: Sentence, name: Name, noun: str) -> bool:
    """Whether the word stands beside a name: "Yuancheng, a company", "the company Yuancheng"."""
    tokens, at = home.tokens, name.past
    if noun in _WORDS or tokens[name.first].lower in _ROLES:
        return False
    if name.first and tokens[name.first - 1].lower == noun:
        return True
    if name.first > 1 and tokens[name.first - 1].lower in ("called", "named"):
        return tokens[name.first - 2].lower == noun
    if not has(home, at) or (tokens[at].text != "," and tokens[at].lower not in ("is", "was")):
        return False
    if not has(home, at + 1) or tokens[at + 1].lower not in ("a", "an", "the", "one"):
        return False
    for token in tokens[at + 2 : at + 2 + _REACH]:
        if token.text == noun:
            return True
        if (token.kind == "mark" and token.text != "-") or token.lower in _BREAKS:
            return False
    return False


def _attached(home: Sentence, noun: Token) -> list[Name]:
    """The names that say which event a sentence speaks of: "a Dutch inquiry into Philips"."""
    for at, token in enumerate(home.tokens):
        if home.named[at] >= 0 or not _same(token, noun):
            continue
        names = [name for name in home.names if name.past == at]
        other, end = at + 1, min(len(home.tokens), at + 1 + 2 * _REACH)
        while other < end:
            number = home.named[other]
            if number >= 0:
                names.append(home.names[number])
                other = home.names[number].past
            elif home.tokens[other].lower in _ATTACHING:
                other += 1
            else:
                break
        return names
    return []


def _same(token: Token, noun: Token) -> bool:
    """Whether a word in the singular means that event: "probe" for "investigation"."""
    if token.lower == noun.lower:
        return True
    other = token.stem != noun.stem and not token.lower.endswith("s")
    return other and (synonyms(token.stem, noun.stem) or kind_of(token.stem, noun.stem))


def _kind(home: Sentence, noun: Token) -> Reading | None:
    """What a sentence begins with or does something to, if it is, or may be, a kind of it.

    "Fentanyl is", "doctors prescribe tramadol": a kind we know, or a word no dictionary of ours
    has, that does not end as adjectives do. Of two the one that the sentence begins with.
    """
    found: dict[str, int] = {}
    for at in home.content:
        token, key, number = home.tokens[at], home.keys[at], home.named[at]
        before = home.tokens[at - 1].stem if at else ""
        if at > 1 and not any(field in VERBS for field in fields_of(before)):
            continue
        if number >= 0:
            name = home.names[number]
            if name.past - name.first > 1 or name.place or at > 1 or token.text.isupper():
                continue
        known = key != noun.stem and kind_of(key, noun.stem)
        strange = key not in lexicon().senses and token.kind == "word" and len(token.lower) > 4
        many = token.lower.endswith("s") and not token.lower.endswith("ss")
        plain = not many and not token.lower.endswith(_ADJECTIVAL) and not goes_on(home, at + 1)
        if (known or strange) and plain:
            found.setdefault(key, at)
    opening = [key for key, at in found.items() if at <= 1]
    if not opening and len(found) != 1:
        return None
    key = opening[0] if opening else next(iter(found))
    return Reading(0, 0, home.tokens[found[key]].text, (key,), False)
