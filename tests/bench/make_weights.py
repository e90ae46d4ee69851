"""Make `workbench/analysis/weights.json`: how much a word says, from how few sentences have it.

    python tests/bench/make_weights.py FOLDER

FOLDER holds `stance/SET.jsonl.gz`. Every distinct passage and claim of the sets below counts
once as a sentence; the weight of a stem is ln(sentences / sentences with it), divided by that of a
stem in four sentences, two decimals: rarer ones weigh 1. No text is kept, only the stems of more
than four sentences. The same input gives the same bytes.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path

from trained_on import attribution

from workbench.analysis.tokens import tokenize
from workbench.analysis.words import FUNCTION

SETS = ("vitaminc", "vitaminc_train", "fever_symmetric", "mnli", "check_covid", "scifact", "fm2")
LEAST = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds stance/SET.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("workbench/analysis/weights.json"))
    arguments = parser.parse_args()
    texts: set[str] = set()
    for name in SETS:
        with gzip.open(
            arguments.folder / "stance" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
        ) as lines:
            for line in lines:
                row = json.loads(line)
                texts.update((row["claim"], row["passage"]))
    seen: Counter[str] = Counter()
    for text in texts:
        tokens = tokenize(text)
        seen.update({t.stem for t in tokens if t.kind == "word" and t.lower not in FUNCTION})
    top = math.log(len(texts) / LEAST)
    weights = {
        stem: round(math.log(len(texts) / count) / top, 2)
        for stem, count in sorted(seen.items())
        if count > LEAST and stem.isascii()
    }
    told = {"attribution": attribution(SETS), "weights": weights}
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False) + "\n"
    arguments.out.write_text(text, "utf-8")
    print(arguments.out, f"{len(text):,} bytes, {len(weights):,} stems of {len(texts):,} sentences")


if __name__ == "__main__":
    main()
