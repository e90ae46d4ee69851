"""Sentences taken apart: tokens, periods, quantities, names, negation."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.analysis.periods import day
from workbench.analysis.sentence import Sentence, analyse


@given(st.text())
def test_every_token_is_the_text_at_its_offsets(text: str) -> None:
    """Whatever the text, hostile ones too, offsets are exact and in order."""
    sentence = analyse(text)
    end = 0
    for token in sentence.tokens:
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@given(st.text(alphabet="0123456789,.-–% $mk andto2019thMay"))
@example("0-1000M0")
def test_numbers_and_dates_never_overlap(text: str) -> None:
    sentence = analyse(text)
    taken = {at for period in sentence.periods for at in range(period.first, period.past)}
    for amount in sentence.quantities:
        assert amount.first < amount.past
        assert 0 <= amount.start < amount.end <= len(text)
        assert not taken.intersection(range(amount.first, amount.past)) or amount.unit == "label"


def amounts(sentence: Sentence) -> list[tuple[str, float, float, str]]:
    return [(sentence.text[a.start : a.end], a.low, a.high, a.unit) for a in sentence.quantities]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("they hired 25 nurses", "25", 25, 25, "count"),
        ("a haul of 9.766 kilograms", "9.766 kilograms", 9766, 9766, "mass"),
        ("none were sold abroad", "none", 0, 0, "count"),
        ("there were no deaths", "no", 0, 0, "count"),
        ("twenty-five ships sailed", "twenty-five", 25, 25, "count"),
        ("two hundred and fifty ships", "two hundred and fifty", 250, 250, "count"),
        ("it cost $1.5 million", "$1.5 million", 1.5e6, 1.5e6, "dollar"),
        ("12 percent of voters", "12 percent", 12, 12, "%"),
        ("the 42nd ranked team", "42nd", 42, 42, "ordinal"),
        ("between 10 and 20 boats", "10 and 20", 10, 20, "count"),
        ("at least 40 boats", "at least 40", 40, float("inf"), "count"),
        ("up to 40 boats", "up to 40", 0, 40, "count"),
        ("40 or more boats", "40 or more", 40, float("inf"), "count"),
    ],
)
def test_a_quantity_is_read_with_its_bound_and_unit(
    text: str, words: str, low: float, high: float, unit: str
) -> None:
    assert amounts(analyse(text)) == [(words, low, high, unit)]


def test_more_than_leaves_the_number_itself_out() -> None:
    (amount,) = analyse("more than 50 towns").quantities
    assert amount.low > 50
    assert amount.counts == ("town",)


def test_two_thirds_is_a_percentage() -> None:
    (amount,) = analyse("more than two-thirds of the deaths").quantities
    assert amount.unit == "%"
    assert 66.6 < amount.low < 66.7


@pytest.mark.parametrize(
    "text", ["he flew on Flight 370 to it", "in 1998 he left", "the COVID-19 wave", "not only that"]
)
def test_ids_years_and_names_count_nothing(text: str) -> None:
    assert [a for a in analyse(text).quantities if a.unit == "count"] == []


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("it opened in May 2019", day(2019, 5), day(2019, 5, 31), "at"),
        ("on 18 July 1996", day(1996, 7, 18), day(1996, 7, 18), "at"),
        ("on July 18, 1996, they", day(1996, 7, 18), day(1996, 7, 18), "at"),
        ("on 1996-07-18", day(1996, 7, 18), day(1996, 7, 18), "at"),
        ("in the 1980s", day(1980), day(1990) - 1, "at"),
        ("from 2010 to 2014", day(2010), day(2015) - 1, "range"),
        ("after 1990", day(1991), 10**9, "after"),
        ("before 1990", -(10**9), day(1990) - 1, "before"),
        ("since 1990", day(1990), 10**9, "since"),
    ],
)
def test_a_period_is_an_interval_of_days(text: str, low: int, high: int, bound: str) -> None:
    (period,) = analyse(text).periods
    assert (period.low, period.high, period.bound) == (low, high, bound)


def test_last_year_is_resolved_only_with_the_year_of_the_source() -> None:
    assert analyse("it was cut off in August last year").periods == ()
    (period,) = analyse("it was cut off in August last year", 2023).periods
    assert (period.low, period.high) == (day(2022, 8), day(2022, 8, 31))


@pytest.mark.parametrize(
    ("text", "month"), [("the fair opens in May", 5), ("closed since June, he said", 6)]
)
def test_a_month_alone_is_a_period_without_year_or_day(text: str, month: int) -> None:
    (period,) = analyse(text).periods
    assert (period.grain, period.low, period.high) == ("yearless", month, 0)


@pytest.mark.parametrize("text", ["in May Lake they fished", "he may go", "in March last year"])
def test_a_month_that_is_a_name_a_verb_or_of_some_year_is_none(text: str) -> None:
    assert analyse(text).periods == ()


def test_a_place_aligns_as_the_one_it_lies_in() -> None:
    assert "africa" in analyse("They live in North Africa.").by_key
    assert "uk" in analyse("It is a Scottish firm.").by_key
    for text in ("They live in Africa.", "They live in North Korea.", "They live in New York."):
        names = analyse(text).names
        assert set(analyse(text).by_key) <= {"live", *(name.key for name in names)}


def test_people_are_not_a_year() -> None:
    sentence = analyse("more than 2000 people came in 2010")
    assert [p.low for p in sentence.periods] == [day(2010)]
    assert [a.counts[0] for a in sentence.quantities] == ["peopl"]


def names(text: str) -> list[tuple[str, str, bool]]:
    return [(text[n.start : n.end], n.key, n.place) for n in analyse(text).names]


def test_names_of_several_words_are_one() -> None:
    assert names("It flew to North America and the United States.") == [
        ("North America", "north america", True),
        ("United States", "us", True),
    ]


def test_an_adjective_of_a_place_is_the_place() -> None:
    assert names("the Canadian team")[0][1] == "canada"


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital() -> None:
    assert names("Substances were banned.") == []


@pytest.mark.parametrize(
    ("text", "word", "turned"),
    [
        ("the board did not approve it", "approve", True),
        ("the board approved it", "approved", False),
        ("it does not deny that some arrive", "arrive", False),
        ("he came without luggage, and paid", "paid", False),
        ("not only cars but boats", "cars", False),
        ("no fewer than ten boats sank", "sank", False),
        ("he declined to approve it", "approve", True),
        ("a decline in deaths was seen", "deaths", False),
        ("there is no evidence that masks slow it", "masks", True),
        ("it is incorrect to say most of it came by sea", "came", True),
    ],
)
def test_negation_governs_its_clause_and_cancels_out(text: str, word: str, turned: bool) -> None:
    sentence = analyse(text)
    at = next(i for i, token in enumerate(sentence.tokens) if token.text == word)
    assert sentence.negated[at] is turned
