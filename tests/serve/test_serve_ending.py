"""Nothing is left behind by a server, a page or an app that ended; the command."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from serving import PATIENCE, ROOT, Desk, drawn, opened

from workbench.workspace import Workspace

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
async def test_no_app_outlives_the_server(
    project: Path, client: aiohttp.ClientSession, number: signal.Signals
) -> None:
    """Three visitors: one just came, one sees the desk, one has decided."""
    with opened(project) as desk:
        headers = {"Origin": desk.origin}
        sockets = [await client.ws_connect(desk.socket(), headers=headers) for _ in range(2)]
        for socket in sockets:
            await drawn(socket, "Claims")
        await sockets[0].send_str('["stdin", "6"]')
        await drawn(sockets[0], "saved")
        sockets.append(await client.ws_connect(desk.socket(), headers=headers))
        async with asyncio.timeout(PATIENCE):
            while len(desk.apps()) < 3:
                await asyncio.sleep(0.01)
        desk.process.send_signal(number)
        await desk.gone()
        code = await asyncio.to_thread(desk.process.wait, 10)
        assert code == (-9 if number is signal.SIGKILL else 0)
        for socket in sockets:
            await socket.close()
        assert desk.log.read_text() == ""
        workspace = Workspace.open(project)
        assert len(workspace.entries()) == 1
        workspace.close()


async def test_no_app_outlives_its_page(desk: Desk, client: aiohttp.ClientSession) -> None:
    """The connection closed in good order, or cut."""
    for cut in (False, True):
        socket = await client.ws_connect(desk.socket(), headers={"Origin": desk.origin})
        await drawn(socket, "Claims")
        if cut:
            transport = socket.get_extra_info("socket")
            assert transport is not None
            connection = socket._response.connection
            assert connection is not None
            assert connection.transport is not None
            connection.transport.abort()
        else:
            await socket.close()
        await desk.gone()


async def test_leaving_the_app_closes_the_page(desk: Desk, client: aiohttp.ClientSession) -> None:
    async with client.ws_connect(desk.socket(), headers={"Origin": desk.origin}) as socket:
        await drawn(socket, "Claims")
        await socket.send_str('["stdin", "q"]')
        async with asyncio.timeout(20):
            while (message := await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
        assert message.type is aiohttp.WSMsgType.CLOSE
    await desk.gone()


# the command


def test_what_cannot_be_served_is_said_in_one_line(project: Path, desk: Desk) -> None:
    port = desk.origin.rsplit(":", 1)[1]
    for args in (["-p", "nowhere"], ["-p", str(project), "--port", port]):
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "serve", *args],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1


def test_help_and_the_app_load_nothing_of_it() -> None:
    code = (
        "import sys, workbench.cli.commands, workbench.tui.app\n"
        "print([m for m in sys.modules if m.startswith(('aiohttp', 'workbench.serve'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
