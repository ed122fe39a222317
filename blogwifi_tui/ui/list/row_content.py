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
    """``edited``, ``to-publish``, ``online`` or ``not-kept``."""
    short_date: str = ""
    """For narrow lists; empty: the date itself."""
    title_marks: Spans = ()
    note: str = ""
    """The line that matches a search, shown under the title when the list has two lines a post."""
    note_marks: Spans = ()


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
    title: int
    tags: int
    sync: int
    short: bool
    """Whether dates are the short ones."""


GUTTER = 2
"""The cursor's bar and the mark."""
GAP = 2
_LEAST_TITLE = 20
_EASY_TITLE = 30
_LEAST_TAGS, _MOST_TAGS = 10, 32
_GLYPH = 1


class TextWidths(NamedTuple):
    """The widest text seen in each column. Grows, never shrinks: columns stay put while one filters."""

    state: int = 0
    date: int = 0
    short_date: int = 0
    sync: int = 0

    def with_row(self, row: PostRow) -> TextWidths:
        """The widths once this row has been seen too; the same object when nothing grows."""
        grown = TextWidths(
            max(self.state, cell_len(row.state)),
            max(self.date, cell_len(row.date)),
            max(self.short_date, cell_len(row.short_date or row.date)),
            max(self.sync, cell_len(row.sync)),
        )
        return self if grown == self else grown


def columns_for(width: int, widest: TextWidths) -> Columns:
    """The columns of a list ``width`` cells wide: tags go first, then long dates, then words."""
    state, sync = widest.state, widest.sync
    glyphs = (state, sync) if is_plain() else (min(_GLYPH, state), min(_GLYPH, sync))
    ways = (
        (state, widest.date, sync, _EASY_TITLE),
        (state, widest.short_date, sync, _EASY_TITLE),
        (state, widest.short_date, sync, _LEAST_TITLE),
        (state, widest.short_date, glyphs[1], _LEAST_TITLE),
        (glyphs[0], widest.short_date, glyphs[1], _LEAST_TITLE),
        (glyphs[0], 0, glyphs[1], _LEAST_TITLE),
        (glyphs[0], 0, 0, _LEAST_TITLE),
        (0, 0, 0, 0),
    )
    for number, (state, date, sync, least) in enumerate(ways):
        taken = GUTTER + sum(column + GAP for column in (state, date, sync) if column)
        title = width - taken - 1
        if title >= least:
            tags = min(title - _EASY_TITLE - GAP, title // 3, _MOST_TAGS) if number == 0 else 0
            tags = tags if tags >= _LEAST_TAGS else 0
            return Columns(state, date, title - tags - (GAP if tags else 0), tags, sync, number > 0)
    return Columns(0, 0, max(width - GUTTER, 0), 0, 0, short=True)
