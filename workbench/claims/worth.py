"""Sentences of a source that are worth checking, and why, in words.

A sentence is worth checking if it states something that matters and that a source could prove
wrong: figures above all (numbers are the strongest single feature of ClaimBuster; Hassan et al.,
"Toward Automated Fact-Checking", KDD 2017), then the kinds that fact-checkers name themselves:
quantity, cause, law and rule (Konstantinovskiy et al., "Toward Automated Factchecking", 2021) and,
as in the CheckThat! labs of CLEF, a verifiable act of someone who is named. Goodwill, wishes and
opinions cannot be checked and lower the score.

It ranks sentences to read, by rules that can be read here; it does not say what is true.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from rapidfuzz import fuzz, process, utils

from workbench.analysis.lexicon import lexicon
from workbench.analysis.names import names
from workbench.analysis.periods import periods
from workbench.analysis.quantities import quantities
from workbench.analysis.stems import stem_of
from workbench.analysis.tokens import Token, tokenize
from workbench.analysis.words import DENIALS, EXCLUSIVES, MAJORITIES, SUPERLATIVES
from workbench.claims.attribution import bare
from workbench.claims.file import Claim
from workbench.corpus.prose import prose
from workbench.passages import Passage
from workbench.signals.reasons import Span

LEAST = 18.0
"""A sentence with a lower score is not suggested: a date alone is enough, a rule or name is not."""
SAME = 75.0
"""At this likeness or more (0 to 100, rapidfuzz `token_sort_ratio`) a sentence is a claim already.

Over the shipped claims and their sources, the sentence most like a claim that says the same has
75, the one most like a claim that says something else (who tipped off whom) 74.
"""

_WEIGHTS = {
    "figure": 0.45,
    "extreme": 0.4,
    "absolute": 0.3,
    "comparison": 0.3,
    "change": 0.25,
    "cause": 0.25,
    "denial": 0.25,
    "date": 0.2,
    "rule": 0.15,
    "attributed": 0.1,
}
_WORDS = {
    "figure": "a figure",
    "extreme": "claims to be first, only or most",
    "absolute": "says all, none or most",
    "comparison": "a comparison",
    "change": "says that something rose or fell",
    "cause": "says what caused it",
    "denial": "denies something",
    "date": "says when",
    "rule": "about a law or a rule",
    "attributed": "said by someone named",
}
_CHANGES = frozenset(
    """rise rises rose risen rising fall falls fell fallen falling increase increases increased
    increasing increasingly decrease decreases decreased decline declines declined declining drop
    drops dropped grow grows grew grown growth double doubled triple tripled halve halved surge
    surged shrink shrank""".split()
)
_RULES = frozenset(
    """law laws legislation regulation regulates regulated regulating banned ban legal illegal
    sanction sanctions sanctioned blacklist blacklisted tariff tariffs treaty scheduled controlled
    permit licence license prescription constitution ruling""".split()
)
_NO_SUPERLATIVES = frozenset(["interest", "request", "protest", "contest", "conquest", "manifest"])
_CAUSE = re.compile(
    r"\b(?:caused? by|because of|due to|results? of|resulted (?:in|from)|leading to|leads? to"
    r"|led to|responsible for|blam(?:es|ed) for|cause of|thanks to)\b",
    re.IGNORECASE,
)
_NOT_BARE = frozenset("the these those both other its their his her our".split())
_FIRST_OF = frozenset("the its their his her 's ’s ’ ' becoming".split())
_ABSOLUTES = frozenset("none never nobody nothing always every all entire entirely".split())
_WHEN = re.compile(r"\b(?:last|this|next) (?:year|month|week|decade)\b", re.IGNORECASE)
_SAYS = frozenset(
    """said says told stated stressed noted added claimed claims argued tweeted wrote
    asserted""".split()
)
_GOODWILL = frozenset(
    """hope hopes hoped should must willing willingness ready readiness keen urge urged urges
    committed commitment essential importance important sincerity sincere goodwill mutual firmly
    aware welcome welcomed praised treasured value valued effort efforts unremitting wisdom
    principled positive outrageous unfortunate merits fulfilling responsibility strive striven
    spirit friendship""".split()
)
_LOOSE_STARTS = frozenset("it they this these those we he she i what".split())


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that makes a sentence worth checking."""

    kind: str
    """`figure`, `extreme`, `absolute`, `comparison`, `change`, `cause`, `denial`, `date`,
    `rule` or `attributed`."""
    span: Span
    """Where it is, in code points from the start of the sentence, half open."""
    text: str
    """In words, such as `a figure: 9.766 kilograms`; it contains words of the source."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that a checker may want to make a claim."""

    passage: Passage
    score: float
    """`LEAST` to 100."""
    traits: tuple[Trait, ...]
    """The most important first; never empty."""
    text: str
    """The wording proposed for the claim: the sentence without its "..., she said"."""
    claimant: str | None
    """Who says it according to the sentence, as written there; None if it names nobody."""


