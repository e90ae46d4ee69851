"""Only English is judged: what is in another language says so, and no English text is lost."""

import json
from pathlib import Path

import pytest
from commanding import rows, workbench
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.language import ENGLISH, language_of, languages, leaning, named
from workbench.stance import Context, Stance, judge, spanning
from workbench.workspace import Workspace

# A sentence and its denial in each language.
DENIED = {
    "Spanish": (
        "El alcalde dijo que el puente estaba abierto.",
        "El alcalde dijo que el puente no estaba abierto.",
    ),
    "Portuguese": (
        "A câmara disse que a ponte foi vendida.",
        "A câmara disse que a ponte não foi vendida.",
    ),
    "French": (
        "Le maire a dit que le pont était ouvert.",
        "Le maire a dit que le pont n'était pas ouvert.",
    ),
    "Italian": (
        "Il sindaco ha detto che il ponte era aperto.",
        "Il sindaco ha detto che il ponte non era aperto.",
    ),
    "Romanian": (
        "Primarul a spus că podul este deschis.",
        "Primarul a spus că podul nu este deschis.",
    ),
    "German": (
        "Der Bürgermeister hat die Brücke geöffnet.",
        "Der Bürgermeister hat die Brücke nicht geöffnet.",
    ),
    "Dutch": (
        "De burgemeester heeft de brug geopend.",
        "De burgemeester heeft de brug niet geopend.",
    ),
    "Swedish": (
        "Borgmästaren sade att bron var öppen.",
        "Borgmästaren sade att bron inte var öppen.",
    ),
    "Danish": (
        "Borgmesteren sagde, at broen var åben.",
        "Borgmesteren sagde, at broen ikke var åben.",
    ),
    "Finnish": (
        "Silta on auki, sanoi kaupunginjohtaja.",
        "Silta ei ole auki, sanoi kaupunginjohtaja.",
    ),
    "Hungarian": (
        "A polgármester szerint a híd nyitva van.",
        "A polgármester szerint a híd nincs nyitva.",
    ),
    "Polish": (
        "Burmistrz powiedział, że most jest otwarty.",
        "Burmistrz powiedział, że most nie jest otwarty.",
    ),
    "Czech": ("Starosta řekl, že most byl otevřen.", "Starosta řekl, že most nebyl otevřen."),
    "Turkish": (
        "Belediye başkanı köprünün açık olduğunu söyledi.",
        "Belediye başkanı köprünün açık olmadığını söyledi.",
    ),
    "Indonesian": (
        "Wali kota mengatakan bahwa jembatan itu dibuka.",
        "Wali kota mengatakan bahwa jembatan itu tidak dibuka.",
    ),
    "Swahili": (
        "Meya alisema kwamba daraja lilikuwa wazi.",
        "Meya alisema kwamba daraja halikuwa wazi.",
    ),
    "Vietnamese": (
        "Thị trưởng nói rằng cây cầu đã được mở.",
        "Thị trưởng nói rằng cây cầu không được mở.",
    ),
    "Russian": ("Мэр сказал, что мост был открыт.", "Мэр сказал, что мост не был открыт."),
    "Ukrainian": ("Мер сказав, що міст був відкритий.", "Мер сказав, що міст не був відкритий."),
    "Greek": (
        "Ο δήμαρχος είπε ότι η γέφυρα ήταν ανοιχτή.",
        "Ο δήμαρχος είπε ότι η γέφυρα δεν ήταν ανοιχτή.",
    ),
    "Arabic": ("قال رئيس البلدية إن الجسر مفتوح.", "قال رئيس البلدية إن الجسر ليس مفتوحا."),
    "Hebrew": ("ראש העיר אמר כי הגשר היה פתוח.", "ראש העיר אמר כי הגשר לא היה פתוח."),
    "Hindi": ("महापौर ने कहा कि पुल खुला है।", "महापौर ने कहा कि पुल खुला नहीं है।"),
    "Chinese": ("市长说这座桥已经开放。", "市长说这座桥没有开放。"),
    "Japanese": ("市長は橋が開いていると言った。", "市長は橋が開いていないと言った。"),
    "Korean": ("시장은 다리가 열려 있다고 말했다.", "시장은 다리가 열려 있지 않다고 말했다."),
    "Thai": ("นายกเทศมนตรีกล่าวว่าสะพานเปิดแล้ว", "นายกเทศมนตรีกล่าวว่าสะพานยังไม่เปิด"),
}

ENGLISH_TEXTS = (
    "Ferry sinks off Bergen",
    "Mayor Jørgen Aas resigns",
    "Norway's exports fell 12 percent.",
    "Dr. María de la Cruz y Ortega, Universidad de Sevilla",
    "The U.S. Navy sold the Río Grande to Peru.",
    "Bridge closed, tunnel open.",
    "Tom is a vet.",
    "Two men fish.",
    "Prices: wheat 4.20, barley 3.10, oats 2.90",
    "The café's owner, Renée Dubois-Lefèvre, paid in yen.",
    "He wrote “c'est la vie” on the wall.",
)


