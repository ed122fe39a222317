"""The commands of the choice among two versions of a post."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

CONFLICT = (
    Command("take_mine", "m", N_("Mine"), N_("Keep this piece as it is here."), Where.CONFLICT, (), 3),
    Command(
        "take_theirs", "t", N_("Theirs"), N_("Take this piece from the other side."), Where.CONFLICT, (), 4
    ),
    Command(
        "take_both",
        "b",
        N_("Both"),
        N_("Keep both: one list, or one paragraph after the other."),
        Where.CONFLICT,
        (Need.BOTH,),
        5,
    ),
    Command("all_mine", "M", N_("All mine"), N_("Keep the whole post as it is here."), Where.CONFLICT, (), 6),
    Command(
        "all_theirs",
        "T",
        N_("All theirs"),
        N_("Take the whole post from the other side."),
        Where.CONFLICT,
        (),
        7,
    ),
    Command(
        "keep_posts",
        "k",
        N_("Two posts"),
        N_("Keep both posts: theirs under its name, mine beside it under another."),
        Where.CONFLICT,
        (Need.PAIR,),
        8,
    ),
    Command(
        "take_back",
        "u,backspace",
        N_("Take back"),
        N_("Take back the last choice."),
        Where.CONFLICT,
        (),
        9,
    ),
    Command(
        "settle",
        "enter",
        N_("Join"),
        N_("Make one commit of what was chosen; a publication then goes on."),
        Where.CONFLICT,
        (Need.DECIDED,),
        1,
        priority=True,
    ),
    Command(
        "conflict_leave",
        "escape,q",
        N_("Leave"),
        N_("Leave everything as it was, here and there."),
        Where.CONFLICT,
        (),
        2,
    ),
    Command("conflict_help", "question_mark,f1", N_("Help"), N_("All keys."), Where.CONFLICT, (), 10),
)

MOVING = (
    ("up,down", N_("Move from piece to piece.")),
    ("tab", N_("Go to the texts, and back.")),
)
"""Keys of what has the focus, and what they do."""
