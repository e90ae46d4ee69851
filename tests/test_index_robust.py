"""The index survives kills, damage, crowds and other settings, and never loses a source."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from workbench.corpus import Article
from workbench.errors import CorpusError, InputError
from workbench.index import Index, Refreshed
from workbench.index.engine import Engine
from workbench.passages import Passage, cut
from workbench.search import find

ROOT = Path(__file__).parent.parent


def write_many(corpus: Path, documents: int) -> None:
    corpus.mkdir(exist_ok=True)
    chance = random.Random(1)
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("ral", "ned", "sit")]
    with (corpus / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(documents):
            lines = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(20)]
            lines[7] = f"The marker of document {number} is unique{number}."
            row = {"id": f"d{number}", "title": f"Title {number}", "text": "\n".join(lines)}
            file.write(json.dumps(row) + "\n")


def whole(root: Path, documents: int) -> None:
    """Assert that everything is indexed, once, and found."""
    index = Index.open(root / ".workbench", root / "corpus")
    index.refresh()
    assert len(index.sources()) == documents
    with index.reading() as (texts, engine):
        totals = texts.totals()
        assert engine.sizes() == (totals.sources, totals.passages) == (documents, 20 * documents)
        assert texts.between() == []
    for number in (0, documents // 2, documents - 1):
        first = find(index, f"unique{number}").matches[0].passage
        assert (first.source, first.text.split()[-1]) == (f"d{number}", f"unique{number}.")
    assert not index.refresh()
    index.close()


def run(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


REFRESH = """
import sys
from pathlib import Path
from workbench.index import Index
root = Path(sys.argv[1])
index = Index.open(root / ".workbench", root / "corpus")
index.refresh(progress=lambda at: print(at.passages, flush=True))
"""

DIE = """
import os, sys
from pathlib import Path
from workbench.index import Index, building
from workbench.index.engine import Writer
from workbench.index.texts import Texts
root, where, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
building.FIRST = building.PUT_DOWN = 0.0
owner = Writer if where == "words" else Texts
name = "settle" if where == "settle" else "commit"
kept, calls = getattr(owner, name), 0
def deadly(self, *arguments):
    global calls
    calls += 1
    if calls == 2 and moment == "before":
        os._exit(9)
    kept(self, *arguments)
    if calls == 2:
        os._exit(9)
