"""Which key does what: every binding listed, a keymap checked before it is used.

A keymap that names an unknown binding, or puts two actions on one key of the same place, is
refused by name; Textual itself would ignore the one and lose the other without a word.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from workbench.errors import InputError
from workbench.tui.marks import glyph

GROUPS = {
    "verdict": "Verdict",
    "mark": "Passage",
    "evidence": "Passage",
    "claim": "Claims",
    "list": "Moving",
    "pane": "Moving",
    "text": "Moving",
}
"""Headings of the help by the first word of a binding's id; others stand under their own word."""

_ORDER = ("Verdict", "Passage", "Claims", "Everywhere", "Moving")

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "enter": glyph("↵"),
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "space": "space",
    "tab": "tab",
}


def key_name(keys: str) -> str:
    """Keys as a reader knows them: `ctrl+r`, `?`, `j / down`."""
    return " / ".join(_NAMES.get(key, key) for key in keys.split(","))


@dataclass(frozen=True, slots=True)
class Keyed:
    """One action and the keys it has."""

    id: str
    keys: str
    """Comma-separated, as Textual writes them."""
    description: str
    tooltip: str
    place: str
    """Name of the class that binds it."""


def declared(classes: Iterable[type[DOMNode]]) -> Iterator[Keyed]:
    """Every binding that our own classes declare, in the order of the source."""
    for cls in classes:
        for binding in cls.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                yield Keyed(
                    binding.id, binding.key, binding.description, binding.tooltip, cls.__name__
                )


def grouped(screen: Screen[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The active bindings of a screen as (heading, [(keys, what they do)]), ratings as one line."""
    keys: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not binding.id or not binding.tooltip:
            continue
        name = (
            "verdict.1-9"
            if binding.id[:-1] == "verdict." and binding.id[-1].isdigit()
            else binding.id
        )
        keys.setdefault(name, []).append(key)
        told[name] = binding.tooltip
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, pressed in keys.items():
        heading = GROUPS.get(name.partition(".")[0], "Everywhere")
        shown = "1-9" if name == "verdict.1-9" else key_name(",".join(pressed))
        groups.setdefault(heading, []).append((shown, told[name]))
    return sorted(groups.items(), key=lambda each: _ORDER.index(each[0]))


def rank(binding_id: str) -> int:
    """Where a binding stands in lists for people: verdicts first, moving last."""
    return _ORDER.index(GROUPS.get(binding_id.partition(".")[0], "Everywhere"))


def checked(
    keymap: Mapping[str, object], bindings: Iterable[Keyed], *, name: str
) -> dict[str, str]:
    """The keymap as Textual takes it.

    Raises:
        InputError: an id that no binding has, keys that are no text, or two actions of one
            place on the same key; the message names them.
    """
    known: dict[str, list[Keyed]] = {}
    for keyed in bindings:
        known.setdefault(keyed.id, []).append(keyed)
    for wanted, keys in keymap.items():
        if wanted not in known:
            raise InputError(
                f"{name}: [keymap] {wanted!r} is no action; `workbench keys` lists them"
            )
        if not isinstance(keys, str) or not keys.strip():
            raise InputError(f'{name}: [keymap] {wanted}: give the keys as text, such as "f5"')
    new = {wanted: str(keys) for wanted, keys in keymap.items()}
    taken: dict[tuple[str, str], str] = {}
    for keyed in (each for same in known.values() for each in same):
        for key in new.get(keyed.id, keyed.keys).split(","):
            other = taken.setdefault((keyed.place, key.strip()), keyed.id)
            if other != keyed.id:
                raise InputError(
                    f"{name}: [keymap] key {key.strip()!r} would do both {other} and {keyed.id}; "
                    "give one of them another key"
                )
    return new
