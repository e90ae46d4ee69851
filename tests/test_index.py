"""The index follows the corpus: what is there is found, what is gone is not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import load
from workbench.errors import CorpusError, InputError
from workbench.index import Index, Progress, Refreshed, building
from workbench.search import find


class Project:
    """A folder with a corpus and its index."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.corpus = root / "corpus"
        self.corpus.mkdir()
        self.index = self.open()

    def open(self) -> Index:
        return Index.open(self.root / ".workbench", self.corpus)

    def write(self, name: str, text: str) -> None:
        (self.corpus / name).write_text(text, encoding="utf-8")

    def write_jsonl(self, name: str, texts: dict[str, str]) -> None:
        lines = [json.dumps({"id": key, "title": key, "text": text}) for key, text in texts.items()]
        self.write(name, "\n".join(lines))

    def ids(self) -> list[str]:
        return [source.id for source in self.index.sources()]

    def sizes(self) -> tuple[int, int]:
        with self.index.reading() as (_, engine):
            return engine.sizes()

    def found(self, claim: str) -> list[str]:
        return [match.passage.text for match in find(self.index, claim).matches]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path)
    yield project
    project.index.close()


def test_what_was_added_is_found(project: Project) -> None:
    project.write("zebra.txt", "Forty zebras crossed the river. Nobody saw them.")
    assert project.index.refresh() == Refreshed(added=1, passages=2)
    assert project.found("zebras crossed a river")[0] == "Forty zebras crossed the river."


def test_what_was_changed_is_found_in_its_new_wording_alone(project: Project) -> None:
    project.write("zebra.txt", "Forty zebras crossed the river. Nobody saw them.")
    project.write("other.txt", "An unrelated article about tax law. It is long.")
    project.index.refresh()
    project.write("zebra.txt", "Forty giraffes crossed the river. Nobody saw them.")
    assert project.index.refresh() == Refreshed(changed=1, passages=2)
    assert project.found("zebras") == []
    assert project.found("giraffes")[0] == "Forty giraffes crossed the river."
    assert "Forty giraffes" in project.index.article("zebra").text


def test_what_was_removed_is_found_no_more(project: Project) -> None:
    """A deletion by an integer term silently deletes nothing in tantivy-py 0.27."""
    project.write("zebra.txt", "Forty zebras crossed the river. Nobody saw them.")
    project.write("other.txt", "An unrelated article about tax law. It is long.")
    project.index.refresh()
    (project.corpus / "zebra.txt").unlink()
    assert project.index.refresh() == Refreshed(removed=1)
    assert project.found("zebras crossed the river") == []
    assert project.ids() == ["other"]
    assert project.sizes() == (1, 2)
    with pytest.raises(InputError, match="zebra: no such source"):
        project.index.article("zebra")


def test_a_corpus_that_did_not_change_is_not_read_again(project: Project) -> None:
    project.write("zebra.txt", "Forty zebras crossed the river.")
    project.index.refresh()
    assert not project.index.refresh()


def test_a_file_that_was_only_touched_is_not_indexed_again(project: Project) -> None:
    project.write("zebra.txt", "Forty zebras crossed the river.")
    project.index.refresh()
    os.utime(project.corpus / "zebra.txt", ns=(1, 1))
    assert project.index.refresh() == Refreshed()


def test_in_a_jsonl_only_the_changed_documents_are_indexed_again(project: Project) -> None:
    texts = {f"d{i}": f"Document number {i} speaks of harvests." for i in range(20)}
    project.write_jsonl("many.jsonl", texts)
    assert project.index.refresh() == Refreshed(added=20, passages=20)
    texts["d3"] = "Document number 3 speaks of locusts. And of rain."
    del texts["d4"]
    texts["new"] = "A new document speaks of hail."
    project.write_jsonl("many.jsonl", texts)
    assert project.index.refresh() == Refreshed(added=1, changed=1, removed=1, passages=3)
    assert project.ids() == sorted(texts)
    assert project.found("locusts")[0].startswith("Document number 3")


def test_a_title_from_the_catalogue_is_searched(project: Project) -> None:
    project.write("a.txt", "It went well and nobody was hurt. That was all.")
    project.index.refresh()
    assert project.found("Helsinki marathon") == []
    (project.corpus / "sources.toml").write_text(
        '[[sources]]\nid = "a"\ntitle = "The Helsinki marathon"\n', encoding="utf-8"
    )
    assert project.index.refresh().changed == 1
    assert project.found("Helsinki marathon")
    assert project.index.source("a").title == "The Helsinki marathon"


def test_a_card_that_changes_no_searched_word_costs_no_indexing(project: Project) -> None:
    project.write("a.txt", "It went well and nobody was hurt. That was all.")
    project.index.refresh()
    (project.corpus / "sources.toml").write_text(
        '[[sources]]\nid = "a"\nlanguage = "en"\n', encoding="utf-8"
    )
    assert project.index.refresh() == Refreshed(changed=1)
    assert project.index.source("a").language == "en"


def test_an_id_in_two_files_is_kept_once_and_the_clash_is_told(project: Project) -> None:
    project.write_jsonl("b.jsonl", {"same": "The second file speaks of bread."})
    project.index.refresh()
    project.write_jsonl("a.jsonl", {"same": "The first file speaks of wine."})
    project.index.refresh()
    assert project.index.article("same").text == "The first file speaks of wine."
    (skipped,) = project.index.skipped()
    assert skipped.path == "b.jsonl"
    assert "'same'" in skipped.reason
    assert "a.jsonl" in skipped.reason
    (project.corpus / "a.jsonl").unlink()
    project.index.refresh()
    assert project.index.article("same").text == "The second file speaks of bread."
    assert project.index.skipped() == ()


