"""The posts of a blog by what links and generators may call them."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from blogwifi_tui.content.post_files import name_of
from blogwifi_tui.content.slugs import folded


class PostLookup:
    """Finds posts by their paths and names. Paths are relative to the blog's root, with ``/``."""

    def __init__(self, root: Path, posts: Mapping[str, str]) -> None:
        """The posts at these paths, with their titles, in the blog at ``root``."""
        self._root = root
        self._posts = posts
        self._by_rule: dict[str, dict[str, list[str]]] = {}

    def has(self, path: str) -> bool:
        """Whether there is a post of this path."""
        return path in self._posts

    def is_file(self, path: str) -> bool:
        """Whether there is a file of this path in the blog."""
        path = posixpath.normpath(path)
        # Of Path, a name that is too long for the disk raises an error.
        return not path.startswith("../") and os.path.isfile(self._root / path)  # noqa: PTH113

    def called(self, file: str) -> Sequence[str]:
        """The paths of posts whose files have this name."""
        return self._by_file.get(file, ())

    def named(self, name: str) -> Sequence[str]:
        """The paths of posts whose files have this name, but for the extension."""
        return self._by_name.get(unicodedata.normalize("NFC", name), ())

    def named_alike(self, name: str) -> Sequence[str]:
        """The paths of posts called so, but for capitals, accents and all that follows the first dot.

        The post ``index.md`` of a folder is called as the folder is.
        """
        return self._by_folded_name.get(folded(name).partition(".")[0], ())

    def by_rule(self, folder: str, names: Callable[[str, str], Sequence[str]]) -> Mapping[str, Sequence[str]]:
        """The paths of posts by what the site in ``folder`` calls them: ``names`` of a path and a title.

        Where two have one name, those come first of which it is the earlier one.
        """
        known = self._by_rule.get(folder)
        if known is None:
            known = self._by_rule[folder] = {}
            given = [
                (rank, name, path)
                for path, title in self._posts.items()
                for rank, name in enumerate(names(path, title))
            ]
            for _, name, path in sorted(given):
                known.setdefault(unicodedata.normalize("NFC", name), []).append(path)
        return known

    @cached_property
    def folders(self) -> frozenset[str]:
        """The names of all folders around posts, folded as :func:`.slugs.folded` does."""
        parts = (part for path in self._posts for part in path.split("/")[:-1])
        return frozenset(map(folded, parts))

    @cached_property
    def _by_file(self) -> dict[str, list[str]]:
        return self._by(posixpath.basename)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return self._by(_stem)

    @cached_property
    def _by_folded_name(self) -> dict[str, list[str]]:
        return self._by(lambda path: folded(name_of(path)).partition(".")[0])

    def _by(self, key: Callable[[str], str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self._posts):
            found.setdefault(key(path), []).append(path)
        return found


def _stem(path: str) -> str:
    return unicodedata.normalize("NFC", posixpath.splitext(posixpath.basename(path))[0])
