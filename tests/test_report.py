"""What the report tells of claims, verdicts, quotes and sources, and where it is stale."""

from arrests import (
    CHARGED,
    CLAIM,
    CONFLICT,
    MENTION,
    OTHER,
    SAID,
    SHA,
    TEXT,
    dossier,
    markdown,
    rated,
)

from workbench.claims import Claim
from workbench.corpus import Published, Skipped, Source
from workbench.passages import Passage
from workbench.passages.quotes import Anchor, Quote
from workbench.report import AUDIT
from workbench.verdicts import (
    Graded,
    Justified,
    Marked,
    Postponed,
    Rated,
    Read,
    Reported,
    Searched,
)


def test_a_second_reading_stands_beside_the_quote_it_was_seen_with_and_nowhere_else() -> None:
    """Named after its model, never instead of the reasons; a mark made without one has none."""
    said = "model M*1: conflicts .91"
    marked = Marked(claim="arrests", quote=SAID, mark="conflicts", second=said)
    other = Marked(claim="arrests", quote=CHARGED, mark="irrelevant")
    text = markdown(marked, other)
    assert "(strong). Second reading, model M\\*1: conflicts .91.\n\n- *conflicts* says 53" in text
    assert text.count("Second reading, ") == 1
    assert "A second reading is what a model of the checker's own said" in text
    again = markdown(marked, Marked(claim="arrests", quote=SAID, mark="supports"))
    assert "econd reading" not in again
    assert "econd reading" not in markdown(other)


def test_words_that_stand_elsewhere_now_keep_their_second_reading() -> None:
    now = SAID.__class__(
        source="paper", start=9, end=51, exact=SAID.exact, prefix="", suffix=" N", sha256=SHA
    )
    moved = Rated(
        claim="arrests",
        text=CLAIM.text,
        scale="default",
        rating="false",
        quotes=(("conflicts", now),),
        instead=(("paper", 0, 42),),
    )
    marked = Marked(claim="arrests", quote=SAID, mark="conflicts", second="model M: conflicts .91")
    text = markdown(marked, moved, text=f"Not yet. {TEXT}")
    assert text.count("Second reading, model M: conflicts .91.") == 1


def test_a_verdict_stands_with_its_justification_its_quotes_and_the_reasons() -> None:
    text = markdown(
        Justified(claim="arrests", text="The ministry gave 53.\n\nNo one else counted."),
        rated(CLAIM, "false", conflicts=SAID, irrelevant=CHARGED),
    )
    assert "1 judged, 1 open. Last decision: 2026-03-01 10:02 UTC, by Maria." in text
    assert "**Verdict: False.**" in text
    assert "The ministry gave 53.\n\nNo one else counted." in text
    assert (
        "> The ministry said 53 people were arrested.\n\n"
        "S1, The Daily, date unknown, characters 0 to 42. Marked by the checker: conflicts. "
        "Suggested by the program: conflicts (strong).\n\n"
        "- *conflicts* says 53, the claim says over 500" in text
    )
    assert text.index("#### What conflicts") < text.index("#### Set aside")
    assert "Marked by the checker: irrelevant. Suggested by the program: mentions." in text
    assert f"- sha256: `{SHA}`" in text


def test_a_suggestion_that_nobody_marked_is_called_one() -> None:
    text = markdown(rated(CLAIM, "true", supports=CHARGED))
    judged = text[text.index("### 1.") : text.index("### 2.")]
    beside = judged[judged.index("#### Not marked by the checker") :]
    assert "> The ministry said 53" in beside
    assert "Suggestion: conflicts (strong)." in beside


def test_a_suggestion_that_overlaps_a_marked_passage_is_not_repeated() -> None:
    part = Quote(
        source="paper", start=4, end=20, exact=TEXT[4:20], prefix="", suffix="", sha256=SHA
    )
    text = markdown(rated(CLAIM, "false", conflicts=part), claims=(CLAIM,))
    assert "#### Not marked by the checker" not in text


def test_claims_without_a_verdict_are_told_apart_from_postponed_ones() -> None:
    text = markdown(Postponed(claim="charges"))
    assert "2 claims checked against 1 source: 0 judged, 2 open." in text
    still = text[text.index("## Not judged yet") :]
    assert "### 1. Over 500 people were arrested\n\n**Open.**" in still
    assert "### 2. Some were charged\n\n**Postponed.**" in still


def test_a_verdict_on_a_claim_that_left_the_file_is_kept() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID), claims=(OTHER,))
    gone = text[text.index("## Verdicts on claims no longer listed") :]
    assert "### 2. Over 500 people were arrested\n\n**Verdict: False.**" in gone


def test_a_report_without_any_decision_has_no_date_and_says_so() -> None:
    text = markdown()
    assert "Nothing has been decided yet." in text
    assert "## Summary" not in text
    assert "UTC" not in text


