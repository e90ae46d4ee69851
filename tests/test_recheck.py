"""Every quote that a verdict rests on is held against its source as it is now."""

from workbench.corpus import Article, Source
from workbench.errors import InputError
from workbench.quotes import Anchor, quote
from workbench.recheck import recheck
from workbench.verdicts import Entry, Marked, Rated, replay

THEN = "It has 25 substances on its list. None were exported. They met in the spring of 2018."
NOW = "Updated today. It has over 50 substances on its list. None were exported."


def article(text: str, sha256: str) -> Article:
    return Article(Source(id="s", path="s.txt", title="S", sha256=sha256), text)


def standing(*words: str):
    made = [
        quote(THEN, THEN.index(w), THEN.index(w) + len(w), source="s", sha256="1") for w in words
    ]
    decisions = [Marked(claim="c", quote=q, mark="supports") for q in made[:-1]]
    decisions.append(
        Rated(claim="c", text="t", scale="s", rating="true", quotes=(("conflicts", made[-1]),))
    )
    return replay(Entry(seq=n, at="", by="a", decision=d) for n, d in enumerate(decisions, 1)).of(
        "c"
    )


def test_quotes_are_exact_moved_altered_or_gone_with_the_difference_shown() -> None:
    one = standing(
        "It has 25 substances on its list.",
        "None were exported.",
        "They met in the spring of 2018.",
    )
    same = recheck(one, lambda _: article(THEN, "1"))
    assert [each.anchor for each in same] == [Anchor.EXACT] * 3
    altered, moved, gone = recheck(one, lambda _: article(NOW, "2"))
    assert (altered.anchor, moved.anchor, gone.anchor) == (
        Anchor.ALTERED, Anchor.MOVED, Anchor.GONE,
    )  # fmt: skip
    assert "".join(c.text for c in altered.changes if c.kind == "new") == "over 50"
    assert altered.now.exact == "It has over 50 substances on its list."
    assert altered.now.sha256 == moved.now.sha256 == "2"
    assert NOW[moved.now.start : moved.now.end] == moved.quote.exact
    assert gone.now is None
    assert gone.mark == "conflicts"


def test_a_source_that_left_the_corpus_takes_its_quotes_along() -> None:
    def missing(id_: str) -> Article:
        raise InputError("no such source")

    (only,) = recheck(standing("None were exported."), missing)
    assert (only.found, only.now, only.anchor) == (None, None, Anchor.GONE)
