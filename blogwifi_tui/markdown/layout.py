"""Lays out one block: its tokens as rows of styled text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.code import highlighted, language_of
from blogwifi_tui.markdown.lines import Line, Span, width_of
from blogwifi_tui.markdown.runs import Run, runs
from blogwifi_tui.markdown.shortcodes import GLYPH
from blogwifi_tui.markdown.tables import TableRow, table
from blogwifi_tui.markdown.wrap import WrappedRow, chop, wrap
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_NARROWEST = 8
"""Cells; what is nested so deep that less would be left is not indented any further."""
_BULLETS = "•◦▪"
_ALERTS = {"note": "ℹ", "tip": "✦", "important": "◆", "warning": "▲", "caution": "■"}
_UNDERLINES = {"h1": "━", "h2": "─"}
_MORE = re.compile(
    r"<!--\s*(more\b.*?|truncate|excerpt|teaser_end|pelican_end_summary)\s*-->", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a block stands: the cells it may fill, the style it is in, how many lists it is inside."""

    width: int
    style: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """How blocks are drawn, whatever they hold."""

    addresses: bool = False
    """Whether links say where they lead, for output nobody can click."""
    plain: bool = False
    """Whether with words and letters alone: no lines, no bars, no signs."""
    manual: bool = False
    """Whether for a page of the manual: code is as it is written, to be copied, and tables are close."""


_USUAL = Drawing()
Node = tuple["Token", Sequence["Token"]]
"""A token and those between it and its closing token, if it opens something."""


def nodes(tokens: Sequence[Token]) -> Iterator[Node]:
    """Yield the outermost elements of ``tokens``."""
    index = 0
    while index < len(tokens):
        end = index
        level: int = tokens[index].nesting
        while level > 0:
            end += 1
            level += tokens[end].nesting
        yield tokens[index], tokens[index + 1 : end]
        index = end + 1


