"""A blog whose site is known, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.live.checker import Clock, LiveCheck
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.live.record import Page, PublicationRecord
from blogwifi_tui.vcs.progress import CancelToken
from tests.conftest import POST
from tests.core.live.small_site import SmallSite, page, small_site

SITE = "http://blog.test:8000"
WORDS = "Une troisième borne couvre désormais la salle du petit déjeuner."


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = self.start = datetime(2026, 6, 15, 12, tzinfo=UTC)
        self.plans: list[tuple[float, Callable[[], object]]] = []

    def __call__(self) -> datetime:
        return self.now

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return (self.now - self.start).total_seconds()

    def pass_by(self, seconds: float) -> None:
        """Let some time go, and happen what was planned for it."""
        self.now += timedelta(seconds=seconds)
        due = [plan for plan in self.plans if plan[0] <= self.seconds]
        self.plans = [plan for plan in self.plans if plan not in due]
        for _, happens in due:
            happens()

    def at(self, seconds: float, happens: Callable[[], object]) -> None:
        """Plan something."""
        self.plans.append((seconds, happens))

    def wait(self, cancel: CancelToken, seconds: float) -> bool:
        """As a check waits."""
        if not cancel.cancelled:
            self.pass_by(seconds)
        return cancel.cancelled


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


@pytest.fixture
def site() -> Iterator[SmallSite]:
    with small_site() as site:
        yield site


class Blogger(Publisher):
    """Somebody whose site a test runs, and who asks whether it shows what was published."""

    PATH = "/le-wifi-de-l-hotel/"

    def __init__(self, folder: Path, moment: Moment, site: SmallSite, address: str = "") -> None:
        super().__init__(folder, moment, address or site.address)
        self.site = site
        self.moment = moment
        self.told: list[PublicationRecord] = []
        self.seconds = 5.0
        """In which a page must have come."""
        self.build()

    def build(self, path: str = POST, at: str = PATH) -> None:
        """Build the page of a post as it is in the blog now."""
        post = self.blog.read(path)
        self.site.put(at, page(post.title, post.body))

    def check(self, cancel: CancelToken | None = None, **more: float) -> PublicationRecord:
        """Ask until all is known."""
        clock = Clock(self.moment, self.moment.wait)
        check = LiveCheck(self.last, clock=clock, seconds=self.seconds, **more)
        record = check.run(cancel or CancelToken(), self.told.append)
        assert record is not None
        return record

    def checked(self) -> Page:
        """The one page of the last publication, once all is known."""
        return self.check().pages[0]


@pytest.fixture
def blogger(published_blog: Path, moment: Moment, site: SmallSite) -> Blogger:
    return Blogger(published_blog, moment, site)
