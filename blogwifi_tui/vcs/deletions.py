"""The files that commits deleted, which their history keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from blogwifi_tui.vcs.blog_repository import BlogRepository
from blogwifi_tui.vcs.commit_details import texts
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.renames import RENAME_LIMIT
from blogwifi_tui.vcs.runner import literal

_RECORD = re.compile(r"\n?\x01([0-9a-f]{40,64})")
_FILES = ("100", "120")
"""The modes of files and links begin with one; what else is deleted is another repository."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """A file of the blog that a commit deleted.

    ``file`` is what git calls it, ``when`` the author's date, aware; ``blob`` names its last text.
    """

    path: str
    file: str
    sha: str
    when: datetime
    blob: str


def deletions(blog: BlogRepository, *, cancel: CancelToken | None = None) -> tuple[Deletion, ...]:
    """The files of the blog that commits of this branch deleted, the last one first.

    A file that was given another name is none of them; one that came back since is. With ten thousand commits
    this takes about a second.

    Raises:
        Cancelled: ``cancel`` was.
    """
    if blog.head() is None:
        return ()
    folder = blog.prefix.rstrip("/")
    listed = blog.git.runner.read(
        "-c",
        f"diff.renameLimit={RENAME_LIMIT}",
        "log",
        "--raw",
        "--no-abbrev",
        "-z",
        "--diff-filter=D",
        "--find-renames",
        "--diff-merges=off",
        "--format=%x01%H%x00%aI",
        "--no-ext-diff",
        "--no-color",
        "--no-show-signature",
        "--",
        *literal([folder] if folder else []),
        cancel=cancel,
    )
    found: dict[str, Deletion] = {}
    for each in _deletions(listed.items, blog.blog_path):
        found.setdefault(each.path, each)
    return tuple(found.values())


def _deletions(items: tuple[str, ...], blog_path: Callable[[str], str]) -> Iterator[Deletion]:
    sha, when = "", datetime.min
    words = iter(items)
    for word in words:
        if record := _RECORD.fullmatch(word):
            sha, when = record[1], datetime.fromisoformat(next(words))
        else:
            mode, _after, blob, *_rest = word.lstrip("\n:").split(" ")
            file = next(words)
            if mode.startswith(_FILES):
                yield Deletion(blog_path(file), file, sha, when, blob)


def deleted_texts(blog: BlogRepository, deleted: tuple[Deletion, ...]) -> list[bytes]:
    """The last text of each file, as a checkout would write it, by one git for all."""
    found = texts(blog.git.runner, [each.blob for each in deleted], [each.file for each in deleted])
    return [text or b"" for text in found]
