"""D9 and E: what leaves the desk is exact, whole, and holds nothing that outside text forged."""

import hashlib
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from verifying import verify

from workbench.claims import Claim, ClaimsFile, Project
from workbench.corpus import Article, Published, Skipped, Source
from workbench.errors import InputError
from workbench.passages import Passage
from workbench.quotes import Quote
from workbench.reasons import Reason, Relation
from workbench.report import EXPORTERS, compile_dossier
from workbench.report.commonmark import conceal
from workbench.scales import Rating, Scale
from workbench.search import Match
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import Entry, Justified, Marked, Rated, Reported, Searched
from workbench.visible import hides
from workbench.workspace import Workspace

ROOT = Path(__file__).parents[2]
Counts = Callable[[int, int], int]

PAYLOADS = (
    # Markdown: structure of its own
    "# heading", "heading\n===", "heading\n---", "> quote", "- item", "1. item", "* * *", "___",
    "```\nfence", "~~~\nfence", "    indented", "\tindented", "<!-- comment -->",
    "| a | b |\n|---|---|",
    "a | b\n---|---\n1 | 2", "- [ ] task", "[^1]: note", "[!WARNING]", "\\", "ends with \\",
    # Markdown: links, images, emphasis, code
    "[x](javascript:alert(1))", "![x](http://evil/x.png)", "<javascript:alert(1)>",
    "<http://evil>",
    "[x]: http://evil\n[x]", "[x][y]", "[x]", "]( http://evil )", "](http://evil)",
    "**bold**", "__b__",
    "*a* _b_ ~~c~~", "`code`", "``", "a`b", "https://evil.example/a_b_c", "www.evil.example",
    "mailto:a@b.c", "&lt;b&gt;", "&#42;a&#42;", "&nbsp;", "2 * 3 * 4", "snake_case_name",
    "_", "*", "`",
    # HTML, JSON, CSV, terminals
    "<script>alert(1)</script>", "</script><b>", "<img src=x onerror=alert(1)>", "]]>", "-->",
    "<!--",
    "<style>*{}</style>", "\"'><svg/onload=alert(1)>", "{\"a\": 1}", "=1+1", "+1", "-1", "@SUM(A1)",
    "\t=1", "＝1+1", "|calc", "'; DROP TABLE x; --", "a,b;c\td", "\x1b]52;c;aGk=\x07", "\x1b[2J",
    "\x9b31m", "\x00", "\x7f", "\u202egpj.exe", "\u2066a\u2069", "a\u200bb", "\ufeff", "\U000e0041",
    "e" + "\u0301" * 40, "line\u2028separator", "a\rb", "a\r\nb", "\\u{202E}", "\\u{5C}u{1}",
    # names of ours
    "## Verdicts", "**Verdict: True.**", "S1, characters 0 to 9.", "(stale)", "  edge  ",
)  # fmt: skip


def hostile(chance: random.Random, number: int) -> list[str]:
    """The payloads, then mixtures of them, some joined by line breaks."""
    joints = ("", " ", "\n", "\n\n", "\n> ", "|", "\\")
    mixtures = (
        chance.choice(joints).join(chance.choice(PAYLOADS) for _ in range(chance.randint(2, 5)))
        for _ in range(number)
    )
    return [text for text in (*PAYLOADS, *mixtures) if text.strip()][:number]


FIELDS = (
    "project", "claim", "claim_id", "claimant", "date", "appearance", "context", "justification",
    "change", "reviewer", "old_wording", "quote", "reason", "query", "title", "publisher",
    "author", "origin", "language", "grade", "url", "archive_url", "source_id", "path",
    "skipped_path", "skipped_reason", "scale", "rating", "meaning",
)  # fmt: skip
ADDRESSES = ("appearance", "url", "archive_url")
"""Fields that may become a link to the web address that they hold."""
BENIGN = "plain words"


