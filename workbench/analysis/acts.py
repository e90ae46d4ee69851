"""Who does what to whom, clause by clause, as far as word order shows it.

There is no parser here: a clause is cut at words that join clauses, its verb is the first word
that can be one where a verb may stand, and what is not plain is left empty.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.lexicon import fields_of, lexicon, verbal
from workbench.analysis.pasts import DOUBTFUL, PASTS
from workbench.analysis.sentence import KEPT, Sentence

Range = tuple[int, int]
"""Token indices, half open."""
NONE: Range = (0, 0)
BE = frozenset("is are was were be been being am 's get gets got".split())
AUXILIARIES = BE | frozenset(
    """has have had does do did will would shall should can could may might must""".split()
)
_JOINTS = frozenset(
    """while whereas but although though because which who whom that when where if unless whether
    until after before since than unlike so and or""".split()
)
_SAYING = frozenset(
    """say says said claim claims claimed add adds added believe believes believed think thinks
    thought argue argues argued announced warned insisted reported confirmed""".split()
)
"""Verbs behind which a clause may follow without a "that"."""
_PARTS_OF_SPEECH = frozenset("' - – ’s 's".split())
PREPOSITIONS = frozenset(
    """of in on at by for with about against between into onto through during from to up under
    over near within without among as towards toward across along beside behind beyond upon
    via""".split()
)
_PARTICLES = frozenset("over up down off out away back in on".split())
_DETERMINERS = frozenset(
    """the a an this that these those its his her their our your my no some any each every all both
    another one two three four five six seven eight nine ten many few several most same other
    such""".split()
)
_DOERS = ("er", "ers", "or", "ors")
NOUNS = range(3, 29)


class Act(NamedTuple):
    """One clause: who does what to whom."""

    first: int
    """Token range of the clause, half open."""
    past: int
    group: int
    """First token of its verb group: "was" in "was not taken"; -1 where it has no verb."""
    verb: int
    """The verb that tells: "taken"; the form of "be" where nothing else is there."""
    passive: bool
    subject: Range
    object: Range
    """What the verb governs without a preposition."""
    by: Range
    """Who did it, of a passive."""
    other: Range
    """To or from whom: "sold the tower to the bank", "lent the bank a tower"."""

    @property
    def agent(self) -> Range:
        """Who acts; empty where nobody says."""
        return self.by if self.passive else self.subject

    @property
    def patient(self) -> Range:
        """What is acted on."""
        return self.subject if self.passive else self.object


@lru_cache(maxsize=KEPT)
def acts(sentence: Sentence) -> tuple[Act, ...]:
    """The clauses of a sentence in order, those without a verb among them."""
    return tuple(_act(sentence, first, past) for first, past in _clauses(sentence))


def _clauses(sentence: Sentence) -> Iterator[Range]:
    tokens = sentence.tokens
    first = 0
    for at, token in enumerate(tokens):
        ends = token.text in ";:.!?()—"
        if token.lower in ("and", "or"):
            ends = _verb(sentence, first, at)[0] >= 0 and _starts_clause(sentence, at + 1)
        elif token.lower == "but":  # "all but two" is one phrase
            ends = _verb(sentence, first, at)[0] >= 0 or (at > 0 and tokens[at - 1].text == ",")
        elif token.text == ",":
            # "Begun in 1979, the dam ..." opens with no clause of its own.
            told = _verb(sentence, first, at)[0] > first
            opened = first == 1 and tokens[0].lower in _JOINTS  # "While rents fell, ..."
            ends = told and (opened or _starts_clause(sentence, at + 1, plainly=True))
        elif token.lower == "that":
            ends = at > 0 and verbal(tokens[at - 1].stem)
        elif token.kind == "word" and token.lower in _JOINTS:
            ends = True
        if ends:
            if at > first:
                yield first, at
            first = at + 1
        elif token.lower in _SAYING and at > first and _starts_clause(sentence, at + 1):
            yield first, at + 1
            first = at + 1
    if first < len(tokens):
        yield first, len(tokens)


def _starts_clause(sentence: Sentence, at: int, *, plainly: bool = False) -> bool:
    """Whether a clause, not one more noun, follows an "and"; `plainly` with a subject and a verb
    that is nothing else, as behind a comma."""
    tokens = sentence.tokens
    for place in range(at, min(len(tokens), at + 8)):
        if tokens[place].text in ",;.:" or tokens[place].lower in PREPOSITIONS:
            return False
        if tokens[place].lower in AUXILIARIES or _may_be_verb(sentence, place, at):
            if plainly:
                sure = tokens[place].lower in AUXILIARIES or is_past(tokens[place].lower)
                if sure and place > at and any(sentence.keys[at:place]):
                    return True
                continue
            return place > at or tokens[place].lower not in _DETERMINERS
    return False


@lru_cache(maxsize=65_536)
def _surely(lower: str, stem: str) -> bool:
    """Whether a word is a verb and no noun or adjective, or a past form of one."""
    if not fields_of(stem):
        return lower.endswith("ed") and len(lower) > 3
    if not verbal(stem):
        return False
    if is_past(lower):
        return True
    return not any(field in NOUNS or field < 3 or field == 44 for field in fields_of(stem))


def _may_be_verb(sentence: Sentence, at: int, first: int) -> bool:
    """Whether a verb form may stand at token `at` of a clause that begins at `first`."""
    token = sentence.tokens[at]
    if token.kind != "word" or sentence.named[at] >= 0 or token.lower.endswith("ing"):
        return False
    if token.lower.endswith(_DOERS) and not token.stem.endswith(("er", "or")):
        return False  # "the treasurer"
    before = sentence.tokens[at - 1].lower if at > first else ""
    if at > 1 and sentence.tokens[at - 1].text == "A":
        before = ""  # "Trial A enrolled"
    if before in _DETERMINERS or before in PREPOSITIONS or before in _PARTS_OF_SPEECH:
        return False
    return verbal(token.stem) or _surely(token.lower, token.stem)


def _verb(sentence: Sentence, first: int, past: int) -> tuple[int, int]:
    """The first token of the verb group, and the verb that tells; -1, -1 without any."""
    tokens = sentence.tokens
    doubtful = -1
    for at in range(first, past):
        lower = tokens[at].lower
        if lower in AUXILIARIES and (lower != "'s" or at == first):
            return at, _main(sentence, at, past)
        if not _may_be_verb(sentence, at, first):
            continue
        if _surely(lower, tokens[at].stem):
            if at > first or doubtful < 0:
                return at, at
        elif at > first and doubtful < 0 and not _adjectival(tokens[at - 1].lower):
            doubtful = at
    if doubtful < 0:
        doubtful = next((at for at in range(first + 1, past) if _past_at_least(sentence, at)), -1)
    return doubtful, doubtful


def _past_at_least(sentence: Sentence, at: int) -> bool:
    """Whether a word that is seldom a verb may be one in the past, as "left" in "she left Rome"."""
    token = sentence.tokens[at]
    before = sentence.tokens[at - 1].lower
    if sentence.named[at] >= 0 or before in _DETERMINERS or before in PREPOSITIONS:
        return False
    return token.lower in DOUBTFUL or (token.lower.endswith("ed") and len(token.lower) > 4)


def _adjectival(word: str) -> bool:
    return word.isdecimal() or word.endswith(("ern", "'s", "est")) or word in _DETERMINERS


def _main(sentence: Sentence, at: int, past: int) -> int:
    """The verb behind auxiliaries, over "not" and adverbs; the last auxiliary without one."""
    tokens = sentence.tokens
    last = at
    for place in range(at + 1, min(past, at + 7)):
        lower = tokens[place].lower
        if lower in AUXILIARIES:
            last = place
        elif lower in ("not", "never", "also", "only", "just", "still") or lower.endswith("ly"):
            continue
        elif tokens[place].kind == "word" and _participle(sentence, place):
            return place
        else:
            break
    return last


def _participle(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if sentence.named[at] >= 0 or token.lower in _DETERMINERS or token.lower in PREPOSITIONS:
        return False
    lower = token.lower
    return verbal(token.stem) or _surely(lower, token.stem) or lower in DOUBTFUL


def _passive(sentence: Sentence, group: int, verb: int) -> bool:
    tokens = sentence.tokens
    if group == verb or tokens[verb].lower.endswith("ing"):
        return False
    if not any(tokens[at].lower in BE for at in range(group, verb)):
        return False
    lower = tokens[verb].lower
    return is_past(lower)


def is_past(lower: str) -> bool:
    """Whether a verb in lower case is in a past form: "sold", "taken", "opened"."""
    return (
        lower.endswith("ed") or lower in PASTS or lower in lexicon().irregular or lower in DOUBTFUL
    )


def _act(sentence: Sentence, first: int, past: int) -> Act:
    group, verb = _verb(sentence, first, past)
    if group < 0:
        return Act(first, past, -1, -1, False, _subject(sentence, first, past), NONE, NONE, NONE)
    passive = _passive(sentence, group, verb)
    told = _object(sentence, verb + 1, past)
    other, told = _dative(sentence, told)
    return Act(
        first,
        past,
        group,
        verb,
        passive,
        _subject(sentence, first, group),
        told,
        _behind(sentence, verb + 1, past, ("by",)) if passive else NONE,
        other if other != NONE else _behind(sentence, verb + 1, past, ("to", "from", "into")),
    )


def _subject(sentence: Sentence, first: int, past: int) -> Range:
    """The phrase before the verb; an opening one ("At dawn, ") and an apposition left out."""
    tokens = sentence.tokens
    commas = [at for at in range(first, past) if tokens[at].text == ","]
    if commas and commas[-1] == past - 1:
        return (first, commas[0])
    if commas:
        first = commas[-1] + 1
    while first < past and tokens[first].kind == "mark":
        first += 1
    return (first, past)


def _object(sentence: Sentence, first: int, past: int) -> Range:
    tokens = sentence.tokens
    if first < past and tokens[first].lower in _PARTICLES:
        follower = tokens[first + 1] if first + 1 < past else None
        # "took over the mill" has an object, "lived in Rome" has none.
        if (
            follower is None
            or follower.lower in PREPOSITIONS
            or tokens[first].lower in ("in", "on")
        ):
            return NONE
        first += 1
    end = first
    while end < past and tokens[end].text != "," and tokens[end].lower not in PREPOSITIONS:
        end += 1
    while end < past and tokens[end].lower == "of":  # "the list of goods" is one thing
        end += 1
        while end < past and tokens[end].text != "," and tokens[end].lower not in PREPOSITIONS:
            end += 1
    return (first, end) if end > first else NONE


def _dative(sentence: Sentence, told: Range) -> tuple[Range, Range]:
    """To whom and what, where two things follow one verb: "lent the bank a tower"."""
    first, past = told
    matter = False
    for at in range(first, past):
        token = sentence.tokens[at]
        begins = token.lower in _DETERMINERS or token.kind == "number"
        before = sentence.tokens[at - 1].lower
        if matter and begins and before not in PREPOSITIONS and before not in ("and", "or", "-"):
            return (first, at), (at, past)
        matter = matter or bool(sentence.keys[at])
    return NONE, told


def _behind(sentence: Sentence, first: int, past: int, words: tuple[str, ...]) -> Range:
    """The phrase behind the first of some prepositions."""
    tokens = sentence.tokens
    for at in range(first, past):
        if tokens[at].lower in words:
            end = at + 1
            while (
                end < past
                and tokens[end].text != ","
                and (tokens[end].lower not in PREPOSITIONS or tokens[end].lower == "of")
            ):
                end += 1
            return (at + 1, end) if end > at + 1 else NONE
    return NONE


def head(sentence: Sentence, phrase: Range) -> int:
    """The word a phrase is about: "exports" in "the exports of wool"; -1 where it has none."""
    first, past = phrase
    found = -1
    for at in range(first, past):
        if found >= 0 and sentence.tokens[at].lower in PREPOSITIONS:
            break
        if sentence.keys[at]:
            found = at
    return found