def suggest(
    passages: Iterable[Passage],
    claims: Sequence[Claim] = (),
    *,
    limit: int = 20,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Suggestion, ...]:
    """The `limit` sentences most worth checking, best first, equal ones in the order given.

    Sentences that are nearly one of `claims` are left out, and so are those nearly the same as
    one suggested before. When `cancelled` returns true it stops and returns what it has so far.
    """
    scored = weighed(passages, cancelled=cancelled)
    return choose([each for each in scored if each[0] >= LEAST], claims, limit=limit)


def weighed(
    passages: Iterable[Passage], *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[float, Passage]]:
    """Each passage with how much it is worth checking (0 to 100), until `cancelled` is true."""
    for passage in passages:
        if cancelled():
            return
        yield weigh(prose(passage.text))[1], passage


def choose(
    scored: Iterable[tuple[float, Passage]], claims: Sequence[Claim] = (), *, limit: int
) -> tuple[Suggestion, ...]:
    """As `suggest`, for passages with known scores of at least `LEAST`."""
    known = [_sorted(claim.text) for claim in claims]
    chosen: list[Suggestion] = []
    for score, passage in sorted(scored, key=lambda each: -each[0]):
        if len(chosen) == limit:
            break
        text, claimant = bare(" ".join(prose(passage.text).split()))
        said = _sorted(text)
        if process.extractOne(said, known, scorer=fuzz.ratio, score_cutoff=SAME):
            continue
        known.append(said)
        chosen.append(Suggestion(passage, score, weigh(prose(passage.text))[0], text, claimant))
    return tuple(chosen)


def _sorted(text: str) -> str:
    """The words in alphabetical order: their `ratio` is the `token_sort_ratio` of the texts."""
    return " ".join(sorted(utils.default_process(text).split()))


def weigh(text: str) -> tuple[tuple[Trait, ...], float]:
    """What makes a sentence worth checking, the most important first, and how much: 0 to 100.

    Traits add up like independent evidence; the second of a kind counts half, further ones are
    left out. Without a trait the score is 0.
    """
    # Not `analyse`, which takes as long again to find what two sentences share: here a whole corpus
    # is read, at 0.1 ms a sentence.
    tokens = tokenize(text)
    seen: dict[str, int] = {}
    kept: list[Trait] = []
    left = 1.0
    for trait in sorted(_traits(text, tokens), key=lambda trait: -_WEIGHTS[trait.kind]):
        times = seen[trait.kind] = seen.get(trait.kind, 0) + 1
        if times <= 2:
            kept.append(trait)
            left *= 1 - _WEIGHTS[trait.kind] / times
    return tuple(kept), 100 * (1 - left) * _held_back(text, tokens)


