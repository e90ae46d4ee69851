"""A neural second reading: what a model of the user's own says of a claim and a passage.

It is shown next to the typed reasons, with the name of its model. It never changes the order and
can only weaken a suggestion (`doubt`): a network gives no reason that a checker could look at. The
model is a folder on this machine, in the form in which cross-encoders are exported: `model.onnx`,
`tokenizer.json` and `config.json`. Off unless the user names one. Needs the extra `nli`, which
nothing else imports.
"""

from workbench.nli.folder import ModelFolder, open_folder
from workbench.nli.reader import SecondReader, SecondReading

__all__ = ["ModelFolder", "SecondReader", "SecondReading", "open_folder"]
