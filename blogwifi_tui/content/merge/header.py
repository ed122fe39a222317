"""Merges two headers line by line, so that comments, blank lines and the order of the keys are merged too.

A header is cut into the lines of each key and the lines that are no key's. What only one side did to the
lines of a key is taken; what both did is put together where one changed the value and the other what stands
around it, or where two lists make one, and is asked otherwise. Whether the result reads as it should is
looked at before it is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.split import Format, line_end
from blogwifi_tui.content.merge.pieces import (
    ABSENT,
    ConflictPiece,
    Side,
    both_lists,
    joined_sequence,
    joined_value,
    shown,
)
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit

Path: TypeAlias = tuple[str, ...]
Line: TypeAlias = str | Path
"""A line that is no key's, or the key whose lines stand there."""


class CannotMerge(Exception):
    """These headers cannot be merged by their lines."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A header, cut. Lines end in LF."""

    post: Post
    lines: tuple[Line, ...]
    texts: Mapping[Path, str]
    """The lines of each key."""

    @classmethod
    def of(cls, post: Post) -> _Header:
        """Cut the header of ``post``. Raises CannotMerge where a key has no lines of its own."""
        head = post.header_text
        lines: list[Line] = []
        texts: dict[Path, str] = {}
        done = 0
        try:
            found = post.key_lines()
        except CannotEdit as error:
            raise CannotMerge from error
        for path, start, end in found:
            if start < done or path in texts:
                raise CannotMerge
            lines += [*_unix(head[done:start]).splitlines(), path]
            texts[path] = _unix(head[start:end]).removesuffix("\n")
            done = end
        lines += _unix(head[done:]).splitlines()
        if post.format is not Format.TOML and {path[0] for path in texts} != {*post.fields}:
            raise CannotMerge
        return cls(post, tuple(lines), texts)

    def value(self, path: Path) -> object:
        """What the key says; ABSENT when there is none, and for a mapping, whose keys speak for it."""
        if path not in self.texts:
            return ABSENT
        found: object = self.post.fields
        for step in path:
            if not isinstance(found, dict) or step not in found:
                raise CannotMerge
            found = found[step]
        return _MAPPING if any(other[:-1] == path for other in self.texts) else found

    def with_value(self, path: Path, value: object) -> str:
        """The lines of a key with another value. Raises CannotEdit, CannotMerge."""
        return _Header.of(self.post.with_field(".".join(path), value)).texts[path]


_COMMENT = re.compile(r"(?:^|[ \t])#(.*)$", re.MULTILINE)
_MAPPING = "a mapping"
_Texts: TypeAlias = tuple[str | None, str | None, str | None]
_Values: TypeAlias = tuple[object, object, object]
"""Before, mine, theirs."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One key on three sides: its lines, None where there is none, and what it says."""

    path: Path
    texts: _Texts
    values: _Values
    settled: bool
    """Nothing is to be asked; ``taken`` is the lines to keep."""
    taken: str | None = None
    says: object = ABSENT
    """What those lines say."""
    both: tuple[str, object] | None = None
    """The lines that keep both lists, and what they say."""
    by_lines: bool = False
    """The values alone do not show all that differs."""

    def piece(self) -> ConflictPiece:
        """What is asked: the values, or the lines."""
        told = [text or "" for text in self.texts] if self.by_lines else list(map(shown, self.values))
        before, mine, theirs = told
        return ConflictPiece(".".join(self.path), before, mine, theirs, can_be_both=self.both is not None)

    def chosen(self, side: Side) -> tuple[str | None, object]:
        """The lines to keep and what they say."""
        if self.settled:
            return self.taken, self.says
        if side is Side.BOTH and self.both:
            return self.both
        at = 2 if side is Side.THEIRS or (side is Side.BOTH and self.texts[1] is None) else 1
        return self.texts[at], self.values[at]


