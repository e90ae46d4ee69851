"""What a text quotes, checked on the command line: by itself, as it is recorded, by `check`."""

from pathlib import Path

import pytest
from commanding import refused, rows, workbench

PIER = "Pier notes\n\nThe pier did not burn in 1911. The crew lit a lamp at dusk.\n"
MILL = "Mill notes\n\nThe mill burned in 1911, and the miller left.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "pier.txt").write_text(PIER)
    (tmp_path / "corpus" / "mill.txt").write_text(MILL)
    (tmp_path / "claims.toml").write_text(
        "[[claims]]\nid = 'c'\ntext = 'The pier burned in 1911'\n"
    )
    return tmp_path


def test_each_quotation_is_an_object_with_its_verdict(folder: Path) -> None:
    text = (
        "One says “The pier did not burn”, one ‘the mill burned in 1911’; »the pier did … burn« is "
        'wrong, so is "seals ate the miller".'
    )
    done = workbench("quotations", text, "--source", "pier", "--json", cwd=folder)
    assert done.returncode == 1
    assert rows(done) == [
        {"text": "The pier did not burn", "verdict": "verbatim", "source": "pier", "note": ""},
        {"text": "the mill burned in 1911", "verdict": "elsewhere", "source": "mill", "note": ""},
        {
            "text": "the pier did … burn",
            "verdict": "altered",
            "source": "pier",
            "note": "the ellipsis leaves out “not”; left out: “not”",
        },
        {"text": "seals ate the miller", "verdict": "nowhere", "source": None, "note": ""},
    ]
    (row,) = rows(workbench("quotations", "‘the mill burned’", "--json", cwd=folder))
    assert (row["verdict"], row["source"]) == ("verbatim", "mill"), "no source named: any will do"


def test_a_text_may_come_from_the_standard_input(folder: Path) -> None:
    """As UTF-8; what quotes nothing is no answer of no."""
    said = "It says « The crew lit a lamp ».".encode()
    done = workbench("quotations", "--source", "pier", cwd=folder, stdin=said)
    assert done.returncode == 0
    assert done.stdout == "verbatim: “The crew lit a lamp” stands so in pier\n"
    nothing = workbench("quotations", "-", "--json", cwd=folder, stdin="the crew's lamp")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "no such source" in refused(workbench("quotations", "“a”", "--source", "x", cwd=folder))


@pytest.mark.parametrize("marks", ["“”", "‘’", "»«", '""', "「」"])
def test_an_invented_quotation_is_told_wherever_the_justification_goes(
    folder: Path, marks: str
) -> None:
    """When it is recorded, by `check` and in the report; it can be recorded all the same."""
    why = f"It says {marks[0]}the pier did burn{marks[1]}, flatly."
    where = "pier:12-43"
    done = workbench("record", "c", "false", "--supports", where, "--why", why, cwd=folder)
    assert done.returncode == 0
    assert "not word for word: “the pier did burn” does not stand so in pier" in done.stderr
    justified = workbench("justify", "c", why, cwd=folder)
    assert "saved: wrote the justification" in justified.stdout
    assert "not word for word: “the pier did burn”" in justified.stderr
    checked = workbench("check", cwd=folder)
    assert checked.returncode == 1
    assert "c: the justification is not word for word: “the pier did burn”" in checked.stdout
    report = workbench("report", cwd=folder).stdout
    assert "**Not word for word:** “the pier did burn” does not stand so in pier" in report
    assert "Every quote is word for word" not in report
    right = workbench("justify", "c", why.replace("did", "did not"), cwd=folder)
    assert right.stderr == ""
    assert workbench("check", cwd=folder).returncode == 0
    assert "Every quote is word for word as in its source" in workbench("report", cwd=folder).stdout


def test_words_of_a_source_that_nothing_is_marked_in_are_said_to_be_there(folder: Path) -> None:
    """That is no fault that `check` counts, and the report names the source."""
    workbench("record", "c", "false", "--supports", "pier:12-43", cwd=folder)
    workbench("justify", "c", "Another: “the miller left”.", cwd=folder)
    assert workbench("check", cwd=folder).returncode == 0
    told = "“the miller left” stands in mill, of which nothing is marked."
    assert told in workbench("report", "--audit", cwd=folder).stdout
