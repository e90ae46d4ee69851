"""Every action by the name that a keymap knows it by, with its keys and what it does."""

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
    """What it is about: the heading that it stands under."""


def actions(keymap: Mapping[str, str]) -> tuple[Action, ...]:
    """All of them under a keymap, by heading, each once."""
    found: dict[str, Action] = {}
    for bound in keys.PLACES.values():
        for binding in bindings_of(bound):
            name = binding.id or ""
            pressed = keymap.get(name, binding.key)
            found.setdefault(name, Action(name, pressed, binding.tooltip, heading(name)))
    return tuple(sorted(found.values(), key=lambda each: rank(each.name)))
