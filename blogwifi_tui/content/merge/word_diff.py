"""The differences between two versions of a post: word by word in the text, line by line in the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.merge.alignment import opcodes
from blogwifi_tui.content.merge.paragraphs import ParagraphText
from blogwifi_tui.content.post import Post

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""Part of the words two paragraphs must share to be versions of one."""
_AROUND = 1
"""Unchanged passages shown before and after a change."""


class PassageKind(StrEnum):
    """What became of some words, or of a passage."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"
    """Some words of it."""
    SKIPPED = "skipped"
    """Unchanged passages that are left out; there are no words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a line of the header: its words, each run of them the same, gone or new."""

    kind: PassageKind
    words: tuple[tuple[PassageKind, str], ...] = ()


def differences(before: Post | None, after: Post) -> list[Passage]:
    """The passages that changed, in order, each with its neighbours; empty when only blanks did."""
    old, new = _passages(before) if before else [], _passages(after)
    told: list[Passage] = []
    for tag, i1, i2, j1, j2 in opcodes(old, new):
        if tag == "equal":
            told += [_whole(PassageKind.SAME, text) for text in new[j1:j2]]
        else:
            told += _replaced(old[i1:i2], new[j1:j2])
    return list(_near_changes(told))


def _passages(post: Post) -> list[str]:
    head = decode(post.parts.head).splitlines()
    return [*(line for line in head if line.strip()), *ParagraphText.of(post.body).texts]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    if len(old) != len(new):
        yield from (_whole(PassageKind.GONE, text) for text in old)
        yield from (_whole(PassageKind.NEW, text) for text in new)
        return
    for before, after in zip(old, new, strict=True):
        yield from _by_words(before, after)


def _by_words(before: str, after: str) -> list[Passage]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    whole = [_whole(PassageKind.GONE, before), _whole(PassageKind.NEW, after)]
    steps = opcodes(old, new)
    same = sum(i2 - i1 for tag, i1, i2, _j1, _j2 in steps if tag == "equal")
    if 2 * same < _ALIKE * (len(old) + len(new)):
        return whole
    words: list[tuple[PassageKind, str]] = []
    for tag, i1, i2, j1, j2 in steps:
        if tag == "equal":
            words.append((PassageKind.SAME, "".join(new[j1:j2])))
            continue
        gone, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        words += [(kind, text) for kind, text in ((PassageKind.GONE, gone), (PassageKind.NEW, came)) if text]
    return [Passage(PassageKind.CHANGED, tuple(words))]


def _whole(kind: PassageKind, text: str) -> Passage:
    return Passage(kind, ((kind, text),))


def _near_changes(told: Sequence[Passage]) -> Iterator[Passage]:
    """The changes and what stands around them; what is left out between is told once."""
    changed = [number for number, passage in enumerate(told) if passage.kind is not PassageKind.SAME]
    near = {at for number in changed for at in range(number - _AROUND, number + _AROUND + 1)}
    skipped = False
    for number, passage in enumerate(told):
        if number in near:
            yield passage
        elif changed and not skipped:
            yield Passage(PassageKind.SKIPPED)
        skipped = number not in near
