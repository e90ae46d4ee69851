"""Trees read all at once say what walking each of them says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.stance.forest import UNIT, Forest, Nodes

FEATURES, LEAVES = 4, 20
cuts = st.sampled_from([-1.0, 0.0, 0.25, 0.5, 2.0])
values = st.one_of(cuts, st.floats(-3, 3))
leaf_values = st.integers(-UNIT, UNIT).map(lambda units: units / UNIT)


@st.composite
def trees(draw: st.DrawFn) -> Nodes:
    """A tree grown by splitting random leaves, in no order of its nodes."""
    nodes: Nodes = [[draw(leaf_values)]]
    for _ in range(draw(st.integers(0, LEAVES - 1))):
        leaves = [at for at, node in enumerate(nodes) if len(node) == 1]
        at = draw(st.sampled_from(leaves))
        feature, cut = draw(st.integers(0, FEATURES - 1)), draw(cuts)
        nodes[at] = [feature, cut, len(nodes), len(nodes) + 1]
        nodes += [[draw(leaf_values)], [draw(leaf_values)]]
    return nodes


def walked(nodes: Nodes, row: list[float]) -> float:
    node = nodes[0]
    while len(node) > 1:
        feature, cut, left, right = node
        node = nodes[int(left if row[int(feature)] <= cut else right)]
    return node[0]


@given(
    st.lists(st.lists(trees(), max_size=4), min_size=1, max_size=3),
    st.lists(values, min_size=FEATURES, max_size=FEATURES),
    st.integers(0, FEATURES),
)
def test_a_forest_scores_as_its_trees_walked_one_by_one(
    classes: list[list[Nodes]], row: list[float], rare: int
) -> None:
    """Whatever the trees, ties with a threshold and features kept by value included."""
    forest = Forest([0.5] * len(classes), classes, rare=rare)
    expected = [0.5 + sum([walked(tree, row) for tree in of_class]) for of_class in classes]
    assert forest.scores(row) == pytest.approx(expected)
