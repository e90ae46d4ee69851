"""Searching: what is found, in which order, and what is said about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from workbench.index import Index
from workbench.search import Filter, find

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
    "council": {
        "title": "Council minutes",
        "text": "The council voted to repair both bridges. The vote was unanimous.",
    },
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("project")
    corpus = root / "corpus"
    corpus.mkdir()
    lines = [json.dumps({"id": key} | fields) for key, fields in DOCUMENTS.items()]
    (corpus / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    index = Index.open(root / ".workbench", corpus)
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


def test_a_claim_of_unknown_words_finds_nothing_and_says_so(index: Index) -> None:
    found = find(index, "zzyzx qwrtp")
    assert found.matches == ()
    assert [one.word for one in found.unknown] == ["zzyzx", "qwrtp"]
    assert (found.searched.passages, found.searched.sources) == (9, 3)


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

    assert sources(Filter()) == {"harvest", "flood", "council"}
    assert sources(Filter(sources=["flood"])) == {"flood"}
    assert sources(Filter(first=date(2022, 1, 1))) == {"flood"}
    assert sources(Filter(last=date(2022, 1, 1))) == {"harvest"}
    assert sources(Filter(kind="primary")) == set()
