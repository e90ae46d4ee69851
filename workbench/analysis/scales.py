"""Adjectives that stand on one scale, and which way: "longer" and "shorter"."""

_SCALES = """
more greater | less fewer
high tall | low
long | short brief
large big great huge | small little tiny
heavy | light
fast quick rapid swift | slow
old ancient elder | young new recent
expensive dear costly pricey | cheap affordable inexpensive
hot warm | cold cool
rich wealthy prosperous | poor
strong powerful | weak feeble
wide broad | narrow
deep | shallow
good fine | bad poor
safe secure | dangerous risky hazardous unsafe
hard difficult tough | easy simple
thick | thin
bright light | dark dim
loud noisy | quiet silent
common frequent | rare scarce
clean pure | dirty polluted
wet damp humid | dry arid
likely probable | unlikely
happy cheerful | sad unhappy
busy crowded | quiet empty
popular | unpopular
healthy | sick unhealthy
early soon | late
near close | far distant
"""
_IRREGULAR = {"better": "good", "worse": "bad", "further": "far", "farther": "far", "elder": "old"}


def _comparatives(word: str) -> set[str]:
    if word.endswith("e"):
        return {word + "r"}
    if word.endswith("y"):
        return {word[:-1] + "ier"}
    return {word + "er", word + word[-1] + "er"}


_Table = dict[str, tuple[int, int]]


def _table() -> tuple[_Table, _Table, _Table]:
    plain: dict[str, tuple[int, int]] = {}
    compared: dict[str, tuple[int, int]] = {}
    topmost: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(filter(None, _SCALES.splitlines())):
        for side, way in zip(line.split("|"), (1, -1), strict=True):
            for word in side.split():
                plain.setdefault(word, (number, way))
                for form in _comparatives(word):
                    compared.setdefault(form, (number, way))
                    topmost.setdefault(form[:-1] + "st", (number, way))
    compared.update({form: plain[word] for form, word in _IRREGULAR.items()})
    compared.update(dict.fromkeys(("more", "greater"), (0, 1)))
    compared.update(dict.fromkeys(("less", "fewer"), (0, -1)))
    topmost.update(best=plain["good"], worst=plain["bad"], least=(0, -1), fewest=(0, -1))
    return plain, compared, topmost


PLAIN, COMPARED, TOPMOST = _table()
"""Adjectives, their comparatives and superlatives, with the number of their scale and 1 or -1."""
AMOUNT = 0
"""The scale of "more" and "fewer"."""
SPEED = next(number for word, (number, _) in PLAIN.items() if word == "fast")
"""The scale on which more seconds are less."""
