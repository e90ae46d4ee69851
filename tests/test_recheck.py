"""Every quote that a verdict rests on is held against its source as it is now."""

import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.claims import Claim
from workbench.corpus import Article, Source
from workbench.errors import InputError
from workbench.passages.quotes import Anchor, Since, quote, quoted
from workbench.verdicts import Decision, Entry, Mark, Marked, Rated, Standing, replay
from workbench.verdicts.recheck import recheck
from workbench.verdicts.staleness import stale
from workbench.workspace import Workspace
from workbench.workspace.deciding import STILL_HOLDS

THEN = "It has 25 substances on its list. None were exported. They met in the spring of 2018."
NOW = "Updated today. It has over 50 substances on its list. None were exported."


def article(text: str, sha256: str) -> Article:
    return Article(Source(id="s", path="s.txt", title="S", sha256=sha256), text)


def standing(*words: str) -> Standing:
    made = [
        quote(THEN, THEN.index(w), THEN.index(w) + len(w), source="s", sha256="1") for w in words
    ]
    decisions: list[Decision] = [Marked(claim="c", quote=q, mark="supports") for q in made[:-1]]
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
    assert altered.now is not None and moved.now is not None
    assert altered.now.exact == "It has over 50 substances on its list."
    assert altered.now.sha256 == moved.now.sha256 == "2"
    assert NOW[moved.now.start : moved.now.end] == moved.quote.exact
    assert gone.now is None
    assert gone.mark == "conflicts"


def test_words_that_stand_elsewhere_too_are_named_and_never_taken(tmp_path: Path) -> None:
    """The checker is told where; `check` says so, and a verdict that holds loses the mark."""
    same = "The pier was closed."
    made = [
        f"In {month} a storm came from the {side}. {same} {what}"
        for month, side, what in (
            ("March", "north", "Nets were torn."),
            ("June", "west", "Boats sank at their ropes."),
            ("August", "south", "Nobody was hurt."),
        )
    ]
    workspace = a_project(tmp_path, "\n\n".join(made))
    at = workspace.article("s").text.index(same, len(made[0]))
    passage = workspace.passage(f"s:{at}-{at + len(same)}")
    workspace.rate("c", "true", marks=[("supports", passage)])
    workspace.close()
    gone = [each if n != 1 else each.replace(f"{same} ", "") for n, each in enumerate(made)]
    workspace = a_project(tmp_path, "\n\n".join(gone))
    (quote,) = workspace.recheck("c")
    text = workspace.article("s").text
    assert quote.anchor is Anchor.GONE
    assert [text[slice(*span)] for span in quote.elsewhere] == [same, same]
    assert quote.note == "the same words stand elsewhere, the quoted place is gone"
    (problem,) = workspace.check()
    assert f"are gone ({quote.note})" in problem
    assert "The same words stand elsewhere, the quoted place is gone." in workspace.report()
    workspace.still_holds("c")
    assert workspace.standing("c").marks == ()
    workspace.undo()
    workspace.rate("c", "false", reason="read again")
    assert workspace.recheck("c")[0].anchor is Anchor.GONE, "no rating takes another occasion"
    workspace.close()
    denied = [each if n != 1 else each.replace("was", "was not") for n, each in enumerate(made)]
    workspace = a_project(tmp_path, "\n\n".join(denied))
    (quote,) = workspace.recheck("c")
    assert (quote.anchor, quote.now and quote.now.exact) == (
        Anchor.ALTERED, "The pier was not closed.",
    )  # fmt: skip
    assert "they are altered in the quoted place" in quote.note
    workspace.close()


def test_a_sentence_in_other_company_says_so(tmp_path: Path) -> None:
    workspace = a_project(tmp_path, "It was said so. Trains run. They are red.")
    passage = workspace.passage("s:16-27")
    workspace.rate("c", "true", marks=[("supports", passage)])
    workspace.close()
    workspace = a_project(tmp_path, "It was said so. Nobody thinks that Trains run. They are red.")
    (quote,) = workspace.recheck("c")
    assert (quote.anchor, quote.note) == (Anchor.MOVED, "the words around it have changed")
    workspace.close()


PAGE = "<h1>Tolls</h1><p>The toll is 3 crowns. It was paid at the gate.</p>"


