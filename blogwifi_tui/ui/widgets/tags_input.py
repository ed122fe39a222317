"""A line of names with commas between them, completed from those that are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from blogwifi_tui.content.folding import fold

_ITEM = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"\s*(?=,|$)|(?P<plain>[^,]*))(?:,|$)')


def split_list(text: str) -> tuple[str, ...]:
    """The items of a comma-separated list, each once, in order.

    One in double quotes may hold commas, and double quotes that are written twice.
    """
    found = ((match["quoted"], match["plain"]) for match in _ITEM.finditer(text))
    items = (plain if quoted is None else quoted.replace('""', '"') for quoted, plain in found)
    return tuple(dict.fromkeys(item for part in items if (item := part.strip())))


def join_list(names: Sequence[str]) -> str:
    """What :func:`split_list` splits into ``names``."""
    return ", ".join(map(_as_item, names))


def _as_item(name: str) -> str:
    if "," not in name and not name.startswith('"'):
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def most_used(lists: Iterable[Sequence[str]]) -> list[str]:
    """Each name in ``lists`` once, the most used first."""
    counts = Counter(name for each in lists for name in each)
    return sorted(counts, key=lambda name: (-counts[name], fold(name)))


class ListSuggester(Suggester):
    """Completes the last item of a comma-separated list; accents and case do not matter."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = [(fold(item), item) for item in known]

    async def get_suggestion(self, value: str) -> str | None:
        """``value`` with its last item completed by one that is not there yet, or None."""
        head, comma, last = value.rpartition(",")
        typed = last.lstrip()
        if not typed:
            return None
        blank = last[: len(last) - len(typed)]
        folded, there = fold(typed), {typed, *split_list(head)}
        match = next(
            (item for key, item in self._known if key.startswith(folded) and item not in there), None
        )
        return None if match is None else f"{head}{comma}{blank}{match}"


class TagsInput(Input):
    """Completes from ``known`` while one types; → or Tab takes what is proposed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, names: str = "", *, known: Sequence[str], id: str, hint: str = "") -> None:  # noqa: A002
        super().__init__(
            names,
            placeholder=hint,
            id=id,
            suggester=ListSuggester(known),
            compact=True,
            select_on_focus=False,
        )

    def action_complete(self) -> None:
        """Take what is proposed, or go on to the next field."""
        if self.cursor_at_end and self._suggestion:
            self.action_cursor_right()
        else:
            self.screen.focus_next()
