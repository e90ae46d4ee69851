"""The corpus: files become articles with cards; what cannot be read is named and passed over."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from workbench.corpus import Article, Published, Skipped, load, scan
from workbench.corpus.catalogue import parse_published, read_catalogue
from workbench.errors import CorpusError, InputError


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    root.mkdir(exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read(root: Path) -> tuple[dict[str, Article], list[Skipped]]:
    files, skipped = scan(root)
    articles: dict[str, Article] = {}
    left = list(skipped)
    for file in files:
        for found in load(root, file.path):
            if isinstance(found, Skipped):
                left.append(found)
            else:
                articles[found.source.id] = found
    return articles, left


def test_the_five_sources_have_the_cards_that_their_texts_fix(shipped: Path) -> None:
    articles, skipped = read(shipped / "corpus")
    assert skipped == []
    cards = {key: article.source for key, article in articles.items()}
    assert {key: str(card.published) for key, card in cards.items()} == {
        "2018-08-29-joint-operation": "2018-08-29",
        "2023-09-07-cooperation-impasse": "2023-09-07",
        "2023-late-talks-restart": "2023-11-16 to 2023-12-31",
        "2024-25-winter-ministry-briefing": "2024-11-06 to 2025-01-19",
        "2025-03-05-white-paper": "2025-03-05",
    }
    assert cards["2018-08-29-joint-operation"].author == "Zhao Yusha"
    assert cards["2023-09-07-cooperation-impasse"].publisher is None
    assert all(card.grade is None for card in cards.values())
    for key, card in cards.items():
        data = (shipped / "corpus" / f"{key}.txt").read_bytes()
        assert card.sha256 == hashlib.sha256(data).hexdigest()
        assert articles[key].text.encode() == data


def test_a_file_with_no_entry_has_its_first_line_for_a_title(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"deep/er/note.md": "\n  A note \n\nIt says so."})
    articles, skipped = read(root)
    card = articles["deep/er/note"].source
    assert (card.title, card.path, card.publisher, card.published) == (
        "A note",
        "deep/er/note.md",
        None,
        None,
    )
    assert skipped == []


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("# A note", "A note"),
        ("\n  ### Notes on C#\r", "Notes on C#"),
        ("## A note ##  ", "A note"),
        ("#hashtag", "#hashtag"),
        ("#", "#"),
        ("# #", "# #"),
        ("####### seven", "####### seven"),
        ("A note\n=====", "A note"),
    ],
)
def test_a_markdown_heading_is_the_title_without_its_signs(
    tmp_path: Path, first: str, title: str
) -> None:
    """The text keeps them: offsets are those of the file. A .txt has no headings."""
    text = f"{first}\nIt says so in the paper.\n"
    root = write(tmp_path / "c", {"a.md": text, "b.txt": text})
    articles, _ = read(root)
    assert articles["a"].source.title == title
    assert articles["a"].text == text
    assert articles["b"].source.title == first.strip().splitlines()[0]


def test_a_bom_is_dropped_and_newlines_stay(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n"})
    articles, _ = read(root)
    assert articles["a"].text == "One.\r\nTwo.\rThree.\n"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    root = write(
        tmp_path / "c",
        {
            "good.txt": "It is so.",
            "latin.txt": b"Wa\xb3\xeasa",
            "nul.txt": "a\0b",
            "empty.txt": " \n",
            "scan.xyz": "%XYZ",
            "old.doc": "old",
            ".hidden.txt": "not a source",
            "sources.toml": "",
        },
    )
    os.mkfifo(root / "pipe.txt")
    (tmp_path / "secret.txt").write_text("not in the corpus")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "gone.txt").symlink_to(root / "nowhere.txt")
    articles, skipped = read(root)
    assert len(articles) == 1
    reasons = {item.path: item.reason for item in skipped}
    assert "byte 2" in reasons["latin.txt"]
    assert "NUL" in reasons["nul.txt"]
    assert reasons["empty.txt"] == "empty"
    assert ".jsonl" in reasons["scan.xyz"]
    assert reasons["old.doc"] == "not read: save it as .docx"
    assert "out of the corpus" in reasons["link.txt"]
    assert "cannot be read" in reasons["gone.txt"]
    assert "regular" in reasons["pipe.txt"]
    assert len(reasons) == 8


def test_a_link_inside_the_corpus_is_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": "It is so."})
    (root / "b.txt").symlink_to(root / "a.txt")
    assert set(read(root)[0]) == {"a", "b"}


def test_a_jsonl_holds_documents_and_bad_lines_are_named(tmp_path: Path) -> None:
    good = {"id": "d1", "title": "T", "text": "It is so.", "date": "2020-05", "publisher": "P"}
    lines = [
        "\ufeff" + json.dumps(good),
        json.dumps({"id": "d2", "text": "No title here.\nMore.", "extra": 1}),
        "",
        "{broken",
        json.dumps({"id": "d3"}),
        json.dumps({"id": 4, "text": "x"}),
        json.dumps({"id": "d5", "text": "  "}),
        '{"id": "d6", "text": "\\ud800"}',
        "[" * 100_000,
    ]
    root = write(tmp_path / "c", {"all.jsonl": "\n".join(lines)})
    articles, skipped = read(root)
    assert set(articles) == {"d1", "d2"}
    card = articles["d1"].source
    assert (card.publisher, card.path) == ("P", "all.jsonl")
    assert card.published == Published(date(2020, 5, 1), date(2020, 5, 31))
    assert card.sha256 == hashlib.sha256(b"It is so.").hexdigest()
    assert articles["d2"].source.title == "No title here."
    assert [item.path for item in skipped] == [f"all.jsonl:{n}" for n in (4, 5, 6, 7, 8, 9)]


PAGE = """<!DOCTYPE html><html><head><title>Bridge &amp; tunnel | The Day</title>
<meta property="og:title" content="Bridge &quot;opens&quot;"><meta content="The Day"
property=og:site_name><meta itemprop=datePublished content='2020-03-04T10:00:00Z'>
<link rel="canonical" href="https://day.example/b"><script>if (a < b) { c("<p>no</p>") }</script>
</head><body><h1>Bridge opens</h1><!-- no --><p>The  <b>mayor</b> opened
it&nbsp;on Mon<i>day</i>.<br>Nobody came &lt;3.</p><pre>a
  b</pre><table><tr><td>2019<td>40</tr></table><style>p > b { color: red }</style>
