"""What was recorded of a small site, and what we say of the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.content.state import State, state_of
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites

HERE = Path(__file__).parent
SHOWN = (State.PUBLISHED, State.UNLISTED)


class Record(NamedTuple):
    """One small site."""

    name: str
    built_at: datetime
    pages: dict[str, dict[str, Any]]
    sites: Sites
    entries: dict[str, Entry]
    """What we read, by path."""

    def address(self, path: str) -> str:
        """The path of a page's address as we say it."""
        parts = urlsplit(self.sites.address(self.entries[path]))
        return parts.path + (f"?{parts.query}" if parts.query else "")


def record(generator: str, name: str, site: str, zone: tzinfo = UTC) -> Record:
    """The record ``name`` of the small site ``site``, for a blog in ``zone``."""
    told = json.loads((HERE / generator / f"{name}.json").read_text(encoding="utf-8"))
    root = HERE / generator / site
    sites = detect(root, None, zone=zone)
    entries = {entry.path: entry for entry in Index(root, sites.folders, zone=zone, rules=sites).scan()}
    return Record(name, datetime.fromisoformat(told["built_at"]), told["pages"], sites, entries)


def not_found(record: Record) -> list[str]:
    """The posts that the generator lists and we do not know."""
    return [path for path, page in record.pages.items() if page["listed"] and path not in record.entries]


def names_of(generator: str) -> list[str]:
    """The records of a generator, by name."""
    return sorted(path.stem for path in (HERE / generator).glob("*.json"))


def differences(record: Record) -> Iterator[str]:
    """Where we say something else than was built, a line each, of the posts that we list."""
    for path, page in record.pages.items():
        entry = record.entries.get(path)
        if entry is None:
            continue
        state = state_of(entry.visibility, record.built_at, readable=entry.problem is None)
        built = page["address"] is not None
        if (state in SHOWN) != built:
            yield f"{path}: {state}, built: {page['address']}"
        elif built and not entry.is_section and (state is State.PUBLISHED) != page["listed"]:
            yield f"{path}: {state}, listed: {page['listed']}"
        address = page["address"] or page.get("would_be")
        if address and record.address(path) != address:
            yield f"{path}: address {record.address(path)}, not {address}"
        date = page["date"] and datetime.fromisoformat(page["date"])
        if entry.date != date and not entry.is_section and (date or built):
            yield f"{path}: date {entry.date}, not {date}"
