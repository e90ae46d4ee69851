"""The report as JSON: everything that is known of it, with its own hash as the last key."""

import json
from typing import Any

import msgspec

from workbench.errors import InputError
from workbench.report.forms.jsontext import written
from workbench.report.record import SCHEMA, Record, of_builtins
from workbench.report.seal import digest


def write(record: Record) -> str:
    """The record in JSON. `sha256` is that of the same JSON without this last key."""
    held = record.builtins()
    return written({**held, "sha256": digest(written(held))}) + "\n"


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
        return of_builtins(held), seal == digest(written(held))
    except (ValueError, RecursionError, msgspec.ValidationError):
        raise InputError(f"no report of workbench in JSON ({SCHEMA})") from None
