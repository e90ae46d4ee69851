"""D3, D4, D6. Nothing in the folder of sources can hurt: it is read, or named with the reason."""

import json
import os
import random
import re
import resource
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import parsers
import pytest
from mutants import LINES, PAGES, TEXTS, mutated

from workbench import readers
from workbench.claims import read_claims
from workbench.corpus import Article, Skipped, load, scan
from workbench.errors import CorpusError, InputError
from workbench.index import Index
from workbench.passages import cut
from workbench.readers import READERS
from workbench.readers.limited import Limited, Limits
from workbench.visible import hides

Counts = Callable[[int, int], int]
ROOT = Path(__file__).parents[2]
GUARD = 12.0
"""Seconds that one document may take at most."""

PAGE = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>A bridge opens</title>
<meta property="article:published_time" content="2020-03-04T10:00:00Z"><style>p { color: red }
</style></head><body><nav><a href="/">Home</a></nav><h1>A bridge opens</h1><p>The <b>mayor</b>
opened it on Monday, &quot;at last&quot; &#8211; she said.<br>Nobody came.</p><table><tr><td>2019
<td>40</table><!-- no --><script>if (a < b) { c("</p>") }</script><p>It cost 9.766 million.</body>
"""
SMALL_LINES = b"".join(
    json.dumps({"id": f"d{n}", "title": "T", "text": "It is so. It was not.", "date": "2020-05"})
    .encode() + b"\n" for n in range(6)
)  # fmt: skip


def texts() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "corpus").glob("*.txt"))]


SEEDS: dict[str, tuple[Callable[[], list[bytes]], list[bytes]]] = {
    ".txt": (texts, TEXTS),
    ".md": (texts, TEXTS),
    ".jsonl": (lambda: [SMALL_LINES], LINES),
    ".html": (lambda: [PAGE], [*PAGES, *TEXTS]),
    ".htm": (lambda: [PAGE], [*PAGES, *TEXTS]),
}
"""For each reader good files, and what is put into them to make them bad."""


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


BOMBS: dict[str, bytes] = {
    "comments.html": b"<!--" * 20_000,
    "comments that end.html": b"<!-- -->" * 500_000,
    "nested.html": b"<div>" * 200_000 + b"The end is here." + b"</div>" * 200_000,
    "brackets.html": b"<" * 5_000_000,
    "open tags.html": b"<a b='" * 500_000,
    "attributes.html": b"<meta " + b"a=1 " * 1_000_000 + b">It is so.",
    "names.html": b"<meta " + b"a" * 3_000_000 + b">" + b"<meta aaaa>" * 100_000 + b"It is so.",
    "entities.html": b"&amp;" * 1_000_000,
    "digits.html": b"&#" + b"9" * 2_000_000 + b";",
    "scripts.html": b"<script>" * 500_000,
    "pre.html": b"<pre>" * 300_000 + b" \n" * 1_000_000,
    "paragraphs.html": b"<p>" * 20_000_000,
    "laughs.html": b"<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;" * 10_000,
    "one line.txt": b"word " * 2_000_000,
    "no spaces.txt": b"a" * 10_000_000,
    "dots.txt": b"." * 5_000_000,
    "stops.txt": b'He said "so." ' * 400_000,
    "lines.txt": b"a line\n" * 1_000_000,
    "empty lines.txt": b"\n" * 5_000_000 + b"It is so.",
    "marks.txt": b"a" + "\u0301".encode() * 1_000_000,
    "deep.jsonl": b"[" * 5_000_000,
    "deep objects.jsonl": b'{"a":' * 1_000_000,
    "long.jsonl": b'{"id":"a","text":"' + b"a" * 10_000_000 + b'"}',
    "long title.jsonl": b'{"id":"a","title":"' + b"a" * 10_000_000 + b'","text":"It is so."}',
    "long id.jsonl": b'{"id":"' + b"a" * 10_000_000 + b'","text":"It is so."}',
    "lines.jsonl": b"{}\n" * 100_000,
}


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
    "inflate": "failed: it holds more than 64 MB of text",
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
    reader = Limited(parsers.obey, limits=Limits(memory=2**28, cpu=1, wall=60))
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
    said = [article.text for article in (*found["98.bad"], *found["99.bad"])]
    assert said == ["ありがとう", "print"]


def test_d3_a_parser_that_waits_for_ever_is_stopped(tmp_path: Path) -> None:
    reader = Limited(parsers.obey, limits=Limits(wall=2))
    (tmp_path / "a.bad").write_text("sleep")
    told = list(reader(tmp_path / "a.bad", "a.bad"))
    assert told == [Skipped("a.bad", "failed: no answer within 2 s")]
    assert reader._idle == []


def test_d3_a_child_gets_no_secret_and_ends_when_it_has_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD", "secret")
    monkeypatch.setattr("workbench.readers.limited.IDLE", 5.0)
    reader = Limited(parsers.obey)
    file = tmp_path / "a.bad"
    file.write_text("environment")
    [document] = reader(file, "a.bad")
    assert "PASSWORD" not in document.text
    [child] = reader._idle
    child._process.wait(30)
    assert child._process.returncode == 0
    [again] = reader(file, "a.bad")
    assert again == document
    assert reader._idle != [child]
    reader.close()


def test_d3_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    reader = Limited(parsers.obey)
    (tmp_path / "a.bad").write_text("It is so.")
    list(reader(tmp_path / "a.bad", "a.bad"))
    [child] = reader._idle
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


def test_d6_a_folder_of_traps_is_walked_and_each_is_named(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("Not in the corpus.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("Not in the corpus.")
    os.mkfifo(root / "pipe.txt")
    here = Path.cwd()
    os.chdir(root)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")  # its path may have 107 bytes
    os.chdir(here)
    traps = {
        "pipe.txt": "not a regular file",
        "socket.txt": "not a regular file",
        "out.txt": "leads out of the corpus",
        "zero.txt": "leads out of the corpus",
        "up.txt": "leads out of the corpus",
        "nowhere.txt": "cannot be read",
        "circle.txt": "cannot be read",
        "folder.txt": "a link to a folder",
        "around": "a link to a folder",
        "outside": "a link to a folder",
        "empty.txt": "empty",
        "blank.html": "empty",
        "huge.txt": "larger than 64 MB",
        "huge.jsonl": "line 1 is larger than 64 MB",
        "scan.pdf": "no reader",
        "no suffix": "no reader",
        "Twin.TXT": "",
        "twin.md": "",
    }
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    (root / "up.txt").symlink_to("../secret.txt")
    (root / "nowhere.txt").symlink_to("nothing")
    (root / "circle.txt").symlink_to("circle.txt")
    (root / "folder.txt").symlink_to(tmp_path / "outside")
    (root / "around").symlink_to(root)
    (root / "outside").symlink_to(tmp_path / "outside")
    (root / "empty.txt").touch()
    (root / "blank.html").write_text("<p> </p>")
    for name in ("huge.txt", "huge.jsonl"):
        with (root / name).open("wb") as file:
            file.truncate(2**40)  # a hole: it takes no room on the disk
    (root / "scan.pdf").touch()
    (root / "no suffix").touch()
    (root / "Twin.TXT").write_text("It is so.")
    (root / "twin.md").write_text("It is so.")
    odd = ["a" * 251 + ".txt", "new\nline.txt", "esc\x1b[2J.txt", "\u202etxt.exe.txt", "#%20?.txt",
           "-rf.txt", "é e\u0301.txt", "[x][@click=app.quit].txt", " .txt", "….txt"]  # fmt: skip
    for name in odd:
        (root / name).write_text("It is so.")
    raw = os.fsencode(root) + b"/not utf-8 \xff.txt"
    with open(raw, "wb") as file:  # noqa: PTH123
        file.write(b"It is so.")
    deep = root
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text("It is so.")

    files, skipped = scan(root)
    found = [item for file in files for item in load(root, file.path)]
    read = {item.source.path for item in found if isinstance(item, Article)}
    named = {item.path: item.reason for item in (*skipped, *found) if isinstance(item, Skipped)}
    assert read == {*odd, "d/" * 60 + "bottom.txt", "Twin.TXT", "twin.md"}
    for path, reason in traps.items():
        if reason:
            assert reason in named.pop(path), path
    [(name, reason)] = named.items()
    assert "not UTF-8" in reason
    assert os.fsencode(name) == b"not utf-8 \xff.txt"
    for item in (*skipped, *found):
        if isinstance(item, Skipped):
            assert not hides(item.reason)


def test_d6_a_pipe_that_takes_the_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Between the look at the folder and the reading."""
    for suffix in READERS:
        (tmp_path / f"a{suffix}").write_text("It is so.")
    files, _ = scan(tmp_path)
    for file in files:
        (tmp_path / file.path).unlink()
        os.mkfifo(tmp_path / file.path)
        told = list(load(tmp_path, file.path, catalogue={}))
        assert told == [Skipped(file.path, "cannot be read: not a regular file")]


