"""The commands of the history of one post."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

HISTORY = (
    Command("history_back", "escape,q,h", N_("Back"), N_("Go back to the list."), Where.HISTORY, (), 1),
    Command(
        "changes",
        "enter,d",
        N_("Text ⇄ changes"),
        N_("Show what this commit changed, or the whole text it left."),
        Where.HISTORY,
        (),
        3,
        priority=True,
    ),
    Command(
        "restore",
        "R",
        N_("Restore"),
        N_("Give the post this text again, by a new commit."),
        Where.HISTORY,
        (Need.IDLE,),
        2,
    ),
    Command("history_help", "question_mark,f1", N_("Help"), N_("All keys."), Where.HISTORY, (), 4),
)

MOVING = (
    ("up,down", N_("Move from commit to commit.")),
    ("tab", N_("Go to the text, and back.")),
)
"""Keys of what has the focus, and what they do."""
