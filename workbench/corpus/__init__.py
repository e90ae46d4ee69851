"""The folder of sources: its files, its catalogue, and one reader for each format.

The names here are imported when one is asked for: the first frame of the desk needs none of the
readers and must not wait for them.
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
