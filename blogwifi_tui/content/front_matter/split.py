"""Cuts the bytes of a post into byte order mark, opening line, header, closing line and body.

Joining the parts gives the same bytes back, whatever the bytes are. Nothing is decoded or parsed here, so
a hostile header costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from blogwifi_tui.content.front_matter.problems import DEEPEST, LARGEST_HEADER

BOM = b"\xef\xbb\xbf"


class Format(StrEnum):
    """How a header is written."""

    NONE = "none"
    YAML = "yaml"
    TOML = "toml"
    JSON = "json"
    MULTIMARKDOWN = "multimarkdown"
    """``Key: value`` lines up to the first blank line, as Pelican and MultiMarkdown read them."""
    NIKOLA = "nikola"
    """``.. key: value`` lines, bare or inside an HTML comment."""
    OTHER = "other"
    """In a language that is named after the opening dashes and not read here, as ``---js``."""


PLAIN_FORMATS = (Format.MULTIMARKDOWN, Format.NIKOLA)
"""Formats whose values are only texts, with names separated by commas."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The bytes of a post in file order; ``join`` is the inverse of :func:`split`."""

    bom: bytes
    open: bytes
    """Blank lines before the header and its opening line."""
    head: bytes
    close: bytes
    """The closing line with its line end; for a head without marks, the blank line that ends it."""
    body: bytes
    format: Format
    unclosed: bool = False
    """The file begins like a header that never ends; then everything is body."""

    def join(self) -> bytes:
        """The bytes of the file."""
        return b"".join((self.bom, self.open, self.head, self.close, self.body))


# What is repeated is taken for good, whatever follows: one sign possessively, a group inside an atomic one (a
# possessive group matches wrongly before Python 3.11.5). So no header costs more than its length.
_EOL = rb"(?>\r\n|\n|\r)"
_END = rb"(?>\r\n|\n|\r|\Z)"
_EOL_FOUND = re.compile(_EOL)
# Eleventy names the language after the dashes, as gray-matter does: ``---json``. Other words begin a text.
_LANGUAGES = {b"yaml": Format.YAML, b"yml": Format.YAML, b"toml": Format.TOML, b"json": Format.JSON}
_NOT_READ = rb"[cm]?js|jsx|javascript|ts|typescript|coffee|coffeescript|cson|json5|jsonc|hjson|ini|xml"
_OPEN = re.compile(
    rb"(?:(-{3,}+|\+{3,}+|;{3,}+)|---[ \t]*+((?i:ya?ml|toml|json|" + _NOT_READ + rb")))[ \t]*+" + _EOL
)
_CLOSE = {
    b"-": re.compile(rb"(?<=[\r\n])(?:-{3,}+|\.\.\.)[ \t]*+" + _END),
    b"+": re.compile(rb"(?<=[\r\n])\+{3,}+[ \t]*+" + _END),
    b";": re.compile(rb"(?<=[\r\n]);{3,}+[ \t]*+" + _END),
}
_FORMATS = {b"-": Format.YAML, b"+": Format.TOML, b";": Format.JSON}
_COMMENTS = rb"(?>(?:[ \t]*+(?:#[^\r\n]*+)?" + _EOL + rb")*)"
_KEY_LINE = {
    b"-": re.compile(_COMMENTS + rb"[\"']?+\w[\w .-]*+[\"']?+[ \t]*+:(?:[ \t]|[\r\n]|\Z)"),
    b"+": re.compile(_COMMENTS + rb"[\"']?+\w[\w .-]*+[\"']?+[ \t]*+="),
}
_JSON_OPEN = re.compile(rb"\{\s*[\"}]")
_JSON_TOKEN = re.compile(rb'"(?>(?:[^"\\]|\\.|\\\Z)*)(?:"|\Z)|[{}\[\]]', re.DOTALL)
_REST_OF_LINE = re.compile(rb"[ \t]*+" + _EOL)