def _held_back(text: str, tokens: Sequence[Token]) -> float:
    """The share of the score that is left: less for wishes, questions and fragments."""
    words = [token.lower for token in tokens if token.kind != "mark"]
    goodwill = sum(word in _GOODWILL for word in words)
    shares = [max(0.2, 0.65**goodwill)]
    if len(words) < 6:
        shares.append(0.4)
    if words and words[0] in _LOOSE_STARTS:
        shares.append(0.8)
    if "we" in words or "i" in words:
        shares.append(0.6)
    end = text.rstrip("\"”’') ")
    if end.endswith("?"):
        shares.append(0.3)
    elif not end.endswith((".", "!", "…", ";", ":")) and not text.endswith(")"):
        shares.append(0.7)
    return prod(shares)


def _traits(text: str, tokens: tuple[Token, ...]) -> Iterator[Trait]:
    when = periods(tokens)
    dated = {at for period in when for at in range(period.first, period.past)}

    def made(kind: str, start: int, end: int) -> Trait:
        words = " ".join(text[start:end].split())
        return Trait(kind, (start, end), f"{_WORDS[kind]}: {words}")

    inside = set(dated)
    for amount in quantities(tokens, dated):
        before = tokens[amount.first - 1].lower if amount.first else ""
        inside.update(range(amount.first, amount.past))
        if amount.unit == "ordinal":
            if tokens[amount.first].lower == "first" and before in _FIRST_OF:
                yield made("extreme", amount.start, amount.phrase)
        elif amount.bound == "none":
            yield made("absolute", amount.start, amount.phrase)
        elif amount.unit != "label" and not (before in _NOT_BARE and amount.high <= 10):
            counted = amount.unit == "count"
            yield made("figure", amount.start, amount.phrase if counted else amount.end)
    for period in when:
        yield made("date", period.start, period.end)
    for match in _WHEN.finditer(text):
        yield made("date", *match.span())
    for match in _CAUSE.finditer(text):
        yield made("cause", *match.span())
    for at, token in enumerate(tokens):
        kind = None if at in inside or token.kind != "word" else _kind(token.lower)
        if kind is not None and not (
            token.lower == "leading" and text.startswith(" to", token.end)
        ):
            yield made(kind, token.start, token.end)
    if (by := _attribution(tokens, dated)) is not None:
        yield made("attributed", *by)


def _kind(word: str) -> str | None:
    if word in EXCLUSIVES or word in SUPERLATIVES or _superlative(word):
        return "extreme"
    if word in _ABSOLUTES or word in MAJORITIES:
        return "absolute"
    if word == "than":
        return "comparison"
    if word in _CHANGES:
        return "change"
    if word in DENIALS:
        return "denial"
    return "rule" if word in _RULES else None


def _superlative(word: str) -> bool:
    """Whether a word is an adjective in "-est": strictest, but not request or interest."""
    if len(word) <= 6 or not word.endswith("est") or word in _NO_SUPERLATIVES:
        return False
    known = lexicon().senses
    return any(stem_of(form) in known for form in (word[:-3], word[:-2], word[:-4]))


def _attribution(tokens: tuple[Token, ...], dated: set[int]) -> Span | None:
    """Where the sentence names who says it: "Tsang said", "said Tsang", "according to Tsang"."""
    if not any(token.lower in _SAYS or token.lower == "according" for token in tokens):
        return None
    named = names(tokens, dated)
    for at, token in enumerate(tokens):
        according = token.lower == "according"
        before = tokens[at - 1].lower if at else ""
        if (token.lower not in _SAYS and not according) or before in _LOOSE_STARTS:
            continue
        near = []
        if not according:
            # "Wei Xiaojun, an NCB official, said": the first name before it, not the place.
            far = 9 if before == "," else 0
            near = [name for name in named if 0 <= at - name.past <= far]
            near.sort(key=lambda name: name.place)
        if not near and (according or token.lower in ("said", "says")):
            near = [name for name in named if 1 <= name.first - at <= 3]
        if near:
            return min(token.start, near[0].start), max(token.end, near[0].end)
    return None
