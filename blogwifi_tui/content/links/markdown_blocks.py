"""The stretches of a Markdown body in which inline marks mean something: code and scripts are left out.

Line by line, and no more of CommonMark than that needs: fences, indented code, lists, quotes, headings, raw
HTML. In doubt a line is taken for code: whoever reads the blocks may miss a link, and never invents one.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

TAB = 4
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_QUOTE = re.compile(r"(?:[ \t]*>[ ]?)+")
_QUOTED_CODE = re.compile(r">[ ]?(?:[ ]{4}|[ ]*\t)")
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])([ \t]+|$)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_DEFINITION = re.compile(
    r"\[(?!\^)(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_COLUMNS = re.compile(r"(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_VERBATIM = re.compile(
    r"<(?:(pre|script|style|textarea)(?=[\s>]|$)|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))", re.IGNORECASE
)
_VERBATIM_ENDS = ("", "-->", "?>", "]]>", ">")
_HTML = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir"
    r"|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend"
    r"|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td"
    r"|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)
TAG = (
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:@][\w:.@-]*"
    r"(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
"""A whole tag of HTML."""
_ONE_TAG = re.compile(rf"{TAG}[ \t]*$")


class Block(NamedTuple):
    """A stretch of the body, in characters."""

    start: int
    end: int
    html: bool
    """Raw HTML, in which Markdown's own marks mean nothing."""


def blocks(body: str) -> Iterator[Block]:
    """The paragraphs, headings and raw HTML of ``body``, in order."""
    reader = _Reader()
    for line in _LINE.finditer(body):
        if line.end() > line.start():
            yield from reader.take(line[1], line.start())
    yield from reader.flush()


def _begins(text: str) -> bool:
    """Whether a line that a quote could go on with begins something else."""
    return any(sign.match(text) for sign in (_MARKER, _RULE, _HEADING, _FENCE, _VERBATIM, _HTML))


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(TAB))


@dataclass(slots=True)
class _Reader:
    """Where in the structure of a body the next line stands."""

    start: int = -1
    end: int = -1
    html: bool = False
    quotes: int = 0
    lists: list[int] = field(default_factory=list)
    """The columns at which the contents of the open list items begin."""
    fence: str = ""
    floor: int = 0
    """The column left of which the container of the open fence, and so the fence, has ended."""
    until: str = ""
    """What ends the verbatim HTML that is open."""
    paragraph: bool = False
    table: bool = False
    bare: bool = False
    """The last line was a list marker and nothing else."""

    def take(self, line: str, at: int) -> Iterator[Block]:
        """Read one line that begins at ``at``; gives the block it ends, if any."""
        end = at + len(line)
        line, at = yield from self._unquoted(line, at)
        text = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(text)])
        at += len(line) - len(text)
        if self.until:
            self._close_verbatim(text)
        elif self.fence and not self._leaves_fence(text, indent):
            pass
        elif not text:
            yield from self.flush()
            if self.bare and self.lists:  # an item may begin with one blank line, its own
                self.lists.pop()
        else:
            self.bare = False
            yield from self._line(text, at, end, indent)
            return
        self.bare = False

    def flush(self) -> Iterator[Block]:
        """End the block under way."""
        if self.start >= 0:
            yield Block(self.start, self.end, self.html)
        self.start, self.html, self.paragraph, self.table = -1, False, False, False

    def _unquoted(self, line: str, at: int) -> Generator[Block, None, tuple[str, int]]:
        """The line without the marks of the quotes around it, and where it begins then."""
        closed = self.until or ((self.fence or (self.html and self.start >= 0)) and not self.quotes)
        found = None if closed else _QUOTE.match(line)
        base = self.lists[-1] if self.lists else 0
        if found and not self.quotes and _width(line[: line.index(">")]) - base >= TAB:
            found = None
        depth = found[0].count(">") if found else 0
        if depth != self.quotes and (depth or not self.paragraph or _begins(line.lstrip(" \t"))):
            yield from self.flush()
            self.quotes, self.fence, self.until = depth, "", ""
            self.lists.clear()
        return (line[found.end() :], at + found.end()) if found else (line, at)

    def _leaves_fence(self, text: str, indent: int) -> bool:
        """Whether this line stands behind the open fence, which a lesser indent ends too."""
        if text and indent < self.floor:
            self.fence = ""
            return True
        mark = text.rstrip(" \t")
        if len(mark) >= len(self.fence) and not mark.strip(self.fence[0]) and indent - self.floor < TAB:
            self.fence = ""
        return False

    def _close_verbatim(self, text: str) -> None:
        if self.until in text.lower():
            self.until = ""

    def _line(self, text: str, at: int, end: int, indent: int) -> Iterator[Block]:
        starts = _MARKER.match(text) or not self.paragraph
        while starts and self.lists and indent < self.lists[-1]:
            self.lists.pop()
            if self.html:
                yield from self.flush()
        base = self.lists[-1] if self.lists else 0
        if self.html and self.start >= 0:
            self._extend(text, at, end)
            return
        if indent - base >= TAB:
            if self.paragraph and not self.table:
                self._extend(text, at, end)
            return
        if _RULE.match(text) or (self.paragraph and _UNDERLINE.match(text)):
            yield from self.flush()
            return
        marker = _MARKER.match(text)
        if marker:
            yield from self._item(marker, text, at, end, indent)
            return
        yield from self._plain(text, at, end, base)

    def _item(self, marker: re.Match[str], text: str, at: int, end: int, indent: int) -> Iterator[Block]:
        """A list item begins; what follows its marker is a line of its own."""
        yield from self.flush()
        blanks = _width(marker[1])
        sign = len(marker[0]) - len(marker[1])
        if not marker[1] or blanks > TAB:
            self.lists.append(indent + sign + 1)
            self.bare = not text[sign:].strip()
            return
        self.lists.append(indent + sign + blanks)
        rest = text[marker.end() :]
        self.bare = not rest
        if rest and not _QUOTED_CODE.match(rest):
            yield from self._line(rest, at + marker.end(), end, self.lists[-1])

    def _plain(self, text: str, at: int, end: int, base: int) -> Iterator[Block]:
        fence, verbatim = _FENCE.match(text), _VERBATIM.match(text)
        if fence:
            yield from self.flush()
            self.fence, self.floor = fence[1] or fence[2], base
        elif verbatim:
            yield from self.flush()
            index = verbatim.lastindex or 1
            self.until = _VERBATIM_ENDS[index - 1] or f"</{verbatim[1].lower()}>"
            self._close_verbatim(text[verbatim.end() :])
        elif _HEADING.match(text) or (not self.paragraph and _DEFINITION.match(text)):
            yield from self.flush()
            yield Block(at, end, html=False)
        else:
            note = _NOTE.match(text)
            if _HTML.match(text) or (not self.paragraph and _ONE_TAG.match(text)):
                yield from self.flush()
                self.html = True
            elif note:
                yield from self.flush()
                self.lists.append(base + TAB)
            self._extend(text, at, end)

    def _extend(self, text: str, at: int, end: int) -> None:
        if self.start < 0:
            self.start = at
        self.end = end
        self.paragraph = not self.html
        self.table |= bool(self.paragraph and _COLUMNS.match(text))
