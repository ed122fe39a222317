"""The colours of fenced code, in its own language, by Pygments.

Pygments takes a while to load and to find a language: until :meth:`CodeColours.prepare` has run for one,
its code is shown plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.lexing import lexed
from blogwifi_tui.ui.editor.area.markdown_colours import Span

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CodeSpans = tuple[Span, ...]

LONGEST_LINE = 1000
"""Longer lines of code (minified, encoded) stay plain."""

_NAMES = (
    ("Token.Comment", "code-comment"),
    ("Token.Keyword", "code-keyword"),
    ("Token.Operator.Word", "code-keyword"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Tag", "code-name"),
    ("Token.Name.Builtin", "code-name"),
    ("Token.Name.Decorator", "code-name"),
    ("Token.Generic.Inserted", "code-string"),
    ("Token.Generic.Deleted", "code-comment"),
)


class CodeColours:
    """Finds the tokens of code blocks, one block at a time, and remembers the last few."""

    def __init__(self) -> None:
        self._lexers: dict[str, Lexer | None] = {"": None}

    def ready(self, language: str) -> bool:
        """Whether the language has been looked for."""
        return language in self._lexers

    def prepare(self, language: str) -> None:
        """Look for the language; may take a tenth of a second the first time, and suits a thread."""
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        try:
            self._lexers[language] = get_lexer_by_name(language, stripnl=False, ensurenl=True)
        except ClassNotFound:
            self._lexers[language] = None

    def spans(self, language: str, lines: Sequence[str], line: int) -> CodeSpans:
        """The tokens of ``lines[line]``, in a block that begins with ``lines``."""
        lexer = self._lexers.get(language)
        return _tokens(lexer, tuple(lines))[line] if lexer else ()


@lru_cache(32)
def _tokens(lexer: Lexer, lines: tuple[str, ...]) -> tuple[CodeSpans, ...]:
    """The tokens of each line of a block."""
    found: list[list[Span]] = [[] for _line in lines]
    row = column = 0
    source = "\n".join(line if len(line) <= LONGEST_LINE else "" for line in lines)
    for kind, value in lexed(lexer, source) or ():
        name = _name(kind)
        for number, part in enumerate(value.split("\n")):
            if number:
                row, column = row + 1, 0
            if name and part and row < len(found):
                found[row].append((column, column + len(part), name))
            column += len(part)
    return tuple(tuple(line) for line in found)


@lru_cache(256)
def _name(kind: str) -> str:
    """Our name for a kind of token; "" for those without a colour."""
    return next((name for prefix, name in _NAMES if kind.startswith(prefix)), "")