def test_d6_a_pipe_in_place_of_the_catalogue_is_an_error_in_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sources.toml")
    (tmp_path / "a.txt").write_text("It is so.")
    with pytest.raises(InputError, match=r"sources\.toml: cannot be read: not a regular file"):
        list(load(tmp_path, "a.txt"))


def test_d6_a_pipe_or_a_device_in_place_of_the_claims_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.toml")
    (tmp_path / "zero").mkdir()
    (tmp_path / "zero" / "claims.toml").symlink_to("/dev/zero")
    for folder in (tmp_path, tmp_path / "zero"):
        with pytest.raises(InputError, match=r"claims\.toml: cannot be read: not a regular file"):
            read_claims(folder / "claims.toml")


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
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "page" in done.stdout
    assert list(tmp_path.rglob("*.ran")) == []


def test_d6_folders_deeper_than_any_path_are_named_not_walked_for_ever(tmp_path: Path) -> None:
    here = Path.cwd()
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "a.txt").write_text("It is so.")
    os.chdir(root)
    depth = 0
    try:
        for _ in range(2_500):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
            depth += 1
        files, skipped = scan(root)
    finally:
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
        os.chdir(here)
    assert [file.path for file in files] == ["a.txt"]
    [one] = skipped
    assert "cannot be listed" in one.reason


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_d6_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is so.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    files, skipped = scan(tmp_path)
    assert [item.reason for item in load(tmp_path, files[0].path)] == [
        "cannot be read: Permission denied"
    ]
    assert [item.reason for item in skipped] == ["cannot be listed: Permission denied"]
    (tmp_path / "b").chmod(0o700)
    tmp_path.chmod(0)
    with pytest.raises(CorpusError):
        scan(tmp_path)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("suffix", READERS)
