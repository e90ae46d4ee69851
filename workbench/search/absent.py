"""Which words of a claim stand nowhere in the sources: looked for in the whole text of every one.

The index of passages has no headings, bylines and captions, and knows words only where spaces
divide them. What it lacks may still be there: in what was left out, inside a run of letters, or
with a hyphen, a hidden sign or a loose accent in it. Only what all that leaves is absent.
"""

import re
import unicodedata
from collections.abc import Iterable

from workbench.index.engine import Engine
from workbench.index.stems import stems
from workbench.index.texts import Texts
from workbench.index.uncut import GLUED, apart, looked_through


def absent(engine: Engine, texts: Texts, words: Iterable[str]) -> set[str]:
    """Those of these words (lower case) that no text of a source holds.

    Never one of a script without spaces: what stands between two stops there is no word.
    """
    left = {
        word
        for word in words
        if not GLUED.search(word) and not all(map(engine.in_documents, stems(word)))
    }
    patterns = {word: _pattern(word) for word in left}
    for text in texts.uncut() if left else ():
        shown = looked_through(text)
        left -= {word for word in left if patterns[word].search(shown)}
        if not left:
            break
    return left


def _pattern(word: str) -> re.Pattern[str]:
    """The word where no letter of a script with spaces stands right before or behind it."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    before = f"(?<!{apart})" if re.match(apart, folded[0]) else ""
    behind = f"(?!{apart})" if re.match(apart, folded[-1]) else ""
    return re.compile(f"{before}{re.escape(folded)}{behind}")
