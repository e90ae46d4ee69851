"""Finds the call sites in Textual code through which outside text could be read as markup.

A string is safe there only as a literal; anything else must be `Content`, `rich.text.Text` or
go with `markup=False`. The check knows no types: what it cannot prove safe, it reports.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

PARSING = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Collapsible", "TabPane",
    "Tab", "Tooltip", "Toast", "Rule", "Selection", "ListItem", "Hit", "DiscoveryHit",
}  # fmt: skip
"""What reads markup in a str given to its constructor (measured on Textual 8.2.8)."""
WORDS = {"content", "label", "title", "prompt", "renderable", "match_display", "help", "visual"}
"""Its parameters that do, by name."""
LISTS = {"OptionList", "SelectionList", "Select", "RadioSet", "Tree", "TabbedContent", "Tabs"}
"""What reads markup in any of its arguments."""
CELLS = {"add_row", "add_rows", "add_column", "add_columns", "update_cell", "update_cell_at"}
"""A DataTable reads markup in a str and draws one character of a Content: only Text is safe."""
TITLES = {"border_title", "border_subtitle", "tooltip", "label"}
SETTERS = {
    "set_content", "set_label", "replace_option_prompt", "replace_option_prompt_at_index",
    "add_option", "add_options", "add_leaf", "add_tab", "with_tooltip", "from_text", "from_values",
}  # fmt: skip
"""Methods that read markup in their last argument, whatever they are called on."""
SAFE = {"Content", "Text"}
STRING_MAKERS = {"str", "repr", "line", "visible", "named", "join", "format", "short", "strip"}


@dataclass(frozen=True)
class Finding:
    """A place where text could be read as markup."""

    line: int
    what: str


def findings(source: str, *, parsing: frozenset[str] = frozenset()) -> list[Finding]:
    """What is wrong in a module's source, in order of lines.

    `parsing` are classes of other modules that read markup as `PARSING` do.
    """
    tree = ast.parse(source)
    module = _Module(tree, parsing)
    return sorted(
        {found for scope in module.scopes for found in scope.findings()}, key=lambda f: f.line
    )


def in_folder(folder: Path) -> Iterator[str]:
    """`path:line: what` for every finding in the modules below a folder."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    ours = frozenset(name for each in sources.values() for name in _Module(ast.parse(each)).own)
    for path, source in sources.items():
        for found in findings(source, parsing=ours):
            yield f"{path.relative_to(folder.parent)}:{found.line}: {found.what}"