_PLAIN_KEY = rb"[A-Za-z][A-Za-z0-9_-]*+:"
_FIRST_KEY = re.compile(_PLAIN_KEY)
_MULTIMARKDOWN = re.compile(
    rb"(" + _PLAIN_KEY + rb"(?:[ \t][^\r\n]*+)?" + _END + rb"(?>(?:(?:" + _PLAIN_KEY
    + rb"(?:[ \t][^\r\n]*+)?|[ ]{4,}+\S[^\r\n]*+|\t++\S[^\r\n]*+)" + _END + rb")*))"
    + rb"([ \t]*+" + _EOL + rb"|\Z)"
)  # fmt: skip
_TELLING_KEY = re.compile(rb"(?:\A|(?<=[\r\n]))(?:title|date):", re.IGNORECASE)
# Hexo's posts may do without the opening line; each of its lines is of one kind only, and none is prose.
# After a blank line only a key that posts have goes on with it: else a text of MultiMarkdown begins there.
_HEXO_TOLD = rb"(?:title|date|layout|tags|categories|updated|comments|permalink|description)"
_HEXO = re.compile(
    rb"(?>(?:(?:[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff-]*+[ \t]*+:(?:[ \t][^\r\n]*+)?"
    rb"|[ \t]++[^\s][^\r\n]*+|-[ \t][^\r\n]*+|#[^\r\n]*+|[\]}][\]}, \t]*+)" + _EOL
    + rb"|(?>(?:[ \t]*+" + _EOL + rb")+)(?=" + _HEXO_TOLD + rb"[ \t]*+:))+)(?=-{3,}+[ \t]*+" + _END + rb")"
)  # fmt: skip
_HEXO_TELLING = re.compile(rb"(?:\A|(?<=[\r\n]))(title|date|layout|tags|categories)[ \t]*+:")
_HEXO_LIST = re.compile(rb"(?:\A|(?<=[\r\n]))(?:tags|categories):[ \t]*+(?:\[|" + _EOL + rb"[ \t]*+-[ \t])")
_HEXO_JSON = re.compile(rb'[ \t]*+"[\w-]++"[ \t]*+:')
_NIKOLA = re.compile(
    rb"(<!--[ \t]*" + _EOL + rb")?"
    rb"((?>(?:\.\.[ \t]++[A-Za-z][A-Za-z0-9_-]*+:[^\r\n]*+" + _END + rb")+))"
    rb"((?(1)-->[ \t]*" + _END + rb"|(?:[ \t]*" + _EOL + rb"|\Z)))"
)


def split(data: bytes) -> Parts:
    """Cut ``data`` where a header begins and ends.

    A header may follow blank lines. ``---`` is closed by ``---`` or ``...`` (Jekyll), ``+++`` by ``+++``,
    ``;;;`` by ``;;;`` (Hexo), a JSON object by its brace; Hexo's may lack the line that opens it. A header
    that is opened and never closed is body, with ``unclosed`` set when its first line looks like a key.
    """
    bom = BOM if data.startswith(BOM) else b""
    text = data[len(bom) :]
    start = len(text) - len(text.lstrip(b" \t\r\n"))
    start = max(text.rfind(b"\n", 0, start), text.rfind(b"\r", 0, start)) + 1
    fence = _OPEN.match(text, start)
    if fence:
        return _fenced(bom, text, fence)
    if _JSON_OPEN.match(text, start):
        return _json(bom, text, start)
    return _unfenced(bom, text, start)


def as_plain(parts: Parts) -> Parts:
    """``parts`` with what stands between dashes as lines of ``Key: value``, as Python-Markdown reads it."""
    keys = parts.format is Format.YAML and _FIRST_KEY.match(parts.head)
    return replace(parts, format=Format.MULTIMARKDOWN) if keys else parts


def _fenced(bom: bytes, text: bytes, fence: re.Match[bytes]) -> Parts:
    mark, language = (fence.group(1) or b"-")[:1], (fence.group(2) or b"").lower()
    close = _CLOSE[mark].search(text, fence.end(), fence.end() + LARGEST_HEADER)
    if not close:  # a header too large to be read is still a header
        far = text.find(b"\n" + mark * 3, fence.end() + LARGEST_HEADER) + 1
        close = _CLOSE[mark].match(text, far) if far else None
    if not close:
        begun = mark in _KEY_LINE and _KEY_LINE[mark].match(text, fence.end())
        return Parts(bom, b"", b"", b"", text, Format.NONE, bool(begun or language))
    form = _LANGUAGES.get(language, Format.OTHER) if language else _FORMATS[mark]
    head = text[fence.end() : close.start()]
    return Parts(bom, text[: fence.end()], head, close.group(), text[close.end() :], form)


