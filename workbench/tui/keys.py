"""Every key of the desk, in a table for each place. Screens bind these; help and README list them.

A row is: id | keys | action | word in the footer, or - | what it does. A word with a + before it
is shown if there is room. No default is ctrl with j, m, i, s or z: terminals and multiplexers use
those for themselves.
"""

# ruff: noqa: E501 - a table row is one line

from textual.binding import Binding, BindingType


def table(text: str, *, priority: bool = False) -> list[BindingType]:
    """The bindings that a table defines."""
    bindings: list[BindingType] = []
    for row in text.strip().splitlines():
        name, keys, action, word, tooltip = (cell.strip() for cell in row.split("|"))
        bindings.append(
            Binding(
                keys,
                action,
                tooltip if word == "-" else word.removeprefix("+"),
                id=name,
                show=word[0] not in "-+",
                key_display=_SHOWN.get(keys),
                tooltip=tooltip,
                priority=priority,
            )
        )
    return bindings


_SHOWN = {
    "enter": "↵",
    "slash": "/",
    "question_mark,f1": "?",
    "escape,q": "esc",
    "escape": "esc",
    "escape,q,question_mark,f1": "esc",
}

APP = table("""
app.quit    | q                | quit | -    | Leave; everything saved stays saved
app.help    | question_mark,f1 | help | help | The keys that work here
""") + table(
    """
app.palette | ctrl+p | command_palette | +palette | Every action, by name
app.theme   | f9     | themes          | - | Try on and choose a theme
app.leave   | ctrl+q | quit            | - | Leave, also while typing
""",
    priority=True,
)

MOVES = table("""
list.next      | j,down          | move(1)  | - | The next one
list.previous  | k,up            | move(-1) | - | The one before
list.first     | g,home          | first    | - | The first one
list.last      | G,end           | last     | - | The last one
list.page-down | pagedown,ctrl+f | page(1)  | - | A page on
list.page-up   | pageup,ctrl+b   | page(-1) | - | A page back
""")

SCROLLS = table("""
text.down      | j,down                | scroll_down | - | A line down
text.up        | k,up                  | scroll_up   | - | A line up
text.top       | g,home                | scroll_home | - | The beginning
text.end       | G,end                 | scroll_end  | - | The end
text.page-down | pagedown,space,ctrl+f | page_down   | - | A page on
text.page-up   | pageup,ctrl+b         | page_up     | - | A page back
""")

CLAIMS = table("""
claim.evidence | enter | choose | evidence | Go to the evidence for this claim
""")

EVIDENCE = table("""
evidence.source | enter | choose | source | Open the source at this passage
""")

RATES = "Record this rating, with a reason where a rule is unmet; then the next open claim"
RATINGS: list[BindingType] = [
    Binding(
        str(key),
        f"rate({key})",
        RATES,
        id=f"verdict.{key}",
        show=False,
        tooltip=RATES,
    )
    for key in range(1, 10)
]

_MARKS = """
mark.supports   | s | mark('supports')   | supports     | Mark as supporting; again takes it back
mark.conflicts  | c | mark('conflicts')  | conflicts    | Mark as conflicting; again takes it back
mark.irrelevant | x | mark('irrelevant') | not relevant | Mark as not relevant; again takes it back
"""

REVIEW = (
    RATINGS
    + table(_MARKS)
    + table("""
verdict.justify     | e         | open('justification') | justify | Why: of the claim just rated, else of this one
verdict.undo        | u         | undo          | undo    | Take back what you did last: a decision, or a change of claims.toml
verdict.redo        | ctrl+r    | redo          | +redo   | Bring back what was undone last
claim.next-open     | n         | next_open(1)  | next    | The next claim without a verdict
claim.previous-open | N         | next_open(-1) | -       | The previous claim without a verdict
claim.postpone      | p         | postpone      | +postpone | Put the claim off until later
claim.add           | A         | open('new')   | +new    | Write a new claim
claim.edit          | E         | open('edit')  | +edit   | Edit the claim: its wording, claimant, date, tags
claim.split         | S         | open('split') | +split  | Split a claim that says two things into claims of their own
claim.alike         | equals_sign | alike       | -       | Go to the similar claim that was judged, and back
claim.suggest       | W         | open('suggestions') | +suggest | Sentences of the sources worth checking
recheck.open        | R         | open('recheck') | +check again | Verdicts to check again: the claim or a source changed since
claim.filter        | slash     | filter        | filter  | Show only claims (or passages) with these words; in a source, search it
evidence.words      | w         | ask('words')  | words   | Search with words of your own as well as the claim's
evidence.search     | f         | ask('search') | search  | Search all sources freely, for the claim at hand
evidence.only       | F         | only          | +only   | Search some sources only: by name, date, language, kind
evidence.copies     | C         | copies        | -       | The same words in other sources, and back
evidence.more       | plus      | more          | +more   | Twenty more passages
evidence.order      | o         | order         | +order  | Evidence by stance, or by relevance
evidence.details    | d         | details       | +scores | How each score is made up, and what stands before it
evidence.copy       | y         | copy          | +copy   | Copy the quote with its citation
matrix.open-all     | m         | open('matrix') | matrix  | What each source says of each claim
progress.open       | P         | open('progress') | +progress | How far the claims are, by state, rating and source
sources.open        | L         | open('sources') | +sources | The sources: add, edit, read again; files that could not be read
report.open         | r         | open('report') | report  | See the report and export it
pane.jump           | ctrl+g    | jump          | +jump   | Jump: then one letter chooses where to
pane.back           | escape    | back          | -       | Stop reading sources, end a filter or free search, or go back
""")
    + table(
        """
pane.next           | tab       | pane(1)       | +next pane | The next pane
pane.previous       | shift+tab | pane(-1)      | -       | The pane before
""",
        priority=True,
    )
)

