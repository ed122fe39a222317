"""What is chosen, piece by piece, of posts both sides changed; worked out without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from blogwifi_tui.content.merge.three_way import Piece, Side
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.conflicts import Clash


@dataclass(frozen=True, slots=True)
class Row:
    """One line to choose on: a piece, or a post as a whole."""

    clash: Clash
    index: int | None = None
    """Of the piece; None for the whole post."""

    @property
    def piece(self) -> Piece | None:
        """The piece; None for the whole post."""
        return self.clash.merge.pieces[self.index] if self.clash.merge and self.index is not None else None


@dataclass(slots=True)
class _Choice:
    """What is chosen of one post."""

    sides: list[Side | None]
    """One for each piece; for a post one side deleted, the only one is for the whole."""
    apart: bool = False
    """Keep both posts."""


@dataclass
class Choosing:
    """The choices for all posts in conflict."""

    clashes: Sequence[Clash]
    _choices: dict[str, _Choice] = field(init=False)

    def __post_init__(self) -> None:
        self._choices = {
            clash.path: _Choice([None] * (len(clash.merge.pieces) if clash.merge else 1))
            for clash in self.clashes
        }

    def rows(self) -> list[Row]:
        """Each post, then its pieces."""
        rows = []
        for clash in self.clashes:
            rows.append(Row(clash))
            rows += [Row(clash, index) for index in range(len(clash.merge.pieces if clash.merge else ()))]
        return rows

    def chosen(self, row: Row) -> Side | None:
        """The side chosen for a piece; for a whole post, the one chosen for all of it."""
        sides = self._choices[row.clash.path].sides
        if row.index is not None:
            return sides[row.index]
        return sides[0] if len(set(sides)) == 1 else None

    def is_apart(self, row: Row) -> bool:
        """Whether both posts are kept."""
        return self._choices[row.clash.path].apart

    def take(self, row: Row, side: Side) -> None:
        """Choose a side for a piece, or for every piece of a post; BOTH only where a piece can be both."""
        choice = self._choices[row.clash.path]
        choice.apart = False
        pieces = row.clash.merge.pieces if row.clash.merge else ()
        for index in range(len(choice.sides)) if row.index is None else [row.index]:
            if side is not Side.BOTH or (pieces and pieces[index].can_be_both):
                choice.sides[index] = side

    def can_be_both(self, row: Row) -> bool:
        """Whether BOTH means something there."""
        pieces = row.clash.merge.pieces if row.clash.merge else ()
        return any(piece.can_be_both for piece in (pieces if row.piece is None else [row.piece]))

    def keep_apart(self, row: Row) -> None:
        """Keep both posts, whatever was chosen for their pieces."""
        self._choices[row.clash.path].apart = True

    def is_open(self, row: Row) -> bool:
        """Whether something is still to be chosen there."""
        choice = self._choices[row.clash.path]
        if choice.apart:
            return False
        return None in choice.sides if row.index is None else choice.sides[row.index] is None

    def left(self) -> int:
        """How many choices are still to make."""
        return sum(choice.sides.count(None) for choice in self._choices.values() if not choice.apart)

    def posts(self, apart: Callable[[Clash], Post]) -> tuple[dict[str, Post | None], list[Post]]:
        """What was chosen: a post (None: deleted) for each path, and those to be added.

        ``apart`` gives mine another path; it may start git.
        """
        chosen: dict[str, Post | None] = {}
        beside = []
        for clash in self.clashes:
            choice = self._choices[clash.path]
            sides = [side for side in choice.sides if side]
            if choice.apart:
                chosen[clash.path] = clash.theirs
                beside.append(apart(clash))
            elif clash.merge:
                chosen[clash.path] = clash.merge.result(sides)
            else:
                chosen[clash.path] = clash.mine if Side.MINE in sides else clash.theirs
        return chosen, beside
