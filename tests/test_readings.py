"""What was read of a file stays as it was read, whatever becomes of its reader."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_webpages import PAGE

from workbench.corpus import Article, load, readers
from workbench.corpus.readers.limited import Limited
from workbench.corpus.readings import OTHER
from workbench.errors import InputError
from workbench.workspace import Workspace


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "pier.html").write_text(PAGE)
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The pier is taken down'\n")
    return tmp_path


def read(project: Path, desk: str = ".workbench") -> Article:
    [found] = load(project / "corpus", "pier.html", catalogue={}, desk=project / desk)
    assert isinstance(found, Article)
    return found


def kept(project: Path) -> dict[str, bytes]:
    folder = project / "corpus" / ".read"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def other_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another version of a library: every page gets another text."""
    tests = os.pathsep.join((str(Path(__file__).parent / "acceptance"), *sys.path))
    monkeypatch.setenv("PYTHONPATH", tests)
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "acceptance"))
    monkeypatch.setitem(readers.READERS, ".html", Limited("parsers:otherwise"))


def test_the_text_of_a_page_is_kept_once_and_used_from_then_on(
    project: Path, other_reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    first = read(project)
    files = kept(project)
    text = first.source.text_file
    assert text is not None
    data = (project / "corpus" / text).read_bytes()
    assert data.decode() == first.text
    assert hashlib.sha256(data).hexdigest() == Path(text).stem
    record = json.loads(files[f"{first.source.sha256}.json"])
    assert record["texts"][0]["contents"]["library"].startswith("trafilatura ")
    assert record["texts"][0]["contents"]["left_out"]
    assert read(project) == first
    assert kept(project) == files


def test_another_version_of_a_reader_moves_nothing_until_it_is_asked_to(
    project: Path, request: pytest.FixtureRequest
) -> None:
    """No verdict is stale, the report is the same byte for byte; `reread` takes the new text."""
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    passage = next(p for p in workspace.passages("pier") if "taken down" in p.text)
    workspace.rate("c", "true", marks=[("supports", passage)])
    report = workspace.report(audit=True)
    workspace.close()
    (project / ".workbench" / "index" / "damaged").touch()  # so that all is read anew
    request.getfixturevalue("other_reader")
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    assert list(workspace.stale(workspace.claim("c"))) == []
    assert workspace.report(audit=True) == report
    entry, quotes = workspace.reread("pier")
    assert entry is not None
    assert [(claim, str(each.anchor)) for claim, each in quotes] == [("c", "moved")]
    assert workspace.article("pier").text.startswith("Otherwise.")
    assert list(workspace.stale(workspace.claim("c"))) == []
    assert workspace.reread("pier")[0] is None
    workspace.close()


def test_a_reread_moves_the_quotes_that_stand_in_the_new_text_and_undo_brings_the_old_one(
    project: Path, request: pytest.FixtureRequest
) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    passage = next(p for p in workspace.passages("pier") if "taken down" in p.text)
    workspace.rate("c", "true", marks=[("supports", passage)])
    report, first = workspace.report(), workspace.article("pier")
    [(_, then)] = workspace.standing("c").marks
    request.getfixturevalue("other_reader")
    entry, _ = workspace.reread("pier")
    second = workspace.article("pier")
    [(mark, now)] = workspace.standing("c").marks
    assert mark == "supports"
    assert now.start > then.start
    assert second.text[now.start : now.end] == now.exact == then.exact
    assert [each.anchor for each in workspace.recheck("c")] == ["exact"]
    assert workspace.check() == ()
    undone = workspace.take_back()
    assert undone == entry
    assert workspace.article("pier") == first
    assert workspace.standing("c").marks == (("supports", then),)
    assert workspace.report() == report
    assert workspace.bring_back() == entry
    assert workspace.article("pier") == second
    assert workspace.standing("c").marks == (("supports", now),)
    workspace.close()


def test_an_earlier_text_that_is_not_kept_any_more_leaves_the_decision_as_it_was(
    project: Path, request: pytest.FixtureRequest
) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    old = workspace.article("pier").source.text_file
    request.getfixturevalue("other_reader")
    entry, _ = workspace.reread("pier")
    (project / "corpus" / str(old)).unlink()
    with pytest.raises(InputError, match="not kept"):
        workspace.undo()
    assert workspace.entries() == (entry,)
    assert workspace.article("pier").text.startswith("Otherwise.")
    workspace.close()


def test_the_recipe_of_the_report_gives_the_quote(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    passage = next(p for p in workspace.passages("pier") if "taken down" in p.text)
    workspace.rate("c", "true", marks=[("supports", passage)])
    report = workspace.report(audit=True)
    command = next(line for line in report.split("\n") if line.startswith("    python3 -c"))
    text = next(line for line in report.split("\n") if line.startswith("- Text: ")).split("`")[1]
    done = subprocess.run(
        command.strip()
        .replace("python3", sys.executable)
        .replace("FILE FIRST SECOND", f"{text} {passage.start} {passage.end}"),
        shell=True, cwd=project / "corpus", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == passage.text + "\n"
    workspace.close()


def test_a_record_of_somebody_else_is_checked_once_and_a_difference_is_shown(
    project: Path,
) -> None:
    """Another desk is another machine: here it is read, and the text that came is still used."""
    first = read(project, "theirs")
    assert read(project, "ours").source.notes == ()
    folder = project / "corpus" / ".read"
    forged = first.text.replace("taken down", "left standing").encode()
    name = hashlib.sha256(forged).hexdigest()
    record = folder / f"{first.source.sha256}.json"
    old = Path(first.source.text_file or "").stem
    record.write_text(record.read_text().replace(old, name))
    (folder / f"{name}.txt").write_bytes(forged)
    for _ in range(2):
        found = read(project, "third")
        assert "left standing" in found.text
        assert found.source.notes == (OTHER,)


@pytest.mark.parametrize("harm", ["text", "record", "no text"])
def test_a_record_that_is_not_whole_is_read_again(project: Path, harm: str) -> None:
    first = read(project)
    folder = project / "corpus" / ".read"
    text = project / "corpus" / (first.source.text_file or "")
    if harm == "record":
        (folder / f"{first.source.sha256}.json").write_bytes(b'{"form": 1')
    elif harm == "text":
        text.write_text("Other words.")
    else:
        text.unlink()
    assert read(project) == first
    assert text.read_text() == first.text


def test_where_the_corpus_cannot_be_written_the_reading_is_kept_beside_the_index(
    project: Path,
) -> None:
    (project / "corpus" / ".read").write_text("no folder")
    first = read(project)
    assert (project / ".workbench" / "read" / f"{first.source.sha256}.json").is_file()
    assert read(project) == first
