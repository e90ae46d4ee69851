"""A model folder, checked before anything is loaded: its files, and what its labels mean."""

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.safe.visible import line
from workbench.stance import Stance

MOST_TOKENS = 256
# For a claim and a passage together: a pair of sentences has 40 to 120, and the time grows with the
# square.
_CONFIG = 4_000_000
# Most bytes of config.json: language models with a label for each word are of no use here.
_NEEDED = ("onnxruntime", "tokenizers", "numpy")
_MEANT = {
    Stance.SUPPORTS: ("entailment", "entails", "entailed", "entail", "supports", "supported"),
    Stance.CONFLICTS: (
        "contradiction", "contradicts", "contradictory", "contradict", "refutes", "refuted",
    ),
    Stance.MENTIONS: (
        "neutral", "notenoughinfo", "notenoughinformation", "nei", "notentailedorcontradicted",
    ),
}  # fmt: skip
_STANCES = {word: stance for stance, words in _MEANT.items() for word in words}


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """Where a model's files are, and what its outputs mean."""

    path: Path
    graph: Path
    """The ONNX file."""
    tokenizer: Path
    labels: tuple[Stance, ...]
    """The meaning of each output, in order."""
    padding: int
    """Id of the token that fills up shorter pairs."""
    longest: int
    """Most tokens of a pair that the model can read."""

    @property
    def name(self) -> str:
        """The name of the model on the screen: that of its folder."""
        return line(self.path.resolve().name)[:60]


def open_folder(path: Path) -> ModelFolder:
    """The model in a folder; nothing of it is loaded yet.

    Raises:
        InputError: the extra is not installed, the folder or a file of it is missing, or its
            labels are not those of an NLI model; in one line.
    """
    shown = line(str(path))
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise InputError(
            "a second reading needs two more packages; in the folder you cloned: "
            "python3 -m pip --python .venv/bin/python install -e '.[nli]'"
        )
    if not path.is_dir():
        raise InputError(f"{shown}: no such folder; nli names the folder of an ONNX model")
    graph = _graph(path)
    if graph is None:
        raise InputError(f"{shown}: no model.onnx in it; export the model to ONNX into it")
    tokenizer = path / "tokenizer.json"
    if not tokenizer.is_file():
        raise InputError(f"{shown}: no tokenizer.json in it; it is saved with the model")
    config = _config(path / "config.json")
    padding, positions = config.get("pad_token_id"), config.get("max_position_embeddings")
    longest = MOST_TOKENS
    if isinstance(positions, int) and positions > 8:
        longest = min(MOST_TOKENS, positions - 2)  # some count positions from 2
    return ModelFolder(
        path,
        graph,
        tokenizer,
        _labels(path, config.get("id2label")),
        padding if isinstance(padding, int) and padding >= 0 else 0,
        longest,
    )


def _graph(path: Path) -> Path | None:
    for place in (path / "model.onnx", path / "onnx" / "model.onnx"):
        if place.is_file():
            return place
    others = sorted([*path.glob("*.onnx"), *path.glob("onnx/*.onnx")])
    return others[0] if len(others) == 1 else None


def _config(path: Path) -> dict[str, Any]:
    shown = line(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(_CONFIG + 1)
        config = json.loads(raw) if len(raw) <= _CONFIG else None
    except FileNotFoundError:
        raise InputError(f"{shown}: no such file; it says what the model's labels mean") from None
    except OSError as error:
        raise InputError(f"{shown}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        config = None
    if not isinstance(config, dict):
        raise InputError(f"{shown}: not the config.json of a model")
    return config


def _labels(path: Path, given: object) -> tuple[Stance, ...]:
    """What each output of the model means, from `id2label` in any order and spelling."""
    shown = line(str(path / "config.json"))
    try:
        words = [given[str(at)] for at in range(len(given))]  # type: ignore[index,arg-type]
    except (TypeError, KeyError):
        raise InputError(f"{shown}: no id2label from 0 on; it says what the outputs mean") from None
    meant = [_STANCES.get("".join(c for c in str(w).lower() if c.isalpha())) for w in words]
    known = [stance for stance in meant if stance is not None]
    twice = len(set(known)) < len(known)
    if len(known) < len(words) or twice or {Stance.SUPPORTS, Stance.CONFLICTS} - set(known):
        named = line(", ".join(map(str, words)))[:120]
        raise InputError(
            f"{shown}: not an NLI model: its labels are {named}; entailment, contradiction and "
            "neutral, or SUPPORTS, REFUTES and NOT ENOUGH INFO, are known"
        )
    return tuple(known)
