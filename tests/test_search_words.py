"""Words of any script, any length and with any apostrophes can be searched for."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.index import Index
from workbench.search import find

TEXTS = (
    "The ferry left Xian at noon. Nobody aboard spoke of O'Hara.",
    "Двадцатичетырёхэтажный дом на сваях. Занялись перепрофилированиями.",
    "渡轮中午离开码头没有人提到桥梁的维修工作所以乘客都很惊讶。第二天渡轮停航。",
    "नाव दोपहर में चली गई। ไม่มีใครพูดถึงสะพาน",
    "غادرت العبارة الميناء ظهرا. 나룻배는 정오에 떠났다.",
)

SCRIPTS = (
    *("abcdefghijklm", "абвгдеёжзийкл", "αβγδεζηθικλμ", "渡轮中午离开码头", "ななにかこと"),
    *("나룻배는정오", "नावदोपहरमेंिी", "ไม่มีใครพูด", "غادرتالعبارة", "אבגדהוזחט"),
    *("ﬀßİıŉǅ", "𝔘𝔫𝔦𝟙𝟚", "0123456789"),
)
APOSTROPHES = "'’ʼ‘`´＇"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("project")
    (root / "corpus").mkdir()
    lines = (json.dumps({"id": f"d{n}", "text": text}) for n, text in enumerate(TEXTS))
    (root / "corpus" / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    index = Index.open(root / ".workbench", root / "corpus")
    index.refresh()
    yield index
    index.close()


@st.composite
def spelled(draw: st.DrawFn) -> str:
    """A word of one script, some apostrophes in it, from one letter to far over what is indexed."""
    letters = draw(st.sampled_from(SCRIPTS))
    parts = draw(st.lists(st.text(letters, min_size=1, max_size=60), min_size=1, max_size=4))
    return draw(st.sampled_from(APOSTROPHES)).join(parts)


@given(st.lists(spelled() | st.text(max_size=20), min_size=1, max_size=4))
def test_words_of_every_script_are_searched_for_as_claims_and_as_ones_own(
    index: Index, said: list[str]
) -> None:
    for claim, words in ((" ".join(said), ()), ("The ferry left", said)):
        found = find(index, claim, words=words)
        assert all(0 <= match.score <= 100 for match in found.matches)


@pytest.mark.parametrize(
    "word",
    [
        "渡轮'中午离开码头没有人提到桥梁的维修工作",
        "п'ятдесятисемирічного",
        "l’" + "a" * 60,
        "'".join("я" * 21 for _ in range(3)),
    ],
)
def test_a_long_word_with_an_apostrophe_is_no_end_of_the_search(index: Index, word: str) -> None:
    assert find(index, f"The ferry left {word}").matches


def test_a_word_of_the_corpus_that_is_too_long_to_be_indexed_is_nobodys_nearest(
    index: Index,
) -> None:
    """19 letters of Cyrillic are indexed, 20 and more are only known."""
    found = find(index, "The ferry перепрофилированиям")
    assert found.matches
    assert all(near != "перепрофилированиями" for one in found.unknown for near in one.nearest)


def test_a_name_is_found_without_its_apostrophe(index: Index) -> None:
    found = find(index, "Xi'an")
    assert found.unknown == ()
    assert "Xian" in found.matches[0].passage.text
