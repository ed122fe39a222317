"""What a page in reStructuredText, Org or HTML says of itself where it has no front matter: never written.

Sources: docutils, «Bibliographic Fields»; Pelican's documentation, «File metadata»; Org's manual, «Export
Settings».
"""

from __future__ import annotations

import re
from typing import Final

from blogwifi_tui.content.front_matter.known_fields import Text

_LONGEST: Final = 8_192
"""Characters that are looked at; what a page says of itself stands at its beginning."""
_MOST: Final = 60
"""Lines, or tags, that are read."""
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}+")
_FIELD = re.compile(r":([A-Za-z][\w -]*+):(?:[ \t]++(.*))?")
_KEYWORD = re.compile(r"#\+([A-Za-z][\w-]*+)(?:\[\])?:[ \t]*+(.*)")
_ORG_DATE = re.compile(r"[<\[](\d{4}-\d{2}-\d{2})(?: [^\d>\] ]++)?(?: (\d{1,2}:\d{2}))?[^>\]]*+[>\]]")
_TAG = re.compile(r"<(?:title[^<>]*+>([^<]*+)<|meta\s([^<>]*+)>)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(name|content)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)


def told(path: str, text: str) -> dict[str, Text]:
    """The fields of such a page, keys in small letters; none for one of another kind."""
    name = path.lower()
    if name.endswith(".rst"):
        return _of_rest(text[:_LONGEST])
    if name.endswith(".org"):
        return _of_org(text[:_LONGEST])
    return _of_html(text[:_LONGEST]) if name.endswith((".html", ".htm")) else {}


def _of_rest(text: str) -> dict[str, Text]:
    """The title, over one rule or between two, and the list of fields that follows it and goes before it."""
    heading: dict[str, Text] = {}
    found: dict[str, Text] = {}
    lines = [line.rstrip() for line in text.lstrip("\ufeff").splitlines()[:_MOST]]
    lines = [line for line in lines if line and not line.startswith(".. ")]
    at = 1 if lines and _RULE.fullmatch(lines[0]) else 0
    if len(lines) > at + 1 and _RULE.fullmatch(lines[at + 1]):
        heading["title"] = lines[at].strip()
        at += 2
    for line in lines[at:]:
        field = _FIELD.fullmatch(line)
        if field:
            found.setdefault(field[1].lower(), field[2] or "")
        elif not line.startswith((" ", "\t")):
            break
    return heading | found


def _of_org(text: str) -> dict[str, Text]:
    """The keywords, ``#+TITLE: …``; a date without its brackets and the name of its day."""
    found: dict[str, Text] = {}
    for line in text.splitlines()[:_MOST]:
        if word := _KEYWORD.fullmatch(line.strip()):
            value = word[2].strip()
            date = _ORG_DATE.fullmatch(value)
            found.setdefault(word[1].lower(), " ".join(filter(None, date.groups())) if date else value)
    if isinstance(tags := found.get("filetags"), str):
        found.setdefault("tags", tuple(tag for tag in tags.split(":") if tag.strip()))
    return found


def _of_html(text: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for _, tag in zip(range(_MOST), _TAG.finditer(text), strict=False):
        if tag[2] is None:
            found.setdefault("title", " ".join(tag[1].split()))
            continue
        given = {key.lower(): one or other for key, one, other in _ATTRIBUTE.findall(tag[2])}
        if given.get("name") and "content" in given:
            key = given["name"].lower()
            found.setdefault("tags" if key == "keywords" else key, given["content"])
    return found
