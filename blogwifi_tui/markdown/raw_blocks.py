"""What stands between two words of a generator and is no Markdown: ``{{< highlight >}}``, ``{% comment %}``.

Hugo, Jekyll, Hexo, Eleventy and Zola hand it on as code, or leave it out, so no line of it is a heading, a
list or a link. ``{% raw %}`` is another thing: Jekyll and Eleventy read what is in it as Markdown in which no
tag means anything (lib/jekyll/renderer.rb renders Liquid first, then converts), Hexo hands it on as it is. So
it is shown as Markdown, and nothing in it is judged.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from blogwifi_tui.markdown.places import Places
from blogwifi_tui.markdown.shortcodes import Kind, Word, word_at

LITERAL: Final = "literal"
"""Under what the parser keeps that no word of a generator means anything in a text."""
_DRAWN: Final = {"mermaid", "plantuml", "graphviz", "math", "katex"}
"""Languages of drawings and formulas that are the name of a word."""
_RAW: Final = {"highlight", "codeblock", "code", "rawhtml", "comment"} | _DRAWN
_LITERAL: Final = {"raw", "verbatim"}
"""Jekyll's, and Nunjucks' and Twig's; a shortcode of that name holds HTML."""
_OPEN: Final = _RAW | _LITERAL
"""The names of all words that open a block."""
_SELF_CLOSED: Final = ("/>}}", "/%}}")
"""How a shortcode ends that holds nothing (Hugo docs, «Shortcodes»)."""
_NOT_A_LANGUAGE: Final = {"linenos", "line_number", "title", "first_line", "mark"}
_LANGUAGE: Final = re.compile(r"[\w+#-]+\Z")


class RawBlock(NamedTuple):
    """What was opened."""

    name: str
    hugo: bool
    """By a shortcode of Hugo's, not by a tag of Liquid's or Nunjucks'."""
    language: str
    """Of the code, in lower case; empty when none is named."""
    title: str = ""
    """Of the code; empty when it has none."""
    after: int = 0
    """Where the word that opens it ends, in the text it was found in."""

    @property
    def closing(self) -> re.Pattern[str]:
        """The word that ends it."""
        return _closing(self.name, self.hugo)

    @property
    def is_hidden(self) -> bool:
        """Whether no page shows it."""
        return self.name in ("comment", "kramdown")

    @property
    def is_literal(self) -> bool:
        """Whether it is Markdown in which no word of a generator means anything."""
        return not self.hugo and self.name in _LITERAL


@cache
def _closing(name: str, hugo: bool) -> re.Pattern[str]:
    if name == "kramdown":
        return re.compile(r"\{:/(?:comment)?\}")
    if hugo:
        return re.compile(rf"\{{\{{[<%][ \t]*+/[ \t]*+{name}[ \t]*+[>%]\}}\}}")
    return re.compile(rf"\{{%[-~+]?[ \t]*+end(?:_?{name})?[ \t]*+[-~+]?%\}}")


def raw_opened(text: str, word: Word) -> RawBlock | None:
    """The block that ``word``, which was found in ``text``, opens; None where it opens none."""
    if word.kind is not Kind.NAMED or word.mark == "{{" or word.name not in _OPEN:
        return None
    if text.endswith(_SELF_CLOSED, word.start, word.end):
        return None
    language, title = _named(word)
    return RawBlock(word.name, word.mark != "{%", language, title, word.end)


def raw_text(text: str, word: Word, end: int, places: Places) -> tuple[RawBlock, int, int] | None:
    """The block that ``word`` opens and another word closes before ``end``, and the span of that other one.

    ``places`` are those of ``text``, in which ``word`` was found.
    """
    raw = raw_opened(text, word)
    closing = places.match_after(raw.closing, word.end, end) if raw else None
    return (raw, *closing) if raw and closing else None


def raw_line(line: str) -> RawBlock | None:
    """The block that begins with ``line`` and does not end on it; ``{% raw %}`` where it stands alone."""
    text = line.strip()
    if text == "{::comment}":
        return RawBlock("kramdown", hugo=False, language="", after=len(text))
    if not text.startswith(("{%", "{{<", "{{%")):
        return None
    word = word_at(text, 0, len(text), Places(text))
    opened = raw_opened(text, word) if word else None
    if opened is None or opened.closing.search(text, opened.after):
        return None
    return None if opened.is_literal and opened.after < len(text) else opened


def _named(word: Word) -> tuple[str, str]:
    """The language and the title of the code that ``word`` opens."""
    if word.name in _LITERAL or word.name in ("rawhtml", "comment"):
        return "", ""
    if word.name in _DRAWN:
        return word.name, ""
    named = {each.key: each.value for each in reversed(word.arguments)}
    placed = [each.value for each in word.arguments if not each.key]
    language = named.get("lang") or named.get("language") or ""
    # Hexo's takes a title first, and the language by its name (Hexo docs, «Tag Plugins», «Code Block»).
    titled = word.name == "codeblock" or (word.name == "code" and bool(language))
    if not language and placed and not titled and placed[0] not in _NOT_A_LANGUAGE:
        language = placed.pop(0) if _LANGUAGE.match(placed[0]) else ""
    title = named.get("title") or (" ".join(text for text in placed if "://" not in text) if titled else "")
    return language.lower(), title