<p title="a>b">It cost 9.766&#8239;million &bogus; 3 < 4 &#x1F600; &#0;.<textarea>no</textarea>"""

TEXT = """Bridge opens

The mayor opened it\xa0on Monday.
Nobody came <3.

a
  b

2019; 40.

It cost 9.766\u202fmillion &bogus; 3 < 4 \U0001f600 \ufffd.
"""


def test_a_page_is_its_paragraphs_with_what_it_says_of_itself(tmp_path: Path) -> None:
    """These very characters: quotes are offsets into them."""
    root = write(tmp_path / "c", {"a.html": PAGE})
    articles, skipped = read(root)
    assert skipped == []
    card = articles["a"].source
    assert articles["a"].text == TEXT
    assert (card.title, card.publisher, str(card.published), card.url) == (
        'Bridge "opens"',
        "The Day",
        "2020-03-04",
        "https://day.example/b",
    )
    assert card.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Söderö".encode("utf-16"), "Söderö", "utf-16"),
        ("“Söderö” – it’s 5 €".encode("cp1252"), "“Söderö” – it’s 5 €", "cp1252"),
        ("L’été où les élèves ont vu la fête et les îles de près.\n".encode("cp1252") * 4,
         "L’été où les élèves ont vu la fête et les îles de près.\n" * 4, "cp1252"),
        ("Söderö".encode(), "Söderö", None),
    ],
)  # fmt: skip
def test_a_text_of_another_program_is_read_and_its_encoding_said(
    tmp_path: Path, data: bytes, text: str, encoding: str | None
) -> None:
    articles, skipped = read(write(tmp_path / "c", {"a.txt": data}))
    assert (articles["a"].text, articles["a"].source.encoding, skipped) == (text, encoding, [])


