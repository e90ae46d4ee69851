"""Cut articles into passages, here or in child processes, and put them into signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

import msgspec

from workbench.corpus import Article, Source
from workbench.corpus.prose import prose
from workbench.index.acronyms import explained
from workbench.index.stems import LONGEST, memory, words
from workbench.passages import Passage
from workbench.safe.children import Children, Work

Cutter = Callable[[Article], tuple[Passage, ...]]
"""A module level function such as `passages.cut`."""


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """Where the passages of an article lie, and what they say in signs."""

    spans: list[tuple[int, int]]
    """Half open, in code points, in order."""
    headings: list[int]
    """Which of them are headings."""
    words: list[str]
    """In lower case, each once."""
    signs: str
    """A line for title and publisher, then one for each passage."""
    acronyms: list[tuple[str, str]]
    """Acronym and the words it stands for, where the article says so."""


def head(source: Source) -> str:
    """What is searched with each passage of a source: its title and publisher."""
    return f"{source.title} {source.publisher}" if source.publisher else source.title


def cut_here(cutter: Cutter, articles: Sequence[Article]) -> list[Cut]:
    """Cut some articles in this process."""
    return [_cut(cutter, article) for article in articles]


def _cut(cutter: Cutter, article: Article) -> Cut:
    passages = cutter(article)
    spelled = [words(head(article.source)), *(words(prose(passage.text)) for passage in passages)]
    every = set().union(*spelled)
    return Cut(
        [(passage.start, passage.end) for passage in passages],
        [n for n, passage in enumerate(passages) if passage.heading],
        [word for word in every if len(word) <= LONGEST],
        "\n".join(map(memory.line, spelled)),
        list(set(explained(article.text))) if "(" in article.text else [],
    )


def prepare(cutter: str) -> Work:
    """The work of a child that cuts: articles to `Cut`s. `cutter` as `named` has it."""
    module, name = cutter.split(":")
    function: Cutter = getattr(import_module(module), name)

    def work(frame: bytes) -> bytes:
        articles = msgspec.msgpack.decode(frame, type=list[Article])
        return msgspec.msgpack.encode(cut_here(function, articles))

    return work


def named(cutter: Cutter) -> str:
    """`module:function`, by which a child finds a cutter."""
    return f"{cutter.__module__}:{cutter.__qualname__}"


class Cutters:
    """Child processes that cut; close them when done."""

    def __init__(self, cutter: Cutter, processes: int) -> None:
        self._children = Children(f"{__name__}:prepare", named(cutter), processes)

    def submit(self, articles: Sequence[Article]) -> Callable[[], list[Cut]]:
        """Cut some articles in whichever child is free; call the answer to wait for it."""
        answer = self._children.submit(msgspec.msgpack.encode(articles))
        return lambda: msgspec.msgpack.decode(answer.result(), type=list[Cut])

    def close(self) -> None:
        """End the children."""
        self._children.close()
