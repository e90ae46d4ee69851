"""The workspace: every stage behind one door, each imported only when it is used."""

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from workbench.claims import Claim
from workbench.errors import CorpusError, InputError
from workbench.verdicts import Rated
from workbench.workspace import Workspace

ROOT = Path(__file__).parent.parent


def test_opening_reads_the_claims_and_imports_no_stage(shipped: Path) -> None:
    """The first frame of the app waits for this."""
    code = (
        "import sys; from pathlib import Path; from workbench.workspace import Workspace\n"
        "workspace = Workspace.open(Path(sys.argv[1]))\n"
        "assert len(workspace.claims) >= 24\n"
        "late = {'tantivy', 'nupunkt', 'rapidfuzz', 'sqlite3', 'workbench.index',\n"
        "        'workbench.ledger', 'workbench.stance', 'workbench.report', 'textual'}\n"
        "assert not late & set(sys.modules), late & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(shipped)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_looking_at_a_project_leaves_no_ledger_behind(project: Path) -> None:
    workspace = Workspace.open(project)
    assert workspace.entries() == ()
    assert workspace.desk().standings == {}
    assert workspace.undo() is None
    assert workspace.redo() is None
    assert workspace.check() == ()
    workspace.report()
    workspace.close()
    assert not list(project.glob("verdicts*"))


def test_a_wrong_folder_is_left_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"claims\.toml"):
        Workspace.open(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        Workspace.open(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="no such folder"):
        Workspace.without_claims(tmp_path).refresh()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("by", "reviewer", "expected"), [("Maria", "Ann", "Maria"), (None, "Ann", "Ann")]
)
def test_the_reviewer_is_who_was_named_first(
    tmp_path: Path, by: str | None, reviewer: str, expected: str
) -> None:
    (tmp_path / "claims.toml").write_text(
        f"[project]\nreviewer = '{reviewer}'\n[[claims]]\nid = 'c'\ntext = 'a claim'\n"
    )
    assert Workspace.open(tmp_path, by=by).reviewer == expected


def test_a_rating_is_known_by_its_id_its_name_and_its_key(project: Path) -> None:
    workspace = Workspace.open(project)
    for key, rating in enumerate(workspace.scale.ratings, start=1):
        assert workspace.rating(rating.id) == rating
        assert workspace.rating(f" {rating.name.upper()} ") == rating
        assert workspace.rating(str(key)) == rating
    with pytest.raises(InputError, match="mostly-true"):
        workspace.rating("perhaps")


def test_on_a_scale_of_numbers_the_rating_meant_is_the_one_recorded(tmp_path: Path) -> None:
    """The key 1 gives the rating named 0: a name comes before a key, so that none is mistaken."""
    (tmp_path / "claims.toml").write_text(
        '[project]\nscale = "stars"\n[scales.stars]\nratings = ["0", "1", "2"]\n'
        '[[claims]]\nid = "c"\ntext = "A claim"\n'
    )
    with closing(Workspace.open(tmp_path, by="ann")) as workspace:
        for rating in workspace.scale.ratings:
            workspace.rate("c", rating.id)
            given = workspace.still_holds("c").decision
            assert isinstance(given, Rated)
            assert given.rating == rating.id
            assert workspace.rating(rating.name) == rating
        assert workspace.rating("3").id == "2", "no rating is named 3: it is a key"


def test_an_unknown_claim_is_answered_with_the_nearest_one(project: Path) -> None:
    with pytest.raises(InputError, match="do you mean only-country"):
        Workspace.open(project).claim("only-contry")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "x:",
        ":1-2",
        "x:1",
        "x:1-",
        "x:-1-2",
        "x:a-b",
        "x:٣-٤",
        "x:1-" + "9" * 5000,
        "x:1-2",
    ],
)
def test_an_address_that_names_no_words_is_refused(project: Path, address: str) -> None:
    workspace = Workspace.open(project)
    workspace.refresh()
    with pytest.raises(InputError):
        workspace.passage(address)
    workspace.close()


def test_a_found_passage_is_exact_and_judged(project: Path) -> None:
    workspace = Workspace.open(project)
    workspace.refresh()
    findings = workspace.find(workspace.claim("only-country"), limit=5)
    assert 1 <= len(findings.evidence) <= 5
    for evidence in findings.evidence:
        passage = evidence.match.passage
        assert workspace.article(passage.source).text[passage.start : passage.end] == passage.text
        assert workspace.passage(f"{passage.source}:{passage.start}-{passage.end}") == passage
        alone = workspace.judge(workspace.claim("only-country"), passage)
        # The place that a search gave it may change the word, not what is said.
        assert (alone.stance, alone.reasons) == (
            evidence.judgement.stance,
            evidence.judgement.reasons,
        )
    workspace.close()


