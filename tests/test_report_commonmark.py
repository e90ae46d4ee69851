"""Whatever a text holds, Markdown made of it renders as that text and as nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbench.report import commonmark

MARKUP = st.text(
    st.sampled_from(
        "\\`*_{}[]()#+-.!|<>~&=:@$\"'/^ \t\n1a9x\u0301é\u00a0\u3000\u202e\u200b\x1b\r;\ud800"
    ),
    max_size=40,
)
PIECES = st.lists(
    st.sampled_from(
        [
            "\n",
            " ",
            "    ",
            "---",
            "===",
            "***",
            "# ",
            "> ",
            "1. ",
            "- ",
            "+ ",
            "```",
            "~~~",
            "&amp;",
            "&#42;",
            "[a](b)",
            "![a](b)",
            "[a]: /b",
            "<b>",
            "<!-- ",
            "-->",
            "<http://a.b>",
            "| a | b |",
            "|---|---|",
            "~~a~~",
            "*a*",
            "__a__",
            "`a`",
            "\\",
            "\\u{202E}",
            "word",
            "9.766 kg",
            "[x] ",
            "[!NOTE]",
            "</script>",
            "https://a.b",
            "www.a.b",
            "a@b.cd",
            "xmpp:a@b/c.d",
            "mailto:a_b@c.d",
            "https://a:b@c.de/",
            "ftp://a.b",
            "@",
            "_",
            "é",
            "\t",
            "]",
            "[",
            "(",
            ")",
        ]
    ),
    max_size=12,
).map("".join)
ANY = st.one_of(st.text(max_size=60), MARKUP, PIECES)


def gfm() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def leaves(tokens: list[Token]) -> list[Token]:
    """All tokens of a document, the inline ones in place of what holds them."""
    return [leaf for token in tokens for leaf in (token.children or [token])]


def plain(tokens: list[Token]) -> str:
    """The words a reader sees."""
    breaks = {"hardbreak": "\n", "softbreak": "\n"}
    return "".join(breaks.get(token.type, token.content) for token in leaves(tokens))


@given(ANY)
@example("a\n\nb")
@example("\na")
@example("a\n\n")
@example("a \\\n b")
@example("1986. In that year\n2. more")
def test_a_block_renders_as_the_text_it_was_given(text: str) -> None:
    tokens = gfm().parse(commonmark.block(text))
    kinds = {token.type for token in leaves(tokens)}
    assert kinds <= {
        "paragraph_open",
        "paragraph_close",
        "text",
        "text_special",
        "code_inline",
        "hardbreak",
        "softbreak",
        "inline",
    }
    assert commonmark.conceal(plain(tokens)) == text


def test_a_line_break_within_a_quote_is_shown_as_a_blank() -> None:
    """Only where a paragraph of the source ends do its words begin a new line."""
    tokens = gfm().parse(commonmark.block("Not true that\nthe pier fell.\n\nIt stands."))
    kinds = [token.type for token in leaves(tokens) if token.type.endswith("break")]
    assert kinds == ["softbreak", "hardbreak", "hardbreak"]


@given(ANY)
def test_a_quoted_block_stays_within_its_quotation(text: str) -> None:
    tokens = gfm().parse(commonmark.block(text, prefix="> ") + "\n\nafter")
    assert [token.type for token in tokens][:2] == ["blockquote_open", "paragraph_open"] or not text
    assert [token.type for token in tokens][-3:] == [
        "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
    quoted = tokens[: next(n for n, token in enumerate(tokens) if token.type == "blockquote_close")]
    assert commonmark.conceal(plain(quoted)) == text


@given(ANY)
def test_a_line_of_text_forges_nothing_between_words_of_ours(text: str) -> None:
    tokens = gfm().parse(f"before {commonmark.line(text)}(after) [and]: more* end_ `")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {token.type for token in leaves(tokens)} <= {
        "paragraph_open", "paragraph_close", "text", "text_special", "code_inline",
    }  # fmt: skip


@given(ANY)
def test_a_cell_of_text_makes_one_cell(text: str) -> None:
    table = f"| a | b |\n|---|---|\n| {commonmark.cell(text)} | b |\n"
    tokens = gfm().parse(table)
    kinds = [token.type for token in tokens]
    assert kinds.count("td_open") == 2
    assert kinds.count("tr_open") == 2
    assert {token.type for token in leaves(tokens) if token.level == 0} >= {"table_open"}


@given(ANY, st.integers(1, 6))
def test_a_heading_shows_all_its_words(text: str, level: int) -> None:
    tokens = gfm().parse(commonmark.heading(level, text))
    assert tokens[0].tag == f"h{level}"
    shown = commonmark.conceal(plain(tokens))
    assert "".join(shown.split()) == "".join(text.split())


@given(ANY)
def test_a_code_span_shows_its_text(text: str) -> None:
    tokens = gfm().parse(f"a {commonmark.code(text)} b")
    spans = [token for token in leaves(tokens) if token.type == "code_inline"]
    assert len(spans) == (1 if text else 0)
    if text:
        assert (
            commonmark.conceal(spans[0].content).strip()
            == " ".join(text.split("\n")).replace("\t", " ").strip()
        )


@given(ANY)
def test_what_was_revealed_can_be_undone(text: str) -> None:
    assert commonmark.conceal(commonmark.reveal(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "9.766 kilograms",
        "Uygur_x",
        "AT&T said 3 < 5",
        "the drop in the use [of drugs] in the US",
        "seized.However, 1,178 kg (of it)!",
        "C:\\dir costs $5 ~ 5%",
        "5 * 3 | 2",
        "@ministry said user@host and a @ b.c",
    ],
)
def test_what_markdown_would_not_act_on_stays_as_it_is(text: str) -> None:
    assert commonmark.block(text) == text
    assert commonmark.line(text) == text


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.b/c?d=e#f", "<https://a.b/c?d=e#f>"),
        ("http://a.b/ <x>", "<http://a.b/%20%3Cx%3E>"),
        ("https://bank.example@e.org/a", "https\\://`bank.example@e.org`/a"),
        ("https://a:b@e.org", "https\\://a:`b@e.org`"),
        ("https://e.org/@a", "<https://e.org/@a>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://a\u202eb/", "<https://a%E2%80%AEb/>"),
    ],
)
def test_only_web_addresses_become_links(url: str, written: str) -> None:
    assert commonmark.link(url) == written
