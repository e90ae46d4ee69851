"""A field of one line: what is put into it passes the one door for text, however it came.

Typed, pasted, or read from a file that somebody else may have written: what hides becomes a sign
in the field itself, so that what is seen there is what is kept. One of several lines is in `area`.
"""

from textual.widgets import Input

from workbench.safe.visible import line


class OneLine(Input):
    """A field of one line."""

    def validate_value(self, value: str) -> str:
        """What stands in the field where this was put into it."""
        return shown(value)


def shown(value: str) -> str:
    """What a field of one line shows and keeps of a text."""
    return line(value.replace("\t", " "))
