"""The fact-check desk in a terminal.

    claims.toml  -> Claim
    corpus/      -> Article -> Passage
    (index, search)  Claim + Passage -> Match      which passages speak of the claim
    (signals, stance) Match -> Evidence            what each says of it, and why
    the checker  -> Decision -> (ledger) -> Standing   her verdict, kept for good
    (report)     Standing + Evidence -> Dossier -> Markdown

Glossary. *Claim*: the exact wording that is rated. *Claimant*: who made it. *Source*: an
article of the corpus as its catalogue card. *Article*: a source with its text. *Passage*: a
sentence of an article with exact offsets, or two where a fact spans them. *Quote*: a passage
that a verdict rests on. *Stance*: what a passage does to a claim (supports, conflicts,
mentions), suggested by the machine. *Second reading*: what a model of the user's own says of
a passage, beside the stance only. *Mark*: the same said by the checker. *Verdict*: a rating
from a scale with its justification.
"""

__version__ = "0.1.0"
