"""Which posts cannot be part of a step, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _, ngettext

if TYPE_CHECKING:
    from blogwifi_tui.core.bulk_edit import BulkEdit

SHOWN = 6
"""How many posts are named, each with its reason."""


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
    reasons = [f"\n  · {explain(error).what}" for error in refused[:SHOWN]]
    if len(refused) > SHOWN:
        reasons.append("\n  · " + _("and {n} more").format(n=number(len(refused) - SHOWN)))
    return [line.format(n=number(len(refused))) + "".join(reasons)]
