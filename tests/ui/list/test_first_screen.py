"""What stands on the screen before all posts are known: the first of them, and how many there are."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.site import detect
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.list.view import first_state
from blogwifi_tui.ui.view_memory import ListLook
from tests.ui.person import at_the_program

COUNT = 150


@pytest.fixture
def large_blog(blog_folder: Path) -> Path:
    """A blog of 150 posts, all of which an earlier run of the program has read."""
    (blog_folder / "hugo.toml").write_text('title = "Mon site"\n', encoding="utf-8")
    folder = blog_folder / "content" / "posts"
    folder.mkdir(parents=True)
    for number in range(COUNT):
        text = (
            f"---\ntitle: Titre {number:03}\ndate: 2020-01-01T{number // 60:02}:{number % 60:02}:00Z\n---\n"
        )
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    blog = Blog.open(blog_folder)
    blog.listing.keep_first(blog.posts())
    return blog_folder


def shown(folder: Path, *, order: str = "", at: str | None = None) -> PostListState:
    """What a new run of the program shows first."""
    services: Any = SimpleNamespace(
        blog=Blog.open(folder), memory=SimpleNamespace(list_look=ListLook(order=order))
    )
    return first_state(services, None, at)


def no_look(*_arguments: object, **_named: object) -> None:
    raise AssertionError("the folders were looked at")


def test_the_first_rows_wait_for_no_look_at_the_folders(
    large_blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detect, "detect", no_look)
    state, blog = shown(large_blog), Blog.open(large_blog)
    assert [entry.title for entry in state.entries[:2]] == ["Titre 149", "Titre 148"]
    assert (len(state.entries), state.count_words(100)) == (100, f"{COUNT} posts")
    assert blog.title == "Mon site"


async def test_the_others_follow_at_once(large_blog: Path) -> None:
    async with at_the_program(large_blog) as person:
        assert len(person.titles) == COUNT
        assert f"{COUNT} posts" in person.text()
        await person.press("end")
        assert person.selected == "Titre 000"


async def test_a_run_of_the_program_keeps_the_first_posts_for_the_next(large_blog: Path) -> None:
    newest = large_blog / "content" / "posts" / "new.md"
    newest.write_text("---\ntitle: Tout neuf\ndate: 2021-01-01\n---\n", encoding="utf-8")
    async with at_the_program(large_blog):
        pass
    assert shown(large_blog).entries[0].title == "Tout neuf"


@pytest.mark.parametrize("given", [{"order": "by title"}, {"at": "content/posts/3.md"}])
def test_who_wants_others_first_is_shown_all(large_blog: Path, given: dict[str, str]) -> None:
    state = shown(large_blog, **given)
    assert (len(state.entries), state.total_to_load) == (COUNT, None)


def test_a_blog_that_fits_on_the_screen_is_shown_whole(blog_folder: Path) -> None:
    blog = Blog.open(blog_folder)
    blog.listing.keep_first(blog.posts())
    assert shown(blog_folder).total_to_load is None


def test_rows_read_by_other_settings_are_not_shown(large_blog: Path) -> None:
    settings = large_blog / "hugo.toml"
    settings.write_text('title = "Mon site"\ncontentDir = "posts"\n', encoding="utf-8")
    os.utime(settings, (1.7e9, 1.7e9))
    assert shown(large_blog).entries == ()


def test_rows_of_another_generator_are_not_shown(large_blog: Path) -> None:
    (large_blog / "_config.yml").write_text("title: Autre\n", encoding="utf-8")
    assert Blog.open(large_blog).listing.first is None


def test_rows_read_by_other_settings_of_the_blog_are_not_shown(large_blog: Path) -> None:
    (large_blog / "blogwifi.toml").write_text('[blog]\nposts = "posts"\n', encoding="utf-8")
    assert Blog.open(large_blog).listing.first is None