FILTER = table("""
filter.take  | enter  | submit      | claims found | Go to the claims found
filter.clear | escape | screen.back         | all claims | Show all claims again
filter.leave | down   | leave_line(True) | -          | Go to the claims found
""")

ASKING = table("""
line.take  | enter  | submit            | passages found | Go to the passages found; a search is recorded
line.leave | escape | leave_line(False) | leave it | Leave the line; a filter is dropped, search words stay as they were
line.down  | down   | leave_line(True)  | -        | Go to the passages found
""")

ONLY = table("""
only.search   | enter  | submit          | search          | Search these sources only
only.all      | f5     | screen.all      | all sources     | Search all sources again
only.leave    | escape | screen.leave    | leave as it was | Leave the choice of sources as it was
only.next     | down   | screen.step(1)  | -               | The next field
only.previous | up     | screen.step(-1) | -               | The previous field
""")

REASON = table("""
reason.record | enter  | submit | record         | Record the rating with this reason
reason.leave  | escape | leave  | record nothing | Record nothing
""")

SOURCE = (
    table("""
source.back             | escape,q    | leave       | back   | Back: ends a selection or a search first
source.next-passage     | n           | passage(1)  | next   | The next passage found here, match or sentence
source.previous-passage | N           | passage(-1) | -      | The one before
""")
    + table(_MARKS)
    + table("""
source.search           | slash       | search      | search | Search in this source
source.select           | v           | select      | select | Select words to pin; n and N take another sentence
source.longer           | l,right     | reach(1)    | -      | Selection: one word more at its end
source.shorter          | h,left      | reach(-1)   | -      | Selection: one word less at its end
source.later            | L,shift+right | begin(1)  | -      | Selection: begin one word later
source.earlier          | H,shift+left  | begin(-1) | -      | Selection: begin one word earlier
claim.add               | A           | add         | +new   | Make a claim of the words selected, or of this passage
claim.suggest           | W           | suggest     | +suggest | Sentences of this source worth checking
source.grade            | a           | grade       | +grade | Grade the source: A-F, 1-6, primary or secondary
source.url              | o           | url         | +open address | Open its address in a browser; asks first
evidence.copy           | y           | copy        | copy   | Copy the quote with its citation
verdict.undo            | u        | undo        | undo | Take back what you did last
verdict.redo            | ctrl+r   | redo        | +redo | Bring back what was undone last
""")
)

JUSTIFICATION = table(
    """
justify.save   | ctrl+o,f2 | save   | record          | Record the justification
justify.leave  | escape    | leave  | back            | Back; what you typed is kept as a draft
justify.quotes | f3        | quotes | insert a quote  | Go to the marked quotes; enter inserts one
justify.editor | f4        | editor | your editor     | Write in $VISUAL or $EDITOR
""",
    priority=True,
)

ENTRY = table(
    """
entry.write  | ctrl+o,f2 | write  | write          | Write to claims.toml what the difference shows
entry.leave  | escape    | leave  | back           | Back; what you typed is kept as a draft
entry.change | f3        | change | the difference | Go to the difference, to scroll it, and back
entry.fresh  | f5        | fresh  | start over     | Start over; again brings back what you typed
""",
    priority=True,
)

SPLIT = ENTRY + table(
    """
split.whole | f4 | whole | keep or drop the whole | Keep the whole claim with the tag "split", or take it out
""",
    priority=True,
)

FIELD = table("entry.on | enter | on | - | The next field", priority=True)

SUGGESTED = table("""
suggested.source | enter | choose | source | Open the source at this sentence
""")

SUGGESTIONS = table("""
suggested.leave | escape,q | leave | back            | Stop looking through the sources; then back
claim.add       | A        | add   | make it a claim | Make a claim of this sentence
""")

RECHECKED = table("""
recheck.go | enter | choose | open | Open the quote in its source; on a claim, go to it
""")

RECHECK = table("""
recheck.leave    | escape,q | leave    | back        | Back
recheck.holds    | h        | holds    | still holds | Give the same verdict again, its quotes as they stand now
recheck.next     | n        | claim(1) | next claim  | The next claim to check again
recheck.previous | N        | claim(-1) | -          | The one before
verdict.undo     | u        | undo     | undo        | Take back what you did last
verdict.redo     | ctrl+r   | redo     | +redo       | Bring back what was undone last
""")

