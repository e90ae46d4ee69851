"""The process of one visitor: `python -m workbench.serve.visitor FOLDER NAME SERVER`.

It ends when the server ends, for whatever reason: on Linux by a signal of the kernel, elsewhere by
the end of its input.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
# prctl(2) of Linux: the signal that this process gets when its parent dies.


def end_with(server: int) -> None:
    """Get SIGTERM when `server`, the parent of this process, ends; exit if it already has."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != server:
        sys.exit(1)


def main(root: Path, by: str) -> int:
    """Open the desk for one visitor; returns the app's exit code."""
    from workbench.settings import read_settings
    from workbench.tui.app import WorkbenchApp, second_reader
    from workbench.tui.leaving import CRASHED
    from workbench.tui.unheard import heard
    from workbench.workspace import Workspace

    workspace = Workspace.open(root, by=by)
    settings = read_settings(root)
    app = WorkbenchApp(workspace, settings=settings, reader=second_reader(settings))
    with heard(app.hear):
        app.run()
    workspace.close()
    return CRASHED if app.crashed else app.return_code or 0


if __name__ == "__main__":
    end_with(int(sys.argv[3]))
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
