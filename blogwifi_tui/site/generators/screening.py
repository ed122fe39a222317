"""What the marks that a site's programs filter by mean for a post, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.site.generators.js_values import MISSING, truthy, value_of
from blogwifi_tui.site.generators.program_marks import HIDES, SHOWS, WORDS, Mark

NO_DEFAULTS: Final[Mapping[str, object]] = {}
MARK_KEYS: Final = frozenset((*HIDES, *SHOWS, *WORDS))
"""The keys that may be marks, in small letters."""
_DRAFT_WORD: Final = "draft"


def left_out(
    marks: Iterable[Mark], header: Header, defaults: Mapping[str, object] = NO_DEFAULTS
) -> Mark | None:
    """The mark by which a post is left out; None when none does. ``defaults``: what missing keys hold."""
    return next((mark for mark in marks if _holds(mark, header, defaults) != mark.shows), None)


def _holds(mark: Mark, header: Header, defaults: Mapping[str, object]) -> bool:
    default = defaults.get(mark.key, MISSING)
    if mark.exact or isinstance(mark.value, str):
        return value_of(header, mark.key, default) == mark.value
    return truthy(header, mark.key, default) is mark.value


def best(marks: Iterable[Mark]) -> Mark | None:
    """The mark to keep a post off the site by: one that says «draft» where there is one."""
    return min(marks, key=lambda mark: ("draft" not in mark.key.lower(), mark), default=None)


def marking(mark: Mark, draft: bool) -> DraftChange:
    """What is written to leave a post out by a mark, or to show it."""
    if isinstance(mark.value, bool):
        return DraftChange(((mark.key, mark.value == (draft is not mark.shows)),))
    if draft:
        return DraftChange(((mark.key, _DRAFT_WORD if mark.shows else mark.value),))
    if mark.shows:
        return DraftChange(((mark.key, mark.value),))
    return DraftChange(without=(mark.key,))


def showing(
    marks: Iterable[Mark], header: Header, defaults: Mapping[str, object] = NO_DEFAULTS
) -> DraftChange:
    """What is written to show a post that some of the marks leave out."""
    changes = [marking(mark, False) for mark in marks if left_out((mark,), header, defaults)]
    fields = tuple(field for change in changes for field in change.fields)
    return DraftChange(fields, tuple(key for change in changes for key in change.without))
