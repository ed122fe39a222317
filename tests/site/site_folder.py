"""A folder made for one test, and what is known of the site in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites

NOW = datetime.fromisoformat("2026-06-15T12:00:00+00:00")


class SiteFolder:
    """Files below one folder; what is written to it is seen by the next question."""

    def __init__(self, root: Path, **files: str) -> None:
        self.root = root
        for path, text in files.items():
            self.put(path, text)

    def put(self, path: str, text: str = "") -> str:
        """Writes a file; gives its path."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return path

    def post(self, path: str, *lines: str) -> str:
        """Writes a post with these lines as its header; gives its path."""
        return self.put(path, "".join(f"{line}\n" for line in ("---", *lines, "---", "", "Text.")))

    @property
    def sites(self) -> Sites:
        return detect(self.root, None)

    @property
    def names(self) -> list[tuple[str, str]]:
        """The generators that were found, and where."""
        return [(site.generator.name, site.folder) for site in self.sites.sites]

    def read(self, path: str) -> Post:
        return Post(path, (self.root / path).read_bytes(), self.sites)

    def state(self, path: str) -> State:
        return self.read(path).state(NOW)

    def addresses(self, *paths: str) -> list[str]:
        """Of the pages of posts, as a list knows them."""
        sites = self.sites
        entries = Index(self.root, sites.folders, zone=UTC, rules=sites).scan()
        known = {entry.path: sites.address(entry) for entry in entries}
        return [known[path] for path in paths]

    def address(self, path: str) -> str:
        """Of the page of a post."""
        (found,) = self.addresses(path)
        return found

    def drafted(self, path: str, draft: bool, now: datetime | None = NOW) -> Post:
        """The post kept off the site, or let onto it."""
        return self.read(path).with_draft(draft, now=now)
