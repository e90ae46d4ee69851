"""Make `workbench/analysis/lexicon.json` from the files of WordNet 3.0.

    python tests/bench/make_lexicon.py /usr/share/wordnet

The extract keeps single words that WordNet's own sense-tagged texts contain (their
`tagsense_cnt` is above 0), their most frequent senses, what these senses are a kind of,
antonyms, words derived from one another, irregular forms, and the names of places with the
adjectives made of them. Words are kept as stems, as the rest of the judging sees them. The same
input gives the same bytes. WordNet's licence, which asks to go with every copy, is in
`workbench/analysis/WORDNET-LICENSE`.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from workbench.analysis.stems import stem_of

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = {"n": 3, "v": 3, "a": 2, "r": 1}
# Rarer senses align words that hardly ever mean the same ("take" has 42 of them).
LOCATION = "15"
# Number of the lexicographer file noun.location (WordNet's lexnames(5WN)).


def read_index(folder: Path, part: str) -> dict[str, list[str]]:
    """Lemma to the offsets of its senses, frequent words and senses only."""
    lemmas: dict[str, list[str]] = {}
    for line in (folder / f"index.{PARTS[part]}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        lemma, pointers = fields[0], int(fields[3])
        tagged = int(fields[5 + pointers])
        offsets = fields[6 + pointers :]
        if tagged and lemma.isascii() and lemma.isalpha() and len(lemma) > 1:
            lemmas[lemma] = offsets[: min(SENSES[part], max(1, tagged))]
    return lemmas


class Synset:
    """One line of a data file."""

    __slots__ = ("file", "pointers", "words")

    def __init__(self, line: str) -> None:
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        self.file = fields[1]
        self.words = [fields[4 + 2 * i].split("(")[0] for i in range(count)]
        at = 5 + 2 * count
        self.pointers = [
            tuple(fields[i : i + 4]) for i in range(at, at + 4 * int(fields[at - 1]), 4)
        ]


def read_data(folder: Path, part: str) -> dict[str, Synset]:
    lines = (folder / f"data.{PARTS[part]}").read_text("utf-8").splitlines()
    return {line[:8]: Synset(line) for line in lines if not line.startswith(" ")}


def extract(folder: Path) -> dict[str, object]:
    index = {part: read_index(folder, part) for part in PARTS}
    data = {part: read_data(folder, part) for part in PARTS}
    kept = {lemma for lemmas in index.values() for lemma in lemmas}

    numbers: dict[tuple[str, str], int] = {}
    parents: list[int] = []
    fields: list[int] = []

    def number(part: str, offset: str) -> int:
        if (key := (part, offset)) not in numbers:
            numbers[key] = len(parents)
            parents.append(-1)
            fields.append(int(data[part][offset].file))
            for symbol, target, target_part, _ in data[part][offset].pointers:
                if symbol in ("@", "@i"):
                    parents[numbers[key]] = number(target_part, target)
                    break
        return numbers[key]

    senses: dict[str, set[int]] = defaultdict(set)
    for part, lemmas in index.items():
        for lemma, offsets in sorted(lemmas.items()):
            for offset in offsets:
                senses[stem_of(lemma)].add(number(part, offset))

    antonyms: dict[str, set[str]] = defaultdict(set)
    related: dict[str, set[str]] = defaultdict(set)
    for synsets in data.values():
        for synset in synsets.values():
            for symbol, target, target_part, ends in synset.pointers:
                if symbol not in ("!", "+") or ends == "0000":
                    continue
                mine = synset.words[int(ends[:2], 16) - 1]
                theirs = data["a" if target_part == "s" else target_part][target].words
                other = theirs[int(ends[2:], 16) - 1]
                if mine.lower() not in kept or other.lower() not in kept:
                    continue
                one, two = stem_of(mine.lower()), stem_of(other.lower())
                if one == two:
                    continue
                (antonyms if symbol == "!" else related)[one].add(two)

    places: set[str] = set()
    demonyms: dict[str, str] = {}
    for synset in data["n"].values():
        instance = any(pointer[0] == "@i" for pointer in synset.pointers)
        if synset.file == LOCATION and instance:
            places.update(w.replace("_", " ").lower() for w in synset.words if w[0].isupper())
    for synset in data["a"].values():
        for symbol, target, target_part, ends in synset.pointers:
            if symbol == "\\" and target_part == "n" and data["n"][target].file == LOCATION:
                mine = synset.words[int(ends[:2], 16) - 1]
                if mine[0].isupper() and mine.isalpha():
                    other = data["n"][target].words[int(ends[2:], 16) - 1]
                    demonyms.setdefault(mine.lower(), other.replace("_", " ").lower())

    irregular: dict[str, str] = {}
    for part in PARTS.values():
        for line in (folder / f"{part}.exc").read_text("utf-8").splitlines():
            form, *lemmas_of = line.split()
            if lemmas_of and lemmas_of[0] in kept and form.isalpha() and form not in kept:
                irregular.setdefault(form, lemmas_of[0])

    return {
        "antonyms": {k: sorted(v) for k, v in sorted(antonyms.items())},
        "fields": fields,
        "demonyms": dict(sorted(demonyms.items())),
        "irregular": {
            f: lemma for f, lemma in sorted(irregular.items()) if stem_of(f) != stem_of(lemma)
        },
        "parents": parents,
        "places": sorted(p for p in places if p.replace(" ", "").isalpha() and len(p) > 3),
        "related": {k: sorted(v) for k, v in sorted(related.items())},
        "senses": {k: sorted(v) for k, v in sorted(senses.items())},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where data.noun, index.noun, ... are")
    parser.add_argument("--out", type=Path, default=Path("workbench/analysis/lexicon.json"))
    arguments = parser.parse_args()
    lexicon = extract(arguments.folder)
    text = json.dumps(lexicon, ensure_ascii=True, separators=(",", ":"))
    arguments.out.write_text(text + "\n", "utf-8")
    sizes = {key: len(value) for key, value in lexicon.items()}  # type: ignore[arg-type]
    print(arguments.out, f"{len(text):,} bytes", sizes)


if __name__ == "__main__":
    main()