def test_an_id_twice_in_one_file_is_kept_once(project: Project) -> None:
    line = json.dumps({"id": "x", "title": "T", "text": "One speaks of wine."})
    project.write("a.jsonl", line + "\n" + line.replace("wine", "bread"))
    assert project.index.refresh() == Refreshed(added=1, passages=1)
    assert project.index.article("x").text == "One speaks of wine."
    assert len(project.index.skipped()) == 1
    assert project.index.refresh() == Refreshed()


def test_what_cannot_be_read_is_told_until_it_can(project: Project) -> None:
    project.write("a.txt", "It went well and nobody was hurt.")
    project.write("picture.xyz", "not text")
    project.index.refresh()
    assert [skipped.path for skipped in project.index.skipped()] == ["picture.xyz"]
    (project.corpus / "picture.xyz").unlink()
    project.index.refresh()
    assert project.index.skipped() == ()


def test_an_article_comes_back_character_for_character(project: Project) -> None:
    text = "\n\n Title here\n\nBy A. Writer\r\n\r\nIt’s “done”.  Really?\tYes!\n\n\nPhoto:VCG\n "
    (project.corpus / "odd.txt").write_bytes(text.encode())
    project.index.refresh()
    (article,) = load(project.corpus, "odd.txt")
    assert project.index.article("odd") == article
    for passage in project.index.passages("odd"):
        assert article.text[passage.start : passage.end] == passage.text


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.dictionaries(
            st.sampled_from("abcd"), st.sampled_from(["zebras", "giraffes", "lions"]), max_size=4
        ),
        min_size=1,
        max_size=4,
    )
)
def test_after_any_history_the_index_is_that_of_the_corpus_as_it_is(
    steps: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("project"))
    for number, step in enumerate(steps):
        for name in "abcd":
            if name in step:
                project.write(f"{name}.txt", f"Here are {step[name]} in year {number}.")
            else:
                (project.corpus / f"{name}.txt").unlink(missing_ok=True)
        project.index.refresh()
    assert project.ids() == sorted(steps[-1])
    for animal in ("zebras", "giraffes", "lions"):
        wanted = sum(value == animal for value in steps[-1].values())
        assert len(project.found(animal)) <= wanted
        assert bool(project.found(animal)) == bool(wanted)
    assert project.sizes() == (len(steps[-1]), len(steps[-1]))
    project.index.close()


def test_an_index_is_kept(project: Project) -> None:
    project.write("zebra.txt", "Forty zebras crossed the river.")
    project.index.refresh()
    again = project.open()
    assert find(again, "zebras").matches
    assert not again.refresh()
    again.close()


def test_progress_reaches_the_total(project: Project) -> None:
    for name in "abc":
        project.write(f"{name}.txt", f"Forty {name} zebras crossed the river. Nobody saw them.")
    told: list[Progress] = []
    project.index.refresh(progress=told.append)
    assert told[-1].done == told[-1].total > 0
    assert told[-1].passages == 6
    assert [one.done for one in told] == sorted(one.done for one in told)


def test_what_is_on_disk_is_found_while_the_rest_is_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a million passages to see the first."""
    monkeypatch.setattr(building, "FIRST", 0.0)
    monkeypatch.setattr(building, "CHUNK", 1_000)
    project.write_jsonl("many.jsonl", {f"d{i}": f"Zebra{i}. " * 200 for i in range(6)})
    found: list[int] = []

    def tell(progress: Progress) -> None:
        if progress.kept:
            assert progress.kept <= progress.passages
            found.append(len(find(project.index, "zebra0").matches))

    project.index.refresh(progress=tell)
    assert found and all(found)


def test_cancelling_keeps_what_was_indexed(project: Project) -> None:
    project.write_jsonl("many.jsonl", {f"d{i}": "Zebras. " * 20_000 for i in range(6)})
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 6

    first = project.index.refresh(cancelled=cancelled)
    assert first.cancelled
    assert 0 < first.added < 6
    assert len(project.ids()) == first.added
    second = project.index.refresh()
    assert second.added == 6 - first.added
    assert len(project.ids()) == 6


def test_without_a_corpus_the_error_says_so(tmp_path: Path) -> None:
    index = Index.open(tmp_path / ".workbench", tmp_path / "corpus")
    with pytest.raises(CorpusError):
        index.refresh()
    index.close()


def test_a_file_that_cannot_be_read_takes_no_id_from_one_that_can(tmp_path: Path) -> None:
    """In whatever order they break and are mended: the first path has it while both are read."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.html").write_bytes(b"")
    (corpus / "a.txt").write_text("Rain fell on Monday.")
    index = Index.open(tmp_path / "work", corpus)

    def told() -> tuple[list[str], dict[str, str]]:
        index.refresh()
        reasons = {each.path: each.reason for each in index.skipped()}
        return [passage.text for passage in index.passages("a")], reasons

    broken = (["Rain fell on Monday."], {"a.html": "empty"})
    clash = "its id 'a' is also that of a source in a.html; rename one"
    whole = (["Snow fell on Sunday."], {"a.txt": clash})
    assert told() == broken
    for _ in range(2):
        (corpus / "a.html").write_text("<p>Snow fell on Sunday.")
        assert told() == whole
        (corpus / "a.html").write_text("<p> </p>")
        assert told() == broken
    (corpus / "a.txt").write_text("Rain fell on Monday. And on Tuesday.")
    (corpus / "a.html").write_text("<p>Snow fell on Sunday.")
    assert told() == whole
    (corpus / "a.html").unlink()
    assert told() == (["Rain fell on Monday.", "And on Tuesday."], {})
    index.close()
