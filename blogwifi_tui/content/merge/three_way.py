"""Merges two versions of a post: what only one of them changed is kept, the rest a person chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import BOM, line_end
from blogwifi_tui.content.merge.paragraphs import (
    Paragraph,
    ParagraphText,
    Stretch,
    joined,
    lead_of,
    side_by_side,
)
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit


class Side(StrEnum):
    """Whose version of a piece is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ConflictPiece:
    """A field, or a part of the text, that both sides changed, each its own way."""

    key: str
    """The field; empty for the text."""
    before: str
    mine: str
    theirs: str
    """The three versions as they may be shown; empty where one has no such field or paragraph."""
    can_be_both: bool


class Merge:
    """Merges ``theirs`` into ``mine``; ``before`` is the version both began from, None when unknown.

    Fields are merged one by one, and the text paragraph by paragraph; where a header cannot be read, or the
    two are in different formats, the whole file is merged as text. Bytes nobody changed stay as in mine.
    """

    def __init__(self, before: Post | None, mine: Post, theirs: Post) -> None:
        self._mine = mine
        self._theirs = theirs
        self._fields: list[_Field] = []
        self._by_fields = _alike(mine, theirs)
        if self._by_fields:
            base = before if before and _alike(before, mine) else None
            self._fields = list(_changed_fields(base, mine, theirs))
            self._text = _Text(base.body if base else None, mine.body, theirs.body)
            self._by_fields = self._can_be_written()
        if not self._by_fields:
            self._fields = []
            self._text = _Text(_all(before) if before else None, _all(mine), _all(theirs))

    @cached_property
    def pieces(self) -> tuple[ConflictPiece, ...]:
        """What a person must choose: fields first, then the text from its top."""
        return (
            *(field.piece for field in self._fields if field.taken() is None),
            *(self._piece_of(stretch) for stretch in self._text.open),
        )

    def result(self, choices: Sequence[Side]) -> Post:
        """The merged post, under the path of mine; ``choices`` has one side for each of :attr:`pieces`.

        BOTH where a piece cannot be both keeps what there is, mine before theirs.
        """
        if not (self._mine.is_text and self._theirs.is_text):
            return self._as_bytes(choices)
        left = iter(choices)
        if self._by_fields:
            post = self._with_fields(left)
            body = self._text.result(left)
            return post if body == post.body else post.with_body(body)
        bom = self._mine.data.startswith(BOM)
        text = self._text.result(left).encode()
        return Post(self._mine.path, BOM + text if bom else text)

    def _piece_of(self, stretch: Stretch) -> ConflictPiece:
        shown = (stretch.before, stretch.mine, stretch.theirs)
        before, mine, theirs = ("\n\n".join(each.text for each in side) for side in shown)
        text = self._mine.is_text and self._theirs.is_text
        return ConflictPiece("", before, mine, theirs, can_be_both=bool(text and mine and theirs))

    def _with_fields(self, choices: Iterator[Side]) -> Post:
        post, order = self._mine, tuple(self._theirs.fields)
        for field in self._fields:
            value = field.chosen(field.taken() or next(choices))
            if value is _ABSENT:
                post = post.without_field(field.key)
            elif value is not field.mine:
                post = post.with_field(field.key, value, order=order)
        return post

    def _can_be_written(self) -> bool:
        """Whether every field takes every value that may be chosen for it."""
        try:
            for side in Side:
                self.result([side] * len(self._fields) + [side] * len(self._text.open))
        except CannotEdit:
            return False
        return True

    def _as_bytes(self, choices: Sequence[Side]) -> Post:
        """Bytes that are not UTF-8 are kept as one side has them."""
        theirs = Side.THEIRS in choices or (not choices and self._text.only_theirs)
        return Post(self._mine.path, (self._theirs if theirs else self._mine).data)


class _Absent:
    """The value of a field a version does not have."""


_ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class _Field:
    """One key of the header that is not the same on the two sides."""

    key: str
    before: object
    mine: object
    theirs: object

    def taken(self) -> Side | None:
        """The only side that changed it; None when both did."""
        if same(self.before, self.theirs):
            return Side.MINE
        return Side.THEIRS if same(self.before, self.mine) else None

    def chosen(self, side: Side) -> object:
        if side is not Side.BOTH:
            return self.mine if side is Side.MINE else self.theirs
        if isinstance(self.mine, list) and isinstance(self.theirs, list):
            new = [item for item in self.theirs if not any(same(item, one) for one in self.mine)]
            return [*self.mine, *new]
        return self.theirs if self.mine is _ABSENT else self.mine

    @property
    def piece(self) -> ConflictPiece:
        lists = isinstance(self.mine, list) and isinstance(self.theirs, list)
        return ConflictPiece(
            self.key, _shown(self.before), _shown(self.mine), _shown(self.theirs), can_be_both=lists
        )


class _Text:
    """A text of three versions, with the line ends of mine."""

    def __init__(self, before: str | None, mine: str, theirs: str) -> None:
        self._end = line_end(mine)
        old = None if before is None else ParagraphText.of(before)
        here, there = ParagraphText.of(mine), ParagraphText.of(theirs, self._end)
        self._lead = lead_of(old, here, there)
        self._stretches = side_by_side(old, here, there)
        self.only_theirs = old is not None and old.texts == here.texts

    @property
    def open(self) -> list[Stretch]:
        """What a person must choose."""
        return [stretch for stretch in self._stretches if stretch.taken() is None]

    def result(self, choices: Iterator[Side]) -> str:
        paragraphs: list[Paragraph] = []
        for stretch in self._stretches:
            taken = stretch.taken()
            paragraphs += _chosen(stretch, next(choices)) if taken is None else taken
        return joined(self._lead, paragraphs, self._end)


def _chosen(stretch: Stretch, side: Side) -> tuple[Paragraph, ...]:
    if side is Side.BOTH:
        return stretch.both()
    return stretch.mine if side is Side.MINE else stretch.theirs


def _alike(one: Post, other: Post) -> bool:
    """Whether the headers of two versions can be compared key by key."""
    if one.problem or other.problem or not (one.is_text and other.is_text):
        return False
    # A dotted key would be looked for inside a mapping of that name.
    dotted = any("." in key for key in {*one.fields} ^ {*other.fields})
    return one.format is other.format and not dotted


def _changed_fields(before: Post | None, mine: Post, theirs: Post) -> Iterator[_Field]:
    old = before.fields if before else {}
    for key in dict.fromkeys((*mine.fields, *theirs.fields)):
        field = _Field(key, *(fields.get(key, _ABSENT) for fields in (old, mine.fields, theirs.fields)))
        if not same(field.mine, field.theirs):
            yield field


def _all(post: Post) -> str:
    return decode(post.data.removeprefix(BOM))


def _shown(value: object) -> str:
    """A field's value for a person: as in the header, without its marks."""
    if value is None or value is _ABSENT:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(each)}" for key, each in value.items())
    return str(value)
