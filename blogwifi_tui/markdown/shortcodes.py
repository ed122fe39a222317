"""The words of site generators in a text: shortcodes of Hugo, Zola and Nikola, tags and values of Liquid.

A generator replaces them before or while it reads the Markdown, so nothing in them is Markdown. One place
says where such a word ends and what it means to a reader; the preview, the outline, ``check``, the search and
the count of words go by it. What stands in code is none of these; whoever asks knows what is code.

Sources: Hugo docs, «Shortcodes»; Jekyll docs, «Liquid» and «Includes»; Hexo docs, «Tag Plugins»; Zola docs,
«Shortcodes»; Nikola handbook, «Shortcodes».
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile
from typing import Final, NamedTuple

from blogwifi_tui.markdown.places import Places

GLYPH: Final = "▸"
"""Stands before the name of a word that is shown by its name."""

_ENDS: Final = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{{": "}}"}
_OPENING: Final = re.compile(r"\{(?:\{[<%]?|%)")
_GOES_ON: Final = re.compile(r"[ \t]*+(?P<mark>\{%(?=-?[ \t]*+[^\W\d])|\{\{[<%]|\{\{(?=-?[ \t]*+[\w.:]++\())")
_BESIDE_WORDS: Final = re.compile(r"(?>(?:[^\s(){\\]|\{(?![{%]))*)")
"""What may stand before, between and after the words of one address."""
_MOST_WORDS: Final = 20
"""In one address."""
_LONGEST: Final = 2000
"""Characters of a word in which its arguments are looked for."""
_NAME: Final = re.compile(r"[ \t\r\n]*+(/?)[ \t\r\n]*+([^\W\d][\w.:/-]*+)")
_ARGUMENT: Final = re.compile(
    r"(?:(?P<key>[\w-]++)[ \t\r\n]*+(?:=|:(?!//))[ \t\r\n]*+)?"
    r"(?:\"(?P<double>(?>(?:[^\"\\]|\\.)*))\"|'(?P<single>(?>(?:[^'\\]|\\.)*))'|`(?P<back>[^`]*+)`"
    r"|(?P<bare>[^\s,\"'`()|]++))",
    re.DOTALL,
)
_LITERAL: Final = re.compile(r"[ \t\r\n]*+(?:\"([^\"]*+)\"|'([^']*+)')[ \t\r\n]*+(?:\||\Z)")
_VALUE: Final = re.compile(
    r"(?:site|page|post|posts|config|section|include|layout|paginator|theme|collections|metadata|jekyll|meta|data"
    r"|pkg|content|forloop|current_path|current_url)(?:[.\[|]|\Z)"
)
"""A value that a template knows; any other that stands between braces may be text."""
_BASE: Final = re.compile(
    r"(?:site\.(?:base_?url|url|github\.url|root)|config\.(?:root|base_url)|base_?[uU]rl|relative_?[rR]oot)\b"
)
_PICTURES: Final = re.compile(
    r"(?<![a-z])(?:fig|figure|img|image|imgproc|imgc|picture|photo|pic|thumb|thumbnail)(?![a-z])",
    re.IGNORECASE,
)
_PICTURE_FILE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|\Z)", re.IGNORECASE)
_PICTURE_KEYS: Final = ("src", "url", "path", "image_path", "image", "img", "file", "filename", "name")
_ALT_KEYS: Final = ("alt", "caption", "title", "description", "desc")
_MAIN_KEYS: Final = (
    "id", "title", "summary", "label", "src", "file", "path", "author", "name", "text", "url", "href", "type",
)  # fmt: skip
_ADDRESSES: Final = {
    "ref", "relref", "post_url", "link", "post_path", "post_link", "asset_path", "asset_link",
}  # fmt: skip
_INCLUDES: Final = {"include", "include_relative", "include_cached", "render", "partial", "import"}
_CONTROL: Final = {
    "if", "unless", "elsif", "elif", "case", "when", "for", "assign", "capture", "set", "cycle",
}  # fmt: skip
_ENDING: Final = re.compile(r"\.(?:html?|liquid|md|njk|ext)\Z", re.IGNORECASE)
_INNER_QUOTE: Final = re.compile(r"[\"'](?=\w)([^\"']++)[\"']\Z")
_NUMBER: Final = re.compile(r"[\d.]++(?:px|%|em|rem|x)?\Z|\d++x\d++\Z")


class Kind(StrEnum):
    """What a word is to a reader."""

    NAMED = "named"
    """Something that is shown by its name."""
    PICTURE = "picture"
    LINK = "link"
    """It stands for the address of a page."""
    TEXT = "text"
    """It stands for a text that is known: a string, or a shortcode that is shown as it is written."""
    VALUE = "value"
    """What a template knows, or text between braces."""
    CLOSING = "closing"
    """It ends what another began, and is not shown."""


class Argument(NamedTuple):
    """One argument of a word."""

    key: str
    """Empty for one that is known by its place."""
    value: str
    start: int
    end: int
    """The span of the value in the text, without its quotes."""
    is_quoted: bool


class Word(NamedTuple):
    """One word of a generator's."""

    start: int
    end: int
    mark: str
    """``{{<``, ``{{%``, ``{%`` or ``{{``."""
    name: str
    kind: Kind
    arguments: tuple[Argument, ...]
    text: str = ""
    """Of TEXT: the text. Of VALUE and of words whose arguments are a phrase: that."""

    @property
    def address(self) -> Argument | None:
        """The argument that is the address of a LINK or a PICTURE."""
        if self.kind is Kind.PICTURE:
            return _picture(self.name, self.arguments)
        return next((each for each in self.arguments if each.key in ("", "path")), None)

    @property
    def alt(self) -> str:
        """What stands for a PICTURE in words, or the text of a LINK; may be empty."""
        named = {each.key: each.value for each in reversed(self.arguments)}
        for key in _ALT_KEYS:
            if text := named.get(key, "").strip():
                return text
        placed = [each for each in _after(self.address, self.arguments) if not each.key]
        quoted = [each.value.strip() for each in placed if each.is_quoted and not _is_file(each)]
        if quoted:  # Hexo and Octopress: "title 'alt'"
            inner = _INNER_QUOTE.search(quoted[0])
            return inner[1] if inner else quoted[0]
        words = [each.value for each in placed if not (each.is_quoted or _NUMBER.match(each.value))]
        if "--alt" in words:  # jekyll_picture_tag
            words = [*takewhile(lambda word: word[:2] != "--", words[words.index("--alt") + 1 :])]
        return " ".join(words)

    @property
    def caption(self) -> str:
        """What a page writes under a PICTURE besides :attr:`alt`; may be empty."""
        named = {each.key: each.value for each in reversed(self.arguments)}
        caption = named.get("caption", "").strip()
        return "" if caption == self.alt else caption

    @property
    def label(self) -> str:
        """The name and the main argument, in words."""
        name, main = self.name, self.text or _main(self.arguments)
        if name in _INCLUDES and not self.text:
            first = next((each for each in self.arguments if not each.key), None)
            name = _ENDING.sub("", first.value.rpartition("/")[2]) if first else name
            main = _main(tuple(each for each in self.arguments if each is not first))
        if self.kind is Kind.VALUE:
            return f"{GLYPH} {' '.join(self.text.split())}"
        return " ".join(f"{GLYPH} {name} · {main}".split()) if main else f"{GLYPH} {name}"

    def closes(self, opening: Word) -> bool:
        """Whether this word ends what ``opening`` began."""
        return self.kind is Kind.CLOSING and self.name in ("", opening.name)


