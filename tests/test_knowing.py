"""Which decision was made knowing which others, against walking from one to the other."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.verdicts.knowing import Knowing


@st.composite
def graphs(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """Entries in order, each with those before it that it follows; some follow none."""
    made: list[tuple[int, ...]] = []
    for n in range(draw(st.integers(0, 14))):
        some = st.lists(st.integers(0, n - 1), max_size=3, unique=True) if n else st.just([])
        made.append(tuple(draw(some)))
    return made


@given(graphs())
def test_what_can_be_reached_was_known_and_nothing_else(graph: list[tuple[int, ...]]) -> None:
    knowing = Knowing()
    reached: list[set[int]] = []
    for n, follows in enumerate(graph):
        knowing.add(str(n), tuple(map(str, follows)))
        reached.append({n}.union(*(reached[each] for each in follows)))
    for later in range(len(graph)):
        for earlier in range(len(graph)):
            if later != earlier:
                known = knowing.knows(str(later), str(earlier))
                assert known == (earlier in reached[later]), (graph, later, earlier)


def test_one_that_names_none_follows_all_before_it() -> None:
    knowing = Knowing()
    knowing.add("a", ())
    knowing.add("b", ())
    knowing.add("c", None)
    assert knowing.knows("c", "a")
    assert knowing.knows("c", "b")
    assert not knowing.knows("b", "a")


def test_what_follows_one_that_is_not_there_knows_what_is() -> None:
    knowing = Knowing()
    knowing.add("a", ())
    knowing.add("c", ("lost", "a"))
    knowing.add("d", ("lost",))
    assert knowing.knows("c", "a")
    assert not knowing.knows("d", "a")
