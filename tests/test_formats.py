"""Files of other programs: their sentences, rows and cues, and where a reader finds them.

What stands in tests/data/reading was made from one text of ours by LibreOffice, LaTeX, Chromium,
ffmpeg and wget.
"""

import shutil
from pathlib import Path

import pytest

from workbench.corpus import Article, Skipped, load
from workbench.passages import cut
from workbench.workspace import Workspace

FILES = Path(__file__).parent / "data" / "reading"
SAID = [
    "That characterisation is incorrect: the measurements recorded at the confluence of the two "
    "rivers were affected by malfunctioning equipment, and the corrected figures were published in "
    "October 2022.",
    "Officials affirmed that first-quarter figures were not yet final.",
    "No station reported concentrations above the statutory threshold of 50 milligrams per litre "
    "after 1 January 2021.",
    "The distribution of sampling stations was deliberately asymmetrical: two-thirds of them lie "
    "within three kilometres of the coastline, because representative offshore measurements are "
    "extraordinarily expensive.",
    "It does not support the statement that the improvement was unprecedented, and it contradicts "
    "the statement that landings declined.",
]


def read(name: str) -> list[Article]:
    found = list(load(FILES, name, catalogue={}))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def written(file: Path) -> Article:
    [found] = load(file.parent, file.name, catalogue={})
    assert isinstance(found, Article)
    return found


def passages(article: Article) -> list[str]:
    return [" ".join(passage.text.split()) for passage in cut(article)]


@pytest.mark.parametrize(
    "name",
    ["libreoffice.pdf", "latex-2col-cm.pdf", "libreoffice.docx", "libreoffice.odt",
     "libreoffice.epub", "chromium-news.mhtml", "wget-site.warc.gz", "wacz-site.wacz"],
)  # fmt: skip
def test_each_sentence_of_a_document_is_one_passage(name: str) -> None:
    every = [said for article in read(name) for said in passages(article)]
    assert [said for said in SAID if said not in every] == []


def test_a_pdf_names_the_page_and_what_runs_along_its_edges_is_no_sentence() -> None:
    [article] = read("latex-2col-cm.pdf")
    text = article.text
    assert article.place(text.index("Summary")) == "p. 1"
    assert article.place(len(text) - 3) not in (None, "p. 1")
    assert "Bulletin" not in text
    assert "Page 1" not in text
    assert "first-quarter" in text
    assert "Effluent is counted at the point of discharge" in text


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"])
def test_each_row_of_a_sheet_is_a_sentence_with_its_cells(name: str) -> None:
    [article] = read(name)
    row = "Station: Saltfleet; Year: 2021; Nitrate mg/l: 44.1; Samples: 101; Note: revised"
    [passage] = [each for each in cut(article) if each.text.startswith(row)]
    assert article.place(passage.start) == "stat!A6:E6"
    assert len(cut(article)) == 9


def test_a_csv_is_read_whatever_divides_its_fields(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "Ort;Jahr;Schiffe\nVik;2019;40\nÄlv;2020;3,5\n".encode("cp1252")
    )
    [article] = [
        each for each in load(tmp_path, "a.csv", catalogue={}) if isinstance(each, Article)
    ]
    assert (
        article.text
        == "Ort: Vik; Jahr: 2019; Schiffe: 40.\n\nOrt: Älv; Jahr: 2020; Schiffe: 3,5.\n"
    )
    assert article.place(0) == "row 2"
    assert article.source.encoding == "cp1252"


@pytest.mark.parametrize("name", ["ffmpeg.srt", "ffmpeg.vtt"])
def test_cues_are_put_together_to_sentences_with_their_time(name: str) -> None:
    [article] = read(name)
    assert passages(article) == [
        "Thank you.",
        "Landings rose to 48,310 tonnes, and I can affirm that none of the stations exceeded the "
        "statutory threshold after 2021.",
        "MINISTER OFFERMANN: That is the first and only programme of its kind.",
    ]
    assert article.place(cut(article)[2].start) == "at 1:02"


def test_cues_that_roll_on_are_folded(tmp_path: Path) -> None:
    cues = ["so we", "so we\nsold it", "sold it\nin May.", "in May.\nNobody came."]
    text = "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000 align:start\n<c>{words}</c>\n\n"
        for n, words in enumerate(cues)
    )
    (tmp_path / "a.vtt").write_text(text)
    [article] = [
        each for each in load(tmp_path, "a.vtt", catalogue={}) if isinstance(each, Article)
    ]
    assert article.text == "so we sold it in May.\n\nNobody came.\n"


def test_a_saved_page_and_an_archive_know_their_addresses() -> None:
    [page] = read("chromium-news.mhtml")
    assert (page.source.url or "").endswith("/newspage.html")
    every = read("wget-site.warc.gz")
    assert len({each.source.id for each in every}) == len(every) > 2
    assert all((each.source.url or "").startswith("http") for each in every)


def test_a_mail_is_who_wrote_and_what(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"From: Ann Lee <ann@bay.example>\r\nSubject: =?utf-8?q?The_pier?=\r\n"
        b"Date: Mon, 3 May 2021 10:00:00 +0000\r\n\r\nIt is not true that\r\nthe pier was sold.\r\n"
    )
    [article] = [
        each for each in load(tmp_path, "a.eml", catalogue={}) if isinstance(each, Article)
    ]
    assert "It is not true that the pier was sold." in passages(article)
    assert "From: Ann Lee <ann@bay.example>" in passages(article)
    assert (article.source.title, str(article.source.published)) == ("The pier", "2021-05-03")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", "not a PDF, or a damaged one"),
        ("a.docx", "not a Word document"),
        ("a.xlsx", "not a spreadsheet"),
        ("a.epub", "not a book"),
        ("a.srt", "no subtitles in it"),
        ("a.wacz", "not a packed web archive"),
    ],
)
def test_what_is_not_what_its_name_says_is_named(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("It is so.")
    [found] = load(tmp_path, name, catalogue={})
    assert isinstance(found, Skipped)
    assert found.reason.startswith(reason)


def test_a_quote_of_a_pdf_is_cited_by_its_page_and_found_by_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    shutil.copy(FILES / "libreoffice.pdf", tmp_path / "corpus" / "report.pdf")
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'Landings declined'\n")
    workspace = Workspace.open(tmp_path, by="Maria")
    workspace.refresh()
    passage = next(p for p in workspace.passages("report") if "landings declined" in p.text)
    place = workspace.place(passage)
    workspace.rate("c", "false", marks=[("conflicts", passage)])
    report = workspace.report(audit=True)
    text = (tmp_path / "corpus" / (workspace.article("report").source.text_file or "")).read_text()
    workspace.close()
    assert place is not None
    assert place.startswith("p. ")
    assert f"{place}, characters {passage.start} to {passage.end}." in report
    assert text[passage.start : passage.end] == passage.text
