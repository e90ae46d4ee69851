"""The house stays in order: what a command loads, and what stands in the repository."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent

ALLOWED = {"workbench", "claims.toml", "corpus", "tests", "pyproject.toml", "README.md", "LICENSE"}


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import sys\n"
        "from workbench.cli import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n'.join(sys.modules))\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    return {name.partition(".")[0] for name in done.stderr.split()} | set(done.stderr.split())


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by("--help")
    assert not loaded & {"textual", "rich", "rapidfuzz", "tantivy", "nupunkt", "sqlite3"}


def test_a_report_is_made_without_the_screen(project: Path) -> None:
    loaded = loaded_by("report", "-p", str(project))
    assert "workbench.report" in loaded
    assert not loaded & {"textual", "rich"}


def test_the_top_level_is_what_the_user_asked_for() -> None:
    top = {path.partition("/")[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} == ALLOWED


def test_no_file_names_a_machine_or_a_registry() -> None:
    """Paths of a home or work folder, and hosts that packages are fetched from."""
    names = re.compile(
        r"(?<![\w.])/(?:home|root|work|Users)/\w|\bpypi\.|pythonhosted|registry\.npm|/simple/"
    )
    found = [
        f"{path}:{number}"
        for path in tracked()
        if path != "tests/test_architecture.py" and not path.startswith("corpus/")
        for number, line in enumerate(
            (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if names.search(line)
    ]
    assert found == []


def test_the_lowest_version_of_every_dependency_is_tried() -> None:
    """The bounds of pyproject.toml are those that .ci/run installs once, but for `bench`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["nli"], *extras["web"], *extras["test"]]
    lowest = {
        (found[1].lower(), _version(found[2]))
        for each in asked
        if (found := re.match(r"([\w-]+)>=([\d.]+)", each))
    }
    lines = (ROOT / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    tried = [line.split("==") for line in lines if not line.startswith("#")]
    assert {(name.lower(), _version(number)) for name, number in tried} == lowest
    assert len(lowest) == len({name for name, _ in lowest})


def _version(number: str) -> tuple[int, ...]:
    """Without the noughts at its end: 8.1 is 8.1.0."""
    parts = [int(part) for part in number.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
