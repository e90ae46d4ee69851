"""Every regular expression of the package, and texts made to be as slow as possible for each.

A pattern is found as an object, in whatever a module holds after it was imported, and as a
literal in its source, where a function compiles it. It is run by the methods that its module
calls on its name: a pattern that is only ever matched at a place is not searched with.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workbench

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sre_constants
    import sre_parse

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")

PUMPS = (
    " ", "\n", "a", "A", "1", "<", "a.", "a ", "1,", "A. ", '"', "&#", "-", "é", "(", "\t \n",
    "http://a", "By A", "It said: ", "ac-", "a'", "_", "\u0301", "=\"'",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A pattern of the package."""

    where: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def modules() -> Iterator[Any]:
    """Every module of the package."""
    for module in pkgutil.walk_packages(workbench.__path__, "workbench."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def patterns() -> list[Found]:
    """Every pattern, once, with where it stands."""
    used: dict[tuple[object, int], tuple[str, re.Pattern[Any], set[str]]] = {}
    # By what a pattern says: Python keeps 512 of them, and of another it makes a second object.
    for module in list(modules()):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        calls = _calls(tree)
        for name, value in vars(module).items():
            for pattern in _inside(value, 0):
                named = (f"{module.__name__}.{name}", pattern, set[str]())
                entry = used.setdefault((pattern.pattern, pattern.flags), named)
                entry[2].update(calls.get(name, ()))
        for text, flags, method in _literals(tree):
            pattern = re.compile(text, flags)
            literal = (f"{module.__name__} {text!r}", pattern, set[str]())
            entry = used.setdefault((pattern.pattern, pattern.flags), literal)
            entry[2].update([method] if method else ())
    return [
        Found(where, pattern, tuple(sorted(methods)) or ("finditer",))
        for where, pattern, methods in used.values()
    ]


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _inside(item, depth + 1)
    elif (
        callable(value)
        and hasattr(value, "cache_info")
        and value.__module__.startswith("workbench")
    ):
        wanted = getattr(value, "__annotations__", {}).get("return")
        if "Pattern" in str(wanted) and inspect.unwrap(value).__code__.co_argcount == 0:
            yield value()


def _calls(tree: ast.AST) -> dict[str, set[str]]:
    """The methods called on each name, and on what is taken out of it or passed on as it."""
    calls: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            while isinstance(owner, ast.Subscript | ast.Call):
                owner = owner.value if isinstance(owner, ast.Subscript) else owner.func
            if isinstance(owner, ast.Name) and node.func.attr in METHODS:
                calls.setdefault(owner.id, set()).add(node.func.attr)
    return calls


def _literals(tree: ast.AST) -> Iterator[tuple[Any, int, str]]:
    """`re.METHOD("literal", ...)` wherever it stands."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*METHODS, "compile")
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
        ):
            method = "" if node.func.attr == "compile" else node.func.attr
            yield node.args[0].value, _flags(node), method


def _flags(node: ast.Call) -> int:
    flags = 0
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr in re.RegexFlag.__members__:
            flags |= re.RegexFlag[part.attr]
    return flags


def pumped(pattern: re.Pattern[Any], size: int) -> Iterator[str | bytes]:
    """Texts of about `size` characters: the common pumps, and each repeat of the pattern itself.

    A repeat is pumped behind what leads to it, and the text ends in what it cannot end with.
    """
    made = [pump * (size // len(pump)) for pump in PUMPS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = sre_parse.parse(pattern.pattern, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    seen: set[object] = set()
    for lead, body in _repeats(tree, ""):
        if body and (lead, body) not in seen and len(seen) < 40:
            seen.add((lead, body))
            once = lead + body
            made += [
                lead + body * (size // len(body)) + "\x00",
                once * (size // len(once)) + "\x00",
                (once + "\x00") * (size // (len(once) + 1)),
            ]
    for text in made:
        yield text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _repeats(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    """What leads to each repeat, and what it repeats."""
    for operation, value in tree:
        if operation in (sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT, POSSESSIVE):
            low, high, body = value
            if high > 1:
                yield lead, _example(body)
            yield from _repeats(body, lead)
            lead += _example(body) * max(1, min(low, 3))
            continue
        for inner in _branches(operation, value):
            yield from _repeats(inner, lead)
        lead += _one(operation, value)


POSSESSIVE = getattr(sre_constants, "POSSESSIVE_REPEAT", None)
ATOMIC = getattr(sre_constants, "ATOMIC_GROUP", None)


def _branches(operation: Any, value: Any) -> list[Any]:
    if operation == sre_constants.SUBPATTERN:
        return [value[-1]]
    if operation == ATOMIC:
        return [value]
    if operation == sre_constants.BRANCH:
        return list(value[1])
    if operation in (sre_constants.ASSERT, sre_constants.ASSERT_NOT):
        return [value[1]]
    return []


def _example(tree: Any) -> str:
    """A text that the pattern would match, as far as that is easily said."""
    return "".join(_one(operation, value) for operation, value in tree)


def _one(operation: Any, value: Any) -> str:
    if operation == sre_constants.LITERAL:
        return chr(value)
    if operation == sre_constants.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if operation == sre_constants.ANY:
        return "a"
    if operation == sre_constants.IN:
        return _member(value)
    if operation in (sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT, POSSESSIVE):
        return _example(value[2]) * int(max(1, min(value[0], 3)))
    if operation in (sre_constants.ASSERT, sre_constants.ASSERT_NOT):
        return ""
    inner = _branches(operation, value)
    return _example(inner[0]) if inner else ""


def _member(options: Any) -> str:
    classes = {
        sre_constants.CATEGORY_DIGIT: "1",
        sre_constants.CATEGORY_SPACE: " ",
        sre_constants.CATEGORY_WORD: "a",
        sre_constants.CATEGORY_NOT_SPACE: "a",
        sre_constants.CATEGORY_NOT_WORD: "-",
        sre_constants.CATEGORY_NOT_DIGIT: "a",
    }
    negated = options[0][0] == sre_constants.NEGATE
    if negated:
        taken = {chr(v) for o, v in options if o == sre_constants.LITERAL}
        return next((c for c in "a 1-.x" if c not in taken), "~")
    operation, value = options[0]
    if operation == sre_constants.LITERAL:
        return chr(value)
    if operation == sre_constants.RANGE:
        return chr(value[0])
    return classes.get(value, "a")
