"""Another program at work on the post that is open here: what becomes of the text on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from blogwifi_tui.content.merge.three_way import Merge
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import CannotEdit, FileError, FileMissing


class ExternalChange(Enum):
    """How the file and the screen stand to each other."""

    SAME = auto()
    """The file is as it was opened or saved here."""
    TAKEN = auto()
    """The file changed, and nothing was written here: it is taken over."""
    JOINED = auto()
    """Both changed, and the changes do not touch."""
    APART = auto()
    """Both changed the same words: saving asks."""
    GONE = auto()
    """There is no file of that name any more."""
    REPLACED = auto()
    """Something that is no post stands in its place: a folder, a pipe, a link out of the blog."""


@dataclass(frozen=True, slots=True)
class ExternalComparison:
    """What the file and the screen hold beside each other."""

    change: ExternalChange
    theirs: Post | None = None
    """The file as it is now."""
    joined: Post | None = None
    """What the screen should hold; None where it stays as it is."""


def compare(blog: Blog, before: Post, screen: Callable[[], Post]) -> ExternalComparison:
    """Compare the file of ``before``, as it was opened, with what it holds now and ``screen`` gives.

    Reads the disk, and may compare long texts: not for the event loop. A FIFO is not waited for.
    """
    try:
        theirs = blog.read(before.path)
    except FileMissing:
        return ExternalComparison(ExternalChange.GONE)
    except FileError:
        return ExternalComparison(ExternalChange.REPLACED)
    if theirs.digest == before.digest:
        return ExternalComparison(ExternalChange.SAME)
    try:
        mine = screen()
    except CannotEdit:
        return ExternalComparison(ExternalChange.APART, theirs)
    if mine.digest in {before.digest, theirs.digest}:
        return ExternalComparison(ExternalChange.TAKEN, theirs, theirs)
    merge = Merge(before, mine, theirs)
    if merge.pieces:
        return ExternalComparison(ExternalChange.APART, theirs)
    return ExternalComparison(ExternalChange.JOINED, theirs, merge.result([]))
