"""The sheet with all that the server answered to the last publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.i18n.live_messages import publication_told
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.widgets.dialogs import Choice, Question

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.core.live.record import PublicationRecord


def server_sheet(record: PublicationRecord, zone: dt.tzinfo) -> Question:
    """Its lines, below which publication that was; read, and closed."""
    close = [Choice("close", _("Close"), "escape")]
    return Question(_("What the server said"), "\n".join(publication_told(record, zone)), close)
