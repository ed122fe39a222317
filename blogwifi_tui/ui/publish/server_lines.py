"""What the server said after a publication, below the sentence that tells what was published."""

from __future__ import annotations

from collections.abc import Sequence

from blogwifi_tui.core.server_words import fault_in, server_lines
from blogwifi_tui.i18n.result_messages import server_lead
from blogwifi_tui.ui.widgets.prose import rows_of
from blogwifi_tui.ui.widgets.status_line import shortened

ROWS = 6
"""Of the message line, which is never higher."""
FEWEST = 2
"""Lines shown in any case: the one that tells of a fault, and the last."""
HIGHEST = 2
"""Rows of one line; more of it is not read there."""


def with_server_lines(told: str, remote: str, words: str, *, width: int, key: str) -> str:
    """``told``, and below it the lines of ``words``: the last ones, as many as the message line has room for.

    Args:
        told: what was published.
        remote: who said it.
        words: the server's lines, made safe.
        width: columns of the message line.
        key: what shows the rest, where not all of it is shown.
    """
    lines = [shortened(line, HIGHEST * width - 2) for line in server_lines(words)]
    if not lines:
        return told
    fault = fault_in(words)
    room = ROWS - rows_of(told, width)
    all_of_it = "\n".join((server_lead(remote, fault), *lines))
    if tuple(lines) == server_lines(words) and rows_of(all_of_it, width) <= room:
        return f"{told}\n{all_of_it}"
    lead = server_lead(remote, fault, key)
    first = [shortened(fault, HIGHEST * width - 2)] if fault else []
    shown = _last(lines, width, room - rows_of(lead, width), first)
    return "\n".join((told, lead, *shown))


def _last(lines: Sequence[str], width: int, room: int, first: Sequence[str]) -> list[str]:
    """The last of ``lines`` that fit in so many rows, below ``first``, which stands among them."""
    shown: list[str] = []
    room -= sum(rows_of(line, width) for line in first)
    for line in reversed(lines):
        room -= rows_of(line, width)
        if room < 0 and len(first) + len(shown) >= FEWEST:
            break
        shown.insert(0, line)
    return shown if not first or first[0] in shown else [*first, *shown]
