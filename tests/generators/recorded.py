"""What we say of the posts of a small site, beside what its generator's record says became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.state import State
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites

HERE = Path(__file__).parent


class Difference(NamedTuple):
    """Where we say something else than the generator did."""

    path: str
    about: str
    ours: object
    theirs: object


class Recorded:
    """One small site, and its record."""

    def __init__(self, generator: str, variant: str) -> None:
        self.folder = HERE / generator / variant
        self._told: dict[str, Any] = json.loads(Path(f"{self.folder}.json").read_text(encoding="utf-8"))
        zone = ZoneInfo(self._told["zone"])
        self.sites: Sites = detect(self.folder, None, zone=zone)
        index = Index(self.folder, self.sites.folders, zone=zone, rules=self.sites)
        self.entries = {entry.path: entry for entry in index.scan()}
        self.built_at = datetime.fromisoformat(self._told["built_at"])

    @property
    def pages(self) -> dict[str, dict[str, Any]]:
        """The rows of the record, by the path of the source."""
        pages: dict[str, dict[str, Any]] = self._told["pages"]
        return pages

    def differences(self) -> Iterator[Difference]:
        """Each row that we say something else of: about being found or shown, address, date or tags."""
        for path, theirs in self.pages.items():
            if path in self.entries:
                yield from self._of(path, theirs)
            elif theirs["listed"]:
                yield Difference(path, "found", None, theirs["address"])

    def _of(self, path: str, theirs: dict[str, Any]) -> Iterator[Difference]:
        entry = self.entries[path]
        state = entry.state(self.built_at)
        shown = state in (State.PUBLISHED, State.UNLISTED)
        if shown is not (theirs["address"] is not None):
            yield Difference(path, "shown", state.value, theirs["address"])
        if theirs["address"] is None:
            return
        address = unquote(urlsplit(self.sites.address(entry)).path)
        if address != unquote(theirs["address"]):
            yield Difference(path, "address", address, theirs["address"])
        date = theirs["date"] and datetime.fromisoformat(theirs["date"])
        if entry.date != date:
            yield Difference(path, "date", entry.date, theirs["date"])
        tags = sorted(set(map(str, theirs.get("tags") or ())))
        if sorted(entry.tags) != tags:
            yield Difference(path, "tags", entry.tags, theirs["tags"])


def names_of(generator: str) -> list[str]:
    """The small sites of a generator that have a record."""
    return sorted(path.stem for path in (HERE / generator).glob("*.json"))
