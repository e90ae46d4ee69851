"""claims.toml is changed only as shown: the entry's lines, and nothing else, byte for byte."""

import difflib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tomli import loads

from workbench import claims
from workbench.claims import parse_claims, parsed, read_claims
from workbench.diff import unified
from workbench.editing import (
    Proposal,
    apply,
    next_id,
    propose_add,
    propose_edit,
    propose_split,
    read_text,
    unusable,
)
from workbench.errors import InputError
from workbench.similar import similar_claims, tell
from workbench.splitting import parts_of
from workbench.verdicts import Desk
from workbench.workspace import Workspace

ROOT = Path(__file__).parent.parent
SHIPPED = (ROOT / "claims.toml").read_text(encoding="utf-8")
FILE = """\
# what we check
[project]
title = "Bridges"

[[claims]]   # the first
id = "a"     # short
text = 'It is 90 m long'   # as on the sign
tags = [
    "length",  # metres
]
context = '''
# no comment
[[claims]]
'''

# about money

[[claims]]
"id" = "b"
text = "It cost 9 million"
date = 2024-02-03
# it ends here
[scales.house]
ratings = ["Yes", "No"] # two
"""


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


def test_ids_are_made_from_the_telling_words_and_are_free() -> None:
    assert next_id("The bridge is 90 m long and wide", ()) == "bridge-90-m-long"
    assert next_id("The bridge", {"bridge", "bridge-2"}) == "bridge-3"
    assert next_id("Çà et là", ()) == "ca-et-la"
    assert next_id("中国是唯一的国家", ()) == "中国是唯一的国家"
    assert next_id("?!", ()) == "claim"


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


# writing


def test_nothing_is_written_before_apply(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    proposal = propose_edit(read_text(path), "a", {"text": "New"})
    assert path.read_text() == FILE
    file = apply(path, proposal)
    assert file.claims[0].text == "New"
    assert path.read_text() == proposal.after
    assert read_claims(path) == file


def test_a_file_changed_since_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    proposal = propose_edit(read_text(path), "a", {"text": "New"})
    path.write_text(FILE + "# mine\n")
    with pytest.raises(InputError, match="changed since") as caught:
        apply(path, proposal)
    assert "\n" not in str(caught.value)
    assert path.read_text() == FILE + "# mine\n"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_stay_and_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(FILE)
    real.chmod(0o664)
    path = tmp_path / "claims.toml"
    path.symlink_to(real)
    before = os.umask(0o077)
    try:
        apply(path, propose_edit(read_text(path), "a", {"text": "New"}))
    finally:
        os.umask(before)
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o664
    assert "New" in real.read_text()


def test_a_proposal_that_cannot_be_read_again_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    with pytest.raises(InputError):
        apply(path, Proposal(FILE, "[[claims]\n", ("a",)))
    assert path.read_text() == FILE


@pytest.mark.parametrize("other", ['text = "Other"', 'claimant = "X"\ntext = "It cost 9 million"'])
def test_a_proposal_that_changes_another_claim_is_never_written(tmp_path: Path, other: str) -> None:
    """Whatever made it: the whole file is compared, once, before it is written."""
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    sly = propose_edit(FILE, "a", {"text": "New"})
    sly = replace(sly, after=sly.after.replace('text = "It cost 9 million"', other))
    with pytest.raises(InputError, match="without touching more"):
        apply(path, sly)
    assert path.read_text() == FILE
    with pytest.raises(InputError, match="without touching more"):
        apply(path, replace(sly, before=FILE, after=FILE.replace("Bridges", "Roads")))
    assert path.read_text() == FILE


def test_a_change_of_a_file_that_was_read_reads_none_of_its_other_claims() -> None:
    """A form asks after every pause, in a file of thousands: three readings took 200 ms each."""
    many = FILE + "".join(f'\n[[claims]]\nid = "n{n}"\ntext = "Claim {n}"\n' for n in range(300))
    file = parsed(many, name="claims.toml")
    read: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "tomli", SimpleNamespace(loads=lambda t: read.append(t) or loads(t)))
        proposal = propose_edit(many, "n7", {"text": "Other words"})
        added = propose_add(many, {"text": "One more claim"})
    assert sum(map(len, read)) < 1_000 < len(many)
    assert parse_claims(proposal.after).claims[9].text == "Other words"
    assert len(parse_claims(added.after).claims) == len(file.claims) + 1


