"""Ledgers that went on apart are one again: nothing is lost, nothing is last-wins."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import QUOTE, rated
from msgspec.structs import replace

from workbench.claims import Claim, ClaimsFile, Project
from workbench.corpus import Article, Source
from workbench.errors import InputError, LedgerDamaged
from workbench.ledger import open_ledger, rows
from workbench.ledger.log import Log
from workbench.ledger.reading import read
from workbench.ledger.rows import Row, encode, order, seal
from workbench.ledger.sqlite import SqliteLedger
from workbench.report import compile_dossier, exporter
from workbench.stance import Judgement, Stance
from workbench.verdicts import (
    Decision,
    Desk,
    Graded,
    Justified,
    Marked,
    Postponed,
    Redone,
    Reported,
    Reread,
    Undone,
    replay,
)
from workbench.verdicts.scales import read_scales

MOVED = msgspec.structs.replace(QUOTE, start=13, end=17)
"""The same words in another text of the file."""
PEOPLE = ("ada", "bob", "eve", "joe")


class Apart:
    """A ledger in memory, as each of several people has one of her own; clocks are not alike."""

    def __init__(self, by: str, *, ahead: int) -> None:
        self.by, self.ahead = by, ahead
        self.rows: dict[str, Row] = {}

    @property
    def log(self) -> Log:
        log = Log()
        log.add(self.rows.values())
        return log

    def decide(self, what: str, claim: str, rating: str, now: int) -> None:
        log = self.log
        desk = replay(log.entries)
        decision: Decision
        match what:
            case "rate":
                decision = rated(claim, rating)
            case "mark":
                decision = Marked(claim=claim, quote=QUOTE, mark="supports")
            case "justify":
                decision = Justified(claim=claim, text=f"{self.by} {now}")
            case "postpone":
                decision = Postponed(claim=claim)
            case "grade":
                decision = Graded(source="s", grade="B2")
            case "reread":
                quotes = ((QUOTE.spot, MOVED),)
                decision = Reread(source="s", file="f", before="1", after="2", quotes=quotes)
            case "report":
                decision = Reported(path="r.md", ratings={claim: rating})
            case "undo":
                last = (desk.undoable or {}).get(self.by)
                if last is None:
                    return
                decision = Undone(event=last.id)
            case _:
                last = (desk.redoable or {}).get(self.by)
                if last is None:
                    return
                decision = Redone(event=last.id)
        second = 1_760_000_000 + now + self.ahead
        at = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        row = seal(log.head, at=at, by=self.by, decision=encode(decision))
        self.rows[row.id] = row


KINDS = ("rate",) * 4 + (
    *("mark", "justify", "postpone", "grade", "reread", "report", "undo", "undo", "redo"),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Apart], int]:
    """What two to four people decided, each in a ledger of her own, some of it merged meanwhile."""
    people = draw(st.integers(2, 4))
    desks = [Apart(PEOPLE[n], ahead=draw(st.integers(-50, 50))) for n in range(people)]
    steps = draw(
        st.lists(
            st.tuples(
                st.integers(0, people - 1),
                st.sampled_from((*KINDS, "pull", "pull")),
                st.sampled_from(("c1", "c2")),
                st.sampled_from(("true", "false", "mixed")),
            ),
            max_size=14,
        )
    )
    for now, (who, what, claim, rating) in enumerate(steps):
        if what == "pull":
            desks[who].rows |= desks[(who + 1) % people].rows
        else:
            desks[who].decide(what, claim, rating, now)
    return desks, draw(st.integers(0, 2**32))


def grouped(sets: Sequence[dict[str, Row]], chance: random.Random) -> list[Row]:
    """The union of ledgers, two at a time, in an order and a grouping of chance."""
    left = [list(each.values()) for each in sets]
    while len(left) > 1:
        chance.shuffle(left)
        one, other = left.pop(), left.pop()
        log, both = Log(), [*one, *other]
        chance.shuffle(both)
        log.add(both)
        by_id = {row.id: row for row in both}
        left.append([by_id[each.id] for each in log.entries])
    return left[0]


def dossier_of(log: Log) -> str:
    """The report on two claims."""
    source = Source(id="s", path="s.txt", title="S", sha256="0" * 64)
    word = Judgement(Stance.MENTIONS, None, 0.0, 0.0, ())
    dossier = compile_dossier(
        ClaimsFile(Project(title="T"), tuple(Claim(id=c, text="t") for c in ("c1", "c2"))),
        scales=read_scales(),
        entries=log.entries,
        sources=(source,),
        find=lambda claim: (),
        judge=lambda claim, quote: word,
        article=lambda source_id: Article(source, "a\nwörd b"),
    )
    return exporter("markdown").render(dossier)


@pytest.fixture
def many(request: pytest.FixtureRequest) -> int:
    return 2_000 if request.config.getoption("--counts") == "full" else 120


def test_the_union_in_any_order_and_grouping_gives_one_state_and_one_report(many: int) -> None:
    seen = {"histories": 0, "conflicts": 0}

    @settings(max_examples=many)
    @given(histories())
    def holds(given_: tuple[list[Apart], int]) -> None:
        desks, seed = given_
        chance = random.Random(seed)
        logs = []
        for _ in range(3):
            log = Log()
            log.add(grouped([desk.rows for desk in desks], chance))
            logs.append(log)
        first = logs[0]
        state, report = replay(first.entries), dossier_of(first)
        for other in logs[1:]:
            assert other.entries == first.entries
            assert other.head == first.head
            assert replay(other.entries) == state
            assert dossier_of(other) == report
        assert not first.missing
        assert list(first.entries) == sorted(first.entries, key=order)
        no_rating_is_lost(state, first)
        seen["histories"] += 1
        seen["conflicts"] += any(each.conflict for each in state.standings.values())

    holds()
    print(seen)
    assert seen["conflicts"] > many // 20


def no_rating_is_lost(desk: Desk, log: Log) -> None:
    """Every rating that was not taken back stands, is in conflict, agrees or was replaced."""
    void: set[str] = set()
    for each in log.entries:
        match each.decision:
            case Undone(event=id_):
                void.add(id_)
            case Redone(event=id_):
                void.discard(id_)
    told = {
        entry.id
        for standing in desk.standings.values()
        for entry in (
            *((standing.verdict,) if standing.verdict else ()),
            *standing.conflict,
            *standing.agreeing,
            *standing.earlier,
        )
    }
    given_ = {
        each.id
        for each in log.entries
        if type(each.decision).__name__ == "Rated" and each.id not in void
    }
    assert told == given_


@settings(max_examples=60)
@given(histories())
def test_one_desk_that_holds_all_is_as_the_old_ledger_was(given_: tuple[list[Apart], int]) -> None:
    """Where everybody decides in one ledger the later rating stands: nothing is a conflict."""
    desks, _ = given_
    one = Apart("ada", ahead=0)
    for row in sorted((row for desk in desks for row in desk.rows.values()), key=order):
        if "rated" in row.decision:
            log = one.log
            sealed = seal(log.head, at=row.at, by=row.by, decision=row.decision)
            one.rows[sealed.id] = sealed
    for standing in replay(one.log.entries).standings.values():
        assert standing.conflict == standing.agreeing == ()
        assert standing.verdict is not None


Two = tuple[SqliteLedger, SqliteLedger]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """The ledgers of two people who had a beginning in common."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "bob").mkdir()
    ada, bob = (open_ledger(tmp_path / name / "verdicts.db") for name in ("ada", "bob"))
    ada.append(rated("common"), by="ada")
    bob.add(ada.rows())
    yield ada, bob
    ada.close()
    bob.close()


