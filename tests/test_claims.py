"""A claims file loads, or one line says where it is wrong and what to do."""

import re
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from workbench.claims import Claim, parse_claims, read_claims
from workbench.errors import InputError
from workbench.safe.places import scan

GOOD = """\
# what we check
[project]
title = "Fentanyl"
scale = "house"
reviewer = "Ada"
rules = { two_sources = false }

[scales.house]
ratings = ["Yes", "No"]

[[claims]]
id = "only"
text = "China is the only country to schedule fentanyl as a class"
claimant = "A spokesperson"
date = 2023-09-07
appearance = "https://example.org/a"
tags = ["altered", "drugs"]
context = '''said
twice'''

[[claims]]
id = "none"
text = "none were exported to North America"
date = "2018-08"
"""


def message(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_claims(text)
    return str(caught.value)


def test_a_good_file_is_read_in_order_with_the_line_of_every_claim() -> None:
    file = parse_claims(GOOD)
    assert file.project.title == "Fentanyl"
    assert file.project.scale == "house"
    assert file.project.reviewer == "Ada"
    assert file.project.rules == {"two_sources": False}
    assert file.scales == {"house": {"ratings": ["Yes", "No"]}}
    assert file.claims == (
        Claim(
            "only",
            "China is the only country to schedule fentanyl as a class",
            "A spokesperson",
            "2023-09-07",
            "https://example.org/a",
            ("altered", "drugs"),
            "said\ntwice",
            11,
        ),
        Claim("none", "none were exported to North America", date="2018-08", line=21),
    )


def test_an_empty_file_has_no_claims_and_the_default_scale() -> None:
    file = parse_claims("")
    assert file.claims == ()
    assert file.project.scale == "default"


@pytest.mark.parametrize("file", [GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_windows_line_ends_and_a_bom_change_nothing(file: str) -> None:
    assert parse_claims(file) == parse_claims(GOOD)


CLAIM = '[[claims]]\nid = "a"\ntext = "b"\n'
BAD = {
    "syntax": ("x =", "1:4", "not TOML"),
    "unknown table": ("[claim]\nid = 1", "1:1", "did you mean 'claims'"),
    "unknown key": (CLAIM + 'txet = "c"', "4:1", "unknown key 'txet'; did you mean 'text'"),
    "claims as a table": ("[claims]\nid = 'a'", "1:1", "[[claims]]"),
    "claims as words": ("claims = ['a']", "1:11", "must be a table"),
    "no id": ('[project]\ntitle = "t"\n[[claims]]\ntext = "b"', "3:1", "no id"),
    "no text": ('[[claims]]\nid = "a"', "1:1", "'a' has no text"),
    "empty text": ('[[claims]]\nid = "a"\ntext = " "', "3:1", "'text' is empty"),
    "text of another type": ('[[claims]]\nid = "a"\n  text = 5', "3:3", "text in quotes"),
    "an id with a space": ('[[claims]]\nid = "a b"', "2:1", "without spaces"),
    "a date that is none": (CLAIM + 'date = "2023-02-30"', "4:1", "YYYY-MM-DD"),
    "a date and time": (CLAIM + "date = 2023-02-03 10:00:00", "4:1", "YYYY-MM-DD"),
    "tags as words": (CLAIM + 'tags = "a"', "4:1", "list"),
    "a tag that is none": (CLAIM + 'tags = ["a",\n 7]', "5:2", "tag"),
    "the same id": (CLAIM + "# again\n" + CLAIM, "6:1", "'a' is used twice, first on line 2"),
    "the same key": (CLAIM + 'id = "c"', "4:1", "first on line 2"),
    "the same table": ("[project]\n[scales]\n[project]", "3:1", "first on line 1"),
    "a rule of words": ('[project.rules]\nquotes = "yes"', "2:1", "true or false"),
    "a rule nobody knows": (
        "[project.rules]\nquotes = false\ntwo_source = false",
        "3:1",
        "there is no rule 'two_source', only other_side, read_conflicts, quotes, two_sources",
    ),
    "nan": (CLAIM + "context = nan", "4:1", "text in quotes, not a number"),
    "deep lists": ("a = " + "[" * 5000, "1:37", "nested deeper"),
    "deep tables": ("a = " + "{b = " * 5000, "1:165", "nested deeper"),
    "deep keys": (".".join("a" * 5000) + " = 1", "1:1", "fewer dots"),
    "a long number": ("a = " + "1" * 5000, "1:5", "5000 characters"),
    "a long hexadecimal number": ("a = 0x" + "f" * 1_000_000, "1:5", "use quotes"),
    "NUL": ('title = "a\0"', "1:11", "not TOML"),
    "an overwritten value": ("a.b = 1\n[a.b.c]\n", "2:1", "not TOML"),
    "a long text": ('[[claims]]\nid = "a"\ntext = "' + "b" * 1_000_000 + '"', "3:1", "2,000 fit"),
    "a key that tries to write": ('"\\u001b]0;x\\n" = 1', "1:1", "'␛]0;x␊'"),
}


@pytest.mark.parametrize("text, place, says", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_line_with_its_place(text: str, place: str, says: str) -> None:
    said = message(text)
    assert said.startswith(f"claims.toml:{place}: ") or says == "not TOML"
    assert says in said
    assert re.fullmatch(r"claims\.toml:\d+:\d+: [^\n]+", said)
    assert len(said) < 300


@pytest.mark.parametrize(
    "raw, says",
    [
        (GOOD.encode("utf-16"), "1:1: this is UTF-16"),
        (GOOD.encode() + b"# caf\xe9", "25:6: not UTF-8"),
        (b"\xef\xbb\xbf" + GOOD.encode() + b"\xff", "25:1: not UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=says):
        read_claims(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"claims\.toml: there is no such file"):
        read_claims(tmp_path / "claims.toml")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_claims(tmp_path)


def test_a_file_from_disk_with_a_bom_is_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_claims(path) == parse_claims(GOOD)


def keys_of(value: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [key for n, v in below for key in [(*at, n), *keys_of(v, (*at, n))]]


NAMES = st.sampled_from(["a", "b", "c-1", '"q.#"', "'l[['", '"\\u00e9"'])
VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            "1e5",
            "true",
            "1979-05-27 07:32:00",
            '"s # \\" ["',
            "'l # ['",
            '"""m\n"" ] #"""',
            "'''x\n[[a]]\n'''",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda v: "[ # c ]\n" + ",\n".join(v) + "]")
        | st.dictionaries(NAMES, inner, max_size=3).map(
            lambda d: "{" + ", ".join(f"{k} = {v}" for k, v in d.items()) + "}"
        )
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(st.lists(NAMES, min_size=1, max_size=3), VALUES).map(
        lambda p: " . ".join(p[0]) + " = " + p[1]
    ),
    st.lists(NAMES, min_size=1, max_size=3).map(lambda p: f"[ {'.'.join(p)} ] # c"),
    st.lists(NAMES, min_size=1, max_size=3).map(lambda p: f"[[{'.'.join(p)}]]"),
)


@given(st.lists(STATEMENTS, max_size=8).map("\n".join))
def test_whatever_tomli_reads_the_scanner_knows_the_place_of(text: str) -> None:
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    places = scan(text, name="x")
    for key in keys_of(document):
        assert key in places.offsets, key


@given(st.text(st.sampled_from("[]{}=.,#\"'\\ \nab1-é\x1b"), max_size=80))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        parse_claims(text)
    except InputError as error:
        assert re.fullmatch(r"claims\.toml:\d+:\d+: [^\n\x1b]+", str(error))