def dossier(**given: str):  # type: ignore[no-untyped-def]
    """A dossier with every part of a report, in which some fields hold the given text."""

    def of(name: str) -> str:
        return given.get(name, f"{BENIGN} {name}")

    scale = Scale(
        "own",
        of("scale"),
        (Rating("yes", of("rating"), "1", of("meaning")), Rating("no", "No", "2")),
    )
    source = Source(
        id=of("source_id"),
        path=of("path"),
        title=of("title"),
        sha256="a" * 64,
        publisher=of("publisher"),
        author=of("author"),
        published=Published(date(2024, 1, 1), date(2024, 1, 1)),
        origin=of("origin"),
        language=of("language"),
        grade=of("grade"),
        url=of("url"),
        archive_url=of("archive_url"),
    )
    unquoted = Source(id="zz", path=of("path"), title=of("title"), sha256="b" * 64)
    text = of("quote") + " changed"
    claim = Claim(
        id=of("claim_id"),
        text=of("claim"),
        claimant=of("claimant"),
        date=of("date"),
        appearance=of("appearance"),
        context=of("context"),
    )
    still = Claim(id="open", text=of("claim"))

    def quote(start: int, exact: str) -> Quote:
        return Quote(
            source=source.id, start=start, end=start + len(exact), exact=exact,
            prefix="", suffix="", sha256="c" * 64,
        )  # fmt: skip

    def rated(rating: str) -> Rated:
        return Rated(
            claim=claim.id,
            text=of("old_wording"),
            scale="own",
            rating=rating,
            reason=of("change"),
            quotes=(("supports", quote(0, of("quote"))), ("conflicts", quote(900, "gone"))),
        )

    decisions = (
        rated("no"),
        Reported(path="report.md", ratings={claim.id: "no"}),
        Justified(claim=claim.id, text=of("justification")),
        Searched(claim=claim.id, query=of("query"), found=1, passages=2),
        Marked(claim=claim.id, quote=quote(500, of("quote")), mark="irrelevant"),
        rated("yes"),
    )
    reasons = (Reason("number", Relation.CONFLICTS, (0, 1), None, of("reason")),)
    word = Judgement(Stance.CONFLICTS, Confidence.STRONG, 0.0, 0.9, reasons)
    return compile_dossier(
        ClaimsFile(Project(title=of("project"), scale="own"), (claim, still)),
        scales={"own": scale},
        entries=(
            Entry(seq=n, at=f"2026-01-01T00:00:{n:02}Z", by=of("reviewer"), decision=decision)
            for n, decision in enumerate(decisions, start=1)
        ),
        sources=(source, unquoted),
        skipped=(Skipped(of("skipped_path"), of("skipped_reason")),),
        find=lambda claim: (
            (Evidence(Match(Passage(source.id, 0, len(of("quote")), of("quote")), 80.0), word),)
            if claim is still
            else ()
        ),
        judge=lambda claim, quote: word,
        article=lambda source_id: Article(source, text),
    )


# oracles: what a reader of each form sees, and the structure around it


@dataclass(frozen=True)
class Reading:
    """An export as its format's own reader reads it."""

    structure: Counter[str]
    """What the format was told beside text."""
    links: frozenset[str]
    text: str
    """What stands there, escapes of the format undone."""


def read_markdown(text: str) -> Reading:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    leaves = [leaf for token in tokens for leaf in (token.children or [token])]
    plain = {"text", "text_special", "softbreak", "hardbreak", "inline"}
    # A justification may have any number of paragraphs, a quote any number of lines.
    kinds = Counter(
        f"{leaf.type} {leaf.tag}"
        for leaf in leaves
        if leaf.type not in plain and not leaf.type.startswith(("paragraph", "link"))
    )
    links = frozenset(str(leaf.attrGet("href")) for leaf in leaves if leaf.type == "link_open")
    shown = "\n".join(
        "".join(
            "\n" if leaf.type.endswith("break") else leaf.content for leaf in token.children or []
        )
        for token in tokens
        if token.type == "inline"
    )
    return Reading(kinds, links, conceal(shown))


NOTED = re.compile(r"\*The quote contains hidden characters, spelt out here; [^`]*`\w+`\.\*")
"""What a report adds beside a quote that needs it."""
ORACLES: Mapping[str, Callable[[str], Reading]] = {"markdown": read_markdown}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("form", EXPORTERS)
def test_e1_hostile_text_in_any_field_is_text_in_every_export(
    form: str, counts: Counts, chance: random.Random
) -> None:
    """Structure and links are those of a report with harmless text; the words are all there."""
    render, read = EXPORTERS[form].render, ORACLES[form]
    benign = read(render(dossier()))
    for payload in hostile(chance, counts(len(PAYLOADS), 500)):
        for name in chance.sample(FIELDS, counts(4, len(FIELDS))):
            text = NOTED.sub("", render(dossier(**{name: payload})))
            found = read(text)
            assert found.structure == benign.structure, (name, payload)
            assert not hides(text), (name, payload)
            if name in ADDRESSES:
                assert all(link.startswith(("http://", "https://")) for link in found.links)
            else:
                assert found.links == benign.links, (name, payload)
                if name not in ("old_wording", "grade"):
                    assert squeezed(payload) in squeezed(found.text), (name, payload)


