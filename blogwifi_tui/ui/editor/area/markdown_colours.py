"""The colours of one line of Markdown, from its own text and what it is inside of.

The marks of Markdown stay as written; spans only say what they mean. A line is coloured by itself, in bounded
time: what emphasis does across lines is for the preview to show.
"""

from __future__ import annotations

import re
from functools import lru_cache

from blogwifi_tui.ui.editor.area.glyphs import CONTROL, NO_BREAK, drawn
from blogwifi_tui.ui.editor.area.line_states import Comment, Fence, State, opens_fence

Span = tuple[int, int, str]
"""First column, column after the last, and one of :data:`NAMES`; a later span is laid over an earlier one."""

NAMES = (
    "heading", "marker", "strong", "emphasis", "strike", "mark", "code", "link", "address", "image", "quote",
    "table", "footnote", "html", "shortcode", "entity", "control", "space",
    "code-block", "code-keyword", "code-string", "code-comment", "code-number", "code-name",
)  # fmt: skip

# A line costs its length, whatever is in it: what is repeated is taken for good, and what is looked for
# lazily ends after some hundred characters and stands inside of nothing that is repeated.
_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r" {0,3}=+\s*$")
_UNDER_TEXT = re.compile(r" {0,3}(?:(=+)|-+)[ \t]*$")
_TEXT = re.compile(r" {0,3}(?=\S)(?![-*+]\s|[>|#]|\d{1,9}[.)]\s)")
_KEY = re.compile(r"[\w-]+:(?:\s|$)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*+(?>(?:\1[ \t]*+){2,})$")
_LEAD = re.compile(
    r"(?P<quote>(?>(?:\s*+>)+))?(?P<item>\s*+(?:[-*+]|\d{1,9}[.)])(?=\s))?(?P<task>\s++\[[ xX]\](?=\s))?"
)
_DEFINITION = re.compile(r" {0,3}\[(?P<note>\^)?[^\]\n]{1,100}\]:")
_TABLE = re.compile(r"\s*+\|")
_TABLE_RULE = re.compile(r"\s*+\|?+(?>(?:\s*+:?+-++:?+\s*+\|)+)(?>(?:\s*+:?+-++:?+\s*+)?)$")
_PIPE = re.compile(r"(?<!\\)\|")

_TARGET = r"\((?>(?:[^()\\\n]|\\.|\([^()\n]{0,300}+\)){0,500})\)|\[[^\[\]\n]{0,100}+\]"
_IMAGE_INSIDE = r"!?+\[[^\[\]]{0,100}+\](?>(?:\([^()\s]{0,300}+\))?)"
_INLINE = re.compile(
    rf"""
    (?=[\\`{{<\[!*_~=h&])
    (?:
      \\[!-/:-@\[-`{{-~]
    | (?P<code>(?<!`)(?P<ticks>`++).{{1,500}}?(?<!`)(?P=ticks)(?!`))
    | (?P<shortcode>\{{\{{[<%]?.{{0,300}}?[%>]?\}}\}}|\{{%.{{0,300}}?%\}})
    | (?P<html><!--.{{0,500}}?-->|</?[A-Za-z][\w:-]{{0,40}}(?:\s[^<>]{{0,500}})?/?>)
    | (?P<auto><(?:https?|mailto|ftp):[^\s<>]{{1,300}}>)
    | (?P<footnote>\[\^[^\]\s]{{1,80}}\])
    | (?P<image>!\[(?P<alt>(?>(?:[^\[\]\\]|\\.|\[[^\[\]]{{0,100}}+\]){{0,300}}))\](?:{_TARGET}))
    | (?P<link>\[(?P<text>(?>(?:[^\[\]\\]|\\.|{_IMAGE_INSIDE}){{1,300}}))\](?:{_TARGET}))
    | (?P<strong>(?P<two>\*\*|(?<!\w)__)(?=\S)(?P<bold>.{{1,500}}?)(?<=\S)(?P=two)(?!\*|(?<=_)\w))
    | (?P<emphasis>(?P<one>\*|(?<!\w)_)(?=[^\s*_])(?P<italic>.{{1,500}}?)(?<=[^\s])(?P=one)(?!\*|(?<=_)\w))
    | (?P<strike>~~(?=\S)(?P<struck>.{{1,500}}?)(?<=\S)~~)
    | (?P<mark>==(?=\S)(?P<marked>.{{1,300}}?)(?<=\S)==)
    | (?P<address>\bhttps?://[^\s<>()\[\]]{{1,300}}(?<![.,;:!?'"»]))
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[\da-fA-F]{{1,6}}|\w{{2,31}});)
    )
    """,
    re.VERBOSE,
)
_INNER = {
    "strong": "bold",
    "emphasis": "italic",
    "strike": "struck",
    "mark": "marked",
    "link": "text",
    "image": "alt",
}
_KINDS = (
    "code", "shortcode", "html", "auto", "footnote", "image", "link", "strong", "emphasis", "strike", "mark",
    "address", "entity",
)  # fmt: skip
_DEEPEST = 6
LONGEST = 10_000
"""Characters of a line beyond which what is in it stays plain."""


