"""The stem of an English word: Snowball's, by tantivy's analyzer, remembered by word.

Not a lemmatizer: irregular forms ("went") are brought to their lemma in `lexicon`.
"""

from functools import cache, lru_cache

import tantivy


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    """Lower case, then Snowball's English stemmer; 0.6 microseconds a word."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return (
        builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()
    )


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """The stem of one word, in lower case; a word the stemmer drops is its own stem."""
    stems = _analyzer().analyze(word)
    return stems[0] if stems else word.lower()
