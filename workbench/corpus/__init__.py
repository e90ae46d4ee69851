"""The folder of sources: what is in it, what its catalogue says, and one reader a format."""

from workbench.corpus.sources import Article, CorpusFile, Published, Skipped, Source, load, scan

__all__ = ["Article", "CorpusFile", "Published", "Skipped", "Source", "load", "scan"]
