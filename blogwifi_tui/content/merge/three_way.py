"""Merges two versions of a post: what only one of them changed is kept, the rest a person chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import BOM, line_end
from blogwifi_tui.content.merge.fields import FieldMerge
from blogwifi_tui.content.merge.header import CannotMerge, HeaderMerge
from blogwifi_tui.content.merge.paragraphs import (
    Paragraph,
    ParagraphText,
    Stretch,
    joined,
    lead_of,
    side_by_side,
)
from blogwifi_tui.content.merge.pieces import ConflictPiece, Side
from blogwifi_tui.content.post import Post

__all__ = ["ConflictPiece", "Merge", "Side"]


class Merge:
    """Merges ``theirs`` into ``mine``; ``before`` is the version both began from, None when unknown.

    The header is merged key by key, with the lines between the keys, and the text paragraph by paragraph;
    where a header cannot be read or merged, or the two are in different formats, the whole file is merged as
    text. Every line that one side added or changed stands in the result, or is asked about. Bytes nobody
    changed stay as in mine.
    """

    def __init__(self, before: Post | None, mine: Post, theirs: Post) -> None:
        self._mine = mine
        self._theirs = theirs
        self._name = _name_of(before, mine, theirs)
        base = before if before and _alike(before, mine) else None
        self._header = _header(base, mine, theirs) if _alike(mine, theirs) else None
        if self._header:
            self._text = _Text(base.body if base else None, mine.body, theirs.body)
        else:
            self._text = _Text(_all(before) if before else None, _all(mine), _all(theirs))
            if not (mine.problem or theirs.problem) and self._breaks_the_header():
                self._text = _Text(_all(before) if before else None, _all(mine), _all(theirs), whole=True)

    @cached_property
    def pieces(self) -> tuple[ConflictPiece, ...]:
        """What a person must choose: the name of the file, fields, then the text from its top."""
        return (
            *([self._name] if self._name else []),
            *(self._header.pieces if self._header else []),
            *(self._piece_of(stretch) for stretch in self._text.open),
        )

    def result(self, choices: Sequence[Side]) -> Post:
        """The merged post; ``choices`` has one side for each of :attr:`pieces`.

        BOTH where a piece cannot be both keeps what there is, mine before theirs.
        """
        left = iter(choices)
        named = self._theirs if self._name and next(left) is Side.THEIRS else self._mine
        return replace(self._merged(left), path=named.path)

    def _merged(self, left: Iterator[Side]) -> Post:
        if not (self._mine.is_text and self._theirs.is_text):
            return self._as_bytes(tuple(left))
        if self._header:
            post = self._header.result(left)
            body = self._text.result(left)
            return post if body == post.body else post.with_body(body)
        bom = self._mine.data.startswith(BOM)
        text = self._text.result(left).encode()
        return replace(self._mine, data=BOM + text if bom else text)

    def _breaks_the_header(self) -> bool:
        """Whether paragraphs of two headers that can be read make one that cannot, or with a key twice."""
        if not (self._mine.is_text and self._theirs.is_text):
            return False
        twice = max(len(self._mine.repeated), len(self._theirs.repeated))
        merged = (self._merged(iter([side] * len(self._text.open))) for side in Side)
        return any(post.problem or len(post.repeated) > twice for post in merged)

    def _piece_of(self, stretch: Stretch) -> ConflictPiece:
        shown = (stretch.before, stretch.mine, stretch.theirs)
        before, mine, theirs = ("\n\n".join(each.text for each in side) for side in shown)
        text = self._mine.is_text and self._theirs.is_text
        return ConflictPiece("", before, mine, theirs, can_be_both=bool(text and mine and theirs))

    def _as_bytes(self, choices: Sequence[Side]) -> Post:
        """Bytes that are not UTF-8 are kept as one side has them."""
        theirs = Side.THEIRS in choices or (not choices and self._text.only_theirs)
        return replace(self._mine, data=(self._theirs if theirs else self._mine).data)


def _name_of(before: Post | None, mine: Post, theirs: Post) -> ConflictPiece | None:
    """The question that is left when each side gave the file another name."""
    if mine.path == theirs.path:
        return None
    return ConflictPiece(
        "", before.path if before else "", mine.path, theirs.path, can_be_both=False, is_name=True
    )


def _header(before: Post | None, mine: Post, theirs: Post) -> HeaderMerge | FieldMerge | None:
    """What merges these headers without losing a line; None when nothing does."""
    for way in (HeaderMerge, FieldMerge):
        with suppress(CannotMerge):
            return way(before, mine, theirs)
    return None


class _Text:
    """A text of three versions, with the line ends of mine; ``whole`` is one question about all of it."""

    def __init__(self, before: str | None, mine: str, theirs: str, *, whole: bool = False) -> None:
        self._end = line_end(mine)
        old = None if before is None else ParagraphText.of(before)
        here, there = ParagraphText.of(mine), ParagraphText.of(theirs, self._end)
        self._lead = lead_of(old, here, there)
        self._stretches = side_by_side(old, here, there)
        if whole:
            self._stretches = [Stretch(old.paragraphs if old else (), here.paragraphs, there.paragraphs)]
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
    return one.format is other.format


def _all(post: Post) -> str:
    return decode(post.data.removeprefix(BOM))
