"""What the shipped numbers were learned from, as the licences of those sets ask to be told.

The scripts that make `model.json` and `weights.json` write it into them; LICENSE says it too.
"""

from collections.abc import Iterable

_FEVER = "made from FEVER (Thorne, Vlachos, Christodoulopoulos, Mittal 2018) and Wikipedia"

_SETS = {
    "vitaminc": (
        "VitaminC (Schuster, Fisch, Barzilay 2021), from Wikipedia and FEVER: CC BY-SA 3.0,"
        " https://creativecommons.org/licenses/by-sa/3.0/"
    ),
    "fever_symmetric": (
        "FEVER Symmetric (Schuster, Shah, Yeo, Filizzola Ortiz, Santus, Barzilay 2019),"
        f" {_FEVER}: CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/"
    ),
    "fever_adversarial": (
        "FEVER 2.0 adversarial claims (Thorne, Vlachos, Cocarascu, Christodoulopoulos, Mittal"
        f" 2019), {_FEVER}: CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/"
    ),
    "mnli": (
        "MultiNLI (Williams, Nangia, Bowman 2018): the licence of the Open American National"
        " Corpus, its fiction under CC BY 3.0 and CC BY-SA 3.0,"
        " https://creativecommons.org/licenses/by-sa/3.0/"
    ),
    "snli": (
        "SNLI (Bowman, Angeli, Potts, Manning 2015), on captions of Flickr30k: CC BY-SA 4.0,"
        " https://creativecommons.org/licenses/by-sa/4.0/"
    ),
    "scifact": (
        "SciFact (Wadden, Lin, Lo, Wang, van Zuylen, Cohan, Hajishirzi 2020): CC BY 4.0,"
        " https://creativecommons.org/licenses/by/4.0/, abstracts of S2ORC under ODC-By 1.0"
    ),
    "check_covid": "Check-COVID (Wang and others 2023): MIT",
    "fm2": (
        "FoolMeTwice (Eisenschlos, Dhingra, Bulian, Börschinger, Boyd-Graber 2021): Apache-2.0,"
        " passages of Wikipedia under CC BY-SA 3.0,"
        " https://creativecommons.org/licenses/by-sa/3.0/"
    ),
}

_CHANGED = (
    "Numbers learned or counted from the sets named here; none of their texts is kept. In so far as"
    " such numbers are an adaptation of them, these are under CC BY-SA 4.0."
)


def attribution(sets: Iterable[str]) -> list[str]:
    """What to say of sets by their names here: what was done, then a line a set.

    Raises KeyError for a set of which nothing is known: it must not be trained on.
    """
    names = (name.removesuffix("_train") for name in sets)
    return [_CHANGED, *dict.fromkeys(_SETS[name] for name in names)]