def test_a_page_whose_markup_alone_changed_is_no_changed_source(tmp_path: Path) -> None:
    """Another file, the same text: every quote stands where it stood, and nothing is stale."""
    workspace = a_project(tmp_path, THEN)
    (tmp_path / "corpus" / "page.html").write_text(PAGE)
    workspace.refresh()
    at = workspace.article("page").text.index("The toll")
    passage = workspace.passage(f"page:{at}-{at + 21}")
    workspace.rate("c", "true", marks=[("supports", passage)])
    workspace.close()
    (tmp_path / "corpus" / "page.html").write_text(PAGE.replace("<p>", '<p class="new">'))
    workspace = a_project(tmp_path, THEN)
    assert workspace.stale(workspace.claim("c")) == ()
    assert workspace.recheck("c")[0].anchor is Anchor.EXACT
    assert "The source changed" not in workspace.report()
    assert "Stale" not in workspace.report()
    (tmp_path / "corpus" / "page.html").write_text(PAGE.replace("3 crowns", "4 crowns"))
    workspace.refresh()
    assert workspace.stale(workspace.claim("c")) == (
        "The source page changed after it was quoted.",
    )
    workspace.close()


@pytest.mark.parametrize("noted", [True, False], ids=["text noted", "older ledger"])
def test_a_file_that_is_only_read_otherwise_is_no_changed_source(noted: bool) -> None:
    """Its bytes are the same: what changed is what this program takes out of it."""
    claim = Claim(id="c", text="t")

    def read(text: str) -> Article:
        hash_ = sha256(text.encode()).hexdigest() if noted else ""
        return Article(replace(article(text, "1").source, text_sha256=hash_), text)

    then = read(THEN)
    at = THEN.index("None")
    mark = quoted(then, at, at + len("None were exported."))
    rated = Rated(claim="c", text="t", scale="s", rating="true", quotes=(("supports", mark),))
    made = replay([Entry(seq=1, at="", by="a", decision=rated)]).of("c")
    assert list(stale(claim, made, lambda _: then.source)) == []
    now = read(f"Menu Home Contact\n\n{THEN}")
    (each,) = recheck(made, lambda _: now)
    assert (each.anchor, each.since) == (Anchor.MOVED, Since.REREAD)
    assert each.note == "the file is the same, but another text is read from it now"
    assert list(stale(claim, made, lambda _: now.source)) == []


def test_a_source_that_left_the_corpus_takes_its_quotes_along() -> None:
    def missing(id_: str) -> Article:
        raise InputError("no such source")

    (only,) = recheck(standing("None were exported."), missing)
    assert (only.found, only.now, only.anchor) == (None, None, Anchor.GONE)


def a_project(root: Path, text: str) -> Workspace:
    """A project of one claim and one source, opened anew and indexed."""
    (root / "corpus").mkdir(exist_ok=True)
    (root / "corpus" / "s.txt").write_text(text)
    if not (root / "claims.toml").exists():
        (root / "claims.toml").write_text('[[claims]]\nid = "c"\ntext = "It has 25"\n')
    workspace = Workspace.open(root, by="ann")
    workspace.refresh()
    return workspace


WORDS = (
    "The first bridge of the town was built of wood in 1820.",
    "Nobody knows who paid for the second one.",
    "It has 25 lamps, all of them lit by gas.",
    "Trains cross it every hour but on Sundays.",
)


@given(
    marks=st.lists(
        st.sampled_from(["supports", "conflicts", "irrelevant"]), min_size=4, max_size=4
    ),
    order=st.permutations(range(4)),
    kept=st.lists(st.booleans(), min_size=4, max_size=4),
    above=st.sampled_from(["", "A note.\n"]),
)
@settings(max_examples=25)
def test_a_verdict_that_still_holds_rests_on_the_words_as_they_stand_now(
    marks: list[Mark], order: list[int], kept: list[bool], above: str
) -> None:
    """Whatever moved, changed places or went; then nothing is stale, and undo makes it so again."""
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        before = "Bridges\n\n" + "\n\n".join(WORDS) + "\n"
        workspace = a_project(root, before)
        claim = workspace.claim("c")
        for words, mark in zip(WORDS, marks, strict=True):
            at = before.index(words)
            workspace.mark("c", workspace.passage(f"s:{at}-{at + len(words)}"), mark)
        workspace.rate("c", "true")
        workspace.close()
        left = [WORDS[n] for n in order if kept[n]]
        after = f"{above}Bridges\n\n" + "\n\n".join(left) + "\n"
        workspace = a_project(root, after)
        was_stale = bool(workspace.stale(claim))
        then = workspace.standing("c")
        assert was_stale == (after != before and set(marks) != {"irrelevant"})
        entry = workspace.still_holds("c")
        assert isinstance(entry.decision, Rated)
        assert (entry.decision.rating, entry.decision.reason) == ("true", STILL_HOLDS)
        assert workspace.stale(claim) == ()
        assert workspace.check() == ()
        standing = workspace.standing("c")
        expected = {words: mark for words, mark in zip(WORDS, marks, strict=True) if words in left}
        found = {quote.exact: mark for mark, quote in standing.marks}
        altered = {words: mark for words, mark in found.items() if words not in WORDS}
        assert expected.items() <= found.items()
        assert all(words in after for words in altered)
        if was_stale:
            assert workspace.undo() == entry, "one decision, one undo"
            assert workspace.standing("c") == then
            workspace.redo()
            assert workspace.standing("c") == standing
        workspace.close()