@lru_cache(512)
def spans(line: str, state: State, no_break: bool = False, underlined: bool = False) -> tuple[Span, ...]:
    """The spans of ``line`` (a line of the document, not as drawn), which begins in ``state``.

    ``no_break`` also names the no-break spaces; ``underlined`` says that the next line makes this one a
    heading. The tokens of code are for :mod:`.code_colours` to name.
    """
    found = [(0, len(line), "heading"), *_inline(line, 0, len(line))] if underlined else _block(line, state)
    if not line.isascii() or not line.isprintable():
        if drawn(line) is not line:
            found += [(*match.span(), "control") for match in CONTROL.finditer(line)]
        if no_break:
            found += [(*match.span(), "space") for match in NO_BREAK.finditer(line)]
    return tuple(found)


def underlines(below: str, line: str, state: State) -> bool:
    """Whether ``below`` makes a heading of ``line``, which begins in ``state``."""
    under = _UNDER_TEXT.match(below)
    if under is None or state is not None or not _TEXT.match(line) or opens_fence(line):
        return False
    # A header shown as text ends like this too.
    return bool(under[1]) or not _KEY.match(line)


def _block(line: str, state: State) -> list[Span]:
    """What the line is as a whole, then what is in it."""
    if isinstance(state, Fence):
        return [(0, len(line), "marker" if state.closed_by(line) else "code-block")]
    if isinstance(state, Comment):
        end = line.find(state.end)
        stop = len(line) if end < 0 else end + len(state.end)
        return [(0, stop, "html"), *_inline(line, stop, len(line))]
    if opens_fence(line) or _TABLE_RULE.match(line) or _RULE.match(line):
        return [(0, len(line), "marker")]
    if heading := _HEADING.match(line):
        whole: list[Span] = [(0, len(line), "heading"), (*heading.span(1), "marker")]
        return whole + _inline(line, heading.end(), len(line))
    if _UNDERLINE.match(line):
        return [(0, len(line), "heading")]
    if definition := _DEFINITION.match(line):
        name = "footnote" if definition["note"] else "link"
        return [(*definition.span(), name), *_inline(line, definition.end(), len(line))]
    return _lead(line)


def _lead(line: str) -> list[Span]:
    """Quote marks, list marks, boxes and table pipes, then the text they introduce."""
    lead = _LEAD.match(line)
    found: list[Span] = []
    start = lead.end() if lead else 0
    if lead and lead["quote"]:
        found.append((0, len(line), "quote"))
    if lead:
        found += [(*lead.span(part), "marker") for part in ("quote", "item", "task") if lead[part]]
    found += _inline(line, start, len(line))
    if (opening := line.rfind("<!--")) > line.rfind("-->"):
        found.append((opening, len(line), "html"))
    if _TABLE.match(line):
        found += [(*pipe.span(), "table") for pipe in _PIPE.finditer(line)]
    return found


def _inline(line: str, start: int, end: int, depth: int = 0) -> list[Span]:
    """Emphasis, links, code and the like between two columns."""
    found: list[Span] = []
    if len(line) > LONGEST:
        return found
    for match in _INLINE.finditer(line, start, end):
        kind = next((name for name in _KINDS if match[name] is not None), None)
        inner = _INNER.get(kind or "")
        if kind and inner:
            first, last = match.span(inner)
            closing = "address" if kind in {"link", "image"} else "marker"
            found += [(match.start(), first, "marker"), (first, last, kind), (last, match.end(), closing)]
            if depth < _DEEPEST:
                found += _inline(line, first, last, depth + 1)
        elif kind:
            found.append((*match.span(), "address" if kind == "auto" else kind))
    return found
