"""Each kind of reason: what raises it as a conflict, and what looks like it and must not."""

import pytest
from signalled import cells, kinds

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.signals import SIGNALS
from workbench.signals.reasons import Relation

CONFLICTS, MEETS, DIFFERS = Relation.CONFLICTS, Relation.MEETS, Relation.DIFFERS


RAISED = [
    ("number", "The mine employs 300 people.", "The mine employs 120 people."),
    ("number", "The mine employs more than 300 people.", "The mine employs 300 people."),
    ("number", "Two-thirds of voters backed the plan.", "Half of voters backed the plan."),
    ("number", "The ship carried 12 tonnes of rice.", "The ship carried 900 kilograms of rice."),
    ("number", "The town has 40 schools.", "The town has no schools."),
    ("ordinal", "It was the third season of the show.", "It was the fifth season of the show."),
    ("date", "The dam was finished in 1985.", "The dam was finished in 1991."),
    ("date", "The dam was finished before 1985.", "The dam was finished in May 1991."),
    ("date", "The vote was held on March 4.", "The vote was held on March 9."),
    ("negation", "The court approved the merger.", "The court did not approve the merger."),
    ("negation", "He never visited the plant.", "He visited the plant."),
    (
        "denial",
        "The minister sold the land to his brother.",
        "It is untrue that the minister sold the land to his brother.",
    ),
    ("negation", "Masks slow the spread.", "There is no evidence that masks slow the spread."),
    ("date", "Ana Roth was born in 1783.", "Ana Roth (4 July 1721 – 17 May 1783) was a painter."),
    ("date", "The fair opens in May.", "The fair opens in June."),
    ("date", "The fair opened in May.", "The fair opened on 4 June 2019."),
    ("negation", "The board has never lifted the fines.", "The board lifted the fines."),
    ("antonym", "The bank bought the shares.", "The bank sold the shares."),
    ("antonym", "The disease is related to diet.", "The disease is unrelated to diet."),
    ("direction", "Exports of steel rose in spring.", "Exports of steel fell in spring."),
    ("opposite", "The strike began before the war.", "The strike began after the war."),
    ("place", "The firm opened its plant in Poland.", "The firm opened its plant in Spain."),
    ("place", "The firm is based in Poland.", "The firm is based in Spain."),
    ("name", "The song was written by Dora Keel.", "The song was written by Tom Ashby."),
    ("place", "Dora Keel is Italian.", "Dora Keel (born 13 May 1977) is a French former player."),
    ("sort", "Tarn is a film.", "Tarn is a bronze statue by Dora Keel."),
    ("sort", "Dora Keel is a painter.", "Dora Keel (born 1977) is an English singer and dancer."),
    ("sort", "Dora Keel is not a musician.", "Dora Keel is a drummer."),
    ("negation", "The firm has yet to open the mine.", "The firm opened the mine."),
    ("negation", "The mayor visits the port.", "The mayor hardly visits the port."),
]


@pytest.mark.parametrize(("kind", "claim", "passage"), RAISED)
def test_a_difference_is_named_as_a_conflict(kind: str, claim: str, passage: str) -> None:
    assert kind in kinds(claim, passage, CONFLICTS)


