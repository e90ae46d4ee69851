"""A server of its own process on a copy of the shipped project, and what its visitors see."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]

PATIENCE = 5.0
"""Seconds in which every app of an ended server must be gone."""


class Desk:
    """A server of its own process, on a copy of the shipped project."""

    def __init__(self, project: Path, *more: str) -> None:
        self.project = project
        self.log = project.parent / f"{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                # -P: as the installed command, it finds no modules in the current folder.
                [
                    *(sys.executable, "-P", "-m", "workbench", "serve", "-p", str(project)),
                    *("--json", *more),
                ],
                env={**os.environ, "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}"},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout
        self.address: str = json.loads(self.process.stdout.readline())["address"]
        self.origin, self.token = self.address.rstrip("/").rsplit("/", 1)

    def socket(self, by: str = "Ada", size: str = "width=80&height=24") -> str:
        return f"{self.address.replace('http', 'ws', 1)}ws/{by}?{size}"

    def apps(self) -> list[int]:
        """The processes of this desk's visitors, those that are still starting included."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                    if b"workbench.serve.visitor" in words and str(self.project).encode() in words:
                        found.append(int(entry.name))
        return found

    async def gone(self) -> None:
        """Returns when no visitor's process is left."""
        until = time.monotonic() + PATIENCE
        while left := self.apps():
            assert time.monotonic() < until, f"left behind: {left}"
            await asyncio.sleep(0.05)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        assert self.process.stdout
        self.process.stdout.close()
        assert self.apps() == []


@contextmanager
def opened(project: Path, *more: str) -> Iterator[Desk]:
    desk = Desk(project, *more)
    try:
        yield desk
    finally:
        desk.end()


async def drawn(socket: aiohttp.ClientWebSocketResponse, words: str) -> None:
    """Returns when the app has drawn `words` in one piece."""
    seen = b""
    async with asyncio.timeout(30):
        while words.encode() not in seen:
            message = await socket.receive()
            assert message.type is aiohttp.WSMsgType.BINARY, message
            seen = (seen + message.data)[-200_000:]


async def answers(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Returns when a ping was answered: the visit lives."""
    await socket.send_str('["ping", "1"]')
    async with asyncio.timeout(30):
        while (message := await socket.receive()).type is aiohttp.WSMsgType.BINARY:
            pass
    assert message.type is aiohttp.WSMsgType.TEXT
    assert json.loads(message.data) == ["pong", "1"]
