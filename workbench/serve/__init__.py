"""The desk in a browser on this machine, for people without a terminal.

    door      who may come in: this machine, this address with its token, this page
    page      what is shown: a form for the name, a terminal drawn by textual-serve's script
    visit     one visitor's app, in its own process, and its connection to her page
    driver    the app's side of that connection; it ends when the server does
    visitor   the process

textual-serve has the script that draws a terminal and the protocol between app and page. Its server
is not used: it lets any web page type into the app, and leaves processes behind.
"""

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"
"""The only address of the server: no other machine can reach it."""


def serve(root: Path, *, by: str | None = None, port: int = 0, ready: Callable[[str], None]) -> int:
    """Serve the project in `root` until SIGINT or SIGTERM; returns the exit code.

    `ready` gets the address, which contains a secret: whoever knows it can decide on claims. `by`
    is the reviewer's name for all visitors; without it each is asked for hers. `port` 0 takes any
    free port. When this returns, the processes of all visitors have ended.

    Raises:
        InputError: the project cannot be opened, the port is not available, or the packages for
          it are not installed.
    """
    with closing(Workspace.open(root)) as workspace:
        reviewer, title = workspace.reviewer, workspace.file.project.title
    try:
        from workbench.serve.door import Door
        from workbench.serve.page import application
    except ImportError as error:
        raise InputError(
            f"the browser needs a package that is not here ({error.name}); "
            "in the folder you cloned: python3 -m pip --python .venv/bin/python install -e '.[web]'"
        ) from None
    try:
        listening = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ports end at 65535"
        raise InputError(f"port {port} cannot be had: {reason}; --port takes another") from None
    with listening:
        door = Door.made(listening.getsockname()[1])
        app = application(root, door, title=title, by=by, reviewer=reviewer)
        return asyncio.run(_serve(app, listening, lambda: ready(door.address)))


async def _serve(
    app: "web.Application", listening: socket.socket, ready: Callable[[], None]
) -> int:
    from aiohttp import web

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    # No access log: the token would be in it.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        ready()
        await stop.wait()
    finally:
        await runner.cleanup()
    return 0
