"""The list of what is promised, by letter, and that each has its test here.

A is what is never lost, B what is shown, C how it ends, D what is read, E what leaves. D5 (zip
archives) and E2 to E4 (CSV, HTML, JSON-LD) wait for formats that there are none of yet: a reader
or exporter without its tests fails in D3 and E1.
"""

import re
from pathlib import Path

PROMISED = {
    "a": range(1, 17),
    "b": range(1, 9),
    "c": range(1, 10),
    "d": (1, 2, 3, 4, 6, 7, 8, 9),
    "e": (1, 5, 6),
}


def test_every_promise_has_a_test_of_its_letter_and_number() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    found = set(re.findall(r"def test_([a-e])(\d+)_", text))
    assert found == {(letter, str(n)) for letter, numbers in PROMISED.items() for n in numbers}
