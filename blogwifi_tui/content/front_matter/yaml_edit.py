"""Changes one key of a YAML header by replacing the text of its value, found through the parser's marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from blogwifi_tui.content.front_matter import yaml_write
from blogwifi_tui.content.front_matter.lists import BracketedList, KeyLines, Span, same
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.split import end_of_line, start_of_line
from blogwifi_tui.content.front_matter.yaml_load import HARMLESS, HeaderLoader, text
from blogwifi_tui.content.merge.alignment import opcodes

_TAG = re.compile(r"!\S*(?:[ \t]+|$)")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class Pair(NamedTuple):
    """A key and its value in the header. Positions are character indexes."""

    key: str
    key_node: yaml.ScalarNode
    node: yaml.Node
    colon: int
    """Just after the colon."""


class YamlEditor:
    """A header that a guard has let through and a loader has read; each method gives a new header text.

    Whether the new text reads as asked is for the caller to verify. Raises RefusedEdit.
    """

    def __init__(self, head: str, eol: str) -> None:
        self._head = head
        self._eol = eol
        root = yaml.compose(head, Loader=HeaderLoader)
        self._root = root if isinstance(root, yaml.MappingNode) else None

    def replace(self, path: Sequence[str], value: object, old: object) -> str:
        """Give the existing key at ``path`` another value; ``old`` is the one it has."""
        pair = self._find(path)
        start, end = self._value_span(pair)
        raw = self._head[start:end]
        node = pair.node
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            if isinstance(value, list | tuple) and value and isinstance(old, list):
                return _list_changed(self._head, node, old, value, self._eol)
            return self._after_colon(pair, end, yaml_write.scalar(value))
        if isinstance(node, yaml.SequenceNode) and isinstance(value, list | tuple) and isinstance(old, list):
            written = self._flow_list(node, raw, start, old, value)
        elif isinstance(node, yaml.ScalarNode):
            written = self._scalar(node, raw, value, pair)
        elif isinstance(node, yaml.CollectionNode) and node.flow_style:
            written = yaml_write.scalar(value, flow=self._in_flow(path))
        else:
            return self._after_colon(pair, end, yaml_write.scalar(value))
        gap = " " if start == pair.colon else ""
        return self._head[:start] + gap + written + self._head[end:]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a key on its own lines: after one key, else before another, else at the end."""
        *above, key = path
        if above:
            return self._insert_inside(above, key, value)
        if self._root and self._root.flow_style:
            return self._insert_in_flow(key, value, self._head.rindex("}"))
        pairs = {pair.key: pair for pair in self._pairs(self._root)}
        indent = " " * self._root.start_mark.column if self._root else ""
        if after in pairs:
            at = end_of_line(self._head, max(pairs[after].colon, self._value_span(pairs[after])[1]))
        elif before in pairs:
            at = start_of_line(self._head, pairs[before].key_node.start_mark.index)
        else:
            at = len(self._head)
        written = f"{indent}{yaml_write.key(key)}:{self._new_value(value, indent)}{self._eol}"
        gap = "" if not self._head[:at] or self._head[at - 1] in "\r\n" else self._eol
        return self._head[:at] + gap + written + self._head[at:]

    def _insert_inside(self, above: Sequence[str], key: str, value: object) -> str:
        """Add the last key of a mapping that has others, indented as they are."""
        node = self._find(above).node
        if not isinstance(node, yaml.MappingNode):
            raise RefusedEdit(Refusal.COMPLEX_KEY)
        if node.flow_style:
            return self._insert_in_flow(key, value, node.end_mark.index - 1)
        indent, at = " " * node.start_mark.column, end_of_line(self._head, _true_end(node, self._head))
        gap = "" if self._head[at - 1] in "\r\n" else self._eol
        written = f"{indent}{yaml_write.key(key)}:{self._new_value(value, indent)}{self._eol}"
        return self._head[:at] + gap + written + self._head[at:]

    def remove(self, path: Sequence[str]) -> str:
        """Take the lines of a key away; inside braces, the key and its comma."""
        pair = self._find(path)
        end = self._value_span(pair)[1]
        if self._in_flow(path):
            return self._cut_from_flow(path, pair, end)
        start = start_of_line(self._head, pair.key_node.start_mark.index)
        end = end_of_line(self._head, max(pair.colon, end))
        return self._head[:start] + self._head[end:]

    def key_lines(self) -> list[KeyLines]:
        """Where the lines of each key stand; a mapping has its first line, and those of its keys apart."""
        return list(self._key_lines(self._root, ()))

    def _key_lines(self, mapping: yaml.Node | None, above: tuple[str, ...]) -> Iterator[KeyLines]:
        if not isinstance(mapping, yaml.MappingNode) or mapping.flow_style:
            return
        pairs = self._pairs(mapping)
        if len({pair.key for pair in pairs}) < len(pairs):
            raise RefusedEdit(Refusal.REPEATED)
        for pair in pairs:
            path, node = (*above, pair.key), pair.node
            start = start_of_line(self._head, pair.key_node.start_mark.index)
            own = end_of_line(self._head, pair.colon)
            if isinstance(node, yaml.MappingNode) and not node.flow_style and node.start_mark.index >= own:
                yield KeyLines(path, start, own)
                yield from self._key_lines(node, path)
            else:
                yield KeyLines(
                    path, start, end_of_line(self._head, max(pair.colon, _true_end(node, self._head)))
                )

    def _cut_from_flow(self, path: Sequence[str], pair: Pair, end: int) -> str:
        siblings = self._pairs(self._find(path[:-1]).node if len(path) > 1 else self._root)
        place = [sibling.key for sibling in siblings].index(pair.key)
        start = pair.key_node.start_mark.index
        if place + 1 < len(siblings):
            end = siblings[place + 1].key_node.start_mark.index
        elif place:
            start = self._value_span(siblings[place - 1])[1]
        return self._head[:start] + self._head[end:]

    def _pairs(self, mapping: yaml.Node | None) -> list[Pair]:
        found = []
        for key, node in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                colon = self._head.find(":", key.end_mark.index)
                found.append(Pair(key.value, key, node, colon + 1))
        return found

    def _find(self, path: Sequence[str]) -> Pair:
        mapping: yaml.Node | None = self._root
        pair: Pair | None = None
        for step in path:
            found = [pair for pair in self._pairs(mapping) if pair.key == step]
            if len(found) > 1:
                raise RefusedEdit(Refusal.REPEATED)
            if not found:
                raise RefusedEdit(Refusal.COMPLEX_KEY)
            pair = found[0]
            mapping = pair.node
        if pair is None or self._head[pair.key_node.end_mark.index : pair.colon - 1].strip():
            raise RefusedEdit(Refusal.COMPLEX_KEY)
        return pair

    def _in_flow(self, path: Sequence[str]) -> bool:
        mapping: yaml.Node | None = self._root
        for step in path:
            if isinstance(mapping, yaml.MappingNode):
                if mapping.flow_style:
                    return True
                mapping = next((pair.node for pair in self._pairs(mapping) if pair.key == step), None)
        return False

    def _value_span(self, pair: Pair) -> Span:
        """Where the value's text is; an empty span just after the colon when there is none."""
        node = pair.node
        if _is_empty(node):
            return pair.colon, pair.colon
        start = node.start_mark.index
        bound = self._head[start : start + 1] in "&!*" and not _only_tagged(node, self._head)
        if bound or start < pair.colon:
            raise RefusedEdit(Refusal.ANCHOR)
        for line in self._head[pair.colon : start].splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                raise RefusedEdit(Refusal.ANCHOR)
        return start, _true_end(node, self._head)

    def _after_colon(self, pair: Pair, end: int, written: str) -> str:
        """Replace all from the colon on: a block value becomes one on the key's own line."""
        if "#" in self._head[pair.colon : pair.node.start_mark.index]:
            raise RefusedEdit(Refusal.COMMENT)
        return f"{self._head[: pair.colon]} {written}{self._head[end:]}"

    def _flow_list(
        self, node: yaml.SequenceNode, raw: str, start: int, old: list[object], new: Sequence[object]
    ) -> str:
        spans = [(item.start_mark.index - start, _true_end(item, self._head) - start) for item in node.value]
        style = next((item.style for item in node.value if isinstance(item, yaml.ScalarNode)), None)
        return BracketedList(raw, spans, old).changed(
            new, lambda item: yaml_write.scalar(item, style=style, flow=True)
        )

    def _scalar(self, node: yaml.ScalarNode, raw: str, value: object, pair: Pair) -> str:
        if raw.startswith("!"):
            raw = str(text(node))
        elif node.style in ("|", ">"):
            if isinstance(value, str):
                block = _literal_block(raw, value, pair.key_node.start_mark.column, self._eol)
                if block is not None:
                    return block
            return yaml_write.scalar(value)
        in_flow = bool(self._root and self._root.flow_style)
        style = node.style if node.style in ("'", '"') else None
        if isinstance(value, bool | int | float) or value is None:
            return yaml_write.scalar(value, old=raw, flow=in_flow)
        return yaml_write.scalar(value, old=raw, style=style, flow=in_flow)

    def _insert_in_flow(self, key: str, value: object, close: int) -> str:
        before = self._head[:close].rstrip()
        comma = "" if before.endswith(("{", ",")) else ", "
        pair = f"{yaml_write.key(key)}: {yaml_write.scalar(value, flow=True)}"
        return before + comma + pair + self._head[len(before) :]

    def _new_value(self, value: object, indent: str) -> str:
        """A value for a new key, in the manner of its neighbours."""
        nodes = [node for _, node in self._root.value] if self._root else []
        styles = [
            n.style for n in nodes if isinstance(n, yaml.ScalarNode) and n.tag == "tag:yaml.org,2002:str"
        ]
        quotes = [style for style in styles if style in ("'", '"')]
        style = quotes[0] if quotes and len(quotes) == len(styles) else None
        if isinstance(value, list | tuple) and value:
            model = next((n for n in nodes if isinstance(n, yaml.SequenceNode) and n.value), None)
            if model and not model.flow_style:
                start = indent + " " * max(model.start_mark.column - len(indent), 0)
                return "".join(f"{self._eol}{start}- {yaml_write.scalar(item)}" for item in value)
            return " " + yaml_write.scalar(value)
        if isinstance(value, dict) and value:
            inner = indent + "  "
            pairs = (
                f"{inner}{yaml_write.key(str(name))}:{self._new_value(item, inner)}"
                for name, item in value.items()
            )
            return self._eol + self._eol.join(pairs)
        if value is None:
            return ""
        return " " + yaml_write.scalar(value, style=style if isinstance(value, str) else None)


