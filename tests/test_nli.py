"""A second reading by a model in a folder: what it says, and what is refused in one line."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nli_model import make_model

from workbench.errors import InputError
from workbench.nli import SecondReader, SecondReading, open_folder
from workbench.nli.doubt import DOUBTED, lowered, premise
from workbench.nli.reader import BATCH
from workbench.signals.reasons import Reason, Relation
from workbench.stance import Confidence, Judgement, Stance

CLAIM = "The ship sank."


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return make_model(tmp_path / "tiny")


def reader(folder: Path) -> SecondReader:
    return SecondReader(open_folder(folder))


def test_a_model_says_of_each_passage_what_it_does(model: Path) -> None:
    """In the order of the passages, more than one batch of them, alone or beside longer ones."""
    passages = ["It did not sink.", "Just the same.", "A ship."] * BATCH
    found = tuple(reader(model).read(CLAIM, passages))
    assert [each.stance for each in found] == [
        Stance.CONFLICTS, Stance.SUPPORTS, Stance.MENTIONS,
    ] * BATCH  # fmt: skip
    assert all(0.5 < each.probability <= 1 for each in found)
    alone = tuple(next(iter(reader(model).read(CLAIM, [text]))) for text in passages[:3])
    for one, other in zip(alone, found, strict=False):
        assert one.probability == pytest.approx(other.probability)


def test_it_is_told_with_the_name_of_the_model(model: Path) -> None:
    assert SecondReading("M", Stance.CONFLICTS, 0.914).text == "model M: conflicts .91"
    assert SecondReading("M", Stance.SUPPORTS, 0.999).text == "model M: supports 1.00"
    (found,) = reader(model).read(CLAIM, ["never"])
    assert found.text.startswith("model tiny: conflicts ")


def test_no_passages_load_no_model(model: Path) -> None:
    (model / "model.onnx").write_bytes(b"nothing")
    assert tuple(reader(model).read(CLAIM, [])) == ()


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    """The model has 66 places: word 400 of a passage is not seen, and nothing fails."""
    model = make_model(tmp_path / "m", pull=400.0)
    passage = " ".join(["word"] * 400 + ["never"])
    (found,) = reader(model).read(CLAIM, [passage])
    assert found.stance is Stance.MENTIONS
    (found,) = reader(model).read(" ".join(["word"] * 400), ["never"])
    assert found.stance is Stance.CONFLICTS


def test_reading_stops_when_nobody_asks_for_more(model: Path) -> None:
    asked: list[int] = []

    def pairs() -> Iterator[tuple[str, str]]:
        for number in range(100):
            asked.append(number)
            yield CLAIM, "never"

    next(reader(model).read_pairs(pairs()))
    assert asked == list(range(BATCH))


@pytest.mark.parametrize(
    "labels",
    [
        ("contradiction", "entailment", "neutral"),
        ("REFUTES", "SUPPORTS", "NOT ENOUGH INFO"),
        ("Contradicts", "ENTAILS", "not_enough_info"),
        ("contradiction", "entailment", "NEI"),
    ],
)
def test_labels_are_understood_in_every_spelling(tmp_path: Path, labels: tuple[str, ...]) -> None:
    folder = open_folder(make_model(tmp_path / "m", labels=labels))
    assert folder.labels == (Stance.CONFLICTS, Stance.SUPPORTS, Stance.MENTIONS)


def test_labels_are_understood_in_every_order(tmp_path: Path) -> None:
    labels = ("neutral", "contradiction", "entailment")
    made = make_model(tmp_path / "m", labels=labels, pulls={"never": 1, "same": 2})
    found = tuple(reader(made).read(CLAIM, ["never", "same"]))
    assert [each.stance for each in found] == [Stance.CONFLICTS, Stance.SUPPORTS]


@pytest.mark.parametrize(
    "labels",
    [
        ("POSITIVE", "NEGATIVE", "neutral"),
        ("LABEL_0", "LABEL_1", "LABEL_2"),
        ("entailment", "not_entailment"),
        ("entailment", "neutral"),
        ("entailment", "entails", "contradiction"),
    ],
)
def test_other_labels_are_refused(tmp_path: Path, labels: tuple[str, ...]) -> None:
    made = make_model(tmp_path / "m", labels=labels)
    with pytest.raises(InputError, match="not an NLI model: its labels are") as refused:
        open_folder(made)
    assert labels[0] in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(model: Path, missing: str) -> None:
    (model / missing).unlink()
    with pytest.raises(InputError, match=missing):
        open_folder(model)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such folder"):
        open_folder(tmp_path / "nowhere")


@pytest.mark.parametrize("config", ["{", "[]", "{}", '{"id2label": {"1": "entailment"}}'])
def test_a_config_that_says_nothing_is_refused(model: Path, config: str) -> None:
    (model / "config.json").write_text(config)
    with pytest.raises(InputError, match=r"config\.json"):
        open_folder(model)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_broken_file_is_one_line_when_it_is_read(model: Path, name: str) -> None:
    (model / name).write_bytes(b"\x00\x1b[31mbroken")
    with pytest.raises(InputError, match="cannot be used") as refused:
        tuple(reader(model).read(CLAIM, ["never"]))
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_a_model_with_other_outputs_is_refused(tmp_path: Path) -> None:
    made = make_model(tmp_path / "m", outputs=5)
    with pytest.raises(InputError, match="not an NLI model: it answers 1 pairs with 1x5 numbers"):
        tuple(reader(made).read(CLAIM, ["never"]))


def test_an_exported_model_may_stand_in_a_folder_of_its_own(model: Path) -> None:
    (model / "onnx").mkdir()
    (model / "model.onnx").rename(model / "onnx" / "model_quantized.onnx")
    assert open_folder(model).graph.name == "model_quantized.onnx"


def test_without_the_extra_it_says_what_to_install(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "onnxruntime" else find(name)
    )
    with pytest.raises(InputError, match=r"install -e '\.\[nli\]'"):
        open_folder(model)


def test_nothing_else_loads_the_runtime(model: Path, tmp_path: Path) -> None:
    """Not the core, not even a folder that was looked at: only the first passage that is read."""
    code = (
        "import sys\n"
        "import workbench.stance, workbench.workspace, workbench.tui.app, workbench.nli\n"
        "from pathlib import Path\n"
        f"folder = workbench.nli.open_folder(Path({str(model)!r}))\n"
        "reader = workbench.nli.SecondReader(folder)\n"
        "before = {'onnxruntime', 'tokenizers', 'numpy'} & set(sys.modules)\n"
        "list(reader.read('a', ['never']))\n"
        "print(sorted(before), 'onnxruntime' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"


def judged(word: Confidence | None, stance: Stance = Stance.CONFLICTS) -> Judgement:
    reason = Reason("number", Relation.CONFLICTS, (0, 3), (0, 3), "says 5, the claim says 7")
    return Judgement(stance, word, 0.1, 0.7, (reason,))


def reading(conflicts: float, supports: float) -> SecondReading:
    shares = ((Stance.CONFLICTS, conflicts), (Stance.SUPPORTS, supports))
    return SecondReading("M", Stance.SUPPORTS, supports, shares)


@pytest.mark.parametrize(
    ("word", "left"),
    [
        (Confidence.STRONG, Confidence.FAIR),
        (Confidence.FAIR, Confidence.WEAK),
        (Confidence.WEAK, None),
    ],
)
def test_what_a_model_all_but_rules_out_is_one_word_lower(
    word: Confidence, left: Confidence | None
) -> None:
    found = lowered(judged(word), reading(DOUBTED - 0.01, 0.9))
    assert found.confidence is left
    assert (found.stance is Stance.MENTIONS) == (left is None)
    assert found.reasons[1].text == "but: model M gives conflicts less than .05"
    assert found.reasons[1].relation is Relation.BUT


def test_a_model_never_raises_a_flag() -> None:
    for given in (judged(Confidence.WEAK), judged(None, Stance.MENTIONS)):
        assert lowered(given, reading(0.99, 0.01)) == given
        assert lowered(given, reading(DOUBTED, 0.95)) == given
    unlabelled = SecondReading("M", Stance.CONFLICTS, 0.9)
    assert lowered(judged(Confidence.FAIR), unlabelled) == judged(Confidence.FAIR)


def test_a_model_reads_a_passage_behind_its_title_and_the_sentence_before() -> None:
    assert premise("It sank.", title="The ship", before=("Rain.", "Night.")) == (
        "The ship. Night. It sank."
    )
    assert premise("It sank.", title=None, before=()) == "It sank."
