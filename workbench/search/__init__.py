"""Find the passages that speak of a claim, best first, and say why each was found.

A score says "read this first", never "this is true": contradictions share most of their words
with the claim and often rank above support.
"""

from workbench.search.batch import find_many
from workbench.search.finding import find
from workbench.search.matches import Filter, Found, Match, Part, Searched, Unknown

__all__ = ["Filter", "Found", "Match", "Part", "Searched", "Unknown", "find", "find_many"]
