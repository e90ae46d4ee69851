"""The justification in a report: addresses of the checker's own, and what it quotes."""

import pytest
from arrests import CLAIM, SAID, TEXT, markdown, rated
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbench.claims import Claim
from workbench.passages.verbatim import check_quotations
from workbench.verdicts import Justified

PARSED = MarkdownIt("gfm-like", {"linkify": False})


def report(text: str, claim: Claim = CLAIM) -> str:
    return markdown(
        rated(claim, "false", conflicts=SAID), Justified(claim=claim.id, text=text), claims=[claim]
    )


def links(markdown: str) -> list[str]:
    return [
        str(child.attrs["href"])
        for token in PARSED.parse(markdown)
        for child in token.children or ()
        if child.type == "link_open"
    ]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See http://list.example/a_b?x=1&y=2 for it.", ["http://list.example/a_b?x=1&y=2"]),
        ("https://list.example/*x_y.", ["https://list.example/*x_y"]),
        ("(see https://list.example/a_(b), too)", ["https://list.example/a_(b)"]),
        ("At https://a.example/1, https://b.example/2; both", None),
        ("First.\n\nhttps://list.example/\nthen text", ["https://list.example/"]),
        ("HTTPS://LIST.example/x", []),
        ("They wrote “go to https://evil.example/x now” there", []),
        ("> go to https://evil.example/x now\n\nand so on", []),
        ("[click](https://evil.example/x) <https://evil.example/y>", []),
        ("https://bank.example@evil.example/ or http://evil", []),
        ("javascript:alert(1) ftp://list.example/x www.list.example", []),
    ],
)
def test_an_address_of_ones_own_is_a_link_and_nothing_else_is(
    text: str, addresses: list[str] | None
) -> None:
    if addresses is None:
        addresses = ["https://a.example/1", "https://b.example/2"]
    assert links(report(text)) == addresses


def test_an_address_in_a_text_from_outside_stays_words() -> None:
    claim = Claim(
        id="arrests",
        text="See https://evil.example/x",
        claimant="https://evil.example/x",
        context="https://evil.example/x",
    )
    text = report("See address0x and https://own.example/y", claim)
    assert links(text) == ["https://own.example/y"]
    assert "address0x" in text


@given(st.text(alphabet="ab :/.h>“”\n<[]()*_", max_size=60))
def test_an_address_forges_no_structure(text: str) -> None:
    """Put into any text of hers: the words are there, and one link more at most."""
    written = report(f"{text}https://own.example/y")
    assert set(links(written)) <= {"https://own.example/y"}


def test_a_report_says_of_no_invented_quotation_that_it_is_verbatim() -> None:
    """Neither in general nor where it stands."""

    def quoting(text: str, cited: tuple[str, ...]):  # type: ignore[no-untyped-def]
        assert cited == ("paper",)
        return check_quotations(text, [("paper", TEXT)])

    def with_it(text: str) -> str:
        return markdown(
            rated(CLAIM, "false", conflicts=SAID),
            Justified(claim=CLAIM.id, text=text),
            quoting=quoting,
        )

    true = with_it("It says “The ministry said 53 people were arrested.”")
    assert "Every quote is word for word as in its source" in true
    assert "Not word for word" not in true
    false = with_it("It says ‘the ministry said 530 people were arrested’.")
    assert "Every quote is word for word" not in false
    assert (
        "**Not word for word:** “the ministry said 530 people were arrested” does not stand so"
        in false
    )
    assert "it has “The ministry said 53 people were arrested”" in false
