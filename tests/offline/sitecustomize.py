"""No test reaches the network: Python imports this at its start, in every process of the suite.

Connecting, binding and looking up a name raise, for the program as for the tests. A test that
serves pages asks for the fixture `loopback`, and may then use this machine's own address.
"""

import os
import sys

LOOPBACK = "WORKBENCH_TEST_LOOPBACK"
"""Set in the environment where a server on this machine is part of the test."""
_ASKS = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
}  # fmt: skip
_HERE = ("127.", "::1", "localhost")


def refuse(event: str, given: tuple[object, ...]) -> None:
    """An audit hook: it sees what C code of Python's own library does too."""
    if event not in _ASKS:
        return
    address = given[0] if event.startswith("socket.get") else given[1]
    if isinstance(address, str | bytes) and not event.startswith("socket.get"):
        return  # a socket of this machine's file system
    host = address[0] if isinstance(address, tuple) else address
    if os.environ.get(LOOPBACK) and str(host).startswith(_HERE):
        return
    raise ConnectionRefusedError(f"{event} to {host!r}: no test reaches the network")


sys.addaudithook(refuse)
