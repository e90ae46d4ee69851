"""Numbers as they are written: grouping marks, signs, shares, units; and hostile ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from signalled import cells

from workbench.analysis.figures import readings
from workbench.analysis.sentence import analyse
from workbench.signals.reasons import Relation
from workbench.stance import judge

WHOLE = ["48,200", "48 200", "48\u00a0200", "48\u2009200", "48\u202f200", "48'200", "48’200"]


@pytest.mark.parametrize("text", WHOLE)
def test_a_number_is_one_whatever_groups_its_digits(text: str) -> None:
    (amount,) = analyse(f"The harbour handled {text} containers.").quantities
    assert (amount.low, amount.high, amount.other) == (48200, 48200, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3.450.000", [3_450_000]),
        ("45,00,000", [4_500_000]),
        ("2,75", [2.75]),
        ("3.450.000,5", [3_450_000.5]),
        ("9 000,25", [9000.25]),
        ("21.305", [21.305, 21_305]),
        ("0.305", [0.305]),
        ("2021.305", [2021.305]),
        ("١٢٣", [123]),
        ("9" * 400, [float("inf")]),
    ],
)
def test_figures_are_read_in_every_way_they_may_mean(text: str, values: list[float]) -> None:
    assert [figure.value for figure in readings(text)] == values


def test_numbers_that_only_stand_side_by_side_are_two() -> None:
    amounts = analyse("On May 12 300 people came, and sets ended 6-4,6-3.").quantities
    assert [(a.low, a.high) for a in amounts] == [(300, 300), (6, 4), (6, 3)]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("minus twelve degrees", -12, "degree"),
        ("-12 °C", -12, "temperature"),
        ("12 degrees below zero", -12, "degree"),
        ("212 °F", 100, "temperature"),
        ("212 degrees Fahrenheit", 100, "temperature"),
        ("a fall of −2.5%", -2.5, "%"),
        ("6 percentage points", 6, "points"),
        ("one in four drivers", 25, "%"),
        ("nine out of ten tenants", 90, "%"),
        ("3bn pounds", 3e9, "pound"),
        ("twice as many", 2, "times"),
        ("two dozen eggs", 24, "count"),
        ("all but three of the goats", 3, "except"),
        ("10^6 cells", 1e6, "count"),
        ("half an hour", 1800, "time"),
    ],
)
def test_signs_shares_and_units(text: str, low: float, unit: str) -> None:
    amount = analyse(text).quantities[0]
    assert amount.low == pytest.approx(low)
    assert amount.unit == unit


def test_a_dash_between_numbers_is_no_minus() -> None:
    (amount,) = analyse("The walk takes 3-5 hours.").quantities
    assert (amount.low, amount.high) == (10800, 18000)
    assert analyse("Flight-12 left").quantities == ()


def test_what_only_looks_like_a_bound() -> None:
    for text in ("a row over 3 seats", "the past 30 days", "they argued about 3 plans"):
        assert analyse(text).quantities[0].bound == "exact"


def test_a_number_with_two_readings_meets_by_either_and_conflicts_by_neither() -> None:
    claim = "The site had {} visitors."
    passage = "The site had 21.305 visitors."
    assert cells(claim.format("21,305"), passage)["number/same"] is Relation.MEETS
    assert cells(claim.format("40,305"), passage)["number/counted"] is Relation.CONFLICTS


HOSTILE = [
    "0",
    "-0",
    "1e400",
    "١٢٣",
    "½",
    "10^6",
    "10^999999999",
    "0^0",
    "9" * 5000,
    "0." + "0" * 900,
]
HOSTILE += ["1" + "0" * 400, "-" + "9" * 400, "9" * 320 + " million", "0 °F", "16.181.", "½½", "٪5"]
HOSTILE += ["5067\u200b1", "1\u00ad9", "2\u030102", "²", "①", "20\u200b19", "9\u200b:30"]


@pytest.mark.parametrize("ours", HOSTILE)
@pytest.mark.parametrize("bound", ["", "more than ", "nearly ", "less than "])
def test_no_number_is_too_odd_to_be_compared(ours: str, bound: str) -> None:
    for theirs in HOSTILE:
        judge(f"The mine sold {bound}{ours} tonnes.", f"The mine sold {theirs} tonnes in spring.")


@given(
    st.text("0123456789.,' \u00a0\u200b\u0301:-−^%½°Fk²", max_size=30),
    st.text("0123456789.,^e-", max_size=20),
)
def test_any_run_of_figures_can_be_compared(ours: str, theirs: str) -> None:
    sentence = analyse(f"The mine sold {ours} tonnes.")
    assert all(t.text == sentence.text[t.start : t.end] for t in sentence.tokens)
    judge(sentence.text, f"The mine sold {theirs} tonnes.")


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("Jose Nunez", "José Núñez"),
        ("Jose Nunez", "Jose\u0301 Nu\u0301n\u0303ez"),
        ("Soren Kjaer", "Søren Kjær"),
        ("office coordination", "oﬃce coordi\u00adna\u200btion"),
        ("Lodz", "Łódź"),
    ],
)
def test_a_word_is_the_same_with_its_accents(plain: str, written: str) -> None:
    one, two = analyse(plain), analyse(written)
    assert [t.lower for t in one.tokens] == [t.lower for t in two.tokens]
    assert [t.text for t in two.tokens] == written.split()
    assert all(written[t.start : t.end] == t.text for t in two.tokens)


def test_letters_of_other_alphabets_stay() -> None:
    assert [t.lower for t in analyse("Чайковский й").tokens] == ["чайковский", "й"]
