"""Paths of posts and of their pages, as Astro, Docusaurus, Eleventy and VitePress take them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

_PLAIN: Final = "/-_.~!$&'(),;=:@+*"
"""What stands in an address as it is, beside letters and digits."""


def encoded(path: str) -> str:
    """The path of a page as it stands in its address."""
    return quote(path, safe=_PLAIN)


def hidden_path(path: str) -> str:
    """The path that a file has when its name begins with ``_``, as of what no page is made of."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}_{name}"


def shown_path(path: str) -> str:
    """The path that a file has when its name does not begin with ``_``."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.lstrip('_')}"
