"""A very small cross-encoder, exported as a real one is: what the tests of a second reading load.

Each word of its vocabulary pulls towards one label; a pair is what the mean of its words says.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
PULLS = {"not": 0, "never": 0, "same": 1, "only": 1}
"""Word to the output it pulls towards; every other word pulls a little towards the third."""
LABELS = ("CONTRADICTION", "entailment", "Neutral")


def make_model(
    folder: Path,
    *,
    labels: Sequence[str] = LABELS,
    outputs: int = 3,
    pulls: Mapping[str, int] = PULLS,
    pull: float = 40.0,
) -> Path:
    """Write `model.onnx`, `tokenizer.json` and `config.json` into a new folder."""
    folder.mkdir(parents=True)
    vocabulary = {word: at for at, word in enumerate((*SPECIAL, *pulls))}
    table = np.zeros((len(vocabulary), outputs), dtype=np.float32)
    table[:, -1] = 1.0
    for word, output in pulls.items():
        table[vocabulary[word]] = 0.0
        table[vocabulary[word], output] = pull
    _write_graph(folder / "model.onnx", table)
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "id2label": {str(at): label for at, label in enumerate(labels)},
        "max_position_embeddings": 66,
        "pad_token_id": 0,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _write_graph(path: Path, table: np.ndarray) -> None:
    """The mean of the words' rows, through a linear layer that leaves them as they are."""
    outputs = table.shape[1]
    constants = {
        "table": table,
        "layer": np.eye(outputs, dtype=np.float32),
        "words": np.array([1], dtype=np.int64),
        "last": np.array([2], dtype=np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["shares"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["shares", "last"], ["mask"]),
        helper.make_node("Mul", ["rows", "mask"], ["masked"]),
        helper.make_node("ReduceSum", ["masked", "words"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["mask", "words"], ["count"], keepdims=0),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
        helper.make_node("MatMul", ["mean", "layer"], ["logits"]),
    ]
    shape = ["pairs", "tokens"]
    graph = helper.make_graph(
        nodes,
        "pairs",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", outputs])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
