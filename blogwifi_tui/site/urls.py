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
