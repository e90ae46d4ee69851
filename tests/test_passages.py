"""Passages are sentences, at their exact place, without the furniture of a page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Article, Source, load, scan
from workbench.passages import LONGEST, cut


def article(text: str, *, title: str = "A title") -> Article:
    return Article(Source(id="s", path="s.txt", title=title, sha256=""), text)


def sentences(text: str, *, title: str = "A title") -> list[str]:
    return [passage.text for passage in cut(article(text, title=title))]


def shipped_articles(shipped: Path) -> dict[str, Article]:
    files, _ = scan(shipped / "corpus")
    found = (a for file in files for a in load(shipped / "corpus", file.path))
    return {a.source.id: a for a in found if isinstance(a, Article)}


@given(st.text(alphabet="aB .!?\"”“'’\n\r\t…,;()é1\u2028😀-", max_size=300))
def test_a_passage_is_the_text_between_its_offsets(text: str) -> None:
    """Exact, in order, not overlapping, never blank at an end, whatever the text."""
    last = 0
    for passage in cut(article(text)):
        assert text[passage.start : passage.end] == passage.text
        assert last <= passage.start < passage.end
        assert passage.text == passage.text.strip()
        last = passage.end


@given(st.lists(st.sampled_from(["He saw 3 of them.", "Was it so?", "It was!"]), max_size=8))
def test_no_sentence_of_plain_prose_is_lost(said: list[str]) -> None:
    assert sentences(" ".join(said)) == said


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Goods worth 40 dollars were seized.Later, they were burnt.",
            ["Goods worth 40 dollars were seized.", "Later, they were burnt."],
        ),
        (
            'He was "the first to do so." "We thank him," said Ann.',
            ['He was "the first to do so."', '"We thank him," said Ann.'],
        ),
        (
            "They fell on both sides of the Franco-U.S. trade deal.",
            ["They fell on both sides of the Franco-U.S. trade deal."],
        ),
        (
            '"End this now!" Senator Ann Lee tweeted on Monday. It was late.',
            ['"End this now!" Senator Ann Lee tweeted on Monday.', "It was late."],
        ),
        (
            '"Why us?" the mayor asked. Nobody knew.',
            ['"Why us?" the mayor asked.', "Nobody knew."],
        ),
        ("Deaths fell,Brown said.", ["Deaths fell,Brown said."]),
        ("See www.example.Com for more.", ["See www.example.Com for more."]),
        ("It weighs 9.766 kilograms.", ["It weighs 9.766 kilograms."]),
        ("Ask Dr. Lee. She knows.", ["Ask Dr. Lee.", "She knows."]),
        (
            "It opened in June 2014.In May 2015 it shut.",
            ["It opened in June 2014.", "In May 2015 it shut."],
        ),
        ("They met at 9 p.m. Everybody came.", ["They met at 9 p.m.", "Everybody came."]),
        ("They met at 9 p.m. Friday. It rained.", ["They met at 9 p.m. Friday.", "It rained."]),
        (
            "It was sent to the U.S. The crew stayed.",
            ["It was sent to the U.S.", "The crew stayed."],
        ),
        ("The U.S. Navy sent it.", ["The U.S. Navy sent it."]),
        ("He left no heir. Sen. Ray said so.", ["He left no heir.", "Sen. Ray said so."]),
        ("Hut No. 7 burned. No. 8 did not.", ["Hut No. 7 burned.", "No. 8 did not."]),
        ("Lt. Col. Ray saw it.", ["Lt. Col. Ray saw it."]),
        ("She (the pilot) slept. (It was noon.)", ["She (the pilot) slept.", "(It was noon.)"]),
        ("The toll was 9. Later it was 8.", ["The toll was 9.", "Later it was 8."]),
        ("1. We met. 2. We parted.", ["1. We met.", "2. We parted."]),
        ("It went on ... and on. Then it broke…", ["It went on ... and on.", "Then it broke…"]),
        (
            "See https://example.org/a.b?c=D.E now. It is free.",
            ["See https://example.org/a.b?c=D.E now.", "It is free."],
        ),
    ],
)
def test_boundaries_of_news_prose(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_sentence_that_runs_over_a_line_end_is_one_passage() -> None:
    """The offsets are those of the text as it stands, the line end included."""
    assert sentences("One is here. It is not true that\nthe second is there.") == [
        "One is here.",
        "It is not true that\nthe second is there.",
    ]


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    passages = cut(article("word " * 2_000))
    assert len(passages) > 1
    assert all(len(p.text) <= LONGEST for p in passages)
    assert all(p.text.startswith("word") and p.text.endswith("word") for p in passages)


def test_a_text_without_words_has_no_passages() -> None:
    assert cut(article("\n \n...\n--\n")) == ()


def test_furniture_is_left_out() -> None:
    """Byline, credits, running time, web footer, a caption told again; no headline, no subhead."""
    caption = "Drone view of the bridge"
    body = "The mayor of the town opened the bridge on Monday at noon. Nobody came to see it."
    text = (
        "Bridge opens at last\nBy Ann Lee Published: 2024/2/3 10:00\nThe bridge Photo:ABC\n\n"
        f"{body}\n\nA quiet day\n\n03:21\n\n{caption}\n\n{caption}\n\n"
        "It cost nine million, she said.\n\nPosted in: CITY\n\nLeave a Comment"
    )
    passages = cut(article(text, title="Bridge opens at last"))
    assert [(passage.text, passage.heading) for passage in passages] == [
        ("Bridge opens at last", False),
        ("The mayor of the town opened the bridge on Monday at noon.", False),
        ("Nobody came to see it.", False),
        ("A quiet day", True),
        (caption, True),
        ("It cost nine million, she said.", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee and Bob Ray",
        "By Ann Lee, staff writer",
        "Published: Sep 07, 2023 01:40 AM",
        "5 March 2019 | 10:30",
        "Read more: Ten ways to cross a river",
        "Share this article",
        "The bridge Photo: ABC",
        "Copyright 2020 The Paper",
        "Comments (12)",
    ],
)
def test_known_furniture_is_no_passage(line: str) -> None:
    assert sentences(f"She opened the bridge.\n\n{line}\n\nNobody came.") == [
        "She opened the bridge.",
        "Nobody came.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Norland had lost 40 ships",
        "Updated figures show 40 ships lost",
        "Comments by the minister were false",
        "The bridge was opened on Jan 5, 2019",
        "2019-05-01; 12 ships lost",
        "Share of renewables reached 40 percent",
        "Copyright law was changed in May",
        "Bridge collapse has hurt forty people Photo: ABC",
    ],
)
def test_a_line_that_only_begins_like_furniture_is_a_passage(line: str) -> None:
    said = sentences(f"She opened the bridge.\n\n{line}\n\nNobody came.")
    assert said == ["She opened the bridge.", line, "Nobody came."]


def test_what_is_struck_out_is_no_passage_and_no_sentence_is_made_of_both() -> None:
    text = "~~Forty drowned off the pier.~~ Four drowned there. The fare is ~~80~~ 95 crowns."
    assert sentences(text) == [
        "Four drowned there.",
        "The fare is ~~80~~ 95 crowns.",
    ]


def test_the_number_of_a_footnote_ends_no_sentence() -> None:
    assert sentences("The pier cost 1,400[3] crowns.[4] It fell in May.⁵ It was sold.") == [
        "The pier cost 1,400[3] crowns.",
        "It fell in May.",
        "It was sold.",
    ]


def test_no_paragraph_of_a_document_in_a_jsonl_is_furniture() -> None:
    source = Source(id="d", path="all.jsonl", title="A bridge", sha256="")
    text = "A bridge\n\nMay 3, 2016\n\nThe mayor opened the bridge on Monday."
    assert [p.text for p in cut(Article(source, text))] == [
        line for line in text.split("\n") if line
    ]


def test_in_doubt_a_line_is_body() -> None:
    """A list or a table, where hardly a line ends as a sentence does, loses none of its rows."""
    rows = ["Deaths in 2019: 40", "Deaths in 2020: 38", "Deaths in 2021: 12", "A note ends here."]
    assert sentences("\n".join(rows)) == rows


def test_the_five_sources_are_cut_as_a_reader_would(shipped: Path) -> None:
    articles = shipped_articles(shipped)
    said = {key: [p.text for p in cut(a)] for key, a in articles.items()}
    assert {key: len(value) for key, value in said.items()} == {
        "2018-08-29-joint-operation": 30,
        "2023-09-07-cooperation-impasse": 17,
        "2023-late-talks-restart": 18,
        "2024-25-winter-ministry-briefing": 13,
        "2025-03-05-white-paper": 16,
    }
    every = [text for texts in said.values() for text in texts]
    assert any(text.endswith("substance were seized.") for text in every)
    assert any(text.startswith("However, those involved") for text in every)
    assert any("China-U.S. anti-drug collaboration." in text for text in every)
    assert any(text.endswith("tweeted on August 21.") for text in every)
    for furniture in (
        "Photo:",
        "02:23",
        "Posted in",
        "Leave a",
        "Disqus",
        "Web editor",
    ):
        assert not any(furniture in text for text in every)
