"""Reads what a list shows of a header without a YAML parser, where one expression is sure of every line.

Most headers are a few ``key: value`` lines. Those are taken apart here at a tenth of a parser's cost; at the
first sign of anything else — an escape, an anchor, a nested value, a date that cannot be — the answer is None
and the caller asks :class:`blogwifi_tui.content.post.Post`. What is accepted reads exactly as Post reads it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_rules import Header

_LONGEST: Final = 4096
"""Characters of header; too short to hold what the guard of the slow way would refuse."""

# No possessive mark stands after a group that captures inside: CPython 3.11 reports wrong spans then.
# Characters YAML does not allow, or takes for line breaks; tabs are legal in places, and left to the parser.
_BAD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DOUBLE = r'"[^"\\\n]*+"'
_SINGLE = r"'(?:[^'\n]|'')*'"
_DATE = (  # one that the calendar has, as YAML would refuse any other
    r"(?!000[01]|9999)[0-9]{4}-"
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
    r"(?: ?(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9]))?)?(?= *[\n,\]])"
)
_SAFE = r"[^\s0-9\-+?:,\[\]{}#&*!|>'\"%@`~=<]"
_START = rf"(?:{_SAFE}|(?=[0-9])(?:(?![0-9]{{4}}-[0-9]|0[bx])|(?={_DATE}))[0-9])"
_PLAIN = rf"{_START}[^:#\n]*+(?:(?::(?![ \n])|(?<! )#)[^:#\n]*+)*"
_FLOW_ITEM = rf"(?:{_DOUBLE}|{_SINGLE}|{_START}[^:?#,\[\]{{}}\n]*+)"
_FLOW = rf"\[ *+(?:{_FLOW_ITEM} *+(?:, *+{_FLOW_ITEM} *+)*(?:, *+)?)?\]"
_KEY = r"([A-Za-z_][A-Za-z0-9_-]{0,60}+):"
_VALUE = rf" ++({_DOUBLE}|{_SINGLE}|{_FLOW}|{_PLAIN}) *+\n"
_LIST = rf" *+\n(?=( *+)-)((?:\3- ++(?:{_DOUBLE} *+|{_SINGLE} *+|{_PLAIN})\n)+)"
_BLOCK = r" ++([|>])[-+]? *+\n( ++)[^ \n][^\n]*+\n(?:\6[^\n]*+\n| *+\n)*"
_LINES = re.compile(rf"{_KEY}(?:{_VALUE}|{_LIST}|{_BLOCK}| *+\n)| *+(?:#[^\n]*+)?\n")
_STRIDE: Final = 7
"""Six groups and what no line has matched before them."""
_ITEM = re.compile(_FLOW_ITEM)
_LIST_ITEM = re.compile(r"- +([^\n]*)")
_NULLS: Final = frozenset(("null", "Null", "NULL", ""))
_TOLD: Final = frozenset(
    (
        *known_fields.TITLE,
        *known_fields.DATE,
        *known_fields.TAGS,
        *known_fields.CATEGORIES,
        *known_fields.DRAFT,
        *known_fields.ADDRESS,
        "taxonomies",
    )
)


class QuickHeader(NamedTuple):
    """What a list needs of a post; each as the property of the same name of Post."""

    title: str
    header: Header
    """With those keys alone that somebody asks for."""
    address: AddressFields | None = None


def read_quickly(data: bytes, path: str = "", keys: frozenset[str] = frozenset()) -> QuickHeader | None:
    """The header of ``data``, which may be just the first kilobytes of a post; None where Post must read it.

    Args:
        data: the bytes.
        path: of the post; without one, a header that has no date is not accepted.
        keys: in small letters, those that are asked for beside the known ones.
    """
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    begin = 5 if data.startswith(b"---\r\n", start) else 4 if data.startswith(b"---\n", start) else 0
    end = data.find(b"\n---", start + begin - 1, start + begin + _LONGEST) + 1
    if not begin or not end or not data.startswith((b"---\n", b"---\r\n"), end):
        return None
    try:
        head = data[start + begin : end].decode()
    except UnicodeDecodeError:
        return None
    if begin == 5:
        head = head.replace("\r\n", "\n")
    found = _header(head, path, _TOLD | keys if keys else _TOLD)
    if found is None:
        return None
    texts = found.texts
    title = known_fields.title(texts)
    if not title:
        return None
    if not path and not known_fields.dated(texts):
        return None
    return QuickHeader(title, found, known_fields.address(texts))


def _header(head: str, path: str, told: frozenset[str]) -> Header | None:
    """The keys a list needs, as Post's ``header``; None when a line is not one of the plain ones."""
    if _BAD.search(head):
        return None
    pieces = _LINES.split(head)
    if any(pieces[::_STRIDE]):
        return None
    names = pieces[1::_STRIDE]
    unique = set(names)
    if len(unique) - (None in unique) != len(names) - names.count(None):
        return None
    texts: dict[str, Text] = {}
    quoted, capitals = set[str](), set[str]()
    piece = iter(pieces)
    for _, name, value, indent, items, block, _ in zip(*[piece] * _STRIDE, strict=False):
        if name in told:
            key = name
        elif name is None or (key := name.lower()) not in told:
            continue
        if key != name:
            capitals.add(key)
        if block or key in texts:
            return None
        if value:
            texts[key] = _flow_items(value) if value[0] == "[" else _scalar(value)
            if value[0] in "\"'":
                quoted.add(key)
        else:
            texts[key] = _line_items(items, f"{indent}- ") if items else None
    return Header(path, texts, "yaml", frozenset(quoted), frozenset(capitals))


def _flow_items(written: str) -> tuple[str | None, ...]:
    if _odd(written):
        return tuple(map(_scalar, _ITEM.findall(written)))
    return tuple(written[1:-1].split(","))


def _line_items(written: str, mark: str) -> tuple[str | None, ...]:
    if _odd(written):
        return tuple(map(_scalar, _LIST_ITEM.findall(written)))
    return tuple(written[len(mark) : -1].split(f"\n{mark}"))


def _odd(written: str) -> bool:
    """Whether an item may be quoted or null. Blanks around the others are trimmed when names are told."""
    return '"' in written or "'" in written or "ull" in written or "ULL" in written


def _scalar(written: str) -> str | None:
    text = written.rstrip(" ")
    first = text[:1]
    if first == '"':
        return text[1:-1]
    if first == "'":
        return text[1:-1].replace("''", "'")
    return None if text in _NULLS else text