def test_every_export_has_its_oracle() -> None:
    assert ORACLES.keys() == EXPORTERS.keys()


def test_d9_every_exported_quote_is_exact_and_found_by_its_numbers(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    """Quotes cut anywhere out of texts made to break Markdown, checked from the report alone."""
    claims, marks = counts(2, 20), counts(100, 500)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    texts = {}
    for n in range(10):
        words = [*PAYLOADS, "the", "ministry", "said", "that", "53", "people", "arrested"]
        text = "".join(
            chance.choice(words) + chance.choice((" ", " ", "\n", "\r\n", "\n\n", ""))
            for _ in range(400)
        ).replace("\x00", "")
        texts[f"source{n}"] = text
        (corpus / f"source{n}.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "claims.toml").write_text(
        "".join(f"[[claims]]\nid = 'c{n}'\ntext = '53 people arrested'\n" for n in range(claims))
    )
    workspace = Workspace.open(tmp_path, by="Maria")
    workspace.refresh()
    assert {source.id for source in workspace.sources()} == texts.keys()
    quotes = 0
    for claim in workspace.claims:
        given = []
        for source_id, text in texts.items():
            text = workspace.article(source_id).text
            cuts = sorted(chance.sample(range(len(text)), marks // 10 + 1))
            for start, end in pairwise(cuts):
                given.append(("supports", workspace.passage(f"{source_id}:{start}-{end}")))
        workspace.rate(claim.id, "true", marks=given)
        quotes += len(given)
    assert verify(workspace.report(), corpus) >= quotes
    workspace.close()


WRITER = """
import sys
from pathlib import Path
from workbench.report.files import write
path, letters = Path(sys.argv[1]), "ab"
print("ready", flush=True)
n = 0
while True:
    write(path, letters[n % 2] * 300_000 + "ours", ours="ours", inputs=())
    n += 1
"""


def test_e5_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    path = tmp_path / "report.md"
    whole = {letter * 300_000 + "ours" for letter in "ab"}
    for _ in range(counts(10, 100)):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout and process.stdout.readline()
            time.sleep(chance.random() * 0.1)
            process.send_signal(signal.SIGKILL)
        if path.exists():
            assert path.read_text() in whole
    from workbench.report.files import write

    write(path, "last ours", ours="ours", inputs=())
    assert [each.name for each in tmp_path.iterdir()] == ["report.md"]


FULL = """
import resource, sys
from pathlib import Path
from workbench.errors import InputError
from workbench.report.files import write
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write(Path(sys.argv[1]), "x" * 300_000, ours=None, inputs=())
except InputError as error:
    print(error)
"""


def test_e5_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    assert "cannot be written" in done.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["report.md"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("form", EXPORTERS)
def test_e6_two_exports_are_the_same_bytes_and_leave_the_ledger_alone(
    form: str, project: Path
) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    for claim, rating in zip(workspace.claims, workspace.scale.ratings, strict=False):
        passage = workspace.find(claim, limit=1).evidence[0].match.passage
        workspace.rate(claim.id, rating.id, marks=[("supports", passage)])
    workspace.close()

    def export() -> tuple[bytes, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "report", "--form", form, "-p", str(project)],
            cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        ledger = hashlib.sha256((project / "verdicts.db").read_bytes()).hexdigest()
        copy = hashlib.sha256((project / "verdicts.jsonl").read_bytes()).hexdigest()
        return done.stdout, ledger, copy

    first = export()
    assert EXPORTERS[form].signature.encode() in first[0]
    assert export() == first


@pytest.mark.parametrize("form", EXPORTERS)
@pytest.mark.parametrize(
    "name",
    ["claims.toml", "corpus/a.txt", "corpus/new.txt", "corpus", "verdicts.db", "verdicts.jsonl",
     "verdicts.db-wal", ".workbench/x", "backups/x", "link", "hard", "corpus-link/x", "."],
)  # fmt: skip
def test_e6_no_export_is_written_over_an_input(form: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("A text about nothing much at all.")
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'a claim'\n")
    (tmp_path / "link").symlink_to("claims.toml")
    (tmp_path / "hard").hardlink_to(tmp_path / "claims.toml")
    (tmp_path / "corpus-link").symlink_to("corpus")
    workspace = Workspace.open(tmp_path, by="Maria")
    workspace.rate("c", "true")
    before = {
        path: path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".workbench" not in path.parts
    }
    with pytest.raises(InputError):
        workspace.write_report(tmp_path / name, form=form, overwrite=True)
    assert all(path.read_bytes() == held for path, held in before.items())
    assert len(workspace.entries()) == 1
    workspace.close()