def test_d6_a_file_that_changes_while_it_is_read_is_as_it_stood_or_named(
    tmp_path: Path, counts: Counts, suffix: str
) -> None:
    """What is read is what the file held at one moment: all one writing, or the next begun."""
    unit = '{"id": "%05d", "text": "It was %s."}\n' if suffix == ".jsonl" else "<p>%05d was %s.\n"
    order = "ABCDEFGH"
    whole = {c: "".join(unit % (n, c) for n in range(8_000)).encode() for c in order}
    path = f"a{suffix}"
    file = tmp_path / path
    file.write_bytes(whole["A"])
    done = threading.Event()

    def change() -> None:
        with file.open("r+b", buffering=0) as stream:
            while not done.is_set():
                for data in whole.values():
                    stream.seek(0)
                    stream.write(data)

    writer = threading.Thread(target=change)
    tally: Counter[str] = Counter()
    for n in range(counts(15, 500)):
        if n % 2 and not writer.is_alive():
            done.clear()
            writer = threading.Thread(target=change)
            writer.start()
        elif writer.is_alive():
            done.set()
            writer.join()
        found = list(load(tmp_path, path, catalogue={}))
        text = "".join(item.text for item in found if isinstance(item, Article))
        stood = "".join(mark for mark, _ in groupby(re.findall(r"was ([A-H])\.", text)))
        if any("chang" in item.reason for item in found if isinstance(item, Skipped)):
            tally["named"] += 1
        else:
            assert stood in set(order) | {order[n] + order[n - 1] for n in range(8)}
            tally["as it stood"] += 1
    done.set()
    if writer.is_alive():
        writer.join()
    print("d6", suffix, dict(tally))
    assert tally["as it stood"] > 0


def test_d6_the_index_is_built_around_bombs_and_traps(tmp_path: Path) -> None:
    """One refresh over a good source, a bomb of each kind and a pipe."""
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "good.txt").write_text("The mayor opened the bridge on Monday. Nobody came.")
    for name in ("comments.html", "nested.html", "deep.jsonl", "no spaces.txt", "dots.txt"):
        (root / name).write_bytes(BOMBS[name][:2_000_000])
    os.mkfifo(root / "pipe.txt")
    index = Index.open(tmp_path / "work", root)
    index.refresh()
    assert [passage.text for passage in index.passages("good")] == [
        "The mayor opened the bridge on Monday.",
        "Nobody came.",
    ]
    reasons = {item.path: item.reason for item in index.skipped()}
    index.close()
    assert set(reasons) == {"comments.html", "deep.jsonl:1", "pipe.txt"}


def test_d6_an_article_of_5_mb_is_cut_whole(tmp_path: Path) -> None:
    sentence = "The mayor opened bridge number %d on Monday, at 9.766 million. "
    text = "".join(sentence % n + ("\n\n" if n % 7 == 0 else "") for n in range(80_000))
    assert len(text) > 5_000_000
    (tmp_path / "a.txt").write_text(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [article] = load(tmp_path, "a.txt")
    assert isinstance(article, Article)
    said = [int(n) for p in cut(article) for n in re.findall(r"number (\d+)", p.text)]
    assert said == list(range(80_000))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert grown < 400
