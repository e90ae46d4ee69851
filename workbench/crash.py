"""What is left of a crash: few lines for the user, and a log that only she can read.

For both faces. The log holds the traceback without local variables, which may hold what nobody
else should see.
"""

import os
import platform
import tempfile
import traceback
from pathlib import Path

from workbench import __version__


def folder() -> Path:
    """Where logs of crashes are kept: the platform's folder for such things."""
    from platformdirs import user_state_path

    return user_state_path("workbench")


def report(error: BaseException) -> tuple[str, ...]:
    """Write the log and return at most ten lines that say what happened and where it is."""
    what = f"workbench crashed: {type(error).__name__}. This is a bug of ours; nothing is lost."
    try:
        return what, f"The details are in {_log(error)}"
    except OSError as failure:
        where = traceback.extract_tb(error.__traceback__)[-1:]
        at = [f"At {Path(frame.filename).name}:{frame.lineno}" for frame in where]
        return what, *at, f"No log could be written: {failure.strerror}"


def _log(error: BaseException) -> Path:
    text = "".join(
        (
            f"workbench {__version__}, Python {platform.python_version()}, {platform.platform()}\n",
            *traceback.format_exception(error),
        )
    )
    try:
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (ImportError, OSError, RuntimeError):
        place = Path(tempfile.gettempdir())
    # mkstemp makes the file readable for its owner alone.
    handle, name = tempfile.mkstemp(prefix="crash-", suffix=".log", dir=place)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Path(name)
