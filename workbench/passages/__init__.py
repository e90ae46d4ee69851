"""Stretches of an article with exact offsets: cut as sentences, or quoted and found again."""

from workbench.passages.sentences import LONGEST, Passage, cut

__all__ = ["LONGEST", "Passage", "cut"]