class HeaderMerge:
    """The header of ``mine`` with what ``theirs`` changed; without ``before`` all that differs is asked.

    Raises:
        CannotMerge: it cannot be told which lines are which key's, or the result would not read as it should.
    """

    def __init__(self, before: Post | None, mine: Post, theirs: Post) -> None:
        self._mine, self._theirs = _Header.of(mine), _Header.of(theirs)
        self._before = _Header.of(before) if before else None
        paths = dict.fromkeys((*self._mine.texts, *self._theirs.texts, *(self._before or self._mine).texts))
        self._keys = [self._key(path) for path in paths]
        self._open = [key for key in self._keys if not key.settled]
        self.pieces = [key.piece() for key in self._open]
        for side in Side:
            self.result(iter([side] * len(self._open)))

    def result(self, choices: Iterator[Side]) -> Post:
        """``mine`` with the merged header; ``choices`` has a side for each of ``pieces``."""
        chosen = {key.path: key.chosen(Side.MINE if key.settled else next(choices)) for key in self._keys}
        texts = {path: text for path, (text, _) in chosen.items() if text is not None}
        lines = [line if isinstance(line, str) else texts[line] for line in self._order(texts)]
        end = line_end(self._mine.post.header_text)
        post = self._mine.post.with_header("".join(_ended(text, end) for text in lines))
        self._look_over(post, {path: value for path, (text, value) in chosen.items() if text is not None})
        return post

    def _key(self, path: Path) -> _Key:
        headers = (self._before, self._mine, self._theirs)
        before, mine, theirs = (header.texts.get(path) if header else None for header in headers)
        old, here, there = (header.value(path) if header else ABSENT for header in headers)
        texts, values = (before, mine, theirs), (old, here, there)
        if theirs in (before, mine) or mine == before:
            at = 2 if mine == before and theirs != mine else 1
            return _Key(path, texts, values, settled=True, taken=texts[at], says=values[at])
        return self._put_together(path, texts, values)

    def _put_together(self, path: Path, texts: _Texts, values: _Values) -> _Key:
        """A key whose lines both sides changed, each its own way."""
        old, mine, theirs = values
        taken: str | None = None
        says: object = ABSENT
        if ABSENT not in values and _MAPPING not in values:
            if same(old, theirs) and not same(mine, theirs) and self._only_value(path, self._mine):
                taken, says = self._keeping_all(self._theirs, path, mine), mine
            elif same(old, mine) and not same(mine, theirs) and self._only_value(path, self._theirs):
                taken, says = self._keeping_all(self._mine, path, theirs), theirs
            elif self._only_value(path, self._mine) and self._only_value(path, self._theirs):
                says = joined_value(path[-1], old, mine, theirs)
                taken = None if says is ABSENT else self._keeping_all(self._mine, path, says)
        both = None
        if isinstance(mine, list) and isinstance(theirs, list):
            kept = both_lists(mine, theirs, old)
            written = self._keeping_all(self._mine, path, kept)
            both = (written, kept) if written is not None else None
        by_lines = _MAPPING in values or same(mine, theirs) or not self._values_tell(path)
        return _Key(path, texts, values, taken is not None, taken, says, both, by_lines)

    def _values_tell(self, path: Path) -> bool:
        """Whether the sides differ in what the key says and in nothing around it."""
        sides = [side for side in (self._mine, self._theirs) if path in side.texts]
        bases = [self._before] if self._before and path in self._before.texts else sides
        return any(
            all(self._with_value(base, path, side.value(path)) == side.texts[path] for side in sides)
            for base in bases
        )

    def _only_value(self, path: Path, side: _Header) -> bool:
        """Whether ``side`` changed what the key says and nothing around it."""
        if self._before is None:
            return False
        return self._with_value(self._before, path, side.value(path)) == side.texts[path]

    @staticmethod
    def _keeping_all(header: _Header, path: Path, value: object) -> str | None:
        """The lines of a key with another value; None where a comment inside the old one would go."""
        written = HeaderMerge._with_value(header, path, value)
        kept = [] if written is None else _COMMENT.findall(written)
        return written if all(words in kept for words in _COMMENT.findall(header.texts[path])) else None

    @staticmethod
    def _with_value(header: _Header, path: Path, value: object) -> str | None:
        try:
            return header.with_value(path, value)
        except (CannotEdit, CannotMerge, KeyError):
            return None

    def _order(self, texts: Mapping[Path, str]) -> list[Line]:
        """The lines of the merged header; each key of ``texts`` once."""
        mine, theirs = self._mine.lines, self._theirs.lines
        shared = [line for line in mine if line in theirs]
        before = self._before.lines if self._before else joined_sequence(mine, shared, shared)
        lines = joined_sequence(before, mine, theirs)
        seen: set[Path] = set()
        ordered: list[Line] = []
        for line in lines:
            if isinstance(line, str) or (line in texts and line not in seen):
                ordered.append(line)
            if not isinstance(line, str):
                seen.add(line)
        for path in texts:
            if path not in seen:
                ordered.insert(self._place(path, ordered), path)
        return ordered

    def _place(self, path: Path, ordered: Sequence[Line]) -> int:
        """Where a key goes that one side took away and that is kept: after what it stood behind."""
        lines = next(side.lines for side in (self._mine, self._theirs) if path in side.texts)
        for line in reversed(lines[: lines.index(path)]):
            if line in ordered:
                return ordered.index(line) + 1
        return 0

    def _look_over(self, post: Post, says: Mapping[Path, object]) -> None:
        """Raise CannotMerge unless each key stands in the header, and says what it should."""
        found = _Header.of(post)
        if post.problem or found.texts.keys() != says.keys() or post.parts.body != self._mine.post.parts.body:
            raise CannotMerge
        for path, value in says.items():
            if value is not _MAPPING and not same(found.value(path), value):
                raise CannotMerge
        # What stands in lines that are no key's, as in a list of tables of TOML.
        known = {path[0] for path in says}
        headers = [
            header.post.fields if header else {} for header in (self._before, self._mine, self._theirs)
        ]
        for key in {name for fields in headers for name in fields} | {*post.fields}:
            old, mine, theirs = (fields.get(key, ABSENT) for fields in headers)
            if key not in known and not same(
                post.fields.get(key, ABSENT), theirs if same(old, mine) else mine
            ):
                raise CannotMerge
            if key not in known and not (same(old, mine) or same(old, theirs) or same(mine, theirs)):
                raise CannotMerge


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ended(text: str, end: str) -> str:
    return (text + "\n").replace("\n", end)
