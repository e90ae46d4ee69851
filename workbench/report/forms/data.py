"""The report as JSON: everything that is known of it, with its own hash as the last key.

The hash is that of the same JSON without that key, in ASCII and without blanks: what
`json.dumps(report, separators=(",", ":"))` of Python gives.
"""

import json
from hashlib import sha256
from typing import Any

import msgspec

from workbench.errors import InputError
from workbench.report.forms.jsontext import written
from workbench.report.record import SCHEMA, Record, of_builtins


def write(record: Record) -> str:
    """The record in JSON with its hash."""
    held = record.builtins()
    return written({**held, "sha256": _digest(held)}) + "\n"


def read(text: str) -> tuple[Record, bool]:
    """The record that a JSON report holds, and whether its hash fits.

    Raises:
        InputError: it is no JSON report of ours.
    """
    try:
        held: Any = json.loads(text)
        seal = held.pop("sha256", None) if isinstance(held, dict) else None
        if not isinstance(held, dict) or held.get("schema") != SCHEMA:
            raise InputError(f"no report of workbench in JSON ({SCHEMA})")
        return of_builtins(held), seal == _digest(held)
    except (ValueError, RecursionError, msgspec.ValidationError):
        raise InputError(f"no report of workbench in JSON ({SCHEMA})") from None


def _digest(held: dict[str, Any]) -> str:
    return sha256(json.dumps(held, separators=(",", ":")).encode("ascii")).hexdigest()
