"""Archetypes (Hugo) and scaffolds (Hexo, Valaxy): what the authors of a blog let new posts begin with.

They are read as text, and nothing in them is run: what stands for the title, the date, the name or the
section is filled in, and a key with any other expression is there and empty. Sources: Hugo docs, Archetypes;
Hexo docs, Writing, Scaffolds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from blogwifi_tui.content import slugs
from blogwifi_tui.content.dates.format import fit_date
from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.site.habits import not_said
from blogwifi_tui.site.tree import Tree

TITLE: Final = "BLOGWIFI-TITLE"
NAME: Final = "BLOGWIFI-NAME"
OTHER: Final = "BLOGWIFI-OTHER"
_MARKS = re.compile(f"{TITLE}|{NAME}|{OTHER}")
_HUGO_NOW: Final = "2006-01-02T15:04:05-07:00"
"""Go writes formats of dates as this very moment; so does what is filled in, until it is the post's date."""
_HEXO_NOW: Final = "2006-01-02 15:04:05"
_EXPRESSION = re.compile(r"\{\{-?([^{}\r\n]*+)\}\}")
_CONTROL = re.compile(r"(?:if|else|end|range|with|define|block|return)\b|\$\w*+[ \t]*:?=|/\*")
_LAYOUT = re.compile(r"""["'`]([^"'`]*2006[^"'`]*)["'`]""")
_DATED = re.compile(r"\.Date\b|\bnow\b|^date$")
_NAMED = re.compile(r"\.(?:Name|File\.\w*Name|TranslationBaseName)\b")
_TITLED = re.compile(r"\b(?:title|humanize|replace|replaceRE)\b|\.Title\b")
_BARE_TOML = re.compile(r"^([ \t]*[\w\"'.-]++[ \t]*=[ \t]*)(\{\{[^{}\r\n]*+\}\})[ \t]*$")


def find(tree: Tree, site: str, folder: str) -> Post | None:
    """What new posts in ``folder`` begin with, its expressions replaced by marks; None where nothing is.

    ``site`` is the folder of the site, whose generator reads these files.
    """
    for path in _candidates(site, folder):
        text = tree.text(path)
        if text is not None and not (post := Post(path, _marked(text, folder).encode())).problem:
            return post if post.format is not Format.NONE else None
    return None


def _candidates(site: str, folder: str) -> Iterator[str]:
    """Where such a file may lie: by the section first, as Hugo looks for it."""
    root = f"{site}/" if site else ""
    sections = folder.removeprefix(root).split("/")
    if sections[0] in ("content", "source", "src", "pages"):
        del sections[0]
    for name in [*filter(None, sections), "default"]:
        yield f"{root}archetypes/{name}.md"
        yield f"{root}archetypes/{name}/index.md"
    if sections[-1:] == ["_drafts"]:
        yield f"{root}scaffolds/draft.md"
    yield f"{root}scaffolds/post.md"


def _marked(text: str, folder: str) -> str:
    """``text`` with a mark for each expression; lines that only steer the template are gone."""
    section = folder.rpartition("/")[2]
    toml = text.lstrip().startswith("+++")
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        bare = _BARE_TOML.match(line.rstrip("\r\n")) if toml else None
        if bare and not parse_date(_mark(bare[2], section)):
            line = f'{bare[1]}"{bare[2]}"' + line[len(line.rstrip("\r\n")) :]
        new = _EXPRESSION.sub(lambda found: _mark(found[0], section), line)
        if new == line or new.strip():
            lines.append(new)
    return "".join(lines)


def _mark(written: str, section: str) -> str:
    """What stands in the place of one expression."""
    expression = written[2:-2].strip("- \t")
    if expression.startswith(("<", "%")):
        return written  # a shortcode, for the post
    if not expression or _CONTROL.match(expression):
        return ""
    if _DATED.search(expression):
        layout = _LAYOUT.search(expression)
        if layout and parse_date(layout[1]):
            return layout[1]
        return _HEXO_NOW if expression == "date" else _HUGO_NOW
    if expression == "title" or (_NAMED.search(expression) and _TITLED.search(expression)):
        return TITLE
    if _NAMED.search(expression):
        return NAME
    if expression == "layout":
        return "post"
    return section if expression in (".Type", ".Section") else OTHER


def filled(value: object, title: str, now: datetime) -> object:
    """A value of such a file for a post of this title and date."""
    if isinstance(value, list):
        return [filled(item, title, now) for item in value if not (isinstance(item, str) and OTHER in item)]
    if isinstance(value, date):
        return now if _is_reference(value) else value
    if not isinstance(value, str):
        return value
    if OTHER in value:
        return ""
    moment = parse_date(value)
    if moment and _is_reference(moment):
        return fit_date(now, value)
    return in_text(value, title)


def in_text(text: str, title: str) -> str:
    """A text of such a file for a post of this title."""
    words = {TITLE: title, NAME: slugs.slugify(title), OTHER: ""}
    return _MARKS.sub(lambda found: words[found[0]], text)


def is_empty(value: object) -> bool:
    """Whether a value of such a file is left to the writer."""
    return not_said(value) or (isinstance(value, str) and OTHER in value)


def _is_reference(moment: date) -> bool:
    return (moment.year, moment.month, moment.day) == (2006, 1, 2)
