"""Stretches of an article with exact offsets: cut as sentences, or quoted and found again."""

from workbench.passages.sentences import LONGEST, Passage, Spot, cut

__all__ = ["LONGEST", "Passage", "Spot", "cut"]
