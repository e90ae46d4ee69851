"""Names and places: who and where.

A name of the claim that the passage has not takes away support. It conflicts only where another
name of the same sort, which the claim has not, stands in its slot.
"""

from functools import lru_cache

from workbench.analysis.acts import PREPOSITIONS
from workbench.analysis.called import BE, called, of_the_same, plainly
from workbench.analysis.names import NATIONS, Name, is_people, within
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.single import single
from workbench.analysis.words import APPOSITIVE_TITLES
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation


@lru_cache(maxsize=KEPT)
def _keyed(claim: Sentence) -> tuple[tuple[Name, list[int]], ...]:
    """The names of a claim with those of their words that align."""
    return tuple(
        (name, keys)
        for name in claim.names
        if (keys := [at for at in range(name.first, name.past) if claim.keys[at]])
    )


def _meets(pair: Pair, name: Name, keys: list[int]) -> bool:
    to = pair.aligned.to
    # A person is often named in full once: the last word of the name is enough, for a place not.
    return to[keys[-1]] >= 0 and (not name.place or all(to[at] >= 0 for at in keys))


def _namesake(pair: Pair, keys: list[int]) -> Name | None:
    """The name of the passage that ends as the claim's does and goes otherwise before that.

    "Tom Keel" is not "Dora Keel"; "Keel", "Mr Keel" and "Theodora Dora M. Keel" may be, and
    "Tim" may be "Timothy Simon".
    """
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    number = passage.named[to[keys[-1]]]
    if len(keys) < 2 or number < 0 or any(to[at] >= 0 for at in keys[:-1]):
        return None
    name = passage.names[number]
    before = [at for at in range(name.first, to[keys[-1]]) if passage.keys[at]]
    ours = {claim.tokens[at].lower for at in keys[:-1]}
    theirs = {passage.tokens[at].lower for at in before}
    told = any(at in pair.aligned.back for at in before)
    if told or not theirs or any(len(w) < 3 or w in APPOSITIVE_TITLES for w in ours | theirs):
        return None
    starts = {word[:3] for word in ours}
    return None if any(word[:3] in starts for word in theirs) else name


def _elsewhere(pair: Pair) -> bool:
    """Whether the passage names a place that the claim does not."""
    back = pair.aligned.back
    return any(
        other.place and not any(at in back for at in range(other.first, other.past))
        for other in pair.passage.names
    )


def _same_sort(pair: Pair, ours: Name, theirs: Name) -> bool:
    """Whether both are places, or neither; of what nobody knows, "born in" says it too."""
    if ours.place == theirs.place:
        return True
    one = pair.claim.tokens[ours.first - 1].lower if ours.first else ""
    two = pair.passage.tokens[theirs.first - 1].lower if theirs.first else ""
    return one == two and one in ("in", "at")


def _alike(one: Name, two: Name) -> bool:
    """Whether a name is part of the other: Korea may be North Korea, and Africa North Africa."""
    ours, theirs = f" {one.key} ", f" {two.key} "
    return ours in theirs or theirs in ours or one.key == within(two) or two.key == within(one)


PRONOUNS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))
WORKS = frozenset(
    """film movie song album single series show episode game book novel band group team club company
    website channel video artist singer actor player university school city county""".split()  # noqa: SIM905
)


EARLY = 25
"""Tokens of a passage in which a word that stands for a name is looked for."""


@lru_cache(maxsize=KEPT)
def _openings(passage: Sentence) -> tuple[tuple[int, bool], ...]:
    """The first words of a passage that are of a name, or that may stand for one, in order."""
    found = []
    for at, token in enumerate(passage.tokens[:EARLY]):
        number = passage.named[at]
        if number >= 0 and not passage.names[number].place:
            found.append((at, False))
        before = passage.tokens[at - 1].lower if at else ""
        if token.lower in PRONOUNS or (before == "the" and token.lower in WORKS):
            found.append((at, True))
    return tuple(found)


def _stands_for(pair: Pair, name: Name) -> bool:
    """Whether a pronoun or "the film" in the passage may stand for a name, no rival being near.

    Only asked where nothing around the passage is known; else the name must be found there.
    """
    for other, keys in _keyed(pair.claim):
        if other is not name and not _meets(pair, other, keys):
            return False
    for at, stands in _openings(pair.passage):
        if stands:
            return True
        if at not in pair.aligned.back:
            return False
    return False


def _another_people(pair: Pair, name: Name) -> Name | None:
    """The other nation whose adjective the passage has, where the claim's is nowhere in it.

    "is Italian" beside "is a French former player"; of nations only, since a Bavarian is German.
    """
    if name.key not in NATIONS or not is_people(pair.claim.text[name.start : name.end].lower()):
        return None
    found: Name | None = None
    for other in pair.passage.names:
        if other.key == name.key or within(other) == name.key:
            return None
        if found is None and other.key in NATIONS and other.key != within(name):
            told = any(at in pair.aligned.back for at in range(other.first, other.past))
            if not told and is_people(pair.passage.text[other.start : other.end].lower()):
                found = other
    return found


def _said_of_the_same(pair: Pair, name: Name, other: Name) -> bool:
    """Whether both sides say of one subject that it is of that nation: "is Italian", "is a French
    film"; a film about the French is not French."""
    ours, theirs = _told_by(pair.claim, name), _told_by(pair.passage, other)
    return ours >= 0 and theirs >= 0 and of_the_same(pair, ours, theirs)


