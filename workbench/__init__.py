"""The fact-check desk in a terminal.

    claims.toml  -> Claim                                        claims/
    corpus/      -> Article -> Passage                           corpus/, passages/
    (index, search)   Claim + Passage -> Match                   which passages speak of the claim
    (signals, stance) Match -> Evidence                          what each says of it, and why
    the checker  -> Decision -> (ledger) -> Standing             verdicts/: her verdict, kept
    (report)          Standing + Evidence -> Dossier -> Markdown
    (workspace)       a project opened: what tui/, cli/ and serve/ call

One word, one meaning. *Claim*: the exact wording that is rated. *Claimant*: who made it.
*Source*: an article of the corpus as its catalogue card. *Article*: a source with its text.
*Passage*: a sentence of an article with exact offsets, or two where a fact spans them. *Spot*:
source and offsets, which tell passages apart. *Quote*: a passage that a verdict rests on.
*Stance*: what a passage does to a claim (supports, conflicts, mentions), suggested by the machine.
*Second reading*: what a model of the user's own says of a passage, shown with the stance. *Mark*:
what the checker says of a passage. *Decision*: an event in the ledger. *Verdict*: a rating from a
scale that was decided, by whom and when. *Standing*: what stands for a claim after all decisions.
*Place*: a screen of the app. *Pane*: a part of it that draws one value. *Side*: one of the three
groups of panes of Review. *Card*: a passage as a pane shows it.
"""

__version__ = "0.1.0"