LINES = st.lists(st.sampled_from(["a", "b", "[[claims]]", "", "+ x", "@@ -1 +1 @@"]), max_size=30)


@given(LINES, LINES, LINES, LINES)
def test_a_difference_makes_the_one_text_the_other(
    head: list[str], old: list[str], new: list[str], tail: list[str]
) -> None:
    """Its places are those of the whole file, whatever both begin and end with."""
    before, after = (
        "".join(f"{row}\n" for row in (*head, *middle, *tail, "end")) for middle in (old, new)
    )
    told = unified(before, after, "x")
    assert bool(told) == (before != after)
    rows, made, at = before.splitlines(), list[str](), 0
    for row in told.splitlines()[2:]:
        if place := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)", row):
            start = int(place[1]) - (place[2] != "0")
            made += rows[at:start]
            at = start
            assert len(made) == int(place[3]) - (not row.endswith(",0 @@"))
        elif row[0] in " -":
            assert rows[at] == row[1:]
            made += [row[1:]] if row[0] == " " else []
            at += 1
        else:
            made.append(row[1:])
    assert made + rows[at:] == after.splitlines()


def test_a_writer_killed_at_any_moment_leaves_one_whole_file(project: Path) -> None:
    """Killed 20 times while it writes over and over: the file can always be read."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from workbench.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]))\nn = 0\nprint('on', flush=True)\n"
        "while True:\n"
        "    n += 1\n    w.apply(w.propose_edit('only-country', context='x' * (n % 7) + '.'))\n"
    )
    ids = [claim.id for claim in read_claims(project / "claims.toml").claims]
    for number in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(project)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout
        child.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.005 * number)
        child.kill()
        child.wait()
        child.stdout.close()
        assert [claim.id for claim in read_claims(project / "claims.toml").claims] == ids
    workspace = Workspace.open(project)
    workspace.apply(workspace.propose_edit("only-country", context="done"))
    assert list(project.glob("*.part")) == []


# the parts of a compound claim


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "In 2023 China exported 9.766 kilograms, mainly to Asia, and none were flown to "
            "North America",
            (
                "In 2023 China exported 9.766 kilograms, mainly to Asia",
                "None were flown to North America",
            ),
        ),
        (
            "The city signed the treaty in 2019 and ratified it in 2020.",
            ("The city signed the treaty in 2019", "The city ratified it in 2020"),
        ),
        ("Deaths rose in 2019; they fell in 2020", ("Deaths rose in 2019", "They fell in 2020")),
        (
            "53 people were arrested in 2017, and 1,178 kilograms were seized",
            ("53 people were arrested in 2017", "1,178 kilograms were seized"),
        ),
    ],
)
def test_two_statements_are_proposed_as_two(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "China and the US have never cooperated in drug enforcement",
        "The cooperation between China and the US has stopped",
        "China has scheduled and controlled fentanyl by the entire class",
        "Both countries have established and launched a working group",
        "The mayor said Rome, Milan, and Turin have signed",
        'He said "we stand ready and they have refused" on Monday',
        "The law was drafted and adopted in 2019",
        "Rock and roll",
        "",
    ],
)
def test_what_is_one_statement_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


def test_no_shipped_claim_is_cut() -> None:
    assert all(len(parts_of(claim.text)) == 1 for claim in parse_claims(SHIPPED).claims)


@given(st.text(max_size=200))
def test_parts_never_fail(text: str) -> None:
    assert len(parts_of(text)) >= 1


# similar claims


def test_a_similar_claim_that_was_judged_is_told_with_its_verdict(project: Path) -> None:
    workspace = Workspace.open(project, by="ada")
    workspace.rate("exports-97", "False")
    first, *others = workspace.similar("China exported 9.766 kilograms of fentanyl drugs in 2023")
    assert first.id == "exports-97"
    said = tell(first, scales=workspace.scales, reviewer="ada")
    assert said == (
        "you ruled False on exports-97: "
        "China exported 97.66 kilograms of fentanyl-related medications in 2023"
    )
    assert "bob" not in said
    assert tell(first, scales=workspace.scales, reviewer="bob").startswith("ada ruled False")
    assert all(each.verdict is None for each in others)
    workspace.close()


def test_a_claim_that_left_the_file_is_still_told_of(project: Path) -> None:
    workspace = Workspace.open(project, by="ada")
    workspace.rate("drugs-450", "True")
    text = workspace.claim("drugs-450").text
    workspace.apply(workspace.propose_split("drugs-450", ["One is", "Two is"], keep=False))
    assert "drugs-450" not in {claim.id for claim in workspace.claims}
    assert workspace.similar(text)[0].id == "drugs-450"
    # Nor is its id given to another claim.
    assert workspace.propose_add(text="Drugs 450").ids == ("drugs-450-3",)
    workspace.close()


def test_other_matters_are_not_similar() -> None:
    claims = parse_claims(SHIPPED).claims
    assert similar_claims("The bridge over the river was opened in May", claims, Desk()) == ()
    assert similar_claims("", claims, Desk()) == ()
    same = similar_claims(claims[0].text, claims, Desk(), besides=claims[0].id)
    assert claims[0].id not in {each.id for each in same}


# the command line


def workbench(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbench", *args],
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_command_shows_the_change_and_writes_it_only_when_told(project: Path) -> None:
    file = project / "claims.toml"
    add = ("claim", "add", "The bridge is [90 m] long", "--tag", "length", "--date", "2024-05")
    shown = workbench(*add, cwd=project)
    assert shown.returncode == 0
    assert '+text = "The bridge is [90 m] long"' in shown.stdout
    assert "nothing written" in shown.stdout
    assert file.read_text(encoding="utf-8") == SHIPPED
    written = workbench(*add, "--yes", "--json", cwd=project)
    told = json.loads(written.stdout)
    assert told["written"] is True
    assert told["ids"] == ["bridge-90-m-long"]
    assert told["diff"] in shown.stdout
    claim = read_claims(file).claims[-1]
    assert (claim.id, claim.tags, claim.date) == ("bridge-90-m-long", ("length",), "2024-05")


def test_edit_and_split_do_as_they_show(project: Path) -> None:
    edited = workbench(
        "claim", "edit", "drugs-450", "--text", "Over 460", "--context", "", "--yes", cwd=project
    )
    assert edited.returncode == 0, edited.stderr
    claims = {claim.id: claim for claim in read_claims(project / "claims.toml").claims}
    assert claims["drugs-450"].text == "Over 460"
    assert claims["drugs-450"].context is None
    parted = workbench("claim", "split", "drugs-200", "One is", "Two is", "--yes", cwd=project)
    assert "written: drugs-200, drugs-200-1, drugs-200-2" in parted.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("add", "x", "--date", "soon"),
        ("add", "x", "--id", "drugs-450"),
        ("edit", "nobody", "--text", "x"),
        ("edit", "drugs-450"),
        ("split", "drugs-450"),
    ],
)
def test_bad_input_is_one_line(project: Path, args: tuple[str, ...]) -> None:
    done = workbench("claim", *args, "--yes", cwd=project)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (project / "claims.toml").read_text(encoding="utf-8") == SHIPPED


def test_an_edited_text_makes_its_verdict_stale(project: Path) -> None:
    workspace = Workspace.open(project)
    workspace.refresh()
    workspace.rate("drugs-450", "True")
    workspace.apply(workspace.propose_edit("drugs-450", text="Over 460 types"))
    (why,) = workspace.stale(workspace.claim("drugs-450"))
    assert "reworded" in why
    workspace.close()


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
