"""What other programs do to posts is told by a few looks, or waits until all are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.core import quick_look
from blogwifi_tui.core.blog import Blog

TEXT = "---\ntitle: Titre\ndate: 2020-01-01\n---\n\nTexte.\n"
FLAT, BUNDLE, DEEP = "posts/a.md", "posts/2020/b/index.md", "posts/2021/c.md"
LONG_AGO = 1.7e9


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    """A blog with a post in a folder of its own, and one in the folder of a year, all long untouched."""
    for path in (FLAT, BUNDLE, DEEP):
        (blog_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (blog_folder / path).write_text(TEXT, encoding="utf-8")
    for each in (blog_folder / "posts").rglob("*"):
        os.utime(each, (LONG_AGO, LONG_AGO))
    os.utime(blog_folder / "posts", (LONG_AGO, LONG_AGO))
    return Blog.open(blog_folder)


def told(blog: Blog, change: Callable[[Path], object], *, shown: str | None = None) -> bool:
    """Whether the look after a change tells of it, and the one after that no more."""
    entries, look = blog.posts(), blog.listing.quick_look
    post = next((entry for entry in entries if entry.path == shown), None)
    look.differs(entries, post)
    assert not look.differs(entries, post)
    change(blog.root)
    tells = look.differs(entries, post)
    assert not look.differs(entries, post)
    return tells


def replaced(path: str) -> Callable[[Path], object]:
    """What most programs do to save: a new file in the place of the old one."""

    def change(root: Path) -> None:
        (root / "new").write_text(TEXT.replace("Titre", "Autre"), encoding="utf-8")
        (root / "new").replace(root / path)

    return change


def written_into(path: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(TEXT.replace("Titre", "Plus long"), encoding="utf-8")


@pytest.mark.parametrize("path", [FLAT, BUNDLE, DEEP])
def test_a_post_that_is_replaced_is_told_wherever_it_stands(blog: Blog, path: str) -> None:
    assert told(blog, replaced(path))


@pytest.mark.parametrize("place", ["posts", "posts/2020", "posts/2020/b"])
def test_a_folder_that_comes_among_the_posts_is_told(blog: Blog, place: str) -> None:
    assert told(blog, lambda root: (root / place / "new").mkdir())


@pytest.mark.parametrize("path", [FLAT, BUNDLE])
def test_what_is_written_into_the_post_that_is_shown_is_told(blog: Blog, path: str) -> None:
    assert told(blog, written_into(path), shown=path)
    assert not told(blog, written_into(DEEP), shown=path)


def test_a_post_is_told_that_was_written_into_before_it_was_shown(blog: Blog) -> None:
    entries, look = blog.posts(), blog.listing.quick_look
    look.differs(entries, None)
    written_into(FLAT)(blog.root)
    shown = next(entry for entry in entries if entry.path == FLAT)
    assert look.differs(entries, shown)
    assert not look.differs(entries, shown)


def test_going_from_post_to_post_tells_nothing(blog: Blog) -> None:
    entries, look = blog.posts(), blog.listing.quick_look
    look.differs(entries, None)
    assert not any(look.differs(entries, entry) for entry in (*entries, *entries))


def test_of_many_folders_those_of_the_newest_posts_are_looked_at(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_look, "MOST_FOLDERS", 2)

    def newest(path: str) -> tuple[Entry, ...]:
        return tuple(sorted(blog.posts(), key=lambda entry: entry.path != path))

    for path, tells in ((BUNDLE, True), (DEEP, False)):
        entries, look = newest(path), blog.listing.quick_look
        look.differs(entries, None)
        replaced(BUNDLE)(blog.root)
        assert look.differs(entries, None) is tells
