"""Offers what an earlier run could not save: once at the start, and when its post is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.core.recovery import found
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.post_actions import PostActions
    from blogwifi_tui.ui.list.recovery_dialog import RecoveryOffer
    from blogwifi_tui.ui.services import Services


class RecoveryOffers:
    """The recovery copies of this blog that hold what its files do not."""

    def __init__(self, services: Services, screen: Owner, post_actions: PostActions) -> None:
        self._services = services
        self._screen = screen
        self._post_actions = post_actions
        self._offers: list[RecoveryOffer] = []
        self._is_waiting = False
        """Whether some are still to be offered, once nothing lies over the list."""

    def begin(self) -> None:
        """Look for copies, and offer each."""
        self._screen.start(Work.RECOVERY, self._offer_all)

    def resume(self) -> None:
        """Offer what could not be offered while another screen lay over the list."""
        if self._is_waiting:
            self._is_waiting = False
            self._screen.start(Work.RECOVERY, self._offer_rest)

    async def _offer_all(self) -> None:
        await self._find()
        await self._offer_rest()

    async def _offer_rest(self) -> None:
        """Offer each copy found that was not answered yet, until the person takes one up."""
        for offer in list(self._offers):
            if not self._screen.is_active:  # who types in what was opened meanwhile is not to answer this
                self._is_waiting = True
                return
            if await self._take_up(offer):
                return

    async def offer_for(self, path: str) -> bool:
        """Look for a copy of the post at ``path`` and offer it; whether the editor is open on it now."""
        await self._find()
        offer = next((offer for offer in self._offers if offer.copy.path == path), None)
        return offer is not None and await self._take_up(offer)

    async def _find(self) -> None:
        self._offers = []
        blog, threads, own = self._services.blog, self._services.threads, self._services.journal.run
        damaged: list[Path] = []
        if await threads.disk(found, recovery_dir(), blog.root, own=own, set_aside=damaged.append):
            from blogwifi_tui.ui.list.recovery_dialog import find_offers

            self._offers = await threads.disk(find_offers, blog, own)
        if damaged:
            words = _("A recovery copy could not be read; nothing of it was removed, it is kept as {file}.")
            self._screen.say(words.format(file=visible(str(damaged[0]))), kind="warning")

    async def _take_up(self, offer: RecoveryOffer) -> bool:
        """Ask, and open the editor on the copy or drop it; whether the editor was opened."""
        from blogwifi_tui.ui.list.recovery_dialog import drop_copy

        choice = await self._screen.ask(offer.question())
        if choice not in ("take", "drop"):
            return False
        self._offers.remove(offer)
        threads, journal = self._services.threads, self._services.journal
        if choice == "take":
            caret = offer.copy.row, offer.copy.column
            editor = await self._post_actions.open_editor(offer.post, before=offer.before, caret=caret)
            editor.keep_copy()
            await threads.disk(journal.flush)
            if journal.written is None:  # the old copy goes only once the new one is on the disk
                return True
        await threads.disk(drop_copy, offer)
        return choice == "take"
