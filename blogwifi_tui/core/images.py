"""The pictures of a blog: imported, found again from a post, committed with the posts that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.errors import FileError
from blogwifi_tui.site import image_folder

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.site.detect import PostFolders
    from blogwifi_tui.site.image_folder import Image


class Images:
    """The pictures of one blog."""

    def __init__(self, root: Path, layout: PostFolders, read: Callable[[str], Post]) -> None:
        """``read`` gives the post at a path, or raises FileError."""
        self._root = root
        self._layout = layout
        self._read = read

    def bring(self, post: str, source: Path, waiting: Mapping[str, Image]) -> Image:
        """The picture at ``source`` as the post at ``post`` will name it; nothing is written yet.

        ``waiting`` are those brought and not written yet, by path; see :func:`.image_folder.bring`.
        """
        place = image_folder.gallery(self._root, self._layout, post)
        return image_folder.bring(self._root, place, source, waiting)

    def write(self, images: Iterable[Image]) -> None:
        """Write pictures into the blog. Raises what ``files.create`` raises."""
        image_folder.write_all(self._root, images)

    def find(self, post: str, address: str) -> Path | None:
        """The file that ``address`` in the post at ``post`` means; None when it is no picture of the blog."""
        found = image_folder.named(self._root, self._layout, post, [address])
        return self._root / found[0] if found else None

    def shown(self, posts: Iterable[str]) -> list[str]:
        """The files of the blog that these posts show as pictures; a post that cannot be read shows none."""
        found = (path for post in posts if self._layout.holds(post) for path in self._shown(post))
        return list(dict.fromkeys(found))

    def _shown(self, post: str) -> list[str]:
        try:
            addresses = self._read(post).images
        except FileError:
            return []
        return image_folder.named(self._root, self._layout, post, addresses)
