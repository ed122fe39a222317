"""The pictures that posts show: brought into the blog, found again, committed with their post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content import files
from blogwifi_tui.errors import FileError
from blogwifi_tui.site import image_folder

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.site.detect import PostFolders
    from blogwifi_tui.site.image_folder import Image


def bring(blog: Blog, post: str, source: Path, waiting: Mapping[str, Image]) -> Image:
    """The picture at ``source`` as the post at ``post`` will name it; see ``content.images.bring``."""
    place = image_folder.gallery(blog.root, blog.layout, post)
    return image_folder.bring(blog.root, place, source, waiting)


def find(blog: Blog, post: str, address: str) -> Path | None:
    """The file that ``address`` in the post at ``post`` means; None when it is no picture of the blog."""
    found = image_folder.named(blog.root, blog.layout, post, [address])
    return blog.root / found[0] if found else None


def shown(root: Path, layout: PostFolders, posts: Iterable[str]) -> list[str]:
    """The files of the blog that these posts show as pictures; a post that cannot be read shows none."""
    found = (path for post in posts if layout.holds(post) for path in _shown(root, layout, post))
    return list(dict.fromkeys(found))


def _shown(root: Path, layout: PostFolders, post: str) -> list[str]:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.markdown.images import image_addresses

    try:
        body = Post.from_bytes(post, files.read(root, post)).body
    except FileError:
        return []
    return image_folder.named(root, layout, post, image_addresses(body))
