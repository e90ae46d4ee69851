"""What is proposed for claims.toml: the entry's lines, and nothing else, byte for byte."""

import difflib
from dataclasses import replace

import pytest
from claims_file import FILE, SHIPPED
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.claims import parse_claims
from workbench.claims.editing import (
    Proposal,
    propose_add,
    propose_edit,
    propose_split,
    unusable,
)
from workbench.errors import InputError


def changed_lines(proposal: Proposal) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new, ends included."""
    old, new = (text.splitlines(keepends=True) for text in (proposal.before, proposal.after))
    rows = list(difflib.ndiff(old, new))
    return [r[2:] for r in rows if r[:2] == "- "], [r[2:] for r in rows if r[:2] == "+ "]


def bare(text: str) -> dict[str, object]:
    return {claim.id: replace(claim, line=0) for claim in parse_claims(text).claims}


def test_an_edit_touches_the_line_of_that_key_alone() -> None:
    gone, new = changed_lines(propose_edit(FILE, "a", {"text": "It is 91 m long"}))
    assert gone == ["text = 'It is 90 m long'   # as on the sign\n"]
    assert new == ['text = "It is 91 m long"   # as on the sign\n']


def test_a_new_key_stands_with_its_entry_and_not_behind_the_comments_that_follow() -> None:
    after = propose_edit(FILE, "b", {"claimant": "The mayor"}).after
    assert 'date = 2024-02-03\nclaimant = "The mayor"\n# it ends here\n[scales.house]' in after


def test_a_field_is_taken_out_by_none_or_an_empty_word() -> None:
    for nothing in (None, ""):
        after = propose_edit(FILE, "b", {"date": nothing}).after
        assert "2024-02-03" not in after
        assert parse_claims(after).claims[1].date is None


def test_what_stays_the_same_is_not_written_anew() -> None:
    """A date, a list with comments and a text in other quotes keep their form."""
    same = propose_edit(FILE, "a", {"text": "It is 90 m long", "tags": ("length",)})
    assert not same.changed
    assert same.diff == ""


def test_a_new_claim_is_appended_behind_one_blank_line() -> None:
    proposal = propose_add(FILE, {"text": 'He said "no"', "tags": ("x",), "date": "2024-05-06"})
    assert proposal.after == FILE + (
        '\n[[claims]]\nid = "he-said-no"\ntext = "He said \\"no\\""\ndate = 2024-05-06\n'
        'tags = ["x"]\n'
    )
    assert proposal.ids == ("he-said-no",)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\r\n"])
def test_a_claim_can_be_added_to_any_file(ending: str) -> None:
    for head in ("", "[project]\ntitle = 'x'", "# nothing yet"):
        before = head + ending
        after = propose_add(before, {"text": "One"}).after
        assert after.startswith(before)
        assert list(bare(after)) == ["one"]


def test_a_split_appends_the_parts_and_tags_the_whole() -> None:
    proposal = propose_split(FILE, "b", ["It cost 9", "It was cheap"])
    claims = {claim.id: claim for claim in parse_claims(proposal.after).claims}
    assert list(claims) == ["a", "b", "b-1", "b-2"]
    assert claims["b"].tags == ("split",)
    assert claims["b-1"].text == "It cost 9"
    assert claims["b-2"].date == "2024-02-03"
    assert claims["b-2"].tags == ()
    gone, new = changed_lines(proposal)
    assert gone == []
    assert 'tags = ["split"]\n' in new


def test_a_split_that_drops_the_whole_keeps_the_comments_around_it() -> None:
    after = propose_split(FILE, "a", ["One", "Two"], keep=False).after
    assert list(bare(after)) == ["b", "a-1", "a-2"]
    assert "# about money" in after
    assert "# the first" not in after


def test_one_part_is_no_split() -> None:
    with pytest.raises(InputError, match="two different parts"):
        propose_split(FILE, "a", ["One", " One "])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"date": "2024-13-01"}, "a date is"),
        ({"text": ""}, "no text"),
        ({"text": "x" * 2_001}, "at most"),
        ({"text": "half \ud800"}, "surrogate"),
        ({"tags": ("x" * 101,)}, "a tag is"),
    ],
)
def test_a_field_that_cannot_be_read_again_is_refused(fields: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        propose_edit(FILE, "a", fields)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_claims_in_one_list_are_refused_with_their_line() -> None:
    with pytest.raises(InputError, match=r"claims.toml:2:1: .*\[\[claims\]\]"):
        propose_add("\nclaims = [{id = 'a', text = 'x'}]\n", {"text": "y"})
    with pytest.raises(InputError, match=r"claims.toml:1:1"):
        propose_add("claims = []\n", {"text": "y"})


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)

PIECES = st.sampled_from(
    ["# a comment\n", "\n", "  \t\n", "[scales.s]\nratings = [ 'A','B' ] # two\n"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Claims files as people leave them: comments, odd spacing, other quotes, CRLF, a BOM."""
    text, scale = draw(st.sampled_from(["", "# top\n", "[project]\ntitle='t' # t\n"])), 0
    for number in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(["[[claims]]\n", "  [[ claims ]] # head\n"]))
        rows = [
            f"id = 'c{number}'   # id\n",
            draw(st.sampled_from(["text='a  b'\n", 'text = """\nlong\n# no\n"""  # x\n'])),
            *draw(
                st.lists(
                    st.sampled_from(
                        ["tags = [ 'x', # one\n 'y' ]\n", "date = 2024-01-02\n", "\n", "# c\n"]
                    ),
                    unique=True,
                )
            ),
        ]
        text += "".join(draw(st.permutations(rows)))
        for piece in draw(st.lists(PIECES, max_size=3)):
            text += piece.replace("scales.s", f"scales.s{scale}")
            scale += 1
    text = text.removesuffix(draw(st.sampled_from(["", "\n"])))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text


