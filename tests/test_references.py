"""What pronouns and "the group" stand for, and what they must not be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.references import references
from workbench.analysis.sentence import analyse
from workbench.signals.reasons import Relation
from workbench.stance import Confidence, Context, Stance, judge


def read(passage: str, *before: str) -> dict[str, list[str]]:
    """Each word that was read, in lower case, with what it stands for."""
    sentence = analyse(passage)
    found: dict[str, list[str]] = {}
    for each in references(sentence, tuple(map(analyse, before))):
        start = sentence.tokens[each.first].start
        words = sentence.text[start : sentence.tokens[each.past - 1].end].lower()
        found.setdefault(words, []).append(each.words)
    return found


READ = [
    ("He wrote 12 songs.", "Tom Ashby left the band.", "he", "Tom Ashby"),
    ("In 1990 she opened a school.", "Mrs Dora Keel came from Leeds.", "she", "Dora Keel"),
    ("“We are late,” he said.", "Minister Olaf Brandt spoke in Oslo.", "he", "Olaf Brandt"),
    ("It exported 12 tonnes of cod.", "Norway is a fishing nation.", "it", "Norway"),
    ("It holds 40 million litres.", "The new dam was finished in 1985.", "it", "The new dam"),
    ("They struck again in May.", "The dockers rejected the offer.", "they", "The dockers"),
    (
        "The institute was closed in 2020.",
        "The Jiangsu Provincial Institute tested the samples.",
        "the institute",
        "Jiangsu Provincial Institute",
    ),
    (
        "The company sold it to Peru.",
        "Brannock, a small chemical company in Ghent, made the powder.",
        "the company",
        "Brannock",
    ),
    (
        "The group pays no tax.",
        "Last year Velden Holdings moved to Malta.",
        "the group",
        "Velden Holdings",
    ),
    (
        "The ministry denied it.",
        "A letter reached the Ministry of Transport on Monday.",
        "the ministry",
        "Ministry of Transport",
    ),
    (
        "The investigation led to 21 arrests.",
        "Police in Ghent began a probe into Brannock in May.",
        "the investigation",
        "Brannock",
    ),
    (
        "The operation took three months.",
        "Officers called it Operation Heron.",
        "the operation",
        "Operation Heron",
    ),
    (
        "The drug was banned in 2017.",
        "Doctors prescribe tramadol for pain.",
        "the drug",
        "tramadol",
    ),
    (
        "They struck again in May.",
        "Brodbeck Brothers were shut in 1985.",
        "they",
        "Brodbeck Brothers",
    ),
    ("Born in Leeds, she led it.", "Mrs Dora Keel came late.", "she", "Dora Keel"),
    ("The nation has five ports.", "The white paper praises Norway.", "the nation", "Norway"),
]


@pytest.mark.parametrize(("passage", "before", "words", "meant"), READ)
def test_a_word_is_read_as_what_the_sentence_before_names(
    passage: str, before: str, words: str, meant: str
) -> None:
    assert read(passage, before)[words] == [meant]


def test_the_two_countries_are_both_of_them() -> None:
    found = read("The two countries have held talks.", "A treaty binds Norway and Sweden.")
    assert found == {"the two countries": ["Norway", "Sweden"]}


LOOK_ALIKES = [
    ("two people", "He wrote 12 songs.", "Tom Ashby met Olaf Brandt."),
    ("a woman", "He wrote 12 songs.", "Mrs Dora Keel came from Leeds."),
    ("the sentence names him itself", "Brandt said he wrote it.", "Tom Ashby left the band."),
    ("someone else speaks", "“He wrote 12 songs.”", "Tom Ashby left the band."),
    ("a quotation goes on", "He wrote 12 songs.", "“I knew Tom Ashby well."),
    ("another he", "He wrote 12 songs.", "He had praised Tom Ashby."),
    ("a prize is no person", "She was born in Leeds.", "They won the Brodbeck Prize."),
    ("it means nothing", "It is true that cod is dear.", "Norway is a fishing nation."),
    ("it takes up the port, not Norway", "It has 12 piers.", "Norway's port was finished."),
    ("one is not many", "They hold 40 litres.", "The new dam was finished in 1985."),
    ("the first word of a longer name", "The drug trade grew.", "Doctors prescribe tramadol."),
    ("it says itself which", "The group of seven met.", "Last year Velden Holdings moved."),
    ("named beside it", "The company Sorrel sold it.", "Brannock, a company in Ghent, made it."),
    ("two companies", "The company sold it.", "Velden Holdings sued Sorrel Holdings."),
    ("another country stands in it", "In Peru the country road is long.", "Norway has roads."),
    ("three countries", "The two countries met.", "Norway, Sweden and Peru agreed."),
    ("the year is that of who comes next", "In his first year, Keel led it.", "Ida Ashby spoke."),
    ("somebody else is told of", "The guard's letter is all he wrote.", "Tom Ashby left the band."),
    ("a wolf", "There a she-wolf was seen.", "Mrs Dora Keel came from Leeds."),
    ("an emperor's name", "After Emperor He died, war came.", "Tom Ashby left the band."),
    ("a book is no person", "She wrote 12 songs.", "Many have read the Velden Letter."),
    ("a firm and its country", "He wrote 12 songs.", "The list is by HMV Norway."),
    ("a quarter of the sky", "He wrote 12 songs.", "It was in Eastern Brodbeck."),
    ("a caption", "It is a late house.", "Velden House/Tom Ashby"),
    ("a title before a colon", "It took four days.", "Sorrel Wars: The last port was sold."),
    ("one man is not they", "They sold it.", "Brodbeck lived in Leeds."),
    ("sides of another matter", "Both sides lied.", "Norway supported the position of Peru."),
    ("the head of an exchange", "The exchange was shut.", "Peru's exchange CEO earns little."),
    ("a part of the book", "The book is banned.", "Brodbeck is a part of the book."),
    (
        "one word of a title",
        "The wardrobe is shut.",
        "He read The Lion, the Witch and the Wardrobe.",
    ),
    ("several islands", "The island is small.", "Ships head for the Sorrel Islands."),
    ("an adjective", "The drug was banned.", "The multinodular goitre grew in all."),
    ("no noun here", "The chemical and biological unit left.", "Doctors prescribe tramadol."),
    ("several of a kind", "The compound is rare.", "Acids were found in it."),
    ("a name as such", "The name was changed.", "He took the last name Brodbeck."),
    ("a word of everyday", "The time was short.", "The Harrow Time was read."),
]


@pytest.mark.parametrize(("why", "passage", "before"), LOOK_ALIKES)
def test_a_word_that_may_mean_another_is_read_as_nothing(
    why: str, passage: str, before: str
) -> None:
    assert read(passage, before) == {}, why


def test_one_word_of_a_title_is_not_the_whole_title() -> None:
    """A person goes by the last name alone; a film does not."""
    passage, before = analyse("It sold 40 copies."), (analyse("Brodbeck is a small port."),)
    (reading,) = references(passage, before)
    assert reading.says(reading.keys)
    assert not reading.says(("modern", *reading.keys))
    (person,) = references(analyse("He left."), (analyse("Mr Brodbeck came late."),))
    assert person.says(("olaf", *person.keys))


def test_without_sentences_before_nothing_is_read() -> None:
    assert read("He wrote 12 songs.") == {}


def test_a_reading_that_decides_is_told_in_words() -> None:
    claim = "Tramadol was added to the list in 2017."
    passage = "The drug was added to the list in 2017."
    context = Context(before=("Doctors prescribe tramadol for pain.",))
    assert judge(claim, passage).confidence in (None, Confidence.WEAK)
    judgement = judge(claim, passage, context=context)
    assert judgement.stance is Stance.SUPPORTS
    (reason,) = [each for each in judgement.reasons if each.kind == "reference"]
    assert reason.text == "reference: “The drug” read as tramadol"
    assert reason.passage == (0, 8)
    assert claim[slice(*reason.claim)] == "Tramadol"


@pytest.mark.parametrize(
    ("claim", "passage", "before"),
    [
        ("Norway exported 12 tonnes in 2020.", "It exported 12 tonnes in 2020.", "Norway fishes."),
        ("Norway exported 19 tonnes in 2020.", "It exported 12 tonnes in 2020.", "Norway fishes."),
    ],
)
def test_what_rests_on_a_reading_is_never_strong(claim: str, passage: str, before: str) -> None:
    judgement = judge(claim, passage, context=Context(before=(before,)))
    assert judgement.stance is not Stance.MENTIONS
    assert judgement.confidence is Confidence.FAIR


def test_someone_named_earlier_is_not_who_he_is() -> None:
    """Keel stands before the passage too, but the sentence before it is about Ashby."""
    passage, before = "He wrote 12 songs in 1990.", ("Mr Olaf Keel sang.", "Mr Tom Ashby left.")
    context = Context(before=before)
    assert judge("Tom Ashby wrote 12 songs in 1990.", passage, context=context).stance is (
        Stance.SUPPORTS
    )
    judgement = judge("Olaf Keel wrote 12 songs in 1990.", passage, context=context)
    assert judgement.stance is Stance.MENTIONS
    (reason,) = [each for each in judgement.reasons if each.kind == "reference"]
    assert reason.relation is Relation.DIFFERS
    assert reason.text == "reference: “He” read as Tom Ashby, not Olaf Keel"


def test_who_is_not_meant_is_told_only_where_it_decides() -> None:
    """A name that stands nowhere around is missing anyway."""
    context = Context(before=("Mr Tom Ashby left.",))
    judgement = judge("Olaf Keel wrote 12 songs in 1990.", "He wrote 12 songs.", context=context)
    assert all(reason.kind != "reference" for reason in judgement.reasons)


def test_who_is_named_in_the_title_alone_is_not_who_he_is() -> None:
    context = Context(title="The songs of Olaf Keel", before=("Mr Tom Ashby left.",))
    judgement = judge("Olaf Keel wrote 12 songs in 1990.", "He wrote 12 songs.", context=context)
    assert "reference: “He” read as Tom Ashby, not Olaf Keel" in {
        reason.text for reason in judgement.reasons
    }


WORDS = "He she It they the group company two countries Tom Ashby Norway Ltd , . “ ” said sold"


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join),
    st.lists(st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join), max_size=3),
)
def test_every_reading_lies_in_its_sentence(passage: str, before: list[str]) -> None:
    sentence = analyse(passage)
    for each in references(sentence, tuple(map(analyse, before))):
        assert 0 <= each.first < each.past <= len(sentence.tokens)
        assert each.keys
        assert any(each.words in text for text in before)
