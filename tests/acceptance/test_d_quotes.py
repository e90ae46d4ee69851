"""D9. Every passage and quote is, byte for byte, in its source."""

import hashlib
import json
import os
import random
from collections import Counter
from pathlib import Path

from counting import Counts

from workbench.corpus import Article, Skipped, load
from workbench.passages import LONGEST, cut
from workbench.passages.quotes import Anchor, find_again, quote
from workbench.safe.visible import visible

PIECES = (
    "The mayor opened the bridge on Monday. ", "It weighs 9.766 kilograms. ", "Dr. Lee said so.",
    'to do so." "Anti-drug work', "seized.However, those", 'now!" US President Lee tweeted. ',
    "China-U.S. anti-drug collaboration. ", "漢字。かな！", "كلمة عربية. ", "שלום. ",
    "e\u0301\u0327 ",
    "👩‍👩‍👧 ", "🇨🇳", "\u202e txt.exe ", "\u200b", "\ufeff", "\u2066", "\x1b[31m",
    "\x1b]52;c;eA==\x07",
    "\x9b2J", "\x7f", "\x01", "\U000e0041", "\xad", "\xa0", "\u3000", "[/x]",
    "[@click=app.quit]x[/]",
    "<script>", "&amp;", "`code`", "*a* _b_ #", "|", "\\", "=1+1", "@x", "\t", "\n", "\r\n", "\r",
    "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "...", "…", "?!", ".”", "“", "”", "'", '"',
    " ", "  ", "a" * 300, "word " * 500, "Photo:VCG\n", "By Ann Lee\n", "\U0010ffff", "ß", "ŉ", "İ",
    "A.B.C. ", "1,000,000 ", "http://x.y/z?a=b. ", "No. 5 ", "(sic) ", "— ", "\ud7ff", "\ue000",
)  # fmt: skip


def hostile(chance: random.Random) -> str:
    """A text of what is hard to cut, to show and to escape."""
    pieces = chance.choices(PIECES, k=chance.randint(1, 40))
    if chance.random() < 0.2:
        codes = [chance.choice((0x7F, 0x7FF, 0xD7FF, 0x10FFFF)) for _ in range(10)]
        pieces += [
            chr(chance.randint(1, code)).encode("utf-8", "ignore").decode() for code in codes
        ]
        chance.shuffle(pieces)
    return "".join(pieces)


def held(data: bytes, text: str, start: int, end: int) -> bytes:
    """The bytes of the file behind a span of its text."""
    bom = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    return data[bom + len(text[:start].encode()) : bom + len(text[:end].encode())]


def test_d9_every_passage_of_a_hostile_document_is_byte_for_byte_in_its_file(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    tally: Counter[str] = Counter()
    for n in range(counts(400, 10_000)):
        text = hostile(chance)
        data = chance.choice((b"", b"", b"\xef\xbb\xbf")) + text.encode()
        path = f"{n % 20}.txt"
        (tmp_path / path).write_bytes(data)
        os.utime(tmp_path / path, (1, 1))
        [article] = load(tmp_path, path, catalogue={})
        if isinstance(article, Skipped):
            assert article.reason == "empty"
            assert not text.removeprefix("\ufeff").strip()
            continue
        assert article.source.sha256 == hashlib.sha256(data).hexdigest()
        last = 0
        for passage in cut(article):
            span = passage.start, passage.end
            assert article.text[slice(*span)] == passage.text
            assert held(data, article.text, *span) == passage.text.encode()
            assert last <= passage.start < passage.end <= passage.start + LONGEST
            last = passage.end
            shown = visible(article.text)
            assert len(shown) == len(article.text), "what is shown is as long as what is quoted"
            kept = quote(article.text, *span, source="s", sha256=article.source.sha256)
            assert kept.exact == passage.text
            assert find_again(kept, article.text) == (Anchor.EXACT, *span)
            tally["passages"] += 1
        tally["documents"] += 1
    print("d9", dict(tally))
    assert tally["passages"] > tally["documents"]


def test_d9_every_passage_of_a_jsonl_is_in_its_document(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    texts = {f"d{n}": hostile(chance) for n in range(counts(400, 10_000))}
    lines = [json.dumps({"id": id_, "text": text}) for id_, text in texts.items()]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    seen = 0
    for article in load(tmp_path, "all.jsonl", catalogue={}):
        if isinstance(article, Skipped):
            continue
        assert article.text == texts[article.source.id]
        assert article.source.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
        for passage in cut(article):
            assert article.text[passage.start : passage.end] == passage.text
            seen += 1
    assert seen > len(texts)


def test_d9_the_same_page_gives_the_same_text_and_every_passage_lies_in_it(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    for n in range(counts(60, 2_000)):
        page = "<p>".join(hostile(chance) for _ in range(3))
        path = f"{n % 20}.html"
        (tmp_path / path).write_text(page, encoding="utf-8", newline="")
        os.utime(tmp_path / path, (1, 1))
        [once], [again] = (list(load(tmp_path, path, catalogue={})) for _ in range(2))
        assert once == again
        if isinstance(once, Article):
            for passage in cut(once):
                assert once.text[passage.start : passage.end] == passage.text