LOOK_ALIKES = [
    ("number", "The mine employs more than 50 people.", "The mine employs 52 people."),
    ("number", "The haul weighed 9.8 kilograms.", "The haul weighed 9.766 kilograms."),
    ("number", "The mine employs 300 people.", "In 2014 the mine employs 300 people."),
    ("number", "He took Flight 370 to the coast.", "Flight 370 carried 227 people to the coast."),
    ("number", "The town has 40 schools.", "The town has 12 parks and 40 schools."),
    ("number", "The town has 40 schools.", "The town is 12 kilometres from the sea."),
    ("date", "The dam was finished in 1985.", "The dam was finished in May 1985."),
    ("date", "The dam was finished in 1985.", "Begun in 1979, the dam was finished in 1985."),
    ("negation", "The court approved the merger.", "The court approved not only the merger."),
    ("negation", "No ship was lost.", "No ship was lost at sea."),
    (
        "negation",
        "Some of it comes by sea.",
        "The port does not deny that some of it comes by sea.",
    ),
    ("denial", "The minister denied selling land.", "The minister denied that he sold land."),
    (
        "denial",
        "Some of the timber in the town comes from Norway.",
        "It is incorrect to say most of the timber in the town comes from Norway.",
    ),
    ("negation", "Masks slow the spread.", "There is evidence that masks slow the spread."),
    ("negation", "The board has never lifted the fines.", "The fines of the board were high."),
    (
        "negation",
        "Deaths from the flu were counted.",
        "A decline in deaths from the flu was counted.",
    ),
    (
        "negation",
        "The harbour was closed in spring.",
        'The harbour was closed in spring; "no ship was turned away", the mayor said.',
    ),
    ("date", "Ana Roth was born in 1721.", "Ana Roth (4 July 1721 – 17 May 1783) was a painter."),
    ("date", "Ana Roth died in 1783.", "Ana Roth (4 July 1721 – 17 May 1783) was a painter."),
    ("date", "The fair opens in May.", "The fair opens on 4 May 2019."),
    ("date", "Mrs May opens the fair.", "The fair opens in June with Mrs May."),
    ("place", "The well is in Africa.", "The well is in North Africa."),
    ("place", "The well is in North Africa.", "The well is in Africa."),
    ("place", "It was built by a British firm.", "It was built by a Scottish firm."),
    ("antonym", "The bank bought the shares.", "The bank bought the shares and sold the bonds."),
    ("direction", "Exports of steel rose in spring.", "Exports of steel climbed in spring."),
    ("direction", "Flu deaths declined.", "Enhancing work on flu is one aim of the board."),
    ("opposite", "The strike began before the war.", "The strike began before the long war."),
    ("place", "The firm opened a plant in Poland.", "The Polish firm opened a plant in Poland."),
    ("place", "The U.S. lifted the ban.", "The United States lifted the ban."),
    ("name", "The UN lifted the ban.", "The United Nations lifted the ban."),
    ("name", "Keel wrote the song.", "Dora Keel wrote the song."),
    ("place", "Dora Keel is British.", "Dora Keel (born 1977) is a Scottish former player."),
    ("place", "Dora Keel is Scottish.", "Dora Keel (born 1977) is a British former player."),
    ("place", "Dora Keel is German.", "Dora Keel (born 1977) is a Bavarian former player."),
    ("place", "Dora Keel is French.", "Dora Keel (born 1977) is an Italian-French former player."),
    ("sort", "Tarn is a book.", "Tarn is a novel by Dora Keel."),
    ("sort", "Tarn is a film.", "Tarn is a comedy by Dora Keel."),
    ("sort", "Orrin is a laboratory.", "Orrin is a national centre for the study of wells."),
    ("sort", "Tarn is a river.", "Tarn is not a hill."),
    ("sort", "Tarn is a film.", "Tarn is a novel that was made into a film."),
    ("sort", "Tarn is a film.", "The hill above Tarn is a place of rest."),
    ("sort", "Dora Keel is a drummer.", "Dora Keel is a musician."),
    ("sort", "Dora Keel is a musician.", "Dora Keel is not a drummer."),
    ("sort", "Dora Keel is a film.", "Orrin is a statue that Dora Keel made."),
    ("sort", "The fair was a failure.", "The fair was a bomb."),
    ("negation", "The mine employs 50 people.", "The mine employs barely 50 people."),
    ("negation", "The firm paid the fine.", "The firm paid the fine, and yet it fell."),
]


@pytest.mark.parametrize(("kind", "claim", "passage"), LOOK_ALIKES)
def test_a_look_alike_is_no_conflict(kind: str, claim: str, passage: str) -> None:
    assert kind not in kinds(claim, passage, CONFLICTS)


@pytest.mark.parametrize(
    ("claim", "passage", "cell"),
    [
        ("Peru is the only buyer.", "Peru is the first buyer.", "only/other"),
        ("Peru is the only buyer.", "Peru is a buyer.", "only/missing"),
        ("It was the largest fire.", "It was a fire.", "superlative/missing"),
        ("All of the wells are dry.", "Some of the wells are dry.", "all/part"),
        ("Most of the wells are dry.", "The wells are dry.", "most/missing"),
        ("The dam was finished in 1985.", "The dam was finished.", "date/missing"),
        ("Keel wrote 12 songs.", "Keel wrote songs.", "number/missing"),
        ("The board has never lifted the fines.", "The fines of the board rose.", "negation/loose"),
        ("Under 200 types of nets are in use.", "Talks of the two ports ended.", "number/loose"),
        ("The mayor sold the land.", "The mayor allegedly sold the land.", "asserted/open"),
        ("The firm opened a mine.", "The firm may have opened a mine.", "asserted/open"),
        ("Keel praised the plan.", "Ashby praised the plan.", "speaker/other"),
        ("Keel said the dam leaks.", "The dam leaks, according to Ashby.", "speaker/other"),
    ],
)
def test_what_the_passage_lacks_is_told_but_is_no_conflict(
    claim: str, passage: str, cell: str
) -> None:
    assert cells(claim, passage).get(cell) is DIFFERS


