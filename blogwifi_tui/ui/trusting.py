"""Asking, once, whether a repository may start the programs it brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.core.trust import agree
from blogwifi_tui.errors import Untrusted
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from blogwifi_tui.ui.command_screen import CommandScreen


async def may_start(screen: CommandScreen, error: Untrusted) -> bool:
    """Show what would be started; True when the person agrees, which is remembered.

    The question comes when git is asked, maybe while words are typed: no letter and no Enter agrees.
    """
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    text = "\n".join(
        [
            _("git would start these when it commits or publishes; none has been started yet:"),
            "",
            *(f"  {program}" for program in error.programs),
            "",
            _("Agree if you set them up, or know who did. You are asked again when they change."),
        ]
    )
    answers = [Choice("", _("Not now"), "n"), Choice("trust", _("Trust this repository"), "ctrl+t")]
    question = Question(_("This repository brings programs along."), text, answers)
    if await screen.app.push_screen_wait(question) != "trust":
        return False
    await screen.jobs.git(agree, screen.blog.repository, error.digest)
    return True