def _only_tagged(node: yaml.Node, head: str) -> bool:
    """Whether a tag without meaning, which goes with the value, is all that stands before it."""
    tag = _TAG.match(head, node.start_mark.index)
    tagged = isinstance(node, yaml.ScalarNode) and node.tag.startswith(HARMLESS)
    return tagged and tag is not None and head[tag.end() : tag.end() + 1] not in ("&", "!")


def _is_empty(node: yaml.Node) -> bool:
    """A null that is written as nothing at all; its marks point at what comes next."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _true_end(node: yaml.Node, head: str) -> int:
    """Just after the last character of a value; libyaml's own mark takes in the lines that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if _is_empty(node):
        return len(head[: node.start_mark.index].rstrip())
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(head[node.start_mark.index : end].rstrip())
    return end


def _list_changed(
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
    ends = [end_of_line(head, max(_true_end(item, head), item.start_mark.index)) for item in node.value[:-1]]
    ends.append(end_of_line(head, _true_end(node.value[-1], head)))
    starts = [start_of_line(head, node.start_mark.index), *ends[:-1]]
    return starts, ends


def _opcodes(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    marks: list[object] = []
    texts: dict[str, int] = {}

    def mark(value: object) -> int:
        if isinstance(value, str):
            return texts.setdefault(value, -1 - len(texts))
        for number, seen in enumerate(marks):
            if same(seen, value):
                return number
        marks.append(value)
        return len(marks) - 1

    return opcodes([mark(v) for v in old], [mark(v) for v in new])


def _literal_block(raw: str, value: str, column: int, eol: str) -> str | None:
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
