"""Merges two headers value by value, for those whose keys have no lines of their own, as in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.merge.header import CannotMerge
from blogwifi_tui.content.merge.pieces import (
    ABSENT,
    ConflictPiece,
    Side,
    both_lists,
    joined_value,
    shown,
)
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit


class FieldMerge:
    """The header of ``mine`` with the values that ``theirs`` changed.

    Raises:
        CannotMerge: a value cannot be written, or there is more to theirs than values: it would go.
    """

    def __init__(self, before: Post | None, mine: Post, theirs: Post) -> None:
        self._mine = mine
        self._theirs = theirs
        sides = [theirs] if mine.format is Format.JSON or before is None else [mine, theirs]
        if not all(_values_alone(before or mine, side) for side in sides):
            raise CannotMerge
        self._fields = list(_changed_fields(before, mine, theirs))
        self._open = [field for field in self._fields if not field.settled]
        self.pieces = [field.piece() for field in self._open]
        try:
            for side in Side:
                self.result(iter([side] * len(self._open)))
        except CannotEdit as error:
            raise CannotMerge from error

    def result(self, choices: Iterator[Side]) -> Post:
        """``mine`` with the merged header; ``choices`` has a side for each of ``pieces``."""
        post, order = self._mine, tuple(self._theirs.fields)
        for field in self._fields:
            value = field.taken if field.settled else field.chosen(next(choices))
            if value is ABSENT:
                post = post.without_field(field.key)
            elif value is not field.mine:
                post = post.with_field(field.key, value, order=order)
        return post


@dataclass(frozen=True)
class _Field:
    """One key of the header that is not the same on the two sides."""

    key: str
    before: object
    mine: object
    theirs: object

    @property
    def settled(self) -> bool:
        """Whether nothing is to be asked; ``taken`` is the value to keep."""
        return same(self.before, self.theirs) or same(self.before, self.mine) or self._joined is not ABSENT

    @property
    def taken(self) -> object:
        """The value of the only side that changed it, or the list that both make."""
        if same(self.before, self.theirs):
            return self.mine
        return self.theirs if same(self.before, self.mine) else self._joined

    @cached_property
    def _joined(self) -> object:
        return joined_value(self.key, self.before, self.mine, self.theirs)

    def chosen(self, side: Side) -> object:
        if side is not Side.BOTH:
            return self.mine if side is Side.MINE else self.theirs
        return both_lists(self.mine, self.theirs, self.before)

    def piece(self) -> ConflictPiece:
        lists = isinstance(self.mine, list) and isinstance(self.theirs, list)
        return ConflictPiece(
            self.key, shown(self.before), shown(self.mine), shown(self.theirs), can_be_both=lists
        )


def _changed_fields(before: Post | None, mine: Post, theirs: Post) -> Iterator[_Field]:
    old = before.fields if before else {}
    for key in dict.fromkeys((*mine.fields, *theirs.fields)):
        field = _Field(key, *(fields.get(key, ABSENT) for fields in (old, mine.fields, theirs.fields)))
        if not same(field.mine, field.theirs):
            yield field


def _values_alone(before: Post, after: Post) -> bool:
    """Whether the header of ``after`` is that of ``before`` with other values, and nothing else."""
    # A dotted key would be looked for inside a mapping of that name.
    if any("." in key for key in {*before.fields} ^ {*after.fields}):
        return False
    post = before
    try:
        for key in before.fields.keys() - after.fields.keys():
            post = post.without_field(key)
        for key, value in after.fields.items():
            post = post.with_field(key, value, order=tuple(after.fields))
    except CannotEdit:
        return False
    return post.header_text.splitlines() == after.header_text.splitlines()
