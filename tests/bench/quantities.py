"""Read generated quantities beside quantulum3, and print where the two differ.

    python tests/bench/quantities.py [--sentences N]

Numbers in digits, with separators, decimals and in words, each with a unit and a bound that both
know, in sentences of our own. quantulum3 is no part of the tests: it installs 24 MB and, where
scikit-learn is there too, loads a pickle with a warning; here it runs without its classifier.
What it misses by design is left out: `none`, hundreds, fractions and what a number counts.
"""

import argparse
import math
import random
import time

from quantulum3 import classifier, parser

from workbench.analysis.sentence import analyse

UNITS = {
    "kilograms": ("kilogram", 1000.0),
    "tonnes": ("tonne", 1e6),
    "miles": ("mile", 1609.3),
    "kilometres": ("kilometre", 1000.0),
    "grams": ("gram", 1.0),
    "hours": ("hour", 3600.0),
    "weeks": ("week", 604800.0),
    "percent": ("percentage", 1.0),
    "dollars": ("dollar", 1.0),
    "euros": ("euro", 1.0),
    "litres": ("litre", 1.0),
}
"""Word to the name that quantulum3 gives it, and its size in the base unit that we use."""
SENTENCES = (
    "The load came to {} in the end.",
    "They asked for {} and got it.",
    "In all {} were counted that day.",
    "The new rule allows {} for every household.",
)
SMALL = "three seven eleven nineteen twenty-five forty ninety-nine".split()  # noqa: SIM905
VALUES = dict(zip(SMALL, (3, 7, 11, 19, 25, 40, 99), strict=True))


def written(chance: random.Random) -> tuple[str, float]:
    """A number as text, and its value."""
    match chance.randrange(6):
        case 0:
            value = chance.randrange(2, 1000)
            return str(value), value
        case 1:
            value = chance.randrange(1000, 10_000_000)
            return f"{value:,}", value
        case 2:
            text = f"{chance.uniform(0.1, 500):.{chance.randrange(1, 4)}f}"
            return text, float(text)
        case 3:
            word = chance.choice(SMALL)
            return word, VALUES[word]
        case 4:
            value = chance.randrange(2, 900)
            return f"{value} million", value * 1e6
        case _:
            word = chance.choice(SMALL)
            return f"{word} thousand", VALUES[word] * 1e3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sentences", type=int, default=600)
    number = arguments.parse_args().sentences
    classifier.USE_CLF = False
    chance = random.Random(0)
    ours = theirs = 0
    spent = [0.0, 0.0]
    for _ in range(number):
        text, value = written(chance)
        unit = chance.choice(sorted(UNITS))
        name, size = UNITS[unit]
        sentence = chance.choice(SENTENCES).format(f"{text} {unit}")
        clock = time.process_time()
        amounts = analyse(sentence).quantities
        spent[0] += time.process_time() - clock
        clock = time.process_time()
        others = parser.parse(sentence)
        spent[1] += time.process_time() - clock
        right = len(amounts) == 1 and math.isclose(amounts[0].low, value * size, rel_tol=1e-6)
        agrees = (
            len(others) == 1
            and others[0].unit.name == name
            and math.isclose(others[0].value, value, rel_tol=1e-6)
        )
        ours += right
        theirs += agrees
        if not right:
            print(f"ours    {sentence}  {[(a.low, a.unit) for a in amounts]}")
        if not agrees:
            print(f"theirs  {sentence}  {[(q.value, q.unit.name) for q in others]}")
    print(f"{number} sentences with one quantity each, value and unit right:")
    print(f"  ours        {ours / number:6.1%}  {1e6 * spent[0] / number:7.0f} us a sentence")
    print(f"  quantulum3  {theirs / number:6.1%}  {1e6 * spent[1] / number:7.0f} us a sentence")


if __name__ == "__main__":
    main()