SOURCES_LISTED = table("""
sources.go | enter | choose | open | Open the source
""")

SOURCES = table("""
sources.leave    | escape,q | leave    | back      | Back
sources.add      | A        | add      | add       | Add a file, a folder, a .zip or an address
sources.edit     | e        | edit     | edit      | Edit what is known of the source, in corpus/sources.toml
sources.left-out | v        | left_out | left out  | Show what of the file was left out, and hide it
sources.reread   | R        | reread   | reread    | Read the file again, with the readers as they are now
verdict.undo     | u        | undo     | undo      | Take back what you did last
verdict.redo     | ctrl+r   | redo     | +redo     | Make what was undone last stand again
""")

REPORT = table("""
report.leave  | escape,q | leave       | back          | Back to the claims
report.export | w        | export      | write to file | Write the report to a file
report.next   | n        | section(1)  | next claim    | The next heading
report.prior  | N        | section(-1) | -             | The heading before
report.raw    | v        | raw         | as written    | The text as it will be written, and back
""")

JUMP = table("""
jump.leave | escape | dismiss | stay here | Stay here
""")

THEME = table("""
theme.leave | escape,q | leave | as before | Leave the theme as it was
theme.down  | j        | down  | -         | Try the next theme
theme.up    | k        | up    | -         | Try the one before
""")

HELP = table("""
help.close | escape,q,question_mark,f1 | dismiss    | close | Close the help
help.down  | j,down                    | scroll(1)  | -     | A line down
help.up    | k,up                      | scroll(-1) | -     | A line up
""")

QUOTES = table("""
quotes.insert | enter | choose | insert | Put this quote into the text
""")

GRID = table("""
grid.down  | j,down          | cursor_down   | - | The row below
grid.up    | k,up            | cursor_up     | - | The row above
grid.left  | h,left          | cursor_left   | - | The column before
grid.right | l,right         | cursor_right  | - | The next column
grid.first | g,home          | scroll_top    | - | The first row
grid.last  | G,end           | scroll_bottom | - | The last row
grid.page-down | pagedown,ctrl+f | page_down | - | A page on
grid.page-up   | pageup,ctrl+b   | page_up   | - | A page back
""")

MATRIX = table("""
matrix.leave | escape,q | leave | back     | Back to the claims
matrix.open  | enter    | open  | its words | Open the words; on a claim, its sources by pairs
""")

PROGRESS = table("""
progress.leave | escape,q | leave   | back        | Back to the claims
recheck.open   | R        | recheck | check again | Verdicts to check again: the claim or a source changed since
""")

PAIRS = table("""
pairs.leave | escape,q,enter | leave | back | Back to the matrix
""")

ASK = table("""
source.close-ask | escape | screen.close_ask | leave it | Leave it as it was
""")

PATH = table(
    """
report.form | f2 | screen.form | another form | Choose the next form of the report
""",
    priority=True,
) + table("""
report.close-path | escape | screen.close_path | do not write | Write nothing
""")

PLACES: dict[str, list[BindingType]] = {
    "claims": CLAIMS + MOVES + REVIEW + APP,
    "evidence": EVIDENCE + MOVES + REVIEW + APP,
    "source next to the evidence": SCROLLS + REVIEW + APP,
    "filter": FILTER + APP,
    "evidence line": ASKING + APP,
    "choice of sources": ONLY + APP,
    "reason": REASON + APP,
    "source": SCROLLS + SOURCE + APP,
    "source line": ASK + APP,
    "justification": JUSTIFICATION + APP,
    "marked passages": QUOTES + MOVES + JUSTIFICATION + APP,
    "report": MOVES + REPORT + APP,
    "report text": SCROLLS + REPORT + APP,
    "report file": PATH + APP,
    "matrix": GRID + MATRIX + APP,
    "pairs": GRID + PAIRS + APP,
    "progress": SCROLLS + PROGRESS + APP,
    "claim form": ENTRY + APP,
    "claim's wording": FIELD + ENTRY + APP,
    "difference": SCROLLS + SPLIT + APP,
    "parts": SPLIT + APP,
    "suggestions": SUGGESTED + MOVES + SUGGESTIONS + APP,
    "re-check": RECHECKED + MOVES + RECHECK + APP,
    "sources": SOURCES_LISTED + MOVES + SOURCES + APP,
    "jump": JUMP + APP,
    "themes": THEME + APP,
    "help": HELP + APP,
}
"""What is bound where, nearest first: two actions of one place must not share a key."""

PRESETS: dict[str, dict[str, str]] = {
    "default": {},
    "vim": {
        "list.page-down": "pagedown,ctrl+f,ctrl+d",
        "list.page-up": "pageup,ctrl+b,ctrl+u",
        "text.page-down": "pagedown,space,ctrl+f,ctrl+d",
        "text.page-up": "pageup,ctrl+b,ctrl+u",
        "pane.next": "tab,l",
        "pane.previous": "shift+tab,h",
        "app.palette": "ctrl+p,colon",
    },
}
"""Keymaps by name; `keys = "vim"` in the settings chooses one."""