setattr(owner, name, deadly)
index = Index.open(root / ".workbench", root / "corpus")
index.refresh()
"""


@pytest.mark.parametrize("where", ["texts", "words", "settle"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_dies_at_a_commit_leaves_what_the_next_one_repairs(
    tmp_path: Path, where: str, moment: str
) -> None:
    write_many(tmp_path / "corpus", 400)
    with run(DIE, tmp_path, where, moment) as child:
        assert child.wait() == 9
    whole(tmp_path, 400)


def test_a_kill_at_any_time_loses_no_source(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 1_000)
    for pause in (0.0, 0.15, 0.4):
        with run(REFRESH, tmp_path) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(pause)
            child.send_signal(signal.SIGKILL)
    whole(tmp_path, 1_000)


def test_two_processes_may_index_one_project_at_once(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 500)
    children = [run(REFRESH, tmp_path) for _ in range(3)]
    for child in children:
        _, errors = child.communicate()
        assert (child.returncode, errors) == (0, b"")
    whole(tmp_path, 500)


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 200)
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    index.refresh()
    write_many(tmp_path / "corpus", 900)
    child = run(REFRESH, tmp_path)
    seen = 0
    while child.poll() is None:
        assert find(index, "unique7").matches[0].passage.source == "d7"
        seen += 1
    assert child.communicate()[1] == b""
    assert seen
    assert find(index, "unique899").matches[0].passage.source == "d899"
    index.close()


def test_threads_search_while_one_refreshes(tmp_path: Path) -> None:
    """What is found is always of one state: the passages of a source that is there."""
    write_many(tmp_path / "corpus", 30)
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    index.refresh()
    stop = False

    def search() -> int:
        searches = 0
        while not stop:
            for match in find(index, "the marker of document 7 is unique7").matches:
                assert match.passage.text
                searches += 1
        return searches

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(search) for _ in range(3)]
        for documents in (60, 20, 50, 5, 40):
            write_many(tmp_path / "corpus", documents)
            index.refresh()
        stop = True
        assert all(search.result() for search in running)
    assert len(index.sources()) == 40
    index.close()


@pytest.mark.parametrize(
    "harm",
    ["garble texts", "cut texts", "drop texts", "drop passages", "drop a segment", "garble meta"],
)
def test_a_damaged_index_is_built_anew(tmp_path: Path, harm: str) -> None:
    write_many(tmp_path / "corpus", 50)
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    index.refresh()
    index.close()
    folder = tmp_path / ".workbench" / "index"
    texts = folder / "texts.db"
    if harm == "garble texts":
        data = bytearray(texts.read_bytes())
        data[100:] = random.Random(1).randbytes(len(data) - 100)
        texts.write_bytes(data)
    elif harm == "cut texts":
        texts.write_bytes(texts.read_bytes()[:5_000])
    elif harm == "drop texts":
        texts.unlink()
    elif harm == "drop passages":
        shutil.rmtree(folder / "passages")
    elif harm == "drop a segment":
        next((folder / "passages").glob("*.idx")).unlink()
    else:
        (folder / "documents" / "meta.json").write_text("{")
    whole(tmp_path, 50)


def test_damage_found_while_searching_is_said_and_mended_by_the_next_refresh(
    tmp_path: Path,
) -> None:
    write_many(tmp_path / "corpus", 50)
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    index.refresh()
    with closing(sqlite3.connect(tmp_path / ".workbench" / "index" / "texts.db")) as database:
        database.execute("DROP TABLE signs")
    with pytest.raises(CorpusError, match="damaged"):
        find(index, "unique7")
    assert index.refresh() == Refreshed(added=50, passages=1_000)
    assert find(index, "unique7").matches
    index.close()


@pytest.mark.parametrize("suffix", ["pos", "fast", "store", "fieldnorm", "term", "idx"])
@pytest.mark.parametrize("name", ["passages", "documents", "words"])
def test_an_index_that_lacks_any_file_is_whole_again_at_the_second_start_at_the_latest(
    tmp_path: Path, name: str, suffix: str
) -> None:
    """Some files are only opened by a search; what it finds out must reach the next process."""
    write_many(tmp_path / "corpus", 20)
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    index.refresh()
    index.close()
    next((tmp_path / ".workbench" / "index" / name).glob(f"*.{suffix}")).unlink()
    for start in (1, 2):
        index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
        try:
            index.refresh()
            found = find(index, "the marker of documnet 7 is unique7").matches
            assert found[0].passage.source == "d7"
        except CorpusError as error:
            assert start == 1 and "damaged" in str(error)
        finally:
            index.close()


def cut_in_halves(article: Article) -> tuple[Passage, ...]:
    """Another way to cut."""
    middle, end = len(article.text) // 2, len(article.text)
    halves = ((0, middle), (middle, end))
    return tuple(Passage(article.source.id, a, b, article.text[a:b]) for a, b in halves)


def test_an_index_of_other_settings_is_built_anew(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 3)
    for cutter, passages in ((cut, 20), (cut_in_halves, 2), (cut, 20)):
        index = Index.open(tmp_path / ".workbench", tmp_path / "corpus", cutter=cutter)
        assert index.refresh().added == 3
        assert len(index.passages("d1")) == passages
        index.close()


def test_an_open_index_follows_one_that_was_built_anew_beside_it(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 5)
    first = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    first.refresh()
    shutil.rmtree(tmp_path / ".workbench")
    second = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    second.refresh()
    assert find(first, "unique3").matches[0].passage.source == "d3"
    assert not first.refresh()
    first.close()
    second.close()


def test_a_large_corpus_is_cut_in_child_processes_to_the_same_index(tmp_path: Path) -> None:
    write_many(tmp_path / "corpus", 900)
    assert (tmp_path / "corpus" / "many.jsonl").stat().st_size > 1_000_000
    whole(tmp_path, 900)


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / ".workbench").write_text("a file, not a folder")
    with pytest.raises(InputError, match=r"^\.workbench is a file, not a folder; move it away$"):
        Index.open(tmp_path / ".workbench", tmp_path / "corpus")


def test_the_engine_deletes_by_its_key(tmp_path: Path) -> None:
    """Guards the tantivy release in use: a deletion that deletes nothing would go unnoticed."""
    engine = Engine(tmp_path)
    writer = engine.writer()
    for source in (1, 11, 111):
        writer.add(source, "head", "one two", [(source, "one"), (source + 1, "two")], ["one"])
    writer.commit()
    writer.delete(11)
    writer.commit()
    writer.close()
    engine.reload()
    assert engine.sizes() == (2, 4)
    assert {source for _, _, source in engine.search_passages([(("one",),)], 9, None)} == {1, 111}
