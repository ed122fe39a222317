"""YAML's block forms: where a value really ends, lists with one item a line, and literal blocks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

import yaml

from blogwifi_tui.content.front_matter import yaml_write
from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.split import end_of_line, start_of_line

_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def is_empty(node: yaml.Node) -> bool:
    """A null that is written as nothing at all; its marks point at what comes next."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def true_end(node: yaml.Node, head: str) -> int:
    """Just after the last character of a value; libyaml's own mark takes in the lines that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if is_empty(node):
        return len(head[: node.start_mark.index].rstrip())
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(head[node.start_mark.index : end].rstrip())
    return end


def list_changed(
    head: str, node: yaml.SequenceNode, old: Sequence[object], new: Sequence[object], eol: str
) -> str:
    """``head`` with other items in a block list: items that stay keep their lines and comments."""
    column = node.start_mark.column
    starts, ends = _item_lines(head, node)
    lines = [head[start:end] for start, end in zip(starts, ends, strict=True)]
    first = head[start_of_line(head, node.start_mark.index) : node.start_mark.index]
    if first.strip():
        raise RefusedEdit(Refusal.COMMENT)
    gap_match = re.match(r"-([ \t]+)", head[node.start_mark.index :])
    prefix = f"{first or ' ' * column}-{gap_match[1] if gap_match else ' '}"
    style = next(
        (item.style for item in node.value if isinstance(item, yaml.ScalarNode) and item.style in ("'", '"')),
        None,
    )
    out: list[str] = []
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        if tag == "equal":
            out += lines[i1:i2]
            continue
        out += [prefix + yaml_write.scalar(item, style=style) + eol for item in new[j1:j2]]
    if out and not lines[-1].endswith(("\n", "\r")):
        out[-1] = out[-1].rstrip("\r\n")
    out = [
        line if line.endswith(("\n", "\r")) or n == len(out) - 1 else line + eol for n, line in enumerate(out)
    ]
    return head[: starts[0]] + "".join(out) + head[ends[-1] :]


def _item_lines(head: str, node: yaml.SequenceNode) -> tuple[list[int], list[int]]:
    """Where the lines of each item begin and end; comment lines belong to the item below them."""
    ends = [end_of_line(head, max(true_end(item, head), item.start_mark.index)) for item in node.value[:-1]]
    ends.append(end_of_line(head, true_end(node.value[-1], head)))
    starts = [start_of_line(head, node.start_mark.index), *ends[:-1]]
    return starts, ends


def _opcodes(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    marks: list[object] = []

    def mark(value: object) -> int:
        for number, seen in enumerate(marks):
            if same(seen, value):
                return number
        marks.append(value)
        return len(marks) - 1

    return difflib.SequenceMatcher(
        None, [mark(v) for v in old], [mark(v) for v in new], autojunk=False
    ).get_opcodes()


def block_text(raw: str, value: str, column: int, eol: str) -> str | None:
    """``value`` under the header of the literal block ``raw`` (``|``, ``|-``), or None where it cannot be."""
    mark = re.match(r"\|([-+]?)(?=[ \t]*(?:#[^\r\n]*)?[\r\n])", raw)
    lines = value.split("\n")
    if not mark or _UNPRINTABLE.search(value) or not value.strip("\n"):
        return None
    kept = mark[1]
    fits = {
        "-": not value.endswith("\n"),
        "": value.endswith("\n") and not value.endswith("\n\n"),
        "+": False,
    }
    if not fits[kept] or lines[0].startswith(" ") or not lines[0]:
        return None
    found = re.search(r"[\r\n]([ ]+)\S", raw)
    indent = found[1] if found else " " * (column + 2)
    first_line = re.match(r"[^\r\n]*", raw)
    opening = first_line[0] if first_line else "|"
    return opening + "".join(eol + (indent + line if line else "") for line in value.rstrip("\n").split("\n"))
