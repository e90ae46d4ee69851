"""What a number counts: the noun phrase behind it, or the words before it."""

from collections.abc import Sequence

from workbench.analysis.numerals import NEXT_OF
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION
from workbench.analysis.written import text_at

NOUNS = 5
# Words after a number that are read as what it counts: "over 50 fentanyl-related substances" has
# three; longer noun phrases are rarer than verbs taken for one.


def counted_from(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """The stems of the noun phrase from `at`, at most NOUNS."""
    stems: list[str] = []
    if text_at(tokens, at) == "of":
        at += 1
        while text_at(tokens, at) in ("the", "these", "its", "their", "those", "his", "her", "all"):
            at += 1
    while at < len(tokens) and len(stems) < NOUNS:
        token = tokens[at]
        if (token.kind == "word" and token.lower not in FUNCTION) or token.kind == "code":
            stems.append(token.stem)
        elif (
            token.text in ("-", "'s", "’s")
            or (token.lower == "of" and stems and stems[-1] in NEXT_OF)
            or (token.lower in ("other", "more", "different", "new") and not stems)
        ):
            pass
        else:
            break
        at += 1
    return tuple(stems)


def words_before(tokens: Sequence[Token], first: int) -> tuple[str, ...]:
    """The stems of at most three words of matter before `first` in its clause, nearest first."""
    stems: list[str] = []
    for token in reversed(tokens[max(0, first - 8) : first]):
        if token.text in ".;:!?)(" or len(stems) == 3:
            break
        if token.kind in ("word", "code") and token.lower not in FUNCTION:
            stems.append(token.stem)
    return tuple(stems)


def past_counted(tokens: Sequence[Token], at: int, words: int) -> int:
    """Behind the counted words from `at`, of which there are `words`; `at` if more than three."""
    if words > 3 or text_at(tokens, at) == "of":
        return at
    past, seen = at, 0
    while past < len(tokens) and seen < words:
        seen += tokens[past].kind in ("word", "code")
        past += 1
    return past
