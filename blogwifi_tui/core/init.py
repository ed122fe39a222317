"""Making a folder a blog."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from blogwifi_tui.content import files
from blogwifi_tui.core.discovery import find_root
from blogwifi_tui.errors import BlogElsewhere, BlogExists, IdentityMissing, NoBlog
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import SETTINGS_NAME
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites
from blogwifi_tui.vcs.repository import Repository

POSTS = "posts"
_MOST_FILES: Final = 50_000
"""Files that are looked at for a first post."""


def begin(folder: Path, title: str = "") -> None:
    """Give ``folder`` what it lacks of a repository, ``posts/``, ``blogwifi.toml`` and a commit of that file.

    A folder of posts that no repository keeps becomes one; what else lies there waits for its own commits.

    Raises:
        BlogExists: it is a blog already, or holds files that no repository keeps, and no post.
        GitError: git is missing or refused; the files stay, and ``blogwifi commit`` goes on from there.
    """
    is_kept, is_set = (folder / ".git").exists(), (folder / SETTINGS_NAME).exists()
    if is_kept and is_set:
        raise BlogExists(str(folder.resolve()))
    is_full = not is_kept and not is_set and folder.is_dir() and any(folder.iterdir())
    if is_full and _is_inside(folder):
        raise BlogExists(str(folder.resolve()), "inside")
    if is_full and not _holds_blog(folder):
        raise BlogExists(str(folder.resolve()), "files")
    repository = Repository.init(folder)
    if repository.identity() is None:
        raise IdentityMissing  # before any file is made, so that the next try starts from the same place
    if not is_set:
        sites = detect(folder)
        known = [each for each in sites.sites if each.generator.label]
        found = sites.folders if known or _has_posts(folder, sites) else ()
        if not found:
            (folder / POSTS).mkdir(exist_ok=True)
        name = title or next((each.title for each in known if each.title), "") or folder.resolve().name
        alone = known[0].generator.name if len(sites.sites) == len(known) == 1 else ""
        text = starter(name, found or (POSTS,), alone, commented=bool(known))
        files.create(folder, SETTINGS_NAME, text.encode())
    relative = (folder.resolve() / SETTINGS_NAME).relative_to(repository.root).as_posix()
    repository.commit([relative], _("Start the blog"))


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
        return json.dumps(" ".join(text.split()), ensure_ascii=False)

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
