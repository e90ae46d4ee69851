"""The second reading of `find` and `explain`: by the model of --nli, or of the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from workbench.nli import SecondReader, SecondReading

_Command = TypeVar("_Command", bound=Callable[..., Any])


def read_again(command: _Command) -> _Command:
    """Give a command the options --nli and --no-nli, as `nli` and `no_nli`."""
    folder = click.option(
        "--nli",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="An ONNX model to read again with. [default: nli of settings.toml]",
    )
    none = click.option("--no-nli", is_flag=True, help="No second reading.")
    return folder(none(command))


def second_reader(nli: Path | None, *, no_nli: bool) -> SecondReader | None:
    """The model asked for, or named in the settings; None if there is none.

    Raises:
        InputError: it cannot be used.
    """
    if no_nli:
        return None
    if nli is None:
        from workbench.settings import own_settings

        nli = own_settings().nli
    if nli is None:
        return None
    from workbench.nli import SecondReader, open_folder

    reader = SecondReader(open_folder(nli))
    reader.load()  # so that an error in it is reported before any answer
    return reader


def as_fields(second: SecondReading) -> dict[str, Any]:
    """A second reading as JSON."""
    return {
        "model": second.model,
        "stance": second.stance.value,
        "probability": round(second.probability, 4),
    }
