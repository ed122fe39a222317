"""Every place where the text of a post names another: links, images, definitions, generators' own words.

Each is given with the span of its address, so that an address can be changed and no other byte.
"""

from __future__ import annotations

import html.entities  # see content/search_text.py
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from blogwifi_tui.content.links.markdown_blocks import TAG, Block, blocks


class LinkForm(StrEnum):
    """How an address is written."""

    LINK = "link"
    IMAGE = "image"
    DEFINITION = "definition"
    """``[label]: address``."""
    GENERATOR = "generator"
    """Inside a word that only a generator knows, as in ``{{< ref "…" >}}`` or ``{% post_url … %}``."""


class Link(NamedTuple):
    """One address in a body."""

    start: int
    end: int
    """The span of the address as it is written, in characters of the body."""
    address: str
    """The address without the marks that Markdown or HTML needed to write it."""
    form: LinkForm
    text: str | None = None
    """Of an image: what stands in for it; None when HTML says nothing."""


class Lack(NamedTuple):
    """A footnote or reference that nothing defines."""

    start: int
    label: str
    note: bool


@dataclass(slots=True)
class FoundLinks:
    """What the text of one post names."""

    links: list[Link] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)


_HINT = re.compile(r"\]\(|\]:|\[\^|\]\[|<(?:a|img|source|video|audio)\s|\{[{%]", re.I)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGN = re.compile(r"[\\`{<!\[\]]")
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|(?P<code>`+)|(?P<word>\{\{.*?\}\}|\{%.*?%\})|<!--.*?-->"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>"
    rf"|(?P<tag>{TAG})|(?P<open>!?\[)|(?P<close>\])",
    re.DOTALL,
)
_ADDRESS = (
    r"(?:<(?P<pointed>(?:[^<>\\\r\n]|\\.)*)>"
    r"|(?P<word>\{\{.*?\}\}[^\s()]*|\{%.*?%\}[^\s()]*)"
    r"|(?P<bare>(?!<)(?:[^\s\\()\x00-\x1f\x7f]|\\[^\s]|\((?:[^\s\\()]|\\[^\s]|\([^\s()]*\))*\))+))"
)
_BLANK = r"[ \t]*(?:\r\n|\n|\r)?[ \t]*"
_TITLE = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"
_INLINE = re.compile(rf"\({_BLANK}(?:{_ADDRESS}(?:(?=\s){_BLANK}{_TITLE})?)?{_BLANK}\)", re.DOTALL)
_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]"
_DEFINITION = re.compile(
    rf"[ \t>]*{_LABEL}:{_BLANK}{_ADDRESS}(?:(?=\s){_BLANK}{_TITLE})?[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL
)
_REFERENCE = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_NOTE = re.compile(r"[ \t>]*\[\^(?P<label>[^\]\s]+)\]:")
_ATTRIBUTE = re.compile(r"""\s([A-Za-z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_GENERATORS = (
    re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?["`](?P<address>[^"`]+)["`]"""),
    re.compile(r"""\{%-?\s*(?:post_url|link)\s+["']?(?P<address>[^\s"'%]+)"""),
)


def find(body: str) -> FoundLinks:
    """The addresses of ``body``, in order, and the references that lead nowhere. Code is left out."""
    found = FoundLinks()
    if not _HINT.search(body):
        return found
    parts = list(blocks(body))
    scanner = _Scanner(body, found)
    texts = [(block, scanner.define(block)) for block in parts]
    for block, start in texts:
        scanner.scan(block, start)
    found.links.sort()
    scanner.settle()
    return found


def plain(written: str) -> str:
    """The address that ``written`` stands for."""
    return html.unescape(_ESCAPED.sub(r"\1", written))


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()


class _Opener(NamedTuple):
    at: int
    image: bool


class _Scanner:
    """Reads the blocks of one body."""

    def __init__(self, body: str, found: FoundLinks) -> None:
        self._body = body
        self._found = found
        self._defined: set[str] = set()
        self._notes: set[str] = set()
        self._uses: list[Lack] = []

    def define(self, block: Block) -> int:
        """Note the definitions a block begins with; where its text begins."""
        at = block.start
        if block.html:
            return at
        note = _NOTE.match(self._body, at, block.end)
        if note:
            self._notes.add(_label(note["label"]))
            return note.end()
        while definition := _DEFINITION.match(self._body, at, block.end):
            self._defined.add(_label(definition["label"]))
            self._add(definition, LinkForm.DEFINITION)
            at = definition.end()
        return at

    def scan(self, block: Block, start: int) -> None:
        """Read the inline marks of a block."""
        openers: list[_Opener] = []
        at = start
        while sign := _SIGN.search(self._body, at, block.end):
            token = _TOKEN.match(self._body, sign.start(), block.end)
            if token is None:
                at = sign.end()
                continue
            at = token.end()
            if code := token["code"]:
                at = self._after_code(code, at, block.end)
            elif token["word"]:
                self._generator(token)
            elif token["tag"]:
                self._html(token)
            elif block.html:
                continue
            elif token["open"]:
                openers.append(_Opener(at, image=token["open"] == "!["))
            elif token["close"] and openers:
                at = self._closed(openers, at, block.end)

    def settle(self) -> None:
        """Tell which references nothing defines."""
        for use in self._uses:
            known = self._notes if use.note else self._defined
            # «[^a-z]» may be an expression in prose: a name counts only where the post has footnotes.
            sure = not use.note or use.label.isdigit() or bool(self._notes)
            if sure and _label(use.label) not in known:
                self._found.lacks.append(use)
        self._found.lacks.sort()

    def _after_code(self, ticks: str, at: int, end: int) -> int:
        closing = re.compile(rf"(?<!`)`{{{len(ticks)}}}(?!`)").search(self._body, at, end)
        return closing.end() if closing else at

    def _closed(self, openers: list[_Opener], at: int, end: int) -> int:
        """A bracket closes just before ``at``; where to read on."""
        opener = openers.pop()
        text = self._body[opener.at : at - 1]
        inline = _INLINE.match(self._body, at, end)
        if inline:
            self._add(inline, LinkForm.IMAGE if opener.image else LinkForm.LINK, text)
            if inline["word"]:
                self._generator(inline)
            after: int | None = inline.end()
        elif text.startswith("^"):
            self._note(opener, text)
            return at
        else:
            after = self._referred(opener, text, at, end)
        if after is None:
            return at
        if not opener.image:  # no link lies inside another
            openers[:] = [each for each in openers if each.image]
        return after

    def _note(self, opener: _Opener, text: str) -> None:
        if not opener.image and re.fullmatch(r"\^[\w-]+", text):
            self._uses.append(Lack(opener.at - 1, text[1:], note=True))

    def _referred(self, opener: _Opener, text: str, at: int, end: int) -> int | None:
        """Where to read on after ``[text][label]`` or ``[text]``; None when that is no reference."""
        label = _REFERENCE.match(self._body, at, end)
        if label and _label(label[1] or text) in self._defined:
            return label.end()
        if label and label[1].strip() and not label[1].startswith("^") and text.strip():
            before = self._body[opener.at - 2 : opener.at - 1]
            wordy = re.search(r"[^\W\d_]{2}", label[1]) and re.search(r"[^\W\d_]{2}", text)
            if wordy and not re.match(r"[\w\])]", before):
                self._uses.append(Lack(opener.at - 1, label[1], note=False))
        return at if _label(text) in self._defined else None

    def _add(self, match: re.Match[str], form: LinkForm, text: str | None = None) -> None:
        group = next((name for name in ("pointed", "bare", "word") if match[name] is not None), None)
        if group:
            start, end = match.span(group)
            self._found.links.append(Link(start, end, plain(match[group]), form, text))

    def _generator(self, token: re.Match[str]) -> None:
        start, end = token.span("word")
        for pattern in _GENERATORS:
            inner = pattern.match(self._body, start, end)
            if inner:
                span = inner.span("address")
                self._found.links.append(Link(*span, inner["address"], LinkForm.GENERATOR))

    def _html(self, token: re.Match[str]) -> None:
        name = re.match(r"<([A-Za-z]+)", token[0])
        kind = name[1].lower() if name else ""
        wanted = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src"}.get(kind)
        if not wanted:
            return
        attributes = {
            each[1].lower(): each for each in _ATTRIBUTE.finditer(self._body, token.start(), token.end())
        }
        address = attributes.get(wanted)
        if address is None or not address[2]:
            return
        quoted = address[2][0] in "\"'"
        start, end = address.start(2) + quoted, address.end(2) - quoted
        alt = attributes.get("alt")
        form = LinkForm.IMAGE if kind == "img" else LinkForm.LINK
        stand_in = (alt[2] or '""').strip("\"'") or " " if alt else None
        self._found.links.append(Link(start, end, html.unescape(self._body[start:end]), form, stand_in))
