"""Sentences worth checking come first, with the reason; goodwill and fillers stay behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.claims import Claim
from workbench.claims.attribution import bare
from workbench.claims.worth import LEAST, suggest, weigh
from workbench.errors import InputError
from workbench.passages import Passage
from workbench.workspace import Workspace

ROOT = Path(__file__).parent.parent

WORTH = (
    "China exported 9.766 kilograms",
    "the only country in the entire world",
    "becoming the first country in the world",
    "1,178 kilograms of the substance were seized",
    "more than two-thirds of drug-related deaths",
    "China has regulated 170 NPS",
    "hundreds of times in 2017",
    "the arrest of 21 people",
    "it is incorrect to say most of the fentanyl",
    "first country to schedule and control fentanyl by class in May 2019",
    "blacklisted in 2020",
    "over 50 fentanyl-related substances",
    "over 450 types",
    "first meeting of an anti-drug cooperation group",
)
NOT_WORTH = (
    "We stand ready for practical cooperation",
    "should be treasured by both sides",
    "We hope that the Americans will demonstrate sincerity",
    "We hope the United States will value China's goodwill",
    "urged the United States to value China's goodwill",
    "China is willing to continue anti-drug cooperation",
    "We are keen to review cooperation",
    "China is fully aware of the complexity",
    "anti-drug cooperation between China and the US is essential",
    "It is outrageous that",
    "We can, and must, end this now",
    "China upholds a clear and principled position",
    "The US should first start regulating",
    "attaches great importance",
    "unremitting efforts",
    "The two sides are maintaining close communication",
)


@pytest.fixture
def bench(project: Path) -> Workspace:
    """The five sources without claims."""
    workspace = Workspace.without_claims(project)
    workspace.refresh()
    return workspace


def place(words: str, ranked: list[str]) -> int:
    (at,) = [at for at, text in enumerate(ranked) if words in text]
    return at


def test_what_a_checker_would_take_comes_before_all_goodwill(bench: Workspace) -> None:
    """Every one of the 14 is suggested, none of the 16 is."""
    ranked = [each.passage.text for each in bench.suggest(limit=1_000)]
    for words in WORTH:
        assert place(words, ranked) < 20, words
    for words in NOT_WORTH:
        assert not [text for text in ranked if words in text], words


def test_the_exported_kilograms_are_among_the_first_five_with_their_reasons(
    bench: Workspace,
) -> None:
    found = [each for each in bench.suggest(limit=5) if "9.766" in each.passage.text]
    (best,) = found
    assert {"figure", "absolute", "date"} <= {trait.kind for trait in best.traits}
    assert best.traits[0].text == "a figure: 9.766 kilograms"
    start, end = best.traits[0].span
    assert best.passage.text[start:end] == "9.766 kilograms"


def test_scores_fall_and_every_suggestion_has_a_reason(bench: Workspace) -> None:
    found = bench.suggest(limit=1_000)
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST <= score <= 100 for score in scores)
    assert all(each.traits for each in found)


def test_one_source_gives_its_own_sentences(bench: Workspace) -> None:
    found = bench.suggest("2025-03-05-white-paper")
    assert {each.passage.source for each in found} == {"2025-03-05-white-paper"}
    with pytest.raises(InputError):
        bench.suggest("no-such-source")


def test_what_was_made_a_claim_is_not_suggested_again(project: Path) -> None:
    workspace = Workspace.open(project)
    workspace.refresh()
    first, *rest = workspace.suggest(limit=10)
    workspace.apply(workspace.propose_add(text=first.text, claimant=first.claimant))
    again = workspace.suggest(limit=10)
    assert first.passage not in {each.passage for each in again}
    assert [each.passage for each in rest] == [each.passage for each in again[:9]]
    workspace.close()


def test_a_claim_in_nearly_the_same_words_counts_as_the_same() -> None:
    sentence = Passage("a", 0, 58, "The bridge cost 9 million dollars in 2019, the mayor said.")
    assert suggest([sentence])
    near = Claim("c", "In 2019 the bridge cost 9 million dollars")
    other = Claim("c", "The tower was closed in 2019")
    assert suggest([sentence], [near]) == ()
    assert len(suggest([sentence], [other])) == 1


def test_a_sentence_reprinted_elsewhere_is_suggested_once() -> None:
    text = "The bridge cost 9 million dollars in 2019."
    copies = [Passage(source, 0, len(text), text) for source in "ab"]
    (only,) = suggest(copies)
    assert only.passage.source == "a"


def test_it_stops_when_told() -> None:
    text = "The bridge cost 9 million dollars in 2019."
    assert suggest([Passage("a", 0, len(text), text)], cancelled=lambda: True) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bridge is 90 metres long.", "figure"),
        ("It is the longest bridge of the country.", "extreme"),
        ("Rome has the strictest rules in Europe.", "extreme"),
        ("None of the drivers was hurt.", "absolute"),
        ("The bridge is longer than the tunnel.", "comparison"),
        ("Deaths fell after the bridge opened.", "change"),
        ("The collapse was caused by rust.", "cause"),
        ("The report is false.", "denial"),
        ("The bridge opened in May 2019.", "date"),
        ("Parliament banned lorries on the bridge.", "rule"),
    ],
)
def test_each_reason_is_found_and_named(text: str, kind: str) -> None:
    assert kind in {trait.kind for trait in weigh(text)[0]}


@pytest.mark.parametrize(
    "text",
    [
        "The two sides talked at the bridge.",
        "We request the interest of the forest.",
        "The mayor welcomed the guests.",
        "",
    ],
)
def test_look_alikes_give_no_reason(text: str) -> None:
    assert weigh(text) == ((), 0.0)


def test_a_wish_weighs_less_than_the_same_as_a_fact() -> None:
    assert (
        weigh("We hope to build 90 new bridges.")[1]
        < weigh("Rome has built 90 new bridges.")[1] / 2
    )


@given(st.text(max_size=300))
def test_any_text_has_a_score_and_spans_inside_it(text: str) -> None:
    traits, score = weigh(text)
    assert 0 <= score <= 100
    assert all(0 <= start < end <= len(text) for start, end in (trait.span for trait in traits))


@pytest.mark.parametrize(
    ("sentence", "text", "who"),
    [
        ("It is 90 metres long, Tsang said.", "It is 90 metres long", "Tsang"),
        ("It is 90 metres long in all, he said.", "It is 90 metres long in all", None),
        (
            "According to the mayor, the bridge is long.",
            "The bridge is long",
            "the mayor",
        ),
        (
            "The bridge is very long, Wei, an official, said at a briefing in May.",
            "The bridge is very long",
            "Wei, an official",
        ),
        (
            "The bridge is long and old, said Hua Zhendong, a director.",
            "The bridge is long and old",
            "Hua Zhendong, a director",
        ),
        ('"The bridge is long and old," she said.', "The bridge is long and old", None),
        ('The bridge is long and old."', "The bridge is long and old", None),
        ('The "old bridge" is long.', 'The "old bridge" is long', None),
        ("Tsang said the bridge is long.", "Tsang said the bridge is long", None),
    ],
)
def test_who_says_it_is_taken_off_only_where_that_is_plain(
    sentence: str, text: str, who: str | None
) -> None:
    assert bare(sentence) == (text, who)


def test_the_command_prints_sentences_with_their_address_and_reasons(project: Path) -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "workbench", "suggest", *args],
            cwd=project,
            env={
                **os.environ,
                "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}",
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    rows = [json.loads(row) for row in run("--json", "--limit", "3").stdout.splitlines()]
    assert len(rows) == 3
    assert set(rows[0]) == {
        "source", "start", "end", "quote", "score", "text", "claimant", "reasons",
    }  # fmt: skip
    source = (project / "corpus" / f"{rows[0]['source']}.txt").read_text(encoding="utf-8")
    assert source[rows[0]["start"] : rows[0]["end"]] == rows[0]["quote"]
    plain = run("2025-03-05-white-paper").stdout
    assert "a figure: 9.766 kilograms" in plain
    # It needs no claims, and says in one line what it does not know.
    (project / "claims.toml").unlink()
    assert run("--limit", "1").returncode == 0
    unknown = run("nowhere")
    assert unknown.returncode == 2
    assert len(unknown.stderr.splitlines()) == 1
