"""A web page is its article: what its site puts around it is left out, and can be seen."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.corpus import Article, load
from workbench.corpus.readers.archived import address
from workbench.passages import cut

STORY = [
    "The harbour office said on Monday that the old pier is to be taken down in the spring.",
    "It had been shut since the storm of last winter, when 1,400<sup>5</sup> planks were lost.",
    "Nobody has yet been asked to do the work, and the town has set aside <s>80</s> 95 crowns.",
    "Fishermen who use the pier were told of it by letter, the head of the office added.",
    "The pier was built by the grandfathers of those who now repair it each year in May.",
]

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Pier to go | The Bay</title>
<meta property="og:title" content="Pier to go"><meta name="author" content="Ann Lee">
<script type="application/ld+json">{{"datePublished": "2021-05-03T10:00"}}</script></head><body>
<div class="cookie-banner"><p>We use cookies to make this site better for you.</p>
<button>Accept all cookies</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News of the bay</a></li></ul></nav>
<article><h1>Pier to go</h1>{"".join(f"<p>{each}</p>" for each in STORY)}
<h2>What comes after</h2><p>A new one of stone, the office hopes, if the money is found.</p>
</article>
<aside><h3>More stories</h3><ul><li><a href="/a">Ten ways to cook herring</a></li></ul></aside>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>Kim: I have always
said that this pier was rotten through and through, and that the mayor sold its planks.</p></div>
</section><footer><p>Copyright 2021 The Bay. All rights reserved.</p></footer></body></html>"""


def read(folder: Path, page: str) -> Article:
    (folder / "a.html").write_text(page)
    [found] = load(folder, "a.html", catalogue={})
    assert isinstance(found, Article)
    return found


def test_only_the_article_of_a_page_is_searched(tmp_path: Path) -> None:
    article = read(tmp_path, PAGE)
    said = "\n".join(passage.text for passage in cut(article))
    assert "taken down in the spring" in said
    assert "A new one of stone" in said
    assert "What comes after" in said
    for furniture in ("cookies", "herring", "rotten", "Home", "rights reserved"):
        assert furniture not in said
    assert (article.source.author, article.source.language) == ("Ann Lee", "en")
    assert str(article.source.published) == "2021-05-03"


def test_the_marks_of_a_page_outlive_its_markup(tmp_path: Path) -> None:
    text = read(tmp_path, PAGE).text
    assert "1,400⁵ planks" in text
    assert "~~80~~ 95 crowns" in text


def test_of_a_plain_page_nothing_is_left_out(tmp_path: Path) -> None:
    """Also what no reader of articles takes for one: short lines, headings, lists."""
    page = "<h1>Notes</h1><p>One.</p><ul><li>Two</li></ul><dl><dt>Three</dt><dd>four</dd></dl>"
    assert read(tmp_path, page).text == "Notes\n\nOne.\n\nTwo\n\nThree: four\n"


TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp'><p>12 captures</p></div>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)
COPY = "https://web.archive.org/web/20210504101112/https://bay.example/pier"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{COPY}">',
        '<link rel="canonical" href="/web/20210504101112/https://bay.example/pier">',
        '<script>__wm.wombat("https://bay.example/pier","20210504101112","https://web.archive.org/")'
        "</script>",
    ],
)
def test_an_archived_copy_has_two_addresses_and_no_toolbar(tmp_path: Path, head: str) -> None:
    page = PAGE.replace("<head>", f"<head>{head}").replace("<body>", f"<body>{TOOLBAR}")
    article = read(tmp_path, page + "<!-- FILE ARCHIVED ON 10:11:12 May 4, 2021 AND RETRIEVED FROM "
                   "THE INTERNET ARCHIVE -->")  # fmt: skip
    assert article.source.url == "https://bay.example/pier"
    assert article.source.archive_url == COPY
    assert "captures" not in article.text


def test_a_page_that_only_names_the_archive_is_no_copy_of_it() -> None:
    page = f'<a href="{COPY}">a copy</a> BEGIN'
    assert address(page) == (page, None, None)


@pytest.mark.parametrize(
    ("saved", "url", "copy"),
    [
        ("https://bay.example/pier", "https://bay.example/pier", None),
        (COPY, "https://bay.example/pier", COPY),
    ],
)
def test_a_saved_page_says_where_it_stood(saved: str, url: str, copy: str | None) -> None:
    single = f"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: {saved} \n-->"
    assert address(single)[1:] == (url, copy)
    assert address(f"<!-- saved from url=({len(saved):04}){saved} -->")[1:] == (url, copy)


def test_no_library_of_a_reader_is_loaded_beside_the_desk(tmp_path: Path) -> None:
    """Only the limited child imports what parses a stranger's file."""
    (tmp_path / "a.html").write_text(PAGE)
    code = (
        "import sys; from pathlib import Path; from workbench.corpus import load; "
        f"found = list(load(Path({str(tmp_path)!r}), 'a.html', catalogue={{}})); "
        "print(len(found), *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    number, *loaded = done.stdout.split()
    assert number == "1"
    assert not set(loaded) & {"trafilatura", "lxml", "courlan", "htmldate", "justext"}