class TestTwo:
    def test_two_ratings_that_do_not_know_of_each_other_are_a_conflict_until_one_rules(
        self, two: Two
    ) -> None:
        ada, bob = two
        one, other = (
            ada.append(rated("c", "true"), by="ada"),
            bob.append(rated("c", "false"), by="bob"),
        )
        bob.add(ada.rows())
        ada.add(bob.rows())
        assert ada.entries() == bob.entries()
        for each in (ada, bob):
            standing = replay(each.entries()).of("c")
            assert standing.verdict is None
            assert [entry.id for entry in standing.conflict] == [one.id, other.id]
        ruled = bob.append(rated("c", "mixed"), by="bob")
        ada.add(bob.rows())
        standing = replay(ada.entries()).of("c")
        assert standing.verdict is not None
        assert standing.verdict.id == ruled.id
        assert [entry.id for entry in standing.earlier] == [one.id, other.id]
        assert standing.conflict == ()
        assert bob.undo("bob") == ruled
        assert len(replay(bob.entries()).of("c").conflict) == 2

    def test_a_rating_that_knows_only_one_of_two_rules_nothing(self, two: Two) -> None:
        ada, bob = two
        ada.append(rated("c", "true"), by="ada")
        bob.append(rated("c", "false"), by="bob")
        later = ada.append(rated("c", "mixed"), by="ada")
        ada.add(bob.rows())
        standing = replay(ada.entries()).of("c")
        assert later.id in {entry.id for entry in standing.conflict}
        assert {entry.by for entry in standing.conflict} == {"ada", "bob"}

    def test_the_same_rating_twice_agrees(self, two: Two) -> None:
        ada, bob = two
        ada.append(rated("c", "true"), by="ada")
        bob.append(rated("c", "true"), by="bob")
        ada.add(bob.rows())
        standing = replay(ada.entries()).of("c")
        assert standing.conflict == ()
        assert standing.verdict
        assert {standing.verdict.by, *(each.by for each in standing.agreeing)} == {"ada", "bob"}

    def test_two_justifications_are_both_there_until_one_is_written_that_knows_both(
        self, two: Two
    ) -> None:
        ada, bob = two
        ada.append(Justified(claim="c", text="because of A"), by="ada")
        bob.append(Justified(claim="c", text="because of B"), by="bob")
        ada.add(bob.rows())
        assert (
            replay(ada.entries()).of("c").justification == "ada: because of A\n\nbob: because of B"
        )
        ada.append(Justified(claim="c", text="both"), by="ada")
        assert replay(ada.entries()).of("c").justification == "both"

    def test_each_takes_back_her_own_wherever_the_other_wrote(self, two: Two) -> None:
        ada, bob = two
        first = ada.append(rated("c1"), by="ada")
        bob.append(rated("c2"), by="bob")
        taken = ada.append(rated("c3"), by="ada")
        assert ada.undo("ada") == taken
        ada.add(bob.rows())
        assert ada.undo("bob") is not None
        assert replay(ada.entries()).of("c3").verdict is None
        last = ada.undo("ada")
        assert last is not None
        assert last.id == first.id
        again = ada.redo("ada")
        assert again is not None
        assert again.id == first.id

    def test_a_clock_that_is_wrong_keeps_what_follows_behind(self, two: Two) -> None:
        ada, _ = two
        at, text = "2199-01-01T00:00:00Z", encode(rated("c"))
        late = seal(ada._log.head, at=at, by="bob", decision=text)
        ada.add([late])
        ruled = ada.append(rated("c", "false"), by="ada")
        assert ada.entries()[-1] == ruled
        assert ruled.at < "2199"
        verdict = replay(ada.entries()).of("c").verdict
        assert verdict is not None
        assert verdict.id == ruled.id

    def test_a_row_from_the_end_of_time_keeps_nobody_from_deciding(self, two: Two) -> None:
        ada, bob = two
        end = rows.LATEST
        text = encode(rated("c"))
        late = seal(ada._log.head, at="9999-12-31T23:59:59Z", by="eve", decision=text, tick=end)
        assert late.tick == end
        ada.add([late])
        for n in range(3):
            ada.append(rated(f"c{n}"), by="ada")
        bob.add(ada.rows())
        assert len(bob.entries()) == 5
        assert ada.entries() == bob.entries()
        assert ada.check() == bob.check() == ()
        beyond = seal(ada._log.head, at=late.at, by="eve", decision=text)
        with pytest.raises(LedgerDamaged, match="impossible place in time"):
            ada.add([reseal(beyond, tick=end + 1)])

    def test_what_is_there_is_passed_over(self, two: Two) -> None:
        ada, bob = two
        bob.append(rated("c"), by="bob")
        assert len(ada.add(bob.rows())) == 1
        assert ada.add(bob.rows()) == ()
        assert ada.add([*bob.rows(), *bob.rows()]) == ()
        assert ada.check() == ()

    def test_an_altered_row_is_refused_and_nothing_is_taken_in(self, two: Two) -> None:
        ada, bob = two
        bob.append(rated("c1"), by="bob")
        bob.append(rated("c2"), by="bob")
        good = bob.rows()
        bad = [*good[:-1], replace(good[-1], decision=encode(rated("c2", "false")))]
        before = ada.entries()
        with pytest.raises(LedgerDamaged, match="of bob was altered"):
            ada.add(bad)
        assert ada.entries() == before


def reseal(row: Row, *, tick: int) -> Row:
    """A row as a forger makes it, its id fitting."""
    id_ = rows.digest(row.after, tick, row.at, row.by, row.decision)
    return replace(row, tick=tick, id=id_)


@pytest.mark.parametrize("name", ["verdicts.db", "verdicts.jsonl", "backup.db"])
def test_a_file_of_any_kind_is_read(tmp_path: Path, name: str) -> None:
    ledger = open_ledger(tmp_path / "verdicts.db")
    ledger.append(rated("c1"), by="ada")
    ledger.append(rated("c2"), by="bob")
    ledger.backup(tmp_path / "backup.db")
    assert read(tmp_path / name).rows == list(ledger.rows())
    ledger.close()


@pytest.mark.parametrize("raw", [None, b"", b"hello", b"SQLite format 3\0", b"{}\n"])
def test_a_file_without_decisions_is_refused_in_one_line(raw: bytes | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "odd.jsonl"
        if raw is not None:
            file.write_bytes(raw)
        with pytest.raises(InputError, match=r"odd\.jsonl") as told:
            read(file)
        assert "\n" not in str(told.value)
