"""The commands that reach beyond one post: marks on the list, and the tags of the whole blog."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

MARKING = (
    Command(
        "mark",
        "x",
        N_("Mark"),
        N_("Mark the post, or not, and go to the next: t, a, p and Del then act on all marked."),
        Where.MAIN,
        (Need.POST,),
        16,
    ),
    Command("mark_all", "X", N_("Mark all"), N_("Mark every post of the list, or none."), Where.MAIN),
    Command(
        "tag_posts",
        "a",
        N_("Add tags"),
        N_("Give the post tags, or take tags away."),
        Where.MAIN,
        (Need.CHOSEN, Need.CHANGEABLE, Need.REPOSITORY),
        18,
    ),
    Command(
        "tags",
        "T",
        N_("All tags"),
        N_("The tags of the whole blog: count, find, rename, merge."),
        Where.MAIN,
        (),
        17,
    ),
)

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
