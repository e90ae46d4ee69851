"""The pictures in README fetch nothing and name no machine; README shows only ones that exist."""

import html
import re
from pathlib import Path

from walkthrough import SCENES

ROOT = Path(__file__).parents[2]
PICTURES = sorted((ROOT / "tests" / "tui" / "pictures").glob("*.svg"))


def test_no_picture_names_a_foreign_address_or_a_machine() -> None:
    assert PICTURES
    for picture in PICTURES:
        svg = picture.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[\w.]+", svg)) <= {"http://www.w3.org"}
        assert "@font-face" not in svg
        assert "@import" not in svg
        assert not re.search(r"/tmp|/home/|/root|/Users/|[A-Z]:\\", svg)
        assert not re.search(r"(?:href|src)=|url\((?!#)", svg)


def test_the_walk_through_shows_every_scene_and_stays_small() -> None:
    """Each frame has its turn and its caption; a page with it must load at once."""
    picture = ROOT / "tests" / "tui" / "pictures" / "walkthrough.svg"
    svg = picture.read_text(encoding="utf-8")
    assert picture.stat().st_size < 1_500_000
    assert len(re.findall(r"@keyframes k\d+", svg)) == len(SCENES)
    for _, _, told, _ in SCENES:
        assert html.escape(told) in svg
    assert 100 <= sum(seconds for *_, seconds in SCENES) <= 140


def test_readme_shows_pictures_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", readme)
    assert shown
    assert all((ROOT / path).is_file() for path in shown)
