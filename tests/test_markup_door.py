"""No outside text reaches a place where Textual or Rich reads markup."""

import ast
from pathlib import Path

import pytest
from markup_door import findings, in_folder

import workbench

TUI = Path(workbench.__file__).parent / "tui"


def test_the_screens_let_no_text_be_read_as_markup() -> None:
    assert list(in_folder(TUI)) == []


def test_every_field_that_is_written_in_is_one_of_ours() -> None:
    """Textual's own draw what is pasted as it is; `field` and `area` are the door before them."""
    taken = {
        f"{path.name}: {getattr(node.func, 'id', '') if isinstance(node, ast.Call) else node.name}"
        for path in TUI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in ("Input", "TextArea", "MaskedInput"))
        or (isinstance(node, ast.ClassDef)
            and {getattr(base, "id", "") for base in node.bases} & {"Input", "TextArea"})
    }  # fmt: skip
    assert taken == {"field.py: OneLine", "area.py: ManyLines"}


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
Static(content)
Static(content=text)
Option(prompt=text)
OptionList(text)
OptionList(claim.text)
SelectionList((text, 1))
Select([(text, 1)])
Select(options=[(text, 1)])
Select.from_values(texts)
TabbedContent(text)
Tree(text)
node.add_leaf(text)
self.notify(message=text)
self.notify("saved", title=text)
self.notify(text, markup=flag)
widget.border_title += text
setattr(widget, "border_title", text)
setattr(widget, name, text)
widget.with_tooltip(text)
table.add_column(label=text)
table.update_cell(row, column, value=text)
table.update_cell_at(place, text)
table.add_rows([[text]])
Markdown(markdown=text)
widget.update(text)
widget.update(claim.text)
widget.update(content=claim.text)
widget.set_content(text)
button.label = text
listed.add_option(claim.text)
listed.add_options([text])
listed.replace_option_prompt_at_index(0, text)
self.exit(0, message=text)
RichLog(markup=True)
Content.from_markup(markup=text)
Content.from_text(text)
import rich.markup"""
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
known.update({each: 1 for each in texts})
self.notify(message=text, title="saved", markup=False)
setattr(widget, "title", text)
table.update_cell_at(place, Text(text))
listed.add_options([Option(Content(text))])
RichLog(markup=False)
self.exit(0)
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


def test_a_class_of_another_module_is_known_by_what_it_derives_from(tmp_path: Path) -> None:
    (tmp_path / "panes.py").write_text("class Head(Static): ...\nclass Own(Widget): ...\n")
    (tmp_path / "screen.py").write_text(
        "from workbench.panes import Head, Own\nHead(text)\nOwn(text)\n"
    )
    (tmp_path / "safe.py").write_text(
        "class Grid:\n"
        "    def row(self) -> list[Text]: ...\n"
        "    def fill(self):\n"
        "        for n, cell in enumerate(self.row()):\n"
        "            self.update_cell_at(n, cell)\n"
    )
    found = [each.partition(": ")[0].rpartition("/")[2] for each in in_folder(tmp_path)]
    assert found == ["screen.py:2"]