def test_a_stale_claim_rated_anew_is_quoted_from_its_source_as_it_is_now(tmp_path: Path) -> None:
    """Words that moved are renewed; altered and gone ones stay as quoted, and are shown as that."""
    before = "Bridges\n\n" + "\n\n".join(WORDS) + "\n"
    workspace = a_project(tmp_path, before)
    for words, mark in zip(WORDS, ("supports", "irrelevant", "conflicts", "supports"), strict=True):
        at = before.index(words)
        workspace.mark("c", workspace.passage(f"s:{at}-{at + len(words)}"), mark)  # type: ignore[arg-type]
    workspace.rate("c", "true")
    workspace.close()

    moved = "A note.\n" + before
    workspace = a_project(tmp_path, moved)
    claim, then = workspace.claim("c"), workspace.standing("c")
    given = workspace.rate("c", "false", reason="misread")
    now = workspace.standing("c")
    assert workspace.stale(claim) == ()
    assert workspace.check() == ()
    assert [(m, q.exact) for m, q in now.marks] == [(m, q.exact) for m, q in then.marks]
    assert all(moved[q.start : q.end] == q.exact for _, q in now.marks)
    assert "The source changed" not in workspace.report()
    assert workspace.undo() == given
    assert workspace.standing("c") == then
    workspace.redo()
    workspace.close()

    changed = "Another note.\n" + moved.replace("25 lamps", "26 lamps").replace(WORDS[3], "")
    workspace = a_project(tmp_path, changed)
    workspace.rate("c", "mixed", reason="read again")
    anchors = {each.quote.exact: each.anchor for each in workspace.recheck("c")}
    assert anchors == {
        WORDS[0]: Anchor.EXACT,
        WORDS[2]: Anchor.ALTERED,
        WORDS[3]: Anchor.GONE,
    }
    assert workspace.stale(claim) == ("The source s changed after it was quoted.",)
    report = workspace.report()
    assert "now words this differently.** It reads: “It has 26 lamps" in report
    assert "These words are no longer found where they were quoted from." in report
    assert report.count("The source changed") == 1
    workspace.still_holds("c")
    assert workspace.stale(claim) == ()
    assert "Checked again: it still holds" in workspace.report()
    workspace.close()


def test_a_source_under_another_name_is_called_by_it(tmp_path: Path) -> None:
    """Wherever it is said that the one that was quoted is gone."""
    workspace = a_project(tmp_path, THEN)
    workspace.rate("c", "true", marks=[("supports", workspace.passage("s:0-33"))])
    workspace.close()
    (tmp_path / "corpus" / "s.txt").rename(tmp_path / "corpus" / "named-anew.txt")
    workspace = Workspace.open(tmp_path, by="ann")
    workspace.refresh()
    told = "The source s is no longer in the corpus; named-anew has the same text."
    assert workspace.stale(workspace.claim("c")) == (told,)
    assert f"**Stale.** {told}" in workspace.report()
    workspace.close()


def test_a_passage_said_not_to_be_relevant_makes_no_verdict_stale(tmp_path: Path) -> None:
    """The queue would have nothing to decide: no verdict rests on it, whatever its source says."""
    workspace = a_project(tmp_path, THEN)
    workspace.rate("c", "true", marks=[("irrelevant", workspace.passage("s:0-33"))])
    workspace.close()
    workspace = a_project(tmp_path, NOW)
    assert workspace.recheck("c") == ()
    assert workspace.stale(workspace.claim("c")) == ()
    assert "Stale" not in workspace.report()
    assert "now words this differently" in workspace.report(), "but what is printed is told"
    workspace.close()


