"""A cue in its sentence, and the words around it: what the frames ask."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.clauses import FINITE, Clauses, finite
from workbench.analysis.lexicon import base
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION

PREPOSITIONS = frozenset("of from for over on against with about in at into".split())
STATEMENTS = frozenset(
    base(word)
    for word in """claim report allegation story rumour rumor accusation assertion statement
    suggestion idea notion belief theory speculation charge account article video photo photograph
    picture image post message news announcement letter study paper finding narrative headline
    version quote tweet clip description view talk remark verdict warning list answer""".split()
)
"""Stems of what says something: what is said of it is said of what it says."""
SOURCES = STATEMENTS | frozenset(
    base(word) for word in "website site magazine show programme program column song blog".split()
)
PROOF = frozenset(
    base(word) for word in "evidence proof sign indication trace truth basis hint".split()
)
PLANS = frozenset(
    base(word)
    for word in """plan proposal idea project bid scheme intention attempt effort campaign move hope
    dream push programme program ambition deal offer pledge promise vow threat initiative chance
    opportunity""".split()
)
"""Stems of what may come to something or not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cue: tokens `first` to `past`, half open, of a sentence cut into clauses."""

    tokens: Sequence[Token]
    cut: Clauses
    first: int
    past: int

    @property
    def word(self) -> str:
        """Its first word in lower case."""
        return self.tokens[self.first].lower

    @property
    def before(self) -> str:
        """The word before it in lower case, "" at the start."""
        return self.tokens[self.first - 1].lower if self.first else ""

    @property
    def clause(self) -> int:
        return self.cut.of[self.first]

    @property
    def right(self) -> list[int]:
        """The tokens of its clause behind it."""
        number, of = self.clause, self.cut.of
        return [at for at in range(self.past, len(of)) if of[at] == number]

    @property
    def left(self) -> list[int]:
        """The tokens of its clause before it."""
        number, of = self.clause, self.cut.of
        return [at for at in range(self.first) if of[at] == number]

    @property
    def whole(self) -> list[int]:
        """The tokens of the clause that its own is set into, with all that is set into it."""
        whole = self.cut.whole[self.clause]
        return [at for at, number in enumerate(self.cut.of) if self.cut.whole[number] == whole]

    def lower(self, at: int) -> str:
        return self.tokens[at].lower

    def to_finite(self, ats: list[int], skip: int = 1) -> list[int]:
        """Those before the next finite verb: an infinitive or a noun phrase has none."""
        for place, at in enumerate(ats):
            if place >= skip and self.lower(at) in FINITE and finite(self.tokens, at):
                return ats[:place]
        return ats

    def matter(self, ats: Sequence[int]) -> bool:
        """Whether any of these words carries matter."""
        return any(
            self.tokens[at].kind in ("number", "code")
            or (self.tokens[at].kind == "word" and self.lower(at) not in FUNCTION)
            for at in ats
        )

    def ing(self, at: int) -> bool:
        """Whether a word ends as "closing" does."""
        return at < len(self.tokens) and self.lower(at).endswith("ing") and len(self.lower(at)) > 4
