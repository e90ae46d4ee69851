"""What is left after a crash: a few lines for the user, and a log that only she can read.

The log has the traceback without local variables, and without passwords that an error message may
contain: neither should be seen by anyone else.
"""

import os
import platform
import re
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from workbench import __version__
from workbench.safe.memory import TOO_LITTLE, is_out_of_memory

_SECRETS = (
    re.compile(r"(?<=://)\S{1,500}(?=@)"),
    re.compile(
        r"(?i)\b(password|passwd|pwd|secret|token|api_?key|authorization)"
        r"(['\"]?\s{0,3}[=:]\s{0,3})(?:bearer\s)?[^\s&,;)]{1,500}"
    ),
)
"""A name and password in an address, and the value after a word such as `password`."""
LONGEST = 500_000
"""Most characters of a log: an error may quote everything that it could not read."""


def folder() -> Path:
    """The folder for crash logs: the platform's folder for such files."""
    from platformdirs import user_state_path

    return user_state_path("workbench")


def report(error: BaseException) -> tuple[str, ...]:
    """Write the log, and return at most ten lines that say what happened and where the log is."""
    if is_out_of_memory(error):
        return (TOO_LITTLE,)
    what = f"workbench crashed: {type(error).__name__}. This is a bug of ours; nothing is lost."
    return what, where(error)


def where(error: BaseException) -> str:
    """Write the log and say in one line where it is; if it cannot be written, where it failed."""
    try:
        return f"The details are in {_log(error)}"
    except OSError as failure:
        frames = traceback.extract_tb(error.__traceback__)[-1:]
        at = "".join(f" It failed at {Path(f.filename).name}:{f.lineno}." for f in frames)
        return f"No log could be written: {failure.strerror}.{at}"


_NOTED: set[tuple[type[BaseException], str]] = set()


def note(error: BaseException) -> None:
    """Write the log of a failure that affects one thing of many, once for each place in the code.

    If no log can be written, the failure is not logged.
    """
    frames = traceback.extract_tb(error.__traceback__)[-1:]
    place = type(error), "".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    if place not in _NOTED:
        _NOTED.add(place)
        with suppress(OSError):
            _log(error)


def without_secrets(text: str) -> str:
    """`text` without passwords in addresses and after words such as `password=`."""
    address, named = _SECRETS
    return named.sub(r"\1\2[left out]", address.sub("[left out]", text))


def _log(error: BaseException) -> Path:
    text = without_secrets("".join(traceback.format_exception(error)))
    head = f"workbench {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    # mkstemp makes a file that only its owner can read.
    try:
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="crash-", suffix=".log", dir=place)
    except (ImportError, OSError, RuntimeError):
        handle, name = tempfile.mkstemp(prefix="crash-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(head + text[:LONGEST])
    return Path(name)
