"""Who may come in: a request to this machine's own address, with the token, from our own page.

A page of the web that the checker happens to visit can send requests to 127.0.0.1 too, and by
rebinding a name even under another host's. It can neither know the token nor set Host or Origin,
so each of them is asked for (RFC 6455, section 10.2; CWE-1385, CWE-350).
"""

import secrets
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


@dataclass(frozen=True, slots=True)
class Door:
    """What a request must show."""

    port: int
    token: str = field(repr=False)

    @classmethod
    def made(cls, port: int) -> "Door":
        """A door with a new token of 256 bits."""
        return cls(port, secrets.token_urlsafe(32))

    @property
    def address(self) -> str:
        """The address to open, token and all."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The values of Host that are ours."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def refusal(self, request: web.BaseRequest) -> str | None:
        """Why a request is turned away, in a sentence; None where it may come in."""
        if request.headers.getall("Host", []) not in [[host] for host in self.hosts]:
            return "This desk answers only under its own address."
        origins = request.headers.getall("Origin", [])
        ours = [[f"http://{host}"] for host in self.hosts]
        upgrade = "upgrade" in request.headers.get("Connection", "").lower()
        if origins not in ours and (origins or upgrade):
            return "Another page has no business here."
        given = request.path.split("/")[1]
        if not secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode()):
            return "The address lacks its secret; copy it whole from where the desk was opened."
        return None

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says to the browser: nothing from elsewhere, in nobody's frame."""
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
            # The address holds the token: no other page is told where a visitor came from.
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Server": "workbench",
        }

    @property
    def keeper(self) -> Middleware:
        """The middleware that asks every request, for whatever path."""

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
        """Put the headers on an answer before it leaves."""
        response.headers.update(self.headers)