@pytest.mark.parametrize("codec", ["cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "iso8859_2"])
def test_a_text_that_may_be_in_another_encoding_is_not_guessed(tmp_path: Path, codec: str) -> None:
    """A name of each of these in an English sentence: read as windows-1252 it would be another."""
    names = {
        "cp1250": "Dvořák", "iso8859_2": "Wałęsa", "cp1251": "Чехов", "koi8_r": "Чехов",
        "cp1253": "Ελύτης", "cp1254": "Erdoğan",
    }  # fmt: skip
    data = f"The prize of the year went to {names[codec]} and to nobody else.".encode(codec)
    articles, skipped = read(write(tmp_path / "c", {"a.txt": data}))
    assert articles == {}
    assert "save it as UTF-8" in skipped[0].reason


def test_the_front_matter_of_a_markdown_text_is_its_card(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'A bridge'\ndate: 2021-05-03\nauthor: Ann Lee\nlang: en-GB\n---\n\n# Opened\n"
    )
    articles, _ = read(write(tmp_path / "c", {"a.md": text}))
    card = articles["a"].source
    assert (card.title, str(card.published), card.author, card.language) == (
        "A bridge", "2021-05-03", "Ann Lee", "en",
    )  # fmt: skip
    assert articles["a"].text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("10<sup>6</sup> km<sup>2</sup>, 1,400<sup>5</sup>", "10⁶ km², 1,400⁵\n"),
        ("the 5<sup>th</sup> pier<sup>b</sup>.<sup><a>[3]</a></sup>", "the 5th pier[b].[3]\n"),
        ("<s>80</s> 95 <del> a </del>b <strike></strike>", "~~80~~ 95 ~~a~~ b\n"),
        ("<del><p>a</p><p>b</p></del><p>c</p>", "~~a~~\n\n~~b~~\n\nc\n"),
        ("he said <q>no</q>", "he said “no”\n"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo\n"),
        (
            "<dl><dt>Lost</dt><dd>40 ships</dd><dt>Saved<dd>5</dl>d",
            "Lost: 40 ships\n\nSaved: 5\n\nd\n",
        ),
        (
            "<table><caption>Pier</caption><tr><th>Year<th>Ships</tr><tr><td>2019<td>40</tr>"
            "<tr><td>2020<td></tr></table>",
            "Pier\n\nYear: 2019; Ships: 40.\n\nYear: 2020.\n",
        ),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\n\nb\n\nc\n"),
        (
            "<table><tr><td>a<table><tr><th>b<th>c<tr><td>1<td>2</table></table>d",
            "a\n\nb: 1; c: 2.\n\nd\n",
        ),
    ],
)
def test_what_plain_text_cannot_show_is_written_so_that_it_can_be_read(
    tmp_path: Path, page: str, text: str
) -> None:
    articles, _ = read(write(tmp_path / "c", {"a.html": page}))
    assert articles["a"].text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("plain words", "plain words\n"),
        ("a<b>c</b>d <em>e</em> f", "acd e f\n"),
        ("<p>a<p>b</p>c<div>d</div>", "a\n\nb\n\nc\n\nd\n"),
        ("a<!-->b<!--->c<!-- > -- -->d<!-- e --!>f<!x>g<?y>h</ z>i", "abcdfghi\n"),
        ("a<!-- b", "a\n"),
        ("a <script>b</script >c<SCRIPT>d</script", "a c\n"),
        ("a <b title='x > y' c=\"</b>\">d", "a d\n"),
        ("a <b c=it's d='e'>f", "a f\n"),
        ("a <b c='", "a\n"),
        ("1 < 2 << 3 <", "1 < 2 << 3 <\n"),
        ("&lt;p&gt; &amp;lt; &copy2020 &notin; &#65;&#x41 &#xD800;&#1114112;", None),
        ("<pre>a\r\n b\r</pre>c", "a\n b\n\nc\n"),
    ],
)
def test_markup_is_left_out_as_a_browser_would(tmp_path: Path, page: str, text: str | None) -> None:
    [article] = read(write(tmp_path / "c", {"a.htm": page}))[0].values()
    assert article.text == (text or "<p> &lt; ©2020 ∉ AA \ufffd\ufffd\n")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<meta charset=iso-8859-1>caf\xe9", "café\n"),
        ("<meta http-equiv=x content='text/html; charset=GBK'>漢字".encode("gbk"), "漢字\n"),
        (b"\xef\xbb\xbf<meta charset=gbk>caf\xc3\xa9", "café\n"),
        ("é".encode("utf-16"), "é\n"),
        (b"caf\xe9", "café\n"),
        (b"Wa\xb3\xeasa", "not UTF-8 at byte 2"),
        (b"<meta charset=utf-8>caf\xe9", "not utf-8 at byte 23"),
        (b"<meta charset=unicode_escape>\\u0041", "in an encoding that is not known"),
        (b"<p> <br> &nbsp;</p>", "empty"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(
    tmp_path: Path, data: bytes, text: str
) -> None:
    articles, skipped = read(write(tmp_path / "c", {"a.html": data}))
    found = [a.text for a in articles.values()] + [item.reason for item in skipped]
    assert len(found) == 1
    assert found[0].startswith(text)


def test_a_title_that_never_ends_is_cut_and_an_id_that_never_ends_is_refused(
    tmp_path: Path,
) -> None:
    lines = [
        json.dumps({"id": "a", "title": "t " * 5_000, "text": "It is so."}),
        json.dumps({"id": "i" * 301, "text": "It is so."}),
    ]
    articles, skipped = read(write(tmp_path / "c", {"all.jsonl": "\n".join(lines)}))
    assert len(articles["a"].source.title) == 1_000
    assert [item.path for item in skipped] == ["all.jsonl:2"]


def test_no_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="put the sources in it"):
        scan(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-08-29", date(2018, 8, 29), date(2018, 8, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-11-16/2023-12-31", date(2023, 11, 16), date(2023, 12, 31)),
        ("2023-11/2024", date(2023, 11, 1), date(2024, 12, 31)),
        ("2018-08-29T23:58:40Z", date(2018, 8, 29), date(2018, 8, 29)),
    ],
)
def test_dates_and_intervals_are_read(text: str, first: date, last: date) -> None:
    assert parse_published(text) == Published(first, last)


