"""Settings of a person and of a project: `[keymap]`, `theme`, `preset`. Read, never written.

The platform's configuration folder first (`settings.toml` of `workbench`), then
`workbench.toml` beside claims.toml; what the project says wins.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.safe.visible import line

PROJECT = "workbench.toml"
KNOWN = ("theme", "keys", "keymap", "nli")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set, and where each word came from."""

    theme: str | None = None
    keys: str = "default"
    """Name of a preset of keys."""
    keymap: tuple[tuple[str, dict[str, Any]], ...] = ()
    """The `[keymap]` tables with the file each stands in, the stronger one last."""
    nli: Path | None = None
    """Folder of a model for second readings, as the person's own file names it."""
    files: tuple[Path, ...] = field(default=())
    """The files that were read."""


def places(root: Path) -> tuple[Path, ...]:
    """Where settings may stand, the stronger one last."""
    from platformdirs import user_config_path

    return (user_config_path("workbench") / "settings.toml", root / PROJECT)


def read_settings(root: Path) -> Settings:
    """The settings of this person in this project; without files, the defaults.

    Raises:
        InputError: a file is no TOML, or has a key or value that is not known, in one line.
    """
    return _read(places(root))


def own_settings() -> Settings:
    """The settings of this person, whatever the project.

    Raises:
        InputError: as `read_settings`.
    """
    return _read(places(Path())[:1])


def _read(paths: tuple[Path, ...]) -> Settings:
    settings = Settings()
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as failure:
            raise InputError(f"{line(str(path))}: cannot be read: {line(str(failure))}") from None
        settings = _add(settings, path, text)
    return settings


def _add(settings: Settings, path: Path, text: str) -> Settings:
    import tomli

    name = line(path.name)
    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as failure:
        raise InputError(f"{name}: {line(str(failure))}") from None
    for key in table:
        if key not in KNOWN:
            raise InputError(f"{name}: {line(key)!r} is no setting; known are {', '.join(KNOWN)}")
    theme, preset = table.get("theme", settings.theme), table.get("keys", settings.keys)
    keymap = table.get("keymap", {})
    if not isinstance(keymap, dict):
        raise InputError(f'{name}: [keymap] must be a table such as `"verdict.undo" = "f5"`')
    for what, value in (("theme", theme), ("keys", preset)):
        if value is not None and not isinstance(value, str):
            raise InputError(f"{name}: {what} must be a name between quotation marks")
    return Settings(
        theme=theme,
        keys=preset,
        nli=_nli(table, path) or settings.nli,
        keymap=(*settings.keymap, (name, keymap)) if keymap else settings.keymap,
        files=(*settings.files, path),
    )


def _nli(table: dict[str, Any], path: Path) -> Path | None:
    """The folder that `nli` names, counted from the file it stands in."""
    if "nli" not in table:
        return None
    given = table["nli"]
    if path.name == PROJECT:
        # A project may come from anyone, and a model is read by a library written in C++.
        raise InputError(
            f"{PROJECT}: nli is not for a project to name; put it into your own settings.toml"
        )
    if not isinstance(given, str) or not given.strip():
        raise InputError(f"{line(path.name)}: nli must be a folder between quotation marks")
    return path.parent / Path(given).expanduser()
