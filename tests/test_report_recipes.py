"""The recipes that a report prints to check a quote: run as printed, they give the quote.

For every kind of source that there is a reader for.
"""

import gzip
import json
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from commanding import environment, workbench

from workbench.corpus.prose import flat
from workbench.corpus.readers import READERS
from workbench.report import EXPORTERS
from workbench.safe.visible import line
from workbench.workspace import Workspace

BODY = (
    "Lamp log 🕯️👩🏽‍🚒\r\n\r\nThe lamp was lit at dusk. 🇮🇸 The keeper’s wife – Ása – rowed home.\r\n"
    "It burnt\tuntil 5:30. “Not a ship passed,” he wrote.\n"
)
WORDS = ("The lamp was lit at dusk.", "keeper’s wife – Ása", "“Not a ship passed,” he wrote.")
BOM = b"\xef\xbb\xbf"

FILES = {
    ".txt": BODY.encode(),
    ".md": BOM + BODY.encode(),
    ".jsonl": BOM
    + b"".join(
        json.dumps({"id": id_, "text": text}, ensure_ascii=False).encode() + b"\r\n\n"
        for id_, text in (("other", "Another text."), ("log.jsonl", BODY))
    ),
    ".html": BOM + f"<title>Log</title><p>🕯️ Menu</p><p>{BODY}</p>".encode(),
    ".htm": f"<p>{BODY}</p>".encode(),
    ".eml": b"From: A <a@list.example>\nSubject: Log\nMIME-Version: 1.0\n"
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + BODY.encode(),
}
"""A file of each kind, with a mark at its start, both kinds of line ends and long characters."""


SAMPLES = Path(__file__).parent / "data" / "reading"


def a_file(suffix: str) -> bytes:
    """A file of this kind: one of these, or one that a real program has made."""
    if suffix in FILES:
        return FILES[suffix]
    if suffix == ".warc":
        return gzip.decompress(a_file(".gz"))
    return next(SAMPLES.glob(f"*{'.mhtml' if suffix == '.mht' else suffix}")).read_bytes()


def recipe(report: str, suffix: str) -> list[str]:
    """The command that the report prints for a kind of file."""
    part = report.partition("## How to check a quote\n")[2].partition("\n## ")[0]
    for told, command in re.findall(r"^(.+)\n\n    (.+)$", part, re.MULTILINE):
        if f"`{suffix}`" in told:
            return shlex.split(command)
    raise AssertionError(f"no recipe for {suffix}")


@pytest.mark.parametrize("suffix", READERS)
def test_the_printed_recipe_gives_the_words_of_the_quote(tmp_path: Path, suffix: str) -> None:
    """A kind of source without a file here fails; so does one without a recipe."""
    name = f"log.warc{suffix}" if suffix == ".gz" else f"log{suffix}"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name).write_bytes(a_file(suffix))
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The lamp was lit'\n")
    workspace = Workspace.open(tmp_path, by="Ida")
    workspace.refresh()
    source = next(each for each in workspace.sources() if each.id != "other")
    text = workspace.article(source.id).text
    spans = [
        (text.index(words), text.index(words) + len(words)) for words in WORDS if words in text
    ]
    assert suffix not in FILES or len(spans) == len(WORDS)
    spans = spans or [(each.start, each.end) for each in workspace.passages(source.id)[:3]]
    marks = [("supports", workspace.passage(f"{source.id}:{a}-{b}")) for a, b in spans]
    workspace.rate("c", "true", marks=marks)  # type: ignore[arg-type]
    report = workspace.report()
    workspace.close()
    file = source.text_file or name
    command = recipe(report, ".txt" if source.text_file else suffix)
    assert spans
    for start, end in spans:
        assert f"characters {start} to {end}" in report
        words, place = text[start:end], f"{source.id}:{start}-{end}"
        said = workbench("read", place, cwd=tmp_path)
        rows = [row for row in said.stdout.splitlines() if f" {place}  " in row]
        assert any(line(flat(words)) in row for row in rows)
        given = {"FILE": file, "ID": source.id, "FIRST": str(start), "SECOND": str(end)}
        done = subprocess.run(
            [sys.executable, *(given.get(word, word) for word in command[1:])],
            cwd=tmp_path / "corpus",
            env=environment(PYTHONUTF8="1"),
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == f"{words}\n"


def test_where_no_text_could_be_kept_the_report_names_the_command(tmp_path: Path) -> None:
    """And says of no file that its characters are counted in it where they are not."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.html").write_bytes(FILES[".html"])
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The lamp was lit'\n")
    workspace = Workspace.open(tmp_path, by="Ida")
    workspace.refresh()
    workspace.rate("c", "true", marks=[("supports", workspace.passages("a")[0])])
    dossier = workspace.dossier()
    sources = tuple(replace(each, text_file=None) for each in dossier.sources)
    report = EXPORTERS["markdown"].render(replace(dossier, sources=sources))
    workspace.close()
    assert "workbench read SOURCE:FIRST-SECOND" in report
    assert "python3" not in report
    assert "without the program" not in report
