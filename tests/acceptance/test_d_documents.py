"""D3, D4. No document can hurt: it is read, or named with the reason."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from counting import Counts
from mutants import BOMBS, PAGE, SEEDS, mutated

from workbench.corpus import Article, Skipped, load, readers, scan
from workbench.corpus.readers import READERS, Document
from workbench.corpus.readers.limited import Limited, Limits
from workbench.passages import cut
from workbench.safe.visible import hides

GUARD = 12.0
"""Seconds that one document may take at most."""


@pytest.fixture(autouse=True)
def let_the_children_go() -> Iterator[None]:
    yield
    for reader in READERS.values():
        if isinstance(reader, Limited):
            reader.close()


def sound(found: Article | Skipped, path: str) -> str:
    """What came of a document: the text, or one line that can be shown."""
    if isinstance(found, Article):
        text = found.text
        assert text.encode().decode() == text
        assert "\0" not in text
        assert len(found.source.title) <= 1_000
        for passage in cut(found):
            assert text[passage.start : passage.end] == passage.text
        return "read"
    assert found.path.startswith(path)
    assert found.reason
    assert not hides(found.reason), found.reason
    assert "\n" not in found.reason
    return "failed" if found.reason.startswith("failed: ") else "skipped"


def test_d3_every_reader_has_seeds() -> None:
    """A new reader is tested by being registered."""
    assert SEEDS.keys() == READERS.keys()


@pytest.mark.parametrize("suffix", SEEDS)
def test_d3_a_mutated_document_is_read_or_named(
    tmp_path: Path, counts: Counts, chance: random.Random, suffix: str
) -> None:
    make, tokens = SEEDS[suffix]
    seeds = make()
    tally: Counter[str] = Counter()
    worst = 0.0
    times = counts(150, 10_000 // len(SEEDS))
    for n in range(times):
        path = f"{n % 50}{suffix}"
        (tmp_path / path).write_bytes(mutated(seeds, tokens, chance))
        os.utime(tmp_path / path, (1, 1))  # a file just written is waited for, 20 ms
        begun = time.monotonic()
        outcomes = {sound(found, path) for found in load(tmp_path, path, catalogue={})}
        worst = max(worst, time.monotonic() - begun)
        tally.update(["+".join(sorted(outcomes)) or "nothing"])
    print("d3", suffix, dict(tally), f"worst {worst:.2f} s")
    assert sum(tally.values()) == times
    assert tally["read"] > times // 20
    assert "failed" not in " ".join(tally), "the reader stopped on a document of 200 kB"
    assert worst < GUARD


@pytest.mark.parametrize("name", BOMBS)
def test_d3_a_bomb_costs_one_line_in_the_list(tmp_path: Path, counts: Counts, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name][: counts(1_000_000, 100_000_000)])
    (tmp_path / "good.html").write_bytes(PAGE)
    begun = time.monotonic()
    found = list(load(tmp_path, name, catalogue={}))
    spent = time.monotonic() - begun
    worked = time.process_time()
    tally = Counter(sound(item, name) for item in found)
    worked = time.process_time() - worked
    print("d3", name, dict(tally), f"read in {spent:.1f} s, cut in {worked:.1f} s")
    assert len(found) == 1 or name == "lines.jsonl"
    assert spent < GUARD + 3  # the guard, and what it takes to replace a child
    assert worked < GUARD
    rest = list(load(tmp_path, "good.html", catalogue={}))
    assert [sound(found, "good.html") for found in rest] == ["read"]


OBEYED = {
    "loop": "failed: it takes more than 1 s of work to read",
    "swell": "failed: it takes more than 256 MB of memory to read",
    "inflate": "failed: it has more than 64 MB of text",
    "crash": "failed: its reader stopped (SIGSEGV)",
    "exit": "failed: its reader stopped (3)",
    "leave": "failed: its reader stopped (0)",
    "raise": "failed: its reader stopped (RuntimeError)",
    "recurse": "failed: its reader stopped (RecursionError)",
    "refuse": "not one of ours",
    "surrogate": "failed: its reader stopped (UnicodeEncodeError)",
    "socket": "failed: its reader stopped (PermissionError)",
    "resolve": "failed: its reader stopped (PermissionError)",
    "read": "failed: its reader stopped (PermissionError)",
    "read by number": "failed: its reader stopped (PermissionError)",
    "write": "failed: its reader stopped (PermissionError)",
    "run": "failed: its reader stopped (PermissionError)",
    "fork": "failed: its reader stopped (PermissionError)",
}


def test_d3_a_parser_that_goes_wrong_is_stopped_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One reader, one pool: before and behind each bad document a good one is read."""
    reader = Limited("parsers:obey", limits=Limits(memory=2**28, cpu=1, wall=60))
    monkeypatch.setitem(readers.READERS, ".bad", reader)
    for n, words in enumerate(OBEYED):
        (tmp_path / f"{2 * n:02}.bad").write_text(words)
        (tmp_path / f"{2 * n + 1:02}.bad").write_text(f"It is so {n}.")
    (tmp_path / "98.bad").write_text("codec")
    (tmp_path / "99.bad").write_text("print")
    found = {file.path: list(load(tmp_path, file.path)) for file in scan(tmp_path)[0]}
    reader.close()
    for n, (words, reason) in enumerate(OBEYED.items()):
        assert found[f"{2 * n:02}.bad"] == [Skipped(f"{2 * n:02}.bad", reason)], words
        [good] = found[f"{2 * n + 1:02}.bad"]
        assert isinstance(good, Article)
        assert good.text == f"It is so {n}."
    said = [
        each.text if isinstance(each, Article) else each.reason
        for each in (*found["98.bad"], *found["99.bad"])
    ]
    assert said == ["ありがとう", "print"]


