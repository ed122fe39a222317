"""Colours code: the source in a fence as lines of (text, style name)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.lexing import lexed

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LONGEST = 20_000
"""Characters; longer code is shown in one colour, so that a key typed in it still shows at once."""
_LANGUAGE = re.compile(r"\{?\s*\.?(?:language-|lang-)?([\w+#.-]+)")
_STYLES = {
    "Token.Comment": "code.comment",
    "Token.Keyword": "code.keyword",
    "Token.Operator.Word": "code.keyword",
    "Token.Name.Function": "code.name",
    "Token.Name.Class": "code.name",
    "Token.Name.Tag": "code.keyword",
    "Token.Name.Attribute": "code.name",
    "Token.Name.Builtin": "code.builtin",
    "Token.Name.Decorator": "code.builtin",
    "Token.Name.Variable": "code.builtin",
    "Token.Literal.String": "code.string",
    "Token.Literal.Number": "code.number",
    "Token.Literal.Date": "code.number",
    "Token.Generic.Deleted": "code.deleted",
    "Token.Generic.Inserted": "code.inserted",
    "Token.Generic.Heading": "code.keyword",
    "Token.Generic.Subheading": "code.keyword",
    "Token.Generic.Prompt": "code.comment",
}

CodeLine = tuple[tuple[str, str], ...]
"""(text, style name or ``""``) pieces of one line."""


def language_of(info: str) -> str:
    """Return the language a fence's info string names (``python {hl_lines=[1]}``, ``{.sh}``), or ``""``."""
    found = _LANGUAGE.match(info)
    return found.group(1) if found else ""


@lru_cache(maxsize=64)
def highlighted(source: str, language: str) -> tuple[CodeLine, ...]:
    """Return the lines of ``source`` (which does not end with a newline) coloured as ``language``."""
    lexer = _lexer(language) if language and len(source) <= _LONGEST else None
    tokens = lexed(lexer, source) if lexer else None
    if tokens is None:
        return tuple(((line, ""),) for line in source.split("\n"))
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in tokens:
        style = _style(kind)
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    return tuple(tuple(line) for line in lines)


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _style(kind: str) -> str:
    while kind and kind not in _STYLES:
        kind = kind.rpartition(".")[0]
    return _STYLES.get(kind, "")
