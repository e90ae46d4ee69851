"""The desk in a browser: who may come in, what a page may do, and that nothing is left behind."""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from browser import CHROMIUM, DRIVER, chromium
from hypothesis import given
from hypothesis import strategies as st

from workbench.serve.visit import KEYS, PASTE_END, understood
from workbench.workspace import Workspace

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.usefixtures("loopback")

PATIENCE = 5.0
"""Seconds in which every app of an ended server must be gone."""


class Desk:
    """A server of its own process, on a copy of the shipped project."""

    def __init__(self, project: Path, *more: str) -> None:
        self.project = project
        self.log = project.parent / f"{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "workbench", "serve", "-p", str(project), "--json", *more],
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


@pytest.fixture
def desk(project: Path) -> Iterator[Desk]:
    with opened(project) as desk:
        yield desk


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


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


# who may come in


async def test_only_the_whole_address_opens(desk: Desk, client: aiohttp.ClientSession) -> None:
    for path in ("/", "/x/", f"/{desk.token[:-1]}/", f"/{desk.token}x/", "/%ff/", "/é/"):
        async with client.get(desk.origin + path) as answer:
            assert answer.status == 403, path
            assert answer.headers["X-Frame-Options"] == "DENY"
    async with client.get(desk.address) as answer:
        assert answer.status == 200
        assert "Your name" in await answer.text()


