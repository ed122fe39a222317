"""How the lines of the list of posts are drawn, measured in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from blogwifi_tui.content.state import State
from blogwifi_tui.i18n.live_messages import LIVE_WORDS
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.list.row_content import (
    GAP,
    GUTTER,
    Columns,
    PostRow,
    Shares,
    Spans,
    TextWidths,
    columns_for,
    room_for_wait,
    share,
)
from blogwifi_tui.ui.signs import is_plain, sign
from blogwifi_tui.vcs.status import Sync

PARTS = ("title", "date", "tags", "note", "match", "heading", "empty", "cursor", "bar", "mark")
STATES = tuple(state.value for state in State)
KINDS = (*STATES, *(word.replace(" ", "-") for word in (*Sync, *LIVE_WORDS)))

_UNSURE = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_BLANKS = re.compile(r"\s++")
_KEPT = 400
"""Lines kept as drawn: a few screenfuls, so that scrolling draws only what comes in."""

Styles = Mapping[str, Style]
"""By part and by kind; the empty name is the plain line, ``note-match`` a match in a note."""


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells: padded, or cut with an ellipsis and never inside a character."""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width) if width > 0 else ""


def label(text: str, width: int) -> str:
    """Glyph and word in ``width`` cells; the glyph alone where both do not fit."""
    text = visible(text)
    return fitted(text if cell_len(text) <= width else text.partition(" ")[0], width)


def shown(text: str) -> str:
    """``text`` safe to draw, and as wide on every terminal.

    Terminals disagree on the width of emoji joined to one another or told to be coloured, and one cell off
    breaks every column that follows: each emoji is drawn by itself.
    """
    return visible(text if text.isascii() else _UNSURE.sub("", text))


def parts(text: str, marks: Spans, width: int) -> Iterator[tuple[str, bool]]:
    """``text`` made safe and fitted to ``width``, in pieces, each with whether it matches."""
    at, room = 0, width
    pieces: list[tuple[str, bool]] = []
    for start, end in (*marks, (len(text), len(text))):
        pieces += [(shown(text[at:start]), False), (shown(text[start:end]), True)]
        at = end
    total = sum(cell_len(piece) for piece, _marked in pieces)
    for piece, marked in pieces:
        length = cell_len(piece)
        if total > width and length >= room:
            yield fitted(piece + "…", room), marked
            return
        if piece:
            yield piece, marked
        room -= length
    if room > 0:
        yield " " * room, False


def merged(line: list[Segment]) -> list[Segment]:
    """The same line in fewer segments: each costs some forty bytes of escape codes on its way.

    Blanks look the same in any colour on one background, so they go with their neighbours.
    """
    done: list[Segment] = []
    for text, style, _control in line:
        last = done[-1] if done else None
        if last and (last.style == style or _alike(text, style, last.style)):
            done[-1] = Segment(last.text + text, last.style)
        elif last and _alike(last.text, last.style, style):
            done[-1] = Segment(last.text + text, style)
        else:
            done.append(Segment(text, style))
    return done


def _alike(text: str, style: Style | None, other: Style | None) -> bool:
    """Whether ``text`` in either style is the same to the eye."""
    if style is None or other is None or not text.isspace():
        return False
    return style.bgcolor == other.bgcolor and not (style.underline or other.underline)


