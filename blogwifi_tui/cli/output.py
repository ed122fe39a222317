"""What all verbs do: open the blog in its language, and print data on standard output."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from blogwifi_tui.cli import streams
from blogwifi_tui.cli.notes import note, note_data
from blogwifi_tui.cli.streams import is_utf8
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import FileFailed, PostNotFound
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.translation import _, set_language
from blogwifi_tui.sanitize import escaped, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from blogwifi_tui.vcs.commit import Commit

    Leaving = Mapping[str, str]


NONE: Leaving = MappingProxyType({})
_LONGEST_NUMBER = 10_000
"""Bits: Python writes no number of more than 4,300 digits."""


def open_blog(path: Path) -> Blog:
    """The blog that holds ``path``, in its language; what an earlier run was killed in is ended, and said.

    What is wrong in the settings is said too.
    """
    blog = open_in_its_language(path)
    if blog.mistakes:
        from blogwifi_tui.i18n.explain import explain

        for mistake in blog.mistakes:
            note(str(explain(mistake)))
    for words in recovered(blog):
        note(words)
    return blog


def open_in_its_language(path: Path) -> Blog:
    """The blog that holds ``path``; from now on its language is spoken."""
    blog = Blog.open(path)
    set_language(blog.settings.language())
    return blog


def recovered(blog: Blog) -> list[str]:
    """End the steps that an earlier run was killed in; a sentence about each."""
    steps = blog.recover()
    if not steps:
        return []
    from blogwifi_tui.i18n.result_messages import recovered as sentence

    return list(map(sentence, steps))


def find_path(blog: Blog, name: str) -> tuple[str, bool]:
    """The path of the post a person means, and whether it is deleted, which is said on standard error.

    Raises:
        PostNotFound, PostAmbiguous: none, or several.
    """
    try:
        return blog.find(name).path, False
    except PostNotFound:
        if not blog.has_repository:
            raise
        path = _deleted_path(blog, name)
        if path is None:
            raise
    words = _("“{path}” is deleted; this brings it back: blogwifi restore {quoted}")
    told = words.format(path=visible(path), quoted=visible(shlex.quote(path)))
    note(told)
    return path, True


def _deleted_path(blog: Blog, name: str) -> str | None:
    try:
        return blog.history.deleted.find(name).path
    except PostNotFound:
        return None


def print_path(args: Namespace, path: str, commit: Commit | None = None, leaving: Leaving = NONE) -> int:
    """Print which post it is about now; ``leaving``: the titles of posts that leave the site, by path."""
    tell_mended(commit)
    tell_leaving(leaving)
    with telling(path if commit else ""):
        if args.json:
            sha = commit.sha if commit else None
            print_json({"path": path, "commit": sha, "leaves_site": bool(leaving)})
        else:
            print(visible(path))
    return 0


@contextmanager
def telling(done: str) -> Iterator[None]:
    """While it is printed what was done to the posts ``done``; empty: nothing was.

    Raises:
        FileFailed: standard output cannot be written; it says too that all is done, and not to be done again.
    """
    try:
        yield
        streams.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        failed = streams.failure(error)
        if not done or failed.action != "print":
            raise failed from error
        raise FileFailed(done, failed.errno, "tell") from error


def tell_unchanged(commit: Commit | None) -> None:
    """Say on standard error that there was nothing to do, where no commit was made."""
    if commit is None:
        note(_("Nothing to change: it is so already."))


def tell_leaving(leaving: Leaving) -> None:
    """Name on standard error the posts that the next publication takes off the site, by path and title."""
    for path, title in leaving.items():
        words = _("Leaves the site at the next publication: {path} (“{title}”)")
        note(filled(words, path=visible(path), title=visible(title)))


def tell_mended(commit: Commit | None) -> None:
    """Name on standard error what a hook changed before it let the commit pass."""
    if commit and commit.mended:
        from blogwifi_tui.i18n.result_messages import mended

        note(mended(commit.mended))


def is_plain(args: Namespace) -> bool:
    """Whether rows are for people: in columns and in their language; on a terminal, unless it is said."""
    form = getattr(args, "format", None)
    return bool(form == "plain" if form else sys.stdout.isatty())


def print_json(data: object) -> None:
    """Valid JSON whatever a post or a file name holds; what acts on a terminal or hides is escaped.

    All letters but ASCII are where standard output is not UTF-8.
    """
    text = json.dumps(_plain(data), ensure_ascii=not is_utf8(sys.stdout), allow_nan=False, indent=2)
    print(escaped(text))


def print_json_texts(data: Sequence[object]) -> None:
    """:func:`print_json` of data that holds texts, counts, booleans and None alone: of many posts.

    The standard library cannot indent quickly: it would take as long as all else that lists them.
    """
    try:
        text = msgspec.json.encode(data).decode() if is_utf8(sys.stdout) else ""
    except UnicodeEncodeError:  # half a character, as in a file name that is no UTF-8
        text = ""
    if text:
        print(msgspec.json.format(escaped(text), indent=2))
    else:
        print_json(data)


def print_note_data(data: object) -> None:
    """A note on standard error for a program: a line of JSON."""
    note_data(_plain(data))


def tell_dry_run() -> None:
    """Say that what follows is not done."""
    note(_("Nothing was done: this is what would be (--dry-run)."))


def _plain(value: object) -> object:
    """``value`` with what JSON has no form for as text: dates, times, bytes, infinities, endless numbers."""
    match value:
        case None | bool() | str():
            return value
        case dict():
            return {key if isinstance(key, str) else _key(key): _plain(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each) for each in value]
        case int():
            return value if value.bit_length() < _LONGEST_NUMBER else hex(value)
        case float():
            return value if math.isfinite(value) else str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
    return str(value)


def _key(key: object) -> str:
    plain = _plain(key)
    return plain if isinstance(plain, str) else json.dumps(plain)


def named_paths(blog: Blog, args: Namespace) -> list[str]:
    """The posts named, each once."""
    return list(dict.fromkeys(entry.path for entry in blog.listing.find(*args.post)))


def print_paths(args: Namespace, paths: Sequence[str], commit: Commit | None, leaving: Leaving = NONE) -> int:
    """Print which posts one commit was about; ``leaving``: the titles of those that leave the site."""
    tell_mended(commit)
    tell_leaving(leaving)
    with telling(", ".join(paths) if commit else ""):
        if args.json:
            sha = commit.sha if commit else None
            print_json([{"path": path, "commit": sha, "leaves_site": path in leaving} for path in paths])
        else:
            print("\n".join(map(visible, paths)) or _("Nothing to commit."))
    return 0
