"""What all tests share: the project of this checkout, and copies of it to work in."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The checkout itself: read it, never write to it."""
    return ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the shipped project, its five sources and its claims, to work in."""
    home = tmp_path / "project"
    home.mkdir()
    shutil.copy(ROOT / "claims.toml", home)
    shutil.copytree(ROOT / "corpus", home / "corpus")
    return home
