"""What every ledger promises: one suite for all of them."""

import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import EVERY_KIND, QUOTE, claim_of, rated

from workbench.errors import (
    InputError,
    LedgerError,
)
from workbench.ledger import Ledger, open_ledger
from workbench.verdicts import (
    Decision,
    Entry,
    Justified,
    Mark,
    Marked,
    Postponed,
    replay,
)


@pytest.fixture(params=["sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return {"sqlite": tmp_path / "verdicts.db"}[str(request.param)]


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    one = open_ledger(place)
    yield one
    one.close()


class TestEveryLedger:
    @settings(
        max_examples=20,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["rate", "rate", "postpone", "undo", "redo", "open anew"]),
                st.sampled_from(["ada", "bob"]),
                st.integers(0, 1),
            ),
            max_size=12,
        )
    )
    def test_two_desks_in_any_order_are_as_one_list_of_decisions(
        self, place: Path, steps: list[tuple[str, str, int]]
    ) -> None:
        place = place.with_name(f"{uuid.uuid4().hex}.db")
        desks = [open_ledger(place), open_ledger(place)]
        made: list[Entry] = []
        for n, (what, by, which) in enumerate(steps):
            desk = replay(made)
            match what:
                case "rate":
                    made.append(desks[which].append(rated(f"c{n % 3}"), by=by))
                case "postpone":
                    made.append(desks[which].append(Postponed(claim=f"c{n % 3}"), by=by))
                case "undo":
                    assert desks[which].undo(by) == desk.undoable.get(by)
                case "redo":
                    assert desks[which].redo(by) == desk.redoable.get(by)
                case "open anew":
                    desks[which].close()
                    desks[which] = open_ledger(place)
            made = list(desks[1 - which].entries())
        assert desks[0].entries() == desks[1].entries()
        for each in desks:
            assert each.check() == ()
            each.close()

    def test_keeps_what_was_appended_in_order_and_to_the_letter(
        self, ledger: Ledger, place: Path
    ) -> None:
        made = [ledger.append(decision, by="Ada") for decision in EVERY_KIND]
        assert [entry.seq for entry in made] == list(range(1, len(EVERY_KIND) + 1))
        assert tuple(entry.decision for entry in made) == EVERY_KIND
        assert {entry.by for entry in made} == {"Ada"}
        ledger.close()
        again = open_ledger(place)
        assert again.entries() == tuple(made)
        assert again.check() == ()
        again.close()

    def test_stamps_with_utc(self, ledger: Ledger) -> None:
        assert ledger.append(rated(), by="ada").at.endswith("Z")

    def test_sees_what_another_recorded(self, ledger: Ledger, place: Path) -> None:
        other = open_ledger(place)
        one = other.append(rated("c1"), by="bob")
        two = ledger.append(rated("c2"), by="ada")
        assert ledger.entries() == other.entries() == (one, two)
        other.close()

    def test_undo_and_redo_say_what_they_took_across_restarts(
        self, ledger: Ledger, place: Path
    ) -> None:
        one, two = ledger.append(rated("c1"), by="ada"), ledger.append(rated("c2"), by="ada")
        ledger.close()
        again = open_ledger(place)
        assert again.undo("ada") == two
        assert again.undo("bob") is None
        assert again.undo("ada") == one
        assert again.undo("ada") is None
        assert again.redo("ada") == one
        again.append(rated("c3"), by="ada")
        assert again.redo("ada") is None
        assert set(replay(again.entries()).undoable) == {"ada"}
        assert len(again.entries()) == 6
        again.close()

    @pytest.mark.parametrize(
        "decision, by",
        [
            (Justified(claim="c", text="a\ud800b"), "ada"),
            (Justified(claim="c", text="a" * 3_000_000), "ada"),
            (Marked(claim="c", quote=QUOTE, mark=cast(Mark, "maybe")), "ada"),
            (rated(), " "),
            (rated(), "a\udcff"),
            (rated(), "a" * 201),
        ],
    )
    def test_refuses_what_cannot_be_stored_and_goes_on(
        self, ledger: Ledger, decision: Decision, by: str
    ) -> None:
        with pytest.raises(InputError) as caught:
            ledger.append(decision, by=by)
        assert "\n" not in str(caught.value)
        assert ledger.entries() == ()
        assert ledger.append(rated(), by="ada").seq == 1

    def test_serves_many_threads(self, ledger: Ledger) -> None:
        def work(name: str) -> None:
            for n in range(25):
                ledger.append(rated(f"c{n}"), by=name)

        threads = [threading.Thread(target=work, args=(f"r{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        entries = ledger.entries()
        assert [entry.seq for entry in entries] == list(range(1, 101))
        for n in range(4):
            mine = [claim_of(entry) for entry in entries if entry.by == f"r{n}"]
            assert mine == [f"c{n}" for n in range(25)]
        assert ledger.check() == ()

    def test_gives_a_whole_copy_and_never_writes_over_a_file(
        self, ledger: Ledger, tmp_path: Path
    ) -> None:
        ledger.append(rated(), by="ada")
        ledger.backup(tmp_path / "copy.db")
        with pytest.raises(InputError, match="exists already"):
            ledger.backup(tmp_path / "copy.db")
        copy = open_ledger(tmp_path / "copy.db")
        assert copy.entries() == ledger.entries()
        assert copy.check() == ()
        copy.close()

    def test_closed_refuses_and_closes_again(self, ledger: Ledger) -> None:
        ledger.close()
        ledger.close()
        with pytest.raises(LedgerError, match="closed"):
            ledger.append(rated(), by="ada")
        with pytest.raises(LedgerError, match="closed"):
            ledger.entries()
