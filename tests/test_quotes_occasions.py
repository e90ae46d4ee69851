"""Words that stand in a source several times: the place that was quoted is told from the others.

A quote is of one occasion. When that one is altered or gone, another is no stand-in for it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.passages.quotes import CONTEXT, Anchor, Quote, elsewhere, familiar, find_again, quote

SAME = "The board accepted the offer."
OPENINGS = (
    "About the ferry, the treasurer spoke first.",
    "About the library, the chair read a letter.",
    "About the orchard, an engineer showed a map.",
    "About the theatre, the tenants had written.",
)
ENDINGS = (
    "Three guests went home before the tea was served.",
    "Nobody asked a question.",
    "The lamps were lit.",
    "It rained all evening, so that few had come by foot.",
)


def paragraphs(number: int) -> list[str]:
    return [f"{OPENINGS[n]} {SAME} {ENDINGS[n]}" for n in range(number)]


def text_of(made: list[str]) -> str:
    return "Protocol\n\n" + "\n\n".join(made) + "\n"


def of(made: list[str], n: int) -> tuple[Quote, str]:
    """The occasion in paragraph `n` as a quote, and the text it is quoted from."""
    text = text_of(made)
    at = text.index(made[n]) + len(OPENINGS[n]) + 1
    assert text[at : at + len(SAME)] == SAME
    return quote(text, at, at + len(SAME), source="s", sha256="0" * 64), text


NEGATIONS = (
    "The board never accepted the offer.",
    "The board did not accept the offer.",
    "The board has accepted the offer in part.",
    "The  board accepted\tthe offer.",
)


@given(
    number=st.integers(2, 4),
    data=st.data(),
    now=st.sampled_from(NEGATIONS),
    before=st.sampled_from(("", "A note put first.\n\n", "Protocol of another day. ")),
)
def test_an_occasion_that_was_altered_is_altered_there_wherever_its_twins_stand(
    number: int, data: st.DataObject, now: str, before: str
) -> None:
    """Negated, hedged, or only wrapped anew; the paragraphs may change places meanwhile."""
    made = paragraphs(number)
    n = data.draw(st.integers(0, number - 1))
    then, _ = of(made, n)
    made[n] = made[n].replace(SAME, now)
    after = before + text_of(data.draw(st.permutations(made)))
    found = find_again(then, after)
    assert found.anchor is Anchor.ALTERED
    assert after[found.start : found.end] == now
    assert all(after[slice(*span)] == SAME for span in elsewhere(then, after, found))
    assert len(elsewhere(then, after, found)) == number - 1


@given(number=st.integers(2, 4), data=st.data(), whole=st.booleans())
def test_an_occasion_that_was_taken_out_is_gone_and_its_twins_are_named(
    number: int, data: st.DataObject, whole: bool
) -> None:
    """The sentence alone, or the paragraph with it."""
    made = paragraphs(number)
    n = data.draw(st.integers(0, number - 1))
    then, _ = of(made, n)
    made[n] = "" if whole else made[n].replace(f"{SAME} ", "")
    after = text_of([each for each in made if each])
    found = find_again(then, after)
    assert found.anchor is Anchor.GONE
    assert found.start == found.end
    assert len(elsewhere(then, after, found)) == number - 1


@given(number=st.integers(1, 4), data=st.data(), above=st.sampled_from(("", "A line above.\n")))
def test_an_occasion_that_stands_is_found_wherever_its_paragraph_went(
    number: int, data: st.DataObject, above: str
) -> None:
    """Reordered, something put above, another occasion added: it is the one that was quoted."""
    made = paragraphs(4)[:number]
    n = data.draw(st.integers(0, number - 1))
    then, before = of(made, n)
    more = data.draw(st.sampled_from(([], [f"Later a clerk added this. {SAME} So it was."])))
    after = above + text_of(data.draw(st.permutations([*made, *more])))
    found = find_again(then, after)
    assert found.anchor in (Anchor.EXACT, Anchor.MOVED)
    assert (found.anchor is Anchor.EXACT) == (found.start == then.start)
    assert after[: found.start].endswith(f"{OPENINGS[n]} ")
    assert after[found.start : found.end] == SAME
    if len(ENDINGS[n]) > CONTEXT:
        assert familiar(then, after, found), "both neighbours came along"
    assert find_again(then, before) == (Anchor.EXACT, then.start, then.end)


@given(number=st.integers(2, 4), data=st.data(), side=st.sampled_from(("opening", "ending")))
def test_a_sentence_whose_neighbour_was_edited_stays_and_says_so(
    number: int, data: st.DataObject, side: str
) -> None:
    made = paragraphs(number)
    n = data.draw(st.integers(0, number - 1))
    then, _ = of(made, n)
    old, new = {
        "opening": (OPENINGS[n], f"{OPENINGS[n][:-1]} at length."),
        "ending": (ENDINGS[n], "Then all of them left by the back door."),
    }[side]
    made[n] = made[n].replace(old, new)
    after = text_of(made)
    found = find_again(then, after)
    assert found.anchor in (Anchor.EXACT, Anchor.MOVED)
    assert text_of(made[:n]).count(SAME) == after[: found.start].count(SAME), "the same occasion"
    assert not familiar(then, after, found)


def test_both_neighbours_edited_the_order_of_the_occasions_tells() -> None:
    """As long as none of them was lost; else nothing tells and none is taken."""
    made = paragraphs(3)
    then, _ = of(made, 1)
    made[1] = f"Then came the reading room and its leaking roof. {SAME} A vote was held by hand."
    after = text_of(made)
    found = find_again(then, after)
    assert found.anchor is Anchor.MOVED
    assert after[: found.start].endswith("leaking roof. ")
    lost = text_of(made[1:])
    assert find_again(then, lost).anchor is Anchor.GONE
    assert len(elsewhere(then, lost, find_again(then, lost))) == 2


def test_paragraphs_of_one_length_that_change_places_do_not_pass_for_each_other() -> None:
    """At the same offset stand the same words, of another occasion."""
    made = [f"In {town} it was so. {SAME} And {town} slept." for town in ("Aber", "Brno", "Cork")]
    text = text_of(made)
    at = text.index(SAME)
    then = quote(text, at, at + len(SAME), source="s", sha256="")
    after = text_of([made[1], made[0], made[2]])
    assert after[then.start : then.end] == SAME
    anchor, start, _ = find_again(then, after)
    assert anchor is Anchor.MOVED
    assert after[:start].endswith("In Aber it was so. ")


def test_words_denied_in_place_and_repeated_in_a_correction_are_altered() -> None:
    """They were there once; now they stand once, where the correction quotes the error."""
    before = f"Minutes.\n\nThe vote was short. {SAME} The meeting closed at nine."
    at = before.index(SAME)
    then = quote(before, at, at + len(SAME), source="s", sha256="")
    after = before.replace(SAME, "The board rejected the offer.") + (
        f"\n\nCorrection: an earlier version said: “{SAME}” That was wrong."
    )
    found = find_again(then, after)
    assert found.anchor is Anchor.ALTERED
    assert after[found.start : found.end] == "The board rejected the offer."
    assert len(elsewhere(then, after, found)) == 1


def test_in_a_text_of_the_same_words_over_and_over_a_quote_stays_where_it_is() -> None:
    """More places than are looked at, and blanks alone on one side."""
    text = "yes " * 2_000 + " " * 40 + "yes " * 2_000
    for start in (4_000, 8_040, 12_000):
        then = quote(text, start, start + 400, source="s", sha256="")
        assert find_again(then, text) == (Anchor.EXACT, start, start + 400)


def test_a_denial_put_before_the_words_is_seen() -> None:
    """The words are there; what stands before them is no longer what stood there."""
    before = "The minister said this. Prices fell in May. So did rents."
    at = before.index("Prices")
    then = quote(before, at, at + len("Prices fell in May."), source="s", sha256="")
    after = before.replace("Prices fell", "It is untrue that Prices fell")
    found = find_again(then, after)
    assert found.anchor is Anchor.MOVED
    assert not familiar(then, after, found)


def test_a_place_that_looks_like_the_quoted_one_and_is_empty_does_not_hide_it() -> None:
    """A heading put above ends with the same words as what stood before the quote."""
    above = "All persons of this report are named in full.\n\n"
    before = f"Report\n\n{above}The pier holds 25 boats.\nAll persons of this report know it.\n"
    at = before.index("The pier")
    then = quote(before, at, at + len("The pier holds 25 boats."), source="s", sha256="")
    after = f"{above}All persons of this report know it.\n{before.replace('25', '26')}"
    found = find_again(then, after)
    assert (found.anchor, after[found.start : found.end]) == (
        Anchor.ALTERED, "The pier holds 26 boats.",
    )  # fmt: skip


@pytest.mark.parametrize("place", [0, 2])
def test_an_occasion_at_the_edge_of_a_text_is_told_too(place: int) -> None:
    """There is nothing on one side of it."""
    made = [f"{SAME} {ENDINGS[0]}", paragraphs(2)[1], f"{OPENINGS[2]} {SAME}"]
    text = "\n\n".join(made)
    at = [text.index(SAME), 0, text.rindex(SAME)][place]
    then = quote(text, at, at + len(SAME), source="s", sha256="")
    made[place] = made[place].replace(SAME, "The board never accepted the offer.")
    after = "A note put first.\n\n" + "\n\n".join(made) + "\n\nA note put last."
    found = find_again(then, after)
    assert (found.anchor, after[found.start : found.end]) == (
        Anchor.ALTERED, "The board never accepted the offer.",
    )  # fmt: skip
    gone = "\n\n".join(each for n, each in enumerate(made) if n != place)
    assert find_again(then, gone).anchor is Anchor.GONE


@pytest.mark.parametrize("kept", [1, 2])
def test_a_quote_of_an_older_ledger_is_told_from_its_twins_by_its_surroundings(kept: int) -> None:
    """It does not know how many there were."""
    import msgspec

    made = paragraphs(3)
    then, _ = of(made, 1)
    older = msgspec.structs.replace(then, occurrence=0, occurrences=0, text_sha256="")
    after = text_of([made[2], made[1], made[0]])
    found = find_again(older, after)
    assert after[: found.start].endswith(f"{OPENINGS[1]} ")
    lost = text_of([made[0], made[2]][:kept])
    assert find_again(older, lost).anchor is Anchor.GONE
