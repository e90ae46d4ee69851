"""A quote is found again wherever it went, or said to be gone."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.passages.quotes import CONTEXT, Anchor, Quote, difference, find_again, quote, runs

TEXT = (
    "The ministry met on Monday. China has scheduled 25 fentanyl substances, officials said. "
    "“None were exported to North America,” the ministry said.\n"
    "Cooperation began in the 1980s. The talks go on next year in Vienna."
)


def quoted(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return quote(text, start, start + len(words), source="s", sha256="0" * 64)


def test_a_quote_keeps_its_words_its_place_and_what_surrounds_it() -> None:
    found = quoted("Cooperation began in the 1980s.")
    assert TEXT[found.start : found.end] == found.exact == "Cooperation began in the 1980s."
    assert TEXT[found.start - CONTEXT : found.start] == found.prefix
    assert found.suffix == TEXT[found.end : found.end + CONTEXT]
    assert quoted("The ministry").prefix == ""


@pytest.mark.parametrize("start, end", [(-1, 4), (4, 4), (5, 4), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_no_quote(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        quote(TEXT, start, end, source="s", sha256="")


def test_the_same_words_at_the_same_place_are_exact_even_among_twins() -> None:
    text = "yes. " * 50
    found = quote(text, 100, 104, source="s", sha256="")
    assert find_again(found, text) == (Anchor.EXACT, 100, 104)


def test_words_that_moved_are_found_where_their_surroundings_went() -> None:
    before = "A minister said: it is not so. An envoy said: it is not so. The end."
    found = quote(before, before.rindex("it is"), before.rindex(" The"), source="s", sha256="")
    now = "A minister said: it is not so. A rival said: it is not so. " + before
    anchor, start, end = find_again(found, now)
    assert anchor is Anchor.MOVED
    assert now[start:end] == "it is not so."
    assert now[:start].endswith("An envoy said: ")


@pytest.mark.parametrize(
    "words, old, new",
    [
        ("China has scheduled 25 fentanyl substances, officials said.", "25", "more than 50"),
        ("“None were exported to North America,”", "None were", "Some of it was"),
        ("Cooperation began in the 1980s.", "1980s", "1990s"),
        ("The ministry met on Monday.", "The ministry", "Ministers"),
        ("The talks go on next year in Vienna.", " in Vienna", ""),
    ],
)
def test_altered_words_are_found_as_what_stands_there_now(words: str, old: str, new: str) -> None:
    now = "A line put before.\n" + TEXT.replace(words, words.replace(old, new))
    anchor, start, end = find_again(quoted(words), now)
    assert anchor is Anchor.ALTERED
    assert now[start:end] == words.replace(old, new)


def test_words_broken_over_lines_differently_are_altered_not_gone() -> None:
    now = TEXT.replace("exported to North", "exported\nto  North")
    anchor, start, end = find_again(quoted("“None were exported to North America,”"), now)
    assert (anchor, now[start:end]) == (Anchor.ALTERED, "“None were exported\nto  North America,”")


def test_words_without_spaces_between_them_are_found_altered_too() -> None:
    text = "前文。中国已列管二十五种芬太尼类物质。后文。"
    now = "新增。" + text.replace("二十五", "五十")
    anchor, start, end = find_again(quoted("中国已列管二十五种芬太尼类物质", text), now)
    assert (anchor, now[start:end]) == (Anchor.ALTERED, "中国已列管五十种芬太尼类物质")


@pytest.mark.parametrize("now", ["", "!", "An article about the harvest of apples in the north."])
def test_words_that_are_nowhere_are_gone(now: str) -> None:
    anchor, start, end = find_again(quoted("China has scheduled 25 fentanyl substances"), now)
    assert (anchor, start) == (Anchor.GONE, end)
    assert 0 <= start <= len(now)


@given(st.text(max_size=80), st.integers(0, 79), st.integers(1, 40), st.text(max_size=120))
def test_what_is_found_is_always_a_span_of_the_text(
    text: str, start: int, size: int, now: str
) -> None:
    if start >= len(text):
        return
    found = quote(text, start, min(len(text), start + size), source="s", sha256="")
    anchor, begin, end = find_again(found, now)
    assert 0 <= begin <= end <= len(now)
    if anchor in (Anchor.EXACT, Anchor.MOVED):
        assert now[begin:end] == found.exact
    else:
        assert found.exact not in now
        assert (begin == end) == (anchor is Anchor.GONE)


@given(st.text("ab, \n", max_size=60), st.text("ab, \n", max_size=60))
def test_a_difference_holds_both_wordings_whole(then: str, now: str) -> None:
    changes = difference(then, now)
    assert "".join(c.text for c in changes if c.kind != "new") == then
    assert "".join(c.text for c in changes if c.kind != "gone") == now


def test_a_difference_is_told_in_words() -> None:
    changes = difference("scheduled 25 substances", "scheduled over 50 substances")
    assert [(c.kind, c.text) for c in changes if c.kind != "same"] == [
        ("gone", "25"),
        ("new", "over"),
        ("new", " "),
        ("new", "50"),
    ] or "".join(c.text for c in changes if c.kind == "new") == "over 50"


def test_the_cost_of_a_search_grows_with_the_text_and_not_with_its_square() -> None:
    """No figure is asserted but the ratio of two texts, ten times apart."""
    found = quoted("China has scheduled 25 fentanyl substances, officials said.")
    costs = []
    for size in (2_000, 20_000):
        text = "China said that officials had seen other substances on that day. " * size
        begun = time.process_time()
        find_again(found, text)
        costs.append(time.process_time() - begun)
    assert costs[1] < 40 * costs[0] + 0.5


@given(st.lists(st.sampled_from(list("abcde"))), st.lists(st.sampled_from(list("abcx"))))
def test_runs_of_changes_hold_the_same_words_and_never_two_of_a_kind_in_a_row(
    then: list[str], now: list[str]
) -> None:
    """What goes and stays is the old wording, what stays and comes the new one, blanks aside."""
    made = runs(difference(" ".join(then), " ".join(now)))
    for gone, words in (("new", then), ("gone", now)):
        text = " ".join(each.text for each in made if each.kind != gone)
        assert text.split() == words
    changed = [each.kind for each in made if each.kind != "same" or each.text.strip()]
    assert ("gone", "gone") not in pairwise(changed)
    assert ("new", "new") not in pairwise(changed)


def test_a_quote_of_pages_is_found_again_reworded_where_it_stands() -> None:
    """Every ninth word is another: 20,000 characters, which letter by letter took minutes."""
    pick = random.Random(5)
    words = [f"w{pick.randrange(3_000)}" for _ in range(9_000)]
    before = " ".join(words)
    start, end = before.index(" ", 10_000) + 1, before.index(" ", 30_000)
    then = quote(before, start, end, source="s", sha256="")
    after = " ".join("other" if n % 9 == 0 else word for n, word in enumerate(words))
    found = find_again(then, after)
    assert found.anchor is Anchor.ALTERED
    first = before[:start].count(" ")
    last = first + then.exact.count(" ")
    now = after[found.start : found.end].split(" ")
    there = after.split(" ")
    assert now in (there[first : last + 1], there[first + 1 : last + 1], there[first:last])
