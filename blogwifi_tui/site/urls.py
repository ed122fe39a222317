"""Addresses as settings and headers give them: a person may write anything."""

from __future__ import annotations

import urllib.parse
from urllib.parse import SplitResult


def urlsplit(address: str) -> SplitResult:
    """The parts of an address; all are empty where it is none (``https://[``)."""
    try:
        return urllib.parse.urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def base_path(address: str) -> str:
    """The path that all pages of a site at this address begin with, from ``/``, without its last slash."""
    path = urlsplit(address).path.strip("/")
    return f"/{path}" if path else ""


def first_page(address: str, base: str | None = None) -> str:
    """The address of a site's first page, with a slash at its end; empty without a scheme and a host.

    ``base`` stands for the path of ``address`` where settings give it apart.
    """
    parts = urlsplit(address)
    path = (parts.path if base is None else base).strip("/")
    whole = parts.scheme and parts.netloc
    return f"{parts.scheme}://{parts.netloc}/{path and f'{path}/'}" if whole else ""
