"""The folder of sources: what is in it, what its catalogue says, and one reader a format.

The names are there once one is asked for: the first frame of the desk needs how words are drawn,
and waits for no reader of a format.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.corpus.sources import Article, CorpusFile, Published, Skipped, Source, load, scan

__all__ = ["Article", "CorpusFile", "Published", "Skipped", "Source", "load", "scan"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("workbench.corpus.sources"), name)
