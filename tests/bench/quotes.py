"""Measure how quotes are found again in sources that changed.

    python tests/bench/quotes.py CORPUS [SEED]

Every passage of the articles in CORPUS is quoted, then looked for twice: in its article with the
passage reworded (5, 15 or 30 % of its words replaced, dropped or added, and a line put above),
and in its article with the passage taken out. Printed for several bounds of `likeness.LIKE`: the
share of the reworded ones found where they stand, and of those taken out that are taken for
another sentence.
"""

import random
import sys
from pathlib import Path

from rapidfuzz import fuzz

from workbench.corpus import Article, load, scan
from workbench.passages import cut, likeness, quotes
from workbench.passages.quotes import Anchor, FoundQuote, Quote, find_again, quote

OTHERS = ("several", "forty", "government", "however", "reportedly", "new", "12", "very")


def reworded(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, int(len(words) * chance.choice((0.05, 0.15, 0.3))))):
        at, way = chance.randrange(len(words)), chance.random()
        if way < 0.4:
            words[at] = chance.choice(OTHERS)
        elif way < 0.7 and len(words) > 2:
            del words[at]
        else:
            words.insert(at, chance.choice(OTHERS))
    return " ".join(words)


def like(then: Quote, found: FoundQuote, now: str) -> float:
    if found.anchor is Anchor.GONE:
        return 0.0
    return fuzz.ratio(then.exact, now[found.start : found.end])


def main(corpus: Path, seed: int) -> None:
    chance = random.Random(seed)
    setattr(quotes, "LIKE", 0.0)  # noqa: B010 - imported there by name
    likeness.LIKE = 0.0
    right: list[float] = []
    wrong: list[float] = []
    files, _ = scan(corpus)
    articles = [a for f in files for a in load(corpus, f.path) if isinstance(a, Article)]
    for article in articles:
        text = article.text
        for p in cut(article):
            if text.count(p.text) > 1:
                continue
            then = quote(text, p.start, p.end, source=p.source, sha256=article.source.sha256)
            gone = text[: p.start] + text[p.end :]
            wrong.append(like(then, find_again(then, gone), gone))
            new, first = reworded(p.text, chance), "Updated.\n"
            now = first + text[: p.start] + new + text[p.end :]
            found = find_again(then, now)
            start, end = len(first) + p.start, len(first) + p.start + len(new)
            common = min(end, found.end) - max(start, found.start)
            whole = max(end, found.end) - min(start, found.start)
            right.append(like(then, found, now) if common / whole > 0.9 else 0.0)
    print(f"{len(right)} passages   found where they stand   taken for another")
    for bound in (50, 55, 60, 65, 70, 75, 80):
        good = sum(score >= bound for score in right) / len(right)
        bad = sum(score >= bound for score in wrong) / len(wrong)
        print(f"LIKE = {bound:3}   {good:20.1%} {bad:20.1%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
