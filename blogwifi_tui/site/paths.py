"""Paths that settings name, as paths of the blog."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def join(folder: str, inner: str) -> str:
    """A path below a folder of the blog; the folder itself for one that leads out of the blog."""
    found = inside(folder, inner)
    return folder if found is None else found


def between(origin: str, target: str) -> str:
    """The way from one file of the blog to another, as a link writes it: ``../b.md``."""
    return quote(posixpath.relpath(target, posixpath.dirname(origin) or "."))


def inside(folder: str, inner: str) -> str | None:
    """The path of ``inner`` below a folder of the blog; None when that leads out of the blog, or is none."""
    if not inner.isprintable():
        return None
    path = posixpath.normpath(posixpath.join(folder, inner.replace("\\", "/").lstrip("/")))
    if path == ".":
        return ""
    return None if path.startswith("..") else path
