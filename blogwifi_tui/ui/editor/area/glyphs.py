"""How characters stand on a terminal line: what is drawn for each, how wide it is, where it may be split.

Everything here keeps offsets: the text drawn has exactly one character for each character of the source, so a
column of the document is a column of what is drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import split_graphemes

from blogwifi_tui.sanitize import HIDING, LONE_JOINER, PICTURES

_SUSPECT = f"\x00-\x08\x0a-\x1f\x7f-\x9f{HIDING}"
_MAYBE_CONTROL = re.compile(f"[{_SUSPECT}\u200d]")
CONTROL = re.compile(f"[{_SUSPECT}]+|{LONE_JOINER}")
"""What is never sent to a terminal as it is: what :func:`~blogwifi_tui.sanitize.visible` draws, but tabs."""

NO_BREAK = re.compile("[\u00a0\u202f]+")
"""The no-break spaces of French typography (before ``: ; ! ? »`` and after ``«``)."""
_NO_BREAK_PICTURES = {0xA0: "␣", 0x202F: "⎵"}

# One cell each, in ranges that Rich's own table gives a width of 1 (a test compares them).
_ODD = "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205f\u20a0-\u20bf]"
ODD_ONE = re.compile(_ODD)
_ODD_RUN = re.compile(f"{_ODD}+(?:(?<=\u200d).{_ODD}*)*")
"""With what a joiner at its end joins."""
_BLANKS = re.compile(r"[^\S\u00a0\u202f\u2007]+")


@lru_cache(512)
def drawn(text: str, *, no_break: bool = False) -> str:
    """``text`` as it is drawn: controls as pictures, and no-break spaces as signs when asked. Same length."""
    if _MAYBE_CONTROL.search(text):
        text = CONTROL.sub(_pictures, text)
    return text.translate(_NO_BREAK_PICTURES) if no_break else text


def _pictures(found: re.Match[str]) -> str:
    """As many pictures as characters."""
    return "".join(PICTURES.get(ord(character), "\ufffd") for character in found.group())


@lru_cache(128)
def cells(text: str, tab_size: int) -> Sequence[int]:
    """The cells before each character of ``text`` (drawn), and after the last: ``len(text) + 1`` numbers.

    A character that joins the one before it (accent, joiner) begins where that one ends. Tabs reach to the
    next multiple of ``tab_size``.
    """
    if not ODD_ONE.search(text):
        return range(len(text) + 1)
    before: list[int] = []
    at = cell = 0
    for odd in _ODD_RUN.finditer(text):
        start = max(at, odd.start() - 1)  # what is odd may widen the character before it
        before.extend(range(cell, cell + start - at))
        cell += start - at
        for part in re.split("(\t)", text[start : odd.end()]):
            if part == "\t":
                before.append(cell)
                cell += tab_size - cell % tab_size
                continue
            for first, last, width in split_graphemes(part)[0]:
                before.append(cell)
                cell += width
                before.extend([cell] * (last - first - 1))
        at = odd.end()
    before.extend(range(cell, cell + len(text) - at + 1))
    return before


def breaks(text: str, width: int, tab_size: int) -> list[int]:
    """Where to split ``text`` (drawn) so that each part takes at most ``width`` cells; [] when it fits.

    Words stay whole, with the spaces that follow them, unless longer than a line. No-break spaces hold.
    """
    if width <= 0 or (2 * len(text) <= width and "\t" not in text):
        return []
    before = cells(text, tab_size)
    if before[-1] <= width:
        return []
    ends = (found.end() for found in _BLANKS.finditer(text))
    starts = [at for at in ends if at < len(text) and before[at] < before[at + 1]]  # else an accent follows
    return _fill(before, starts, width)


def _fill(before: Sequence[int], starts: Sequence[int], width: int) -> list[int]:
    """Greedy filling: the last word start that fits, else the last whole character that does."""
    found: list[int] = []
    start, end = 0, len(before) - 1
    while before[end] - before[start] > width and start + 1 < end:
        limit = bisect_right(before, before[start] + width, start, end) - 1
        word = bisect_right(starts, limit) - 1
        start = starts[word] if word >= 0 and starts[word] > start else max(limit, start + 1)
        found.append(start)
    return found
