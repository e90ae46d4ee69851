"""Let go of closed widgets that Textual 8.2.8 keeps in memory.

Textual keeps every widget that watches the app until the theme changes, such as a text area with
all that was typed; and what the last 1,024 of them showed, in a cache meant for their colours.

Twenty places opened and left kept 8 MB and 60,000 objects at 120 by 40 cells.
"""

from typing import Any

from textual._styles_cache import StylesCache
from textual.app import App


def forget_closed(app: App[Any]) -> None:
    """Drop what is kept of widgets that are closed."""
    from textual.widgets import DataTable  # here, or the first frame would wait for it

    watched: dict[str, list[tuple[Any, ...]]] = getattr(app, "__watchers", {})
    for watchers in watched.values():
        watchers[:] = [each for each in watchers if not each[0]._closing]
    for cached in (StylesCache.get_inner_outer, DataTable._get_styles_to_render_cell):
        cached.cache_clear()
