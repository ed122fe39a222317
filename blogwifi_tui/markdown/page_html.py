"""Markdown as the HTML of a page, by the same parser as the preview; each block says its line of the source.

HTML that stands in the post stays, but for the elements that load, run or rule something: those are shown as
they are written. What is left can do no more than look some way; the page it stands in allows it no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from unicodedata import normalize

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from blogwifi_tui.markdown.parser import parser
from blogwifi_tui.markdown.runs import plain

SOURCE_LINE = "data-source-line"
"""The attribute that says the 0-based line of the source that a block begins on."""
FIRST_LETTERS = 48
"""How many letters of a block are enough to find it again on a page."""
_LINE_END = re.compile(r"\r\n?")
_NO_LETTER = re.compile(r"[\W_]+")
# GitHub's own list («Disallowed Raw HTML»), and what changes the page around it.
_REFUSED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|meta|base|link|object|embed|"
    r"form|frame|frameset|html|head|body|template|noscript|svg|math|main|input|button|select)(?![\w-]))",
    re.IGNORECASE,
)
_ALIGN = re.compile(r"text-align:(left|right|center)")


class BlockWords(NamedTuple):
    """How a block of the source begins, to be found again on a page that something else made."""

    line: int
    """Of the source, 0-based."""
    letters: str
    """The first letters and digits of its text, small, without anything between them."""


def to_html(body: str) -> str:
    """The HTML of a body of Markdown."""
    md = parser()
    env: dict[str, Any] = {}
    tokens = md.parse(_text(body), env)
    for number, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.hidden and not tokens[number + 2].hidden:
            token.hidden = False
        if token.map and token.nesting >= 0 and token.type != "inline" and not token.hidden:
            token.attrs[SOURCE_LINE] = token.map[0]
        if found := _ALIGN.search(str(token.attrs.pop("style", ""))):
            token.attrs["class"] = f"align-{found[1]}"
    return _Page().render(tokens, md.options, env)


def block_words(body: str) -> list[BlockWords]:
    """How each block of a body of Markdown begins, those without letters left out."""
    tokens = parser().parse(_text(body), {})
    found = (
        BlockWords(token.map[0], first_letters(_words(token)))
        for token in tokens
        if token.map and token.type in ("inline", "fence", "code_block")
    )
    return [each for each in found if each.letters]


def first_letters(text: str) -> str:
    """The first letters and digits of a text, as they are compared: typographers change all else."""
    return only_letters(text[: 4 * FIRST_LETTERS])[:FIRST_LETTERS]


def only_letters(text: str) -> str:
    """The letters and digits of a text, small, without anything between them."""
    return _NO_LETTER.sub("", normalize("NFC", text).lower())


def escaped(text: str) -> str:
    """A text as it is written in HTML, between elements and in attributes with double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def harmless(html: str) -> str:
    """HTML without the elements that load, run or rule something: they are shown as they are written."""
    return _REFUSED.sub("&lt;", html)


def _text(body: str) -> str:
    return _LINE_END.sub("\n", body) if "\r" in body else body


def _words(token: Token) -> str:
    """The text of a block up to the first word that a generator makes something else of."""
    return plain(list(_told(token.children or ()))) if token.type == "inline" else token.content


def _told(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type in ("shortcode", "maths", "footnote_ref"):
            return
        if child.type not in ("image", "html_inline"):
            yield child


def _attributes(token: Token, kind: str = "") -> str:
    """The attributes of a token, with another class."""
    shown = Token("", "", 0, attrs=dict(token.attrs))
    if kind:
        shown.attrJoin("class", kind)
    return RendererHTML.renderAttrs(shown)


def _aside(token: Token) -> str:
    kind, title = str(token.meta["kind"]).lower(), str(token.meta.get("title", ""))
    named = f'<p class="markdown-alert-title">{escaped(title)}</p>\n' if title else ""
    return f"<aside{_attributes(token, f'aside {kind}'.strip())}>\n{named}"


def _fence(token: Token) -> str:
    title = str(token.meta.get("title", ""))
    named = f'<p class="code-title">{escaped(title)}</p>\n' if title else ""
    return f"{named}<pre{_attributes(token)}><code>{escaped(token.content)}</code></pre>\n"


def _note(token: Token) -> str:
    number = token.meta["id"] + 1
    return f'<sup><a href="#note-{number}">{number}</a></sup>'


_RULES: Mapping[str, Callable[[Token], str]] = {
    "alert_open": _aside,
    "alert_close": lambda _token: "</aside>\n",
    "container_open": _aside,
    "container_close": lambda _token: "</aside>\n",
    "word_block": lambda token: f"<p{_attributes(token, 'word')}>{escaped(token.content)}</p>\n",
    "shortcode": lambda token: f'<span class="word">{escaped(token.content)}</span>',
    "maths": lambda token: f'<code class="maths">{escaped(token.content)}</code>',
    "fence": _fence,
    "html_block": lambda token: f"<div{_attributes(token)}></div>{harmless(token.content)}",
    "html_inline": lambda token: harmless(token.content),
    "footnote_ref": _note,
    "footnote_block_open": lambda _token: '<hr class="notes">\n<ol class="notes">\n',
    "footnote_block_close": lambda _token: "</ol>\n",
    "footnote_open": lambda token: f'<li id="note-{token.meta["id"] + 1}">',
    "footnote_close": lambda _token: "</li>\n",
    "footnote_anchor": lambda _token: "",
}
"""What each token becomes that markdown-it knows not, or makes something else of."""


class _Page(RendererHTML):
    """markdown-it's own rules, and ours."""

    def __init__(self) -> None:
        super().__init__()
        self.rules.update({kind: partial(_ruled, rule) for kind, rule in _RULES.items()})  # type: ignore[misc]


def _ruled(
    rule: Callable[[Token], str], tokens: Sequence[Token], number: int, _options: object, _env: object
) -> str:
    return rule(tokens[number])
