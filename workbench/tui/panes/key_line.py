"""The keys that matter here, as many as there is room for, and always help, at the end.

First those that the table of keys shows at every width, then those it shows at wide ones.
"""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget

from workbench.tui.keymap import key_name, tabled

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen


class KeyLine(Widget):
    """One line built from the active bindings; a click presses the key.

    Not Textual's `Footer`, which makes a new widget for each key whenever the focus moves (a
    third of the time a key took here) and cuts off what does not fit.
    """

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []
        """From cell, to cell, key: where each is on the line."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: "Screen[object]") -> None:
        self.refresh()

    def _shown(self) -> list[tuple[str, str, str]]:
        """Key, its name and word for each action; while typing, the first key that works then."""
        into = self.screen.focused
        typing = into is not None and into.check_consume_key("a", "a")
        shown: dict[str, tuple[str, str, str]] = {}
        spare: dict[str, tuple[str, str, str]] = {}
        for key, active in self._as_tabled():
            binding = active.binding
            if not active.enabled or not binding.description:
                continue
            if typing and key != "enter" and len(key_name(key)) == 1:
                continue
            # While typing, the other key of a binding is the one that works.
            usual = None if typing else binding.key_display
            item = (key, usual or key_name(key), binding.description)
            if binding.show:
                shown.setdefault(binding.action, item)
            elif not typing and binding.tooltip and binding.tooltip != binding.description:
                spare.setdefault(binding.action, item)
        help_ = shown.pop("help", None)
        return [*shown.values(), *spare.values(), *([help_] if help_ else [])]

    def _as_tabled(self) -> "list[tuple[str, ActiveBinding]]":
        """The active bindings; those of each place in the order of its table, under any keymap."""
        active = list(self.screen.active_bindings.items())
        places = {
            node: at for at, node in enumerate(dict.fromkeys(each.node for _, each in active))
        }
        order = tabled()
        return sorted(
            active, key=lambda each: (places[each[1].node], order.get(each[1].binding.id or "", 0))
        )

    def render(self) -> Content:
        keys, room = self._shown(), self.content_size.width + 1
        while len(keys) > 1 and sum(len(name) + len(word) + 2 for _, name, word in keys) > room:
            del keys[-2 if len(keys) > 2 else -1]
        parts: list[tuple[str, str]] = []
        self._places, at = [], 0
        for key, name, word in keys:
            parts += [(name, "bold $focus"), (f" {word} ", "$quiet")]
            width = len(name) + len(word) + 2
            self._places.append((at, at + width, key))
            at += width
        return Content.assemble(*parts).rstrip()

    def on_click(self, event: events.Click) -> None:
        at = event.x - self.styles.padding.left
        for start, end, key in self._places:
            if start <= at < end:
                self.app.simulate_key(key)
