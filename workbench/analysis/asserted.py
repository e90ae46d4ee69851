"""What a sentence says of its own words: that it is so, that it is not, or neither.

Cues ("feared", "failed to", "whether") govern some of the words around them, as `cues.toml` says
for each. Cues lie within one another, and the inner one is read as the outer leaves it: "did not
fail to reach" says that they reached it. Nothing here knows a second sentence.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import tomllib
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from workbench.analysis.clauses import (
    FINITE,
    RELATIVE,
    SUBORDINATE,
    Clauses,
    clauses,
    finite,
    infinitive,
    past_form,
    saying,
)
from workbench.analysis.lexicon import base, verbal
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION


class Status(StrEnum):
    """What is said of a word: that it holds, that it does not, or neither of them."""

    ASSERTED = "asserted"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    CONDITIONAL = "conditional"
    UNPROVEN = "unproven"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    ORDERED = "ordered"
    FORBIDDEN = "forbidden"
    FEARED = "feared"
    HOPED = "hoped"
    BELIEVED = "believed"
    ALLEGED = "alleged"
    RUMOURED = "rumoured"
    POSSIBLE = "possible"
    INVENTED = "invented"


AGAINST = frozenset((Status.REFUTED, Status.WITHDRAWN))
"""What is said not to be so."""


class Cue(NamedTuple):
    """A line of `cues.toml`."""

    status: Status
    denied: Status
    governs: tuple[str, ...]
    name: str


class Row(NamedTuple):
    """One way in which a cue is worded."""

    words: tuple[str, ...]
    exact: bool
    """In this form alone, not by its stems."""
    verb: bool
    """Its forms in "-er" and "-or" are those who do it: "investigators" allege nothing."""
    cue: Cue


class Operator(NamedTuple):
    """A cue as it stands in a sentence, and the tokens that it governs."""

    first: int
    past: int
    governs: frozenset[int]
    cue: Cue


class Said(NamedTuple):
    """What a sentence says of each of its tokens."""

    status: tuple[Status, ...]
    by: tuple[int, ...]
    """For each token the operator that decided, as an index, or -1."""
    operators: tuple[Operator, ...]


_WORDS = FUNCTION
_COPULAS = frozenset(
    """is are was were be been being remain remains remained prove proves proved proven seem seemed
    became become
    turned isn't wasn't aren't weren't 's""".split()
)
_PREPOSITIONS = frozenset("of from for over on against with about in at into".split())
_POINTERS = frozenset("that this it which these those they so".split())
_STATEMENTS = frozenset(
    base(word)
    for word in """claim report allegation story rumour rumor accusation assertion statement
    suggestion idea notion belief theory speculation charge account article video photo photograph
    picture image post message news announcement letter study paper finding narrative headline
    version quote tweet clip description view talk remark verdict warning list answer""".split()
)
_SOURCES = _STATEMENTS | frozenset(
    base(word) for word in "website site magazine show programme program column song blog".split()
)
_PROOF = frozenset(
    base(word) for word in "evidence proof sign indication trace truth basis hint".split()
)
_PLANS = frozenset(
    base(word)
    for word in """plan proposal idea project bid scheme intention attempt effort campaign move hope dream
    push programme program ambition deal offer pledge promise vow threat initiative chance opportunity""".split()
)
_AGENTS = ("tors", "tor", "ers", "er", "ists", "ist", "ants", "ant")
_NOUNS = ("ion", "ions", "ment", "ments", "ance", "ence", "ity", "ism")
_OF_NOUNS = frozenset(
    """the a an its his her their our my this that these those all any some no every each of in
    such many several 's ’s""".split()
)
"""What stands before a noun and before no verb."""
_LABELS = frozenset(
    """called calls call labelled labeled labels branded brands described describes dubbed denounced
    dismissed termed deemed declared rated slammed rejected decried as""".split()
)
_ADVERBS = frozenset(("also", "still", "again", "now", "then", "only", "even", "just"))
NEGATED = 14
# Words behind "not" that it governs at most: without a limit a missing comma would turn a whole
# sentence round.
_SHORT = 4


