"""The history of a post: its commits, and the text of one of them brought back by a new commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import NotInHistory
from tests.conftest import Git

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def edit(blog: Blog, words: str) -> None:
    post = blog.read(POST)
    blog.save(post.with_body(f"\n{words}\n"), post)
    blog.commit_post(POST)


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    return Blog.open(blog_folder)


def test_a_post_is_restored_as_it_was_by_a_new_commit(blog: Blog, git: Git) -> None:
    first = blog.read(POST)
    edit(blog, "Autre chose.")
    sha = blog.history.of(POST)[-1].sha
    commit = blog.history.restore(POST, sha[:7])
    assert commit is not None
    assert blog.read(POST).data == first.data
    subjects = git(blog.root, "log", "--format=%s").splitlines()
    assert subjects[0] == "Restore: Le WiFi de l’hôtel"
    assert len(subjects) == 3
    assert blog.history.restore(POST, sha) is None


def test_a_post_is_restored_under_its_present_name(blog: Blog) -> None:
    sha = blog.history.of(POST)[0].sha
    path = blog.rename(POST, "Un autre titre").path
    assert blog.history.restore(path, sha) is not None
    assert blog.read(path).title == "Le WiFi de l’hôtel"
    assert not (blog.root / POST).exists()


def test_a_deleted_post_is_restored(blog: Blog) -> None:
    first = blog.read(POST)
    sha = blog.history.of(POST)[0].sha
    blog.delete(POST)
    blog.history.restore(POST, sha)
    assert blog.read(POST).data == first.data


@pytest.mark.parametrize("revision", ["0000000", "nimporte", "--all", ""])
def test_an_unknown_revision_restores_nothing(blog: Blog, git: Git, revision: str) -> None:
    with pytest.raises(NotInHistory):
        blog.history.restore(POST, revision)
    assert git(blog.root, "status", "--porcelain") == ""