def _name(node: ast.expr | None) -> str:
    """The last part of a dotted name: `Content.assemble` gives `assemble`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _annotated_safe(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = ast.parse(node.value, mode="eval").body
    if isinstance(node, ast.BinOp):
        sides = (node.left, node.right)
        none = [isinstance(side, ast.Constant) and side.value is None for side in sides]
        return all(n or _annotated_safe(side) for n, side in zip(none, sides, strict=True))
    return _name(node) in SAFE


def _annotated_list(node: ast.expr | None) -> bool:
    """`list[Text]`, `tuple[Text, ...]`, `Iterator[Content]` and the like."""
    if not isinstance(node, ast.Subscript):
        return False
    inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
    return _annotated_safe(inner)


def _annotated_str(node: ast.expr | None) -> bool:
    return _name(node) == "str" or (isinstance(node, ast.Constant) and node.value == "str")


class _Module:
    """What a module declares: return types of its functions, its classes, its scopes."""

    def __init__(self, tree: ast.Module, others: frozenset[str] = frozenset()) -> None:
        self.safe_calls: set[str] = set()
        self.string_calls: set[str] = set(STRING_MAKERS)
        self.safe_fields: set[str] = set()
        self.safe_lists: set[str] = set()
        self.parsing = set(PARSING)
        self.own: set[str] = set()
        """Its classes that read markup as those they derive from."""
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workbench"):
                for name in node.names:
                    self.parsing.discard(name.asname or name.name)
                    if name.name in others:
                        self.parsing.add(name.asname or name.name)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if _annotated_safe(node.returns):
                    self.safe_calls.add(node.name)
                elif _annotated_list(node.returns):
                    self.safe_lists.add(node.name)
                elif _annotated_str(node.returns):
                    self.string_calls.add(node.name)
            elif isinstance(node, ast.AnnAssign) and _annotated_safe(node.annotation):
                self.safe_fields.add(_name(node.target))
            elif isinstance(node, ast.ClassDef):
                made = any(
                    isinstance(part, ast.FunctionDef) and part.name == "__init__"
                    for part in node.body
                )
                if {_name(base) for base in node.bases} & PARSING and not made:
                    self.parsing.add(node.name)
                    self.own.add(node.name)
                else:
                    self.parsing.discard(node.name)  # a class of our own by that name
        self.scopes: list[_Scope] = [_Scope(self, tree)]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.scopes.append(_Scope(self, node))


@dataclass
class _Scope:
    """A function, or the module outside of functions."""

    module: _Module
    root: ast.AST
    bound: dict[str, list[ast.expr]] = field(default_factory=dict)
    safe: set[str] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if isinstance(self.root, ast.FunctionDef | ast.AsyncFunctionDef):
            for given in (*self.root.args.args, *self.root.args.kwonlyargs):
                if _annotated_safe(given.annotation):
                    self.safe.add(given.arg)
                elif _annotated_str(given.annotation):
                    self.strings.add(given.arg)
        for node in self.nodes():
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.bound.setdefault(_name(target), []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and _annotated_safe(node.annotation):
                self.safe.add(_name(node.target))
            elif isinstance(node, ast.For):
                # for cell in self.cells(): or for n, cell in enumerate(self.cells()):
                source, target = node.iter, node.target
                if isinstance(source, ast.Call) and _name(source.func) == "enumerate":
                    source = source.args[0]
                    target = target.elts[1] if isinstance(target, ast.Tuple) else target
                if isinstance(source, ast.Call) and _name(source.func) in self.module.safe_lists:
                    self.safe.add(_name(target))
            elif isinstance(node, ast.NamedExpr):
                self.bound.setdefault(node.target.id, []).append(node.value)

    def nodes(self) -> Iterator[ast.AST]:
        """All below the root, not entering functions: they are scopes of their own."""
        queue = list(ast.iter_child_nodes(self.root))
        while queue:
            node = queue.pop()
            yield node
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                queue.extend(ast.iter_child_nodes(node))

    def findings(self) -> Iterator[Finding]:
        root = self.root
        if (
            isinstance(root, ast.FunctionDef)
            and root.name == "render"
            and _annotated_str(root.returns)
        ):
            yield Finding(root.lineno, "render() gives a str, which is read as markup")
        for node in self.nodes():
            if isinstance(node, ast.Call):
                yield from self.call(node)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if (
                        isinstance(target, ast.Attribute)
                        and target.attr in TITLES
                        and not self.is_safe(node.value)
                    ):
                        yield Finding(node.lineno, f"{target.attr} is read as markup")
            elif isinstance(node, ast.AugAssign):
                target = node.target
                if isinstance(target, ast.Attribute) and target.attr in TITLES:
                    yield Finding(node.lineno, f"{target.attr} is read as markup")
            elif isinstance(node, ast.Import | ast.ImportFrom):
                named = [name.name for name in node.names]
                module = [node.module or ""] if isinstance(node, ast.ImportFrom) else named
                if any(name.endswith("markup") for name in module):
                    told = "escape() does not make text safe; use Content(text)"
                    yield Finding(node.lineno, told)

    def call(self, node: ast.Call) -> Iterator[Finding]:
        name, words = _name(node.func), {word.arg: word.value for word in node.keywords}
        markup = words.get("markup")
        plain = isinstance(markup, ast.Constant) and markup.value is False
        if name in ("RichLog", "Console") and markup is not None and not plain:
            yield Finding(node.lineno, f"{name}() would read markup in all that is written to it")
        if name == "setattr" and len(node.args) == 3:
            what = node.args[1]
            if not (isinstance(what, ast.Constant) and what.value not in TITLES):
                yield from self.open(node, node.args[2:], "setattr() of what may be a title")
        elif name == "from_markup":
            given = [*node.args[:1], *(words[key] for key in ("markup",) if key in words)]
            if any(not isinstance(one, ast.Constant) for one in given):
                yield Finding(node.lineno, "from_markup() of text that is not a literal")
        elif name in ("Markdown", "MarkdownViewer"):
            given = [*node.args, *(words[key] for key in ("markdown",) if key in words)]
            yield from self.open(node, given, f"{name}() of text that is not a literal")
        elif name in CELLS:
            at = {"update_cell": 2, "update_cell_at": 1}.get(name)
            given = node.args if at is None else node.args[at : at + 1]
            given = [*given, *(words[key] for key in ("label", "value") if key in words)]
            told = f"{name}() takes rich.text.Text for outside text"
            yield from self.open(node, given, told, cell=True)
        elif name in ("exit", "panic"):
            given = node.args if name == "panic" else node.args[2:3]
            given = [*given, *(words[key] for key in ("message",) if key in words)]
            yield from self.open(node, given, f"{name}() prints markup")
        elif plain:
            return
        elif name in self.module.parsing:
            texts = node.args[1:2] if name == "Hit" else node.args[:1]
            texts = texts + [value for key, value in words.items() if key in WORDS]
            yield from self.open(node, texts, f"{name}() reads markup")
        elif name in LISTS:
            given = [*node.args, *(words[key] for key in ("options", "label") if key in words)]
            yield from self.open(node, given, f"{name}() reads markup in what it lists")
        elif name in ("notify", "Notification"):
            given = [*node.args[:1], *(words[key] for key in ("message", "title") if key in words)]
            yield from self.open(node, given, f"{name}() reads markup; give markup=False")
        elif name in SETTERS:
            yield from self.open(
                node, (*node.args[-1:], *words.values()), f"{name}() reads markup in a str"
            )
        elif name == "update" and isinstance(node.func, ast.Attribute):
            given = [one for one in (*node.args, *words.values()) if not self.is_table(one)]
            yield from self.open(node, given, "update() of a str reads markup")

    def open(
        self, node: ast.Call, given: Iterable[ast.expr], told: str, *, cell: bool = False
    ) -> Iterator[Finding]:
        """A finding where one of these is neither a literal nor proved to be safe."""
        if any(not self.is_safe(one, cell=cell) for one in given):
            yield Finding(node.lineno, told)

    def is_safe(self, node: ast.expr, *, cell: bool = False, depth: int = 0) -> bool:
        """Whether this is a literal, or proved to be Content or Text."""
        if depth > 8:
            return False
        again = partial(self.is_safe, cell=cell, depth=depth + 1)
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr():
                return all(isinstance(part, ast.Constant) for part in node.values)
            case ast.Starred():
                return again(node.value)
            case ast.List() | ast.Tuple():
                return all(again(one) for one in node.elts)
            case ast.ListComp() | ast.GeneratorExp():
                return again(node.elt)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if (
                name in self.module.safe_lists
            ):
                return True
            case ast.IfExp():
                return again(node.body) and again(node.orelse)
            case ast.BoolOp():
                return all(again(value) for value in node.values)
            case ast.BinOp():
                return again(node.left) and again(node.right)
            case ast.Name(id=name) if name in self.safe:
                return True
            case ast.Name(id=name) if name in self.bound:
                return all(again(value) for value in self.bound[name])
            case ast.Attribute(attr=name) if name in self.module.safe_fields:
                return True
            case ast.Call(func=ast.Name(id=name)) if name in self.module.parsing:
                return not cell  # looked at where it is made
            case ast.Call(func=ast.Name(id=name)):
                safe = {"Text"} if cell else SAFE
                return name in safe or name in self.module.safe_calls
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                if _name(owner) in SAFE:
                    return not (cell and _name(owner) == "Content")
                return name in self.module.safe_calls or (
                    not isinstance(owner, ast.Constant) and again(owner)
                )
        return False

    def is_table(self, node: ast.expr) -> bool:
        """Whether this is what a dict or a set is updated with, and no str."""
        if isinstance(node, ast.Name) and node.id in self.bound:
            return all(self.is_table(value) for value in self.bound[node.id])
        return isinstance(node, ast.Dict | ast.Set | ast.DictComp | ast.SetComp | ast.ListComp)

    def is_string(self, node: ast.expr) -> bool:
        """Whether this is proved to be a str that is no literal."""
        match node:
            case ast.JoinedStr():
                return not self.is_safe(node)
            case ast.BinOp():
                return self.is_string(node.left) or self.is_string(node.right)
            case ast.IfExp():
                return self.is_string(node.body) or self.is_string(node.orelse)
            case ast.Name(id=name) if name in self.strings:
                return True
            case ast.Name(id=name) if name in self.bound:
                return any(self.is_string(value) for value in self.bound[name])
            case ast.Call():
                return _name(node.func) in self.module.string_calls
        return False
