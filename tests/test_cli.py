"""How every subcommand behaves: quick to answer, quiet when cut off, safe on any terminal."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import environment, refused, rows, workbench


def test_help_and_version_answer_without_importing_anything_slow(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', '--help']\n"
        "from workbench.cli import main\n"
        "assert main() == 0\n"
        "slow = {'textual', 'rich', 'rapidfuzz', 'tantivy', 'nupunkt', 'sqlite3', 'numpy'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert workbench("--version", cwd=tmp_path).stdout.startswith("workbench 0.")
    assert "Usage: workbench find" in workbench("find", "--help", cwd=tmp_path).stdout


def test_a_report_needs_neither_textual_nor_rich(project: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', 'report']\n"
        "from workbench.cli import main\n"
        "assert main() == 0\n"
        "assert not {'textual', 'rich'} & set(sys.modules)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "find", "--json"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_printed_is_one_line(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "list"],
            cwd=project,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "the answer could not be printed: No space left on device\n"


def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "explain", "--pairs", "-", "--json"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # As from a login shell: a script's background job is born deaf to it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"id": 1, "claim": "a b c", "passage": "a b c"}\n')
        process.stdin.flush()
        assert process.stdout.readline()  # it streams: the answer is there before the input ends
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""


def test_a_crash_is_short_on_screen_and_whole_in_a_private_log(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', 'locate']\n"
        "from workbench.cli import main, project\n"
        "def boom(*args):\n"
        "    secret = 'hunter2'\n"
        "    raise RuntimeError('broken within')\n"
        "project.say = boom\n"
        "sys.exit(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(XDG_STATE_HOME=str(tmp_path / "state")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 70
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) <= 10
    (log,) = (tmp_path / "state").rglob("*.log")
    assert str(log) in result.stderr
    assert log.stat().st_mode & 0o777 == 0o600
    written = log.read_text()
    assert "RuntimeError: broken within" in written
    assert "Traceback" in written


def test_hostile_text_reaches_the_terminal_as_signs(project: Path) -> None:
    """No control, bidi or tag character of a claim or a source is printed."""
    evil = "fentanyl \u202eexe\u001b]52;c;aGk=\u0007 [/x] [@click=app.quit] seized.However\u200b."
    (project / "corpus" / "evil.txt").write_text(f"A title here\n\nIt speaks of {evil}\n")
    (project / "claims.toml").write_text(
        f"[[claims]]\nid = 'evil'\ntext = {json.dumps('It speaks of ' + evil)}\n"
    )
    for args in (("find",), ("list",), ("show", "evil"), ("sources",), ("history",), ("report",)):
        result = workbench(*args, cwd=project)
        assert result.returncode == 0, result.stderr
        assert not set(result.stdout) & set("\x1b\x07\u202e\u200b"), args
    listed = workbench("list", cwd=project).stdout
    assert "[/x] [@click=app.quit] seized.However" in listed
    (row,) = rows(workbench("find", "--json", cwd=project))
    assert row["claim"]["text"].endswith(evil)


@pytest.mark.parametrize("command", ["list", "find", "report", "show"])
def test_a_terminal_without_utf8_gets_escapes_not_a_crash(project: Path, command: str) -> None:
    claims = project / "claims.toml"
    claims.write_text("[[claims]]\nid = 'c'\ntext = 'fentanyl in 中国'\n", encoding="utf-8")
    args = (command, "c") if command == "show" else (command,)
    result = workbench(*args, cwd=project, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "\\u4e2d\\u56fd" in result.stdout


def test_a_claims_file_that_cannot_be_read_is_one_line_with_its_place(project: Path) -> None:
    (project / "claims.toml").write_text("[[claims]]\nid = 'a'\ntext = \n")
    line = refused(workbench("list", cwd=project))
    assert line.startswith("claims.toml:3:")
