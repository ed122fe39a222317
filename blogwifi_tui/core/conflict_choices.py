"""What is chosen, piece by piece, of posts both sides changed; worked out without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from blogwifi_tui.content.merge.three_way import ConflictPiece, Side
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.conflicts import ConflictResolver, Kind, PostConflict
from blogwifi_tui.core.discovery import find_post
from blogwifi_tui.errors import Conflict, NotInConflict, OneVersion, PostNotFound


class Answer(NamedTuple):
    """What is to be kept, said without a screen."""

    side: Side
    """Of each piece that both sides changed; BOTH keeps both versions, as two posts."""
    names: tuple[str, ...] = ()
    """The posts it is about, each as a person names it; none: all that are to be chosen in."""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One line to choose on: a piece, or a post as a whole."""

    conflict: PostConflict
    index: int | None = None
    """Of the piece; None for the whole post."""

    @property
    def piece(self) -> ConflictPiece | None:
        """The piece; None for the whole post."""
        return (
            self.conflict.merge.pieces[self.index] if self.conflict.merge and self.index is not None else None
        )


@dataclass(slots=True)
class _Choice:
    """What is chosen of one post."""

    sides: list[Side | None]
    """One for each piece; for a post one side deleted, the only one is for the whole."""
    apart: bool = False
    """Keep both posts."""


@dataclass
class ConflictChoices:
    """The choices for all posts in conflict."""

    conflicts: Sequence[PostConflict]
    _choices: dict[str, _Choice] = field(init=False)
    _past: list[tuple[ConflictRow, _Choice]] = field(default_factory=list, init=False)
    """Each choice made, with what was chosen of that post before."""

    def __post_init__(self) -> None:
        self._choices = {conflict.path: _Choice([None] * _questions(conflict)) for conflict in self.conflicts}

    def rows(self) -> list[ConflictRow]:
        """Each post that is not settled, then its pieces."""
        rows = []
        for conflict in self.conflicts:
            if conflict.settled:
                continue
            rows.append(ConflictRow(conflict))
            rows += [
                ConflictRow(conflict, index)
                for index in range(len(conflict.merge.pieces if conflict.merge else ()))
            ]
        return rows

    def chosen(self, row: ConflictRow) -> Side | None:
        """The side chosen for a piece; for a whole post, the one chosen for all of it."""
        sides = self._choices[row.conflict.path].sides
        if row.index is not None:
            return sides[row.index]
        return sides[0] if len(set(sides)) == 1 else None

    def is_apart(self, row: ConflictRow) -> bool:
        """Whether both posts are kept."""
        return self._choices[row.conflict.path].apart

    def take(self, row: ConflictRow, side: Side) -> None:
        """Choose a side for a piece, or for every piece of a post; BOTH only where a piece can be both."""
        self._remember(row)
        choice = self._choices[row.conflict.path]
        choice.apart = False
        pieces = row.conflict.merge.pieces if row.conflict.merge else ()
        for index in range(len(choice.sides)) if row.index is None else [row.index]:
            if side is not Side.BOTH or (pieces and pieces[index].can_be_both):
                choice.sides[index] = side

    def can_be_both(self, row: ConflictRow) -> bool:
        """Whether BOTH means something there."""
        pieces = row.conflict.merge.pieces if row.conflict.merge else ()
        return any(piece.can_be_both for piece in (pieces if row.piece is None else [row.piece]))

    def can_be_apart(self, row: ConflictRow) -> bool:
        """Whether there are two versions that may lie beside each other."""
        whole = row.conflict.kind in (Kind.LINK, Kind.SUBMODULE)
        return bool(row.conflict.mine and row.conflict.theirs) and not whole

    def keep_apart(self, row: ConflictRow) -> None:
        """Keep both posts, whatever was chosen for their pieces."""
        self._remember(row)
        self._choices[row.conflict.path].apart = True

    def take_back(self) -> ConflictRow | None:
        """Undo the last choice; where it was made, None when there is none."""
        if not self._past:
            return None
        row, before = self._past.pop()
        self._choices[row.conflict.path] = before
        return row

    def _remember(self, row: ConflictRow) -> None:
        choice = self._choices[row.conflict.path]
        self._past.append((row, replace(choice, sides=list(choice.sides))))

    def is_open(self, row: ConflictRow) -> bool:
        """Whether something is still to be chosen there."""
        choice = self._choices[row.conflict.path]
        if choice.apart:
            return False
        return None in choice.sides if row.index is None else choice.sides[row.index] is None

    def left(self) -> int:
        """How many choices are still to make."""
        return sum(choice.sides.count(None) for choice in self._choices.values() if not choice.apart)

    @property
    def asked(self) -> tuple[PostConflict, ...]:
        """The posts in which a person has something to choose, or had."""
        return tuple(each for each in self.conflicts if _questions(each))

    def open(self) -> tuple[PostConflict, ...]:
        """The posts in which something is still to be chosen."""
        return tuple(each for each in self.asked if self.is_open(ConflictRow(each)))

    def answer(self, answers: Sequence[Answer], root: Path) -> None:
        """Choose for whole posts: those that ``answers`` name, and all others by the one that names none.

        ``root``: of the blog; a path may be relative to where the person is.

        Raises:
            NotInConflict: a post is named in which nothing is to be chosen.
            PostAmbiguous: several answer to a name.
            OneVersion: both are to be kept of what one side deleted, or of what cannot lie beside another.
        """
        waiting = self.open()
        sides = {each.path: answer.side for answer in answers if not answer.names for each in waiting}
        for answer in answers:
            for name in answer.names:
                try:
                    sides[find_post(waiting, name, root).path] = answer.side
                except PostNotFound as error:
                    paths = tuple(each.path for each in waiting)
                    raise NotInConflict(name, paths) from error
        for row in (ConflictRow(each) for each in waiting if each.path in sides):
            side = sides[row.conflict.path]
            if side is not Side.BOTH:
                self.take(row, side)
            elif self.can_be_apart(row):
                self.keep_apart(row)
            else:
                raise OneVersion(row.conflict.path)

    def posts(self, apart: Callable[[PostConflict], Post]) -> tuple[dict[str, Post | None], list[Post]]:
        """What was chosen: a post (None: deleted) for each path, and those to be added.

        ``apart`` gives mine another path; it may start git.
        """
        chosen: dict[str, Post | None] = {}
        beside = []
        for conflict in self.conflicts:
            choice = self._choices[conflict.path]
            sides = [side for side in choice.sides if side]
            if conflict.settled:
                chosen[conflict.path] = conflict.settled
            elif choice.apart:
                chosen[conflict.path] = conflict.theirs
                beside.append(apart(conflict))
            elif conflict.merge:
                chosen[conflict.path] = conflict.merge.result(sides)
            else:
                chosen[conflict.path] = conflict.mine if Side.MINE in sides else conflict.theirs
        return chosen, beside


def settle(resolver: ConflictResolver, choices: ConflictChoices) -> tuple[str, ...]:
    """Join both sides with what was chosen; the paths of the posts that lie beside others from then on.

    Raises:
        Conflict: something is still to be chosen, or there is something else to choose by now.
        EditsInTheWay, GitError: see :meth:`ConflictResolver.resolve`; all is as before.
    """
    if left := choices.open():
        raise Conflict(tuple(each.path for each in left))
    chosen, beside = choices.posts(resolver.keep_both)
    resolver.resolve(choices.conflicts, chosen, beside)
    return tuple(post.path for post in beside)


def _questions(conflict: PostConflict) -> int:
    """How many choices a post asks for."""
    if conflict.settled:
        return 0
    return len(conflict.merge.pieces) if conflict.merge else 1
