"""Turns inline tokens into runs of text in one style, ready to be wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.markdown.shortcodes import GLYPH
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

BREAK = "\n"
"""The text of a run that ends its row."""

_STYLES = {"strong": "strong", "em": "em", "s": "strike", "mark": "mark"}
_VERBATIM = {"html_inline": "html", "shortcode": "shortcode", "maths": "maths"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Run(NamedTuple):
    """Text in one style; ``line`` is the source line it stands on."""

    text: str
    style: str
    href: str | None
    line: int


def runs(
    token: Token,
    style: str,
    line: int,
    numbers: Sequence[int],
    *,
    addresses: bool = False,
    plain: bool = False,
) -> list[Run]:
    """Return the runs of an ``inline`` token.

    Args:
        token: with its children read.
        style: what the text is in (``"h1"``, ``"quote"``...), first in each run's style.
        line: source line of the token's first character.
        numbers: the post's number of each footnote of the block.
        addresses: whether a link says where it leads, for output nobody can click.
        plain: whether words stand for signs.
    """
    flattener = _Flattener(style, line, numbers, addresses=addresses, plain=plain)
    return list(flattener.flatten(token.children or ()))


@dataclass(slots=True)
class _Flattener:
    style: str
    line: int
    numbers: Sequence[int]
    addresses: bool
    plain: bool
    href: str | None = None
    inside: list[str] = field(default_factory=list)
    """The style of each mark that is open; empty for one without."""
    depths: dict[str, int] = field(default_factory=dict)
    """How often each style is open, in the order of the first: more than once looks no different."""

    def flatten(self, children: Sequence[Token]) -> Iterator[Run]:
        for child in children:
            kind = child.type
            if kind == "text":
                yield self.run(child.content)
            elif kind == "softbreak":
                self.line += 1
                yield self.run(" ")
            elif kind == "hardbreak":
                self.line += not child.info  # one that a word of a generator makes stands on no line's end
                yield self.run(BREAK)
            elif kind == "link_open":
                self.href = str(child.attrs.get("href", ""))
                self.enter("link")
            elif kind == "link_close":
                yield from self.leave_link(shown=child.info == "auto")
            elif child.nesting == 1:
                self.enter(_STYLES.get(kind.removesuffix("_open"), ""))
            elif child.nesting == -1:
                self.leave()
            else:
                yield from self.leaf(child)

    def leaf(self, child: Token) -> Iterator[Run]:
        if child.type == "code_inline":
            yield self.run(child.content, "code")
        elif child.type == "image":
            address = str(child.attrs.get("src", ""))
            sign = "[image]" if self.plain else "🖼"
            yield self.run(f"{sign} {plain(child.children or ())}".rstrip(), "image", address)
            yield self.run(f" ({address})", "dim", address)
            self.line += child.meta.get("lines", 0)
        elif child.type == "footnote_ref":
            note = str(self.numbers[child.meta["id"]])
            yield self.run(f"[{note}]" if self.plain else note.translate(_SUPERSCRIPTS), "note")
        elif child.info:
            yield self.run(self.named(child.content), "shortcode")
            self.line += child.meta["lines"]
        else:
            for number, text in enumerate(child.content.split("\n")):
                if number:
                    self.line += 1
                    yield self.run(BREAK if child.type != "html_inline" else " ")
                yield self.run(text, _VERBATIM.get(child.type, ""))

    def named(self, content: str) -> str:
        return content.removeprefix(f"{GLYPH} ") if self.plain else content

    def enter(self, style: str) -> None:
        self.inside.append(style)
        if style:
            self.depths[style] = self.depths.get(style, 0) + 1

    def leave(self) -> None:
        style = self.inside.pop()
        if style and self.depths[style] > 1:
            self.depths[style] -= 1
        elif style:
            del self.depths[style]

    def leave_link(self, *, shown: bool) -> Iterator[Run]:
        self.leave()
        href, self.href = self.href, None
        if self.addresses and href and not shown:
            yield self.run(f" ({href})", "dim")

    def run(self, text: str, style: str = "", href: str | None = None) -> Run:
        style = " ".join(filter(None, (self.style, *self.depths, style)))
        text = text if text == BREAK else visible(text.replace("\u00ad", ""), keep="\t")
        return Run(text, style, self.href or href, self.line)


def plain(children: Sequence[Token]) -> str:
    """Return the words of inline tokens without their styles, as for an image's description."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else plain(child.children or ()) or child.content
        for child in children
    )
