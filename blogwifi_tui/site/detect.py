"""Where a blog keeps its posts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.errors import FileRefused

DEFAULT_FOLDER: Final = "posts"
_POSTS: Final = (
    "_posts", "source/_posts", "src/_posts", "docs/_posts", "src/content/posts", "src/content/blog",
    "src/content/post", "content/posts", "content/post", "content/blog", "content/articles",
    "content/billets",
    "src/posts", "src/blog", "posts", "post", "articles", "billets", "blog", "src/pages/posts", "content",
)  # fmt: skip
_DRAFTS: Final = ("_drafts", "source/_drafts", "src/_drafts", "docs/_drafts", "drafts", "content/drafts")
_IMAGES: Final = (
    "static/images",
    "static",
    "assets/images",
    "assets",
    "public/images",
    "public",
    "images",
    "img",
)
_DEEPEST: Final = 6


class PostFolders(NamedTuple):
    """Folders, relative to the blog's root, with ``/``; the root itself is the empty text."""

    folders: tuple[str, ...]
    """Where posts are; the first is where new ones go. Never empty, but the folder may not be there yet."""
    drafts: str | None = None
    """A folder whose posts are drafts by being there (Jekyll, Hexo); also one of ``folders``."""
    images: str | None = None

    def holds(self, path: str) -> bool:
        """Whether a path of the blog is that of a post, by its name."""
        return is_post(path) and any(not folder or path.startswith(f"{folder}/") for folder in self.folders)


def detect(root: Path, posts_setting: str | None) -> PostFolders:
    """The layout of the blog at ``root``; ``posts_setting`` names the posts folder when the person has.

    Raises FileRefused when that folder lies outside the blog.
    """
    if posts_setting is not None:
        folder = _inside(root, posts_setting)
        beside = f"{folder.removesuffix('_posts')}_drafts"
        drafts = beside if folder.endswith("_posts") and (root / beside).is_dir() else None
        return PostFolders((folder, drafts) if drafts else (folder,), drafts, _images(root))
    found = [folder for folder in _POSTS if _holds_posts(root / folder)]
    # `content` holds `content/posts`: the outer one would list every post twice.
    found = [f for f in found if not any(other != f and other.startswith(f + "/") for other in found)]
    drafts = next((folder for folder in _DRAFTS if (root / folder).is_dir()), None)
    if not found and _has_post(root):
        found = [""]
    folders = tuple(found[:1]) or (DEFAULT_FOLDER,)
    if drafts and "" not in folders:
        folders = (*folders, drafts)
    return PostFolders(folders, drafts, _images(root))


def _inside(root: Path, setting: str) -> str:
    base = os.path.realpath(root)
    folder = os.path.realpath(os.path.join(base, setting))  # noqa: PTH118 - an absolute setting must show
    if os.path.commonpath([base, folder]) != base:
        raise FileRefused(setting, "outside")
    relative = os.path.relpath(folder, base).replace(os.sep, "/")
    return "" if relative == "." else relative


def _images(root: Path) -> str | None:
    return next((folder for folder in _IMAGES if (root / folder).is_dir()), None)


def _has_post(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(is_post(entry.name) and entry.is_file() for entry in entries)


def _holds_posts(folder: Path, depth: int = 0) -> bool:
    """Whether a post is in this folder or below; stops at the first."""
    if depth > _DEEPEST or not folder.is_dir() or folder.is_symlink():
        return False
    inner: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_post(f"posts/{entry.name}") and entry.is_file():
                    return True
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    inner.append(Path(entry.path))
    except OSError:
        return False
    return any(_holds_posts(child, depth + 1) for child in sorted(inner, reverse=True))
