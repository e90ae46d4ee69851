"""Who may come in, and what can be had without the app."""

import re
from pathlib import Path

import aiohttp
import pytest
from serving import Desk, drawn, opened

pytestmark = pytest.mark.usefixtures("loopback")


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


async def test_a_project_that_came_from_someone_else_brings_no_code(
    project: Path, client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Served from its own folder, where a module by the name of one of ours lies in wait."""
    ran = project / "ran"
    for name in ("textual", "msgspec", "workbench"):
        (project / name).mkdir()
        (project / name / "__init__.py").write_text(f"open({str(ran)!r}, 'w').close()")
    monkeypatch.chdir(project)
    with opened(project) as desk:
        async with client.ws_connect(desk.socket(), headers={"Origin": desk.origin}) as socket:
            await drawn(socket, "Claims")
    assert not ran.exists()
