"""Every action without the screen, as plain text or JSON: the accessible face of the desk.

    frame      the group of commands, one line for every error, exit codes
    output     lines of text and of JSON, safe for any terminal
    evidence   find, explain
    batch      find and explain for many claims or pairs, on all cores
    second_reading  the second reading for find and explain, by a model of the user's own
    decisions  record, mark, justify, postpone, undo, redo, history
    rechecking recheck
    quoting    quotations
    verifying  verify
    sources    sources, read, grade
    claim_commands  suggest, claim add, claim edit, claim split
    project    open, list, show, report, check, backup, recover, locate
    serving    serve
    keys       keys

Commands ask the workspace and print; they contain no rules. What is slow to import is imported
only when a command needs it, so that `--help` answers at once.
"""


def main() -> int:
    """Run the command line of this process and return its exit code.

    0 done, 1 the answer is no, 2 bad input (one line says what), 70 a crash, 130 interrupted.
    """
    try:
        # Imported here so that Ctrl+C is quiet from the first moment.
        from workbench.cli.commands import workbench
        from workbench.cli.frame import run

        return run(workbench)
    except KeyboardInterrupt:
        return 130
    except (MemoryError, ImportError) as error:
        import sys

        from workbench.safe.memory import TOO_LITTLE, is_out_of_memory

        if not is_out_of_memory(error):
            raise
        print(TOO_LITTLE, file=sys.stderr)
        return 2
