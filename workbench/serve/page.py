"""The pages of the desk in a browser, and their addresses.

/TOKEN/             asks for the name, unless it is known
/TOKEN/?by=Ada      the terminal
/TOKEN/ws/Ada       its connection to the app
/TOKEN/parts/NAME   the four files that the pages load; they are not listed
"""

import html
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from workbench.safe.visible import line
from workbench.serve.door import Door
from workbench.serve.visit import Full, Visits

NAME = 80
"""Longest name of a reviewer in characters."""

_DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
{head}
<link rel="stylesheet" href="parts/page.css">
</head>
<body>
{body}
</body>
</html>
"""
_ASK = """<main class="card">
<h1>{title}</h1>
<form action="" method="get">
<label for="by">Your name, as it is shown with your verdicts</label>
<input id="by" name="by" value="{reviewer}" maxlength="{most}" required autofocus>
<button>Open the desk</button>
</form>
</main>"""
_TERMINAL_HEAD = """<link rel="stylesheet" href="parts/xterm.css">
<script src="parts/textual.js"></script>
<script src="parts/page.js"></script>"""
_TERMINAL = """<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}"
 data-font-size="16"></div>
<div class="closed"><main class="card">
<h1>{title}</h1>
<p class="ended">The desk is closed here. Everything saved is kept.</p>
<p class="refused">The desk did not open. At most {most} windows can be open at once; there may be
too many open elsewhere.</p>
<a href="">Open it again</a>
</main></div>"""


def application(
    root: Path, door: Door, *, title: str, by: str | None, reviewer: str
) -> web.Application:
    """The web application for the project in `root`, which is called `title`.

    `by` is the name for every visitor, `reviewer` the name proposed when it is asked for.

    Raises:
        ImportError: textual-serve, which brings the terminal's script, is not installed.
    """
    parts = _parts()
    visits = Visits(root)
    title = line(title)

    async def index(request: web.Request) -> web.Response:
        name = by or _name(request.query.get("by", ""))
        if not name:
            body = _ASK.format(
                title=html.escape(title), reviewer=html.escape(line(reviewer)[:NAME]), most=NAME
            )
            return _page(title, "", body)
        host = html.escape(f"ws://{request.host}{door_path}/ws/{quote(name, safe='')}")
        body = _TERMINAL.format(title=html.escape(title), socket=host, most=visits.most)
        return _page(title, _TERMINAL_HEAD, body)

    async def part(request: web.Request) -> web.Response:
        found = parts.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        path, kind = found
        return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8")

    async def socket(request: web.Request) -> web.StreamResponse:
        name = by or _name(request.match_info["by"])
        if not name:
            raise web.HTTPBadRequest
        try:
            async with visits.place():
                return await visits.hold(request, name)
        except Full:
            raise web.HTTPServiceUnavailable from None

    door_path = f"/{door.token}"
    app = web.Application(middlewares=[door.keeper])
    app.router.add_get(f"{door_path}/", index)
    app.router.add_get(f"{door_path}/parts/{{name}}", part)
    app.router.add_get(f"{door_path}/ws/{{by}}", socket)
    app.on_response_prepare.append(door.label)
    app.on_shutdown.append(visits.end_all)
    return app


def _page(title: str, head: str, body: str) -> web.Response:
    text = _DOCUMENT.format(title=html.escape(title), head=head, body=body)
    return web.Response(text=text, content_type="text/html")


def _name(given: str) -> str:
    """A visitor's name: one line without hidden characters."""
    return line(" ".join(given.split()))[:NAME].strip()


def _parts() -> dict[str, tuple[Path, str]]:
    """The files that the pages load, by name. Finding them runs no code of the packages."""
    found = find_spec("textual_serve")
    if found is None or not found.submodule_search_locations:
        raise ImportError("no textual_serve", name="textual_serve")
    static = Path(found.submodule_search_locations[0], "static")
    own = Path(str(files("workbench.serve")))
    return {
        "textual.js": (static / "js" / "textual.js", "text/javascript"),
        "xterm.css": (static / "css" / "xterm.css", "text/css"),
        "page.js": (own / "page.js", "text/javascript"),
        "page.css": (own / "page.css", "text/css"),
    }
