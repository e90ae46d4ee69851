"""The forms of a report, each in a file of its own that knows none of the others."""
