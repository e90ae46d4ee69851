"""That a word occurs in no source is said only after looking through the whole text of each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import rows, workbench

from workbench.workspace import Workspace, unread

BODY = "The ferry sank off the coast in a storm. Nobody aboard was hurt, the harbour said.\n"
CLAIM = "The ferry sank off the {} in a storm"

Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Put texts into a corpus of their own; the words that are told to be in none of them."""

    def of(claim: str, *texts: str) -> list[str]:
        (tmp_path / "corpus").mkdir()
        for n, text in enumerate(texts):
            (tmp_path / "corpus" / f"s{n}.txt").write_bytes(text.encode())
        workspace = Workspace.without_claims(tmp_path)
        workspace.refresh()
        found = workspace.find(claim).found
        workspace.close()
        return [each.word for each in found.unknown]

    return of


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("lighthouse", f"Lighthouse keeper speaks\n\n{BODY}\nThe inquiry goes on.\n"),
        ("lighthouse", f"The day\n\n{BODY}\nPhoto: the lighthouse\n\n{BODY}"),
        ("lighthouse", f"The day\n\n{BODY}\nLighthouse and pier\n\nThe inquiry goes on.\n"),
        ("lighthouse", f"The day\n\n{BODY}The light-\nhouse was dark that night.\n"),
        ("lighthouse", f"The day\n\n{BODY}The light\u00adhouse was dark that night.\n"),
        ("lighthouse", f"The day\n\n{BODY}The light\u200bhouse was dark that night.\n"),
        ("lighthouse", f"The day\n\n{BODY}船长说Lighthouse当晚没有亮灯。\n"),
        ("résumé", f"The day\n\n{BODY}He sent a re\u0301sume\u0301 to the harbour.\n"),
        ("灯塔", f"The day\n\n{BODY}船长说灯塔当晚没有亮灯。\n"),
        ("灯塔和桥梁", f"The day\n\n{BODY}船长说灯塔当晚没有亮灯，桥梁也是。\n"),
        ("ประภาคาร", f"The day\n\n{BODY}คืนนั้นประภาคารไม่มีไฟ\n"),
        ("منارة", f"The day\n\n{BODY}قال القبطان إن المنارة كانت مظلمة.\n"),
        ("등대", f"The day\n\n{BODY}선장은 등대가 어두웠다고 말했다.\n"),
        ("दीपस्तंभ", f"The day\n\n{BODY}कप्तान ने कहा कि दीपस्तंभ अँधेरा था।\n"),
    ],
)
def test_a_word_that_stands_anywhere_in_a_text_is_not_called_absent(
    told: Told, word: str, text: str
) -> None:
    assert told(CLAIM.format(word), text, BODY) == []


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("lighthouse", f"The day\n\n{BODY}"),
        ("light", f"The day\n\n{BODY}The lightkeeper slept. 船长说没有。\n"),
        ("lighthouse", f"The day\n\n{BODY}船长说Lighthousekeeper当晚没有亮灯。\n"),
        ("маяк", f"The day\n\n{BODY}Капитан молчал.\n"),
        ("منارة", f"The day\n\n{BODY}قال القبطان إن البحر كان هائجا.\n"),
    ],
)
def test_a_word_that_stands_in_no_text_is_called_absent(told: Told, word: str, text: str) -> None:
    assert told(CLAIM.format(word), text, BODY) == [word]


def test_a_clause_without_spaces_is_no_word_that_could_be_absent(told: Told) -> None:
    assert told(CLAIM.format("这座灯塔当时没有亮灯"), BODY) == []


def test_a_number_is_told_as_it_was_written(told: Told) -> None:
    """2.4 is searched for in two parts, and only the second stands nowhere."""
    assert told("The 2 ferries carried 2.4 tons and 1,317 people", "All 2 ferries sank.\n") == [
        *("carried", "2.4", "tons", "1,317", "people")
    ]


def test_no_word_is_offered_that_is_no_help(tmp_path: Path) -> None:
    """Another first letter or a word that says nothing is no slip of spelling."""
    (tmp_path / "corpus").mkdir()
    text = "This recent report says that the ferries were housed in that horse barn."
    (tmp_path / "corpus" / "a.txt").write_text(f"{text}\n{BODY}")
    workspace = Workspace.without_claims(tmp_path)
    workspace.refresh()
    found = workspace.find("Two thirds, or 67 percent, of ferris and harbor hulls there").found
    workspace.close()
    nearest = {each.word: each.nearest for each in found.unknown}
    assert nearest["thirds"] == nearest["percent"] == nearest["67"] == ()
    assert nearest["harbor"] == ("harbour",)


def test_a_slip_in_the_first_letters_is_a_slip(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("A million tons of wheat were lost.\n")
    workspace = Workspace.without_claims(tmp_path)
    workspace.refresh()
    found = workspace.find("Lots of hweat and heat, illion wwheat, a billion").found
    workspace.close()
    nearest = {each.word: each.nearest for each in found.unknown}
    assert nearest["hweat"] == nearest["heat"] == nearest["wwheat"] == ("wheat",)
    assert nearest["illion"] == ("million",)
    assert nearest["billion"] == ()


# files that could not be read stand beside it


@pytest.fixture
def half_read(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(BODY * 3)
    (tmp_path / "corpus" / "broken.txt").write_bytes(b"\xff\xfe\x00lighthouse")
    (tmp_path / "corpus" / "scan.tiff").write_bytes(b"II*")
    claim = CLAIM.format("lighthouse")
    (tmp_path / "claims.toml").write_text(f'[[claims]]\nid = "a"\ntext = "{claim}"\n')
    return tmp_path


def test_find_names_the_files_that_could_not_be_read(half_read: Path) -> None:
    said = workbench("find", cwd=half_read).stdout
    assert "the sources never use 'lighthouse'" in said
    assert "could not be read: broken.txt, scan.tiff" in said
    (row,) = rows(workbench("find", "--json", cwd=half_read))
    assert [each["path"] for each in row["skipped"]] == ["broken.txt", "scan.tiff"]
    assert all(each["reason"] for each in row["skipped"])
    assert [each["word"] for each in row["unknown"]] == ["lighthouse"]


def test_a_recorded_search_and_the_report_name_them(half_read: Path) -> None:
    workspace = Workspace.open(half_read, by="ada")
    workspace.refresh()
    found = workspace.find(workspace.claim("a"), query="lighthouse keeper")
    entry = workspace.searched("a", "lighthouse keeper", found)
    assert entry.decision.unread == "broken.txt, scan.tiff"  # type: ignore[union-attr]
    report = workspace.report(audit=True)
    workspace.close()
    assert "could not be read: broken.txt, scan.tiff (" in report
    row = json.loads((half_read / "verdicts.jsonl").read_text().splitlines()[-1])
    assert row["decision"]["unread"] == "broken.txt, scan.tiff"


def test_many_of_them_are_counted() -> None:
    from workbench.corpus import Skipped

    assert unread(()) == ""
    assert unread([Skipped(f"{n}.pdf", "") for n in range(8)]) == (
        "0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 3 more"
    )
