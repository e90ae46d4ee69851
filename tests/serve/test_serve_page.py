"""What a page may do: keys, sizes and pastes in their limits, under the visitor's name."""

import asyncio
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from browser import CHROMIUM, DRIVER, chromium
from hypothesis import given
from hypothesis import strategies as st
from serving import PATIENCE, Desk, answers, drawn

from workbench.serve.visit import KEYS, PASTE_END, understood
from workbench.workspace import Workspace

pytestmark = pytest.mark.usefixtures("loopback")


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
            assert "Everything saved is kept" in told
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
