"""Images: the folder a blog keeps them in, the name a new one gets, and the files that addresses mean."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from blogwifi_tui.content import files
from blogwifi_tui.content.slugs import folded, slugify
from blogwifi_tui.errors import FileError, FileExists, FileRefused
from blogwifi_tui.site.address import path_of
from blogwifi_tui.site.paths import SERVED, address_from_root, between
from blogwifi_tui.site.sites import Sites
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import urlsplit

_BESIDE: Final = ("images", "img")
_ROOTED: Final = re.compile(r"\{(?:static|attach|filename)\}(?=/)|\|(?:static|filename)\|(?=/)|@site(?=/)")
"""What stands before a path from the root of the site, or of its content."""


class Gallery(NamedTuple):
    """Where the pictures of one post go."""

    folder: str
    """In the blog, ``/`` separated; it may not be there yet."""
    address: str
    """What stands before the name of a file in the post: empty, or something that ends with a slash."""


class Image(NamedTuple):
    """A picture that a post is to show."""

    path: str
    """In the blog, ``/`` separated."""
    address: str
    """As a post names it."""
    data: bytes | None
    """What is to be written there; None when the blog holds it already."""


def gallery(root: Path, sites: Sites, post: str, usual: Gallery | None = None) -> Gallery:
    """Where the pictures of the post at the path ``post`` go.

    As the ``usual`` one has it, which the newest posts showed; else beside the post of a bundle; else where
    the generator looks for pictures.
    """
    folder = posixpath.dirname(post)
    if usual:
        return usual
    if folder and sites.owns_folder(post):
        return Gallery(folder, "")
    site = sites.of(post)
    posts = next(iter(site.posts or sites.folders), "")
    for beside in (posixpath.join(posts, name) for name in _BESIDE):
        if (root / beside).is_dir() and site.generator.resolves_pictures(Tree(root), site) is not False:
            return _relative(beside, post)
    if site.pictures:
        inner = posixpath.relpath(site.pictures, site.folder or ".")
        place = f"{site.pictures}/images" if inner in SERVED else site.pictures
        return Gallery(place, site.generator.picture_address(site, place, post))
    if posts.endswith("_posts"):  # a generator that shows nothing of this folder but the posts
        base = posts.removesuffix("_posts")
        place = f"{base}images" if base in ("source/", "src/") else f"{base}assets/images"
        return Gallery(place, address_from_root(place))
    return _relative(posixpath.join(posts, _BESIDE[0]), post)


def _relative(place: str, post: str) -> Gallery:
    return Gallery(place, f"{between(post, place)}/")


def bring(
    root: Path,
    place: Gallery,
    source: Path,
    waiting: Mapping[str, Image],
    prepare: Callable[[bytes], bytes] = lambda data: data,
) -> Image:
    """The picture at ``source``, anywhere on the machine, as it will be in the blog; nothing is written.

    A file of the same bytes is used again, and none is ever replaced: the next one is called ``…-2``.
    ``waiting`` are pictures still to be written, by path. ``prepare`` gives the bytes that the blog is to
    have; a picture that lies in the folder already stays as it is.

    Raises:
        FileMissing, FileFailed: it cannot be read.
        FileRefused: ``no picture`` by its name, or no plain file; ``heavy``: over ``files.MAX_PICTURE``.
        Whatever ``prepare`` raises.
    """
    suffix = source.suffix.lower()
    if suffix not in files.PICTURES:
        raise FileRefused(str(source), "no picture")
    data = files.read_picture(source)
    folder = root / place.folder
    if source.resolve().parent == folder.resolve():
        return _picture(place, source.name, None)
    data = prepare(data)
    known = _names(folder) | {folded(name): name for name in map(posixpath.basename, waiting)}
    stem = slugify(source.stem)
    for number in count(1):
        name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        held = known.get(folded(name))
        if held is None:
            return _picture(place, name, data)
        there = waiting.get(posixpath.join(place.folder, held))
        if there and there.data == data:
            return there
        if _bytes(root, posixpath.join(place.folder, held)) == data:
            return _picture(place, held, None)
    raise AssertionError  # count never ends


def _picture(place: Gallery, name: str, data: bytes | None) -> Image:
    return Image(posixpath.join(place.folder, name), place.address + quote(name), data)


def _names(folder: Path) -> dict[str, str]:
    """The names in a folder, by what tells them apart on every disk."""
    return {folded(path.name): path.name for path in folder.iterdir()} if folder.is_dir() else {}


def _bytes(root: Path, path: str) -> bytes | None:
    """What a file of the blog holds; None for what cannot be read as a picture."""
    try:
        return files.read(root, path)
    except FileError:
        return None


def write(root: Path, image: Image) -> bool:
    """Write a picture into the blog, unless its very bytes are there; whether it was written.

    Raises what ``files.create`` raises.
    """
    if image.data is None:
        return False
    try:
        files.create(root, image.path, image.data)
    except FileExists:
        if _bytes(root, image.path) != image.data:
            raise
        return False
    return True


def write_before(root: Path, images: Iterable[Image], text: Callable[[], object]) -> FileError | None:
    """Write pictures, then what ``text`` writes: killed between, no text names a picture that is not there.

    Returns:
        Why a picture could not be written; the text is written all the same.

    Raises:
        FileError: the text cannot be written; the pictures are gone again.
    """
    made: list[Image] = []
    failed: FileError | None = None
    for image in images:
        try:
            if write(root, image):
                made.append(image)
        except FileError as error:
            failed = error
    try:
        text()
    except FileError:
        for image in made:
            with suppress(FileError):
                files.delete(root, image.path, expected=files.digest(image.data or b""))
            with suppress(OSError):
                (root / image.path).parent.rmdir()  # only when nothing else lies there
        raise
    return failed


def named(root: Path, sites: Sites, post: str, addresses: Iterable[str]) -> list[str]:
    """The files of the blog that ``addresses`` in the post at the path ``post`` mean, each once, in order."""
    found = (_named(root, sites, post, address) for address in addresses)
    return list(dict.fromkeys(path for path in found if path))


def _named(root: Path, sites: Sites, post: str, address: str) -> str | None:
    rooted = _ROOTED.match(address)
    parts = urlsplit(address[rooted.end() :] if rooted else address)
    target = unquote(parts.path)
    if parts.scheme or parts.netloc or "\0" in target:
        return None
    if posixpath.splitext(posixpath.normpath(target))[1].lower() not in files.PICTURES:
        return None  # nearly every link of a text: before it is tried against each folder
    if not rooted and not target.startswith("/"):
        return _picture_at(root, [posixpath.dirname(post)], target)
    site, target = sites.of(post), target.lstrip("/")
    posts = next(iter(site.posts or sites.folders), "")
    own = dict.fromkeys(("", site.folder, posixpath.dirname(site.folder)))
    folders = [posixpath.join(base, each) for base in own for each in ("", *SERVED)]
    folders += [posts, posixpath.dirname(posts)]
    base = path_of(site.address).strip("/")
    found = _picture_at(root, folders, target)
    if found is None and base and target.startswith(f"{base}/"):
        found = _picture_at(root, folders, target.removeprefix(f"{base}/"))
    return found


def _picture_at(root: Path, folders: Iterable[str], target: str) -> str | None:
    for folder in folders:
        path = posixpath.normpath(posixpath.join(folder, target))
        if _is_file(root, path):
            return path
    return None


def _is_file(root: Path, path: str) -> bool:
    """Whether a path is that of a plain file inside the blog, by no link."""
    place = root / path
    # Of Path, a name that is too long for the disk raises an error.
    if path.startswith("../") or not os.path.isfile(place):  # noqa: PTH113
        return False
    return place.resolve() == root.resolve() / path
