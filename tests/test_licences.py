"""What the shipped numbers were learned from is said with them, and in LICENSE."""

import ast
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests" / "bench"))

from trained_on import attribution  # noqa: E402

MADE = [
    ("workbench/stance/model.json", "tests/bench/stance_data.py", "CLEAN"),
    ("workbench/analysis/weights.json", "tests/bench/make_weights.py", "SETS"),
]


def sets(script: str, name: str) -> tuple[str, ...]:
    """The names of sets that a script lists under a name; it is not run."""
    tree = ast.parse((ROOT / script).read_text(encoding="utf-8"))
    (found,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    )
    return tuple(found)


@pytest.mark.parametrize("file, script, name", MADE)
def test_every_set_is_named_in_the_file_and_in_the_licence(
    file: str, script: str, name: str
) -> None:
    told = attribution(sets(script, name))
    assert json.loads((ROOT / file).read_text(encoding="utf-8"))["attribution"] == told
    licence = " ".join((ROOT / "LICENSE").read_text(encoding="utf-8").split())
    assert file in licence
    for each in told[1:]:
        assert each in licence
    assert any("CC BY 4.0" in each for each in told)
    assert any("CC BY-SA" in each for each in told)


def test_a_set_of_unknown_licence_cannot_be_named() -> None:
    with pytest.raises(KeyError):
        attribution(["vitaminc", "found-somewhere"])
