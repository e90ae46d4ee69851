"""The suite runs without a network, and would notice if something asked for one."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

ASKS = (
    "socket.create_connection(('192.0.2.1', 80), 1)",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "socket.socket().bind(('127.0.0.1', 0))",
    "socket.socket().connect(('127.0.0.1', 9))",
    "socket.getaddrinfo('example.org', 80)",
    "socket.gethostbyname('example.org')",
)


@pytest.mark.parametrize("ask", ASKS)
def test_the_network_is_refused_here_and_in_every_child(ask: str) -> None:
    with pytest.raises(ConnectionRefusedError, match="no test reaches the network"):
        exec(ask.replace("socket.socket(", "held("), {"socket": socket, "held": held})
    done = subprocess.run(
        [sys.executable, "-c", f"import socket; {ask}"], capture_output=True, text=True, check=False
    )
    assert "no test reaches the network" in done.stderr


opened: list[socket.socket] = []


def held(*given: int) -> socket.socket:
    opened.append(socket.socket(*given))
    return opened[-1]


@pytest.fixture(autouse=True)
def closed() -> object:
    yield
    while opened:
        opened.pop().close()


def test_a_test_that_serves_may_use_this_machine_and_nothing_else(loopback: None) -> None:
    with socket.socket() as server, socket.socket() as visitor:
        server.bind(("127.0.0.1", 0))
        server.listen()
        visitor.connect(server.getsockname())
        with pytest.raises(ConnectionRefusedError):
            visitor.connect(("192.0.2.1", 80))
        with pytest.raises(ConnectionRefusedError):
            socket.getaddrinfo("example.org", 80)


def test_the_app_behind_a_terminal_is_cut_off_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(HERE / "acceptance"))
    from terminal import Terminal

    ask = "import socket; socket.getaddrinfo('example.org', 80)"
    with Terminal(tmp_path, program=("-c", ask)) as app:
        app.wait("no test reaches the network")


def test_no_test_takes_the_refusal_from_its_children() -> None:
    """It comes by PYTHONPATH: who sets that keeps what is there."""
    for path in HERE.rglob("*.py"):
        for row in path.read_text(encoding="utf-8").splitlines():
            if '"PYTHONPATH": ' in row and path != Path(__file__):
                assert "os.environ['PYTHONPATH']" in row, (path, row)
