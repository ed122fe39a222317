"""The comments of a header: where they are, and the same header without them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

import yaml

from blogwifi_tui.content.front_matter.lists import Span
from blogwifi_tui.content.front_matter.split import Format, end_of_line, start_of_line
from blogwifi_tui.content.front_matter.toml_edit import comment_spans

_SIGN = re.compile(r"(?:\A|(?<=[ \t\r\n]))#[^\r\n]*+")


def comments(head: str, form: Format) -> list[str]:
    """The comments of a header that can be read, in order, each from its ``#`` on."""
    return [head[start:end].rstrip() for start, end in _spans(head, form)]


def without_comments(head: str, form: Format, kept: Container[str] = ()) -> str:
    """``head`` without its comments but those in ``kept``; a line that holds nothing else goes whole.

    The header must be one that can be read; whether the new one reads the same is for the caller to verify.
    """
    pieces: list[str] = []
    at = 0
    for start, end in _spans(head, form):
        if head[start:end].rstrip() in kept:
            continue
        line = start_of_line(head, start)
        before = head[line:start].rstrip(" \t")
        pieces.append(head[at : line + len(before)])
        at = end if before else end_of_line(head, end)
    return "".join([*pieces, head[at:]])


def _spans(head: str, form: Format) -> list[Span]:
    if "#" not in head or form not in (Format.YAML, Format.TOML):
        return []
    if form is Format.TOML:
        return list(comment_spans(head))
    scalars = list(_yaml_scalars(head))
    found, at = [], 0
    for sign in _SIGN.finditer(head):
        while at < len(scalars) and scalars[at][1] <= sign.start():
            at += 1
        if at == len(scalars) or scalars[at][0] > sign.start():
            found.append(sign.span())
    return found


def _yaml_scalars(head: str) -> Iterator[Span]:
    """Where the values and keys of a YAML header are, in order."""
    for token in yaml.scan(head, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            yield start, _block_end(head, start, end) if token.style in ("|", ">") else end


def _block_end(head: str, start: int, end: int) -> int:
    """Where a block of lines ends: the parser counts the comments below it in."""
    at = end_of_line(head, start)
    indent = None
    while at < end:
        stop = end_of_line(head, at)
        line = head[at:stop]
        depth = len(line) - len(line.lstrip(" "))
        if line.strip():
            indent = depth if indent is None else indent
            if depth < indent:
                return at
        at = stop
    return end
