"""What stands as a literal in settings that are programs.

None is ever run. A value that a program computes is ``UNKNOWN``, which is not the same as a setting that is
not there: the generator's default holds for the latter alone. A text is read in a time that grows with it,
whatever it holds; one that is no program says nothing. Python is read here, JavaScript by ``javascript.py``.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

MORE: Final = "*"
"""A key that stands, as ``UNKNOWN``, where names that were not read may be set too: ``from x import *``,
``{...base}``, a file that is too long or cannot be parsed."""
LONGEST: Final = 400_000
"""Characters of a settings file that are read; Nikola's own, with all its comments, has 60,000."""
MOST: Final = 20_000
"""Values of one file, each name counted with all that it stands for: lists of lists of names grow fast."""
DEEPEST: Final = 20


class Unknown(Enum):
    """The one value of its kind, so that a type checker can tell it from what was read."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
"""A value that stands in the settings and is no literal."""


def joined_halves(text: str) -> str:
    r"""A text as it is written to a file: ``\ud83d\ude00`` is one character, and half of one is ``�``."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def python_settings(text: str) -> dict[str, object]:
    """The names that a Python settings file gives values to.

    Read are strings, numbers, booleans, None, and tuples, lists and dicts of these; joined by ``+``, or the
    value of another name. What is set under a condition, by a call, or changed afterwards is ``UNKNOWN``.
    """
    if len(text) > LONGEST:
        return {MORE: UNKNOWN}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of unknown escapes in the person's strings
            body = ast.parse(text.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deep
        return {MORE: UNKNOWN}
    reader = _Python()
    for statement in body:
        reader.take(statement)
    return reader.names


class _TooMuch(Exception):
    """More values than are read, or deeper ones."""


class _Python:
    """The names, statement by statement."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self._left = MOST

    def take(self, statement: ast.stmt) -> None:
        """Read one statement of the module."""
        match statement:
            case ast.Assign(targets=targets, value=value) if all(isinstance(t, ast.Name) for t in targets):
                given = self._value(value)
                self.names.update((each.id, given) for each in targets if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self.names[name] = self._value(value)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add() as plus, value=value):
                self.names[name] = self._value(ast.BinOp(ast.Name(name), plus, value))
            case _:
                for name in _touched(statement, self.names):
                    self.names[name] = UNKNOWN

    def _value(self, node: ast.expr) -> object:
        try:
            return self._read(node, 0)
        except (_TooMuch, TypeError):  # TypeError: a list as the key of a dict
            return UNKNOWN

    def _read(self, node: ast.expr, depth: int) -> object:
        self._charge(1)
        if depth > DEEPEST:
            raise _TooMuch
        match node:
            case ast.Constant(value=str() | int() | float() | None):
                self._measure(node.value, depth)
                if isinstance(node.value, str) and joined_halves(node.value) != node.value:
                    return UNKNOWN  # no file and no address can have it
                return node.value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return -value
            case ast.Name(id=name):
                named = self.names.get(name, UNKNOWN)
                self._measure(named, depth)
                return named
            case ast.Tuple(elts=items) | ast.List(elts=items):
                if any(isinstance(item, ast.Starred) for item in items):
                    return UNKNOWN
                values = [self._read(item, depth + 1) for item in items]
                return tuple(values) if isinstance(node, ast.Tuple) else values
            case ast.Dict():
                return dict(self._pairs(node, depth + 1))
            case ast.BinOp(op=ast.Add()):
                return self._joined(node, depth)
        return UNKNOWN

    def _pairs(self, node: ast.Dict, depth: int) -> Iterator[tuple[object, object]]:
        for written, value in zip(node.keys, node.values, strict=True):
            key = UNKNOWN if written is None else self._read(written, depth)  # None: {**more}
            yield (MORE, UNKNOWN) if key is UNKNOWN else (key, self._read(value, depth))

    def _joined(self, node: ast.BinOp, depth: int) -> object:
        left, right = self._read(node.left, depth + 1), self._read(node.right, depth + 1)
        if isinstance(left, str) and isinstance(right, str):
            return left + right
        if isinstance(left, list) and isinstance(right, list):
            return left + right
        if isinstance(left, tuple) and isinstance(right, tuple):
            return left + right
        return UNKNOWN

    def _measure(self, value: object, depth: int) -> None:
        """Count all that a name stands for: names within names grow faster than their text."""
        self._charge(1 + len(value) // 100 if isinstance(value, str) else 1)
        if depth > DEEPEST:
            raise _TooMuch
        if isinstance(value, list | tuple | dict):
            for each in value.values() if isinstance(value, dict) else value:
                self._measure(each, depth + 1)

    def _charge(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise _TooMuch


def _touched(statement: ast.stmt, known: Mapping[str, object]) -> Iterator[str]:
    """The names that a statement which is not read may change."""
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0]
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield name
            case ast.Attribute(value=ast.Name(id=name)) if isinstance(known.get(name), list | dict):
                yield name  # as in NAME.append(…)
            case ast.Call(func=ast.Name(id="exec" | "globals" | "locals" | "vars")):
                yield MORE
