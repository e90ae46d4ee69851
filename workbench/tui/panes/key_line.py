"""The keys that matter here, as many as there is room for; the last, help, always."""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget

from workbench.tui.keymap import key_name

if TYPE_CHECKING:
    from textual.screen import Screen


class KeyLine(Widget):
    """One line built from the bindings that are active; a click presses the key.

    Not Textual's `Footer`, which mounts a widget for each key anew whenever the focus moves
    (a third of the time a key took here) and lets what does not fit run off the edge.
    """

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; }"

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []
        """From cell, to cell, key: where each stands on the line."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: "Screen[object]") -> None:
        self.refresh()

    def _shown(self) -> list[tuple[str, str, str]]:
        """Key, its name and the word for each action, the first key of each."""
        shown: dict[str, tuple[str, str, str]] = {}
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if binding.show and active.enabled:
                name = binding.key_display or key_name(key)
                shown.setdefault(binding.action, (key, name, binding.description))
        return list(shown.values())

    def render(self) -> Content:
        keys, room = self._shown(), self.size.width
        while len(keys) > 1 and sum(len(name) + len(word) + 2 for _, name, word in keys) > room:
            del keys[-2 if len(keys) > 2 else -1]
        parts: list[tuple[str, str]] = []
        self._places, at = [], 0
        for key, name, word in keys:
            parts += [(name, "bold $focus"), (f" {word} ", "$quiet")]
            width = len(name) + len(word) + 2
            self._places.append((at, at + width, key))
            at += width
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)
