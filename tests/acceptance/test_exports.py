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
from itertools import pairwise
from pathlib import Path

import pytest
from counting import Counts
from forging import ADDRESSES, FIELDS, PAYLOADS, dossier, hostile
from markdown_it import MarkdownIt
from verifying import verify

from workbench.errors import InputError
from workbench.passages import Passage
from workbench.report import EXPORTERS
from workbench.report.commonmark import conceal
from workbench.safe.visible import hides
from workbench.verdicts import Mark
from workbench.workspace import Workspace

ROOT = Path(__file__).parents[2]


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
        if leaf.type not in plain
        and not leaf.type.startswith(("paragraph", "link"))
        # A mail address is written as code, or GitHub would link it.
        and not (leaf.type == "code_inline" and re.fullmatch(r"[\w.+-]+@[\w.-]+", leaf.content))
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
                # An address that the checker herself writes is a link to what she wrote.
                own = {each for each in found.links if name == "justification" and each in payload}
                assert found.links - own == benign.links, (name, payload)
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
        given: list[tuple[Mark, Passage]] = []
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