@pytest.mark.parametrize("text", ["", "soon", "2023-13", "2023-02-30", "2024/2023", "23-01-01"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_published(text) is None


@pytest.mark.parametrize(
    ("catalogue", "says"),
    [
        ("[[sources]]\nid = 3", "entry 1 has no id"),
        ('[[sources]]\nid = "a"\n[[sources]]\nid = "a"', "two entries for 'a'"),
        ('[[sources]]\nid = "a"\ntitel = "x"', "unknown key 'titel'"),
        ('[[sources]]\nid = "a"\nkind = "third"', "primary"),
        ('[[sources]]\nid = "a"\ngrade = "G1"', "A-F and 1-6"),
        ('[[sources]]\nid = "a"\npublished = "soon"', "2018-08-29"),
        ('[[sources]]\nid = "a"\ntitle = ""', "title must be text"),
        ("[sources]\nid = 1", r"\[\[sources\]\]"),
        ("[[sources]\n", "not TOML"),
        ("x = " + "[" * 5_000, "not TOML"),
    ],
)
def test_a_bad_catalogue_is_one_line_that_names_entry_and_key(
    tmp_path: Path, catalogue: str, says: str
) -> None:
    root = write(tmp_path / "c", {"sources.toml": catalogue})
    with pytest.raises(InputError, match=says) as caught:
        read_catalogue(root)
    assert str(caught.value).startswith("sources.toml: ")
    assert "\n" not in str(caught.value)
