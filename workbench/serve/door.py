"""Who may come in: requests to this machine's own address, with the token, from our own page.

Any web page that the checker visits can send requests to 127.0.0.1 too, and by DNS rebinding even
under another host name. But it cannot know the token and cannot set Host or Origin, so all three
are checked (RFC 6455, section 10.2; CWE-1385, CWE-350).
"""

import secrets
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


@dataclass(frozen=True, slots=True)
class Door:
    """What a request must have."""

    port: int
    token: str = field(repr=False)

    @classmethod
    def made(cls, port: int) -> "Door":
        """A door with a new token of 256 bits."""
        return cls(port, secrets.token_urlsafe(32))

    @property
    def address(self) -> str:
        """The address to open, including the token."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The values of Host that are allowed."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def refusal(self, request: web.BaseRequest) -> str | None:
        """A sentence that says why a request is refused; None if it may come in."""
        if request.headers.getall("Host", []) not in [[host] for host in self.hosts]:
            return "This desk answers only under its own address."
        origins = request.headers.getall("Origin", [])
        ours = [[f"http://{host}"] for host in self.hosts]
        upgrade = "upgrade" in request.headers.get("Connection", "").lower()
        if origins not in ours and (origins or upgrade):
            return "Other pages are not allowed here."
        given = request.path.split("/")[1]
        if not secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode()):
            return "The secret is missing in the address; copy the whole address that was printed."
        return None

    @property
    def headers(self) -> dict[str, str]:
        """Headers of every answer: nothing is loaded from elsewhere, no other page may frame it."""
        sockets = " ".join(f"ws://{host}" for host in self.hosts)
        policy = (
            f"default-src 'none'; script-src 'self'; connect-src {sockets}; img-src 'self' data:; "
            # The terminal's script writes its own style elements.
            "style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
            "base-uri 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            # The address contains the token, so it must not be sent to other pages.
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Server": "workbench",
        }

    @property
    def keeper(self) -> Middleware:
        """The middleware that checks every request."""

        @web.middleware
        async def keep(request: web.Request, handler: Handler) -> web.StreamResponse:
            refusal = self.refusal(request)
            if refusal is not None:
                return web.Response(status=403, text=refusal)
            try:
                return await handler(request)
            except web.HTTPException as error:
                return web.Response(status=error.status, text=error.reason)

        return keep

    async def label(self, request: web.Request, response: web.StreamResponse) -> None:
        """Add the headers to an answer before it is sent."""
        response.headers.update(self.headers)
