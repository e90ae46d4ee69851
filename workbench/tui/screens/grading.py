"""What can be done to a source: a grade, its address, claims of its words; the line that asks."""

import re
from typing import TYPE_CHECKING, Literal

from textual import on
from textual.content import Content
from textual.widgets import Input

from workbench.tui.panes.article_view import ArticleView
from workbench.tui.panes.evidence_list import citation
from workbench.tui.panes.kept_line import KeptLine
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.panes.evidence_list import Card

_GRADE = re.compile(r"(?P<grade>[A-Fa-f][1-6])?\s*(?P<kind>p|s|primary|secondary)?", re.ASCII)
HOW = "A-F how reliable, 1-6 how credible, p primary or s secondary: B2 p"
# With what is asked for before it, no wider than 80 columns.


def parse_grade(
    text: str,
) -> tuple[str | None, Literal["primary", "secondary"] | None] | None:
    """The grade and kind that `text` gives, either may be missing; None where it is neither.

    Grades are those of the Admiralty code: A-F for the source, 1-6 for the item.
    """
    match = _GRADE.fullmatch(text.strip())
    if match is None:
        return None
    kind = match["kind"]
    grade = match["grade"].upper() if match["grade"] else None
    if not kind:
        return grade, None
    return grade, "primary" if kind.startswith("p") else "secondary"


class Grading(Saving):
    """A place with a source at hand and a `KeptLine` of the id `ask`."""

    source_id: str
    source: "Source | None"
    _asked = ""
    _url_asked = False
    made: tuple[str, ...] = ()
    """Ids of the claims that were made of its words."""

    @property
    def at_hand(self) -> "Card | None":
        """The words that a key is about."""
        raise NotImplementedError

    def graded(self) -> "Source | None":
        """The source's card with the checker's own grade and kind."""
        return self.desk.graded(self.source) if self.desk and self.source else self.source

    # asking

    def ask(self, what: str, hint: str, text: str = "") -> None:
        """Open the line that asks; `answered` is called with what was written."""
        self._asked = what
        line = self.query_one("#ask", KeptLine)
        line.begin(self.workspace.root, f"{what}/{self.source_id}", text)
        # Above, not in it: a grade that is there already would hide how to write another.
        self.query_one("#ask-head", PaneHead).left = Content.assemble(
            (what, "bold"), "  ", (hint, "$quiet")
        )
        self.add_class("-asking")
        line.focus()

    @on(Input.Submitted, "#ask")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_close_ask()
        self.answered(self._asked, event.value.strip())

    def action_close_ask(self) -> None:
        self.remove_class("-asking")
        self.query_one(ArticleView).focus()

    def answered(self, what: str, answer: str) -> None:
        """Do what was asked for."""
        parsed = parse_grade(answer)
        if parsed is None:
            self.say(f"not a grade: {answer}. {HOW}", severity="warning")
            return
        grade, kind = parsed

        def told(_: object) -> None:
            self.query_one("#ask", KeptLine).used()
            shown = " ".join(part for part in (grade, kind) if part) or "no grade"
            self.say(f"saved: graded {shown}; {self.undoes}")

        self.save("", self.workspace.grade, self.source_id, grade, kind=kind, then=told)

    # keys

    def action_grade(self) -> None:
        source = self.graded()
        parts = (source.grade, source.kind and source.kind[0]) if source else ()
        self.ask("grade", HOW, " ".join(part for part in parts if part))

    def action_url(self) -> None:
        source = self.source
        url = (source.url or source.archive_url) if source else None
        if not url:
            self.say("the catalogue has no address for this source")
        elif not url.lower().startswith(("http://", "https://")):
            self.say("its address is neither http nor https: not opened", severity="warning")
        elif not self._url_asked:
            self._url_asked = True
            self.set_timer(6, self._forget_url)
            again = f"{self.key('source.url')} again opens {url} in a browser"
            self.say(f"{again}: the desk itself never goes online")
        else:
            self._url_asked = False
            self.app.open_url(url)

    def _forget_url(self) -> None:
        self._url_asked = False

    # claims

    def action_add(self) -> None:
        """Make a claim of the words at hand."""
        if self.at_hand is None:
            return
        from workbench.attribution import bare
        from workbench.tui.screens.claim import ClaimScreen

        passage = self.at_hand.evidence.match.passage
        text, claimant = bare(passage.text)
        screen = ClaimScreen(
            self.workspace,
            self.keeper,
            text=text,
            claimant=claimant or "",
            found=f"from {citation(self.source, passage.source)}",
        )
        self.app.push_screen(screen, self._made)

    def action_suggest(self) -> None:
        """List the sentences of this source that are worth checking."""
        from workbench.tui.screens.suggestions import SuggestionsScreen

        sources = {self.source_id: self.source} if self.source else {}
        screen = SuggestionsScreen(self.workspace, self.keeper, sources, self.source_id)
        self.app.push_screen(screen, self._made)

    def _made(self, ids: tuple[str, ...] | None) -> None:
        self.made += ids or ()
