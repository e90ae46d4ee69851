"""The one door for text: nothing that hides passes, and no offset moves."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from wcwidth import wcwidth

from workbench.safe.visible import MARKS, hides, line, named, visible

ANYTHING = st.text(st.characters(), max_size=60)  # lone surrogates too
DRAWN_FORMAT = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


def hiding(text: str) -> list[str]:
    return [
        f"U+{ord(c):04X}"
        for c in text
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and ord(c) not in DRAWN_FORMAT
    ]


def test_every_code_point_that_hides_is_shown_and_the_drawn_ones_stay() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        shown = line(char)
        assert len(shown) == 1
        assert not hiding(shown), f"U+{code:04X}"
        if unicodedata.category(char)[0] in "LNPS" and shown != char:
            assert char in "\u115f\u1160\u3164\uffa0", f"U+{code:04X} is drawn and was replaced"


@given(ANYTHING)
def test_one_code_point_for_one(text: str) -> None:
    assert len(visible(text)) == len(line(text)) == len(text)


@given(ANYTHING)
def test_nothing_that_hides_is_left_but_the_line_breaks_of_many_lines(text: str) -> None:
    assert not hiding(line(text))
    assert not hiding(visible(text).replace("\n", "").replace("\t", ""))
    assert not hiding(named(text).replace("\n", "").replace("\t", ""))


@given(ANYTHING)
def test_showing_twice_is_showing_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert line(line(text)) == line(text)


@given(ANYTHING)
def test_hides_says_whether_anything_would_be_replaced(text: str) -> None:
    assert hides(text) == (
        visible(text).replace(" \n", "\n") != text.replace("\r\n", "\n").replace(" \n", "\n")
    )


def test_clean_text_of_many_scripts_is_untouched() -> None:
    text = "It said: “none”, naïve, 漢字, हिन्दी, ภาษาไทย, العربية, é, 9.766 kg\n\t– end"
    assert visible(text) == text
    assert named(text) == text
    assert not hides(text)


def test_controls_become_their_pictures() -> None:
    assert visible("a\x1b]52;c;x\x07b\x7f\x9b2J") == "a␛]52;c;x␇b␡�2J"
    assert line("one\ntwo\tthree") == "one␊two␉three"
    assert visible("a\u202eb\U000e0041c\u2028d\u0085e\ud800f\u200bg") == "a�b�c�d�e�f�g"


def test_a_windows_line_end_is_a_line_end_and_a_lone_carriage_return_is_shown() -> None:
    assert visible("one\r\ntwo\rthree") == "one \ntwo␍three"


def test_a_flood_of_combining_marks_is_drawn_eight_deep() -> None:
    flood = "a" + "\u0301" * 2000 + "b"
    assert visible(flood) == "a" + "\u0301" * MARKS + "�" * (2000 - MARKS) + "b"
    assert named("x" + "\u0301" * 9) == "x" + "\u0301" * 8 + "\\u{301}"


def test_whatever_has_no_width_is_dammed_by_it() -> None:
    """By the tables of the terminal's libraries, which are newer than Python's own."""
    free = [
        code
        for code in range(0x20, sys.maxunicode + 1)
        if not (get_character_cell_size(chr(code)) and wcwidth(chr(code)))
        and not hides(chr(code))
        and unicodedata.category(chr(code)) != "Cc"
    ]
    assert len(free) > 2_500
    for code in free:
        assert line("a" + chr(code) * 20) == "a" + chr(code) * MARKS + "\ufffd" * (20 - MARKS)
    mixed = "".join(map(chr, free))
    shown = line(mixed)
    assert shown == mixed[:MARKS] + "\ufffd" * (len(mixed) - MARKS)


def test_letters_of_scripts_with_many_marks_are_no_flood() -> None:
    for text in ("कर्तव्यनिष्ठा", "ក្រុមប្រឹក្សា", "பொன்னியின்", "မြန်မာနိုင်ငံ", "དཔལ་བསྟོད", "ไม่มีที่สิ้นสุด",
                 "한국어를".encode().decode(), unicodedata.normalize("NFD", "한국어를 말합니다"),
                 "👋🏽👋🏿👋🏻", "שָׁלוֹם", "بِسْمِ"):  # fmt: skip
        assert line(text) == text


def test_an_export_names_the_code_point() -> None:
    assert named("pay \u202e001\r\nnext") == "pay \\u{202E}001\nnext"
