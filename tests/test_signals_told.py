"""How the two stand, by cell: what each kind tells, and where it says nothing."""

import pytest
from signalled import cells, kinds

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.signals import SIGNALS
from workbench.signals.reasons import Relation

CONFLICTS, MEETS, DIFFERS = Relation.CONFLICTS, Relation.MEETS, Relation.DIFFERS


TOLD = [
    ("All the wells are dry.", "Every well is dry.", "all/same", MEETS),
    ("All the wells are dry.", "The wells are dry.", "all/missing", DIFFERS),
    ("Most of the wells are dry.", "Most wells are dry.", "most/same", MEETS),
    ("Most of the wells are dry.", "Some of the wells are dry.", "most/part", DIFFERS),
    ("Peru was the first buyer.", "Peru became the first buyer of it.", "first/same", MEETS),
    ("Peru was the first buyer.", "Peru was a buyer.", "first/missing", DIFFERS),
    ("It was the last ship.", "It was the last ship home.", "last/same", MEETS),
    ("It was the last ship.", "It was the first ship.", "last/turned", CONFLICTS),
    ("It was the last ship.", "It was a ship.", "last/missing", DIFFERS),
    ("It was the largest fire.", "It was the largest fire yet.", "superlative/same", MEETS),
    ("It was the largest fire.", "It was the only fire.", "superlative/other", DIFFERS),
    ("It was the third season.", "It was the third season of it.", "ordinal/same", MEETS),
    ("It was the third season.", "The fifth child saw a season.", "ordinal/apart", DIFFERS),
    ("It was the third season of it.", "It was a season of it.", "number/missing", DIFFERS),
    ("The dam was finished in May 1985.", "The dam was finished in 1985.", "date/open", DIFFERS),
    (
        "The dam was finished in 1985.",
        "Begun in 1979, the old dam by the port was finished in 1991.",
        "date/loose",
        DIFFERS,
    ),
    ("The mine employs 300 people.", "It employs more than 300 people.", "number/open", DIFFERS),
    ("The office added 32 nets.", "The office regulates 170 nets.", "number/near", CONFLICTS),
    ("The fee is 32 dollars a day.", "The daily charge is 170 dollars.", "number/apart", DIFFERS),
    ("He saw no seals.", "At noon he counted 12 ships.", "number/loose", DIFFERS),
    (
        "The mine has a yield of 92% based on 40 tests.",
        "The mine has a yield of 61%, based on 40 tests.",
        "number/context",
        CONFLICTS,
    ),
    ("Orrin won the final 3-1.", "In Leeds Orrin won the final 3-1.", "number/score", MEETS),
    (
        "The old dam was finished in 1985.",
        "The old dam, begun in 1979, was finished in 1991.",
        "date/context",
        CONFLICTS,
    ),
    ("The bank bought it.", "The bank sold it.", "antonym/slot", CONFLICTS),
    (
        "The bank bought the shares.",
        "The shares went up, and the bank, short of money, sold them.",
        "antonym/loose",
        CONFLICTS,
    ),
    (
        "The price of bread rose in spring.",
        "Bread fell a little, as did most of what the price list has.",
        "direction/loose",
        CONFLICTS,
    ),
    ("The old vehicle was sold.", "The old car was sold.", "word/kind", MEETS),
    ("Tarn is a medical drama.", "Tarn is a 1994 horror drama.", "sort/other", DIFFERS),
    ("Tarn is a drama.", "Tarn is a 1994 horror drama.", "sort/same", MEETS),
    ("Tarn is a member of a choir.", "Tarn is a stone tower.", "sort/thing", DIFFERS),
    ("Dora Keel is a mayor.", "The Dora Keel Homestead is a state park.", "sort/thing", DIFFERS),
    ("Our Town is a play.", "Town smith Stod is met, as is a man.", "sort/thing", DIFFERS),
    ("Pompeii was a town.", "Pompeii was the setting of a comedy.", "sort/thing", DIFFERS),
    ("Orrin hired an Irish clerk.", "Orrin is an American lawyer.", "place/people", DIFFERS),
    ("The bust is by Dora Keel.", "The bust, made by Tom Ashby, fell.", "name/by", DIFFERS),
    ("It was built by Dora Keel.", "It was, after a fire, rebuilt by Orrin.", "name/by", DIFFERS),
    ("Tom Ashby wrote the song.", "He wrote the song.", "name/pronoun", DIFFERS),
]


