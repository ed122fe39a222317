"""The two words of a row: what a post is to readers, and what is still to be done about it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.content.state import State
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.standing import Standing
from blogwifi_tui.errors import GitBroken
from blogwifi_tui.vcs.status import Sync
from tests.conftest import Git

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
DRAFT = "posts/brouillon.md"
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
AHEAD = "2096-01-02"
PUBLISHED = Standing(State.PUBLISHED, None)


def write(folder: Path, path: str, *, draft: bool = False, date: str = "2020-01-02", body: str = "a") -> None:
    mark = "draft: true\n" if draft else ""
    text = f"---\ntitle: Un article\ndate: {date}\n{mark}---\n\n{body}\n"
    (folder / path).write_text(text, encoding="utf-8")


def commit(folder: Path, git: Git) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")


def standing(blog: Blog, path: str) -> Standing:
    entries = blog.posts()
    entry = next(entry for entry in entries if entry.path == path)
    return blog.listing.standings().of(entry, NOW)


@pytest.fixture
def folder(published_blog: Path, git: Git) -> Path:
    """A published post and a draft, both on the remote as they are here."""
    write(published_blog, DRAFT, draft=True)
    write(published_blog, POST)
    commit(published_blog, git)
    git(published_blog, "push", "--quiet")
    return published_blog


def test_nothing_is_said_where_there_is_nothing_to_do(folder: Path) -> None:
    blog = Blog.open(folder)
    assert standing(blog, POST) == PUBLISHED
    assert standing(blog, DRAFT) == (State.DRAFT, None)


def test_a_post_the_remote_lacks_is_ready_and_not_published(folder: Path, git: Git) -> None:
    blog = Blog.open(folder)
    write(folder, "posts/neuf.md")
    assert standing(blog, "posts/neuf.md") == (State.READY, Sync.EDITED)
    commit(folder, git)
    assert standing(blog, "posts/neuf.md") == (State.READY, Sync.TO_PUBLISH)
    git(folder, "push", "--quiet")
    assert standing(blog, "posts/neuf.md") == PUBLISHED


def test_a_correction_is_edited_then_ready_then_published(folder: Path, git: Git) -> None:
    blog = Blog.open(folder)
    write(folder, POST, body="b")
    assert standing(blog, POST) == (State.PUBLISHED, Sync.EDITED)
    commit(folder, git)
    assert standing(blog, POST) == (State.READY, Sync.TO_PUBLISH)
    write(folder, POST, body="c")
    assert standing(blog, POST) == (State.READY, Sync.EDITED)


def test_a_draft_made_public_is_ready_even_before_it_is_committed(folder: Path) -> None:
    write(folder, DRAFT)
    assert standing(Blog.open(folder), DRAFT) == (State.READY, Sync.EDITED)


@pytest.mark.parametrize("committed", [False, True])
def test_a_post_that_readers_have_and_that_is_a_draft_here_leaves_the_site(
    folder: Path, git: Git, committed: bool
) -> None:
    write(folder, POST, draft=True)
    if committed:
        commit(folder, git)
    assert standing(Blog.open(folder), POST) == (State.DRAFT, Sync.LEAVES)


def test_a_date_moved_ahead_takes_a_post_off_the_site_too_where_such_posts_are_held_back(
    folder: Path, git: Git
) -> None:
    (folder / "hugo.toml").write_text('title = "Blog"\n')
    (folder / "posts").rename(folder / "content")
    path = "content/2026-05-12-le-wifi-de-l-hotel.md"
    commit(folder, git)
    git(folder, "push", "--quiet")
    write(folder, path, date=AHEAD)
    assert standing(Blog.open(folder), path) == (State.SCHEDULED, Sync.LEAVES)


def test_a_draft_nobody_has_seen_is_only_to_publish(folder: Path, git: Git) -> None:
    write(folder, DRAFT, draft=True, body="b")
    commit(folder, git)
    assert standing(Blog.open(folder), DRAFT) == (State.DRAFT, Sync.TO_PUBLISH)


def test_what_the_other_machine_published_is_changed_there(folder: Path, other_clone: Path, git: Git) -> None:
    git(other_clone, "pull", "--quiet")
    write(other_clone, POST, body="ailleurs")
    commit(other_clone, git)
    git(other_clone, "push", "--quiet")
    blog = Blog.open(folder)
    assert standing(blog, POST) == PUBLISHED
    git(folder, "fetch", "--quiet")
    assert standing(blog, POST) == (State.PUBLISHED, Sync.CHANGED_THERE)
    assert standing(blog, DRAFT) == (State.DRAFT, None)


def test_without_a_remote_all_that_readers_would_see_is_ready(blog_folder: Path) -> None:
    assert standing(Blog.open(blog_folder), POST) == (State.READY, Sync.TO_PUBLISH)


def test_names_with_line_ends_and_blanks_are_found_on_the_remote(folder: Path, git: Git) -> None:
    odd = ["posts/a\nb.md", "posts/c d.md", "posts/é missing.md"]
    for path in odd:
        write(folder, path)
    commit(folder, git)
    git(folder, "push", "--quiet")
    for path in [*odd, POST]:
        write(folder, path, draft=True)
    write(folder, "posts/jamais.md", draft=True)
    commit(folder, git)
    blog = Blog.open(folder)
    assert {standing(blog, path).sync for path in [*odd, POST]} == {Sync.LEAVES}
    assert standing(blog, "posts/jamais.md").sync is Sync.TO_PUBLISH


def test_what_the_remote_has_is_read_once(folder: Path, git_log: Path) -> None:
    write(folder, POST, draft=True)
    blog = Blog.open(folder)
    standing(blog, POST)
    before = git_log.read_text().count("cat-file")
    assert standing(blog, POST).sync is Sync.LEAVES
    assert git_log.read_text().count("cat-file") == before


def to_do(blog: Blog) -> dict[Sync, int]:
    entries = blog.posts()
    return dict(blog.listing.standings().to_do(entries, NOW))


def test_what_is_to_do_here_counts_whatever_the_other_side_did(
    folder: Path, other_clone: Path, git: Git
) -> None:
    git(other_clone, "pull", "--quiet")
    write(other_clone, POST, body="là-bas")
    commit(other_clone, git)
    git(other_clone, "push", "--quiet")
    git(folder, "fetch", "--quiet")
    blog = Blog.open(folder)
    write(folder, POST, body="ici")
    assert to_do(blog) == {Sync.EDITED: 1, Sync.CHANGED_THERE: 1}
    commit(folder, git)
    assert to_do(blog) == {Sync.TO_PUBLISH: 1, Sync.CHANGED_THERE: 1}
    assert blog.listing.standings().on_both_sides(blog.posts()) == 1
    assert standing(blog, POST).sync is Sync.CHANGED_THERE


def test_a_post_made_a_draft_leaves_the_site_and_is_to_publish(folder: Path, git: Git) -> None:
    write(folder, POST, draft=True)
    commit(folder, git)
    assert to_do(Blog.open(folder)) == {Sync.TO_PUBLISH: 1, Sync.LEAVES: 1}


def test_a_published_post_that_is_deleted_leaves_the_site(folder: Path, git: Git) -> None:
    git(folder, "rm", "--quiet", POST, DRAFT)
    assert to_do(Blog.open(folder)) == {}
    commit(folder, git)
    assert to_do(Blog.open(folder)) == {Sync.LEAVES: 1}
    git(folder, "push", "--quiet")
    assert to_do(Blog.open(folder)) == {}


def test_a_post_with_a_new_name_does_not_leave_the_site(folder: Path, git: Git) -> None:
    git(folder, "mv", POST, "posts/autre.md")
    commit(folder, git)
    assert to_do(Blog.open(folder)) == {Sync.TO_PUBLISH: 1}


def test_a_git_that_was_killed_once_is_asked_again(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, POST, draft=True)
    commit(folder, git)
    blog = Blog.open(folder)
    runner = blog._repository.git.runner
    read, killed = runner.read, list[str]()

    def read_or_be_killed(*words: str, **how: Any) -> Any:
        if words[0] == "cat-file" and not killed:
            killed.append(words[0])
            raise GitBroken("")
        return read(*words, **how)

    monkeypatch.setattr(runner, "read", read_or_be_killed)
    with pytest.raises(GitBroken):
        standing(blog, POST)
    assert standing(blog, POST).sync is Sync.LEAVES


def test_a_post_that_stays_here_and_left_the_commits_leaves_the_site(folder: Path, git: Git) -> None:
    git(folder, "rm", "--quiet", "--cached", POST)
    (folder / ".gitignore").write_text(f"{POST}\n", encoding="utf-8")
    commit(folder, git)
    blog = Blog.open(folder)
    to_do = blog.listing.standings().to_do(blog.posts(), NOW)
    assert (to_do[Sync.LEAVES], to_do[Sync.APART]) == (1, 1)