def word_at(text: str, start: int, end: int, places: Places) -> Word | None:
    """The word that begins at ``start`` and ends before ``end``; None where none does.

    ``places`` are those of ``text``. No word holds the beginning of another of its kind.
    """
    opening = _OPENING.match(text, start, end)
    if opening is None:
        return None
    mark = opening[0]
    first = opening.end()
    closing = places.after(_ENDS[mark], first, end)
    if closing < 0:
        return None
    another = places.after(mark[:2], first, closing)
    return None if another >= 0 else _read(text, start, closing + len(_ENDS[mark]), mark)


def unclosed_mark(line: str) -> str:
    """What would end the word that ``line`` begins with and does not end; empty when there is none.

    Only of words whose arguments are often written on several lines.
    """
    opening = _GOES_ON.match(line)
    if opening is None:
        return ""
    end = _ENDS[opening["mark"]]
    return "" if end in line[opening.end("mark") :] else end


def address_words(text: str, start: int, end: int, places: Places) -> tuple[tuple[Word, ...], int]:
    """The words in the address of a link that begins at ``start``, and where that address ends.

    None where it holds no word: then it is written as Markdown says. ``places`` are those of ``text``.
    """
    words: list[Word] = []
    at = end if text.startswith("<", start) else start
    while at < end and len(words) < _MOST_WORDS:
        if beside := _BESIDE_WORDS.match(text, at, end):
            at = beside.end()
        word = word_at(text, at, end, places)
        if word is None:
            break
        words.append(word)
        at = word.end
    return tuple(words), at


def words_alone(line: str) -> list[Word]:
    """The words that ``line`` consists of; none when it holds anything else."""
    text = line.strip()
    if not text.startswith(("{{", "{%")) or not text.endswith("}"):
        return []
    places, at, found = Places(text), 0, []
    while at < len(text):
        word = word_at(text, at, len(text), places)
        if word is None or word.kind is Kind.TEXT or (word.kind is Kind.VALUE and not word.text):
            return []
        found.append(word)
        at = word.end
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
    return found


