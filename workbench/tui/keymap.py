"""Which key does what: every binding listed, and a keymap checked before it is used.

A keymap that names an unknown binding, or puts two actions on one key of the same place, is
refused with a message; Textual would ignore the first and drop one action of the second.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from textual.binding import Binding, InvalidBinding
from textual.dom import DOMNode
from textual.keys import Keys, format_key
from textual.screen import Screen

from workbench.errors import InputError
from workbench.safe.visible import line
from workbench.settings import Settings
from workbench.tui import keys
from workbench.tui.marks import glyph

GROUPS = {
    "verdict": "Verdict",
    "mark": "Evidence",
    "evidence": "Evidence",
    "claim": "Claims",
    "filter": "Claims",
    "line": "Evidence",
    "only": "Evidence",
    "entry": "Writing claims",
    "split": "Writing claims",
    "suggested": "Claims",
    "recheck": "Check again",
    "list": "Moving",
    "pane": "Moving",
    "text": "Moving",
    "source": "Source",
    "justify": "Justification",
    "quotes": "Justification",
    "reason": "Verdict",
    "report": "Report",
    "matrix": "Matrix",
    "pairs": "Matrix",
    "grid": "Moving",
    "progress": "Report",
    "help": "Help",
    "jump": "Moving",
    "theme": "Everywhere",
}
"""Headings of lists for people, by the first word of a binding's id."""

_ORDER = (
    "Verdict",
    "Evidence",
    "Claims",
    "Writing claims",
    "Check again",
    "Source",
    "Justification",
    "Report",
    "Matrix",
    "Everywhere",
    "Moving",
    "Help",
)

_NAMES = {
    "enter": glyph("↵"),
    "escape": "esc",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "backspace": "backspace",
    "pageup": "page up",
    "pagedown": "page down",
    "space": "space",
}
_MODIFIERS = frozenset(["ctrl", "alt", "shift", "super", "meta", "hyper"])
_KNOWN = frozenset(each.value for each in Keys)


def key_name(pressed: str) -> str:
    """Keys as a reader knows them: `ctrl+r`, `?`, `j / down`."""
    return " / ".join(map(_name, pressed.split(",")))


def _name(key: str) -> str:
    before, plus, last = key.rpartition("+")
    sign = _NAMES.get(last, format_key(last))
    return f"{before}{plus}{sign if last in _NAMES or len(sign) == 1 else last}"


