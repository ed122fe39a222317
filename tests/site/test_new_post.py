"""A new post looks like the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import pytest

from blogwifi_tui.content.post import Post, State
from blogwifi_tui.site.conventions import Conventions, conventions_of
from blogwifi_tui.site.new_post import compose, file_name

TAGS = ("wifi", "no")
NOW = datetime(2026, 5, 12, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))


def composed(
    *headers: str, path: str = "posts/2014-05-12-a{}.md", tags: Sequence[str] = ("wifi", "no")
) -> Post:
    posts = [Post(path.format(n), header.encode()) for n, header in enumerate(headers)]
    return compose("Le WiFi 7 : à l’hôtel", tags, NOW, conventions_of(posts), {post.path for post in posts})


def test_the_first_post_of_a_blog_is_written_our_way() -> None:
    post = composed()
    assert post.path == "posts/2026-05-12-le-wifi-7-a-l-hotel.md"
    assert post.data.decode().splitlines() == [
        "---",
        'title: "Le WiFi 7 : à l’hôtel"',
        "date: 2026-05-12T09:30:15+02:00",
        'tags: [wifi, "no"]',
        "draft: true",
        "---",
        "",
    ]
    assert post.state(NOW) is State.DRAFT


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    post = compose("Un", (), NOW, Conventions(), {"posts/2026-05-12-UN.md"})
    assert post.path == "posts/2026-05-12-un-2.md"


HUGO = """\
+++
title = 'a'
date = 2014-05-12T10:00:00Z
author = 'Marc'
[taxonomies]
tags = ['a']
+++

b"""


def test_a_hugo_blog_in_toml_gets_a_hugo_post_in_toml() -> None:
    post = composed(*[HUGO.replace("\n", "\r\n")] * 3, path="content/posts/a{}/index.md")
    assert post.path == "content/posts/le-wifi-7-a-l-hotel/index.md"
    assert post.data.decode().split("\r\n") == [
        "+++",
        "title = 'Le WiFi 7 : à l’hôtel'",
        "date = 2026-05-12T07:30:15Z",
        "author = 'Marc'",
        "draft = true",
        "[taxonomies]",
        "tags = ['wifi', 'no']",
        "+++",
        "",
        "",
    ]


JEKYLL = """\
---
layout: post
title:  "a"
categories: [b]
tags:
  - a
  - c
image: /a.png
---
b"""


def test_a_jekyll_blog_gets_a_jekyll_post() -> None:
    post = composed(*[JEKYLL] * 3, path="_posts/2014-05-12-a{}.markdown")
    assert post.path == "_posts/2026-05-12-le-wifi-7-a-l-hotel.markdown"
    assert post.data.decode().splitlines() == [
        "---",
        "layout: post",
        'title:  "Le WiFi 7 : à l’hôtel"',
        "tags:",
        "  - wifi",
        '  - "no"',
        "image: /a.png",
        "published: false",
        "---",
    ]


def test_a_pelican_blog_gets_a_pelican_post() -> None:
    header = "Title: a\nDate: 2014-05-12 10:30\nTags: a, b\nSlug: a\nSummary: c\n\nb"
    assert composed(header, path="content/a{}.md").data.decode() == (
        "Title: Le WiFi 7 : à l’hôtel\nDate: 2026-05-12 09:30\nTags: wifi, no\nStatus: draft\n\n"
    )


def test_what_is_particular_to_one_post_is_not_copied() -> None:
    headers = [f"---\ntitle: a\naliases: [/a{n}/]\nslug: a{n}\ndescription: b{n}\n---\nb" for n in range(3)]
    assert list(composed(*headers, tags=()).fields) == ["title", "draft"]


def test_a_header_with_comments_is_not_copied_with_them() -> None:
    post = composed("---\ntitle: a # provisoire\n# à relire\ndate: 2014-05-12\n---\nb")
    assert "#" not in post.header_text
    assert post.title == "Le WiFi 7 : à l’hôtel"


def test_a_blog_of_bare_posts_gets_a_header_when_there_is_something_to_say() -> None:
    post = composed("# a\n", "# b\n", path="notes/a{}.md")
    assert post.path == "notes/le-wifi-7-a-l-hotel.md"
    assert post.draft


@pytest.mark.parametrize(
    ("conventions", "path"),
    [
        (Conventions(), "posts/2026-05-12-l-ete.md"),
        (
            Conventions(folder="content/posts", pattern="{year}/{month}/{slug}/index"),
            "content/posts/2026/05/l-ete/index.md",
        ),
        (Conventions(folder="", pattern="{slug}", extension=".fr.markdown"), "l-ete.fr.markdown"),
    ],
)
def test_a_file_is_named_by_the_conventions_of_the_blog(conventions: Conventions, path: str) -> None:
    assert file_name("L’été", NOW, conventions) == path
