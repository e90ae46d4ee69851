"""The parts of a compound claim."""

import pytest
from claims_file import SHIPPED
from hypothesis import given
from hypothesis import strategies as st

from workbench.claims import parse_claims
from workbench.claims.splitting import parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "In 2023 China exported 9.766 kilograms, mainly to Asia, and none were flown to "
            "North America",
            (
                "In 2023 China exported 9.766 kilograms, mainly to Asia",
                "None were flown to North America",
            ),
        ),
        (
            "The city signed the treaty in 2019 and ratified it in 2020.",
            ("The city signed the treaty in 2019", "The city ratified it in 2020"),
        ),
        ("Deaths rose in 2019; they fell in 2020", ("Deaths rose in 2019", "They fell in 2020")),
        (
            "53 people were arrested in 2017, and 1,178 kilograms were seized",
            ("53 people were arrested in 2017", "1,178 kilograms were seized"),
        ),
    ],
)
def test_two_statements_are_proposed_as_two(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "China and the US have never cooperated in drug enforcement",
        "The cooperation between China and the US has stopped",
        "China has scheduled and controlled fentanyl by the entire class",
        "Both countries have established and launched a working group",
        "The mayor said Rome, Milan, and Turin have signed",
        'He said "we stand ready and they have refused" on Monday',
        "The law was drafted and adopted in 2019",
        "Rock and roll",
        "",
    ],
)
def test_what_is_one_statement_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


def test_no_shipped_claim_is_cut() -> None:
    assert all(len(parts_of(claim.text)) == 1 for claim in parse_claims(SHIPPED).claims)


@given(st.text(max_size=200))
def test_parts_never_fail(text: str) -> None:
    assert len(parts_of(text)) >= 1
