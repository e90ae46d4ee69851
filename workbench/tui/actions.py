"""Every action under the name that a keymap uses, with its keys and what it does."""

from collections.abc import Mapping
from typing import NamedTuple

from workbench.tui import keys
from workbench.tui.keymap import bindings_of, heading, rank


class Action(NamedTuple):
    """Something that a key does."""

    name: str
    """As `[keymap]` writes it."""
    keys: str
    """As `[keymap]` writes them, with commas between."""
    does: str
    group: str
    """The heading of lists that it stands under."""


def actions(keymap: Mapping[str, str]) -> tuple[Action, ...]:
    """All actions under a keymap, in the order of the headings, each once."""
    found: dict[str, Action] = {}
    for bound in keys.PLACES.values():
        for binding in bindings_of(bound):
            name = binding.id or ""
            pressed = keymap.get(name, binding.key)
            found.setdefault(name, Action(name, pressed, binding.tooltip, heading(name)))
    return tuple(sorted(found.values(), key=lambda each: rank(each.name)))
