"""A change of what reads, cuts or indexes a source means another index, and nobody remembers it."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.index.settings import CODE

PACKAGE = Path(workbench.__file__).parent

REFRESH = """
from pathlib import Path
from workbench.index import Index
index = Index.open(Path(".workbench"), Path("corpus"))
print(index.refresh().added)
"""


def place(module: str) -> Path | None:
    """The file of one of our modules; None where it is no module but a name in one."""
    path = PACKAGE.parent.joinpath(*module.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


def imported(file: Path) -> set[Path]:
    """Our modules that a module imports, anywhere in it, but for typing alone."""
    found: set[Path | None] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {place(each.name) for each in node.names if each.name != "workbench"}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module != "workbench":
                found.add(place(node.module))
            found |= {place(f"{node.module}.{each.name}") for each in node.names}
    return {path for path in found if path is not None and PACKAGE in path.parents}


def test_all_code_that_an_index_is_made_with_is_part_of_its_settings() -> None:
    """Followed from what builds it through every import; what is named and not needed fails too."""
    reached: set[Path] = set()
    ahead = {PACKAGE / room / "__init__.py" for room in ("index", "passages", "corpus")}
    while ahead:
        file = ahead.pop()
        reached.add(file)
        ahead |= imported(file) - reached
    files = {path.relative_to(PACKAGE).as_posix() for path in reached}
    named = {file: [each for each in CODE if f"{file}/".startswith(f"{each}/")] for file in files}
    assert all(len(each) == 1 for each in named.values()), named
    assert {each for (each,) in named.values()} == set(CODE)


@pytest.mark.parametrize(
    "changed", ["corpus/readers/html.py", "passages/sentences.py", "index/engine.py"]
)
def test_an_index_is_built_anew_when_the_code_behind_it_changes(
    tmp_path: Path, changed: str
) -> None:
    """In a copy of the package: the corpus is the same, one line of a reader is not."""
    shutil.copytree(PACKAGE, tmp_path / "workbench", ignore=shutil.ignore_patterns("tui"))
    (tmp_path / "corpus").mkdir()
    for n in range(2):
        (tmp_path / "corpus" / f"{n}.txt").write_text(f"A title {n}\n\nA sentence about wheat.\n")

    def added() -> int:
        done = subprocess.run(
            [sys.executable, "-c", REFRESH],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}"},
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    assert [added(), added()] == [2, 0]
    with (tmp_path / "workbench" / changed).open("a") as file:
        file.write("# another way to read it\n")
    assert [added(), added()] == [2, 0]