def grouped(screen: Screen[Any]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The active bindings of a screen by heading: (keys, what they do, the name of the action).

    The rating keys are one entry.
    """
    pressed: dict[str, list[str]] = {}
    does: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not binding.id or not binding.tooltip:
            continue
        name = (
            "verdict.1-9"
            if binding.id[:-1] == "verdict." and binding.id[-1].isdigit()
            else binding.id
        )
        pressed.setdefault(name, []).append(key)
        does[name] = binding.tooltip
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for name, every in pressed.items():
        group = heading(name)
        shown = "1-9" if name == "verdict.1-9" else key_name(",".join(every))
        called = "verdict.1 ... verdict.9" if name == "verdict.1-9" else name
        groups.setdefault(group, []).append((shown, does[name], called))
    return sorted(groups.items(), key=lambda each: _ORDER.index(each[0]))


@cache
def tabled() -> dict[str, int]:
    """The row of each binding in the key tables; Textual lists remapped bindings last."""
    every = (binding.id or "" for bound in keys.PLACES.values() for binding in bindings_of(bound))
    return {name: place for place, name in enumerate(dict.fromkeys(every))}


@cache
def _usual() -> dict[str, str]:
    """The keys of each binding without a keymap."""
    every = (binding for bound in keys.PLACES.values() for binding in bindings_of(bound))
    return {binding.id or "": binding.key for binding in every}


def key_of(binding_id: str, keymap: Mapping[str, str]) -> str:
    """The first key that does this under a keymap, as a reader knows it, for use in a sentence."""
    key = keymap.get(binding_id, _usual()[binding_id]).split(",")[0].strip()
    return key if key == "enter" else key_name(key)


def key_in(node: DOMNode, binding_id: str) -> str:
    """The key that does this in the app of a screen or pane, for use in a sentence."""
    return key_of(binding_id, node.app._keymap)


def rank(binding_id: str) -> int:
    """Where a binding stands in lists for people: verdicts first, moving last."""
    return _ORDER.index(heading(binding_id))


def checked(settings: Settings) -> dict[str, str]:
    """The preset and the keymaps of the settings together, as Textual takes them: id to keys.

    Raises:
        InputError: a preset or an id that does not exist, keys that are no text, or a key that
          would do two things in one place; the message names them.
    """
    if settings.keys not in keys.PRESETS:
        known = ", ".join(keys.PRESETS)
        raise InputError(
            f"{settings.at('keys')}: keys = {line(settings.keys)!r} is no preset; known are {known}"
        )
    wanted = dict(keys.PRESETS[settings.keys])
    known_ids = {binding.id for bound in keys.PLACES.values() for binding in bindings_of(bound)}
    name = "settings"
    for name, table in settings.keymap:
        for action, pressed in table.items():
            at = f"{settings.at(name, action)}: [keymap]"
            if action not in known_ids:
                raise InputError(f"{at} {line(action)!r} is no action; {_nearest(action, pressed)}")
            if not isinstance(pressed, str) or not pressed.strip():
                raise InputError(f'{at} {action}: write the keys as text, like "f5"')
            wanted[action] = ",".join(_keys(pressed, f"{at} {action}"))
    before = {(place, each) for place, clashes in _clashes({}) for each in clashes}
    for place, clashes in _clashes(wanted):
        for key, one, other in clashes:
            if (place, (key, one, other)) not in before:
                named = [each for each in (one, other) if (name, each) in settings.places]
                at = settings.at(name, named[0]) if named else name
                raise InputError(
                    f"{at}: [keymap] the key {key_name(key)!r} would do both {one} and {other} "
                    f"in the {place}; give one of them another key"
                )
    return wanted


def _nearest(action: str, pressed: object) -> str:
    """A hint for an unknown action: what was probably meant, and where all are listed."""
    if isinstance(pressed, dict):
        below = next(iter(pressed), "")
        return f'put all of its name in quotes, like "{line(action)[:60]}.{line(below)[:60]}"'
    near = difflib.get_close_matches(action[:60], tabled(), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}`workbench keys` and `?` name them all"


def _keys(pressed: str, where: str) -> Iterator[str]:
    """Each key by the name that Textual knows it by: `question_mark` for `?`."""
    try:
        every = [each.key for each in Binding.make_bindings([Binding(pressed, "")])]
    except InvalidBinding:
        raise InputError(f"{where}: a key is missing before or after a comma") from None
    for key in every:
        *before, last = key.split("+")
        known = last in _KNOWN or len(last) == 1 or len(format_key(last)) == 1
        if not _MODIFIERS.issuperset(before) or not known:
            raise InputError(
                f'{where}: {line(key)!r} is no key; write it like "f5", "ctrl+e" or "question_mark"'
            )
        yield key


def bindings_of(bound: Iterable[object]) -> Iterator[Binding]:
    """The bindings of a place that have an id."""
    for each in bound:
        if isinstance(each, Binding) and each.id:
            yield each


def _clashes(wanted: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """For each place, the keys that do two things: (key, the nearer one, the one it hides)."""
    for place, bound in keys.PLACES.items():
        taken: dict[str, str] = {}
        clashes = []
        for binding in bindings_of(bound):
            for key in wanted.get(binding.id or "", binding.key).split(","):
                other = taken.setdefault(key.strip(), binding.id or "")
                if other != binding.id:
                    clashes.append((key.strip(), other, binding.id or ""))
        yield place, clashes


def documented() -> str:
    """The key table of the README, in Markdown: every action with its keys, under headings."""
    rows: dict[str, dict[str, tuple[str, str]]] = {}
    for bound in keys.PLACES.values():
        for binding in bindings_of(bound):
            name = binding.id or ""
            rating = name.startswith("verdict.") and name[8:].isdigit()
            if name.partition(".")[0] in (
                "text",
                "grid",
                "help",
                "filter",
                "line",
                "only",
                "reason",
                "jump",
                "theme",
            ):
                continue  # the same keys again; the footer shows them in those places
            shown = "1 ... 9" if rating else key_name(binding.key)
            table = rows.setdefault(heading(name), {})
            table.setdefault("verdict.1" if rating else name, (shown, binding.tooltip))
    lines = ["| Key | What it does |", "| --- | --- |"]
    for title in sorted(rows, key=_ORDER.index):
        lines.append(f"| **{title}** | |")
        lines += [f"| `{shown}` | {does} |" for shown, does in rows[title].values()]
    return "\n".join(lines)


def heading(binding_id: str) -> str:
    """The heading that a binding stands under in lists for people."""
    return GROUPS.get(binding_id.partition(".")[0], "Everywhere")
