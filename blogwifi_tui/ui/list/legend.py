"""What the signs in the rows of the list mean, for its help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from blogwifi_tui.content.state import State
from blogwifi_tui.i18n.live_messages import LIVE_WORDS
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.commands.help_rows import HelpRow
from blogwifi_tui.ui.list.state import SYNC_WORDS
from blogwifi_tui.ui.signs import sign, signed
from blogwifi_tui.ui.widgets.post_facts import STATE_WORDS
from blogwifi_tui.vcs.status import Sync

K = TypeVar("K")

_STATES = {
    State.DRAFT: N_("kept off the site until it is made ready"),
    State.SCHEDULED: N_("its date lies ahead, and the site shows it then"),
    State.EXPIRED: N_("its last day is over, and the site shows it no longer"),
    State.HIDDEN: N_("the site leaves it out"),
    State.UNLISTED: N_("it has a page, which no list of the site names"),
    State.READY: N_("readers would see it, and the remote does not have it as it is here"),
    State.PUBLISHED: N_("readers would see it, and the remote has it"),
    State.UNREADABLE: N_("its front matter cannot be read; Enter mends it as text"),
    State.SECTION: N_("a page of the site, and no post"),
}
_SYNC = {
    Sync.LEAVES: N_("readers have it, and will not after the next publication"),
    Sync.CHANGED_THERE: N_("the remote has something newer, which is not taken in yet"),
    Sync.EDITED: N_("changed since the last commit"),
    Sync.TO_PUBLISH: N_("committed, and not sent yet"),
    Sync.APART: N_("ignored, or in a repository of its own"),
}
_LIVE = {
    "waiting": N_("published just now; its page is asked until it shows that"),
    "online": N_("published just now, and seen on the page"),
    "not yet": N_("published, and its page did not show it within ten minutes"),
}


def legend() -> Iterator[HelpRow]:
    """A row for each sign, under a heading."""
    yield HelpRow("", _("What the signs mean"))
    yield HelpRow(sign("◆", _("marked")), _("marked, for one step over many"))
    yield from _rows(STATE_WORDS, _STATES)
    yield from _rows(SYNC_WORDS, _SYNC)
    yield from _rows(LIVE_WORDS, _LIVE)


def _rows(signs: Mapping[K, tuple[str, str]], meanings: Mapping[K, str]) -> Iterator[HelpRow]:
    for each, (glyph, word) in signs.items():
        yield HelpRow(signed(glyph, _(word)), _(meanings[each]))
