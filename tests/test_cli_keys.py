"""keys: every action has a name that a keymap takes, and is found by it."""

import re
from pathlib import Path

import pytest
from commanding import refused, rows, workbench

from workbench.settings import read_settings
from workbench.tui import keys
from workbench.tui.keymap import bindings_of, checked


def test_every_action_is_listed_once_with_its_keys(project: Path) -> None:
    told = rows(workbench("keys", "--json", cwd=project))
    names = [row["action"] for row in told]
    bound = {each.id for place in keys.PLACES.values() for each in bindings_of(place)}
    assert len(names) == len(set(names))
    assert set(names) == bound
    assert {
        "action": "verdict.undo",
        "keys": ["u"],
        "does": told[names.index("verdict.undo")]["does"],
    } in told
    plain = workbench("keys", cwd=project)
    assert plain.returncode == 0
    for row in told:
        found = rf"^  {re.escape(row['action'])} +{re.escape(','.join(row['keys']))} +{re.escape(row['does'])}$"  # noqa: E501
        assert re.search(found, plain.stdout, re.MULTILINE)


def test_what_is_listed_can_be_written_in_a_keymap_as_it_stands(project: Path) -> None:
    table = (
        f'"{row["action"]}" = "{",".join(row["keys"])}"'
        for row in rows(workbench("keys", "--json", cwd=project))
    )
    (project / "workbench.toml").write_text("[keymap]\n" + "\n".join(table))
    checked(read_settings(project))


def test_keys_are_those_of_the_settings(project: Path) -> None:
    (project / "workbench.toml").write_text('keys = "vim"\n[keymap]\n"verdict.undo" = "f5,?"\n')
    assert "'?' would do both" in refused(workbench("keys", cwd=project))
    (project / "workbench.toml").write_text('keys = "vim"\n[keymap]\n"verdict.undo" = "f5,f6"\n')
    told = {row["action"]: row["keys"] for row in rows(workbench("keys", "--json", cwd=project))}
    assert told["verdict.undo"] == ["f5", "f6"]
    assert "ctrl+d" in told["list.page-down"]


@pytest.mark.parametrize(
    "name, near",
    [("list.down", "list.page-down"), ("undo", "verdict.undo"), ("Verdict.Undo", "verdict.undo"),
     ("verdict_undo", "verdict.undo"), ("mark.support", "mark.supports")],
)  # fmt: skip
def test_an_action_that_there_is_none_of_names_the_nearest_and_where_all_stand(
    project: Path, name: str, near: str
) -> None:
    (project / "workbench.toml").write_text(f'[keymap]\n"{name}" = "f5"\n')
    told = refused(workbench("keys", cwd=project))
    assert told == (
        f"workbench.toml:2:1: [keymap] {name!r} is no action; did you mean {near!r}? "
        "`workbench keys` and `?` name them all"
    )


def test_readme_shows_settings_that_are_taken(shipped: Path, project: Path) -> None:
    readme = (shipped / "README.md").read_text(encoding="utf-8")
    block = readme.split("## Settings")[1].split("```toml\n")[1].split("```")[0]
    shared = "\n".join(line for line in block.splitlines() if not line.startswith("nli"))
    (project / "workbench.toml").write_text(shared)
    settings = read_settings(project)
    assert checked(settings)["verdict.undo"] == "f5,u"
    assert settings.keys == "vim"
