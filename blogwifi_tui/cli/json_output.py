"""Posts and tags as the command line prints them for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.errors import FileError

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.tags import TagGroup
    from blogwifi_tui.core.blog import Blog


def as_json(blog: Blog, entry: Entry, sync: str | None) -> dict[str, object]:
    """A post; ``sync`` is what git says of it."""
    from blogwifi_tui.i18n.explain import problem_sentence

    return {
        "path": entry.path,
        "title": entry.title,
        "date": entry.date.isoformat() if entry.date else None,
        "tags": list(entry.tags),
        "categories": list(entry.categories),
        "draft": entry.draft,
        "state": entry.state(blog.now()).value,
        "sync": sync,
        "words": _words(blog, entry),
        "problem": problem_sentence(entry.problem) if entry.problem else None,
    }


def _words(blog: Blog, entry: Entry) -> int | None:
    """The words of a post; None when its file cannot be read, which a list tells and survives."""
    try:
        return blog.read(entry.path).words
    except FileError:
        return None


def tag_as_json(group: TagGroup) -> dict[str, object]:
    """A tag or a category."""
    spelled = {spelling.name: spelling.posts for spelling in group.spellings}
    return {"kind": group.kind.value, "name": group.name, "posts": group.posts, "spellings": spelled}
