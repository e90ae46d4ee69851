"""Labelled claims and passages read from a folder, and the measures over them.

A set is a folder with `docs.jsonl.gz` {doc_id, title}, `passages.jsonl.gz` {id, doc_id, text},
`claims.jsonl` {id, text} and `qrels.tsv` (claim, passage, grade).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from workbench.corpus import Article
from workbench.passages import Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the grades of the passages that speak of it."""

    id: str
    text: str
    grades: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A corpus, already cut, with claims about it."""

    name: str
    titles: Mapping[str, str]
    passages: Sequence[tuple[str, str, str]]
    """Id, document and text, in order, each document's passages together."""
    claims: Sequence[Claim]

    @classmethod
    def read(cls, folder: Path, *, claims: int) -> LabelledSet:
        """The set in a folder with at most so many claims, always the same ones."""
        titles = {row["doc_id"]: row.get("title") or "" for row in _lines(folder / "docs.jsonl.gz")}
        by_document: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in _lines(folder / "passages.jsonl.gz"):
            text = " ".join(row["text"].split())
            if text:
                by_document[row["doc_id"]].append((row["id"], row["doc_id"], text))
        grades: dict[str, dict[str, float]] = defaultdict(dict)
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
            claim, passage, grade = line.split("\t")
            if grade.replace(".", "").isdigit() and float(grade) > 0:
                grades[claim][passage] = float(grade)
        found = [
            Claim(row["id"], row["text"], grades[row["id"]])
            for row in _lines(folder / "claims.jsonl")
            if grades[row["id"]]
        ]
        found.sort(key=lambda claim: hashlib.sha256(claim.id.encode()).digest())
        every = [row for rows in by_document.values() for row in rows]
        return cls(folder.name, titles, every, found[:claims])

    def write(self, corpus: Path) -> None:
        """Put the corpus in a folder, a passage a line (see `cut_lines`)."""
        corpus.mkdir(parents=True, exist_ok=True)
        texts: dict[str, list[str]] = defaultdict(list)
        for _, document, text in self.passages:
            texts[document].append(text)
        with (corpus / f"{self.name}.jsonl").open("w", encoding="utf-8") as file:
            for document, lines in texts.items():
                row = {
                    "id": f"{self.name}/{document}",
                    "title": self.titles.get(document) or "-",
                    "text": "\n".join(lines),
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def places(self) -> dict[tuple[str, int], str]:
        """The passage at each offset of each source that `write` makes."""
        found: dict[tuple[str, int], str] = {}
        end: dict[str, int] = defaultdict(int)
        for passage, document, text in self.passages:
            found[f"{self.name}/{document}", end[document]] = passage
            end[document] += len(text) + 1
        return found


def cut_lines(article: Article) -> tuple[Passage, ...]:
    """Every line is a passage: the corpus was cut by those who labelled it."""
    found: list[Passage] = []
    start = 0
    for line in article.text.split("\n"):
        found.append(Passage(article.source.id, start, start + len(line), line))
        start += len(line) + 1
    return tuple(found)


def pooled(sets: Sequence[LabelledSet], *, claims: int) -> LabelledSet:
    """All corpora in one, with at most so many claims of each; ids carry their set's name."""

    def of(one: LabelledSet, name: str) -> str:
        return f"{one.name}:{name}"

    return LabelledSet(
        "pooled",
        {of(one, key): title for one in sets for key, title in one.titles.items()},
        [(of(one, p), of(one, d), text) for one in sets for p, d, text in one.passages],
        [
            Claim(of(one, c.id), c.text, {of(one, p): grade for p, grade in c.grades.items()})
            for one in sets
            for c in one.claims[:claims]
        ],
    )


def misspelt(text: str, seed: str) -> str:
    """A text with one edit in 30 % of its words of five letters and more."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"

    def edit(found: re.Match[str]) -> str:
        word = found[0]
        if chance.random() >= 0.3:
            return word
        at = chance.randrange(len(word) - 1)
        kind = chance.randrange(4)
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + chance.choice(letters) + word[at:]
        if kind == 2:
            return word[:at] + chance.choice(letters) + word[at + 1 :]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return re.sub(r"[^\W\d_]{5,}", edit, text)


def ndcg(ranked: Sequence[str], grades: Mapping[str, float], *, depth: int = 10) -> float:
    """nDCG with linear gain, as trec_eval has it; 0 to 1."""
    gain = sum(grades.get(name, 0.0) / log2(i + 2) for i, name in enumerate(ranked[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    return gain / sum(grade / log2(i + 2) for i, grade in enumerate(best))


def recall(ranked: Sequence[str], grades: Mapping[str, float], *, depth: int = 20) -> float:
    """Share of the labelled passages among the first `depth`."""
    return sum(name in grades for name in ranked[:depth]) / len(grades)


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, float]) -> float:
    """1 over the rank of the first labelled passage among the first 20, or 0."""
    return next((1 / rank for rank, name in enumerate(ranked[:20], 1) if name in grades), 0.0)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.decode("utf-8").split("\n"):
        if line:
            yield json.loads(line)