async def test_every_answer_forbids_frames_scripts_and_strangers(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    for path in ("", "?by=Ada", "parts/textual.js", "parts/page.css", "nothing"):
        async with client.get(desk.address + path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "script-src 'self';" in policy
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_pages_load_nothing_from_elsewhere_and_hold_no_script_of_their_own(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    async with client.get(desk.address + "?by=%22%3E%3Cscript%3E") as answer:
        page = await answer.text()
    assert "<script>" not in page
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert set(loaded) == {
        "parts/xterm.css", "parts/textual.js", "parts/page.js", "parts/page.css", "",
    }  # fmt: skip


FOREIGN = [
    "http://evil.example",
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://localhost",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://evil.example:{port}",
    "http://127.0.0.1:{port}/",
    "file://",
    "",
]


async def test_a_page_from_elsewhere_is_refused(desk: Desk, client: aiohttp.ClientSession) -> None:
    """With the token known, for pages and for the talk with the app alike; so is no Origin."""
    port = desk.origin.rsplit(":", 1)[1]
    for origin in FOREIGN:
        headers = {"Origin": origin.format(port=port)}
        async with client.get(desk.address, headers=headers) as answer:
            assert answer.status == 403, origin
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await client.ws_connect(desk.socket(), headers=headers)
        assert caught.value.status == 403, origin
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await client.ws_connect(desk.socket())
    assert caught.value.status == 403
    assert desk.apps() == []


async def test_another_host_name_is_refused(desk: Desk, client: aiohttp.ClientSession) -> None:
    """A name that was rebound to 127.0.0.1 shows itself in Host."""
    port = desk.origin.rsplit(":", 1)[1]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.2:{port}"):
        async with client.get(desk.address, headers={"Host": host}) as answer:
            assert answer.status == 403, host
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await client.ws_connect(desk.socket(), headers={"Host": host, "Origin": desk.origin})
        assert caught.value.status == 403, host
    async with client.get(desk.address, headers={"Host": f"localhost:{port}"}) as answer:
        assert answer.status == 200


async def test_nothing_is_listed_and_no_other_file_can_be_had(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    for path in (
        "parts", "parts/", "static/", "static/js/textual.js", "download/x",
        "parts/..%2fpage.py", "parts/%2e%2e/page.py", "parts/page.py", "parts//etc/passwd",
    ):  # fmt: skip
        async with client.get(desk.address + path) as answer:
            assert answer.status == 404, path


async def test_it_listens_to_this_machine_alone(desk: Desk) -> None:
    port = int(desk.origin.rsplit(":", 1)[1])
    listening = [
        row.split()[1]
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if row.split()[1].endswith(f":{port:04X}") and row.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{port:04X}"]


async def test_the_token_is_in_no_log(project: Path, client: aiohttp.ClientSession) -> None:
    with opened(project) as desk:
        for path in ("", "?by=Ada", "nothing", "ws/Ada"):
            async with client.get(desk.address + path):
                pass
        async with client.ws_connect(desk.socket(), headers={"Origin": desk.origin}) as socket:
            await drawn(socket, "Claims")
        desk.process.terminate()
        assert desk.process.stdout
        rest = desk.process.stdout.read()
        assert rest == ""
        assert desk.token not in desk.log.read_text()


# what a page may do


async def test_a_verdict_given_through_a_page_carries_the_visitors_name(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    name = "Ada%20%22L%2F%C3%A9%22"
    async with client.ws_connect(desk.socket(name), headers={"Origin": desk.origin}) as socket:
        await drawn(socket, "Claims")
        await socket.send_str('["stdin", "6"]')
        await drawn(socket, "saved")
    workspace = Workspace.open(desk.project)
    (entry,) = workspace.entries()
    assert entry.by == 'Ada "L/é"'
    workspace.close()


async def test_at_most_four_are_in_and_the_place_of_one_who_left_is_free(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    headers = {"Origin": desk.origin}
    sockets = [await client.ws_connect(desk.socket(), headers=headers) for _ in range(4)]
    for _ in range(2):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await client.ws_connect(desk.socket(), headers=headers)
        assert caught.value.status == 503
    assert len(desk.apps()) == 4
    await sockets.pop().close()
    sockets.append(await client.ws_connect(desk.socket(), headers=headers))
    for socket in sockets:
        await drawn(socket, "Claims")
        await socket.close()
    await desk.gone()


def frames(number: int, seed: int) -> Iterator[str | bytes]:
    """Messages that no page of ours sends."""
    pick = random.Random(seed)
    values: tuple[object, ...] = (
        None, True, -1, 0, 1e9, 10**400, "", "x", [], {}, [[]], {"width": -1, "height": -1},
        {"width": 10**400, "height": -(10**400)},
        {"width": 1e9, "height": 1e9}, {"width": "80", "height": None}, {"width": True},
        {"width": [], "height": {}}, {"height": 5}, "\ud800", "\x00" * 99,
    )  # fmt: skip
    kinds = ("resize", "focus", "blur", "ping", "stdin?", "quit", "", 7, None, ["stdin"])
    for _ in range(number):
        match pick.randrange(8):
            case 0:
                yield pick.randbytes(pick.randrange(40))
            case 1:
                yield "".join(pick.choices('[]{}",:0123\\ue', k=pick.randrange(30)))
            case 2:
                yield "[" * pick.randrange(2_000)
            case 3:
                yield json.dumps(pick.choice(values))
            case 4:
                yield '["resize", {"width": NaN, "height": Infinity}]'
            case _:
                extra = [pick.choice(values)] * pick.randrange(2)
                yield json.dumps([pick.choice(kinds), pick.choice(values), *extra])


async def test_ten_thousand_frames_of_nonsense_leave_the_visit_alive(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    """Seed 5. None of it is a key, so nothing was decided either."""
    async with client.ws_connect(desk.socket(), headers={"Origin": desk.origin}) as socket:
        await drawn(socket, "Claims")
        for frame in frames(10_000, 5):
            if isinstance(frame, bytes):
                await socket.send_bytes(frame)
            else:
                await socket.send_str(frame)
        # Pongs to the pings among them come first.
        await socket.send_str('["ping", "the last one"]')
        async with asyncio.timeout(60):
            while True:
                message = await socket.receive()
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT)
                if message.data == '["pong", "the last one"]':
                    break
        assert len(desk.apps()) == 1
    await desk.gone()
    workspace = Workspace.open(desk.project)
    assert workspace.entries() == ()
    workspace.close()


async def test_a_message_of_five_megabytes_ends_that_visit_and_no_other(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    headers = {"Origin": desk.origin}
    async with client.ws_connect(desk.socket(), headers=headers) as other:
        await drawn(other, "Claims")
        async with client.ws_connect(desk.socket(), headers=headers) as socket:
            await drawn(socket, "Claims")
            with suppress(ConnectionError):
                await socket.send_str(json.dumps(["stdin", "5" * 5_000_000]))
            async with asyncio.timeout(20):
                while (message := await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                    pass
            assert message.type is aiohttp.WSMsgType.CLOSE
            assert message.data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        async with asyncio.timeout(PATIENCE):
            while len(desk.apps()) > 1:
                await asyncio.sleep(0.05)
        await answers(other)
        assert len(desk.apps()) == 1
    await desk.gone()
    workspace = Workspace.open(desk.project)
    assert workspace.entries() == ()
    workspace.close()


async def test_a_paste_of_three_megabytes_is_refused_by_the_app(
    desk: Desk, client: aiohttp.ClientSession
) -> None:
    async with client.ws_connect(desk.socket(), headers={"Origin": desk.origin}) as socket:
        await drawn(socket, "Claims")
        await socket.send_str(json.dumps(["stdin", f"\x1b[200~{'5' * 3_000_000}{PASTE_END}"]))
        await drawn(socket, "not pasted")
        await answers(socket)
    workspace = Workspace.open(desk.project)
    assert workspace.entries() == ()
    workspace.close()


def size_in(packet: bytes | None) -> tuple[int, int] | None:
    if packet is None:
        return None
    assert packet[:1] == b"M"
    assert int.from_bytes(packet[1:5], "big") == len(packet) - 5
    told = json.loads(packet[5:])
    assert told["type"] == "resize"
    return told["width"], told["height"]


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (80, 24, (80, 24)),
        (-1, 0, (1, 1)),
        (10**9, 1e9, (500, 500)),
        ("120", "40.7", (120, 40)),
        (10**400, -(10**400), (500, 1)),
        (float("nan"), 24, None),
        (float("inf"), float("-inf"), (500, 1)),
        (True, 24, None),
        (None, 24, None),
        ("wide", 24, None),
        ([], {}, None),
    ],
    ids=lambda value: str(value)[:12],
)
def test_sizes_are_held_between_1_and_500(
    width: object, height: object, size: tuple[int, int] | None
) -> None:
    message = json.dumps(["resize", {"width": width, "height": height}])
    assert size_in(understood(message)) == size


def test_keys_are_passed_on_and_a_long_paste_is_cut_with_its_end_kept() -> None:
    assert understood('["stdin", "é\\ud800"]') == b"D\x00\x00\x00\x03\xc3\xa9?"
    long = understood(json.dumps(["stdin", "\x1b[200~" + "x" * 10**6 + PASTE_END]))
    assert long is not None
    assert len(long) == 5 + KEYS + len(PASTE_END)
    assert long.endswith(b"x\x1b[201~")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=6), inner),
    )
)
def test_no_json_is_taken_for_what_it_is_not(value: object) -> None:
    packet = understood(json.dumps(value))
    assert packet is None or isinstance(value, list)


# nothing is left behind


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


# in a real browser


@pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not os.environ.get("CI"),
    reason="chromium and chromedriver are not installed (Debian: chromium, chromium-driver)",
)
async def test_a_verdict_recorded_in_a_page_is_in_the_ledger(desk: Desk, tmp_path: Path) -> None:
    """Name, terminal, one key: the row is in verdicts.db, under that name."""

    def journey() -> None:
        with chromium(tmp_path / "profile") as page:
            page.open(desk.address)
            # ctrl+a, then the name over the one proposed, then Enter.
            page.type("#by", "\ue009a\ue000Ada\ue007")
            page.wait("return document.body.classList.contains('-first-byte')")
            page.wait("return document.activeElement.className == 'xterm-helper-textarea'")
            until = time.monotonic() + 30
            while not entries():
                # The desk takes keys once it has drawn its claims; an early one is lost.
                assert time.monotonic() < until, "no verdict"
                page.press("6")
                time.sleep(1)
            page.press("q")
            page.wait("return document.body.classList.contains('-closed')")
            told = page.run("return document.querySelector('.closed').innerText")
            assert "All that was saved is kept" in told
            assert "windows can be open" not in told, "that is for one that was not let in"

    def entries() -> list[tuple[str, str]]:
        workspace = Workspace.open(desk.project)
        told = [(type(entry.decision).__name__, entry.by) for entry in workspace.entries()]
        workspace.close()
        return told

    assert entries() == []
    await asyncio.to_thread(journey)
    await desk.gone()
    assert entries()[0] == ("Rated", "Ada")
