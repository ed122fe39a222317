"""Posts that are not Markdown say what they are in their own way; it is read, and changed as text alone."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit

REST = """.. a comment

############
A walk, once
############

:date: 2020-01-10 10:20
:Status: draft
:tags: one, two
:summary: Words
    over two lines
:slug: walk

Text.

:not: a field
"""
UNDERLINED = "A walk\n------\n\n:date: 2020-01-10\n\nText.\n"
FIELDS_FIRST = ":title: A walk\n:date: 2020-01-10\n\nText.\n"
HTML = """<html><head>
<title>A walk,
  once</title>
<META NAME='date' content="2020-01-10" />
<meta content="one, two" name="keywords">
<meta name="tags" content="three">
<meta charset="utf-8">
</head><body>Text.</body></html>
"""


@pytest.mark.parametrize(
    ("path", "text", "texts"),
    [
        (
            "posts/a.rst",
            REST,
            {
                "title": "A walk, once",
                "date": "2020-01-10 10:20",
                "status": "draft",
                "tags": "one, two",
                "summary": "Words",
                "slug": "walk",
            },
        ),
        ("posts/a.rst", UNDERLINED, {"title": "A walk", "date": "2020-01-10"}),
        ("posts/a.RST", FIELDS_FIRST, {"title": "A walk", "date": "2020-01-10"}),
        ("posts/a.rst", f"Heading\n=======\n\n{FIELDS_FIRST}", {"title": "A walk", "date": "2020-01-10"}),
        ("posts/a.rst", "Text.\n", {}),
        ("posts/a.html", HTML, {"title": "A walk, once", "date": "2020-01-10", "tags": "one, two"}),
        ("posts/a.html", "<p>Text.</p>", {}),
        ("posts/a.org", "#+TITLE: A walk\n#+DATE: 2020-01-10\n", {"title": "A walk", "date": "2020-01-10"}),
        ("posts/a.md", UNDERLINED, {}),
    ],
)
def test_what_a_page_says_of_itself_is_read(path: str, text: str, texts: dict[str, str]) -> None:
    post = Post(path, text.encode())
    assert post.texts == texts
    assert post.body == text
    if texts:
        assert (post.title, post.date is not None) == (texts["title"], True)


def test_front_matter_goes_before_what_a_page_says_of_itself() -> None:
    post = Post("posts/a.html", f"---\ntitle: Above\n---\n{HTML}".encode())
    assert post.title == "Above"
    assert post.with_title("Other").title == "Other"


@pytest.mark.parametrize(
    ("path", "text"), [("posts/a.rst", REST), ("posts/a.html", HTML), ("posts/a.org", "a")]
)
def test_no_front_matter_is_put_before_a_page_of_another_kind(path: str, text: str) -> None:
    post = Post(path, text.encode())
    for change in (
        lambda: post.with_draft(True),
        lambda: post.with_tags(("a",)),
        lambda: post.with_field("slug", "b"),
    ):
        with pytest.raises(CannotEdit):
            change()
    assert post.with_body(f"{text}More.\n").data.decode() == f"{text}More.\n"


def test_the_keywords_of_org_are_read() -> None:
    text = "#+TITLE: Les bornes\n#+DATE: <2020-01-02 jeu. 10:30>\n#+FILETAGS: :wifi:hôtel:\n\n* Un titre\n"
    post = Post("posts/a.org", text.encode())
    assert (post.title, post.tags) == ("Les bornes", ("wifi", "hôtel"))
    assert str(post.date) == "2020-01-02 10:30:00"
    assert post.body == text
