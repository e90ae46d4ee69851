"""Labelled pairs for training and measuring the judging: sets, made negatives, groups, scores.

FOLDER holds `stance/SET.jsonl.gz` with lines {id, claim, passage, label}. Hard negatives pair a
claim with the passage of another claim that words it most alike (token_set_ratio) and that is not
plainly about the same thing (`may_be_evidence`); random ones with any other. Two pairs are of one
group when a chain of shared claims or passages links them.
"""

import gzip
import json
import random
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from made_pairs import made_pairs
from rapidfuzz import fuzz, process

from workbench import search
from workbench.index import Index

LABELS = ("supports", "conflicts", "mentions")
CLEAN = (
    "vitaminc",
    "vitaminc_train",
    "fever_symmetric",
    "fever_adversarial",
    "mnli",
    "snli",
    "scifact",
    "check_covid",
    "fm2",
)
"""Sets whose licence allows that what is trained on them ships."""
OTHERS = ("healthver", "climate_fever", "covidfact", "sick")
"""Sets that are only measured."""
PROSE = ("mnli", "check_covid", "scifact", "healthver")
FOLDS = 5
CLAIMS = 1500
PASSAGES = 2000
ON_PAGE = 10
"""Sentences that a search finds for a claim."""
# Claims that get negatives, and passages these are chosen from, at most: enough for shares of a
# tenth of a percent, and 12 million comparisons a set.


class Row(NamedTuple):
    set: str
    kind: str
    """`gold`, `hard`, `random`, or `page` for a sentence that a search found."""
    claim: str
    passage: str
    label: int
    """Index into LABELS."""
    fold: int
    title: str | None = None
    rank: int | None = None
    """Place among what a search found, 1 for the best match; None without a search."""
    score: float | None = None


def read(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / "stance" / f"{name}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rows(folder: Path, names: Sequence[str]) -> list[Row]:
    """All pairs of the sets with their negatives; deterministic."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    sets = {name: read(folder, name) for name in names}
    for lines in sets.values():
        for line in lines:
            one, two = root("c" + line["claim"].lower()), root("p" + line["passage"].lower())
            if one != two:
                parent[max(one, two)] = min(one, two)

    found: list[Row] = []
    for name, lines in sets.items():
        for line in lines:
            group = root("c" + line["claim"].lower())
            fold = zlib.crc32(group.encode()) % FOLDS
            label = LABELS.index(line["label"])
            found.append(Row(name, "gold", line["claim"], line["passage"], label, fold))
        found += negatives(name, lines, root)
    return found


def negatives(name: str, lines: list[dict[str, str]], root) -> list[Row]:  # type: ignore[no-untyped-def]
    """One hard and one random negative a claim, from passages of other groups."""
    chance = random.Random(name)
    claims = list(dict.fromkeys(line["claim"] for line in lines))
    passages = sorted({line["passage"] for line in lines})
    claims = claims if len(claims) <= CLAIMS else chance.sample(claims, CLAIMS)
    passages = passages if len(passages) <= PASSAGES else chance.sample(passages, PASSAGES)
    found: list[Row] = []
    for claim in claims:
        group = root("c" + claim.lower())
        fold = zlib.crc32(group.encode()) % FOLDS
        near = process.extract(claim, passages, scorer=fuzz.token_set_ratio, limit=6)
        for passage in (match[0] for match in near):
            if root("p" + passage.lower()) != group and not may_be_evidence(claim, passage):
                found.append(Row(name, "hard", claim, passage, 2, fold))
                break
        passage = chance.choice(passages)
        if root("p" + passage.lower()) != group:
            found.append(Row(name, "random", claim, passage, 2, fold))
    return found


def may_be_evidence(claim: str, passage: str) -> bool:
    """Whether a passage of another claim may well be evidence that nobody labelled.

    Many are: another revision of the same sentence, or a caption that shows "a group of people".
    It is taken to be so where it has every name of the claim, or every long word if there is none.
    """
    words = claim.replace("'s", "").strip(".?!").split()
    telling = [word for word in words[1:] if word[:1].isupper()]
    telling = telling or [word.lower() for word in words if len(word) > 3]
    text = passage if telling[:1] and telling[0][:1].isupper() else passage.lower()
    return all(word.strip(",;:()")[:5] in text for word in telling)


def made() -> list[Row]:
    """The pairs made by rule, see `made_pairs`."""
    found = []
    for _, (claim, passage, label) in made_pairs():
        fold = zlib.crc32(claim.lower().encode()) % FOLDS
        found.append(Row("made", "gold", claim, passage, LABELS.index(label), fold))
    return found


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Mean F1 over the labels that occur in `truth`."""
    scores = []
    for label in np.unique(truth):
        hit = np.sum((truth == label) & (said == label))
        scores.append(2 * hit / max(1, np.sum(truth == label) + np.sum(said == label)))
    return float(np.mean(scores))


def precision_at_half_recall(truth: np.ndarray, score: np.ndarray) -> float:
    """Precision where half of the true ones are found, by falling score."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(truth[order])
    if not len(hits) or hits[-1] == 0:
        return float("nan")
    at = int(np.searchsorted(hits, hits[-1] / 2))
    return float(hits[at] / (at + 1))


def pages(folder: Path) -> list[Row]:
    """Claims of fm2 against what a search of all its pages finds: what a reader meets.

    A found sentence that is evidence has the claim's label, every other one only mentions it.
    """
    base = folder / "retrieval" / "fm2"
    if not base.exists():
        return []
    of_page: dict[str, list[str]] = {}
    texts: dict[str, tuple[str, str]] = {}
    with gzip.open(base / "passages.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            texts[line["id"]] = line["text"], line["doc_id"]
            of_page.setdefault(line["doc_id"], []).append(line["text"])
    with gzip.open(base / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        titles = {line["doc_id"]: line["title"] for line in map(json.loads, lines)}
    gold: dict[str, set[str]] = {}
    for line in (base / "qrels.tsv").read_text("utf-8").splitlines():
        claim, passage, _ = line.split("\t")
        gold.setdefault(claim, set()).add(passage)
    claims = list(map(json.loads, (base / "claims.jsonl").read_text("utf-8").splitlines()))
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        corpus = Path(temporary) / "corpus"
        corpus.mkdir()
        for number, (page, sentences) in enumerate(of_page.items()):
            text = "\n\n".join([titles[page], *sentences]) + "\n"
            (corpus / f"page{number}.txt").write_text(text, "utf-8")
        index = Index.open(Path(temporary) / "index", corpus)
        index.refresh()
        sources = {source.id: source.title for source in index.sources()}
        for line in claims:
            told = {texts[each] for each in gold.get(line["id"], ()) if each in texts}
            if not told or line["label"] not in ("SUPPORTS", "REFUTES"):
                continue
            said, page = {text for text, _ in told}, min(page for _, page in told)
            fold = zlib.crc32(page.encode()) % FOLDS
            label = 0 if line["label"] == "SUPPORTS" else 1
            matches = search.find(index, line["text"], limit=ON_PAGE).matches
            for rank, match in enumerate(matches, start=1):
                text, title = match.passage.text, sources[match.passage.source]
                mine = label if any(text in each or each in text for each in said) else 2
                where = (title, rank, match.score)
                found.append(Row("fm2", "page", line["text"], text, mine, fold, *where))
        index.close()
    return found
