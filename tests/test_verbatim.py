"""What is quoted must be in a source word for word; what an editor may do is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.passages.verbatim import Quotation, check_quotations, misquotes

SOURCE = (
    "The hard-won progress in the resumption of anti-drug cooperation between China and the US\n"
    "should be treasured by both sides. “We will go on,” he said. It’s 97.66 kilograms – no more."
)


@pytest.mark.parametrize(
    "quoting",
    [
        "He says “The hard-won progress in the resumption” is there.",
        'He says "the hard-won progress ... should be treasured by both sides."',
        "He says “hard-won progress […] treasured”.",
        "He says “progress [made since] in the resumption”.",
        "He says “It's 97.66 kilograms - no more”.",
        "He says «we will go on» and „no more“.",
        "cooperation between “China and the US should be treasured” over a line break",
        "nothing is quoted here",
        'empty “” and "…" quote nothing',
    ],
)
def test_faithful_quotations_pass(quoting: str) -> None:
    """Ellipsis, brackets, other marks, other dashes, a capital letter, a full stop."""
    assert misquotes(quoting, [SOURCE]) == ()


@pytest.mark.parametrize(
    ("quoting", "words"),
    [
        ("He says “the easy progress”.", "the easy progress"),
        ("He says “treasured ... hard-won progress”.", "treasured ... hard-won progress"),
        ("It was “7.66 kilograms”.", "7.66 kilograms"),
        ("It was “97.66 kilogram”.", "97.66 kilogram"),
    ],
)
def test_what_is_not_there_is_pointed_at(quoting: str, words: str) -> None:
    """Changed words, changed order, half a number, half a word."""
    (wrong,) = misquotes(quoting, [SOURCE])
    assert wrong.words == words == quoting[wrong.start : wrong.end]


def test_pieces_of_two_sources_make_no_quotation() -> None:
    """Each alone is verbatim; together they are a forgery."""
    assert misquotes("“one two ... three four”", ["one two", "three four"]) != ()


@given(st.text(alphabet='“”"«»„[].… ab', max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    """And what is named lies where it says."""
    for wrong in misquotes(text, ["a b"]):
        assert text[wrong.start : wrong.end] == wrong.words


REPORT = (
    "Ferry report\n\n"
    "The owner did not sell the ferry. Under rule 4 a crew is not allowed to leave the quay, at "
    "least in winter, before dawn. They repaired [the engine] twice. Olsen et al. [7] counted 41 "
    "passengers (95% CI [38-44]). The keeper’s log – kept since 1902 – says that “the lamp was "
    "lit”, and β-carotene was found. The tem\u00adpera\u00adture was \u22124 °C.\n\n"
    "The engineer resigned in May. His son was praised by the mayor."
)
OTHER = "The lamp was never lit that night, the pilot wrote."


def checked(quoting: str, *, more: str = OTHER) -> Quotation:
    def others(words: str) -> list[tuple[str, str]]:
        return [("pilot", more)]

    (found,) = check_quotations(quoting, [("report", REPORT)], others)
    return found


@pytest.mark.parametrize(
    ("quoting", "note"),
    [
        ("“The owner did not sell the ferry.”", ""),
        (
            "“a crew is not allowed to leave the quay … before dawn”",
            "left out: “at least in winter”",
        ),
        ("“a crew is not allowed to leave the quay … at least in winter”", ""),
        ("“[T]he keeper's log - kept since 1902 - says”", ""),
        ("“[o]wner did not sell”", ""),
        ("“They repaired [the engine] twice”", ""),
        ("“(95% CI [38-44])”", ""),
        ("“[The crew] repaired [the engine] twice”", "[The crew] stands for “They”"),
        ("“The engineer resigned [, as was said,] in May”", "added in brackets: [, as was said,]"),
        ("“The owner did not sell [sic] the ferry”", "added in brackets: [sic]"),
        ("“says that ‘the lamp was lit’, and”", ""),
        ("“says that the lamp was lit, and β-carotene”", ""),
        ("“The temperature was −4 °C”", ""),
        ("“The temperature was -4 °C”", ""),
        ("“OWNER did not sell”", ""),
        ("> The owner did not\n> sell the ferry.\n> — the report\n", ""),
        ("“The engineer resign[s] in May”", "[s] stands for “ed”"),
    ],
)
def test_what_an_editor_may_do_is_verbatim_and_told(quoting: str, note: str) -> None:
    """An ellipsis within a sentence, a changed capital, brackets that say what is meant."""
    found = checked(quoting)
    assert (found.verdict, found.source) == ("verbatim", "report")
    assert found.note == note


@pytest.mark.parametrize(
    ("quoting", "note"),
    [
        ("“The owner did … sell the ferry”", "the ellipsis leaves out “not”"),
        ("“The owner [...] praised by the mayor”", "the ellipsis leaves out “not”"),
        ("“They repaired … was lit”", "joins parts of two sentences"),
        ("“β-carotene was found. … The engineer resigned”", "crosses a paragraph"),
        ("“(95% CI [48-54])”", "the source has “[38-44]” where [48-54] stands"),
        ("“Olsen et al. [9] counted 41”", "the source has “[7]” where [9] stands"),
        ("“They repaired [the rudder] twice”", "the source has “[the engine]”"),
        ("“The owner [never] sold”", ""),
        ("“The engineer [not] resigned in May”", "the words in brackets add “not”"),
        ("“The [mayor] resigned in May”", "the source has “engineer” where [mayor] stands"),
        ("“Olsen et al. [7] counted [61] passengers”", "the source has “41” where [61] stands"),
        (
            "“The owner did not sell the ferry. … They repaired”",
            "leaves out “not”; left out: “Under",
        ),
        ("“[The mayor] did not sell the ferry”", "the source has “The owner” where [The mayor]"),
        ("“The engineer resigned in [June]”", "the source has “May” where [June] stands"),
        ("“The owner did sell the ferry.”", "it has “The owner did not sell the ferry.”"),
        ("“The temperature was 4 °C”", "it has "),
        ("“counted 4 passengers”", "it has "),
        ("»The owner did not sell a ferry«", "it has "),
    ],
)
def test_what_changes_the_words_is_altered_and_says_how(quoting: str, note: str) -> None:
    """Swallowed denials, grafted sentences, other numbers in brackets, words that were changed."""
    found = checked(quoting, more="Nothing of the kind.")
    if note:
        assert (found.verdict, found.source) == ("altered", "report")
    assert found.verdict in ("altered", "nowhere")
    assert note in found.note


def test_too_much_may_not_be_left_out() -> None:
    far = "The harbour was dredged " + "and the boats came back " * 20 + "in the same summer."
    (found,) = check_quotations("“The harbour was dredged … in the same summer”", [("a", far)])
    assert found.verdict == "altered"
    assert "leaves out 100 words" in found.note
    assert len(found.note) < 200


def test_words_of_another_source_are_said_to_be_there() -> None:
    """And what stands in no source, or is like nothing in one, is nowhere."""
    assert checked("‘The lamp was never lit’") == Quotation(
        1, 23, "The lamp was never lit", checked("‘The lamp was never lit’").verdict, "pilot", ""
    )
    assert checked("‘The lamp was never lit’").verdict == "elsewhere"
    gone = checked("“seals eat only herring here”")
    assert (gone.verdict, gone.source, gone.note) == ("nowhere", None, "")


@pytest.mark.parametrize("number", ["97", "66", "7.66", "97.6", "1,4", "4,000", "twenty"])
def test_part_of_a_number_or_a_compound_is_no_quotation(number: str) -> None:
    source = "It was 97.66 kilograms, 1,400 bags and twenty-five men."
    assert misquotes(f"It was “{number}”.", [source]) != ()


@pytest.mark.parametrize("denied", ["nicht", "jamais", "nunca", "aldrig", "не", "没有"])
def test_a_denial_of_another_language_is_not_swallowed_either(denied: str) -> None:
    source = f"Alpha beta {denied} gamma delta."
    assert misquotes("“Alpha beta … gamma delta”", [source]) != ()
    assert misquotes("“Alpha beta … gamma delta”", ["Alpha beta epsilon gamma delta."]) == ()


@given(st.text(alphabet="ab […]. not", max_size=40), st.text(alphabet="ab []. not\n", max_size=80))
def test_any_quotation_is_compared_without_failing(words: str, source: str) -> None:
    """What is called verbatim without a note has its words in the source, blanks aside."""
    for each in check_quotations(f"“{words}”", [("s", source)]):
        if each.verdict == "verbatim" and not each.note and "…" not in words:
            assert "".join(filter(str.isalnum, words)) in "".join(filter(str.isalnum, source))
