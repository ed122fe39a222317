"""Which posts have the same public address."""

from __future__ import annotations

import datetime as dt

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Post
from blogwifi_tui.site.address import address_key


def key(path: str, more: str = "", date: str = "2020-01-02", pattern: str = "") -> tuple[str, ...] | None:
    data = f"---\ntitle: T\ndate: {date}\n{more}\n---\n".encode()
    post = Post(path, data)
    moment = post.moment(dt.UTC)
    entry = Entry(path, post.title, moment, (), (), None, "", len(data), 0, 0, 0, post.address)
    return address_key(entry, pattern)


@pytest.mark.parametrize(
    ("one", "other", "pattern"),
    [
        (key("posts/a.md"), key("posts/a.markdown"), ""),
        (key("posts/a.md"), key("posts/a/index.md"), ""),
        (key("posts/a.md", "lang: fr\nurl: /x/"), key("posts/b.md", "lang: fr\npermalink: x/index.html"), ""),
        (key("posts/2020-01-02-a.md"), key("posts/2020-01-02-b.md", "slug: a"), ""),
        (key("posts/a.md"), key("posts/b.md", 'slug: "A"'), ""),
        (key("posts/2019-a.md", "slug: a", "2019-05-06", "https://x/{slug}/"),
         key("posts/b.md", "slug: a", pattern="https://x/{slug}/"), ""),
    ],
)  # fmt: skip
def test_posts_with_the_same_public_address(one: object, other: object, pattern: str) -> None:
    assert one == other
    assert one is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (key("posts/a.md"), key("posts/b.md")),
        (key("posts/a.md"), key("posts/wifi/a.md")),
        (key("posts/a.fr.md"), key("posts/a.en.md")),
        (key("posts/a.md", "lang: fr"), key("posts/a.markdown", "lang: en")),
        (key("posts/a.md", "lang: fr\nurl: /x/"), key("posts/b.md", "lang: en\nurl: /x/")),
        (key("posts/2020-01-02-a.md"), key("posts/2021-01-02-a.md", date="2021-01-02")),
        (key("posts/2020-01-02-a.md"), key("posts/a.md")),
        (key("posts/a.md", pattern="https://x/{year}/{slug}/"),
         key("posts/a.markdown", date="2019-01-02", pattern="https://x/{year}/{slug}/")),
    ],
)  # fmt: skip
def test_posts_that_may_have_different_addresses_are_no_twins(one: object, other: object) -> None:
    assert one != other


def test_a_post_whose_header_gives_its_address_has_no_twin() -> None:
    assert key("posts/a.md", "permalink: /:title/") is None