def test_a_quote_whose_mark_was_taken_away_is_not_asked_for_again(tmp_path: Path) -> None:
    """The checker dealt with it: neither the queue nor `check` names words nothing rests on."""
    workspace = a_project(tmp_path, "Bridges\n\n" + "\n\n".join(WORDS) + "\n")
    at = workspace.article("s").text.index(WORDS[3])
    passage = workspace.passage(f"s:{at}-{at + len(WORDS[3])}")
    workspace.rate("c", "true", marks=[("supports", passage)])
    workspace.close()
    workspace = a_project(tmp_path, "Bridges\n\n" + "\n\n".join(WORDS[:3]) + "\n")
    (gone,) = workspace.recheck("c")
    assert gone.anchor is Anchor.GONE
    assert len(workspace.check()) == 1
    workspace.mark("c", passage, None)
    assert workspace.recheck("c") == ()
    assert workspace.check() == ()
    workspace.close()


@pytest.mark.parametrize("left", ["short", "none"])
def test_a_mark_is_taken_away_from_words_that_are_gone(tmp_path: Path, left: str) -> None:
    """Also where the source is too short for them by now, or gone: they cannot be quoted again."""
    workspace = a_project(tmp_path, THEN)
    passage = workspace.passage(f"s:{len(THEN) - 8}-{len(THEN)}")
    workspace.mark("c", passage, "supports")
    workspace.close()
    if left == "short":
        workspace = a_project(tmp_path, "Short.")
    else:
        (tmp_path / "corpus" / "s.txt").unlink()
        workspace = Workspace.open(tmp_path, by="ann")
        workspace.refresh()
    with pytest.raises(InputError):
        workspace.mark("c", passage, "conflicts")
    workspace.mark("c", passage, None)
    assert workspace.standing("c").marks == ()
    workspace.close()


def test_words_that_are_not_those_seen_are_not_marked(tmp_path: Path) -> None:
    """A passage on a card of a source that changed meanwhile: other words stand in its place."""
    workspace = a_project(tmp_path, THEN)
    seen = workspace.passage("s:0-33")
    workspace.close()
    workspace = a_project(tmp_path, THEN.replace("25", "26"))
    with pytest.raises(InputError, match="other words there"):
        workspace.mark("c", seen, "supports")
    with pytest.raises(InputError, match="other words there"):
        workspace.rate("c", "true", marks=[("supports", seen)])
    assert workspace.entries() == ()
    workspace.close()


def test_a_rating_needs_no_folder_of_sources(tmp_path: Path) -> None:
    """What was quoted is kept as it was quoted."""
    workspace = a_project(tmp_path, THEN)
    workspace.mark("c", workspace.passage("s:0-10"), "supports")
    marks = workspace.standing("c").marks
    workspace.close()
    (tmp_path / "corpus" / "s.txt").unlink()
    (tmp_path / "corpus").rmdir()
    workspace = Workspace.open(tmp_path, by="ann")
    workspace.rate("c", "true")
    assert workspace.standing("c").marks == marks
    workspace.close()


def test_a_rating_of_another_scale_does_not_hold_on_this_one(tmp_path: Path) -> None:
    """The same word may stand for less there: whoever checks says it anew."""
    workspace = a_project(tmp_path, THEN)
    workspace.rate("c", "true")
    workspace.close()
    file = tmp_path / "claims.toml"
    file.write_text(
        '[project]\nscale = "house"\n[scales.house]\nratings = ["False", "True"]\n'
        + file.read_text()
    )
    workspace = a_project(tmp_path, THEN)
    with pytest.raises(InputError, match="none of the scale house; rate it again"):
        workspace.still_holds("c")
    assert len(workspace.entries()) == 1
    workspace.close()


def test_a_reworded_claim_holds_again_with_its_new_words(tmp_path: Path) -> None:
    workspace = a_project(tmp_path, THEN)
    with pytest.raises(InputError, match="no verdict stands"):
        workspace.still_holds("c")
    workspace.rate("c", "false")
    workspace.apply(workspace.propose_edit("c", text="It has 26"))
    assert workspace.stale(workspace.claim("c")) != ()
    workspace.still_holds("c")
    assert workspace.stale(workspace.claim("c")) == ()
    workspace.undo()
    assert workspace.stale(workspace.claim("c")) != ()
    workspace.close()
