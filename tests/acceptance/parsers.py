"""Parsers that do what a broken or tricked one would: the reader must not be hurt by any."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from workbench.corpus.readers.document import Contents, Unreadable

SECRET = Path(__file__).parents[2] / "claims.toml"
"""A file that no parser has any business with."""


def obey(data: bytes) -> Contents:
    """Do what the document says."""
    match data.decode():
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(600)
        case "swell":
            heap = []
            while True:
                heap.append(bytearray(10_000_000))
        case "inflate":
            return Contents(text="x" * 70_000_000)
        case "crash":
            signal.raise_signal(signal.SIGSEGV)
        case "exit":
            os._exit(3)
        case "leave":
            os._exit(0)
        case "raise":
            raise RuntimeError("\x1b]0;x\x07")
        case "recurse":
            return obey_again(data)
        case "refuse":
            raise Unreadable("not one of ours")
        case "surrogate":
            return Contents(text="a\ud800")
        case "print":
            print("\0" * 100_000, flush=True)
            os.write(1, b"\xff" * 100)
        case "socket":
            socket.create_connection(("127.0.0.1", 9))
        case "resolve":
            socket.getaddrinfo("localhost", 80)
        case "read":
            return Contents(text=SECRET.read_text())
        case "read by number":
            return Contents(text=os.read(os.open(SECRET, os.O_RDONLY), 100).decode())
        case "write":
            Path(f"/tmp/written-{os.getpid()}").write_text("x")
        case "run":
            subprocess.run(["true"], check=False)
        case "fork":
            os.fork()
        case "environment":
            return Contents(text=" ".join(sorted(os.environ)))
        case "codec":
            return Contents(text="ありがとう".encode("cp932").decode("cp932"))
    return Contents(text=data.decode(), title=sys.executable and "T")


def obey_again(data: bytes) -> Contents:
    return obey_again(data)


def otherwise(data: bytes) -> Contents:
    """Another reader of web pages."""
    from workbench.corpus.readers.html import scanned, source_of

    found = scanned(source_of(data)[0])
    return replace(found, text="Otherwise. " + found.text)
