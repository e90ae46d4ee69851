"""A visitor's app in its own process, which ends with her page, and the connection between them.

The page sends lists in JSON: keys, sizes, focus. The app gets packets and answers in packets, as in
Textual's web driver: a letter, the length in four bytes, the payload. Nothing that a page sends is
trusted: what is not understood is ignored, sizes are limited to 1 to 500.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from workbench.safe.children import module_path

MOST = 4
"""Visitors at once: each is an app of about 100 MB."""
TURN = 2.0
# Seconds that a visitor waits for a place: when a page is loaded again, its own place is taken
# until the old app has ended, which took 0.4.
GRACE = 1.5
# Seconds that an app has to end by itself, then as many after SIGTERM; then it is killed.
STUCK = 5.0
# Seconds until an app that takes no keys is closed.
FRAME = 4_000_000
# Bytes of a message from the page; a longer one closes the connection (RFC 6455, code 1009).
KEYS = 200_000
# Most characters of one message passed on as keys. The app refuses a paste of 100,000 or more and
# says so; a longer one is cut, so that the app can say it.
PACKET = 16_000_000
# Bytes of a packet from the app: a frame of 500 x 500 cells with every style changed is 10 MB.
SIDE = 500
# Most columns and rows of a terminal.
PASTE_END = "\x1b[201~"


class Full(Exception):
    """All places are taken."""


class Visits:
    """The visitors that are connected."""

    most = MOST

    def __init__(self, root: Path) -> None:
        self._root = root
        self._places = asyncio.Semaphore(self.most)
        self._here: set[Visit] = set()
        self._closing = False

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place for one visitor, until the end of the block.

        Raises:
            Full: there was none for `TURN` seconds, or the desk is closing.
        """
        try:
            await asyncio.wait_for(self._places.acquire(), TURN)
        except TimeoutError:
            raise Full from None
        try:
            if self._closing:
                raise Full
            yield
        finally:
            self._places.release()

    async def hold(self, request: web.Request, by: str) -> web.WebSocketResponse:
        """Run an app for a page until one of them ends."""
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=FRAME, timeout=1.0)
        size = _side(request.query.get("width"), 80), _side(request.query.get("height"), 24)
        await socket.prepare(request)
        visit = Visit(socket)
        self._here.add(visit)
        try:
            await visit.run(self._root, by, size)
        finally:
            self._here.discard(visit)
        return socket

    async def end_all(self, app: web.Application) -> None:
        """End every visit and refuse new ones."""
        self._closing = True
        await asyncio.gather(*(visit.close() for visit in self._here))