@cache
def _cues() -> dict[str, dict[str, tuple[Row, ...]]]:
    """First word or stem of a cue, then its second or "", to the ways in which it goes on."""
    text = files("workbench.analysis").joinpath("cues.toml").read_text("utf-8")
    table: dict[str, dict[str, list[Row]]] = {}
    for entry in tomllib.loads(text)["cue"]:
        status = Status(entry["status"])
        opposite = Status.ASSERTED if status in AGAINST else status
        denied = Status(entry.get("denied", opposite))
        cue = Cue(status, denied, tuple(entry["governs"]), entry.get("name", ""))
        for phrase in map(str.strip, entry["words"].split(",")):
            exact = phrase.startswith("=") or phrase.endswith("ly")
            words = phrase.lstrip("=").split()
            if not exact:
                words = [base(word) for word in words]
            row = Row(tuple(words), exact, not phrase.endswith(_AGENTS), cue)
            table.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append(row)
    return {
        first: {second: tuple(rows) for second, rows in others.items()}
        for first, others in table.items()
    }


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands in a title or a name: "No Country", "If I Let You Go"."""
    if tokens[at].lower == "april" or not tokens[at].text[0].isupper() or at + 1 == len(tokens) or tokens[at].text.isupper():
        return False
    after = tokens[at + 1]
    return after.kind == "word" and after.text[0].isupper() and after.start > tokens[at].end


def _rows(tokens: Sequence[Token], at: int) -> list[Row]:
    """The cues that begin at a token, the longest first."""
    token, table = tokens[at], _cues()
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    found: list[Row] = []
    for first in {token.lower: 0, token.stem: 0}:
        others = table.get(first)
        if others is None:
            continue
        if after is not None:
            for second in {after.lower: 0, after.stem: 0}:
                rows = others.get(second, ()) if second else ()
                found += [row for row in rows if _matches(tokens, at, row)]
        found += [row for row in others.get("", ()) if _matches(tokens, at, row)]
    if token.lower.endswith("n't"):
        found += table["not"][""]
    return found if len(found) < 2 else sorted(found, key=lambda row: -len(row.words))


def _matches(tokens: Sequence[Token], at: int, row: Row) -> bool:
    words, token = row.words, tokens[at]
    if len(words) == 1:
        if row.exact:
            return words[0] == token.lower
        return not (row.verb and token.lower.endswith(_AGENTS))
    if at + len(words) > len(tokens):
        return False
    return all(
        word == token.lower or (not row.exact and word == token.stem)
        for word, token in zip(words, tokens[at : at + len(words)], strict=True)
    )


def said(tokens: Sequence[Token]) -> Said:
    """What a sentence says of each of its tokens; all is asserted where there is no cue."""
    starts = _starts(tokens)
    asks = any(token.text == "?" for token in tokens)
    if not starts and not asks:
        return Said((Status.ASSERTED,) * len(tokens), (-1,) * len(tokens), ())
    return _read(tokens, _operators(tokens, starts))


def _starts(tokens: Sequence[Token]) -> list[tuple[int, int, Cue]]:
    """The cues of a sentence: first token, past, what it is; the longest at each place first."""
    found: list[tuple[int, int, Cue]] = []
    skipped = 0
    for at, token in enumerate(tokens):
        if at < skipped or token.kind != "word" or _in_name(tokens, at):
            continue
        for row in _rows(tokens, at):
            if row.cue.governs == ("skip",):
                skipped = at + len(row.words)
                found = [each for each in found if each[0] != at]
                break
            found.append((at, at + len(row.words), row.cue))
    return found


def _operators(tokens: Sequence[Token], starts: list[tuple[int, int, Cue]]) -> list[Operator]:
    """The cues that govern something, those with more words at a place before the others."""
    cut = clauses(tokens)
    found: list[Operator] = []
    taken: set[int] = set()
    for first, past, cue in sorted(starts, key=lambda row: (row[0], -row[1])):
        if first in taken:
            continue
        for frame in cue.governs:
            governed = FRAMES[frame](tokens, cut, first, past)
            if governed:
                taken.update(range(first, past))
                found.append(Operator(first, past, frozenset(governed), cue))
                break
    found += _questions(tokens, cut)
    return [each for each in found if not _aimed(tokens, each, found)]


def _aimed(tokens: Sequence[Token], one: Operator, operators: Sequence[Operator]) -> bool:
    """Whether a cue is only what something is for: "a wall to prevent floods" """
    if one.cue.status not in AGAINST or not one.first or tokens[one.first - 1].lower != "to":
        return False
    before = tokens[one.first - 2] if one.first > 1 else None
    if before is not None and (before.lower in FINITE or verbal(before.stem)):
        return False  # "had to retract", "hoped to prevent"
    return not any(one.first in other.governs for other in operators)


_QUESTION = Cue(Status.ASKED, Status.ASKED, ("all",), "?")
_INVERTED = Cue(Status.CONDITIONAL, Status.CONDITIONAL, ("all",), "if")


def _questions(tokens: Sequence[Token], cut: Clauses) -> list[Operator]:
    """Wholes that end with a question mark, or begin as "Should it fail, ..." does."""
    found = []
    for whole in dict.fromkeys(cut.whole):
        own = [at for at, number in enumerate(cut.of) if cut.whole[number] == whole]
        if not own:
            continue
        first = next((at for at in own if tokens[at].kind != "mark"), own[0])
        if cut.ends[whole] == "?":
            mark = own[-1]
            if tokens[mark - 1].end != tokens[mark].start:
                continue  # a stray mark: "see ? id=7"
            found.append(Operator(mark, mark + 1, frozenset(own), _QUESTION))
        elif tokens[first].lower in ("should", "had", "were") and tokens[first].text[0].isupper():
            found.append(Operator(first, first + 1, frozenset(own), _INVERTED))
    return found


def _turns(outer: Cue, inner: Cue) -> bool:
    """Whether an inner cue is itself denied by the outer, rather than said once more.

    "Not a hoax" denies the hoax; "a hoax: the video is fake" does not deny the fake.
    """
    if outer.status is Status.WITHDRAWN:
        return inner.status in AGAINST and inner.denied is Status.ASSERTED and not inner.name
    return inner.name != "false" or outer.name != "false"


def _read(tokens: Sequence[Token], operators: list[Operator]) -> Said:
    """Read each token through the operators over it, the outermost first."""
    operators = sorted(operators, key=lambda each: _depth(each, operators))
    status = [Status.ASSERTED] * len(tokens)
    by = [-1] * len(tokens)
    for number, operator in enumerate(operators):
        cue = operator.cue
        for at in operator.governs:
            if status[at] is Status.ASSERTED:
                if cue.status is not Status.ASSERTED:
                    status[at], by[at] = cue.status, number
            elif status[at] in AGAINST:
                turned = _denied(operators[by[at]].cue, cue, status[at])
                if turned is not status[at]:
                    status[at], by[at] = turned, number
    for number, operator in enumerate(operators):
        if operator.cue.name == "done":  # "his attempt to find it succeeded"
            failed = status[operator.first] in AGAINST
            for at in operator.governs:
                status[at] = Status.REFUTED if failed else Status.ASSERTED
                by[at] = number if failed else -1
    return Said(tuple(status), tuple(by), tuple(operators))


def _depth(one: Operator, operators: list[Operator]) -> tuple[int, int, bool, int]:
    """How deep an operator lies within the others, then how little it governs.

    Of two over each other's cue the later is the outer: "the rumour that it shut is a myth".
    """
    over = 0
    for other in operators:
        if other is not one and one.first in other.governs:
            over += not (other.first in one.governs and one.first > other.first)
    return over, -len(one.governs), one.cue.name in ("if", "?"), one.first


def _denied(outer: Cue, inner: Cue, now: Status) -> Status:
    """What becomes of words under an inner cue that the outer says is not so."""
    plain = outer.name in ("not", "without", "fail")
    if inner.status in AGAINST:
        if inner.name == "false" and not plain and outer.name != "deny":
            return now  # "a hoax: the video is fake" says the same twice
        if now is Status.WITHDRAWN and inner.name:
            return now
        return inner.denied
    if inner.name == "whether":
        return inner.status  # "has yet to say whether": nothing is denied
    if inner.status is Status.ASSERTED:
        return inner.denied if plain else now
    return inner.denied if plain else now  # "denied the rumour that" denies what it says


# --- what a cue governs ---------------------------------------------------------------------

Frame = Callable[[Sequence[Token], Clauses, int, int], Sequence[int]]


def _right(cut: Clauses, past: int, number: int) -> list[int]:
    """The tokens of a clause from `past` on."""
    return [at for at in range(past, len(cut.of)) if cut.of[at] == number]


def _to_finite(tokens: Sequence[Token], ats: list[int], skip: int = 1) -> list[int]:
    """Those before the next finite verb: an infinitive or a noun phrase has none."""
    for place, at in enumerate(ats):
        if place >= skip and tokens[at].lower in FINITE and finite(tokens, at):
            return ats[:place]
    return ats


def _matter(tokens: Sequence[Token], ats: Sequence[int]) -> bool:
    """Whether any of these words carries matter."""
    return any(
        tokens[at].kind in ("number", "code")
        or (tokens[at].kind == "word" and tokens[at].lower not in _WORDS)
        for at in ats
    )


def _to(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    for place, at in enumerate(ats[:10]):
        token = tokens[at]
        if token.lower == "to" and infinitive(tokens, at):
            return _to_finite(tokens, ats, place + 3)
        if token.text in ",;:" or token.lower in ("that", "and") or token.lower in FINITE:
            return ()
    return ()


def _next(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    if past < len(tokens) and tokens[past].lower == "to" and infinitive(tokens, past):
        return _to_finite(tokens, _right(cut, past, cut.of[first]), 3)
    return ()


def _done(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    if past < len(tokens) and tokens[past].kind == "word" and past_form(tokens[past].lower):
        return _right(cut, past, cut.of[first])
    return ()


def _that(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    for place, at in enumerate(ats[:6]):
        if tokens[at].lower == "that":
            return ats[place + 1 :]
        if tokens[at].lower in ("is", "was") and tokens[at + 1 : at + 2]:
            if tokens[at + 1].lower == "that":
                return ats[place + 2 :]  # "one of the myths is that"
        if tokens[at].stem in _STATEMENTS or tokens[at].stem in _PROOF:
            return ()  # "found no evidence that": what follows is the noun's
        if tokens[at].lower in FINITE or tokens[at].lower in ("to", "and", "of", ","):
            return ()
    return ()


def _bare(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    before = tokens[first - 1].lower if first else ""
    if before in _OF_NOUNS or tokens[first].lower.endswith(_NOUNS):
        return ()
    ats = _right(cut, past, cut.of[first])
    ats = ats[1:] if ats and tokens[ats[0]].text in "\"“‘'" else ats
    if not ats or tokens[ats[0]].lower in _PREPOSITIONS or tokens[ats[0]].lower in ("to", "by"):
        return ()
    if tokens[ats[0]].kind == "mark" or finite(tokens, ats[0]):
        return ()
    for at in ats[1:9]:
        if finite(tokens, at):
            return ats
        if tokens[at].lower in ("to", "and", "that", ",", "or"):
            return ()
    return ()


def _of(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    for place, at in enumerate(ats[:7]):
        token = tokens[at]
        if token.lower in _PREPOSITIONS:
            near = place == 0 or (token.lower in ("of", "from", "with") or _ing(tokens, at + 1))
            if not near:
                return ()
            return _to_finite(tokens, ats[place + 1 :])
        if token.lower in FINITE or token.lower in ("to", "and", "that", ",", "by"):
            return ()
    return ()


def _for(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    if ats and tokens[ats[0]].lower == "for":
        return _to_finite(tokens, ats[1:])
    return ()


def _ing(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower.endswith("ing") and len(tokens[at].lower) > 4


def _of_ing(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    for place, at in enumerate(ats[:7]):
        token = tokens[at]
        joined = tokens[at - 1].lower in (*_PREPOSITIONS, "to") if place == 0 else tokens[at - 1].kind == "word"
        if joined and _ing(tokens, at) and (not place or tokens[at - 1].lower not in _WORDS):
            return _to_finite(tokens, ats[place:], 2)  # "stopped the team winning"
        if token.lower in _PREPOSITIONS:
            for ahead in range(at + 1, min(at + 5, len(tokens))):
                if _ing(tokens, ahead):
                    return _to_finite(tokens, ats[place + 1 :], 2)
                if tokens[ahead].lower in FINITE or tokens[ahead].kind == "mark":
                    break
            return ()
        if token.lower in FINITE or token.lower in ("to", "and", "that", ",", "by"):
            return ()
    return ()


def _object(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    if not ats or tokens[ats[0]].lower in (*_PREPOSITIONS, "by", "to", "and", "or", ",", ".", "as"):
        return ()
    before = tokens[first - 1].lower if first else ""
    if past - first == 1 and before in ("the", "a", "an", "its", "his", "her", "their"):
        return ()  # "the rejected company": an adjective here
    ats = _to_finite(tokens, ats)
    return ats if _matter(tokens, ats) else ()


def _noun(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    found: list[int] = []
    for at in ats[:_SHORT]:
        token = tokens[at]
        if token.kind == "mark" and token.text not in "\"“‘-":
            break
        if found and (token.lower in _WORDS or finite(tokens, at)):
            break
        if token.lower in _WORDS:
            break
        found.append(at)
    return found if _matter(tokens, found) else ()


def _clause(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _right(cut, past, cut.of[first])
    before = tokens[first - 1].lower if first else ""
    word = tokens[first].lower
    if word == "could" and past < len(tokens) and tokens[past].lower in ("not", "hardly"):
        return ()
    if word == "may" and tokens[first].text[0] == "M":
        return ()
    if word == "nor" and any(t.lower in ("neither", "not") for t in tokens[:first]):
        return ()  # goes on with the one before
    if word in ("no", "non") and ats and tokens[ats[0]].kind == "mark" and word != "non":
        return ()
    if word in ("hardly", "barely", "scarcely", "no", "not", "none") and ats:
        after = tokens[ats[0]].lower
        if tokens[ats[0]].kind == "number" or after in ("more", "less", "fewer", "least", "only"):
            if word != "not" or after in ("more", "less", "fewer", "least", "only"):
                return ()
    if before in ("with", "of", "in") and word == "no":
        ats = _to_finite(tokens, ats[:_SHORT], 0)
    ats = ats[:NEGATED]
    if _matter(tokens, ats):
        return ats
    left = [at for at in range(first) if cut.of[at] == cut.of[first]]
    if word == "not" and not _matter(tokens, left):
        return _before(cut, tokens, cut.of[first], first)  # "Is it so? Not at all."
    return left


def _subject(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    number = cut.of[first]
    left = [at for at in range(first) if cut.of[at] == number]
    copula = next((at for at in reversed(left[-6:]) if tokens[at].lower in _COPULAS), -1)
    if copula < 0:
        label = next((at for at in left if tokens[at].lower in _LABELS), -1)
        if label >= 0 and not _matter(tokens, _right(cut, past, number)):
            return [at for at in left if at > label]
        return () if _matter(tokens, left) else _before(cut, tokens, number, first)
    while copula - 1 in left and (
        tokens[copula - 1].lower in _COPULAS
        or tokens[copula - 1].lower in FINITE
        or tokens[copula - 1].lower in _ADVERBS
    ):
        copula -= 1
    left = [at for at in left if at < copula]
    words = [tokens[at].lower for at in left if tokens[at].kind != "mark"]
    if not words:
        return ()
    if words[0] in ("it", "there") and len(words) <= 2:
        ats = _right(cut, past, number)
        for place, at in enumerate(ats[:6]):
            if tokens[at].lower in ("that", "to"):
                return ats[place + 1 :]
        return _before(cut, tokens, number, first)
    if not _matter(tokens, left) or _only_statement(tokens, left):
        if not _set_in(cut, tokens, left, copula):
            return _before(cut, tokens, number, first)
    return [*left, *_set_in(cut, tokens, left, copula)]


def _set_in(
    cut: Clauses, tokens: Sequence[Token], left: Sequence[int], past: int
) -> Sequence[int]:
    """What is set into the words before a verb: "the clip in which it fell" tells what it shows."""
    if not any(tokens[at].stem in _STATEMENTS for at in left):
        return ()
    whole = cut.whole[cut.of[left[0]]]
    return [
        at
        for at in range(left[0], past)
        if cut.of[at] != cut.of[left[0]] and cut.whole[cut.of[at]] == whole
    ]


def _only_statement(tokens: Sequence[Token], ats: Sequence[int]) -> bool:
    words = [tokens[at] for at in ats if tokens[at].kind == "word" and tokens[at].lower not in _WORDS]
    return len(words) == 1 and words[0].stem in _STATEMENTS


def _before(cut: Clauses, tokens: Sequence[Token], number: int, first: int) -> Sequence[int]:
    """What a clause takes up: "Goats eat tins: that is a myth", "Goats fly, a tale that is false"."""
    whole = cut.whole[number]
    if number != whole:
        return [at for at in range(first) if cut.of[at] == whole]
    starts = [at for at in range(first) if cut.whole[cut.of[at]] != whole]
    if not starts:
        return ()
    last = cut.whole[cut.of[starts[-1]]]
    return [at for at in starts if cut.whole[cut.of[at]] == last]


def _passive(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    if any(frame(tokens, cut, first, past) for frame in (_to, _that, _of_ing, _object)):
        return ()
    left = [at for at in range(first) if cut.of[at] == cut.of[first]]
    return _subject(tokens, cut, first, past) if _matter(tokens, left) else ()


def _too(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    for at in (past + 1, past + 2):
        if at < len(tokens) and tokens[at].lower == "to" and infinitive(tokens, at):
            return _to_finite(tokens, _right(cut, at, cut.of[first]), 3)
    return ()


def _lacking(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ats = _to_finite(tokens, _right(cut, past, cut.of[first])[:_SHORT], 0)
    return ats if _matter(tokens, ats) else ()


def _source(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    if past < len(tokens) and tokens[past].stem in _SOURCES:
        whole = cut.whole[cut.of[first]]
        return [at for at in range(len(tokens)) if cut.whole[cut.of[at]] == whole]
    return ()


def _statement(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    number = cut.of[first]
    ats = _right(cut, past, number)
    for place, at in enumerate(ats[:7]):
        if tokens[at].stem in _STATEMENTS:
            rest = ats[place + 1 :]
            return rest if _matter(tokens, rest) else ()
        if tokens[at].lower in FINITE or tokens[at].lower in ("that", ",", "to"):
            break
    left = [at for at in range(first) if cut.of[at] == number]
    if any(tokens[at].stem in _STATEMENTS for at in left) and any(
        tokens[at].lower in _COPULAS for at in left[-4:]
    ):
        return [*left, *_set_in(cut, tokens, left, first)]
    return ()


def _plan(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    number = cut.of[first]
    ats = _right(cut, past, number)
    for place, at in enumerate(ats[:6]):
        if tokens[at].stem in _PLANS or (_ing(tokens, at) and place <= 1):
            rest = ats[place:]
            return rest if _matter(tokens, rest[1:]) else ()
        if tokens[at].lower in FINITE or tokens[at].lower in ("that", ",", "to", "and"):
            break
    if _matter(tokens, ats):
        return ()
    left = [at for at in range(first) if cut.of[at] == number]
    return left if any(tokens[at].stem in _PLANS for at in left) else ()


def _past(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    ahead = [token.lower for token in tokens[past : past + 3]]
    if not any(past_form(word) or word in ("been", "had") for word in ahead):
        return ()  # "would have to close"
    if any(token.lower in ("if", "unless", "had") for token in tokens):
        return _whole(cut, first)
    return _right(cut, past, cut.of[first])


def _future(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    if past < len(tokens) and tokens[past].lower == "have" and tokens[first].lower[:5] == "would":
        return ()
    return _right(cut, past, cut.of[first])


_INVENTED_IN = frozenset("in during for as on according".split())


def _whole(cut: Clauses, at: int) -> list[int]:
    """The tokens of a whole, with all that is set into it."""
    whole = cut.whole[cut.of[at]]
    return [i for i, number in enumerate(cut.of) if cut.whole[number] == whole]


def _if(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    number, word = cut.of[first], tokens[first].lower
    opens = first == 0 or tokens[first - 1].kind == "mark"
    if word in _LOOSE_CONDITIONS and past - first == 1 and not opens:
        return ()  # "melodies provided by drums"
    if word == "if" and not any(
        finite(tokens, at) or (tokens[at].lower.endswith(("ed", "s")) and verbal(tokens[at].stem))
        for at in _right(cut, past, number)
    ):
        return ()  # "if a day late"
    whole = cut.whole[number]
    return [at for at, other in enumerate(cut.of) if other in (number, whole)]


_LOOSE_CONDITIONS = frozenset("provided providing assuming supposing barring".split())


def _all(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    word, own = tokens[first].lower, _whole(cut, first)
    if past - first > 1 and word not in ("in", "april", "the"):  # "an earlier version said"
        return own if any(tokens[at].stem in saying() for at in own) else ()
    opens = next((at for at in own if tokens[at].kind == "word"), first)
    if word != "in" and (first - opens > 5 or tokens[opens].lower not in _INVENTED_IN):
        return ()
    return own


def _title(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    whole = cut.whole[cut.of[first]]
    if cut.ends[whole] != ":":
        return ()
    own = [at for at in range(len(tokens)) if cut.whole[cut.of[at]] == whole]
    if first - own[0] > 3 or any(finite(tokens, at) for at in own):
        return ()
    behind = [at for at in range(own[-1] + 1, len(tokens))]
    return [at for at in behind if cut.whole[cut.of[at]] == cut.whole[cut.of[behind[0]]]]


def _tail(tokens: Sequence[Token], cut: Clauses, first: int, past: int) -> Sequence[int]:
    number = cut.of[first]
    whole = cut.whole[number]
    if number == whole or _matter(tokens, _right(cut, past, number)):
        return ()
    own = [at for at in range(first + 1) if cut.of[at] == number]
    before = tokens[first - 1].lower if first else ""
    if before in _PREPOSITIONS or before in ("to", "by"):
        return ()
    if len(own) < 2 or _ing(tokens, own[0]) or tokens[own[0]].lower in SUBORDINATE | RELATIVE:
        return ()
    return [at for at in range(len(tokens)) if cut.of[at] == whole]


FRAMES: dict[str, Frame] = {
    "to": _to,
    "next": _next,
    "done": _done,
    "that": _that,
    "bare": _bare,
    "of": _of,
    "for": _for,
    "ing": _of_ing,
    "object": _object,
    "noun": _noun,
    "clause": _clause,
    "subject": _subject,
    "statement": _statement,
    "plan": _plan,
    "past": _past,
    "future": _future,
    "passive": _passive,
    "too": _too,
    "lacking": _lacking,
    "source": _source,
    "title": _title,
    "if": _if,
    "all": _all,
    "tail": _tail,
}