def test_d3_a_parser_that_waits_for_ever_is_stopped(tmp_path: Path) -> None:
    reader = Limited("parsers:obey", limits=Limits(wall=2))
    (tmp_path / "a.bad").write_text("sleep")
    told = list(reader(tmp_path / "a.bad", "a.bad"))
    assert told == [Skipped("a.bad", "failed: no answer within 2 s")]
    assert reader._idle == []


def test_d3_a_child_gets_no_secret_and_ends_when_it_has_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD", "secret")
    reader = Limited("parsers:obey")
    file = tmp_path / "a.bad"
    file.write_text("environment")
    [document] = reader(file, "a.bad")
    assert isinstance(document, Document)
    assert "PASSWORD" not in document.text
    [child] = reader._idle
    child._process.wait(30)
    assert child._process.returncode == 0
    [again] = reader(file, "a.bad")
    assert again == document
    assert reader._idle != [child]
    reader.close()


def test_d3_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    reader = Limited("parsers:obey")
    (tmp_path / "a.bad").write_text("It is so.")
    list(reader(tmp_path / "a.bad", "a.bad"))
    [child] = reader._idle
    assert child._process.stdin is not None
    child._process.stdin.close()  # as when the parent is killed
    assert child._process.wait(30) == 0
    reader.close()


def test_d3_readers_work_side_by_side(tmp_path: Path) -> None:
    """From several threads: each gets its own answer."""
    names = [f"{n}.html" for n in range(40)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(f"<p>It is so {n}.")
    found: dict[str, str] = {}

    def work(mine: list[str]) -> None:
        for name in mine:
            [article] = load(tmp_path, name, catalogue={})
            assert isinstance(article, Article)
            found[name] = article.text

    threads = [threading.Thread(target=work, args=(names[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: f"It is so {n}.\n" for n, name in enumerate(names)}


ENTITIES = {
    "doctype.html": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>It is so &a;.",
    "svg.html": "<svg><!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><text>It is so &a;.",
    "include.html": '<p>It is so.<iframe src="file:///etc/passwd"></iframe>'
    '<object data="/etc/hosts"><img src="http://127.0.0.1:9/x"><link rel=stylesheet href="http://127.0.0.1:9/y">'
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"
    "<!--#include file='/etc/passwd'-->",
    "marks.md": "It is so. ![x](http://127.0.0.1:9/) [[/etc/passwd]] {{< include /etc/passwd >}}",
    "words.txt": "It is so. @/etc/passwd file:///etc/passwd http://127.0.0.1:9/",
    "include.jsonl": '{"id": "i", "text": "It is so.", "url": "file:///etc/passwd", "$ref": "/x"}',
}


def test_d4_a_document_reaches_no_other_file_and_no_socket(
    tmp_path: Path, watched: list[tuple[str, str]]
) -> None:
    """What Python itself was asked to open, here; the children refuse the rest (D3)."""
    root = tmp_path / "corpus"
    root.mkdir()
    for name, text in ENTITIES.items():
        (root / name).write_text(text)
    files, skipped = scan(root)
    assert skipped == ()
    watched.clear()
    articles = [found for file in files for found in load(root, file.path, catalogue={})]
    opened = [what for event, what in watched if event == "open"]
    assert [event for event, _ in watched if event.startswith("socket.")] == []
    assert {what for what in opened if not what.startswith(str(root))} <= {"/dev/null"}
    assert len(articles) == len(ENTITIES)
    for article in articles:
        assert isinstance(article, Article)
        assert "It is so" in article.text
        assert "root:" not in article.text
        assert article.source.url is None or article.source.path == "include.jsonl"


@pytest.fixture(scope="session")
def every_event() -> list[tuple[str, str]]:
    """All that this process opens and connects to; a hook cannot be taken away again."""
    seen: list[tuple[str, str]] = []

    def note(event: str, given: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            seen.append((event, ""))
        elif event == "open" and isinstance(given[0], str | bytes):
            seen.append((event, os.fsdecode(given[0])))

    sys.addaudithook(note)
    return seen


@pytest.fixture
def watched(every_event: list[tuple[str, str]]) -> list[tuple[str, str]]:
    every_event.clear()
    return every_event


def test_d4_a_project_brings_no_code_of_its_own(tmp_path: Path) -> None:
    """Started in the folder of a project, neither the app nor its children import from it."""
    evil = "open(__file__ + '.ran', 'w').close()\n"
    (tmp_path / "claims.toml").touch()
    root = tmp_path / "corpus"
    for folder in (tmp_path, root):
        folder.mkdir(exist_ok=True)
        for name in ("msgspec", "nupunkt", "html", "encodings", "workbench", "re", "struct"):
            (folder / f"{name}.py").write_text(evil)
    said = "The mayor opened bridge %d on Monday. It cost 9.766 million.\n\n"
    (root / "long.txt").write_text("".join(said % n for n in range(30_000)))
    (root / "page.html").write_bytes(PAGE)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "workbench", "find", "Nobody came to the bridge"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "page" in done.stdout
    assert list(tmp_path.rglob("*.ran")) == []