@pytest.mark.parametrize("language", DENIED)
def test_a_denied_sentence_in_another_language_is_not_judged(language: str) -> None:
    """Nothing is known of the source, and each is a single sentence."""
    for claim, passage in (DENIED[language], DENIED[language][::-1]):
        judgement = judge(claim, passage)
        assert (judgement.stance, judgement.confidence) == (Stance.MENTIONS, None)
        assert not judgement.judged
        assert str(judgement).startswith("not judged: ")
        assert spanning(claim, passage, context=None) is None


@pytest.mark.parametrize("language", DENIED)
def test_a_document_is_told_by_its_words(language: str) -> None:
    found = language_of(" ".join(DENIED[language] * 5))
    assert found in (language, "")


@pytest.mark.parametrize("text", ENGLISH_TEXTS)
def test_names_headlines_and_short_sentences_are_judged_among_english(text: str) -> None:
    assert judge(text, text, context=Context(language=ENGLISH)).judged


def test_the_catalogue_has_the_first_word_on_a_source() -> None:
    pair = "The bridge was open on Monday.", "The bridge was open on Monday."
    assert judge(*pair, context=Context(language="English")).stance is Stance.SUPPORTS
    assert str(judge(*pair, context=Context(language="Spanish"))) == "not judged: Spanish source"
    assert str(judge(*pair, context=Context(language=""))) == "not judged: source not in English"


def test_a_claim_or_passage_in_another_language_is_named_as_that() -> None:
    spanish, english = DENIED["Spanish"][0], "The mayor said that the bridge was open."
    context = Context(language=ENGLISH)
    assert str(judge(spanish, english, context=context)) == "not judged: Spanish claim"
    assert str(judge(english, spanish, context=context)) == "not judged: Spanish passage"
    assert str(judge(english, spanish)) == "not judged: Spanish source"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        *(("en", ENGLISH), ("EN-gb", ENGLISH), ("en_US", ENGLISH), ("eng", ENGLISH)),
        *(("English", ENGLISH), ("es", "Spanish"), ("pt-BR", "Portuguese")),
        *((" zh_Hant ", "Chinese"), ("xx", "xx"), ("Klingon", "Klingon"), ("", "")),
    ],
)
def test_a_code_is_read_as_a_language(given: str, name: str) -> None:
    assert named(given) == name


def test_no_word_stands_twice_in_a_list_and_every_word_is_one_that_can_be_met() -> None:
    for language in languages().values():
        words = language.words.split()
        assert len(words) == len(set(words)), language.name
        assert bool(words) != bool(language.script), language.name
        for word in words:
            assert word == word.lower()


@given(st.text())
def test_any_text_leans_somewhere(text: str) -> None:
    assert leaning(text) == leaning(text)
    language_of(text)


# in a project


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    folder = tmp_path / "bridges"
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    claim = "The Storå bridge opened in 2019"
    (folder / "claims.toml").write_text(f'[[claims]]\nid = "a"\ntext = "{claim}"\n')
    english = (
        f"{claim}.\n\nHe said that it was the first of its kind in the north of the country.\n"
    )
    (corpus / "english.txt").write_text(english, encoding="utf-8")
    (corpus / "declared.txt").write_text(english, encoding="utf-8")
    (corpus / "danish.txt").write_text(
        "Storå bridge 2019.\n\n" + " ".join(DENIED["Danish"]) * 3 + "\n", encoding="utf-8"
    )
    (corpus / "sources.toml").write_text('[[sources]]\nid = "declared"\nlanguage = "is"\n')
    return folder


def test_each_passage_is_judged_by_the_language_of_its_source(bridges: Path) -> None:
    workspace = Workspace.open(bridges)
    workspace.refresh()
    found = workspace.find(workspace.claim("a"))
    said = {}
    for each in found.evidence:
        for passage in (each.match.passage, *each.match.copies):
            if "2019" in passage.text:
                said[passage.source] = str(workspace.judge(workspace.claim("a"), passage))
    workspace.close()
    assert said["english"].startswith("supports")
    assert said["declared"] == "not judged: Icelandic source"
    assert said["danish"] in ("not judged: Danish source", "not judged: source not in English")


def test_explain_takes_the_language_of_a_passage(tmp_path: Path) -> None:
    claim = "The bridge opened in 2019"
    (row,) = rows(workbench("explain", claim, claim, "--language", "de", "--json", cwd=tmp_path))
    assert (row["stance"], row["judged"], row["confidence"]) == ("mentions", False, None)
    assert row["unjudged"] == "not judged: German source"
    assert "not judged: German source" in workbench(
        "explain", claim, claim, "--language", "de", cwd=tmp_path
    ).stdout  # fmt: skip
    pairs = [
        {"id": 1, "claim": claim, "passage": claim, "language": "de"},
        {"id": 2, "claim": claim, "passage": claim, "language": "en-GB"},
        {"id": 3, "claim": claim, "passage": claim},
        dict(zip(("id", "claim", "passage"), (4, *DENIED["German"]), strict=True)),
    ]
    given = "\n".join(map(json.dumps, pairs))
    found = rows(workbench("explain", "--pairs", "-", "--json", cwd=tmp_path, stdin=given))
    assert [row["judged"] for row in found] == [False, True, True, False]
