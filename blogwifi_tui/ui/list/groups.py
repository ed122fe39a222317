"""The headings between groups of posts, by year or by month, in a list that is sorted by a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.i18n.dates import month_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.model import Group
from blogwifi_tui.ui.list.state import Order, PostListState


def headings(list_state: PostListState, shown: Sequence[Entry], group: Group) -> Callable[[int], str] | None:
    """The heading of each of the posts ``shown``, by its index; None where there are to be no headings."""
    by_date = list_state.order in (Order.DATE, Order.MODIFIED) and not list_state.is_ranked
    if group == "none" or not by_date:
        return None
    words: dict[tuple[int, int], str] = {}

    def heading(index: int) -> str:
        date = list_state.sorted_date(shown[index])
        if date is None:
            return _("No date")
        key = date.year, date.month if group == "month" else 1
        if key not in words:
            words[key] = _words(date, group)
        return words[key]

    return heading


def _words(date: dt.datetime, group: Group) -> str:
    return month_words(date) if group == "month" else str(date.year)
