"""A visitor's app: a process of its own that ends with her page, and the talk between the two.

The page sends lists in JSON: keys, sizes, focus. The app is sent packets and answers in packets,
as Textual's web driver speaks: a letter, the length in four bytes, the payload. Nothing that a
page sends is trusted: what is not understood is passed over, sizes are held between 1 and 500.
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
# Seconds that a visitor waits for a place: a page that is loaded again finds its own taken until
# the old app has ended, measured at 0.4.
GRACE = 1.5
# Seconds that an app has to end by itself, then as many on SIGTERM; then it is killed.
STUCK = 5.0
# Seconds until an app that takes no keys is given up.
FRAME = 4_000_000
# Bytes of a message from the page; a longer one closes the connection (RFC 6455, code 1009).
KEYS = 200_000
# Characters of one message passed on as keys. The app refuses a paste from 100,000 on and says
# so; what is longer is cut, so that it can.
PACKET = 16_000_000
# Bytes of a packet from the app: a frame of 500 x 500 cells with every style changed is 10 MB.
SIDE = 500
# Most columns and rows of a terminal.
PASTE_END = "\x1b[201~"


class Full(Exception):
    """All places are taken."""


class Visits:
    """The visitors that are here."""

    most = MOST

    def __init__(self, root: Path) -> None:
        self._root = root
        self._places = asyncio.Semaphore(self.most)
        self._here: set[Visit] = set()
        self._closing = False

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place for one visitor, given back at the end.

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
        """End every visit and take no more."""
        self._closing = True
        await asyncio.gather(*(visit.close() for visit in self._here))


class Visit:
    """One page and its app."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._ended = asyncio.Event()

    async def run(self, root: Path, by: str, size: tuple[int, int]) -> None:
        """Start the app, carry messages both ways until an end closes, see the app ended."""
        try:
            process = await _start(root, by, size)
            try:
                talks = [
                    asyncio.ensure_future(self._listen(process)),
                    asyncio.ensure_future(self._tell(process)),
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
        """Close the page's end; returns when the app has ended."""
        with suppress(OSError, RuntimeError):
            await self._socket.close(code=WSCloseCode.GOING_AWAY)
        await self._ended.wait()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        """Carry to the app what its page says."""
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

    async def _tell(self, process: asyncio.subprocess.Process) -> None:
        """Carry to the page what its app draws."""
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
        """Do what the app asks of its page; False when it has ended."""
        asked = json.loads(payload)
        if asked.get("type") == "open_url":
            url = str(asked.get("url", ""))
            if url.startswith(("http://", "https://")):
                await self._socket.send_str(json.dumps(["open_url", {"url": url, "new_tab": True}]))
        return bool(asked.get("type") != "exit")


def understood(message: str) -> bytes | None:
    """The packet for the app that a message from the page means; None where it means none."""
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
    """What the page is answered at once: how long the way is."""
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
    """A number of columns or rows from 1 to 500; `other` where `value` is no number."""
    if isinstance(value, str) and len(value) < 10:
        with suppress(ValueError):
            value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return other
    # NaN alone is not equal to itself.
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
        # A group of its own: Ctrl+C where the server runs is the server's to pass on.
        start_new_session=True,
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    """See an app ended: asked first, then told, then killed, with all that it started."""
    assert process.stdin is not None
    with suppress(OSError, RuntimeError):
        process.stdin.write(_meta(type="quit"))
        process.stdin.close()

    async def drop() -> None:
        # Its last frames must go somewhere, or it waits for us while we wait for it.
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
    """Signal an app's whole group: what it started goes with it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