class BlockLayout:
    """Lays one block out; ``numbers`` are the post's for the footnotes the block mentions, in that order."""

    def __init__(self, numbers: Sequence[int] = (), drawing: Drawing = _USUAL) -> None:
        self._numbers = numbers
        self._addresses, self._plain, self._manual = drawing.addresses, drawing.plain, drawing.manual
        self._drawers: dict[str, Callable[[Token, Sequence[Token], Frame], list[Line]]] = {
            "paragraph_open": self._paragraph,
            "inline": self._inline,
            "heading_open": self._heading,
            "blockquote_open": self._quote,
            "alert_open": self._alert,
            "container_open": self._container,
            "word_block": self._named,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "dl_open": self._definitions,
            "table_open": self._table,
            "fence": self._fence,
            "code_block": self._code_block,
            "html_block": self._html,
            "hr": self._rule,
        }

    def draw(self, tokens: Sequence[Token], frame: Frame) -> list[Line]:
        """Return the rows of ``tokens``, a blank one between two elements; lines count as the tokens do."""
        lines: list[Line] = []
        close = False
        for token, inner in nodes(tokens):
            drawer = self._drawers.get(token.type)
            drawn = drawer(token, inner, frame) if drawer else []
            if not drawn:
                continue
            if lines and not (close or token.hidden):
                lines.append(Line((), lines[-1].source))
            lines.extend(drawn)
            close = token.hidden
        return lines

    def note(self, number: int, tokens: Sequence[Token], frame: Frame) -> list[Line]:
        """Return the rows of a footnote's text after its number."""
        return self._hang(Span(f"{number}.", "note"), 4, tokens, frame, _line(tokens[0]) if tokens else 0)

    def _runs(self, token: Token, style: str) -> list[Run]:
        return runs(token, style, _line(token), self._numbers, addresses=self._addresses, plain=self._plain)

    def _inline(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        return [Line(row.spans, row.line) for row in wrap(self._runs(token, frame.style), frame.width)]

    def _paragraph(self, _token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        return self._inline(inner[0], (), frame)

    def _heading(self, token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        style = f"{frame.style} {token.tag}".strip()
        level = [Run(f"{'#' * int(token.tag[1:])} ", style, None, _line(token))] if self._plain else []
        rows = wrap([*level, *self._runs(inner[0], style)], frame.width)
        lines = [Line(row.spans, row.line) for row in rows]
        if rows and token.tag in _UNDERLINES and not self._plain:
            longest = max(row.width for row in rows)
            lines.append(Line((Span(_UNDERLINES[token.tag] * longest, f"{token.tag}.rule"),), rows[-1].line))
        return lines

    def _rule(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        return [Line((Span("* * *" if self._plain else "─" * frame.width, "rule"),), _line(token))]

    def _quote(self, _token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        style = f"{frame.style} quote".strip()
        return self._barred("quote.bar", inner, replace(frame, style=style))

    def _alert(self, token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        kind = str(token.meta["kind"]).lower()
        return self._titled(kind, kind.capitalize(), token, inner, frame)

    def _container(self, token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        return self._titled(str(token.meta["kind"]), visible(str(token.meta["title"])), token, inner, frame)

    def _titled(
        self, kind: str, title: str, token: Token, inner: Sequence[Token], frame: Frame
    ) -> list[Line]:
        """What stands behind a bar under its title, in the colours of an alert where ``kind`` names one."""
        style = f"alert.{kind}" if kind else "quote.bar"
        lines = self._barred(style, inner, frame)
        if not title:
            return lines
        sign = f"{_ALERTS[kind]} " if kind and not self._plain else ""
        rows = wrap([Run(sign + title, f"{style} strong", None, _line(token))], max(2, frame.width - 2))
        bar = Span(self._bar, style)
        return [*(_prefixed(bar, Line(row.spans, row.line)) for row in rows), *lines]

    def _named(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        content = token.content.removeprefix(f"{GLYPH} ") if self._plain else token.content
        rows = wrap([Run(visible(content), "shortcode", None, _line(token))], frame.width)
        return [Line(row.spans, row.line) for row in rows]

    @property
    def _bar(self) -> str:
        """What stands before quoted lines."""
        return "> " if self._plain else "▌ "

    def _barred(self, style: str, inner: Sequence[Token], frame: Frame) -> list[Line]:
        if frame.width - 2 < _NARROWEST:
            return self.draw(inner, frame)
        bar = Span(self._bar, style)
        return [_prefixed(bar, line) for line in self.draw(inner, replace(frame, width=frame.width - 2))]

    def _list(self, token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        items = list(nodes(inner))
        loose = any(
            child.type == "paragraph_open" and not child.hidden
            for _, body in items
            for child, _ in nodes(body)
        )
        first = int(token.attrs.get("start", 1))
        ordered = token.type == "ordered_list_open"
        size = len(str(first + len(items) - 1)) + 2 if ordered else 2
        lines: list[Line] = []
        for number, (item, body) in enumerate(items, first):
            if ordered:
                marker = Span(f"{number}{token.markup}".rjust(size - 1), "bullet")
            else:
                bullet = "-" if self._plain else _BULLETS[min(frame.depth, len(_BULLETS) - 1)]
                marker = Span(bullet, "bullet")
            if "checked" in item.meta:
                marker, size = self._box(checked=item.meta["checked"]), 4 if self._plain else size
            if lines and loose:
                lines.append(Line((), lines[-1].source))
            lines += self._hang(marker, size, body, replace(frame, depth=frame.depth + 1), _line(item))
        return lines

    def _box(self, *, checked: bool) -> Span:
        """Before a task; in plain as it is written."""
        done, to_do = ("[x]", "[ ]") if self._plain else ("☑", "☐")
        return Span(done, "task.done") if checked else Span(to_do, "task")

    def _definitions(self, _token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        lines: list[Line] = []
        for part, body in nodes(inner):
            if part.type == "dt_open":
                style = f"{frame.style} term".strip()
                if lines:
                    lines.append(Line((), lines[-1].source))
                lines += self.draw(body, replace(frame, style=style))
            else:
                lines += self._hang(Span(""), 2, body, frame, _line(part))
        return lines

    def _hang(self, marker: Span, size: int, body: Sequence[Token], frame: Frame, source: int) -> list[Line]:
        """Draw ``body`` behind ``marker``, its further rows ``size`` cells to the right."""
        room = frame.width - size
        if room < _NARROWEST:
            return [Line((marker,), source), *self.draw(body, frame)]
        first = Span(marker.text + " " * (size - width_of(marker.text)), marker.style)
        lines = self.draw(body, replace(frame, width=room)) or [Line((), source)]
        rest = Span(" " * size)
        return [
            _prefixed(first, lines[0]),
            *(_prefixed(rest, line) if line.spans else line for line in lines[1:]),
        ]

    def _table(self, _token: Token, inner: Sequence[Token], frame: Frame) -> list[Line]:
        rows: list[TableRow] = []
        aligns: list[str] = []
        for part, body in nodes(inner):
            style = f"{frame.style} table.head".strip() if part.type == "thead_open" else frame.style
            for row, cells in nodes(body):
                rows.append(TableRow([self._runs(cell[0], style) for _, cell in nodes(cells)], _line(row)))
                if part.type == "thead_open":
                    aligns = [str(cell.attrs.get("style", "")).rpartition(":")[2] for cell, _ in nodes(cells)]
        return table(rows[0], rows[1:], aligns, frame.width, plain=self._plain, close=self._manual)

    def _fence(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        language = language_of(token.info.strip())
        first = _line(token) + 1 - token.meta.get("above", 0)
        lines = self._code(token.content, language, first, frame)
        named = " · ".join(filter(None, (language, token.meta.get("title", ""))))
        if named and not self._manual:
            label = chop([Run(visible(named), "code.block code.label", None, 0)], max(2, frame.width - 4))
            lines.insert(0, Line(self._panel(label[0].spans, frame.width), _line(token)))
        return lines or [Line(self._panel([], frame.width), _line(token))]

    def _code_block(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        return self._code(token.content, "", _line(token), frame)

    def _code(self, source: str, language: str, first: int, frame: Frame) -> list[Line]:
        if not source:
            return []
        lines: list[Line] = []
        for number, parts in enumerate(highlighted(source.removesuffix("\n").expandtabs(4), language), first):
            pieces = [
                Run(visible(text), f"code.block {style}".strip(), None, number) for text, style in parts
            ]
            room = sys.maxsize if self._manual else max(2, frame.width - 3)
            rows = chop(pieces, room) or [WrappedRow((), 0, number)]
            lines += [Line(self._panel(row.spans, frame.width), number) for row in rows]
        return lines

    def _panel(self, spans: Sequence[Span], width: int) -> tuple[Span, ...]:
        """Fill a row of code to the width, so that its background makes a panel; in plain it is indented."""
        if self._manual:
            return tuple(spans)
        if self._plain:
            return (Span("  "), *spans)
        used = sum(width_of(span.text) for span in spans)
        edge, rest = Span("▎ ", "code.block code.edge"), Span(" " * max(0, width - 2 - used), "code.block")
        return (edge, *spans, rest)

    def _html(self, token: Token, _inner: Sequence[Token], frame: Frame) -> list[Line]:
        first = _line(token)
        if found := _MORE.fullmatch(token.content.strip()):
            words = f" {visible(' '.join(found[1].split()))} "
            return [
                Line(
                    (Span(words.center(frame.width, " " if self._plain else "╌")[: frame.width], "more"),),
                    first,
                )
            ]
        lines: list[Line] = []
        for number, text in enumerate(token.content.rstrip("\n").split("\n"), first):
            text = visible(text.expandtabs(4))
            indent = min(len(text) - len(text.lstrip(" ")), max(0, frame.width - _NARROWEST))
            rows = wrap([Run(text, f"{frame.style} html".strip(), None, number)], frame.width - indent)
            lines += [_prefixed(Span(" " * indent), Line(row.spans, number)) for row in rows]
        return lines


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _prefixed(span: Span, line: Line) -> Line:
    return Line((span, *line.spans), line.source) if span.text else line