def test_a_verdict_holds_the_claims_words_and_the_passages_marked(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    first, second = (e.match.passage for e in workspace.find("only country", limit=2).evidence)
    workspace.mark("only-country", first, "supports", suggested="supports strong")
    entry = workspace.rate("only-country", "true", marks=[("conflicts", second)])
    rated = entry.decision
    assert isinstance(rated, Rated)
    assert rated.text == workspace.claim("only-country").text
    assert [(mark, quote.exact) for mark, quote in rated.quotes] == [
        ("supports", first.text),
        ("conflicts", second.text),
    ]
    verdict = workspace.standing("only-country").verdict
    assert verdict is not None
    assert (verdict.seq, verdict.at, verdict.by) == (entry.seq, entry.at, entry.by)
    assert (verdict.rating, verdict.scale, verdict.text) == (rated.rating, rated.scale, rated.text)
    workspace.close()


def test_a_passage_given_with_a_rating_changes_the_mark_it_had(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    passage = workspace.find("only country", limit=1).evidence[0].match.passage
    workspace.rate("only-country", "true", marks=[("supports", passage)])
    workspace.rate("only-country", "false", marks=[("conflicts", passage)])
    assert [mark for mark, _ in workspace.standing("only-country").marks] == ["conflicts"]
    workspace.undo()
    assert [mark for mark, _ in workspace.standing("only-country").marks] == ["supports"]
    assert len(workspace.entries()) == 3, "a rating and its marks are one decision"
    workspace.close()


def test_decisions_of_another_process_are_seen(project: Path) -> None:
    here, there = Workspace.open(project, by="Ann"), Workspace.open(project, by="Ben")
    here.rate("only-country", "true")
    assert there.standing("only-country").verdict is not None
    there.rate("only-country", "false")
    standing = here.standing("only-country")
    assert standing.verdict is not None
    assert [entry.by for entry in here.entries()] == ["Ann", "Ben"]
    here.close()
    there.close()


def test_undo_takes_back_only_ones_own_and_says_which(project: Path) -> None:
    ann, ben = Workspace.open(project, by="Ann"), Workspace.open(project, by="Ben")
    first = ann.rate("only-country", "true")
    ben.rate("drugs-450", "false")
    assert ann.undo() == first
    assert ann.undo() is None
    assert ann.standing("only-country").verdict is None
    assert ann.standing("drugs-450").verdict is not None
    assert ann.redo() == first
    ann.close()
    ben.close()


def test_it_can_be_asked_from_many_threads_at_once(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    failures: list[BaseException] = []

    def ask(n: int) -> None:
        try:
            workspace.refresh()
            claim = workspace.claims[n]
            workspace.find(claim)
            workspace.rate(claim.id, "true")
            workspace.desk()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(workspace.entries()) == 8
    workspace.close()


def test_leaving_keeps_a_backup_where_one_is_due(project: Path) -> None:
    workspace = Workspace.open(project)
    workspace.rate("only-country", "true")
    workspace.close()
    assert len(list((project / "backups").iterdir())) == 1
    workspace.close()
    again = Workspace.open(project)
    again.rate("only-country", "false")
    again.close()
    assert len(list((project / "backups").iterdir())) == 1


def test_a_project_that_cannot_be_written_is_searched_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its index is in a temporary folder, which goes away with the workspace."""
    monkeypatch.setattr("workbench.workspace.opened.os.access", lambda path, mode: False)
    workspace = Workspace.open(project)
    workspace.refresh()
    assert workspace.find("China controls fentanyl").evidence
    folder = workspace.index_folder
    assert project not in folder.parents
    workspace.close()
    assert not folder.exists()
    assert not (project / ".workbench").exists()


def test_a_claim_of_ones_own_can_be_searched_without_a_claims_file(project: Path) -> None:
    (project / "claims.toml").unlink()
    workspace = Workspace.without_claims(project)
    workspace.refresh()
    assert workspace.claims == ()
    assert workspace.find(Claim(id="", text="China controls fentanyl")).evidence
    assert workspace.scale.ratings
    workspace.close()
