"""Loads YAML headers: refuses what could exhaust a parser, and keeps each value also as it is written."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import yaml

from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.front_matter.problems import (
    DEEPEST,
    MOST_NODES,
    HeaderError,
    ProblemKind,
    Repeated,
)

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml: the same results, five times slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]


_STRING: Final = "tag:yaml.org,2002:str"
_BINARY: Final = frozenset(("!binary", "tag:yaml.org,2002:binary"))
"""What Ruby wrote words with accents as: Base64, as jekyll-import left it in many blogs."""
_RUBY: Final = ("!ruby/", "tag:ruby.yaml.org,2002:")
HARMLESS: Final = (*_BINARY, *_RUBY, "!", _STRING)
"""Tags, or what they begin with, that say nothing of a value but how it was kept."""
_REFUSED: Final = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What PyYAML's constructors let through for values they cannot hold."""
# A header this short has few nodes and, without the marks below, at most DEEPEST collections in each other:
# its events need not be counted.
_SHORT: Final = 4096
_FEW: Final = 8
_NUMBER: Final = re.compile(r"[-+.]?[0-9]")
_LONGEST_NUMBER: Final = 1000
"""Digits; PyYAML takes a time that is the square of it for numbers with colons."""
_NESTING: Final = re.compile(r"[&*\t]|^ {11}|^ *(?:[-?:] +){3}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML header holds."""

    fields: dict[str, object]
    texts: dict[str, Text]
    """As :data:`blogwifi_tui.content.front_matter.known_fields.Texts`, its own keys in lower case."""
    repeated: tuple[Repeated, ...] = ()
    """The keys that stand twice; the last value is taken (Psych of Ruby, PyYAML)."""


class HeaderLoader(_SafeLoader):
    """PyYAML's safe loader for one mapping, whose keys are texts.

    Its document is a :class:`Loaded`, or None for an empty header.
    """

    def get_single_data(self) -> Loaded | None:
        """The header. Raises HeaderError, yaml.YAMLError and what PyYAML's constructors let through."""
        root = self.get_single_node()
        if root is None:
            return None
        if not isinstance(root, yaml.MappingNode):
            kind = (
                ProblemKind.NOT_A_HEADER if isinstance(root, yaml.ScalarNode) else ProblemKind.NOT_A_MAPPING
            )
            raise HeaderError(kind, root.start_mark.line)
        repeated = _take_last(root)
        texts: dict[str, Text] = {}  # in the order of the header, which rules of generators go by
        for key, value in root.value:
            texts.setdefault(key.value.lower(), text(value))
        odd = [key for key, _ in root.value if key.tag != _STRING]
        try:
            names = {self.construct_object(key): key.value for key in odd}
            made = self.construct_document(root)
        except _REFUSED as error:
            raise self._blamed(root) from error
        if not isinstance(made, dict):  # by a tag, as that of sets
            raise HeaderError(ProblemKind.NOT_A_MAPPING, root.start_mark.line)
        fields = cast("dict[Any, object]", made)
        return Loaded({names.get(key, key): value for key, value in fields.items()}, texts, repeated)

    def _plain(self, node: yaml.Node, _suffix: str = "") -> object:
        """The value of a node without its tag."""
        if isinstance(node, yaml.MappingNode):
            return self.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return self.construct_sequence(node, deep=True)
        return text(node)

    def _ruby(self, _suffix: str, node: yaml.Node) -> object:
        """The value of a node with a tag of Ruby's, without it."""
        return self._plain(node)

    def _blamed(self, root: yaml.MappingNode) -> HeaderError:
        """The error for the first value that PyYAML cannot hold: 30 February, a number of 5,000 digits."""
        for node in _scalars(root):
            self.recursive_objects = {}  # holds what the failed attempt had begun
            try:
                self.construct_object(node)
            except _REFUSED:
                return HeaderError(ProblemKind.BAD_VALUE, node.start_mark.line, node.value[:80])
        return HeaderError(ProblemKind.BAD_VALUE, None)


for _tag in _BINARY:
    HeaderLoader.add_constructor(_tag, HeaderLoader._plain)
for _prefix in _RUBY:
    HeaderLoader.add_multi_constructor(_prefix, HeaderLoader._ruby)


def _take_last(root: yaml.MappingNode) -> tuple[Repeated, ...]:
    """Leave of keys that stand twice the last, and tell them. Raises HeaderError for a key that is none."""
    last: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
    repeated: dict[str, Repeated] = {}
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode):
            raise HeaderError(ProblemKind.SYNTAX, key.start_mark.line)
        if last.pop(key.value, None):
            repeated.setdefault(key.value, Repeated(key.value, key.start_mark.line))
        last[key.value] = key, value
    root.value = list(last.values())
    return tuple(repeated.values())


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def text(node: yaml.Node) -> Text:
    """A node as it is written: scalars without a type, nulls as None."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag in _BINARY:
            return _from_base64(node.value)
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
    if isinstance(node, yaml.SequenceNode):
        return tuple(text(item) for item in node.value)
    return {key.value: text(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _from_base64(written: str) -> str:
    """The words in a binary value; raises ValueError for what is no Base64."""
    data = base64.b64decode(written, validate=False)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def guard(header: str) -> None:
    """Refuse what could exhaust a loader: libyaml ends the process on deep nesting, aliases can multiply.

    Raises HeaderError, and yaml.YAMLError for a header that is no YAML at all.
    """
    brackets = header.count("[") + header.count("{")
    if len(header) > _SHORT or brackets > _FEW or _NESTING.search(header):
        _guard_events(header)


def _guard_events(header: str) -> None:
    """Count depth and nodes by events alone, which takes neither recursion nor memory.

    An alias counts for as many nodes as what it stands for.
    """
    nodes = 0
    open_at: list[tuple[str | None, int]] = []
    sizes: dict[str, int] = {}
    for event in _events(header):
        if isinstance(event, yaml.AliasEvent):
            nodes += sizes.get(event.anchor or "", MOST_NODES)
        elif isinstance(event, yaml.CollectionStartEvent):
            nodes += 1
            open_at.append((event.anchor, nodes))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, start = open_at.pop()
            if anchor:
                sizes[anchor] = nodes - start + 1
        elif isinstance(event, yaml.ScalarEvent):
            nodes += 1
            if event.anchor:
                sizes[event.anchor] = 1
            if len(event.value) > _LONGEST_NUMBER and event.implicit[0] and _NUMBER.match(event.value):
                raise HeaderError(ProblemKind.BAD_VALUE, _line(event), event.value[:80])
        if len(open_at) > DEEPEST:
            raise HeaderError(ProblemKind.TOO_DEEP, _line(event))
        if nodes >= MOST_NODES:
            kind = ProblemKind.ALIASES if isinstance(event, yaml.AliasEvent) else ProblemKind.TOO_MANY
            raise HeaderError(kind, _line(event))


def _events(header: str) -> Iterator[yaml.Event]:
    """The events of ``header``. libyaml looks ahead, and may meet its own limit of depth before ours."""
    try:
        yield from yaml.parse(header, Loader=_SafeLoader)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in (error.problem or ""):
            raise
        line = error.problem_mark.line if error.problem_mark else None
        raise HeaderError(ProblemKind.TOO_DEEP, line) from error


def _line(event: yaml.Event) -> int | None:
    return event.start_mark.line if event.start_mark else None