def _told_by(sentence: Sentence, people: Name) -> int:
    """The verb by which the subject is told to be of a nation, -1 where it is not."""
    said = called(sentence)
    if said is not None and said.at < people.first <= said.heads[0]:
        return said.at if plainly(sentence, said) else -1
    at = people.first - 1
    if at > 0 and sentence.tokens[at].lower.endswith("ly"):
        at -= 1
    ends = people.past == len(sentence.tokens) or sentence.tokens[people.past].kind == "mark"
    return at if ends and at > 0 and sentence.tokens[at].lower in BE else -1


@lru_cache(maxsize=KEPT)
def _authors(sentence: Sentence) -> tuple[Name, ...]:
    """The names right behind "by", articles left out."""
    if "by" not in sentence.lowers:
        return ()
    found = []
    for name in sentence.names:
        at = name.first - 1
        while at >= 0 and sentence.tokens[at].lower in ("the", "a", "an"):
            at -= 1
        if at >= 0 and sentence.tokens[at].lower == "by" and not name.place:
            found.append(name)
    return tuple(found)


def _another_author(pair: Pair, name: Name) -> Name | None:
    """Who else it is by in the passage, where a claim says "by Dora Keel", who is not in it."""
    if name not in _authors(pair.claim):
        return None
    if any(pair.aligned.to[at] >= 0 for at in range(name.first, name.past)):
        return None
    back = pair.aligned.back
    others = (n for n in _authors(pair.passage) if back.keys().isdisjoint(range(n.first, n.past)))
    return next(others, None)


def _in_its_place(pair: Pair, name: Name) -> Name | None:
    """The name of the same sort that only the passage has, behind the same preposition.

    "Came from Mossop" is not shown by "arrested a man from Quillbay".
    """
    before = _preposition(pair.claim, name)
    back = pair.aligned.back
    for other in pair.passage.names if before else ():
        lost = back.keys().isdisjoint(range(other.first, other.past))
        same = other.place == name.place and _preposition(pair.passage, other) == before
        if lost and same and not _alike(other, name):
            return other
    return None


def _preposition(sentence: Sentence, name: Name) -> str:
    """The preposition right before a name, its article left out; "" where there is none."""
    at = name.first - 1
    if at > 0 and sentence.tokens[at].lower in ("the", "a", "an"):
        at -= 1
    word = sentence.tokens[at].lower if at >= 0 else ""
    return word if word in PREPOSITIONS else ""


def _alone(sentence: Sentence, name: Name) -> bool:
    """Whether a name is said to be the only one: "to Oslo alone", "only to Oslo"."""
    tokens = sentence.tokens
    behind = [token.lower for token in tokens[name.past : name.past + 4]]
    before = [token.lower for token in tokens[max(0, name.first - 2) : name.first]]
    nobody_else = "else" in behind and not {"nobody", "nothing", "nowhere"}.isdisjoint(behind)
    return behind[:1] in (["alone"], ["only"]) or "only" in before or nobody_else


def names(pair: Pair) -> tuple[Found, ...]:
    """A reason for each name of the claim: met, another in its place, or missing."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    results: list[Found] = []
    for name, keys in _keyed(claim):
        if pair.aligned.read and any(at in pair.aligned.read for at in keys):
            continue  # a name that only a pronoun stands for is told by `references`
        span = (name.start, name.end)
        kind = "place" if name.place else "name"
        if _meets(pair, name, keys):
            theirs = passage.tokens[to[keys[-1]]]
            if (another := _namesake(pair, keys)) is not None:
                where, note = (another.start, another.end), "another of that name?"
                differs = found(pair, "name/missing", Relation.DIFFERS, span, where, note)
                results.append(differs)
                continue
            results.append(
                found(pair, f"{kind}/same", Relation.MEETS, span, (theirs.start, theirs.end))
            )
            continue
        missing = [at for at in keys if to[at] < 0]
        rival: Name | None = None
        for at in missing:
            for other in pair.slots[at]:
                number = passage.named[other]
                if number >= 0 and _same_sort(pair, name, passage.names[number]):
                    candidate = passage.names[number]
                    if not _alike(candidate, name) and not any(
                        i in pair.aligned.back for i in range(candidate.first, candidate.past)
                    ):
                        rival = candidate
                        break
            if rival:
                break
        known = all(claim.keys[at] in pair.background for at in missing)
        alone = rival is not None and (single(claim, name) or _alone(passage, rival))
        if rival is not None and (alone or not known):
            where = (rival.start, rival.end)
            if alone:
                results.append(found(pair, f"{kind}/slot", Relation.CONFLICTS, span, where))
            else:
                note = "may be both"
                results.append(found(pair, f"{kind}/several", Relation.DIFFERS, span, where, note))
        elif known and not (name.place and _elsewhere(pair)):
            results.append(
                found(pair, f"{kind}/context", Relation.MEETS, span, None, "named before it")
            )
        elif not name.place and (author := _another_author(pair, name)) is not None:
            where = (author.start, author.end)
            results.append(found(pair, "name/by", Relation.DIFFERS, span, where, "of that?"))
        elif not name.place and not pair.background and _stands_for(pair, name):
            note = "may be meant"
            results.append(found(pair, "name/pronoun", Relation.DIFFERS, span, None, note))
        elif (people := _another_people(pair, name)) is not None:
            where = (people.start, people.end)
            if _said_of_the_same(pair, name, people):
                told = found(pair, "place/people", Relation.CONFLICTS, span, where)
            else:
                told = found(pair, "place/people", Relation.DIFFERS, span, where, "of another?")
            results.append(told)
        elif (instead := _in_its_place(pair, name)) is not None:
            where = (instead.start, instead.end)
            results.append(found(pair, f"{kind}/other", Relation.DIFFERS, span, where, "instead?"))
        else:
            results.append(found(pair, f"{kind}/missing", Relation.DIFFERS, span, None))
    return tuple(results)
