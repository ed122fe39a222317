"""Paths that settings name, as paths of the blog."""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import quote

DEEPEST: Final = 64
"""Folders in one another that a path may have."""
SERVED: Final = ("static", "public", "source", "src", "docs")
"""Folders whose content a site shows at its root."""


def below(folder: str, name: str) -> str:
    """The path of what is called ``name`` in a folder; either may be empty."""
    return f"{folder}/{name}" if folder and name else folder or name


def join(folder: str, inner: str) -> str:
    """A path below a folder of the blog; the folder itself for one that leads out of the blog."""
    found = inside(folder, inner)
    return folder if found is None else found


def between(origin: str, target: str) -> str:
    """The way from one file of the blog to another, or to a folder, as a link writes it: ``../b.md``."""
    return quote(posixpath.relpath(target or ".", posixpath.dirname(origin) or "."))


def address_from_root(path: str) -> str:
    """The address of a folder of the site, from the root of its host, with a slash at the end."""
    first, _, rest = path.partition("/")
    return quote(f"/{rest if first in SERVED and rest else path}/")


def is_inside(path: str) -> bool:
    """Whether a path is that of a place in the blog: it goes down only, and every disk can have it."""
    parts = path.split("/")
    return (
        path.isprintable() and len(parts) <= DEEPEST and not {"..", "."} & {*parts} and "" not in parts[:-1]
    )


def inside(folder: str, inner: str) -> str | None:
    """The path of ``inner`` below a folder of the blog; None when that leads out of the blog, or is none."""
    if not inner.isprintable():
        return None
    path = posixpath.normpath(posixpath.join(folder, inner.replace("\\", "/").lstrip("/")))
    if path == ".":
        return ""
    return None if path.startswith("..") else path


def from_folder(folder: str, path: str) -> str | None:
    """As :func:`inside`, where a path that begins with ``/`` is one of the disk, and so none of the blog."""
    return None if path.startswith("/") else inside(folder, path)
