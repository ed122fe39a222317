"""The commit messages proposed for each kind of change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from blogwifi_tui.i18n.dates import date_long, number
from blogwifi_tui.i18n.quotes import quoted
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import one_line, visible
from blogwifi_tui.settings.model import Messages


class Change(StrEnum):
    """What a commit does to a post; ``commit.messages`` in the settings may word some of them."""

    NEW = "new"
    EDIT = "edit"
    DELETE = "delete"
    RENAME = "rename"
    DUPLICATE = "duplicate"
    DRAFT = "draft"
    READY = "ready"
    PUBLISH = "publish"
    RESTORE = "restore"
    UNDO = "undo"
    TAGS = "tags"


_OURS: Mapping[Change, str] = {
    Change.NEW: N_("Add: {title}"),
    Change.EDIT: N_("Edit: {title}"),
    Change.DELETE: N_("Delete: {title}"),
    Change.RENAME: N_("Rename: {title}"),
    Change.DUPLICATE: N_("Duplicate: {title}"),
    Change.DRAFT: N_("Back to draft: {title}"),
    Change.READY: N_("Ready: {title}"),
    Change.PUBLISH: N_("Publish: {title}"),
    Change.RESTORE: N_("Restore: {title}"),
    Change.UNDO: N_("Undo: {title}"),
    Change.TAGS: N_("Tags: {title}"),
}
NAMED = 3
"""Posts that the message of a commit of several names."""


def proposed(change: Change, *, title: str, path: str, own: Messages) -> str:
    """The message for ``change``, in the blog's own wording where the settings give one.

    Always one line, with control characters drawn: git ends a message at a NUL, and a terminal obeys others.
    """
    template: str = getattr(own, change.value, None) or _(_OURS[change])
    return visible(template.replace("{title}", one_line(title)).replace("{path}", path))


def proposed_for(change: Change, posts: Sequence[tuple[str, str]], *, own: Messages, about: str = "") -> str:
    """The message for a ``change`` of several posts, each given by path and title.

    What it is ``about`` stands before them; the first few posts are named.
    """
    paths, titles = (_first(each) for each in zip(*posts, strict=True))
    if len(posts) > 1:
        titles = _("{n} posts ({titles})").format(n=len(posts), titles=titles)
    title = f"{about} · {titles}" if about else titles
    return proposed(change, title=title, path=paths, own=own)


def joining(authors: Sequence[str], when: dt.datetime | None, posts: int, *, title: str = "") -> str:
    """The message of the commit that joins what the other side published.

    Args:
        authors: of those commits, the latest first.
        when: the last of them was made; None where there are none.
        posts: how many posts they change.
        title: of the post, where it is one.
    """
    if not authors or when is None:
        return _("Join what was published elsewhere")
    name = one_line(authors[0])
    if others := len(authors) - 1:
        line = ngettext("{name} and {n} other person", "{name} and {n} other people", others)
        name = line.format(name=name, n=number(others))
    what = ngettext("{n} post", "{n} posts", posts).format(n=number(posts))
    if title:
        what = quoted(one_line(title))
    line = (
        _("Join what {name} published on {date}: {what}")
        if posts
        else _("Join what {name} published on {date}")
    )
    return visible(line.format(name=name, date=date_long(when), what=what))


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
