"""What all tests share: the project of this checkout, and copies of it to work in; no network."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
OFFLINE = str(Path(__file__).with_name("offline"))

# How long an example takes says how busy the machine is. The everyday run draws the same chance
# every time, so that what fails there fails because of a change; the full counts draw anew.
settings.register_profile("small", deadline=None, derandomize=True)
settings.register_profile("full", deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Cut this process, and every Python that it starts, off the network.

    Children find this checkout by the same path: a test that sets another would undo both.
    """
    settings.load_profile(config.getoption("--counts"))
    path = (OFFLINE, str(ROOT), os.environ.get("PYTHONPATH", ""))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    sys.path.append(OFFLINE)  # what hands its own path on to a child hands this on too
    spec = importlib.util.spec_from_file_location("offline", Path(OFFLINE, "sitecustomize.py"))
    assert spec
    assert spec.loader
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often the acceptance suite tries, and what becomes of screens that changed."""
    parser.addoption("--counts", choices=("small", "full"), default="small")
    parser.addoption("--no-skips", action="store_true", help="a test that cannot run here fails")
    parser.addoption("--keep-screens", action="store_true", help="keep the screens as they are now")
    parser.addoption("--seed", type=int, help="repeat a run of the acceptance suite")


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The checkout itself: read it, never write to it."""
    return ROOT


@pytest.fixture
def unasked(project: Path) -> Path:
    """The project with its rules switched off: a verdict is one key."""
    path = project / "claims.toml"
    rules = "rules = { quotes = false, two_sources = false, other_side = false, not_later = false }"
    text = path.read_text(encoding="utf-8")
    assert "\n[project]\n" in text
    path.write_text(text.replace("\n[project]\n", f"\n[project]\n{rules}\n"), encoding="utf-8")
    return project


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that serves: this machine's own address may be used."""
    monkeypatch.setenv("WORKBENCH_TEST_LOOPBACK", "1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the shipped project, its five sources and its claims, to work in."""
    home = tmp_path / "project"
    home.mkdir()
    shutil.copy(ROOT / "claims.toml", home)
    shutil.copytree(ROOT / "corpus", home / "corpus")
    return home