@pytest.mark.parametrize(
    ("claim", "passage", "kind"),
    [
        ("The mayor allegedly sold the land.", "The mayor reportedly sold the land.", "hedge"),
        ("The firm opened a mine.", "In May 2019 the firm opened a mine.", "hedge"),
        ("The firm opened a mine.", "The firm opened a mine that might, one day, pay.", "hedge"),
        ("Keel praised the plan.", "Dora Keel, who came late, praised the plan.", "speaker"),
        ("The dam leaks.", "The dam leaks, according to Ashby.", "speaker"),
    ],
)
def test_a_fact_stated_or_the_same_speaker_takes_nothing_away(
    claim: str, passage: str, kind: str
) -> None:
    assert kind not in kinds(claim, passage, DIFFERS)


def test_control_over_a_number_may_be_more_than_it() -> None:
    claim = "More than 450 types of drugs are under control."
    assert cells(claim, "The office has control over 450 types of drugs.")["number/bound"] is MEETS


def test_the_only_name_around_a_passage_is_not_its_own_where_it_names_another_place() -> None:
    """ "The first in the world" in an article on the US and China is whichever it names."""
    claim, passage = analyse("Norway was first to tax it."), analyse("Peru was first to tax it.")
    both = pair(claim, passage, frozenset(analyse("Norway and Peru").by_key))
    found = {item.cell for item in SIGNALS["name"](both)}
    assert "place/context" not in found


def test_an_exclusive_that_both_have_is_met() -> None:
    assert cells("Peru is the only buyer.", "Peru is still the only buyer.")["only/same"] is MEETS


def test_initials_stand_for_the_words_whichever_side_is_short() -> None:
    for claim, passage in (
        ("It tracks new psychoactive substances.", "It tracks NPS."),
        ("It tracks NPS.", "It tracks new psychoactive substances."),
    ):
        both = pair(analyse(claim), analyse(passage))
        assert both.aligned.coverage == 1.0


def test_the_same_number_elsewhere_in_the_passage_is_no_conflict() -> None:
    found = cells(
        "The union's list has 21 ports.",
        "The harbour office counts 25 ports, more than those on the union's list (21).",
    )
    assert CONFLICTS not in found.values()


def test_control_over_a_number_is_not_more_than_it() -> None:
    found = cells("The agency has control over 170 types.", "It has control over 450 types.")
    assert found["number/counted"] is CONFLICTS


@pytest.mark.parametrize(
    ("claim", "passage", "cell"),
    [
        (
            "Lufthansa sued Renault over the name.",
            "Renault sued Lufthansa over the name.",
            "roles/swapped",
        ),
        (
            "Norway has more ports than Sweden.",
            "Sweden has more ports than Norway.",
            "comparison/turned",
        ),
    ],
)
def test_parties_that_changed_places_are_told(claim: str, passage: str, cell: str) -> None:
    assert cell in cells(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Lufthansa sued Renault over the name.", "Renault was sued by Lufthansa over the name."),
        ("Lufthansa met with Renault.", "Renault met with Lufthansa."),
        ("Norway has more ports than Sweden.", "Sweden has fewer ports than Norway."),
    ],
)
def test_a_passive_or_a_meeting_changes_no_roles(claim: str, passage: str) -> None:
    assert "roles" not in kinds(claim, passage, CONFLICTS)
    assert "roles" not in kinds(claim, passage, DIFFERS)


def test_a_later_start_does_not_support_since() -> None:
    assert (
        cells("The port has been closed since May 2018.", "The port closed in May 2019.")[
            "start/later"
        ]
        is DIFFERS
    )
    assert "start/later" not in cells(
        "The port has been closed since May 2018.", "The port closed in May 2018."
    )
