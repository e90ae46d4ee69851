"""The forms for programs are read back equal to what was exported; what is missing is named."""

import csv
import io
import json
from pathlib import Path

import pytest
from arrests import CHARGED, CLAIM, SAID, dossier, rated
from hypothesis import given
from hypothesis import strategies as st

from workbench.claims import Claim, parse_claims
from workbench.errors import InputError
from workbench.report import EXPORTERS, Selection, missing, select
from workbench.report.addresses import passage
from workbench.report.forms import data, table
from workbench.report.recording import recorded
from workbench.verdicts import Justified, Marked, Postponed, Rated, Reported, Searched
from workbench.workspace import Workspace

ODD = (
    "=1+1", "-2", "'=1", "'", "a\r\nb\rc", "\u202e", "\x00", "\\u{202E}", "\\\\u{1}", "ø\ud800",
    '"', "a,b;c\td", "＝x", "", " =1",
)  # fmt: skip


def decided(words: str = "The ministry gave 53."):  # type: ignore[no-untyped-def]
    """A dossier with everything that a form may have to hold; `words` stand where one writes."""
    other = Claim(
        id="charges", text=f"Some were charged {words}", claimant=words or None, date="2026-02",
        appearance="https://example.org/talk", context=words or None, tags=("law",),
    )  # fmt: skip
    return dossier(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false", reason=words, conflicts=SAID, supports=CHARGED),
        Marked(claim="arrests", quote=CHARGED, mark="irrelevant"),
        Justified(claim="arrests", text=words),
        rated(other, "unproven"),
        Searched(claim="charges", query=words, found=0, passages=3),
        Postponed(claim="later"),
        claims=(CLAIM, other, Claim(id="later", text="More followed")),
    )


@pytest.mark.parametrize("words", ODD)
def test_json_and_csv_are_read_back_equal(words: str) -> None:
    told = decided(words)
    record = recorded(told)
    assert data.read(EXPORTERS["json"].render(told)) == (record, True)
    assert table.read(EXPORTERS["csv"].render(told)) == [table.row(each) for each in record.claims]


@given(st.text(max_size=30))
def test_a_cell_is_no_formula_and_is_read_back(words: str) -> None:
    written = table._cell(words)
    assert not written.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["head"], [written]])
    assert table.read(out.getvalue()) == [(words,)]


def test_a_claim_review_has_what_is_known_and_names_what_is_missing() -> None:
    told = decided()
    first, second = json.loads(EXPORTERS["claimreview"].render(told))
    assert first["@type"] == "ClaimReview"
    assert first["claimReviewed"] == CLAIM.text
    assert first["datePublished"] == "2026-03-01"
    assert first["reviewRating"] == {
        "@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5,
        "worstRating": 1, "ratingExplanation": "The ministry gave 53.",
    }  # fmt: skip
    assert "url" not in first, "nothing is made up"
    assert "ratingValue" not in second["reviewRating"], "it decides nothing"
    assert second["itemReviewed"]["appearance"]["url"] == "https://example.org/talk"
    lacks = list(EXPORTERS["claimreview"].lacks(told))
    assert lacks[0].startswith("no url in [project]")
    assert "1 of 2 reviews without claimant of the claim" in lacks


def test_the_projects_address_and_publisher_stand_in_a_claim_review(project: Path) -> None:
    path = project / "claims.toml"
    said = '[project]\nurl = "https://desk.example/check"\npublisher = "The Desk"\n'
    path.write_text(path.read_text().replace("[project]\n", said, 1))
    workspace = Workspace.open(project, by="Ida")
    workspace.rate("only-country", "false")
    (review,) = json.loads(workspace.report(form="claimreview"))
    page = workspace.report()
    workspace.close()
    assert review["author"]["name"] == "The Desk"
    assert review["url"] == "https://desk.example/check"
    assert "for The Desk" in page
    with pytest.raises(InputError, match="'url' must be an address such as"):
        parse_claims('[project]\nurl = "javascript:x"\n')


def test_records_of_averitec_and_fever_hold_labels_and_quotes() -> None:
    def on(scale: str, rating: str):  # type: ignore[no-untyped-def]
        return dossier(
            Rated(
                claim="arrests",
                text=CLAIM.text,
                scale=scale,
                rating=rating,
                quotes=(("conflicts", SAID),),
            )
        )

    (one,) = json.loads(EXPORTERS["averitec"].render(on("averitec", "refuted")))
    assert (one["claim"], one["label"]) == (CLAIM.text, "Refuted")
    assert one["questions"][0]["answers"][0]["answer"] == SAID.exact
    assert list(EXPORTERS["averitec"].lacks(on("averitec", "refuted"))) == []
    row = json.loads(EXPORTERS["fever"].render(on("fever", "refuted")))
    assert (row["label"], row["evidence"]) == ("REFUTES", [[[None, None, "paper", 0]]])
    row = json.loads(EXPORTERS["fever"].render(on("fever", "not-enough-info")))
    assert (row["label"], row["verifiable"]) == ("NOT ENOUGH INFO", "NOT VERIFIABLE")
    assert "are not FEVER's" in next(iter(EXPORTERS["fever"].lacks(decided())))


def test_annotations_have_the_selectors_of_the_w3c() -> None:
    page = json.loads(EXPORTERS["annotations"].render(decided()))
    assert (page["@context"], page["type"]) == (
        "http://www.w3.org/ns/anno.jsonld", "AnnotationPage",
    )  # fmt: skip
    quotes = [SAID, CHARGED]
    assert len({item["id"] for item in page["items"]}) == len(quotes) == len(page["items"])
    for item, quote in zip(page["items"], quotes, strict=True):
        assert item["type"] == "Annotation"
        words, place = item["target"]["selector"]
        assert (words["exact"], words["prefix"]) == (quote.exact, quote.prefix)
        assert (place["start"], place["end"]) == (quote.start, quote.end)
        assert item["target"]["source"] == f"urn:sha256:{quote.sha256}"


def test_an_address_opens_at_the_words() -> None:
    assert passage("https://a.example/x", "53 people, ‘or’ so-so") == (
        "https://a.example/x#:~:text=53%20people%2C%20%E2%80%98or%E2%80%99%20so%2Dso"
    )
    long = passage("https://a.example/x", "one two three four five six " * 20)
    assert long == (
        "https://a.example/x#:~:text=one%20two%20three%20four%20five,two%20three%20four%20five%20six"
    )
    assert passage("javascript:alert(1)", "x") is None


def test_what_is_missing_is_a_short_list() -> None:
    assert missing(decided()) == (
        "1 rating without a justification",
        "1 quoted source without a date",
        "1 quoted source without an address",
        "1 rating without 2 independent sources",
        "1 rating without reading a strong conflict",
    )
    assert missing(dossier()) == ()


def test_a_selection_takes_some_claims_and_the_report_says_so() -> None:
    told = decided()
    some = select(told, Selection(only="judged", verdicts=("False",)))
    assert [case.claim.id for case in some.cases] == ["arrests"]
    assert "Only judged claims rated False." in EXPORTERS["markdown"].render(some)
    assert [c.claim.id for c in select(told, Selection(only="open")).cases] == ["later"]
    assert [c.claim.id for c in select(told, Selection(tags=("law",))).cases] == ["charges"]
    assert select(told, Selection()) is told
    for wrong in (Selection(verdicts=("x",)), Selection(tags=("x",)), Selection(ids=("x",))):
        with pytest.raises(InputError, match=r"^x: no (rating|tag|claim) of this project"):
            select(told, wrong)