def _read(text: str, start: int, end: int, mark: str) -> Word:
    """The word that stands between ``start`` and ``end``."""
    first, last = start + len(mark), end - len(_ENDS[mark])
    if text.startswith("/*", first) and text.endswith("*/", first, last):
        shown = mark + text[first + 2 : last - 2] + _ENDS[mark]
        return Word(start, end, mark, "", Kind.TEXT, (), shown)
    first += text[first : first + 1] in ("-", "~", "+")
    last -= last > first and text[last - 1] in "-~+/"
    if mark == "{{":
        return _value(text, start, end, first, last)
    named = _NAME.match(text, first, last)
    if named is None:
        return Word(start, end, mark, "", Kind.CLOSING, ())
    name = named[2]
    if named[1] or (mark == "{%" and name.startswith("end")):
        return Word(start, end, mark, name if named[1] else name[3:].lstrip("_"), Kind.CLOSING, ())
    if mark == "{%" and name in _CONTROL:
        return Word(start, end, mark, name, Kind.NAMED, (), " ".join(text[named.end() : last].split()))
    arguments = _arguments(text, named.end(), last)
    kind = kind_of(name, arguments)
    is_phrase = mark == "{%" and kind is Kind.NAMED and name not in _INCLUDES and arguments
    if is_phrase and not any(each.key or each.is_quoted for each in arguments):
        return Word(start, end, mark, name, kind, arguments, " ".join(text[named.end() : last].split()))
    return Word(start, end, mark, name, kind, arguments)


def _value(text: str, start: int, end: int, first: int, last: int) -> Word:
    """What stands between two braces: a call of a shortcode, as in Zola, a string, or a value."""
    literal = _LITERAL.match(text, first, last)
    if literal:
        return Word(start, end, "{{", "", Kind.TEXT, (), literal[1] or literal[2] or "")
    named = _NAME.match(text, first, last)
    if named and text.startswith("(", named.end()):
        arguments = _arguments(text, named.end() + 1, last)
        return Word(start, end, "{{", named[2], kind_of(named[2], arguments), arguments)
    written = text[first:last].strip()
    is_known = _VALUE.match(written) or _BASE.match(written)
    return Word(start, end, "{{", "", Kind.VALUE, (), written if is_known else "")


def kind_of(name: str, arguments: tuple[Argument, ...]) -> Kind:
    """What a word of this name is that takes these arguments and ends nothing."""
    if name in _ADDRESSES and arguments:
        return Kind.LINK
    return Kind.PICTURE if _picture(name, arguments) else Kind.NAMED


def _arguments(text: str, first: int, last: int) -> tuple[Argument, ...]:
    found = []
    for each in _ARGUMENT.finditer(text, first, min(last, first + _LONGEST)):
        group = each.lastgroup or "bare"
        start, end = each.span(group)
        found.append(Argument(each["key"] or "", each[group], start, end, group != "bare"))
    return tuple(found)


def _picture(name: str, arguments: tuple[Argument, ...]) -> Argument | None:
    """The address of the picture that a word shows; None when it shows none."""
    placed = [each for each in arguments if not each.key]
    if name in _INCLUDES and placed:
        name, placed = placed[0].value, placed[1:]
    is_named = bool(_PICTURES.search(name))
    for key in _PICTURE_KEYS if is_named else _PICTURE_KEYS[:1]:
        for each in arguments:
            if each.key == key and (is_named or _PICTURE_FILE.search(each.value)):
                return each
    for each in placed:
        if _PICTURE_FILE.search(each.value):
            return each
    if is_named:
        return next((each for each in placed if "/" in each.value), placed[0] if placed else None)
    return None


def _is_file(argument: Argument) -> bool:
    return _PICTURE_FILE.search(argument.value) is not None


def _after(argument: Argument | None, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(each for each in arguments if argument is None or each.start > argument.start)


def _main(arguments: tuple[Argument, ...]) -> str:
    """The argument that tells most: the first by its place, else the one of a usual name, else the first."""
    for each in arguments:
        if not each.key:
            return each.value
    for key in _MAIN_KEYS:
        for each in arguments:
            if each.key == key:
                return each.value
    return arguments[0].value if arguments else ""


def destination_of(word: Word) -> str:
    """What a word in the address of a link stands for: a page's, a string, nothing for that of the site."""
    if word.kind is Kind.TEXT:
        return word.text
    if word.kind is Kind.VALUE:
        return "" if _BASE.match(word.text) else word.text
    if word.kind in (Kind.LINK, Kind.PICTURE) and word.address:
        return word.address.value
    return _main(word.arguments) or word.name
