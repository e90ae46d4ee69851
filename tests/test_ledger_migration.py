"""Ledgers of the formats before events: brought to that of today, whole, and alike everywhere."""

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import OLD_KINDS, rated
from old_ledgers import Made, line, rows, write

from workbench.errors import LedgerDamaged
from workbench.ledger import open_ledger, schema
from workbench.ledger.reading import read
from workbench.ledger.recover import recover
from workbench.verdicts import Postponed, replay

AT = "2026-01-01T00:00:00Z"


def undo(seq: int) -> dict[str, Any]:
    return {"type": "undone", "seq": seq}


def redo(seq: int) -> dict[str, Any]:
    return {"type": "redone", "seq": seq}


HISTORY: list[Made] = [
    *((AT, "ada", each) for each in OLD_KINDS),
    (AT, "ada", rated("c2", "true")),
    (AT, "bob", rated("c2", "false")),
    (AT, "ada", rated("c3", "true")),
    (AT, "ada", undo(12)),
    (AT, "bob", undo(11)),
    (AT, "bob", redo(11)),
]


def check(path: Path) -> tuple[str, ...]:
    ledger = open_ledger(path)
    try:
        return ledger.check()
    finally:
        ledger.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verdicts.db"


@pytest.mark.parametrize("number", [1, 2])
def test_all_that_was_decided_stands_and_can_be_taken_back(path: Path, number: int) -> None:
    old = rows(HISTORY)
    write(path, old, number=number)
    before = path.with_suffix(".jsonl").read_bytes()
    ledger = open_ledger(path)
    made = ledger.entries()
    assert [(each.seq, each.at, each.by) for each in made] == [
        (row["seq"], row["at"], row["by"]) for row in old
    ]
    assert tuple(each.decision for each in made[: len(OLD_KINDS)]) == OLD_KINDS
    desk = replay(made)
    verdict = desk.of("c2").verdict
    assert verdict is not None
    assert verdict.id == made[10].id
    assert [each.id for each in desk.of("c2").earlier] == [made[9].id]
    assert desk.of("c3").verdict is None
    assert ledger.check() == ()
    assert ledger.notice is None
    assert path.with_suffix(".jsonl").read_bytes() == before, "every row is there already"
    assert ledger.redo("ada") == made[11]
    assert ledger.undo("bob") == made[10]
    last = ledger.append(rated("c9"), by="eve")
    ledger.close()
    ledger = open_ledger(path)
    assert ledger.entries()[-1] == last
    assert ledger.check() == ()
    assert len(path.with_suffix(".jsonl").read_bytes().splitlines()) == len(old) + 3
    ledger.close()
    (copy,) = (path.parent / "backups").iterdir()
    assert copy.name.startswith(f"verdicts-format-{number}-")
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT count(*) FROM entries").fetchone() == (len(old),)
    kept.close()


def test_an_empty_one_is_brought_over(path: Path) -> None:
    write(path, [])
    ledger = open_ledger(path)
    assert ledger.entries() == ()
    ledger.append(rated(), by="ada")
    assert ledger.check() == ()
    ledger.close()


def test_two_that_were_one_have_their_beginning_in_common(tmp_path: Path) -> None:
    """Each of the two went on, before and after it was brought over; times do not matter."""
    common = rows(HISTORY)
    head = {"previous": common[-1]["hash"], "seq": len(common)}
    names = ("ada", "bob")
    for name in names:
        (tmp_path / name).mkdir()
        more = rows([(AT, name, rated("c7", name)), (AT, name, Postponed(claim=name))], **head)
        write(tmp_path / name / "verdicts.db", common + more)
    ledgers = [open_ledger(tmp_path / name / "verdicts.db") for name in names]
    for ledger, name in zip(ledgers, names, strict=True):
        ledger.append(rated(f"new of {name}"), by=name)
    for ledger, other in (ledgers, reversed(ledgers)):
        ledger.add(other.rows())
    assert ledgers[0].entries() == ledgers[1].entries()
    assert len(ledgers[0].entries()) == len(common) + 6
    standing = replay(ledgers[0].entries()).of("c7")
    assert {each.by for each in standing.conflict} == set(names)
    assert ledgers[0].check() == ledgers[1].check() == ()
    for ledger in ledgers:
        ledger.close()


@pytest.mark.parametrize("name", ["verdicts.db", "verdicts.jsonl"])
def test_what_another_still_has_in_the_old_format_is_merged(tmp_path: Path, name: str) -> None:
    (tmp_path / "bob").mkdir()
    common = rows(HISTORY)
    head = {"previous": common[-1]["hash"], "seq": len(common)}
    write(tmp_path / "verdicts.db", common)
    write(tmp_path / "bob" / "verdicts.db", common + rows([(AT, "bob", rated("c8"))], **head))
    ledger = open_ledger(tmp_path / "verdicts.db")
    ledger.append(rated("c9"), by="ada")
    (new,) = ledger.add(read(tmp_path / "bob" / name).rows)
    assert (new.by, new.decision) == ("bob", rated("c8"))
    assert ledger.check() == ()
    ledger.close()
    look = sqlite3.connect(tmp_path / "bob" / "verdicts.db")
    assert look.execute("PRAGMA user_version").fetchone() == (2,), "theirs is only read"
    look.close()


