"""Every stage can be used from any thread: no thread is handed a module that is half read."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import workbench

ROOT = Path(workbench.__file__).parent
ONE_THREAD = ("workbench.cli", "workbench.nli", "workbench.serve")
"""Packages that one thread alone imports: the commands, the model, the server."""
LATER = """
import sys
import workbench.tui.app
from workbench.tui.screens.review import ReviewScreen
from workbench.workspace.stages import ready
ready()
print(*sys.modules)
"""


def imported(source: str) -> str:
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_once_it_is_ready_no_package_of_ours_is_still_to_come() -> None:
    """Two threads wait for each other only at a package that is not there as a whole."""
    there = set(imported(LATER).split())
    ours = {
        each.name
        for each in pkgutil.walk_packages([str(ROOT)], "workbench.")
        if each.ispkg and not each.name.startswith(ONE_THREAD)
    }
    assert ours <= there


def test_once_it_is_ready_no_package_of_others_is_still_to_come() -> None:
    """Those that a function imports: what a module imports comes with the module."""
    there = set(imported(LATER).split())
    late = set()
    for path in ROOT.rglob("*.py"):
        name = ".".join(("workbench", *path.relative_to(ROOT).with_suffix("").parts))
        if name.startswith((*ONE_THREAD, "workbench.tui.app")):
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for each in ast.walk(function):
                    if isinstance(each, ast.ImportFrom):
                        late.add(str(each.module))
                    elif isinstance(each, ast.Import):
                        late |= {alias.name for alias in each.names}
    packages = {name.partition(".")[0] for name in late} - set(sys.builtin_module_names)
    missing = {name for name in packages - {"workbench"} if name not in there}
    assert missing <= {"getpass", "resource", "termios"}  # single modules, not packages


def test_threads_that_need_different_stages_first_all_get_them_whole() -> None:
    """In the order in which a save, a search and the places once met; each starts at once."""
    needs = (
        "workbench.passages.quotes", "workbench.report.crossing", "workbench.verdicts.recheck",
        "workbench.stance.judging", "rapidfuzz.fuzz", "rapidfuzz.distance", "workbench.search",
    )  # fmt: skip
    source = f"""
import sys, threading
from importlib import import_module
from workbench.workspace.stages import ready
sys.setswitchinterval(1e-6)
failed = []
start = threading.Barrier({len(needs)})
def use(name):
    start.wait()
    try:
        ready()
        import_module(name)
    except BaseException as error:
        failed.append((name, repr(error)))
threads = [threading.Thread(target=use, args=(name,)) for name in {needs!r}]
[each.start() for each in threads]
[each.join() for each in threads]
print(failed)
"""
    for _ in range(5):
        assert imported(source) == "[]\n"
