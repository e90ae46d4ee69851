"""Under GitHub's own program nothing in the text of strangers becomes a link, a tag or a table."""

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.report import commonmark

CMARK = shutil.which("cmark-gfm")
pytestmark = pytest.mark.skipif(CMARK is None, reason="needs cmark-gfm")

WRITTEN = """
    ada@mail.example ada.b+c@mail.example.org a_b@c_d.example -a@b.cd a@b.cd. a@b.c.d- a@_b.cd
    (ada@mail.example) <ada@mail.example> "ada@mail.example" *ada@mail.example* [a@b.cd](c)
    a@b@c.de _ada@mail.example_ \\ada@mail.example \\\\a@b.cd a\\@b.cd a&#64;b.cd `a@b.cd`
    ~~a@b.cd~~ |a@b.cd| mailto:ada@mail.example MAILTO:a@b.cd xmpp:a@b.cd XMPP:a@b/c.d
    xmpp:a@b.cd/e/f xmpp:a@b.cd@e git@host.example:x foo:a@b.cd é@b.cd a@é.cd a@b.cdé éa@b.cd
    a@b.cd_é __a@b.cd__ a@b.cd/e?f=g@h.ij https://user:pass@host.example
    https://user:pass@host https://host.example http://a.b HTTPS://A.B ftp://a.b www.a.b
    WWW.A.B (www.a.b) *www.a.b* _www.a.b_ ~www.a.b~ git+https://a.b x:http://a.b
    https://bank.example@e.org https:///a.b //a.b http:a.b https://[::1]/ https://é.fr/
    wwww.a.b http://a.b<c http://a.b&amp;c http://a.b_c_ ftp://u:p@a.b/c www.a@b.cd a@www.b.cd
"""
ADDRESSES = WRITTEN.split()

PIECES = st.one_of(
    st.sampled_from(ADDRESSES),
    st.sampled_from(["@", ".", ":", "//", "www", "http", "ftp", "xmpp", "mailto", "a", "b9", "-"]),
    st.sampled_from(["_", "+", "/", "\\", "`", "*", "[", "](", ")", "<", ">", " ", "é", "&", "|"]),
)


def rendered(*documents: str) -> list[str]:
    """What GitHub's program makes of each of these."""
    assert CMARK
    mark = "<!-- end -->"
    extensions = ("autolink", "table", "strikethrough", "tasklist", "tagfilter")
    done = subprocess.run(
        [CMARK, "--unsafe", *(word for name in extensions for word in ("-e", name))],
        input=f"\n\n{mark}\n\n".join(documents).encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().split(mark)


def check(texts: list[str]) -> None:
    for made in (
        [commonmark.block(text) for text in texts],
        [f"before {commonmark.line(text)} after" for text in texts],
        [commonmark.heading(2, text) for text in texts],
        [f"| a |\n|---|\n| {commonmark.cell(text)} |" for text in texts],
    ):
        for text, shown in zip(texts, rendered(*made), strict=True):
            tags = set(re.findall("<[^>]*>", shown))
            assert tags <= {
                *(
                    "<p>",
                    "</p>",
                    "<code>",
                    "</code>",
                    "<h2>",
                    "</h2>",
                    "<table>",
                    "</table>",
                    "<tr>",
                ),
                *("</tr>", "<th>", "</th>", "<td>", "</td>", "<thead>", "</thead>", "<tbody>"),
                "</tbody>",
            }, (text, shown)
            words = "".join(html.unescape(re.sub("<[^>]*>", "", shown)).split())
            assert "".join(commonmark.reveal(text).split()) in words, (text, shown)


def test_no_address_of_any_kind_becomes_a_link() -> None:
    assert "<a href" in rendered(" ".join(ADDRESSES))[0], "or this proves nothing"
    check(ADDRESSES)
    check([f"he wrote {each}, they say" for each in ADDRESSES])


@settings(max_examples=40)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=9).map("".join), min_size=1, max_size=30))
@example(["\\" + "a@b.cd", "a@b.cd`", "`a@b.cd"])
def test_no_mixture_of_addresses_and_signs_becomes_a_link(texts: list[str]) -> None:
    check(texts)


@pytest.mark.parametrize("url", ["https://a.b/c", "http://a.b", "https://a.b/@c?d=e@f#g@h"])
def test_an_address_that_is_meant_as_a_link_is_one(url: str) -> None:
    assert f'<a href="{url}">' in rendered(commonmark.link(url))[0]


@pytest.mark.parametrize(
    "url", ["https://a.b@e.org", "https://a:b@e.org/", "http://@e.org", "https://a@b@e.org?c"]
)
def test_an_address_that_hides_where_it_leads_is_none(url: str) -> None:
    assert "<a" not in rendered(commonmark.link(url))[0]
