"""What a step costs is told by the posts it is about, and not by how many the blog has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.content.index import index
from blogwifi_tui.content.index.index import Index
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.published_page import published_page
from tests.conftest import Git

MANY = 300


@pytest.fixture
def blog(published_blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """A published blog of many posts, each with a link to the next, all known."""
    monkeypatch.setattr(index, "_SAFE_AGE_NS", 0)  # else what was just written is read again
    for number in range(MANY):
        text = f"---\ntitle: Un {number}\ndate: 2020-01-02\ndraft: false\n---\n\n[b](post-{number + 1}.md)\n"
        (published_blog / "posts" / f"post-{number}.md").write_text(text, encoding="utf-8")
    git(published_blog, "add", "posts")
    git(published_blog, "commit", "--quiet", "-m", "Tout")
    git(published_blog, "push", "--quiet")
    blog = Blog.open(published_blog)
    blog.posts()
    return blog


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the posts that are opened to be read, each time."""
    opened: list[str] = []
    plain = os.open

    def watched(path: str, flags: int, *more: int, **named: int) -> int:
        if os.fspath(path).endswith(".md") and not flags & os.O_WRONLY:
            opened.append(os.path.basename(path))  # noqa: PTH119
        return plain(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", watched)
    return opened


@contextmanager
def counted(git_log: Path) -> Iterator[list[int]]:
    """How many times git is asked meanwhile: the one number of the list, once this ends."""
    before, calls = git_log.read_text(encoding="utf-8").count("\n"), list[int]()
    yield calls
    calls.append(git_log.read_text(encoding="utf-8").count("\n") - before)


def change(blog: Blog, *numbers: int) -> list[str]:
    paths = [f"posts/post-{number}.md" for number in numbers]
    for path in paths:
        with (blog.root / path).open("a", encoding="utf-8") as file:
            file.write("\nEncore.\n")
    return paths


def add_drafts(blog: Blog, start: int, count: int) -> list[str]:
    paths = [f"posts/draft-{number}.md" for number in range(start, start + count)]
    for path in paths:
        (blog.root / path).write_text(f"---\ntitle: {path}\ndraft: true\n---\n\nTexte.\n", encoding="utf-8")
    blog.commit(paths, "Des brouillons")
    return paths


def test_publishing_one_post_reads_that_post_alone(blog: Blog, read: list[str]) -> None:
    (path,) = change(blog, 7)
    plan = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts([path]))
    for commit in blog.publication.commits(plan):
        commit()
    outcome = blog.publication.send()
    assert outcome.paths == (path,)
    published_page(blog, plan, outcome.paths)
    blog.publication.awaited(outcome.paths)
    LastPublication(blog).note(outcome)
    assert set(read) == {"post-7.md"}


def test_a_post_named_by_its_path_is_committed_without_a_look_at_the_others(
    blog: Blog, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = change(blog, 7)

    def scan(*_given: object) -> None:
        pytest.fail("all posts were looked at")

    monkeypatch.setattr(Index, "scan", scan)
    monkeypatch.chdir(blog.root / "posts")
    assert main(["commit", "post-7.md"]) == 0
    assert main(["commit", path]) == 1  # nothing to commit
    assert set(read) == {"post-7.md"}


def test_names_of_many_posts_are_found_by_one_look_at_all(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans: list[Index] = []
    plain = Index.scan
    monkeypatch.setattr(Index, "scan", lambda self, *given: scans.append(self) or plain(self, *given))
    found = blog.listing.find("post-1", "post-2", "posts/post-3.md")
    assert [entry.path for entry in found] == [f"posts/post-{number}.md" for number in (1, 2, 3)]
    assert len(scans) == 1


def test_git_is_asked_no_more_of_fifty_posts_that_are_published_than_of_five(
    blog: Blog, git_log: Path
) -> None:
    told = []
    for numbers in (range(5), range(10, 60)):
        blog.commit(change(blog, *numbers), "Encore")
        with counted(git_log) as calls:
            plan = blog.publication.plan()
            blog.publication.send()
        assert len(plan.changes) == len(numbers)
        told += calls
    assert told[0] == told[1]


def test_what_a_merge_leaves_is_looked_for_in_the_texts_that_are_sent_alone(
    blog: Blog, git: Git, git_log: Path
) -> None:
    blog.commit(change(blog, 3, 4), "Encore")
    blog.publication.send()
    calls = [line.split("\x1f") for line in git_log.read_bytes().decode().split("\n")]
    (asked,) = [words for words in calls if "grep" in words]
    texts = list(filter(None, asked[asked.index("-e") + 2 :]))
    assert len(texts) == 2
    assert git(blog.root, "rev-parse", "HEAD").strip() not in texts


def test_git_is_asked_no_more_of_twenty_drafts_that_are_published_than_of_five(
    blog: Blog, git_log: Path
) -> None:
    add_drafts(blog, 0, 5)  # what comes later looks like these, of which git is asked too
    told = []
    for start, count in ((5, 5), (10, 20)):
        paths = add_drafts(blog, start, count)
        with counted(git_log) as calls:
            made = blog.bulk.publish_drafts(paths)
        assert len(made.changing) == count
        told += calls
    assert told[0] == told[1]


def test_a_step_over_many_posts_syncs_their_folder_once_and_each_of_them(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[os.stat_result] = []
    plain = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(os.fstat(descriptor))
        plain(descriptor)

    folder = (blog.root / "posts").stat()
    planned = blog.bulk.tags([f"posts/post-{number}.md" for number in range(20)], ["neuf"], [])
    monkeypatch.setattr(os, "fsync", watched)
    assert blog.bulk.apply(planned)
    assert [os.path.samestat(each, folder) for each in synced].count(True) == 1
    kept = {each.st_ino for each in synced if stat.S_ISREG(each.st_mode)}
    posts = {(blog.root / f"posts/post-{number}.md").stat().st_ino for number in range(20)}
    assert posts <= kept
    last = next(at for at in reversed(range(len(synced))) if synced[at].st_ino in posts)
    assert any(os.path.samestat(each, folder) for each in synced[last:])
