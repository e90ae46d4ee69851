"""Settings of a person and of a project: `[keymap]`, `theme`, `preset`. Read, never written.

First the one in the platform's configuration folder (`settings.toml` of `workbench`), then
`workbench.toml` next to claims.toml; the project's settings win.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.places import Key
from workbench.safe.plainfile import read_plain
from workbench.safe.tomlfile import tables_of, text_of
from workbench.safe.visible import line

PROJECT = "workbench.toml"
REVIEWER = 200
"""Longest name of a reviewer, as the ledger takes it."""
KNOWN = ("theme", "keys", "keymap", "nli", "reviewer")
LARGEST = 1_000_000
"""Most bytes of a settings file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set, and in which place of which file."""

    theme: str | None = None
    keys: str = "default"
    """Name of a preset of keys."""
    keymap: tuple[tuple[str, dict[str, Any]], ...] = ()
    """The `[keymap]` tables, each with the name of its file; later ones win."""
    nli: Path | None = None
    """Folder of a model for second readings, set in the person's own file."""
    reviewer: str | None = None
    """The name for this person's decisions, set in her own file."""
    files: tuple[Path, ...] = field(default=())
    """The files that were read."""
    places: Mapping[tuple[str, ...], str] = field(default_factory=dict, compare=False)
    """`FILE:LINE:COLUMN` of each (setting,), and of each (file, action) of a keymap."""

    def at(self, *key: str) -> str:
        """Where this was set, to begin an error with; the file, or "settings", if unknown."""
        return self.places.get(key, key[0] if len(key) > 1 else "settings")


def places(root: Path) -> tuple[Path, ...]:
    """The files that may have settings; later ones win."""
    from platformdirs import user_config_path

    return (user_config_path("workbench") / "settings.toml", root / PROJECT)


def read_settings(root: Path) -> Settings:
    """The settings of this person in this project; without files, the defaults.

    Raises:
        InputError: a file is no TOML, or has an unknown key or value; in one line.
    """
    return _read(places(root))


def own_settings() -> Settings:
    """The settings of this person, the same for every project.

    Raises:
        InputError: as `read_settings`.
    """
    return _read(places(Path())[:1])


def _read(paths: tuple[Path, ...]) -> Settings:
    settings = Settings()
    for path in paths:
        try:
            raw = _bytes(path)
        except FileNotFoundError:
            continue
        except own.NotOwn as failure:
            raise InputError(str(failure.strerror)) from None
        except OSError as failure:
            raise InputError(f"{line(str(path))}: cannot be read: {failure.strerror}") from None
        if len(raw) > LARGEST:
            raise InputError(f"{line(str(path))}: larger than {LARGEST:,} bytes; shorten it")
        settings = _add(settings, path, text_of(raw, name=path.name))
    return settings


def _bytes(path: Path) -> bytes:
    """At most `LARGEST` + 1 bytes of a file; a person's own file may be a link, a project's not."""
    if path.name == PROJECT:
        return own.read(path.parent, path.name, most=LARGEST + 1)
    return read_plain(path.resolve(), most=LARGEST)


def _add(settings: Settings, path: Path, text: str) -> Settings:
    name = line(path.name)
    table, places = tables_of(text.replace("\r\n", "\n"), name=name)

    def wrong(key: str, what: str) -> InputError:
        return InputError(places.say(name, (key,), what))

    for key in table:
        if key not in KNOWN:
            raise wrong(key, f"{key[:60]!r} is no setting; known are {', '.join(KNOWN)}")
    theme, preset = table.get("theme", settings.theme), table.get("keys", settings.keys)
    keymap = table.get("keymap", {})
    if not isinstance(keymap, dict):
        raise wrong("keymap", '[keymap] must be a table such as `"verdict.undo" = "f5"`')
    for what, value in (("theme", theme), ("keys", preset)):
        if value is not None and not isinstance(value, str):
            raise wrong(what, f"{what} must be a name between quotation marks")
    given: dict[tuple[str, ...], Key] = {(key,): (key,) for key in table}
    given |= {(name, action): ("keymap", action) for action in keymap}
    stand = {key: ":".join(map(str, (name, *places.of(at)))) for key, at in given.items()}
    return Settings(
        theme=theme,
        keys=preset,
        nli=_nli(table, path, wrong) or settings.nli,
        reviewer=_reviewer(table, path, wrong) or settings.reviewer,
        keymap=(*settings.keymap, (name, keymap)) if keymap else settings.keymap,
        files=(*settings.files, path),
        places={**settings.places, **stand},
    )


def _reviewer(
    table: dict[str, Any], path: Path, wrong: Callable[[str, str], InputError]
) -> str | None:
    """The name that `reviewer` gives."""
    given = table.get("reviewer")
    if given is None:
        return None
    if path.name == PROJECT:
        # Several people share a project's files, and each decides under her own name.
        raise wrong(
            "reviewer", "a project must not set reviewer; put it into your own settings.toml"
        )
    if not isinstance(given, str) or not given.strip() or len(given) > REVIEWER:
        raise wrong(
            "reviewer",
            f"reviewer must be a name between quotation marks, at most {REVIEWER} characters",
        )
    return given.strip()


def _nli(table: dict[str, Any], path: Path, wrong: Callable[[str, str], InputError]) -> Path | None:
    """The folder that `nli` names, relative to the settings file."""
    if "nli" not in table:
        return None
    given = table["nli"]
    if path.name == PROJECT:
        # A project may come from anyone, and a model is read by a library written in C++.
        what = "a project must not set nli; put it into your own settings.toml"
        raise wrong("nli", what)
    if not isinstance(given, str) or not given.strip():
        raise wrong("nli", "nli must be a folder between quotation marks")
    try:
        return path.parent / Path(given).expanduser()
    except RuntimeError:
        raise wrong("nli", f"{given[:60]!r} names a home folder that is not known here") from None
