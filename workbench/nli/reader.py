"""The model at work: from pairs of a passage and a claim to what it says of each.

The session is made when first needed, kept, and used by one thread at a time. Both libraries raise
bare exceptions, which become one line for the user here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from workbench.corpus.prose import prose
from workbench.errors import InputError
from workbench.nli.folder import ModelFolder
from workbench.safe.visible import line
from workbench.stance import Stance

if TYPE_CHECKING:
    import numpy as np

READ = 20
"""How many passages of a claim are read a second time: the best ones."""
BATCH = 4
# Pairs at a time: someone who went on to another claim waits at most for these.
THREADS = 4


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a model says a passage does to a claim. Shown with the reasons, never instead."""

    model: str
    """Its name."""
    stance: Stance
    """The most probable of its labels."""
    probability: float
    """Of that label, 0 to 1, as the model gives it: not measured here, unlike `Confidence`."""
    shares: tuple[tuple[Stance, float], ...] = ()
    """The probability of each label that the model has."""

    def share(self, stance: Stance) -> float | None:
        """The probability of a stance; None if the model has no such label."""
        return dict(self.shares).get(stance)

    @property
    def text(self) -> str:
        """In words: "model M: conflicts .91"."""
        share = f"{self.probability:.2f}".removeprefix("0")
        return f"model {self.model}: {self.stance.value} {share}"


class SecondReader:
    """Reads claims and passages with one model."""

    def __init__(self, folder: ModelFolder) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._inputs: tuple[str, ...] = ()

    def load(self) -> None:
        """Load the model, unless it is loaded; the first reading does that too.

        Raises:
            InputError: as `read`.
        """
        with self._lock:
            if self._session is None:
                self._load()

    def read(self, claim: str, passages: Sequence[str]) -> Iterator[SecondReading]:
        """What the model says of each passage, in order; stop iterating to cancel.

        A text that is too long for the model is cut at its end. No passages, no readings.

        Raises:
            InputError: the model cannot be loaded, or does not behave like an NLI model.
        """
        yield from self.read_pairs((claim, prose(passage)) for passage in passages)

    def read_pairs(self, pairs: Iterable[tuple[str, str]]) -> Iterator[SecondReading]:
        """The same for pairs of a claim and a passage, which are taken when needed."""
        coming = iter(pairs)
        while batch := list(islice(coming, BATCH)):
            self.load()
            with self._lock:
                rows = self._run(batch)
            for row in rows:
                best = max(range(len(row)), key=row.__getitem__)
                shares = tuple(zip(self.folder.labels, row, strict=True))
                yield SecondReading(self.folder.name, self.folder.labels[best], row[best], shares)

    def _load(self) -> None:
        import onnxruntime
        import tokenizers

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, min(THREADS, (os.cpu_count() or 2) // 2))
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # it would write over the screen
        # A waiting thread would otherwise spin on the core that answers keys.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            session = onnxruntime.InferenceSession(
                str(self.folder.graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise self._refused(self.folder.graph.name, error) from None
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(self.folder.tokenizer))
            tokenizer.enable_truncation(self.folder.longest, strategy="longest_first")
            tokenizer.no_padding()
        except Exception as error:
            raise self._refused(self.folder.tokenizer.name, error) from None
        inputs = tuple(each.name for each in session.get_inputs())
        unknown = set(inputs) - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown or "input_ids" not in inputs:
            asks = ", ".join(sorted(unknown)) or "no input_ids"
            raise InputError(f"{self._shown}: not an NLI model: it asks for {line(asks)[:120]}")
        self._session, self._tokenizer, self._inputs = session, tokenizer, inputs

    def _run(self, batch: Sequence[tuple[str, str]]) -> list[list[float]]:
        """The probability of each label, a row for each pair."""
        import numpy as np

        # The passage is the premise; the claim follows from it or does not.
        try:
            encoded = [self._tokenizer.encode(passage, claim) for claim, passage in batch]
        except Exception as error:
            raise self._refused(self.folder.tokenizer.name, error) from None
        width = max(1, *(len(each.ids) for each in encoded))
        filled = {
            name: np.zeros((len(batch), width), dtype=np.int64)
            for name in ("input_ids", "attention_mask", "token_type_ids")
        }
        filled["input_ids"] += self.folder.padding
        for row, each in enumerate(encoded):
            filled["input_ids"][row, : len(each.ids)] = each.ids
            filled["attention_mask"][row, : len(each.ids)] = 1
            filled["token_type_ids"][row, : len(each.ids)] = each.type_ids
        try:
            logits = self._session.run(None, {name: filled[name] for name in self._inputs})[0]
        except Exception as error:
            raise self._refused(self.folder.graph.name, error) from None
        return self._shares(np.asarray(logits, dtype=np.float64), len(batch))

    def _shares(self, logits: np.ndarray[Any, Any], pairs: int) -> list[list[float]]:
        import numpy as np

        labels = len(self.folder.labels)
        if logits.shape != (pairs, labels) or not np.isfinite(logits).all():
            raise InputError(
                f"{self._shown}: not an NLI model: it answers {pairs} pairs with "
                f"{'x'.join(map(str, logits.shape))} numbers, not {labels} for each"
            )
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: list[list[float]] = (powers / powers.sum(axis=1, keepdims=True)).tolist()
        return shares

    @property
    def _shown(self) -> str:
        return line(str(self.folder.path))

    def _refused(self, name: str, error: Exception) -> InputError:
        reason = line(str(error).strip().split("\n")[0])[:200]
        return InputError(f"{self._shown}: {line(name)} cannot be used: {reason}")
