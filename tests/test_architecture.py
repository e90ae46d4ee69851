"""The house stays in order: what a command loads, and what stands in the repository."""

import re
import subprocess
import sys
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
