"""What a pronoun or "the group" in a sentence stands for, read in the sentences before it.

It answers only where the sentences before leave one choice: two people named there, and "he" is
nobody. What stands between quotation marks is left alone, since another speaks there. Whether a
claim needs the answer is not asked here: `alignment` lays it beside the claim's words.
"""

from collections.abc import Iterator, Sequence

from workbench.analysis.references.definites import DEFINITE, definite
from workbench.analysis.references.people import HE, SHE, person
from workbench.analysis.references.readings import Reading
from workbench.analysis.references.subjects import IT, THEY, subject
from workbench.analysis.sentence import Sentence
from workbench.analysis.tokens import Token

__all__ = ["Reading", "references"]

MOST = 4
# Readings of one sentence: a fifth has not been seen to tell anything.


def references(
    sentence: Sentence, before: Sequence[Sentence], *, title: Sentence | None = None
) -> tuple[Reading, ...]:
    """What the pronouns and definite nouns of a sentence stand for, in order; mostly nothing.

    `before` are the sentences before it in its article, the nearest last. Nothing is read in
    the title, but who is named there is not meant where someone else is.
    """
    found: list[Reading] = []
    if not before:
        return ()
    for at in _outside_quotations(sentence, before[-1]):
        lower = sentence.tokens[at].lower
        if lower in HE or lower in SHE:
            read = person(sentence, at, before, title)
        elif (lower in IT or lower in THEY) and at <= 1:
            read = subject(sentence, at, before[-1])
        elif lower in DEFINITE:
            read = definite(sentence, at, before)
        else:
            continue
        found.extend(each for each in read if all(each.keys != known.keys for known in found))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _outside_quotations(sentence: Sentence, before: Sentence) -> Iterator[int]:
    """Tokens that stand in no quotation, not even one that opened in the sentence before."""
    quoted = False
    for token in before.tokens:
        quoted = _turned(quoted, token)
    for at, token in enumerate(sentence.tokens):
        quoted = _turned(quoted, token)
        if not quoted:
            yield at


def _turned(quoted: bool, token: Token, /) -> bool:
    """Whether a quotation is open behind a token, if it was, or was not, before it."""
    if token.text == '"':
        return not quoted
    return token.text == "“" or (quoted and token.text != "”")
