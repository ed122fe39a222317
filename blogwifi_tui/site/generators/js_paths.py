"""Paths of posts and of their pages, as Astro, Docusaurus, Eleventy and VitePress take them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from blogwifi_tui.site.paths import between

_PLAIN: Final = "/-_.~!$&'(),;=:@+*"
"""What stands in an address as it is, beside letters and digits."""


def encoded(path: str) -> str:
    """The path of a page as it stands in its address."""
    return quote(path, safe=_PLAIN)


def with_base(path: str, base: str) -> str:
    """The path of a page, from ``/``, below the path ``base`` that a site lies under; that may be empty."""
    return f"/{base}{path}" if base else path


def without_base(address: str | None, base: str) -> str | None:
    """The address of a page where the generator itself puts ``base`` before those that posts name."""
    return address and address.removeprefix(f"/{base}" if base else "")


def way_to(origin: str, target: str) -> str:
    """The way from one file to another, as a link writes it that becomes one to a page: ``./b.md``."""
    way = between(origin, target)
    return way if way.startswith("..") else f"./{way}"


def hidden_path(path: str) -> str:
    """The path that a file has when its name begins with ``_``, as of what no page is made of."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}_{name}"


def shown_path(path: str) -> str:
    """The path that a file has when its name does not begin with ``_``."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.lstrip('_')}"
