"""The claimant is no witness for himself: a passage in which he only says it once more."""

from functools import lru_cache

from workbench.analysis.references import references
from workbench.analysis.sentence import Sentence, analyse
from workbench.signals.speakers import spoken_by
from workbench.stance.judgement import Context


def repeats(passage: Sentence, context: Context) -> bool:
    """Whether a passage has what it says from the claim's own claimant.

    Its speaker is named as he is, or "he" stands for him, or the source is his own.
    """
    if not context.claimant:
        return False
    names = _names(context.claimant)
    if any(_own(source, names) for source in (context.publisher, context.author) if source):
        return True
    before = tuple(map(analyse, context.before))
    title = analyse(context.title) if context.title else None
    readings = references(passage, before, title=title)
    for keys, at in spoken_by(passage):
        if any(_same(keys, name) for name in names):
            return True
        read = [reading for reading in readings if reading.first <= at < reading.past]
        if any(_same(reading.keys, name) for reading in read for name in names):
            return True
    return False


@lru_cache(maxsize=1_024)
def _names(claimant: str) -> tuple[tuple[str, ...], ...]:
    """The keys of the names in a claimant's description: a person's, an office's."""
    sentence = analyse(f"{claimant} said that it is so.")  # a description alone reads as a title
    return tuple(
        keys
        for name in sentence.names
        if not name.place and (keys := tuple(k for k in sentence.keys[name.first : name.past] if k))
    )


def _same(keys: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two names are one: alike, or the one is the other's last or first words."""
    short, long = sorted((keys, name), key=len)
    return bool(short) and (long[-len(short) :] == short or long[: len(short)] == short)


def _own(source: str, names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a publisher or an author is the claimant."""
    sentence = analyse(source)
    keys = tuple(key for key in sentence.keys if key)
    return any(len(name) > 1 and set(name) <= set(keys) for name in names)