@pytest.mark.parametrize(("claim", "passage", "cell", "relation"), TOLD)
def test_each_kind_says_how_the_two_stand(
    claim: str, passage: str, cell: str, relation: Relation
) -> None:
    assert cells(claim, passage).get(cell) is relation


SILENT = [
    ("a year is no number", "number", "The board met 12 times.", "The board met in 2012."),
    ("an id is no number", "number", "He read 61 books.", "He read books on Highway 49."),
    (
        "a list in another order",
        "number",
        "It has 12 cows and 40 pigs.",
        "It has 40 pigs, 12 cows.",
    ),
    ("one of a list", "place", "It has mines in Peru.", "It has mines in Chile, Peru and Spain."),
    ("a list turned round", "place", "It sells to Peru and Chile.", "It sells to Chile and Peru."),
    ("a bound that is met", "number", "More than 50 nets were sold.", "52 nets were sold."),
    (
        "denied on both sides",
        "denial",
        "Keel denied the leak.",
        "Keel denied that there is a leak.",
    ),
    ("never and not", "negation", "The dam never leaked.", "The dam has not leaked."),
    ("no in another's words", "negation", "The dam leaks.", 'The dam leaks; "no", Keel said.'),
    ("said by the same", "speaker", "Keel said the dam leaks.", "The dam leaks, said Keel."),
    ("up in other words", "direction", "Sales rose in May.", "Sales grew in May."),
    ("met by a kind", "antonym", "The bank bought it.", "The bank bought it and sold nothing."),
    ("after on both sides", "opposite", "It began after the war.", "It began soon after the war."),
]


@pytest.mark.parametrize(("why", "kind", "claim", "passage"), SILENT)
def test_what_only_looks_like_a_difference_is_none(
    why: str, kind: str, claim: str, passage: str
) -> None:
    assert kind not in kinds(claim, passage, CONFLICTS), why


def test_a_label_is_shown_with_its_number_and_no_more() -> None:
    both = pair(analyse("Highway 61 was closed."), analyse("Highway 49 was closed."))
    (item,) = SIGNALS["number"](both)
    assert item.reason.text == "says Highway 49, the claim says Highway 61 (another one?)"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Apollo 11 landed on the Moon.", "Apollo 12 landed on the Moon."),
        ("Chapter 3 of the report names dams.", "Chapter 4 of the report names dams."),
        ("The new Falcon 9 rockets were tested.", "The new Falcon 7 rockets were tested."),
    ],
)
def test_another_one_of_a_series_is_no_conflict(claim: str, passage: str) -> None:
    (item,) = SIGNALS["number"](pair(analyse(claim), analyse(passage)))
    assert item.reason.relation is Relation.DIFFERS


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The song reached number 17.", "The song reached number 13."),
        ("The court fined Orrin 4 billion euros.", "The court fined Orrin 2 billion euros."),
        ("In China 25 people fell ill.", "In China 60 people fell ill."),
        ("Orrin sold 300 boats.", "Orrin sold 500 boats."),
    ],
)
def test_a_rank_and_what_a_name_is_only_near_to_conflict(claim: str, passage: str) -> None:
    (item,) = SIGNALS["number"](pair(analyse(claim), analyse(passage)))
    assert item.reason.relation is Relation.CONFLICTS


ANOTHER = [
    ("The song was written by Dora Keel.", "The song was written by Tom Keel."),
    ("They played at Fratton Park.", "They played at Batton Park."),
    ("It won a Brodbeck Award.", "It won a Velden Award."),
]


@pytest.mark.parametrize(("claim", "passage"), ANOTHER)
def test_a_name_that_only_ends_alike_is_another(claim: str, passage: str) -> None:
    """It takes support away; whether the two conflict is not in the words."""
    (item,) = SIGNALS["name"](pair(analyse(claim), analyse(passage)))
    assert (item.cell, item.reason.relation) == ("name/missing", DIFFERS)
    assert item.reason.passage is not None
    assert item.reason.text.endswith("(another of that name?)")


@pytest.mark.parametrize(
    "passage",
    [
        "Mr Keel wrote the song.",
        "Keel wrote the song.",
        "Dora M. Keel wrote the song.",
        "Dorothea Ann Keel wrote the song.",
        "Tom Keel and Dora Keel wrote the song.",
    ],
)
def test_a_name_told_shorter_or_longer_is_the_same(passage: str) -> None:
    assert cells("Dora Keel wrote the song.", passage)["name/same"] is MEETS
