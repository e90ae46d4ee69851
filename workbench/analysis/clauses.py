"""Cut a sentence into clauses, roughly: which words belong together, where no parser says so.

A clause that is set into another ("the farmer, whom some accuse, fled") is one of its own, and
the words around it are still one. Rules for news English, right where a comma, a conjunction or a
relative pronoun shows the seam.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from workbench.analysis.lexicon import base, lexicon, verbal
from workbench.analysis.tokens import Token

FINITE = frozenset(
    """is are was were am has had have do does did will would can could may might must shall should
    isn't aren't wasn't weren't hasn't hadn't haven't don't doesn't didn't won't wouldn't can't
    couldn't cannot remains remain remained""".split()
)
"""Forms that only a finite clause has, whatever stands before them but "to" or another of them."""
RELATIVE = frozenset("who whom whose which where".split())
SUBORDINATE = frozenset(
    """while whereas although though because since after before when until despite as if unless
    once given with without during following amid like unlike including except than whether
    notwithstanding""".split()
)
_SET_IN = frozenset(
    "because although though whereas while after before since until when despite".split()
)
"""Conjunctions that begin a clause without a comma."""
_OPENING = SUBORDINATE | frozenset(
    """in at on by under for from among against over through within upon to of according
    as even what whatever however""".split()
)
_ENDS = frozenset(".;!?…")
_PAST = frozenset(
    """became began broke brought built bought came caught chose cut did drew drove fell fled flew
    fought found froze gave got grew had held hid hit hurt kept knew laid led left lent let lost
    made met paid put quit ran rang read rose said sang sank sat saw sent sent set shook shot
    shut slept sold spent spoke spread stood stole struck swam swept taught threw took told
    thought won went wore wrote burst cost sought told""".split()
)
_BEHIND = frozenset("that to into out up down off on away back from at for with".split())
_DETERMINERS = frozenset(
    "a an the this that these those its his her their our my your no any some every each".split()
)
_SAYING = """say said think thought believe fear hope suspect allege report claim confirm admit
    tell told announce warn estimate expect rumour rumor argue insist concede acknowledge declare
    show find found reckon assume presume state write wrote add explain note predict suppose
    understand understood contend maintain complain hear heard know""".split()
"""Verbs that a sentence may end or break off with: ", it is feared,"."""
_BARE = frozenset(
    """unable unlike rather no far not long never afraid eager keen unwilling instead contrary owing
    fearful told asked left wary unsure due thanks ready free lost""".split()
)
"""Words that open a phrase without a verb, set before or into a sentence."""
_ABBREVIATED = frozenset("mr mrs ms dr st prof gen col lt vs jr sr inc co approx".split())
_SPEAKERS = frozenset("that it he she they we i you there this these those".split())


class Clauses(NamedTuple):
    """The clauses of a sentence, numbered in the order in which they begin."""

    of: tuple[int, ...]
    """For each token the number of its clause."""
    whole: tuple[int, ...]
    """For each clause the one that it is set into, or itself."""
    ends: tuple[str, ...]
    """For each clause the mark that ends the whole it is in: ".", "?", ":" or ""."""


@cache
def saying() -> frozenset[str]:
    """Stems of the verbs by which somebody is made to say, think or fear something."""
    return frozenset(map(base, _SAYING))


def finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` is most likely a finite verb."""
    token = tokens[at]
    if token.kind != "word":
        return False
    before = tokens[at - 1].lower if at else ""
    if token.lower in FINITE:
        return before not in ("to", "will", "would", "can", "could", "may", "might", "must", "not")
    if before in _DETERMINERS and before not in _SPEAKERS:
        return False
    if token.lower in _PAST:
        return before not in FINITE and before != "to"
    if token.lower.endswith("ed") and len(token.lower) > 4 and verbal(token.stem):
        return before not in FINITE and before not in ("be", "been", "being", "of", "by", "to")
    if token.lower.endswith("s") and not token.lower.endswith("ss") and verbal(token.stem):
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return before in _SPEAKERS or after in _DETERMINERS or after in _BEHIND
    return False


def _participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase without a verb of its own may begin: "accused of fraud", "unable to go"."""
    word = tokens[at].lower
    if word in _BARE:
        return True
    return word.endswith(("ed", "ing")) and len(word) > 4 and verbal(tokens[at].stem)


def infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "to" at `at` begins an infinitive: "to close", not "to Lisbon"."""
    after = at + 1
    while after < len(tokens) and tokens[after].lower.endswith("ly"):
        after += 1
    if after >= len(tokens) or tokens[after].kind != "word":
        return False
    token = tokens[after]
    if token.lower in ("be", "have", "do", "get", "not", "go"):
        return True
    if token.text[0].isupper() or token.lower.endswith(("ed", "ing", "ies")):
        return False
    plural = token.lower.endswith("s") and not token.lower.endswith("ss")
    return verbal(token.stem) and not (plural and base(token.lower[:-1]) == token.stem)


def past_form(word: str) -> bool:
    """Whether a word in lower case can only be the past of a verb, or its participle."""
    if word in _PAST:
        return True
    root = lexicon().irregular.get(word)
    if root is not None:
        return verbal(base(word)) and not word.endswith("s")
    return word.endswith("ed") and len(word) > 4


def clauses(tokens: Sequence[Token]) -> Clauses:
    """The clauses of a sentence or of several; one for a text without any seam."""
    return _Cutter(tokens).cut()


class _Cutter:
    """Walks the tokens once; `open` is the clause set in at present, 0 marks what closes it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.of: list[int] = []
        self.whole: list[int] = [0]
        self.ends: list[str] = [""]
        self.main = 0
        self.now = 0
        self.closes = ""
        """What ends the clause set in: ",", ")", "—", or "verb" for a second finite one."""
        self.verbs = 0

    def cut(self) -> Clauses:
        self._opening(0)
        for at, token in enumerate(self.tokens):
            if token.kind == "mark":
                self._mark(at, token.text)
            else:
                self._word(at, token)
        return Clauses(tuple(self.of), tuple(self.whole), tuple(self.ends))

    def _new(self, *, whole: int | None = None) -> int:
        number = len(self.whole)
        self.whole.append(number if whole is None else whole)
        self.ends.append("")
        return number

    def _set_in(self, closes: str) -> None:
        self.now, self.closes, self.verbs = self._new(whole=self.main), closes, 0

    def _back(self) -> None:
        self.now, self.closes = self.main, ""

    def _next(self, at: int, mark: str) -> None:
        """End the whole with `mark` and begin another behind it."""
        for number, whole in enumerate(self.whole):
            if whole == self.main:
                self.ends[number] = mark
        self.main = self._new()
        self._back()
        self._opening(at)

    def _opening(self, at: int) -> None:
        """A phrase or clause before the main one: "Fearing a strike, the airline ..."."""
        tokens = self.tokens
        while at < len(tokens) and tokens[at].kind == "mark" and tokens[at].text not in _ENDS:
            at += 1
        if at >= len(tokens):
            return
        word = tokens[at].lower
        comma = self._ahead(at, ",")
        if comma < 0 or not self._clause(comma + 1):
            return
        if word not in _OPENING and (comma == at + 1 or not _participle(tokens, at)):
            return
        if word == "whether" and not any(t.lower == "or" for t in tokens[at:comma]):
            return
        self._set_in(",")

    def _ahead(self, at: int, mark: str) -> int:
        """The next `mark` before the whole ends, -1 if there is none."""
        for place in range(at, len(self.tokens)):
            text = self.tokens[place].text
            if text == mark:
                return place
            if text in _ENDS or text == ":":
                return -1
        return -1

    def _clause(self, at: int, *, subject: bool = False) -> bool:
        """Whether a finite verb follows before the next seam; behind a subject if so wanted."""
        for place in range(at, len(self.tokens)):
            token = self.tokens[place]
            if token.text in _ENDS or (token.text in (":", ",") and place > at + 8):
                return False
            if finite(self.tokens, place):
                return not subject or place > at
            if token.lower in ("to", "that") and subject:
                return False
        return False

    def _mark(self, at: int, text: str) -> None:
        tokens = self.tokens
        if text == "-" and self._apart(at):
            text = "–"
        if text == "." and at + 1 == len(tokens):
            self.of.append(self.now)
            self.ends = [end or "." for end in self.ends]
            return
        if text == "." and self._abbreviates(at):
            self.of.append(self.now)
        elif text in _ENDS or text == ":":
            self.of.append(self.now)
            self._next(at + 1, text)
        elif text == "(":
            self._set_in(")")
            self.of.append(self.now)
        elif text in "—–" and self.closes != text:
            if self._ahead(at + 1, text) > 0:
                self._set_in(text)
                self.of.append(self.now)
            else:
                self.of.append(self.now)
                self._next(at + 1, text)
        elif self.closes and text == self.closes:
            self.of.append(self.now)
            self._back()
            if text == ",":
                self._comma(at + 1)
        else:
            self.of.append(self.now)
            if text == "," and self.closes in ("", "verb"):
                self._back()
                self._comma(at + 1)

    def _apart(self, at: int) -> bool:
        """Whether blanks stand on both sides of a mark: "closed - that is a lie"."""
        tokens = self.tokens
        if not 0 < at < len(tokens) - 1:
            return False
        before, after = tokens[at - 1].end, tokens[at + 1].start
        return before < tokens[at].start and tokens[at].end < after

    def _abbreviates(self, at: int) -> bool:
        """Whether a full stop ends a word and no sentence: "No. 3", "Mr. Keel"."""
        before = self.tokens[at - 1].lower if at else ""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or self.tokens[at - 1].end != self.tokens[at].start:
            return False
        return (
            len(before) == 1
            or before in _ABBREVIATED
            or (before == "no" and after.kind == "number")
        )

    def _comma(self, at: int) -> None:
        """What begins behind a comma."""
        tokens = self.tokens
        if at >= len(tokens):
            return
        word = tokens[at].lower
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        asked = word in ("and", "or", "but") and self._ahead(at, "?") > 0
        if asked:
            self._next(at + 1, "")
        elif word in RELATIVE or after in RELATIVE or word in SUBORDINATE or word == "not":
            self._set_in(",")
        elif word in ("but", "yet", "so") or (
            word in ("and", "or", "nor") and self._clause(at + 1, subject=True)
        ):
            self._next(at + 1, "")
        elif _participle(tokens, at) and 0 < self._ahead(at, ",") <= at + 12:
            if self._ahead(at, ",") + 1 < len(tokens) and finite(tokens, self._ahead(at, ",") + 1):
                self._set_in(",")
        elif self._aside(at):
            self._set_in(",")

    def _aside(self, at: int) -> bool:
        """Whether a few words follow that only say who says so: ", it is feared,"."""
        for place in range(at, min(at + 9, len(self.tokens))):
            token = self.tokens[place]
            if token.kind == "mark" and token.text in ",.;!?":
                return any(
                    self.tokens[i].stem in saying() for i in range(max(at + 1, place - 3), place)
                )
        return False

    def _word(self, at: int, token: Token) -> None:
        before = self.tokens[at - 1] if at else None
        if token.lower == "but" and before and before.lower not in ("all", "nothing", "none", ","):
            self.of.append(self.now)
            self._next(at + 1, "")
            return
        if not self.closes and before is not None and before.kind != "mark":
            if token.lower in _SET_IN:
                self._set_in(",")
            elif token.lower in ("who", "whom", "whose", "which") or (
                token.lower == "that" and at + 1 < len(self.tokens) and self._of_noun(at)
            ):
                self._set_in("verb")
        elif self.closes == "verb" and finite(self.tokens, at):
            joined = before is not None and before.lower in ("and", "or", "to", "not")
            self.verbs += not joined
            if self.verbs == 2:
                self._back()
        self.of.append(self.now)

    def _of_noun(self, at: int) -> bool:
        """Whether "that" tells which: "the shops that were shut", not "a rumour that it shut"."""
        after = self.tokens[at + 1]
        return after.lower in FINITE or (
            after.lower in _PAST and self.tokens[at - 1].lower.endswith("s")
        )
