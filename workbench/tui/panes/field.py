"""A field of one line; whatever is put into it is made safe to show first.

That goes for text typed, pasted, or read from a file that somebody else wrote: a hidden character
becomes a visible sign in the field, so what is seen is what is kept. `area` has several lines.
"""

from textual.widgets import Input

from workbench.safe.visible import line


class OneLine(Input):
    """A field of one line."""

    def validate_value(self, value: str) -> str:
        """The text that the field holds when `value` is put into it."""
        return shown(value)


def shown(value: str) -> str:
    """How a field of one line shows and keeps a text."""
    return line(value.replace("\t", " "))
