"""What the list shows of a post, and which columns fit in its width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, overload

from rich.cells import cell_len

from blogwifi_tui.ui.signs import is_plain

Spans = tuple[tuple[int, int], ...]
"""Start and end of each match, in characters, in order and apart."""


class PostRow(NamedTuple):
    """What the list shows of a post, in the person's words."""

    path: str
    state: str
    """Glyph, space and word, as in ``✎ draft``; the word is dropped where there is no room."""
    sync: str
    date: str
    title: str
    tags: tuple[str, ...] = ()
    state_kind: str = ""
    """Which style the state has: the value of a :class:`~blogwifi_tui.content.state.State`."""
    sync_kind: str = ""
    """Which style the sync has: the value of a :class:`~blogwifi_tui.vcs.status.Sync`, hyphens for blanks."""
    title_marks: Spans = ()
    note: str = ""
    """The line that matches a search, shown under the title when the list has two lines a post."""
    note_marks: Spans = ()
    note_part: str = "note"
    """Which style the note has: ``title`` where it is the rest of a long title."""
    wait: str = ""
    """How long it is until readers find a scheduled post; left out where there is no room for it."""


class LazyRows(Sequence[PostRow]):
    """Rows made only when drawn: of ten thousand posts, only the forty on the screen are put into words."""

    def __init__(self, paths: Sequence[str], describe: Callable[[str], PostRow]) -> None:
        self.paths = paths
        self._describe = describe
        self._made: dict[str, PostRow] = {}

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, index: int) -> PostRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PostRow]: ...
    def __getitem__(self, index: int | slice) -> PostRow | Sequence[PostRow]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        path = self.paths[index]
        row = self._made.get(path)
        if row is None:
            row = self._made[path] = self._describe(path)
        return row


class Columns(NamedTuple):
    """Widths in cells; 0: the column is left out. Two blanks stand between columns."""

    state: int
    date: int
    rest: int
    """For the title, and at its end what else a row has to say: see :func:`share`."""


GUTTER = 2
"""The cursor's bar and the mark."""
GAP = 2
_LEAST_TITLE = 20
_LEAST_BESIDE = 12
"""Of the title beside a word of what is to be done."""
_MOST_TAGS = 32
_GLYPH = 1


class TextWidths(NamedTuple):
    """The widest text seen in each column. Grows, never shrinks: columns stay put while one filters."""

    state: int = 0
    date: int = 0

    def with_row(self, row: PostRow) -> TextWidths:
        """The widths once this row has been seen too; the same object when nothing grows."""
        grown = TextWidths(
            max(self.state, cell_len(row.state)),
            max(self.date, cell_len(row.date)),
        )
        return self if grown == self else grown


def columns_for(width: int, widest: TextWidths) -> Columns:
    """The columns of a list ``width`` cells wide: the dates go first, then the words of the states."""
    glyph = widest.state if is_plain() else min(_GLYPH, widest.state)
    for state, date in ((widest.state, widest.date), (widest.state, 0), (glyph, 0)):
        rest = width - GUTTER - 1 - sum(column + GAP for column in (state, date) if column)
        if rest >= _LEAST_TITLE:
            return Columns(state, date, rest)
    return Columns(0, 0, max(width - GUTTER, 0))


def room_for_wait(rest: int, *, title: int, sync: int, wait: int) -> int:
    """The width of what says how long a post waits; 0 where the title would have too little room beside it.

    It stands between the title, with its tags, and what is to be done: see :func:`share`.
    """
    left = rest - (sync + GAP if sync else 0) - (wait + GAP)
    return wait if wait and left >= min(_LEAST_TITLE, title) else 0


class Shares(NamedTuple):
    """Widths in cells of the title, the tags and the sync of one row; 0: it is left out."""

    title: int
    tags: int
    sync: int


def share(rest: int, *, title: int, tags: int, sync: int) -> Shares:
    """How a row with texts of these widths uses the ``rest`` beside its state and date.

    What is to be done stands at the end, the title before it; tags come between them where the whole title
    leaves room for all of them. No column is kept free for what most rows do not say.
    """
    if sync and not is_plain() and rest - sync - GAP < min(_LEAST_BESIDE, title):
        sync = _GLYPH
    room = max(rest - (sync + GAP if sync else 0), 0)
    if not tags or tags > _MOST_TAGS or title + GAP + tags > room:
        return Shares(room, 0, sync)
    return Shares(room - tags - GAP, tags, sync)
