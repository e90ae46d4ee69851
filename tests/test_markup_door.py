"""No outside text reaches a place where Textual or Rich reads markup."""

from pathlib import Path

import pytest
from markup_door import findings, in_folder

import workbench

TUI = Path(workbench.__file__).parent / "tui"


def test_the_screens_let_no_text_be_read_as_markup() -> None:
    assert list(in_folder(TUI)) == []


OPEN = """\
Static(claim.text)
Static(f"claim {text}")
Label(line(text))
Label("a" + text)
Option(text, id="x")
Static(text if text else "none")
OptionList(f"{a}", "b")
self.notify(message)
self.notify(f"saved {claim}", title="x")
self.border_title = title
pane.tooltip = f"{reason}"
table.add_row(text, Text("b"))
table.add_row(Content(text))
table.add_row(*cells)
table.add_row(*[one.text for one in claims])
table.add_columns(name)
table.update_cell(row, column, text)
Markdown(article.text)
Content.from_markup(text)
Text.from_markup(f"[b]{text}[/b]")
widget.update(f"{n} of {m}")
widget.update(line(text))
Hit(score, highlighted, run)
Hit(score, matcher.highlight(text), run)
DiscoveryHit(text, run)
Static(Strip(text))
Button(label=text)
from rich.markup import escape
Static(content)"""
CLOSED = """\
Static("a [b]literal[/b]")
Static()
Static(id=name)
Static(text, markup=False)
Static(Content(text))
Static(Content.assemble((text, "bold")))
Static(Content.assemble(text).stylize("bold"))
Static(Content(a) if a else Content("none"))
Label(Text(text))
Option(Content(text), id=claim.id)
self.notify("saved")
self.notify(text, markup=False)
self.border_title = "Claims"
self.border_title = Content(title)
self.title = text
table.add_row(Text(text), "literal")
table.add_row(*[Text(one) for one in texts], key=claim.id)
table.add_column("Claim", width=n)
table.update_cell(row, column, Text(text))
Markdown("# literal")
Content.from_markup("[b]$t[/b]", t=text)
widget.update(Content(text))
known.update({"a": text})
Hit(score, Content(text), run, text=text)
DiscoveryHit(Content(text), run, text=text)
from textual.content import Content"""


@pytest.mark.parametrize("code", OPEN.splitlines())
def test_an_open_door_is_found(code: str) -> None:
    assert [found.line for found in findings(code)] == [1]


@pytest.mark.parametrize("code", CLOSED.splitlines())
def test_a_closed_door_is_let_be(code: str) -> None:
    assert findings(code) == []


def test_names_and_functions_are_followed_within_a_module() -> None:
    safe = (
        "class Pane(Static):\n"
        "    shown: Content\n"
        "    def keys(self) -> Content: ...\n"
        "    def compose(self, given: 'Content | None'):\n"
        "        words = Content('a')\n"
        "        yield Static(words)\n"
        "        yield Static(self.keys())\n"
        "        yield Static(self.shown)\n"
        "        yield Static(given)\n"
    )
    assert findings(safe) == []
    rows = (
        "class Grid:\n"
        "    def cells(self) -> list[Text]: ...\n"
        "    def fill(self):\n"
        "        blank = [Text('') for _ in self.order]\n"
        "        self.add_row(Text('a'), *blank, *self.cells())\n"
    )
    assert findings(rows) == []
    ours = "from workbench.tui.selecting import Selection\nSelection(start, end)\n"
    assert findings(ours) == []
    unsafe = (
        "class Pane(Static):\n"
        "    def render(self) -> str: ...\n"
        "    def told(self) -> str: ...\n"
        "    def compose(self, given: str):\n"
        "        words = given\n"
        "        yield Static(words)\n"
        "        self.query_one('#x').update(self.told())\n"
        "        self.query_one('#x').update(given)\n"
        "        yield Pane(given)\n"
    )
    assert [found.line for found in findings(unsafe)] == [2, 6, 7, 8, 9]
