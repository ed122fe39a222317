"""A blog whose site is known, and a clock that a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.live.record import PublicationRecord
from tests.conftest import POST

SITE = "http://blog.test:8000"
WORDS = "Une troisième borne couvre désormais la salle du petit déjeuner."


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def moment() -> Moment:
    return Moment()


class Publisher:
    """Somebody who writes in a blog and publishes."""

    def __init__(self, folder: Path, moment: Moment, site: str = SITE) -> None:
        self.folder = folder
        if site:
            (folder / "blogwifi.toml").write_text(
                f'[blog]\npublic_address = "{site}/{{slug}}/"\n', encoding="utf-8"
            )
        self.blog = Blog.open(folder)
        self.last = LastPublication(self.blog, moment)

    def write(self, text: str, path: str = POST) -> None:
        """Give a post this text, header and all, and commit it."""
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.blog.commit([path], f"Write {path}")

    def change(self, old: str, new: str, path: str = POST) -> None:
        """Change words of a post, and commit it."""
        self.write((self.folder / path).read_text(encoding="utf-8").replace(old, new), path)

    def add(self, words: str = WORDS, path: str = POST) -> None:
        """Add a paragraph to a post, and commit it."""
        self.write(f"{(self.folder / path).read_text(encoding='utf-8')}\n{words}\n", path)

    def publish(self, *, ask: bool = True) -> PublicationRecord | None:
        return self.last.note(self.blog.publication.send(), ask=ask)

    def published(self) -> PublicationRecord:
        """Publish what there is."""
        record = self.publish()
        assert record is not None
        return record


@pytest.fixture
def publisher(published_blog: Path, moment: Moment) -> Publisher:
    return Publisher(published_blog, moment)
