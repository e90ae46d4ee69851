"""Searching: what is found, in which order, and what is said about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.index import Index
from workbench.index.acronyms import explained
from workbench.search import Filter, find, find_many
from workbench.search.copies import are_copies

REPOST = (
    "The minister said that exports of steel fell by 12 percent in March, the lowest since 2009."
)

DOCUMENTS = {
    "harvest": {
        "title": "Harvest report",
        "date": "2021-09-01",
        "text": "The wheat harvest fell by a third in 2021. Farmers blamed the drought."
        " Prices rose at the mills. Officials promised help before winter.",
    },
    "flood": {
        "title": "Flood in the valley",
        "date": "2023-04-02",
        "text": "The river rose four metres in a night. Two bridges were lost."
        " The colour of the water was brown. Nobody from Urumqi was hurt.",
    },
    "agency": {
        "title": "Steel exports fall",
        "text": REPOST + " Analysts of the World Steel Board (WSB) were surprised.",
    },
    "mirror": {
        "title": "Exports of steel down",
        "text": "“" + REPOST.replace(", the", " – the") + "” Nothing else was said.",
    },
    "other": {
        "title": "Steel",
        "text": REPOST.replace("12", "21") + " The WSB was told by the U.S. embassy.",
    },
    "council": {
        "title": "Council minutes",
        "text": "The council voted to repair both bridges. The vote was unanimous.",
    },
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "corpus").mkdir()
    lines = [json.dumps({"id": key} | fields) for key, fields in DOCUMENTS.items()]
    (root / "corpus" / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def index(project: Path) -> Iterator[Index]:
    index = Index.open(project / ".workbench", project / "corpus")
    index.refresh()
    yield index
    index.close()


def test_the_passage_that_says_it_comes_first(index: Index) -> None:
    found = find(index, "In 2021 the harvest of wheat fell by a third")
    assert found.matches[0].passage.text == "The wheat harvest fell by a third in 2021."
    assert found.matches[0].passage.source == "harvest"


def test_scores_fall_and_are_the_sum_of_their_parts(index: Index) -> None:
    matches = find(index, "The drought made the wheat harvest fall").matches
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    for match in matches:
        assert 0 <= match.score <= 100
        assert sum(part.points for part in match.parts) == pytest.approx(match.score)


def test_the_two_sentences_before_come_with_a_match(index: Index) -> None:
    first = find(index, "Prices rose at the mills").matches[0]
    assert first.before == (
        "The wheat harvest fell by a third in 2021.",
        "Farmers blamed the drought.",
    )


def test_a_misspelt_word_is_searched_as_its_nearest_and_told(index: Index) -> None:
    found = find(index, "The whaet harvest")
    assert [(one.word, one.nearest) for one in found.unknown] == [("whaet", ("wheat",))]
    assert found.matches[0].passage.text.startswith("The wheat harvest")


@pytest.mark.parametrize(("asked", "meant"), [("color", "colour"), ("Urumchi", "urumqi")])
def test_spelling_variants_find_each_other(index: Index, asked: str, meant: str) -> None:
    found = find(index, f"the {asked}")
    assert meant in found.unknown[0].nearest
    assert meant in found.matches[0].passage.text.lower()


def test_addresses_and_handles_are_no_unknown_words(index: Index) -> None:
    found = find(index, "The whaet harvest https://t.co/xqzzyk @zzyzxer")
    assert [one.word for one in found.unknown] == ["whaet"]


def test_a_claim_of_unknown_words_finds_nothing_and_says_so(index: Index) -> None:
    found = find(index, "zzyzx qwrtp")
    assert found.matches == ()
    assert [one.word for one in found.unknown] == ["zzyzx", "qwrtp"]
    assert (found.searched.passages, found.searched.sources) == (16, 6)


@pytest.mark.parametrize("claim", ["", "  ", "?!", "the of and", "\x00", "a" * 5_000])
def test_any_text_can_be_searched(index: Index, claim: str) -> None:
    find(index, claim)


def test_the_checkers_own_words_are_searched_too(index: Index) -> None:
    assert find(index, "bridges", words=["unanimous"]).matches[0].passage.source == "council"


def test_a_filter_leaves_sources_out(index: Index) -> None:
    def sources(where: Filter) -> set[str]:
        found = find(index, "bridges river council harvest", where=where)
        assert found.searched.sources >= len({m.passage.source for m in found.matches})
        return {match.passage.source for match in found.matches}

    assert sources(Filter()) >= {"harvest", "flood", "council"}
    assert sources(Filter(sources=["flood"])) == {"flood"}
    assert sources(Filter(first=date(2022, 1, 1))) == {"flood"}
    assert sources(Filter(last=date(2022, 1, 1))) == {"harvest"}
    assert sources(Filter(kind="primary")) == set()


@settings(max_examples=200)
@given(
    claim=st.text()
    | st.lists(st.sampled_from([*REPOST.split(), "not", "brown", "7"])).map(" ".join)
)
def test_every_score_lies_between_0_and_100(index: Index, claim: str) -> None:
    for match in find(index, claim).matches:
        assert 0 <= match.score <= 100.0001
        assert all(part.points >= 0 for part in match.parts)


def test_a_claim_without_evidence_scores_lower_than_one_with(index: Index) -> None:
    said = find(index, "Exports of steel fell by 12 percent in March").matches[0].score
    not_said = find(index, "The president of Bolivia resigned over steel").matches[0].score
    assert said > 80
    assert not_said < 40


def test_the_same_words_in_two_sources_are_one_witness_with_a_copy(index: Index) -> None:
    matches = find(index, "Steel exports fell by 12 percent, the lowest since 2009").matches
    first = next(match for match in matches if match.passage.source in ("agency", "mirror"))
    assert {first.passage.source, *(copy.source for copy in first.copies)} == {"agency", "mirror"}
    assert all(match.passage.source != first.copies[0].source for match in matches[:2])


def test_the_same_words_with_another_number_are_no_copy(index: Index) -> None:
    matches = find(index, "Steel exports fell by 21 percent, the lowest since 2009").matches
    assert matches[0].passage.source == "other"
    assert matches[0].copies == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("He said it was over.", "“He said, it was over”", True),
        ("The colour of the organisation changed.", "The color of the organization changed.", True),
        ("Trump met the leaders of France.", "Biden met the leaders of France.", False),
        ("They did export it to North America.", "They did not export it to North America.", False),
        ("It rose from 5 to 7 percent last year.", "It rose from 7 to 5 percent last year.", False),
        ("The vote came after the strike began.", "The vote came before the strike began.", False),
    ],
)
def test_copies_differ_in_nothing_that_matters(one: str, other: str, same: bool) -> None:
    assert are_copies(one, other) is same
    assert are_copies(other, one) is same


def test_names_are_found_by_their_acronyms_and_the_other_way_round(index: Index) -> None:
    """Common ones are known; others are those that the corpus explains in brackets."""
    assert find(index, "the embassy of the United States").matches[0].passage.source == "other"
    texts = [match.passage.text for match in find(index, "the WSB").matches]
    assert any("World Steel Board" in text for text in texts)
    texts = [match.passage.text for match in find(index, "the World Steel Board").matches]
    assert any("The WSB was told" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("new psychoactive substances (NPS) and", [("NPS", "new psychoactive substances")]),
        (
            "The Department of Homeland Security (DHS) said",
            [("DHS", "Department of Homeland Security")],
        ),
        ("non-governmental organizations (NGOs)", [("NGO", "non-governmental organizations")]),
        ("the list (See Annex) of (UN) members", []),
        ("(NPS)", []),
    ],
)
def test_acronyms_are_known_where_a_text_explains_them(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert list(explained(text)) == found


def test_many_claims_are_answered_in_order_and_as_one_by_one(index: Index, project: Path) -> None:
    claims = [f"{word} {n}" for n in range(40) for word in ("wheat", "bridges", "zzyzx", "")]
    one_by_one = [find(index, claim, limit=3) for claim in claims]
    folders = (project / ".workbench", project / "corpus")
    assert list(find_many(*folders, claims, limit=3, processes=1)) == one_by_one
    assert list(find_many(*folders, claims, limit=3, processes=2)) == one_by_one


def test_claims_are_taken_only_as_they_are_needed(project: Path) -> None:
    taken = 0

    def claims() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "wheat"

    answers = find_many(project / ".workbench", project / "corpus", claims(), processes=2)
    assert next(answers).matches
    assert taken < 500
    answers.close()  # type: ignore[attr-defined]
