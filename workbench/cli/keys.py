"""keys: every action of the app, by the name that a keymap uses."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.frame import as_json, in_project
from workbench.cli.output import say, say_json


@click.command()
@in_project
@as_json
def keys(project: Path, json: bool) -> None:
    """List every action of the app with its name and its keys.

    To change the keys of an action, write its name under [keymap] in workbench.toml or in your own
    settings.toml (`workbench locate` says where it is), such as "verdict.undo" = "f5".
    """
    from workbench.settings import read_settings
    from workbench.tui.actions import actions
    from workbench.tui.keymap import checked

    group = ""
    for each in actions(checked(read_settings(project))):
        if json:
            say_json({"action": each.name, "keys": each.keys.split(","), "does": each.does})
            continue
        if each.group != group:
            group = each.group
            say(group)
        say(f"  {each.name:<24}  {each.keys:<28}  {each.does}")
