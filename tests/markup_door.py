"""Finds the call sites in Textual code through which outside text could be read as markup.

A string is safe there only as a literal; anything else must be `Content`, `rich.text.Text` or
go with `markup=False`. The check knows no types: what it cannot prove safe, it reports.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARSING = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Collapsible", "TabPane",
    "Tab", "Tooltip", "Toast", "Rule", "Selection", "ListItem", "Hit", "DiscoveryHit",
}  # fmt: skip
"""What reads markup in a str given to its constructor (measured on Textual 8.2.8)."""
LISTS = {"OptionList", "SelectionList", "Select", "RadioSet"}
"""What reads markup in any of its arguments."""
CELLS = {"add_row", "add_rows", "add_column", "add_columns", "update_cell", "update_cell_at"}
"""A DataTable reads markup in a str and draws one character of a Content: only Text is safe."""
TITLES = {"border_title", "border_subtitle", "tooltip"}
SAFE = {"Content", "Text"}
STRING_MAKERS = {"str", "repr", "line", "visible", "named", "join", "format", "short", "strip"}


@dataclass(frozen=True)
class Finding:
    """A place where text could be read as markup."""

    line: int
    what: str


def findings(source: str) -> list[Finding]:
    """What is wrong in a module's source, in order of lines."""
    tree = ast.parse(source)
    module = _Module(tree)
    return sorted(
        {found for scope in module.scopes for found in scope.findings()}, key=lambda f: f.line
    )


def in_folder(folder: Path) -> Iterator[str]:
    """`path:line: what` for every finding in the modules below a folder."""
    for path in sorted(folder.rglob("*.py")):
        for found in findings(path.read_text(encoding="utf-8")):
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

    def __init__(self, tree: ast.Module) -> None:
        self.safe_calls: set[str] = set()
        self.string_calls: set[str] = set(STRING_MAKERS)
        self.safe_fields: set[str] = set()
        self.safe_lists: set[str] = set()
        self.parsing = set(PARSING)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workbench"):
                self.parsing -= {name.asname or name.name for name in node.names}
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
            elif isinstance(node, ast.ImportFrom) and (node.module or "").endswith("markup"):
                yield Finding(node.lineno, "escape() does not make text safe; use Content(text)")

    def call(self, node: ast.Call) -> Iterator[Finding]:
        name = _name(node.func)
        plain = any(
            word.arg == "markup" and isinstance(word.value, ast.Constant) and not word.value.value
            for word in node.keywords
        )
        if name == "from_markup":
            if node.args and not isinstance(node.args[0], ast.Constant):
                yield Finding(node.lineno, "from_markup() of text that is not a literal")
        elif name in ("Markdown", "MarkdownViewer"):
            if any(not self.is_safe(given) for given in node.args):
                yield Finding(node.lineno, f"{name}() of text that is not a literal")
        elif name in CELLS:
            given = node.args[2:3] if name.startswith("update_cell") else node.args
            for one in given:
                if not self.is_safe(one, cell=True):
                    yield Finding(node.lineno, f"{name}() takes rich.text.Text for outside text")
        elif plain:
            return
        elif name in self.module.parsing:
            texts = node.args[1:2] if name == "Hit" else node.args[:1]
            texts = texts + [
                word.value
                for word in node.keywords
                if word.arg
                in ("content", "label", "title", "prompt", "renderable", "match_display")
            ]
            for one in texts:
                if not self.is_safe(one):
                    yield Finding(node.lineno, f"{name}() reads markup")
        elif name in LISTS:
            for one in node.args:
                if self.is_string(one) or isinstance(one, ast.Starred):
                    yield Finding(node.lineno, f"{name}() reads markup in what it lists")
        elif name == "notify":
            if node.args and not isinstance(node.args[0], ast.Constant):
                yield Finding(node.lineno, "notify() reads markup; give markup=False")
        elif name in ("update", "set_content", "set_label", "replace_option_prompt", "add_option"):
            given = node.args[-1:]
            if given and self.is_string(given[0]):
                yield Finding(node.lineno, f"{name}() of a str reads markup")

    def is_safe(self, node: ast.expr, *, cell: bool = False, depth: int = 0) -> bool:
        """Whether this is a literal, or proved to be Content or Text."""
        if depth > 8:
            return False
        again = {"cell": cell, "depth": depth + 1}
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr():
                return all(isinstance(part, ast.Constant) for part in node.values)
            case ast.Starred():
                return self.is_safe(node.value, **again)
            case ast.List() | ast.Tuple():
                return all(self.is_safe(one, **again) for one in node.elts)
            case ast.ListComp() | ast.GeneratorExp():
                return self.is_safe(node.elt, **again)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if (
                name in self.module.safe_lists
            ):
                return True
            case ast.IfExp():
                return self.is_safe(node.body, **again) and self.is_safe(node.orelse, **again)
            case ast.BoolOp():
                return all(self.is_safe(value, **again) for value in node.values)
            case ast.BinOp():
                return self.is_safe(node.left, **again) and self.is_safe(node.right, **again)
            case ast.Name(id=name) if name in self.safe:
                return True
            case ast.Name(id=name) if name in self.bound:
                return all(self.is_safe(value, **again) for value in self.bound[name])
            case ast.Attribute(attr=name) if name in self.module.safe_fields:
                return True
            case ast.Call(func=ast.Name(id=name)):
                safe = {"Text"} if cell else SAFE
                return name in safe or name in self.module.safe_calls
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                if _name(owner) in SAFE:
                    return not (cell and _name(owner) == "Content")
                return name in self.module.safe_calls or (
                    not isinstance(owner, ast.Constant) and self.is_safe(owner, **again)
                )
        return False

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
