"""Words for numbers, units and bounds, as tables; how they are read stands in `quantities`."""

# ruff: noqa: SIM905 - lists of words read best as words

UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        """twenty thirty forty fifty sixty seventy eighty ninety""".split(), 2
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
VAGUE = {
    "dozens": (24.0, 200.0),
    "hundreds": (200.0, 2e3),
    "thousands": (2e3, 1e5),
    "millions": (2e6, 1e9),
    "billions": (2e9, 1e12),
}
PARTS = {
    form: number
    for word, number in {
        "half": 2,
        "third": 3,
        "quarter": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
        "twelfth": 12,
        "twentieth": 20,
        "hundredth": 100,
    }.items()
    for form in (word, "halves" if word == "half" else word + "s")
}
EVERY = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
"""One of how many: "every third tree"."""
VULGAR = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
FACTORS = {
    "twice": 2.0,
    "thrice": 3.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
    "tenfold": 10.0,
    "double": 2.0,
    "doubled": 2.0,
    "doubles": 2.0,
    "doubling": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "triples": 3.0,
    "tripling": 3.0,
    "trebled": 3.0,
    "quadruple": 4.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "halves": 0.5,
}
"""Words for how many times as much."""
ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth""".split(),
        1,
    )
}
MEASURES = {
    "mass": "mg .001 milligram .001 g 1 gram 1 kg 1000 kilo 1000 kilogram 1000 kilogramme 1000"
    " tonne 1e6 ton 1e6 lb 453.6 pound 453.6 ounce 28.35",
    "length": "mm .001 millimetre .001 millimeter .001 cm .01 centimetre .01 centimeter .01"
    " inch .0254 inches .0254 ft .3048 foot .3048 feet .3048 metre 1 meter 1 km 1000 kilometre 1000"
    " kilometer 1000 mile 1609.3 mi 1609.3 yard .9144 m 1",
    "area": "acre 4047 hectare 1e4 ha 1e4",
    "time": "second 1 minute 60 hour 3600 day 86400 week 604800 month 2629800 year 31557600"
    " decade 315576000 century 3155760000 centuries 3155760000",
    "volume": "litre 1 liter 1 gallon 3.785 ml .001 millilitre .001",
    "energy": "mw 1 megawatt 1 gw 1000 gigawatt 1000 kw .001",
}
MONEY = {
    form: name
    for name, forms in {
        "dollar": "$ dollar usd",
        "euro": "€ euro eur",
        "pound": "£ gbp sterling",
        "yuan": "¥ yuan renminbi rmb",
        "rupee": "₹ rupee rs inr",
        "yen": "yen jpy",
        "won": "₩",
        "rouble": "₽ rouble ruble",
        "lira": "₺ lira",
        "shekel": "₪ shekel",
        "franc": "franc chf",
        "crown": "crown krona krone kroner kronor sek nok dkk",
        "peso": "peso",
        "rand": "zar",
        "zloty": "zloty",
        "dirham": "dirham",
        "naira": "₦ naira",
    }.items()
    for form in forms.split()
}
MONEY_MARKS = frozenset("$€£¥₹₩₽₺₪₦")
LEVELS = frozenset("zero freezing sea ground".split())
"""What a number may lie above or below: "12 degrees below zero"."""
MINUS = frozenset(("-", "−", "–"))
"""Marks right before a number that make it negative, where nothing joins it to what is before."""


def measures() -> dict[str, tuple[str, float]]:
    table: dict[str, tuple[str, float]] = {}
    for dimension, line in MEASURES.items():
        words = line.split()
        for word, factor in zip(words[::2], words[1::2], strict=True):
            table[word] = (dimension, float(factor))
            table.setdefault(word + "s", (dimension, float(factor)))
    return table


MEASURE = measures()
LONG = frozenset("long high deep wide tall thick away above below".split())
"""Words behind a length: "3.2m tall"."""
LABELLED = frozenset(
    """no number issue flight highway route season episode chapter volume part channel page
    article section level phase step grade room line class type model version vol interstate
    platform unit game week round group act book apartment building section stage tier
    category day #""".split()
)
ABOVE = (
    "more than",
    "over",
    "above",
    "exceed",
    "exceeds",
    "exceeded",
    "exceeding",
    "greater than",
    "higher than",
    "larger than",
    "upwards of",
    "in excess of",
    "beyond",
    "surpassing",
    "surpassed",
    "topped",
    "north of",
    "past",
    "longer than",
    "older than",
)
LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "minimum of",
    "not fewer than",
)
BELOW = (
    "less than",
    "fewer than",
    "under",
    "below",
    "lower than",
    "smaller than",
    "shorter than",
    "younger than",
    "short of",
)
MOST = (
    "at most",
    "up to",
    "as many as",
    "as much as",
    "no more than",
    "not more than",
    "maximum of",
    "at maximum",
)
ABOUT = (
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "circa",
    "an estimated",
    "estimated",
    "close to",
    "~",
    "approx",
    "c.",
)
NEARLY = ("nearly", "almost", "just under", "close to", "approaching", "just below")
JUST_OVER = ("just over", "slightly over", "little over", "slightly more than", "just above")
BOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("just over", JUST_OVER),
    ("nearly", NEARLY),
    ("least", LEAST),
    ("most", MOST),
    ("above", ABOVE),
    ("below", BELOW),
    ("about", ABOUT),
)
BY_WORDS = {phrase: name for name, phrases in reversed(BOUNDS) for phrase in phrases}
NEXT_OF = frozenset(
    """type kind sort form variety number group member categori class set""".split()
)
DISPUTE = frozenset(
    """argue argu fight fought dispute disput debat debate row concern vote clash quarrel feud
    battle battl war talk sue su trial protest anger critic agree agre disagre deal worri worry
    doubt negoti discuss decis conflict case question resign arrest charg uncertainti outrag
    alarm""".split()
)
"""Stems behind which "over" and "about" say what it is about: "a row over 3 seats"."""
GOVERN = frozenset("control power authority jurisdiction win victory lead rule".split())
