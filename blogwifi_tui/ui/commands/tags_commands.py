"""The commands of the tags of the whole blog."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

TAGS = (
    Command(
        "tag_show",
        "enter",
        N_("Posts"),
        N_("Show the posts with this tag on the list."),
        Where.TAGS,
        (Need.TAG,),
        1,
        priority=True,
    ),
    Command(
        "tag_rename",
        "f2",
        N_("Rename or merge"),
        N_("Give the tag another name, or one spelling, in every post."),
        Where.TAGS,
        (Need.TAG, Need.REPOSITORY, Need.IDLE),
        2,
        priority=True,
    ),
    Command(
        "tags_back",
        "escape",
        N_("Back"),
        N_("Show all tags again, then go back to the list."),
        Where.TAGS,
        (),
        3,
        priority=True,
    ),
    Command("tags_help", "f1", N_("Help"), N_("All keys."), Where.TAGS, (), 4, priority=True),
)

MOVING = (
    ("up,down", N_("Move from tag to tag.")),
    ("pageup,pagedown", N_("Move by a screenful.")),
)
"""Keys of what has the focus, and what they do."""
