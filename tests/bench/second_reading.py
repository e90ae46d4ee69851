"""Measure what a second reading costs: seconds for the 20 best passages of a claim.

    python tests/bench/second_reading.py PROJECT FOLDER [--layers 6] [--width 384]

Exports a cross-encoder of BERT's shape with random weights into FOLDER, which must not exist, and
has it read the evidence of the first claims of PROJECT. The time does not depend on what weights
say. Its tokens are shorter than those of a trained vocabulary, so that pairs are longer here.
"""

import argparse
import json
import string
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from workbench.nli import SecondReader, open_folder
from workbench.workspace import Workspace

HEADS, POSITIONS, VOCABULARY = 12, 512, 30_522
CLAIMS = 6


class Graph:
    """An ONNX graph while it is put together."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._random = np.random.default_rng(0)

    def constant(self, value: object, kind: type = np.float32) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype=kind), name))
        return name

    def weights(self, *shape: int) -> str:
        return self.constant(self._random.normal(0, 0.02, shape))

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, inputs: str, rows: int, columns: int) -> str:
        product = self.add("MatMul", inputs, self.weights(rows, columns))
        return self.add("Add", product, self.constant(np.zeros(columns)))

    def normed(self, one: str, two: str) -> str:
        both = self.add("Add", one, two)
        off = self.add("Sub", both, self.add("ReduceMean", both, axes=[-1]))
        spread = self.add("ReduceMean", self.add("Mul", off, off), axes=[-1])
        return self.add("Div", off, self.add("Sqrt", self.add("Add", spread, self.constant(1e-9))))

    def layer(self, inputs: str, mask: str) -> str:
        """Attention of all heads, then two linear layers with GELU between."""
        width, part = self.width, self.width // HEADS
        split = self.constant([0, 0, HEADS, part], np.int64)
        heads = [self.add("Reshape", self.linear(inputs, width, width), split) for _ in range(3)]
        turns = ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
        ask, key, value = (
            self.add("Transpose", head, perm=turn) for head, turn in zip(heads, turns, strict=True)
        )
        near = self.add("Div", self.add("MatMul", ask, key), self.constant(part**0.5))
        share = self.add("Softmax", self.add("Add", near, mask), axis=-1)
        seen = self.add("Transpose", self.add("MatMul", share, value), perm=[0, 2, 1, 3])
        joined = self.add("Reshape", seen, self.constant([0, 0, width], np.int64))
        middle = self.normed(inputs, self.linear(joined, width, width))
        wide = self.linear(middle, width, 4 * width)
        bent = self.add("Erf", self.add("Div", wide, self.constant(2**0.5)))
        gelu = self.add("Mul", wide, self.add("Add", bent, self.constant(1.0)))
        return self.normed(middle, self.linear(gelu, 4 * width, width))


def export(folder: Path, layers: int, width: int) -> None:
    """Write the model, its tokenizer and its config into a new folder."""
    folder.mkdir(parents=True)
    graph = Graph(width)
    words = graph.add("Gather", graph.weights(VOCABULARY, width), "input_ids")
    kinds = graph.add("Gather", graph.weights(2, width), "token_type_ids")
    length = graph.add("Gather", graph.add("Shape", "input_ids"), graph.constant(1, np.int64))
    ends = [graph.constant(0, np.int64), length, graph.constant(1, np.int64)]
    places = graph.add("Gather", graph.weights(POSITIONS, width), graph.add("Range", *ends))
    rows = graph.normed(graph.add("Add", words, kinds), places)
    given = graph.add("Unsqueeze", "attention_mask", graph.constant([1, 2], np.int64))
    shown = graph.add("Cast", given, to=TensorProto.FLOAT)
    hidden = graph.add("Sub", graph.constant(1.0), shown)
    mask = graph.add("Mul", hidden, graph.constant(-1e4))
    for _ in range(layers):
        rows = graph.layer(rows, mask)
    first = graph.add("Gather", rows, graph.constant(0, np.int64), axis=1)
    said = graph.linear(graph.add("Tanh", graph.linear(first, width, width)), width, 3)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info(said, TensorProto.FLOAT, ["pairs", 3])
    made = helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", 13)]
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=8), folder / "model.onnx")
    letters = string.ascii_lowercase
    pieces = [*letters, *string.digits, *string.punctuation]
    pieces += ["".join(three) for three in product(letters, "aeiou", letters)]
    ends_of_words = [*letters, *string.digits, *("".join(two) for two in product(letters, letters))]
    known = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *pieces, *(f"##{end}" for end in ends_of_words)]
    tokenizer = Tokenizer(WordPiece({word: n for n, word in enumerate(known)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    labels = {"0": "contradiction", "1": "entailment", "2": "neutral"}
    config = {"id2label": labels, "max_position_embeddings": POSITIONS, "pad_token_id": 0}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=384, help=f"a multiple of {HEADS}")
    arguments = parser.parse_args()
    export(arguments.folder, arguments.layers, arguments.width)
    size = (arguments.folder / "model.onnx").stat().st_size / 1e6
    reader = SecondReader(open_folder(arguments.folder))
    clock = time.perf_counter()
    reader.load()
    loaded = time.perf_counter() - clock
    workspace = Workspace.open(arguments.project, by="bench")
    workspace.refresh()
    tokenizer = Tokenizer.from_file(str(arguments.folder / "tokenizer.json"))
    walls, cores, lengths = [], [], []
    for claim in workspace.claims[:CLAIMS]:
        best = workspace.find(claim, limit=20).evidence
        passages = [each.match.passage.text for each in best]
        lengths += [len(tokenizer.encode(passage, claim.text).ids) for passage in passages]
        wall, core = time.perf_counter(), time.process_time()
        list(reader.read(claim.text, passages))
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    workspace.close()
    print(
        f"{arguments.layers} layers, width {arguments.width}, {size:.0f} MB: loaded in "
        f"{loaded:.1f} s; 20 passages (median {median(lengths):.0f} tokens with the claim) in "
        f"{median(walls):.1f} s, {median(cores):.1f} s of processor time"
    )


if __name__ == "__main__":
    main()