@given(files(), st.data(), WORDS)
def test_every_line_outside_the_entry_stays_byte_for_byte(
    before: str, data: st.DataObject, words: str
) -> None:
    claims = parse_claims(before).claims
    at = data.draw(st.integers(0, len(claims) - 1))
    key = data.draw(st.sampled_from(["text", "claimant", "context", "appearance"]))
    proposal = propose_edit(before, claims[at].id, {key: words})  # type: ignore[misc]
    lines = before.split("\n")
    first = claims[at].line - 1
    rest = lines[first + 1 :]
    past = next(
        (n for n, row in enumerate(rest, first + 1) if row.lstrip().startswith("[")), len(lines)
    )
    head = "".join(f"{row}\n" for row in lines[:first])
    tail = "\n".join(lines[past:])
    assert proposal.after.startswith(head)
    assert proposal.after.endswith(tail)
    # And of the entry itself every line but that key's.
    for row in lines[first:past]:
        if row.strip() and "text" not in row and row.strip() not in ("long", "# no", '"""  # x'):
            assert row.rstrip("\r") in proposal.after
    expected = {claim.id: replace(claim, line=0) for claim in claims}
    changed = {key: words.strip()}
    expected[claims[at].id] = replace(expected[claims[at].id], **changed)  # type: ignore[arg-type]
    assert bare(proposal.after) == expected


@given(files(), WORDS)
@example(SHIPPED, "x")
def test_adding_leaves_the_whole_file_in_front(before: str, words: str) -> None:
    proposal = propose_add(before, {"text": words})
    assert proposal.after.startswith(before)
    assert bare(before).items() <= bare(proposal.after).items()
    assert parse_claims(proposal.after).claims[-1].text == words.strip()


@pytest.mark.parametrize(
    ("fields", "id_", "told"),
    [
        ({"date": "May 2019"}, None, {"date": "a date is YYYY-MM-DD, YYYY-MM or YYYY"}),
        ({"date": "2019-02-30"}, None, {"date": "a date is YYYY-MM-DD, YYYY-MM or YYYY"}),
        ({"date": "2019-02-28", "claimant": "Ann"}, None, {}),
        ({"tags": ("x" * 200,)}, None, {"tags": "a tag is a word or a few"}),
        ({"text": "x" * 2001}, None, {"text": "'text' has 2,001 characters, at most 2,000 fit"}),
        ({"claimant": "  ", "context": None}, "a-1", {}),
        ({"text": "fine"}, "a b", {"id": "an id is up to 64 letters, digits and . : _ -"}),
    ],
)
def test_what_is_wrong_with_a_field_is_told_by_field(
    fields: dict[str, object], id_: str | None, told: dict[str, str]
) -> None:
    """In the words of the reader of the file, without a place and without talk of quotes."""
    found = unusable(fields, id=id_)  # type: ignore[arg-type]
    assert found.keys() == told.keys()
    assert all(found[key].startswith(words) for key, words in told.items())
