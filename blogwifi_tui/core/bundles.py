"""A post and what lies in its folder are one thing: ``slug/index.md`` with its pictures."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from blogwifi_tui.content.files import read
from blogwifi_tui.content.post_files import ENDING, PAGE_TEMPLATES, name_of
from blogwifi_tui.core.step_journal import FileChange

if TYPE_CHECKING:
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository

MOST_BYTES: Final = 200 * 1024 * 1024
"""Of all files of such a folder; one with more is left alone."""
MOST_FILES: Final = 500
"""Files of a folder that is one post's; one with more is left alone."""


class Bundle(NamedTuple):
    """The folder of one post. All paths are relative to the blog's root."""

    folder: str
    files: tuple[str, ...]
    """What lies in it, at any depth, but posts."""
    posts: tuple[str, ...]
    """The post in it, and its other languages."""

    def is_around(self, path: str) -> bool:
        """Whether the file of its post, at ``path``, lies in it as ``index.md`` does, and not beside it."""
        return posixpath.dirname(path) == self.folder

    def moved(self, path: str, folder: str) -> str:
        """Where a file of it is once the folder is called ``folder``."""
        return f"{folder}{path.removeprefix(self.folder)}" if path.startswith(f"{self.folder}/") else path


class Bundles:
    """The bundles of one blog."""

    def __init__(self, root: Path, sites: Sites, repository: BlogRepository) -> None:
        self._root = root
        self._sites = sites
        self._repository = repository

    def of(self, path: str, *, by_name: bool = False) -> Bundle | None:
        """The bundle of the post at ``path``; None when it has no folder of its own.

        A folder with other posts, with a link or with another repository in it is nobody's own. Files that
        git is told to ignore are no part of it. ``by_name``: a folder beside the post that is called as its
        file is counts as its own, whatever the generator.
        """
        bundle = bundle_of(self._root, self._sites, path, by_name=by_name)
        return bundle and bundle._replace(files=self._not_ignored(bundle.files))

    def _not_ignored(self, files: Sequence[str]) -> tuple[str, ...]:
        if not files:
            return ()
        known = self._repository.tracked(files) | set(self._repository.untracked(files))
        return tuple(each for each in files if each in known)

    def loose(self, paths: Sequence[str]) -> set[str]:
        """Those of the files at ``paths`` that no commit holds as they are."""
        return self._repository.edited(paths) | set(self._repository.untracked(paths))

    def left_alone(self, paths: Collection[str]) -> tuple[str, ...]:
        """The files of the bundles that none of their posts would be left in, once these are gone."""
        gone = frozenset(paths)
        bundles = (bundle_of(self._root, self._sites, path) for path in paths)
        found = {
            bundle.folder: bundle.files for bundle in bundles if bundle and gone.issuperset(bundle.posts)
        }
        return self._not_ignored([file for files in found.values() for file in files])

    def moves(self, bundle: Bundle, path: str, target: str) -> Iterator[tuple[FileChange, FileChange]]:
        """What else lies in the bundle of the post whose file goes from ``path`` to ``target``.

        Of each file where it comes, and where it goes from.

        Raises:
            FileError: one cannot be read.
        """
        folder = posixpath.dirname(target) if bundle.is_around(path) else posixpath.splitext(target)[0]
        for each in (*bundle.posts, *bundle.files):
            if each != path:
                data = read(self._root, each)
                yield FileChange(bundle.moved(each, folder), None, data), FileChange(each, data, None)

    def copy(self, path: str, name: str) -> tuple[str, list[FileChange]]:
        """Where a copy of the post at ``path`` goes, in a folder called ``name``, and what it takes along.

        Nothing and an empty path for a post that is no bundle.

        Raises:
            FileError: a file in it cannot be read.
        """
        bundle = self.of(path)
        if bundle is None:
            return "", []
        wanted = posixpath.join(posixpath.dirname(bundle.folder), name)
        folder = next(each for each in _numbered(wanted) if not os.path.lexists(self._root / each))
        end = f"/{posixpath.basename(path)}" if bundle.is_around(path) else PurePosixPath(path).suffix
        target = f"{folder}{end}"
        files = [each for each in bundle.files if each != path]
        return target, [
            FileChange(bundle.moved(each, folder), None, read(self._root, each)) for each in files
        ]


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))


def bundle_of(root: Path, sites: Sites, path: str, *, by_name: bool = False) -> Bundle | None:
    """The bundle of the post at ``path``, with all files in it; see :meth:`Bundles.of`."""
    folder = posixpath.dirname(path)
    site = sites.of(path)
    if folder and sites.owns_folder(path):
        inside = [f"{folder}/{each}" for each in _names(root / folder)]
        posts = tuple(each for each in inside if sites.owns_folder(each) and sites.holds(each))
    elif folder := _named_folder(path) if by_name else site.generator.asset_folder(site, path):
        posts = (path,)
    else:
        return None
    if any(each == folder or each.startswith(f"{folder}/") for each in sites.folders):
        return None
    files = _files(root, folder)
    if files is None or any(sites.holds(each) for each in files if each not in posts):
        return None
    return Bundle(folder, tuple(each for each in files if each not in posts), posts or (path,))


def _named_folder(path: str) -> str:
    """The folder beside a post that is called as its file is."""
    return path.removesuffix(PurePosixPath(path).suffix)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _files(root: Path, folder: str) -> list[str] | None:
    """The plain files below a folder; None when it holds anything else, or too many."""
    found: list[str] = []
    size = 0
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(root / inner) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return None
        for entry in inside:
            path = f"{inner}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and entry.name != ".git":
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False) and entry.name != ".git":
                found.append(path)
                size += entry.stat(follow_symlinks=False).st_size
            else:
                return None
        if len(found) > MOST_FILES or size > MOST_BYTES:
            return None
    return found


def clear_folders(root: Path, gone: Collection[str]) -> None:
    """Remove the folders that posts had for themselves and that nothing lies in any more.

    ``gone`` are the paths of files that went, the posts among them. Whose a folder was is told by names
    alone: the rules of the site know no post that is gone.
    """
    own = {own_folder(path) for path in gone}
    above = {parent for path in gone for parent in PurePosixPath(path).parents}
    for each in sorted(above, reverse=True):
        if not own.isdisjoint(map(str, (each, *each.parents))):
            with suppress(OSError):  # something lies there that git is told to ignore
                (root / each).rmdir()


def own_folder(path: str) -> str:
    """The folder that the post at ``path`` has for itself, if it has one: told by names alone."""
    folder, name = posixpath.split(path)
    is_page = "pages" in folder.split("/") and ENDING.sub("", name).lower() in PAGE_TEMPLATES
    return folder if is_page or name_of(path) == posixpath.basename(folder) else _named_folder(path)
