"""Making a folder a blog."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from typing import Final

from blogwifi_tui.content import files
from blogwifi_tui.core.discovery import find_root
from blogwifi_tui.errors import BlogElsewhere, BlogExists, IdentityMissing, NoBlog
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.settings.paths import SETTINGS_NAME
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites
from blogwifi_tui.vcs.commit import Identity
from blogwifi_tui.vcs.repository import Repository

POSTS = "posts"
_MOST_FILES: Final = 50_000
"""Files that are looked at for a first post."""


def begin(folder: Path, title: str = "", *, identity: Identity | None = None) -> None:
    """Give ``folder`` what it lacks of a repository, ``posts/``, ``blogwifi.toml`` and a commit of that file.

    A folder of posts that no repository keeps becomes one; what else lies there waits for its own commits.
    Where any of it fails, all that was made is taken away again.

    Args:
        folder: may be absent.
        title: of the blog; empty: found out.
        identity: who commits in this repository, where git does not know it.

    Raises:
        BlogExists: it is a blog already, or holds files that no repository keeps, and no post; or is a file.
        IdentityMissing: git does not know who commits, and it was not given.
        GitError, FileError: git is missing or refused, or the disk did.
    """
    if folder.exists() and not folder.is_dir():
        raise BlogExists(str(folder.resolve()), "file")
    is_kept, is_set = (folder / ".git").exists(), (folder / SETTINGS_NAME).exists()
    if is_kept and is_set:
        raise BlogExists(str(folder.resolve()))
    is_full = not is_kept and not is_set and folder.is_dir() and any(folder.iterdir())
    if is_full and _is_inside(folder):
        raise BlogExists(str(folder.resolve()), "inside")
    if is_full and not _holds_blog(folder):
        raise BlogExists(str(folder.resolve()), "files")
    with ExitStack() as undo:
        for each in _absent(folder):
            undo.callback(_remove_folder, each)
        if not is_kept:
            undo.callback(shutil.rmtree, folder / ".git", ignore_errors=True)
        repository = Repository.init(folder)
        if repository.identity() is None:
            if identity is None:
                raise IdentityMissing("init")
            repository.set_identity(identity.name, identity.email)
        if not is_set:
            _write_settings(folder, title, undo)
        relative = (folder.resolve() / SETTINGS_NAME).relative_to(repository.root).as_posix()
        repository.commit([relative], _("Start the blog"))
        undo.pop_all()


def _write_settings(folder: Path, title: str, undo: ExitStack) -> None:
    """Write ``blogwifi.toml`` by what lies in the folder, and make ``posts/`` where it holds no posts."""
    sites = detect(folder)
    known = [each for each in sites.sites if each.generator.label]
    found = sites.folders if known or _has_posts(folder, sites) else ()
    if not found and not (folder / POSTS).is_dir():
        undo.callback(_remove_folder, folder / POSTS)
        (folder / POSTS).mkdir()
    name = title or next((each.title for each in known if each.title), "") or folder.resolve().name
    alone = known[0].generator.name if len(sites.sites) == len(known) == 1 else ""
    text = starter(name, found or (POSTS,), alone, commented=bool(known))
    files.create(folder, SETTINGS_NAME, text.encode())
    undo.callback((folder / SETTINGS_NAME).unlink, missing_ok=True)


def _absent(folder: Path) -> Iterator[Path]:
    """The folders that are made for ``folder`` to be there, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    yield from reversed(missing)


def _remove_folder(folder: Path) -> None:
    """Remove a folder that was made here, unless somebody put something into it."""
    with suppress(OSError):
        folder.rmdir()


def _is_inside(folder: Path) -> bool:
    """Whether a blog or a repository holds the folder, so that one made there would be kept apart from it."""
    try:
        find_root(folder)
    except NoBlog:
        return False
    except BlogElsewhere:
        return True
    return True


def _holds_blog(folder: Path) -> bool:
    """Whether posts lie there, or the settings of a generator."""
    sites = detect(folder)
    return any(each.generator.label for each in sites.sites) or _has_posts(folder, sites)


def _has_posts(folder: Path, sites: Sites) -> bool:
    """Whether posts lie where they are looked for."""
    walks = (os.walk(folder / each) for each in sites.folders)
    found = (Path(inside) / name for walk in walks for inside, _folders, names in walk for name in names)
    return any(sites.holds(path.relative_to(folder).as_posix()) for path in islice(found, _MOST_FILES))


def starter(title: str, posts: Sequence[str], generator: str = "", *, commented: bool = False) -> str:
    """What ``init`` writes as a new blog's ``blogwifi.toml``.

    Args:
        title: of the blog.
        posts: the folders of its posts.
        generator: its name; empty: none is known, or several are.
        commented: whether the folders stand as a comment: generators tell them, and those that come later.
    """

    def quoted(text: str) -> str:
        return json.dumps(one_line(text), ensure_ascii=False)

    named = [quoted(folder or ".") for folder in posts]
    folders = named[0] if len(named) == 1 else f"[{', '.join(named)}]"
    lines = [
        f"# {_('Settings of this blog. Each has a default; remove the # to change one.')}",
        "[blog]",
        f"title = {quoted(title)}",
        *([f'generator = "{generator}"'] if generator else []),
        f"{'# ' if commented else ''}posts = {folders}",
        '# public_address = "https://example.org/{year}/{slug}/"',
        '# time_zone = "Europe/Paris"',
        "",
        "[publish]",
        f'# confirm = "warnings"   # {_("always, warnings or never")}',
    ]
    return "\n".join(lines) + "\n"
