"""A report is held against its sources: what was changed in either is found, by anyone."""

import json
import random
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from commanding import refused, rows, workbench
from hypothesis import given
from hypothesis import strategies as st
from test_report_recipes import FILES, WORDS

from workbench.corpus import load, scan
from workbench.corpus.readers import READERS
from workbench.errors import InputError
from workbench.report.commonmark import block
from workbench.report.forms import data as json_form
from workbench.report.reading import read_report
from workbench.report.reading.markdown import words as quoted_words
from workbench.report.record import of_builtins
from workbench.report.seal import sealed, sealed_page
from workbench.report.verifying import Load, verify
from workbench.workspace import Workspace

NAMES = ("report.md", "report.html", "report.json", "dossier.md")
OURS = b"The lamp was lit at dusk."
"""Words of a file that can be changed with an editor."""
SEALED = re.compile(r"\n\nsha256 of all that stands above: `[0-9a-f]{64}`\n\Z")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a source of every kind, quotes of each, and its report."""
    root = tmp_path_factory.mktemp("made")
    (root / "corpus" / "sub").mkdir(parents=True)
    for n, suffix in enumerate(READERS):
        name = f"sub/log{n}{suffix}" if n % 2 else f"log{n}{suffix}"
        data = FILES[suffix].replace(b"log.jsonl", b"a `log` of *jsonl*")
        (root / "corpus" / name).write_bytes(data)
    (root / "corpus" / "unread.txt").write_text("Nothing of the kind is said here.")
    (root / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'The lamp was lit at noon'\n")
    workspace = Workspace.open(root, by="Ida")
    workspace.refresh()
    marks = []
    for source in workspace.sources():
        text = workspace.article(source.id).text
        here = [(text.index(words), len(words)) for words in WORDS if words in text]
        if source.id != "unread":
            here += [(each.start, len(each.text)) for each in workspace.passages(source.id)[:3]]
        marks += [f"{source.id}:{at}-{at + long}" for at, long in dict.fromkeys(here)]
    marked = [("supports", workspace.passage(each)) for each in marks]
    workspace.rate("c", "true", marks=marked)  # type: ignore[arg-type]
    for name in NAMES:
        workspace.write_report(root / name, audit=name == "dossier.md")
    workspace.close()
    return root


def loader(root: Path) -> Load:
    assert scan(root)
    return lambda path: load(root, path, catalogue={})


@cache
def unchanged(root: Path) -> Load:
    """As `loader`, of sources that stay as they are: each is read once."""
    load_once = loader(root)
    return cache(lambda path: tuple(load_once(path)))


def report_of(root: Path, name: str = "report.md") -> str:
    return (root / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_report_holds_with_every_kind_of_source(made: Path, name: str) -> None:
    text, read = report_of(made, name), unchanged(made / "corpus")
    found = verify(text, read)
    assert (found.problems, found.unchecked) == ((), ())
    assert found.quotes >= 3 * len(READERS)
    assert found.sources >= len(READERS) + 2, "with the other document and the unquoted file"
    windows = text.replace("\n", "\r\n")
    assert verify(windows, read).problems == (), "as another system saves it"


def changed(text: str, start: int, end: int, chance: random.Random) -> str:
    """One character between these places replaced by another of its kind."""
    at = chance.choice([n for n in range(start, end) if text[n].isalnum()])
    kind = "0123456789" if text[at].isdigit() else "abcdef"
    return text[:at] + chance.choice([c for c in kind if c != text[at]]) + text[at + 1 :]


PARTS = {
    "report.md": {
        "quote": re.compile(r"^> (.+)$", re.MULTILINE),
        "place": re.compile(r"characters (\d+ to \d+)$", re.MULTILINE),
        "hash": re.compile(r"sha256 `([0-9a-f]{64})`$", re.MULTILINE),
    },
    "report.html": {
        "quote": re.compile(r"<blockquote[^>]*>([^<&]+)"),
        "around": re.compile(r'<p class="around"[^>]*>([^<&]+)'),
        "place": re.compile(r"characters (\d+ to \d+)</li>"),
        "hash": re.compile(r"sha256 <code>([0-9a-f]{64})</code></li>"),
    },
    "report.json": {
        "quote": re.compile(r'"exact": "([^"\\]*\w[^"\\]*)'),
        "around": re.compile(r'"(?:prefix|suffix)": "([^"\\]*\w[^"\\]*)'),
        "place": re.compile(r'"(?:start|end)": (\d+)'),
        "hash": re.compile(r'"path": [^}]*?"sha256": "([0-9a-f]{64})"'),
    },
    "dossier.md": {
        "quote": re.compile(r"^> (.+)$", re.MULTILINE),
        "place": re.compile(r"characters (\d+ to \d+)\."),
        "hash": re.compile(r"sha256:? `([0-9a-f]{64})`(?!\n\Z)"),
    },
}
PARTS_OF = [(name, part) for name, parts in PARTS.items() for part in parts]


def sealed_again(name: str, text: str) -> str:
    """A report that someone changed, with a hash that fits again."""
    if name == "report.html":
        return sealed_page(text.partition('\n<p class="seal">')[0])
    if name == "report.json":
        held = json.loads(text)
        del held["sha256"]
        return json_form.write(of_builtins(held))
    return sealed(SEALED.sub("", text))


@pytest.mark.parametrize("forged", [False, True], ids=["changed", "sealed again"])
@pytest.mark.parametrize(("name", "part"), PARTS_OF)
def test_a_changed_character_of_the_report_is_found(
    made: Path, name: str, part: str, forged: bool
) -> None:
    """Also by who makes a seal of his own for it; without sources the seal alone finds it."""
    chance, text, read = random.Random(part), report_of(made, name), unchanged(made / "corpus")
    spans = [found.span(1) for found in PARTS[name][part].finditer(text)]
    assert len(spans) > 5
    for _ in range(100):
        other = changed(text, *chance.choice(spans), chance)
        if forged:
            try:
                other = sealed_again(name, other)
            except ValueError:
                assert name == "report.json", "a number with a nought in front is no JSON"
                continue
            assert read_report(other).broken is None
        assert fails(other, read)
        assert forged or fails(other, None)


def fails(text: str, read: Load | None) -> bool:
    """Whether a report does not hold; one that cannot be read any more does not."""
    try:
        return bool(verify(text, read).problems)
    except InputError:
        return True


@pytest.mark.parametrize("suffix", [each for each in READERS if OURS in FILES[each]])
def test_a_changed_character_of_a_source_is_found(made: Path, tmp_path: Path, suffix: str) -> None:
    """And named: which source it is, and the line of the report."""
    chance, text = random.Random(suffix), report_of(made)
    shutil.copytree(made / "corpus", tmp_path / "corpus")
    (file,) = (tmp_path / "corpus").rglob(f"log*{suffix}")
    before = file.read_bytes()
    at = before.index(OURS)
    for _ in range(20):
        spot = chance.choice([n for n in range(at, at + 20) if chr(before[n]).isalpha()])
        file.write_bytes(before[:spot] + b"#" + before[spot + 1 :])
        found = verify(text, loader(tmp_path / "corpus"))
        assert any("its sha256 is not the one in the report" in each for each in found.problems)
        assert any("the quote does not stand in S" in each for each in found.problems)
        numbers = [int(each.split()[1].rstrip(":")) for each in found.problems]
        assert numbers == sorted(numbers), "the first first"


def test_a_reader_needs_nothing_but_the_report_and_the_sources(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "corpus", tmp_path / "theirs")
    shutil.copy(made / "report.md", tmp_path)
    done = workbench("verify", "report.md", "-p", "theirs", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("all that was checked holds: ")
    (row,) = rows(workbench("verify", "report.md", "-p", "theirs", "--json", cwd=tmp_path))
    assert row["holds"] is True
    (tmp_path / "theirs" / "unread.txt").unlink()
    gone = workbench("verify", "report.md", "-p", "theirs", cwd=tmp_path)
    assert gone.returncode == 1
    assert "the file unread.txt is not among the sources" in gone.stdout
    assert not (tmp_path / "theirs" / ".workbench").exists(), "nothing is written there"


def test_a_kept_text_that_was_changed_is_found(made: Path, tmp_path: Path) -> None:
    """It travels with the sources, and its name is its hash."""
    shutil.copytree(made / "corpus", tmp_path / "corpus")
    shutil.copy(made / "report.md", tmp_path)
    done = workbench("verify", "report.md", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    texts = list((tmp_path / "corpus" / ".read").glob("*.txt"))
    assert texts
    for file in texts:
        file.write_bytes(file.read_bytes() + b"!")
    done = workbench("verify", "report.md", cwd=tmp_path)
    assert "is not the one that it is named by" in done.stdout
    shutil.rmtree(tmp_path / "corpus" / ".read")
    assert workbench("verify", "report.md", cwd=tmp_path).returncode == 0, "read from the files"


def test_without_sources_the_report_is_held_against_itself(made: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.copy(made / "report.md", tmp_path)
    alone = workbench("verify", "report.md", "-p", "empty", cwd=tmp_path)
    assert alone.returncode == 0
    assert "not checked: " in alone.stdout
    assert "there are no sources here" in alone.stdout
    text = report_of(made).replace("True", "False", 1)
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    alone = workbench("verify", "report.md", "-p", "empty", cwd=tmp_path)
    assert (alone.returncode, "something in it was changed" in alone.stdout) == (1, True)
    (tmp_path / "report.md").write_text(SEALED.sub("\n", text), encoding="utf-8")
    assert "is missing" in workbench("verify", "report.md", "-p", "empty", cwd=tmp_path).stdout


@pytest.mark.parametrize("data", [b"# Notes\n", b"\xff\xfe", b""])
def test_what_is_no_report_of_ours_is_refused_in_a_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.md").write_bytes(data)
    told = refused(workbench("verify", "r.md", cwd=tmp_path))
    assert told.startswith("r.md: no report of workbench")
    assert "cannot be read" in refused(workbench("verify", "none.md", cwd=tmp_path))


def test_a_report_reaches_no_file_outside_the_sources(made: Path, tmp_path: Path) -> None:
    """It may come from anyone."""
    (tmp_path / "secret.txt").write_text("The lamp was lit at dusk.")
    shutil.copytree(made / "corpus", tmp_path / "corpus")
    text = report_of(made).replace("`unread.txt`", "`../secret.txt`")
    (tmp_path / "r.md").write_text(sealed(SEALED.sub("", text)), encoding="utf-8")
    done = workbench("verify", "r.md", "-p", "corpus", cwd=tmp_path)
    assert "the file ../secret.txt is not among the sources" in done.stdout


def test_a_report_of_a_changed_source_holds_for_what_it_says(made: Path, tmp_path: Path) -> None:
    """Words that moved stand where it says by now; altered ones cannot be checked, and are told."""
    shutil.copytree(made, tmp_path / "p")
    root = tmp_path / "p"
    for name, change in (("moved", b"A note put first.\n"), ("altered", b"")):
        data = FILES[".txt"].replace(b"at dusk", b"at 5 p.m.") if not change else FILES[".txt"]
        (root / "corpus" / "log0.txt").write_bytes(change + data)
        workspace = Workspace.open(root, by="Ida")
        workspace.refresh()
        texts = [workspace.report(form=form) for form in ("markdown", "html", "json")]
        texts.append(workspace.report(audit=True))
        workspace.close()
        for text in texts:
            found = verify(text, loader(root / "corpus"))
            assert found.problems == ()
            assert bool(found.unchecked) == (name == "altered")


@given(st.text(max_size=60).filter(lambda text: "\0" not in text))
def test_the_words_of_a_quote_are_read_back_to_the_letter(text: str) -> None:
    """Whatever acts in Markdown, is not to be seen, or stands at the edges."""
    text = text.encode("utf-8", "ignore").decode()
    assert quoted_words(block(text, prefix="> ").split("\n")) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_read_back_whole(made: Path, name: str) -> None:
    report = read_report(report_of(made, name))
    assert {each.path for each in report.sources} == {
        each.relative_to(made / "corpus").as_posix()
        for each in (made / "corpus").rglob("*")
        if each.is_file() and each.parent.name != ".read"
    }
    assert all(each.spans and each.label for each in report.quotes)


def test_a_report_travels_with_all_that_a_reader_needs(made: Path, tmp_path: Path) -> None:
    """The files of the sources and the texts that were read of them; and into no folder in use."""
    shutil.copytree(made, tmp_path / "p")
    done = workbench(
        "report", "--with-sources", "out", "--form", "html", "-p", "p", cwd=tmp_path
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "written: out/report.html" in done.stdout
    shutil.rmtree(tmp_path / "p")
    done = workbench("verify", "out/report.html", "-p", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("all that was checked holds: ")
    assert list((tmp_path / "out" / "corpus" / ".read").glob("*.txt"))


def test_a_folder_in_use_takes_no_report(made: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("x")
    told = refused(workbench("report", "--with-sources", "out", "-p", str(made), cwd=tmp_path))
    assert told == "out: is not empty; name a new folder"
    told = refused(
        workbench("report", "--with-sources", f"{made}/corpus/x", "-p", str(made), cwd=tmp_path)
    )
    assert "belongs to the project" in told
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["mine"]