class Painter:
    """Draws lines, and keeps those it drew. The columns follow the widest texts seen so far."""

    def __init__(self, style_of: Callable[..., Style]) -> None:
        """Take ``style_of``, which gives the style of component classes laid over one another."""
        self._style_of = style_of
        self._styles: dict[bool, Styles] = {}
        self._widest = TextWidths()
        self._drawn: LRUCache[tuple[str, int, bool, bool, int], tuple[PostRow, Strip]] = LRUCache(_KEPT)

    def forget_styles(self) -> None:
        """Colours are others now."""
        self._styles.clear()
        self._drawn.clear()

    def learn(self, row: PostRow) -> bool:
        """Make room for the texts of a row; whether columns changed by it."""
        widest = self._widest.with_row(row)
        if widest is self._widest:
            return False
        self._widest = widest
        self._drawn.clear()
        return True

    def is_long(self, row: PostRow, width: int) -> bool:
        """Whether the title does not fit in its line, and can go on below."""
        return self.folded(row, width) is not row

    def folded(self, row: PostRow, width: int) -> PostRow:
        """The row with what does not fit of its title below; the same one where all does, or no word."""
        room = _shares(row, columns_for(width, self._widest)).title
        if cell_len(shown(row.title)) <= room:
            return row
        end = 0
        for blank in _BLANKS.finditer(row.title):  # from the front: a title may be as long as a book
            if cell_len(shown(row.title[: blank.start()])) > room:
                break
            end = blank.start()
        if not end:
            return row
        rest = row.title[end:].lstrip()
        start = len(row.title) - len(rest)
        return row._replace(
            title=row.title[:end],
            title_marks=_cut_out(row.title_marks, 0, end),
            note=rest,
            note_marks=_cut_out(row.title_marks, start, len(row.title)),
            note_part="title",
        )

    def row(self, row: PostRow, part: int, width: int, *, selected: bool, marked: bool) -> Strip:
        """One line of a post: ``part`` 0 is the post, 1 its note."""
        key = (row.path, part, selected, marked, width)
        kept = self._drawn.get(key)
        if kept and kept[0] == row:
            return kept[1]
        styles = self.styles(selected=selected)
        columns = columns_for(width, self._widest)
        told = _told_marked(row) if marked and is_plain() else row
        line = [
            Segment(sign("▌", " "), styles["bar"]) if selected else Segment(" ", styles[""]),
            Segment(sign("◆", " "), styles["mark"]) if marked and not part else Segment(" ", styles[""]),
            *(_note(told, columns, styles) if part else _post(told, columns, styles)),
            Segment(" ", styles[""]),
        ]
        strip = Strip(merged(line)).adjust_cell_length(width, styles[""])
        self._drawn[key] = row, strip
        return strip

    def heading(self, text: str, width: int) -> Strip:
        """The line above a group."""
        return Strip([Segment(fitted(f" {shown(text)}", width), self.styles()["heading"])], width)

    def sentence(self, text: str, width: int) -> Strip:
        """A line in the middle of an empty list."""
        styles = self.styles()
        text = visible(text)
        text = fitted(text, min(cell_len(text), max(width - 2 * GUTTER, 0)))
        left = Segment(" " * ((width - cell_len(text)) // 2), styles[""])
        return Strip([left, Segment(text, styles["empty"])]).adjust_cell_length(width, styles[""])

    def styles(self, *, selected: bool = False) -> Styles:
        """The style of each part, on the line of the cursor or on any other."""
        if selected not in self._styles:
            line = ("cursor",) if selected else ()
            styles = {name: self._style_of(*line, name) for name in (*PARTS, *KINDS)}
            styles["match"] = self._style_of(*line, "title", "match")
            styles["note-match"] = self._style_of(*line, "note", "match")
            styles["title-match"] = styles["match"]
            styles[""] = self._style_of(*line)
            self._styles[selected] = styles
        return self._styles[selected]


def _told_marked(row: PostRow) -> PostRow:
    """The row with a word for its mark, where no sign is to stand for it."""
    word = _("marked:") + " "
    marks = tuple((start + len(word), end + len(word)) for start, end in row.title_marks)
    return row._replace(title=word + row.title, title_marks=marks)


def _post(row: PostRow, columns: Columns, styles: Styles) -> Iterator[Segment]:
    gap = Segment(" " * GAP, styles[""])
    if columns.state:
        yield from (Segment(label(row.state, columns.state), styles[row.state_kind]), gap)
    if columns.date:
        yield from (Segment(fitted(visible(row.date), columns.date), styles["date"]), gap)
    shares = _shares(row, columns)
    for piece, marked in parts(row.title, row.title_marks, shares.title):
        yield Segment(piece, styles["match" if marked else "title"])
    if shares.tags:
        yield from (gap, Segment(_tags(row), styles["tags"]))
    if wait := _wait(row, columns):
        yield from (gap, Segment(fitted(visible(row.wait), wait), styles["date"]))
    if shares.sync:
        yield from (gap, Segment(label(row.sync, shares.sync), styles[row.sync_kind]))


def _tags(row: PostRow) -> str:
    return shown(" · ".join(row.tags))


def _shares(row: PostRow, columns: Columns) -> Shares:
    """The widths of what a row has in its last column."""
    wait = _wait(row, columns)
    return share(
        columns.rest - (wait + GAP if wait else 0),
        title=cell_len(shown(row.title)),
        tags=cell_len(_tags(row)),
        sync=_sync_width(row, columns),
    )


def _wait(row: PostRow, columns: Columns) -> int:
    """The width of what says how long the post waits; 0 where it is not said."""
    if not row.wait or not columns.state:
        return 0
    return room_for_wait(
        columns.rest,
        title=cell_len(shown(row.title)),
        sync=_sync_width(row, columns),
        wait=cell_len(visible(row.wait)),
    )


def _sync_width(row: PostRow, columns: Columns) -> int:
    return cell_len(visible(row.sync)) if columns.state else 0


def _cut_out(marks: Spans, start: int, end: int) -> Spans:
    """The spans of a text as those of its part from ``start`` to ``end``."""
    inside = ((max(first, start) - start, min(last, end) - start) for first, last in marks)
    return tuple((first, last) for first, last in inside if first < last)


def _note(row: PostRow, columns: Columns, styles: Styles) -> Iterator[Segment]:
    """What matched, or the rest of the title, under the title."""
    yield Segment(" " * sum(column + GAP for column in (columns.state, columns.date) if column), styles[""])
    width = columns.rest
    for piece, marked in parts(row.note, row.note_marks, width):
        yield Segment(piece, styles[f"{row.note_part}-match" if marked else row.note_part])
