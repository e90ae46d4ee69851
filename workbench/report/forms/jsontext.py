r"""JSON as text in which every character can be seen: one that hides is written `\u202e`."""

import json
import re
from typing import Any

from workbench.safe.visible import named

_NAMED = re.compile(r"(?<!\\)((?:\\\\)*)\\u\{([0-9A-F]+)\}")
# An escape of `named`: JSON has no other that is `\u{`, and writes a backslash of the text twice.


def written(value: Any, *, indent: int | None = 2) -> str:
    """The value as JSON, in the order of its keys; any JSON reader gives it back."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Line by line: line ends between the keys are ours.
    return "\n".join(_NAMED.sub(_escaped, named(line)) for line in text.split("\n"))


def _escaped(found: re.Match[str]) -> str:
    return found[1] + json.dumps(chr(int(found[2], 16)))[1:-1]
