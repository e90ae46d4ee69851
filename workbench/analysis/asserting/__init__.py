"""What a sentence says of its own words: that it is so, that it is not, or neither.

Cues ("feared", "failed to", "whether") govern some of the words around them, as `cues.toml` says
for each. `cues` finds them, `behind` and `around` say what each governs, `reading` reads the words
through all of them. Nothing here knows a second sentence.
"""

from workbench.analysis.asserting.cues import AGAINST, Cue, Status
from workbench.analysis.asserting.reading import PLAIN, Operator, Said, moved, said

__all__ = ["AGAINST", "PLAIN", "Cue", "Operator", "Said", "Status", "moved", "said"]
