"""Asking before a lock is removed that a git which is gone left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.errors import LockHeld
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from blogwifi_tui.ui.command_screen import CommandScreen


async def unlocked(screen: CommandScreen, error: LockHeld) -> bool:
    """Explain the lock; True when the person has it removed, which no letter and no Enter does.

    Raises:
        LockHeld: a git is at work there by now.
    """
    from blogwifi_tui.i18n.explain import explain
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    text = _("No running git holds it. Remove it unless one is at work on another machine.")
    answers = [Choice("", _("Not now"), "n"), Choice("remove", _("Remove the lock"), "delete")]
    if await screen.app.push_screen_wait(Question(explain(error).what, text, answers)) != "remove":
        return False
    await screen.jobs.git(screen.blog.repository.remove_lock, error)
    return True