def test_its_date_is_that_of_the_last_decision_and_not_of_what_was_read_or_written() -> None:
    text = markdown(
        rated(CLAIM, "false"),
        Read(claim="arrests", source="paper", start=0, end=42),
        Searched(claim="arrests", query="detained", found=0, passages=3),
        Reported(path="report.md", ratings={"arrests": "false"}),
    )
    assert "Last decision: 2026-03-01 10:01 UTC" in text
    assert "“detained”: nothing found in 3 passages" in text
    assert "- Read in context: 1 passage of 1 source\n" in text


def test_the_checkers_grade_stands_on_the_card_of_a_source() -> None:
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID),
        Graded(source="paper", grade="B2", kind="primary"),
    )
    assert "- Kind: primary\n- Grade: B2" in text


def test_copies_of_a_quote_are_named_and_not_counted() -> None:
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID), copies=(Passage("reprint", 5, 47, TEXT[:42]),)
    )
    assert "Nearly the same words in `reprint`: copies, not more evidence." in text


def test_what_the_rules_ask_of_a_verdict_and_it_lacks_is_told() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID))
    assert "The verdict lacks: 2 independent sources (has 1)." in text
    off = markdown(rated(CLAIM, "false", conflicts=SAID), rules={"two_sources": False})
    assert "The verdict lacks" not in off


def test_files_that_were_left_out_are_named() -> None:
    text = markdown(skipped=[Skipped("scan.png", "no reader for .png")])
    assert "- `scan.png`: no reader for .png" in text


# stale verdicts


def test_a_verdict_whose_claim_was_reworded_is_stale() -> None:
    old = Claim(id="arrests", text="Over 400 people were arrested")
    text = markdown(rated(old, "false", conflicts=SAID))
    assert "**1 verdict is stale** (no. 1)" in text
    assert "**Stale.** The claim was reworded after it was rated; it read: Over 400 people" in text
    assert "**False (stale)**" in text


def test_a_verdict_whose_source_changed_is_stale_and_says_where_the_words_went() -> None:
    new = Source(id="paper", path="paper.txt", title="A paper", sha256="f" * 64)
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID), sources=[new], text=TEXT.replace("53", "54")
    )
    assert "**Stale.** The source paper changed after it was quoted." in text
    assert (
        "it now words this differently.** It reads: “The ministry said 54 people were arrested.” "
        f"Quoted from sha256 `{SHA}`." in text
    )


def test_marked_words_that_moved_are_not_suggested_again_and_their_old_place_is_free() -> None:
    """Nobody marked what stands now where they stood, and who marked them did so for good."""
    new = Source(id="paper", path="paper.txt", title="A paper", sha256="f" * 64)
    first = "Nobody counted the arrests, it said then. "
    assert len(first) == 42 == SAID.end - SAID.start
    told = dossier(
        rated(CLAIM, "false", conflicts=SAID),
        claims=(CLAIM,),
        sources=[new],
        text=first + TEXT,
        found=(Passage("paper", 0, 41, first[:41]), Passage("paper", 42, 84, TEXT[:42])),
    )
    (case,) = told.cases
    (marked,) = case.marked
    assert (marked.anchor, marked.judgement) == (Anchor.MOVED, CONFLICT), "found in its new place"
    assert marked.now is not None
    assert (marked.now.start, marked.now.end, marked.now.sha256) == (42, 84, SHA)
    assert [each.quote.exact for each in case.suggested] == [first[:41]]
    text = AUDIT.render(told)
    assert "these words now stand elsewhere in it.** Now 42 to 84. Quoted from sha256" in text


def test_reworded_words_are_not_given_the_judgement_of_what_took_their_place() -> None:
    """What the search found there judges the words of today: beside the old ones it would lie."""
    new = Source(id="paper", path="paper.txt", title="A paper", sha256="f" * 64)
    now = TEXT.replace("53", "54")
    told = dossier(
        rated(CLAIM, "false", conflicts=SAID),
        sources=[new],
        text=now,
        found=(Passage("paper", 0, 42, now[:42]),),
    )
    (marked,) = told.cases[0].marked
    assert (marked.quote, marked.judgement) == (SAID, MENTION)
    assert marked.now is not None
    assert marked.now.exact == now[:42]
    assert told.cases[0].suggested == (), "they are told with the marked ones"


def test_a_verdict_whose_source_is_gone_is_stale() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID), claims=(CLAIM,), sources=[], found=())
    assert "The source paper is no longer in the corpus." in text
    assert "These words are no longer found where they were quoted from." in text


def test_a_published_interval_is_shown_as_one() -> None:
    from datetime import date

    between = Published(date(2023, 11, 16), date(2023, 12, 31))
    source = Source(id="paper", path="paper.txt", title="A paper", sha256=SHA, published=between)
    assert "- Published: 2023-11-16 to 2023-12-31" in markdown(
        rated(CLAIM, "false", conflicts=SAID), sources=[source]
    )