def test_old_lines_that_git_merged_in_are_taken_in(path: Path) -> None:
    """In whatever order they stand; theirs had not been brought over."""
    common = rows(HISTORY)
    more = rows([(AT, "bob", rated(f"b{n}")) for n in range(5)],
                previous=common[-1]["hash"], seq=len(common))  # fmt: skip
    write(path, common)
    ledger = open_ledger(path)
    ledger.append(rated("mine"), by="ada")
    ledger.close()
    copy = path.with_suffix(".jsonl")
    copy.write_bytes(b"".join(line(row) for row in reversed(more)) + copy.read_bytes())
    ledger = open_ledger(path)
    assert [each.by for each in ledger.news()] == ["bob"] * 5
    assert ledger.check() == ()
    ledger.close()


def test_old_lines_that_follow_some_of_ours_are_merged_behind_them(path: Path) -> None:
    """As an old recovery kept them apart: the lines alone, without their beginning."""
    common = rows(HISTORY)
    more = rows([(AT, "bob", rated("b")), (AT, "bob", undo(16))],
                previous=common[-1]["hash"], seq=len(common))  # fmt: skip
    write(path, common)
    ledger = open_ledger(path)
    aside = path.with_name("verdicts-left-out-1.jsonl")
    aside.write_bytes(b"".join(map(line, more)))
    new = ledger.add(read(aside, beside=path.with_suffix(".jsonl")).rows)
    assert [each.by for each in new] == ["bob", "bob"]
    assert replay(ledger.entries()).of("b").verdict is None
    assert ledger.check() == ()
    ledger.close()


@pytest.mark.parametrize("how", ["row", "head", "time"])
def test_one_that_does_not_hold_is_left_as_it_is_and_recovered(path: Path, how: str) -> None:
    old = rows(HISTORY if how != "time" else [*HISTORY, ("soon", "ada", rated("c9"))])
    write(path, old)
    other = sqlite3.connect(path)
    if how == "row":
        other.execute("DROP TRIGGER entries_hold")
        other.execute("UPDATE entries SET by = 'eve' WHERE seq = 4")
    elif how == "head":
        other.execute("DROP TRIGGER head_leads")
        other.execute("UPDATE head SET seq = 99")
    other.commit()
    other.close()
    with pytest.raises(LedgerDamaged, match=r"verdicts\.db: (row|it does not end).*recover"):
        open_ledger(path)
    look = sqlite3.connect(path)
    assert look.execute("PRAGMA user_version").fetchone() == (2,)
    assert look.execute("SELECT count(*) FROM entries").fetchone() == (len(old),)
    look.close()
    assert recover(path).decisions == len(HISTORY)
    assert check(path) == ()
    assert recover(path).said == ("verdicts.db is sound; nothing was changed",)


def test_recover_brings_back_old_rows_whose_first_are_gone(path: Path) -> None:
    old = rows(HISTORY)
    path.with_suffix(".jsonl").write_bytes(b"".join(map(line, old[:3] + old[4:])))
    assert recover(path).decisions == len(old) - 1
    ledger = open_ledger(path)
    assert replay(ledger.entries()).of("c2").verdict is not None
    assert replay(ledger.entries()).of("c3").verdict is None
    (told,) = ledger.check()
    assert "is missing, which one of ada follows" in told
    ledger.close()


def test_that_fails_leaves_the_old_format(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, rows(HISTORY))
    steps = (*schema.MIGRATIONS[2], "no such statement")
    with monkeypatch.context() as broken:
        broken.setitem(schema.MIGRATIONS, 2, steps)
        with pytest.raises(LedgerDamaged):
            open_ledger(path)
    look = sqlite3.connect(path)
    assert look.execute("PRAGMA user_version").fetchone() == (2,)
    assert look.execute("SELECT count(*) FROM entries").fetchone() == (len(HISTORY),)
    look.close()
    assert check(path) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["rate", "rate", "postpone", "undo", "redo"]),
            st.sampled_from(["ada", "bob"]),
        ),
        max_size=16,
    )
)
def test_what_undo_and_redo_had_made_of_it_stands(steps: list[tuple[str, str]]) -> None:
    """Against the rule of the old format: the last of one's own that is not taken back."""
    made: list[Made] = []
    done: dict[str, list[int]] = {"ada": [], "bob": []}
    back: dict[str, list[int]] = {"ada": [], "bob": []}
    for n, (what, by) in enumerate(steps):
        if what in ("undo", "redo"):
            source, target = (done, back) if what == "undo" else (back, done)
            if source[by]:
                seq = source[by].pop()
                target[by].append(seq)
                made.append((AT, by, undo(seq) if what == "undo" else redo(seq)))
            continue
        made.append((AT, by, rated(f"c{n % 2}") if what == "rate" else Postponed(claim="c0")))
        done[by].append(len(made))
        back[by].clear()
    stands = {seq for some in done.values() for seq in some}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verdicts.db"
        write(path, rows(made))
        ledger = open_ledger(path)
        desk = replay(ledger.entries())
        found = {
            entry.seq
            for standing in desk.standings.values()
            for entry in (*standing.earlier, *((standing.verdict,) if standing.verdict else ()))
        }
        assert found == {seq for seq in stands if "text" in dir(made[seq - 1][2])}
        for by in ("ada", "bob"):
            undoable, redoable = desk.undoable.get(by), desk.redoable.get(by)
            assert (undoable.seq if undoable else None) == (done[by][-1] if done[by] else None)
            assert (redoable.seq if redoable else None) == (back[by][-1] if back[by] else None)
        assert not any(standing.conflict for standing in desk.standings.values())
        assert ledger.check() == ()
        ledger.close()
