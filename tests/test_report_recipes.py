"""The recipes that a report prints to check a quote: run as printed, they give the quote.

For every kind of source that there is a reader for.
"""

import gzip
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import environment, workbench

from workbench.corpus.readers import READERS
from workbench.safe.visible import line
from workbench.workspace import Workspace

BODY = (
    "Lamp log 🕯️👩🏽‍🚒\r\n\r\nThe lamp was lit at dusk. 🇮🇸 The keeper’s wife – Ása – rowed home.\r\n"
    "It burnt\tuntil 5:30. “Not a ship passed,” he wrote.\n"
)
WORDS = ("The lamp was lit at dusk.", "keeper’s wife – Ása", "“Not a ship passed,” he wrote.")
MADE = Path(__file__).parent / "data" / "reading"
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
    ".eml": b"Subject: Log\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + BODY.encode(),
    ".mht": (MADE / "chromium-news.mhtml").read_bytes(),
    ".gz": (MADE / "wget-site.warc.gz").read_bytes(),
    ".warc": gzip.decompress((MADE / "wget-site.warc.gz").read_bytes()),
    **{
        file.suffix: file.read_bytes()
        for file in sorted(MADE.iterdir(), reverse=True)
        if file.suffix != ".gz"
    },
}
"""A file of each kind, ours with a mark at its start, both kinds of line ends and long characters,
others by the programs that write them."""


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
    name = f"log{suffix}"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name).write_bytes(FILES[suffix])
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The lamp was lit'\n")
    workspace = Workspace.open(tmp_path, by="Ida")
    workspace.refresh()
    source = next(each for each in workspace.sources() if each.id != "other")
    text = workspace.article(source.id).text
    words_here = [words for words in WORDS if words in text]
    spans = [(text.index(words), text.index(words) + len(words)) for words in words_here]
    spans = spans or [(each.start, each.end) for each in workspace.passages(source.id)[:3]]
    marks = [("supports", workspace.passage(f"{source.id}:{a}-{b}")) for a, b in spans]
    workspace.rate("c", "true", marks=marks)  # type: ignore[arg-type]
    report = workspace.report(audit=True)
    workspace.close()
    command = recipe(report, suffix)
    assert spans
    for start, end in spans:
        words = text[start:end]
        assert f"characters {start} to {end}" in report
        given = {
            "FILE": source.text_file or name,
            "ID": source.id,
            "FIRST": str(start),
            "SECOND": str(end),
        }
        if command[0] == "workbench":
            place = command[-1].replace("SOURCE", source.id)
            place = place.replace("FIRST", str(start)).replace("SECOND", str(end))
            said = workbench(*command[1:-1], place, cwd=tmp_path)
            (row,) = [row for row in said.stdout.splitlines() if f" {place}  " in row]
            assert row[2:] == f"{place}  {line(words)}"
        else:
            assert command[0] == "python3"
            words_of = [given.get(word, word) for word in command[1:]]
            done = subprocess.run(
                [sys.executable, *words_of],
                cwd=tmp_path / "corpus",
                env=environment(PYTHONUTF8="1"),
                capture_output=True,
                check=True,
            )
            assert done.stdout.decode() == f"{words}\n"


def test_a_report_prints_only_the_recipes_that_its_quotes_need(tmp_path: Path) -> None:
    """And says of no file that its characters are counted in it where they are not."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.html").write_bytes(FILES[".html"])
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The lamp was lit'\n")
    workspace = Workspace.open(tmp_path, by="Ida")
    workspace.refresh()
    workspace.rate("c", "true", marks=[("supports", workspace.passages("a")[0])])
    report = workspace.report(audit=True)
    workspace.close()
    assert "Of a `.html` file they count the characters of the text that was read" in report
    assert "of the file itself" not in report
    assert "is a document" not in report
    assert "workbench read" not in report
