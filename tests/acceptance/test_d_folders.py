"""D6. Nothing in the folder of sources can hurt: it is read, or named with the reason."""

import os
import re
import resource
import socket
import tempfile
import threading
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from counting import Counts
from mutants import BOMBS

from workbench.claims import read_claims
from workbench.corpus import Article, Skipped, load, scan
from workbench.corpus.readers import READERS
from workbench.errors import CorpusError, InputError
from workbench.index import Index
from workbench.passages import cut
from workbench.safe.visible import hides


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
        "nameless.txt": "cannot be read",
        "folder.txt": "a link to a folder",
        "around": "a link to a folder",
        "outside": "a link to a folder",
        "empty.txt": "empty",
        "blank.html": "empty",
        "huge.txt": "larger than 64 MB",
        "huge.jsonl": "line 1 is larger than 64 MB",
        "scan.pdf": "empty",
        "no suffix": "no reader",
        "Twin.TXT": "",
        "twin.md": "",
    }
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    (root / "up.txt").symlink_to("../secret.txt")
    (root / "nowhere.txt").symlink_to("nothing")
    (root / "circle.txt").symlink_to("circle.txt")
    (root / "nameless.txt").symlink_to("n" * 300)
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
    with pytest.raises(InputError, match=r"^sources\.toml is a pipe, not a file; move it away$"):
        list(load(tmp_path, "a.txt"))


def test_d6_a_pipe_or_a_device_in_place_of_the_claims_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.toml")
    (tmp_path / "zero").mkdir()
    (tmp_path / "zero" / "claims.toml").symlink_to("/dev/zero")
    with pytest.raises(InputError, match=r"^claims\.toml is a pipe, not a file; move it away$"):
        read_claims(tmp_path / "claims.toml")
    with pytest.raises(InputError, match=r"^claims\.toml is a link to /dev/zero; "):
        read_claims(tmp_path / "zero" / "claims.toml")


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


def test_d6_what_may_not_be_read_is_named() -> None:
    """Asked as nobody where the tests run as root, who may read everything."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text("It is so.")
        (folder / "a.txt").chmod(0)
        (folder / "b").mkdir(mode=0)
        folder.chmod(0o755)
        if root:
            os.seteuid(65534)
        try:
            files, skipped = scan(folder)
            told = list(load(folder, files[0].path))
            with pytest.raises(CorpusError, match="b: cannot be listed: Permission denied"):
                scan(folder / "b")
        finally:
            if root:
                os.seteuid(0)
            (folder / "b").chmod(0o700)
    assert told == [Skipped("a.txt", "cannot be read: Permission denied")]
    assert skipped == (Skipped("b", "cannot be listed: Permission denied"),)


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
    for n in range(counts(15, 200)):
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
        skipped = [item.reason for item in found if isinstance(item, Skipped)]
        if any("chang" in reason for reason in skipped):
            tally["named"] += 1
        elif any(reason.startswith(("not a", "no ")) for reason in skipped):
            tally["as it stood"] += 1  # whole, and not what its name says
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
