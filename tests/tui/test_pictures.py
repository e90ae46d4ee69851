"""The pictures in README fetch nothing and name no machine; README shows only ones that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = sorted((ROOT / "tests" / "tui" / "pictures").glob("*.svg"))


def test_no_picture_names_a_foreign_address_or_a_machine() -> None:
    assert PICTURES
    for picture in PICTURES:
        svg = picture.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[\w.]+", svg)) <= {"http://www.w3.org"}
        assert "@font-face" not in svg
        assert "@import" not in svg
        assert "/tmp" not in svg


def test_readme_shows_pictures_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", readme)
    assert shown
    assert all((ROOT / path).is_file() for path in shown)
