"""The frame around every command: its options, how it fails and what it returns."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import shell_complete

from workbench import __version__
from workbench.cli.output import complain, prepare
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.workspace import Workspace

DONE, NO, BAD_INPUT, CRASH, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit codes. 70 is EX_SOFTWARE of sysexits.h; 130 is 128 + SIGINT."""

_COMPLETE = "_WORKBENCH_COMPLETE"
# `eval "$(_WORKBENCH_COMPLETE=bash_source workbench)"` switches completion on.

_NO_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)
"""Errors of a full or broken disk for `workbench report > FILE`; our own files have own errors."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Commands(click.Group):
    """`workbench COMMAND ...`, or `workbench [DIR]`, which opens the app."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version", "--reset-terminal", *self.commands}
        if not ctx.resilient_parsing and (not args or args[0] not in own):
            # Not Path, which raises an error for a name that is too long.
            if args and not args[0].startswith("-") and not os.path.isdir(args[0]):  # noqa: PTH112
                raise click.UsageError(f"{args[0]}: no such command or folder.", ctx)
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are used, not in that of the alphabet."""
        return list(self.commands)


def _reset(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from workbench.tui.hangup import reset_terminal

        reset_terminal()
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="",
    subcommand_metavar="[DIR] | COMMAND ...",
)
@click.version_option(__version__, prog_name="workbench", message="%(prog)s %(version)s")
@click.option(
    "--reset-terminal",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_reset,
    help="Restore a terminal that a killed app left unusable.",
)
def workbench() -> None:
    """Check claims against sources, without leaving the terminal.

    Without a command it opens the app on the project in DIR (here). Every command does one
    thing without the screen; --json prints one object a line.
    """


def in_project(command: _Command) -> _Command:
    """Give a command the option `-p DIR`, as `project`."""
    return click.option(
        "-p",
        "--project",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="DIR",
        help="Folder of the project. [default: here]",
    )(command)


def by_someone(command: _Command) -> _Command:
    """Give a command the option `--by NAME`."""
    return click.option(
        "--by",
        metavar="NAME",
        callback=_own_name,
        help="Who decides. [default: reviewer of your settings, else of claims.toml, else your "
        "login name]",
    )(command)


def _own_name(ctx: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """The name given, else that in this person's own settings."""
    if given is not None or ctx.resilient_parsing:
        return given
    from workbench.settings import own_settings

    return own_settings().reviewer


def as_json(command: _Command) -> _Command:
    """Give a command the option `--json`, as `json`."""
    return click.option("--json", is_flag=True, help="One JSON object a line.")(command)


def opened(project: Path, *, by: str | None = None, claims: bool = True) -> Workspace:
    """The workspace of a folder, closed when the command is done.

    Without `claims` there need not be a claims.toml; if there is one, it is read as usual.
    """
    from workbench.workspace import CLAIMS, Workspace

    there = claims or os.path.lexists(project / CLAIMS)
    workspace = (Workspace.open if there else Workspace.without_claims)(project, by=by)
    context = click.get_current_context()
    context.call_on_close(workspace.close)
    # These calls run in reverse order, so the news is printed before closing.
    context.call_on_close(lambda: _print_news(workspace))
    return workspace


def _print_news(workspace: Workspace) -> None:
    with suppress(WorkbenchError):
        if news := workspace.take_news():
            complain(news)


def run(command: click.Command) -> int:
    """Run the command line of this process; see `cli.main`."""
    try:
        prepare()
        asked = os.environ.get(_COMPLETE)
        if asked:
            return shell_complete(command, {}, "workbench", _COMPLETE, asked)
        # Not `command.main`, which treats a broken pipe and an abort in its own way.
        with command.make_context("workbench", sys.argv[1:]) as context:
            code = command.invoke(context)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        hint = f" Try '{error.ctx.command_path} --help'." if error.ctx else ""
        complain(" ".join(error.format_message().split()) + hint)
        return BAD_INPUT
    except (click.ClickException, WorkbenchError) as error:
        complain(str(error) if isinstance(error, WorkbenchError) else error.format_message())
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough (`workbench list | head`). Python would report the error again
        # when it flushes at exit, so the rest of the output is thrown away.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except OSError as error:
        if error.errno not in _NO_OUTPUT:
            return _crashed(error)
        complain(f"the answer could not be printed: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BAD_INPUT
    except SystemExit:
        raise
    except BaseException as error:  # a panic in a Rust library is no Exception
        return _crashed(error)


def _crashed(error: BaseException) -> int:
    from workbench.safe.crash import report
    from workbench.safe.memory import is_out_of_memory

    complain(*report(error))
    return BAD_INPUT if is_out_of_memory(error) else CRASH
