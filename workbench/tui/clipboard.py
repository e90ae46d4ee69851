"""Copy text to the checker's clipboard: OSC 52 first, which crosses SSH, then a helper program."""

import asyncio
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

HELPERS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)
"""The environment variable that a helper needs ("" for none), and its command."""
PATIENCE = 1.5
# Seconds: xclip waits for ever when its display is gone.


def helper(environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """The command that sets this machine's clipboard; None over SSH, where that is not hers."""
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return None
    for variable, command in HELPERS:
        if (not variable or environ.get(variable)) and shutil.which(command[0]):
            return command
    return None


async def copy(app: "App[object]", text: str) -> str:
    """Put `text` on the clipboard; returns how it was done, in words."""
    app.copy_to_clipboard(text)
    command = helper(os.environ)
    if command is None:
        return "through the terminal (OSC 52)"
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return "through the terminal (OSC 52)"
    try:
        await asyncio.wait_for(process.communicate(text.encode()), PATIENCE)
    except TimeoutError:
        with suppress(ProcessLookupError):  # it has just ended
            process.kill()
        return f"through the terminal (OSC 52); {command[0]} did not answer"
    if process.returncode:
        return f"through the terminal (OSC 52); {command[0]} failed"
    return f"through the terminal (OSC 52) and {command[0]}"
