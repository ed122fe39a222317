"""A step that somebody stops, from another thread, is taken back, wherever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content import files
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.step_watch import StepWatch
from blogwifi_tui.errors import Cancelled
from blogwifi_tui.vcs.blog_repository import BlogRepository
from tests.conftest import Git, make_blog

POSTS = {f"2020-01-0{day}-a.md": f"---\ntitle: Post {day}\n---\n\nText.\n" for day in range(1, 6)}


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return Blog.open(make_blog(tmp_path / "blog", POSTS, "Posts"))


def texts(blog: Blog) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (blog.root / "posts").iterdir()}


@pytest.mark.parametrize("steps", ["drafts", "removal"])
def test_a_step_that_is_stopped_among_its_files_is_taken_back(
    blog: Blog, git: Git, monkeypatch: pytest.MonkeyPatch, steps: str
) -> None:
    before, head = texts(blog), git(blog.root, "rev-parse", "HEAD")
    paths = [entry.path for entry in blog.posts()]
    edit = blog.bulk.drafts(paths, draft=True) if steps == "drafts" else blog.bulk.removal(paths)
    changed = list[str]()

    def stops(real: object, root: Path, path: str, *args: object, **kwargs: object) -> None:
        real(root, path, *args, **kwargs)  # type: ignore[operator]
        changed.append(path)
        if len(changed) == 2:
            assert (blog.steps.done, blog.steps.total) == (1, 5)
            blog.steps.interrupt()

    name = "write" if steps == "drafts" else "delete"
    real = getattr(files, name)
    monkeypatch.setattr(files, name, lambda *args, **kwargs: stops(real, *args, **kwargs))
    with pytest.raises(Cancelled):
        blog.bulk.apply(edit)
    assert texts(blog) == before
    assert len(set(changed)) == 2, "no further file was touched"
    assert git(blog.root, "rev-parse", "HEAD") == head
    assert not git(blog.root, "status", "--porcelain")


def test_a_step_that_is_stopped_before_git_is_at_its_commit_is_taken_back(
    blog: Blog, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, head = texts(blog), git(blog.root, "rev-parse", "HEAD")
    edit = blog.bulk.drafts([entry.path for entry in blog.posts()], draft=True)
    check_place = BlogRepository.check_place

    def stopped(self: BlogRepository, paths: object) -> None:
        blog.steps.interrupt()
        check_place(self, paths)  # type: ignore[arg-type]

    monkeypatch.setattr(BlogRepository, "check_place", stopped)
    with pytest.raises(Cancelled):
        blog.bulk.apply(edit)
    assert texts(blog) == before
    assert git(blog.root, "rev-parse", "HEAD") == head


def test_undoing_many_is_stopped_among_its_files_too(
    blog: Blog, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.bulk.apply(blog.bulk.drafts([entry.path for entry in blog.posts()], draft=True))
    before, head = texts(blog), git(blog.root, "rev-parse", "HEAD")
    write = files.write

    def stops(root: Path, path: str, data: bytes, *, expected: str | None) -> None:
        write(root, path, data, expected=expected)
        blog.steps.interrupt()

    monkeypatch.setattr(files, "write", stops)
    with pytest.raises(Cancelled):
        blog.undo(blog.last_change())
    assert texts(blog) == before
    assert git(blog.root, "rev-parse", "HEAD") == head


def test_what_was_stopped_keeps_nothing_from_the_next_step() -> None:
    watch = StepWatch()
    watch.interrupt()
    with watch.step(3):
        watch.check()
        with watch.step(2):
            watch.interrupt()
            with pytest.raises(Cancelled):
                watch.check()
        with pytest.raises(Cancelled):
            watch.check()
    with watch.step():
        watch.check()
