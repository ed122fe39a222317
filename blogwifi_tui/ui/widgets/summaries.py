"""Which posts a step changes, and which it cannot, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bulk_edit import BulkEdit

SHOWN = 6
"""How many posts are named of each kind."""


def titles(posts: Sequence[Entry | Post]) -> str:
    """Up to :data:`SHOWN` titles, a line each, and how many more."""
    return listed([post.title for post in posts])


def listed(names: Sequence[str]) -> str:
    """Up to :data:`SHOWN` names or sentences, a line each, and how many more."""
    lines = [f"\n  · {name}" for name in names[:SHOWN]]
    return "".join([*lines, more_words(len(names))])


def more_words(count: int) -> str:
    """The line for what a list of ``count`` leaves out; empty when it leaves out nothing."""
    return "\n  · " + _("and {n} more").format(n=number(count - SHOWN)) if count > SHOWN else ""


def refused_words(bulk_edit: BulkEdit) -> list[str]:
    """Which posts cannot be part of the step, and why; empty when all can."""
    refused = bulk_edit.refused
    if not refused:
        return []
    line = ngettext(
        "{n} post cannot be part of this, and stays as it is:",
        "{n} posts cannot be part of this, and stay as they are:",
        len(refused),
    )
    reasons = listed([explain(error).what for error in refused])
    return [line.format(n=number(len(refused))) + reasons]
