"""What came from the other side, and what both sides changed: as data, and in lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import print_note_data
from blogwifi_tui.core.conflict_choices import ConflictChoices, ConflictRow
from blogwifi_tui.errors import Conflict
from blogwifi_tui.i18n.conflict_messages import version_words
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    import datetime as dt
    from argparse import Namespace

    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.conflicts import PostConflict
    from blogwifi_tui.core.other_side import CameIn, Origin

_TAKEN = {
    "mine": N_("yours is kept"),
    "theirs": N_("theirs is kept"),
    "both": N_("both are kept"),
    "": N_("to choose"),
}


def came_in_data(came: CameIn) -> dict[str, object]:
    """What came from the other side, as data."""
    posts = [{"path": post.path, "title": post.title, "change": post.arrival.value} for post in came.posts]
    return {"commits": came.commits, "from": came.label or None, "posts": posts, "files": came.files}


@contextmanager
def telling_conflicts(args: Namespace, blog: Blog) -> Iterator[None]:
    """With ``--json`` tell programs who changed what, before it is said that a person must choose."""
    try:
        yield
    except Conflict as error:
        if args.json:
            found = [each for each in blog.conflicts.current() if each.path in error.paths]
            for each in choices_data(ConflictChoices(found), blog.zone):
                print_note_data({"conflict": each})
        raise


def choices_data(choices: ConflictChoices, zone: dt.tzinfo) -> list[dict[str, object]]:
    """What both sides changed, with who, when and with which message, and what is to be kept of it."""
    return [
        {
            "path": each.path,
            "title": each.title,
            "kind": each.kind.value,
            "mine": _version(each.mine, each.origins[0], zone),
            "theirs": _version(each.theirs, each.origins[1], zone),
            "take": _taken(choices, each) or None,
        }
        for each in choices.asked
    ]


def _version(post: Post | None, origin: Origin | None, zone: dt.tzinfo) -> dict[str, object]:
    found: dict[str, object] = {"deleted": post is None, "path": post.path if post else None}
    if origin:
        commit = origin.commit
        found |= {"author": commit.author, "is_me": origin.is_me, "machine": origin.machine or None}
        found |= {"date": commit.when.astimezone(zone).isoformat(), "message": commit.subject}
    return found


def print_choices(choices: ConflictChoices, zone: dt.tzinfo) -> None:
    """Say what both sides changed, who did, and what is kept of it."""
    for each in choices.asked:
        print(visible(f"{each.path}  {_(_TAKEN[_taken(choices, each)])}"))
        mine, theirs = each.origins
        print(f"  {_('mine')}{_(': ')}{version_words(each.mine, mine, zone, here=True)}")
        print(f"  {_('theirs')}{_(': ')}{version_words(each.theirs, theirs, zone, here=False)}")


def _taken(choices: ConflictChoices, conflict: PostConflict) -> str:
    row = ConflictRow(conflict)
    if choices.is_apart(row):
        return "both"
    return choices.chosen(row) or ""
