"""A page or document of the web, fetched once, kept as it was answered.

The only place that asks the network, and only when a person adds an address. A stranger's address
may lead anywhere: only http and https, no address of this machine or of a private network unless
it is allowed, the same at each of at most five redirects, at most 20 MB.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from workbench.errors import InputError
from workbench.safe.visible import line

MOST = 20 * 2**20
"""Bytes of an answer."""
REDIRECTS = 5
PATIENCE = 30.0
"""Seconds for an answer, and for all of it."""
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
"""What the reader of web archives reads."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    """The address that answered, after redirects."""
    at: str
    """When, UTC, ISO 8601 with seconds and `Z`."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    kind: str
    """Its media type, such as `text/html`; empty where none was said."""

    @property
    def name(self) -> str:
        """A name for a file, from the address, without suffix."""
        parts = urlsplit(self.url)
        words = re.sub(r"[^\w-]+", "-", f"{parts.hostname}{parts.path}").strip("-")
        return words[:80].rstrip("-") or "page"

    @property
    def archived(self) -> bytes:
        """The answer as a web archive of one record (WARC 1.1), its headers and date kept."""
        skip = ("transfer-encoding", "content-encoding", "content-length")
        kept = [(k, v) for k, v in self.headers if k.lower() not in skip]
        kept.append(("Content-Length", str(len(self.body))))
        head = "HTTP/1.1 200 OK\r\n" + "".join(f"{k}: {v}\r\n" for k, v in kept) + "\r\n"
        answer = head.encode("latin-1", "replace") + self.body
        record = (
            "WARC/1.1\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: {self.url}\r\nWARC-Date: {self.at}\r\n"
            f"WARC-Record-ID: <urn:uuid:{_uuid(answer)}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        return record.encode() + answer + b"\r\n\r\n"


def _uuid(answer: bytes) -> str:
    from hashlib import sha256
    from uuid import UUID

    return str(UUID(bytes=sha256(answer).digest()[:16], version=4))


def is_address(text: str) -> bool:
    """Whether a text is meant as an address of the web."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", text) is not None


def fetch(url: str, *, private: bool = False) -> Fetched:
    """What an address answers; with `private` also one of this machine or a private network.

    Raises:
        InputError: it cannot or must not be fetched, in one line.
    """
    end = time.monotonic() + PATIENCE
    first = url
    for _ in range(REDIRECTS + 1):
        answer = _ask(url, end, private=private, said=first)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise InputError(f"{line(first)}: more than {REDIRECTS} redirects")


def _ask(url: str, end: float, *, private: bool, said: str) -> "Fetched | str":
    """The answer, or the address that it leads to."""
    where = line(said)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError(f"{where}: not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{where}: only addresses with http:// or https:// are fetched")
    if parts.username or parts.password:
        raise InputError(f"{where}: an address with a name or password in it is not fetched")
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        connection = _connect(parts.hostname, port, secure=parts.scheme == "https", private=private)
    except (OSError, UnicodeError) as error:
        told = getattr(error, "strerror", None) or error
        raise InputError(f"{where}: no answer: {line(str(told))}") from None
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    late = threading.Timer(max(end - time.monotonic(), 0), _hang_up, [connection.sock])
    late.daemon = True
    late.start()
    try:
        connection.request(
            "GET", target, headers={"User-Agent": "workbench", "Accept-Encoding": "identity"}
        )
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != 200:
            raise InputError(f"{where}: answered {response.status} {line(response.reason)}")
        body = b""
        while part := response.read1(2**16):
            body += part
            if len(body) > MOST:
                raise InputError(f"{where}: larger than {MOST // 2**20} MB")
        if time.monotonic() >= end:
            raise InputError(f"{where}: takes longer than {PATIENCE:g} s")
        if response.length:
            raise InputError(f"{where}: the answer broke off; try again")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(f"{where}: no answer: {line(str(error))[:200]}") from None
    finally:
        late.cancel()
        connection.close()
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise InputError(f"{where}: answered packed, though asked not to; save the page by hand")
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    headers = tuple((line(k), line(v)) for k, v in response.headers.items())
    kind = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return Fetched(_plain(url), at, headers, body, kind)


def _hang_up(sock: socket.socket) -> None:
    """End what drips in byte by byte: a timeout of the socket begins again at each."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _plain(url: str) -> str:
    """The address without its fragment, nothing in it that ends a line."""
    return re.sub(r"[\x00-\x20\x7f]+", "%20", urlsplit(url)._replace(fragment="").geturl())


def _connect(host: str, port: int, *, secure: bool, private: bool) -> http.client.HTTPConnection:
    """A connection to an address that was looked at: a name is looked up once, not again later."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    wanted = [each for each in found if private or _public(str(each[4][0]))]
    if not wanted:
        raise OSError(0, "an address of this machine or a private network; --private allows it")
    sock = _open(wanted)
    if secure:
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except BaseException:
            sock.close()
            raise
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    connection.sock = sock
    return connection


def _open(found: Sequence[tuple[Any, ...]]) -> socket.socket:
    trouble: OSError = OSError(0, "no address")
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(PATIENCE)
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            trouble = error
        else:
            return sock
    raise trouble


def _public(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inside = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inside is None or inside.is_global)