class Visit:
    """One page and its app."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._ended = asyncio.Event()

    async def run(self, root: Path, by: str, size: tuple[int, int]) -> None:
        """Start the app, pass messages on until one side closes, and make sure the app ends."""
        try:
            process = await _start(root, by, size)
            try:
                talks = [
                    asyncio.ensure_future(self._listen(process)),
                    asyncio.ensure_future(self._draw(process)),
                ]
                _, other = await asyncio.wait(talks, return_when=asyncio.FIRST_COMPLETED)
                for talk in other:
                    talk.cancel()
                await asyncio.gather(*talks, return_exceptions=True)
            finally:
                await asyncio.shield(_end(process))
                with suppress(OSError, RuntimeError):
                    await self._socket.close(code=WSCloseCode.GOING_AWAY)
        finally:
            self._ended.set()

    async def close(self) -> None:
        """Close the connection to the page; returns when the app has ended."""
        with suppress(OSError, RuntimeError):
            await self._socket.close(code=WSCloseCode.GOING_AWAY)
        await self._ended.wait()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        """Pass on to the app what its page sends."""
        assert process.stdin is not None
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            packet = understood(message.data)
            if packet is not None:
                process.stdin.write(packet)
                try:
                    await asyncio.wait_for(process.stdin.drain(), STUCK)
                except (TimeoutError, OSError):
                    return
            elif (answer := _answer(message.data)) is not None:
                with suppress(OSError, RuntimeError):
                    await self._socket.send_str(answer)

    async def _draw(self, process: asyncio.subprocess.Process) -> None:
        """Pass on to the page what its app draws."""
        assert process.stdout is not None
        read = process.stdout.readexactly
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            await process.stdout.readuntil(b"__GANGLION__\n")
            while True:
                head = await read(5)
                length = int.from_bytes(head[1:], "big")
                if length > PACKET:
                    return
                payload = await read(length)
                if head[:1] == b"D":
                    await self._socket.send_bytes(payload)
                elif head[:1] == b"M" and not await self._obey(payload):
                    return

    async def _obey(self, payload: bytes) -> bool:
        """Do what the app asks for; False if it has ended."""
        asked = json.loads(payload)
        if asked.get("type") == "open_url":
            url = str(asked.get("url", ""))
            if url.startswith(("http://", "https://")):
                await self._socket.send_str(json.dumps(["open_url", {"url": url, "new_tab": True}]))
        return bool(asked.get("type") != "exit")


def understood(message: str) -> bytes | None:
    """The packet for the app that a message from the page stands for; None if there is none."""
    kind, value = _parsed(message)
    match kind:
        case "stdin" if isinstance(value, str):
            if len(value) > KEYS:
                end = PASTE_END if value.endswith(PASTE_END) else ""
                value = value[:KEYS] + end
            return packet(b"D", value.encode("utf-8", "replace"))
        case "resize" if isinstance(value, dict):
            width, height = _side(value.get("width"), 0), _side(value.get("height"), 0)
            return _meta(type="resize", width=width, height=height) if width and height else None
        case "focus" | "blur":
            return _meta(type=kind)
    return None


def packet(kind: bytes, payload: bytes) -> bytes:
    """A packet for the app."""
    return kind + len(payload).to_bytes(4, "big") + payload


def _meta(**said: object) -> bytes:
    return packet(b"M", json.dumps(said).encode())


def _answer(message: str) -> str | None:
    """The answer to a page that measures the delay; None for other messages."""
    kind, value = _parsed(message)
    asked = kind == "ping" and isinstance(value, str) and len(value) < 64
    return json.dumps(["pong", value]) if asked else None


def _parsed(message: str) -> tuple[str, Any]:
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        return "", None
    if not (isinstance(said, list) and said and isinstance(said[0], str)):
        return "", None
    return said[0], said[1] if len(said) > 1 else None


def _side(value: object, other: int) -> int:
    """A number of columns or rows from 1 to 500; `other` if `value` is no number."""
    if isinstance(value, str) and len(value) < 10:
        with suppress(ValueError):
            value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return other
    # Only NaN is not equal to itself.
    return int(min(max(value, 1), SIDE)) if value == value else other


async def _start(root: Path, by: str, size: tuple[int, int]) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "PYTHONPATH": module_path(),
        "COLUMNS": str(size[0]),
        "ROWS": str(size[1]),
        "TERM": "xterm-256color",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_DRIVER": "workbench.serve.driver:PageDriver",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "workbench.serve.visitor",
        str(root),
        by,
        str(os.getpid()),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment,
        # Its own session: Ctrl+C at the server goes to the server, which passes it on.
        start_new_session=True,
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    """End an app: first a request, then SIGTERM, then SIGKILL, for all processes it started."""
    assert process.stdin is not None
    with suppress(OSError, RuntimeError):
        process.stdin.write(_meta(type="quit"))
        process.stdin.close()

    async def drop() -> None:
        # Its last frames must be read, or it would wait for us while we wait for it.
        assert process.stdout is not None
        while await process.stdout.read(65_536):
            pass

    dropping = asyncio.ensure_future(drop())
    try:
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            _signal(process, signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE)
    finally:
        _signal(process, signal.SIGKILL)
        await process.wait()
        dropping.cancel()
        await asyncio.gather(dropping, return_exceptions=True)


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """Send a signal to an app and all processes it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
