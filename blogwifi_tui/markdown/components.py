"""What MDX adds to Markdown: components, as in ``<Chart of="rain" />``, and lines of JavaScript.

Docusaurus and Astro read it (MDX docs, «What is MDX?»). An element of HTML, however large its letters, is
none.
"""

from __future__ import annotations

import re
from typing import Final

from blogwifi_tui.markdown.shortcodes import Argument, Kind, Word, kind_of

_LONGEST: Final = 2000
_VALUE: Final = r"(?:\"[^\"]*+\"|'[^']*+'|\{(?>(?:[^{}]++|\{[^{}]*+\})*)\})"
_TAG: Final = re.compile(
    rf"<(?P<name>[A-Z](?=\w*[a-z])[\w.]*+)(?P<attributes>(?>(?:\s++(?:[A-Za-z_][\w:.-]*+(?:={_VALUE})?"
    r"|\{(?>(?:[^{}]++|\{[^{}]*+\})*)\}))*))\s*+(?P<closed>/?)>"
)
_ATTRIBUTE: Final = re.compile(
    r"(?P<key>[A-Za-z_][\w:.-]*+)=(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|\{(?P<braces>[^{}]*+)\})"
)
_END: Final = re.compile(r"</([A-Z](?=\w*[a-z])[\w.]*+)\s*+>")
_OPEN_END: Final = re.compile(r"[ \t]*+<[A-Z](?=\w*[a-z])[\w.]*+(?:\s[^<>]*+)?\Z")
_MODULE: Final = re.compile(
    r"(?:import\s++(?:[\w*{][^\"'\n]{0,300}?\bfrom\s*+)?(?P<quote>[\"'])(?P<from>[^\"'\n]++)(?P=quote)\s*+;?\s*+\Z"
    r"|export\s++(?:const|let|var|function|class|default|async|\{)(?=[\s{]|\Z)\s*+(?P<what>\w*+))"
)
_HTML: Final = frozenset((
    "abbr", "address", "area", "article", "aside", "audio", "base", "blockquote", "body", "br", "button",
    "canvas", "center", "cite", "code", "col", "dd", "del", "details", "dfn", "dialog", "dir", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame",
    "frameset", "head", "header", "hr", "html", "iframe", "img", "input", "ins", "kbd", "label", "legend",
    "li", "link", "main", "map", "mark", "menu", "meta", "meter", "nav", "object", "ol", "option",
    "output", "param", "picture", "pre", "progress", "samp", "script", "section", "select", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "ul", "var",
    "video", "wbr",
))  # fmt: skip


def component_at(text: str, start: int, end: int) -> Word | None:
    """The component whose opening tag begins at ``start`` and ends before ``end``."""
    found = _TAG.match(text, start, min(end, start + _LONGEST))
    if found is None:
        return None
    name = found["name"]
    if name.lower() in _HTML and not (found["closed"] and "{" in found["attributes"]):
        return None
    arguments = []
    for each in _ATTRIBUTE.finditer(text, *found.span("attributes")):
        group = each.lastgroup or "braces"
        arguments.append(Argument(each["key"], each[group], *each.span(group), group != "braces"))
    return Word(start, found.end(), "<", name, kind_of(name, tuple(arguments)), tuple(arguments))


def component_end(text: str, start: int) -> tuple[str, int] | None:
    """The name of the component whose closing tag begins at ``start``, and where it ends; None for none."""
    found = _END.match(text, start)
    return (found[1], found.end()) if found and found[1].lower() not in _HTML else None


def component_line(line: str) -> Word | None:
    """The tag of a component that stands alone on ``line``, one that closes it included."""
    text = line.strip()
    if not text.startswith("<") or not text.endswith(">"):
        return None
    closer = component_end(text, 0)
    if closer and closer[1] == len(text):
        return Word(0, len(text), "<", closer[0], Kind.CLOSING, ())
    word = component_at(text, 0, len(text))
    return word if word and word.end == len(text) else None


def is_open_component(line: str) -> bool:
    """Whether the tag of a component begins with ``line`` and goes on below it."""
    return _OPEN_END.match(line) is not None


def module_line(line: str) -> str:
    """What a line of JavaScript imports or exports, in words; empty when it does neither."""
    found = _MODULE.match(line.strip())
    if found is None:
        return ""
    return f"import · {found['from']}" if found["from"] else f"export · {found['what']}".removesuffix(" · ")