def _json(bom: bytes, text: bytes, start: int) -> Parts:
    depth = 0
    # Past these limits the reader refuses the header, wherever it may end.
    for token in _JSON_TOKEN.finditer(text, start, start + LARGEST_HEADER):
        mark = token.group()
        if mark in b"{[":
            depth += 1
        elif mark in b"}]":
            depth -= 1
        if depth == 0 or depth > DEEPEST:
            end = token.end()
            break
    else:
        if len(text) <= start + LARGEST_HEADER:
            return Parts(bom, b"", b"", b"", text, Format.NONE, unclosed=True)
        end = _line_after(text, start + LARGEST_HEADER)
    rest = _REST_OF_LINE.match(text, end)
    close = rest.group() if rest else b""
    return Parts(bom, text[:start], text[start:end], close, text[end + len(close) :], Format.JSON)


def _unfenced(bom: bytes, text: bytes, start: int) -> Parts:
    limit = start + LARGEST_HEADER
    limit = len(text) if len(text) <= limit else _line_after(text, limit)
    nikola = _NIKOLA.match(text, start, limit)
    if nikola:
        before = text[:start] + (nikola.group(1) or b"")
        return Parts(bom, before, nikola.group(2), nikola.group(3), text[nikola.end() :], Format.NIKOLA)
    if unopened := _unopened(bom, text, start, limit):
        return unopened
    plain = _MULTIMARKDOWN.match(text, start, limit)
    if plain and _TELLING_KEY.search(plain.group(1)):
        head, close = plain.groups()
        return Parts(bom, text[:start], head, close, text[plain.end() :], Format.MULTIMARKDOWN)
    return Parts(bom, b"", b"", b"", text, Format.NONE)


def _unopened(bom: bytes, text: bytes, start: int, limit: int) -> Parts | None:
    """A header of Hexo's that only has the line that closes it: YAML, or the inside of a JSON object.

    An underlined line such as «Note: words» is a header to Hexo and a heading to others; so there must be a
    title, a list of tags, or two more of the keys that posts have, in lower case as Hexo wants them.
    """
    lines = _HEXO.match(text, start, limit)
    told = set(_HEXO_TELLING.findall(lines.group())) if lines else set()
    if lines and (b"title" in told or len(told) > 1 or _HEXO_LIST.search(lines.group())):
        end, close = lines.end(), _CLOSE[b"-"].match(text, lines.end())
        form = Format.YAML
    elif _HEXO_JSON.match(text, start):
        close = _CLOSE[b";"].search(text, start, limit)
        end, form = close.start() if close else 0, Format.JSON
    else:
        return None
    if not close:
        return None
    return Parts(bom, text[:start], text[start:end], close.group(), text[close.end() :], form)


def _line_after(text: bytes, at: int) -> int:
    """Where the line that follows ``at`` begins: a cut there parts no character."""
    end = _EOL_FOUND.search(text, at)
    return end.end() if end else len(text)


def line_end(text: str) -> str:
    """The line end most lines of ``text`` have; LF when there is none."""
    crlf = text.count("\r\n")
    lf = text.count("\n") - crlf
    cr = text.count("\r") - crlf
    most = max(crlf, lf, cr)
    if most == 0 or lf == most:
        return "\n"
    return "\r\n" if crlf == most else "\r"


_ANY_END = re.compile(r"\r\n|\n|\r")


def count_lines(text: str) -> int:
    """How many line ends ``text`` holds (CRLF is one)."""
    return sum(1 for _ in _ANY_END.finditer(text))


def line_starts(text: str) -> list[int]:
    """Where each line of ``text`` begins."""
    return [0, *(found.end() for found in _ANY_END.finditer(text))]


def end_of_line(text: str, at: int) -> int:
    """The index just after the line end that follows ``at``, or the end of ``text``."""
    found = _ANY_END.search(text, at)
    return found.end() if found else len(text)


def start_of_line(text: str, at: int) -> int:
    """The index at which the line that holds ``at`` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
