"""What stands between two words of a generator and is no Markdown: ``{{< highlight >}}``, ``{% raw %}``.

Hugo, Jekyll, Hexo, Eleventy and Zola hand it on as code, so no line of it is a heading, a list or a link.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_OPENING = re.compile(
    r"\{(?:\{(?P<hugo>[<%])|%-?)[ \t]*+(?P<name>highlight|raw|rawhtml|verbatim|codeblock|code)(?=[ \t>%-])"
)
_LANGUAGE = re.compile(r"[ \t\"']*+(?:lang:)?(?P<language>[\w+#.-]*+)")
_NOT_A_LANGUAGE = {"-", "linenos", "line_number", "title"}


class RawBlock(NamedTuple):
    """What was opened."""

    name: str
    hugo: bool
    """By a shortcode of Hugo's, not by a tag of Liquid's or Nunjucks'."""
    language: str
    """Of the code, in lower case; empty when none is named."""
    after: int
    """Where the word that opens it ends, in the text it was found in."""

    @property
    def closing(self) -> re.Pattern[str]:
        """The word that ends it."""
        return _closing(self.name, self.hugo)


@cache
def _closing(name: str, hugo: bool) -> re.Pattern[str]:
    if hugo:
        return re.compile(rf"\{{\{{[<%][ \t]*+/[ \t]*+{name}[ \t]*+[>%]\}}\}}")
    return re.compile(rf"\{{%-?[ \t]*+end{name}[ \t]*+-?%\}}")


def raw_opened(text: str, at: int, end: int) -> RawBlock | None:
    """The block that a word at ``at``, which ends before ``end``, opens; None where none does."""
    found = _OPENING.match(text, at, end)
    if found is None:
        return None
    end_mark = f"{found['hugo'].replace('<', '>')}}}}}" if found["hugo"] else "%}"
    end = text.find(end_mark, found.end(), end)
    if end < 0:
        return None
    language = _LANGUAGE.match(text, found.end(), end)
    named = language["language"].lower() if language and found["name"] not in ("raw", "verbatim") else ""
    if named in _NOT_A_LANGUAGE or found["name"] == "rawhtml":
        named = ""
    return RawBlock(found["name"], bool(found["hugo"]), named, end + len(end_mark))


def raw_line(line: str) -> RawBlock | None:
    """The block that ``line`` opens, which holds nothing else; one that ends on its own line is text."""
    text = line.strip()
    if not text.startswith("{"):
        return None
    opened = raw_opened(text, 0, len(text))
    return opened if opened and opened.after == len(text) else None
