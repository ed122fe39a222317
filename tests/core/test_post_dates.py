"""The dates of posts from git: read once, kept between runs, and never trusted over the history."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from blogwifi_tui.content.index import cache as cache_module
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.settings.paths import cache_file
from tests.conftest import Git

HOTEL = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def logs(git_log: Path) -> int:
    """How often the history was read."""
    calls = git_log.read_text(encoding="utf-8").splitlines()
    return sum("--name-only" in call.split("\x1f") and "log" in call.split("\x1f") for call in calls)


def changed(folder: Path, git: Git, text: str, path: str = HOTEL) -> None:
    (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "--", path)
    git(folder, "commit", "--quiet", "-m", "Un changement", "--date", "2030-01-01T12:00:00Z", "--", path)


@pytest.fixture
def file(blog_folder: Path) -> Path:
    """Where the dates are kept."""
    return cache_file(blog_folder).with_suffix(".dates")


def test_the_history_is_read_once_and_then_only_what_is_new(
    blog_folder: Path, git: Git, git_log: Path, file: Path
) -> None:
    first = Blog.open(blog_folder).history.dates()
    assert (list(first), logs(git_log)) == ([HOTEL], 1)
    assert Blog.open(blog_folder).history.dates() == first
    assert logs(git_log) == 1
    head = git(blog_folder, "rev-parse", "HEAD")
    changed(blog_folder, git, "Autre.\n")
    blog = Blog.open(blog_folder)
    dates = blog.history.dates()
    assert (dates[HOTEL].created, dates[HOTEL].changed) == (first[HOTEL].created, 1893499200)
    assert f"{head}..{git(blog_folder, 'rev-parse', 'HEAD')}" in git_log.read_text(encoding="utf-8")
    assert blog.history.dates() is dates
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["deleted", "truncated", "emptied", "garbage", "byte", "version"])
def test_a_damaged_file_is_no_file_and_is_made_again(
    blog_folder: Path, file: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = Blog.open(blog_folder).history.dates()
    whole = file.read_bytes()
    if damage == "deleted":
        file.unlink()
    elif damage == "version":
        with monkeypatch.context() as other:
            other.setattr(cache_module, "_MAGIC", b"blogwifi posts 9\n")
            file.unlink()
            Blog.open(blog_folder).history.dates()
        assert file.read_bytes() != whole
    else:
        data = {
            "truncated": whole[:-9],
            "emptied": b"",
            "garbage": os.urandom(500),
            "byte": whole[:-9] + b"0" + whole[-8:],
        }
        file.write_bytes(data[damage])
    assert Blog.open(blog_folder).history.dates() == dates
    assert file.read_bytes() == whole


def test_the_dates_of_another_blog_are_not_taken(
    blog_folder: Path, tmp_path: Path, git: Git, file: Path
) -> None:
    Blog.open(blog_folder).history.dates()
    other = tmp_path / "autre"
    git(tmp_path, "clone", "--quiet", str(blog_folder), str(other))
    changed(other, git, "Un article de plus.\n", "posts/neuf.md")
    mine = Blog.open(other).history.dates()
    file.write_bytes(cache_file(other).with_suffix(".dates").read_bytes())
    assert list(Blog.open(blog_folder).history.dates()) == [HOTEL]
    assert sorted(mine) == [HOTEL, "posts/neuf.md"]


def test_another_folder_of_posts_is_read_anew(blog_folder: Path, git: Git) -> None:
    (blog_folder / "notes").mkdir()
    changed(blog_folder, git, "Une note.\n", "notes/une.md")
    assert list(Blog.open(blog_folder).history.dates()) == [HOTEL]
    (blog_folder / "blogwifi.toml").write_text('[blog]\nposts = "notes"\n', encoding="utf-8")
    assert list(Blog.open(blog_folder).history.dates()) == ["notes/une.md"]


def test_a_file_that_cannot_be_written_is_done_without(blog_folder: Path, file: Path, git_log: Path) -> None:
    file.mkdir(parents=True)
    for time in (1, 2):
        assert list(Blog.open(blog_folder).history.dates()) == [HOTEL]
        assert logs(git_log) == time
    assert {file, file.parent / "git-answers.json"} == set(file.parent.iterdir())


def test_a_rewritten_history_is_read_anew(blog_folder: Path, git: Git) -> None:
    changed(blog_folder, git, "Autre.\n")
    blog = Blog.open(blog_folder)
    before = blog.history.dates()[HOTEL]
    git(blog_folder, "commit", "--quiet", "--amend", "-m", "Récrit", "--date", "2028-01-01T12:00:00Z")
    for reader in (blog, Blog.open(blog_folder)):
        after = reader.history.dates()[HOTEL]
        assert (after.created, after.changed) == (before.created, 1830340800)


def test_commits_that_are_gone_from_the_repository_are_read_anew(blog_folder: Path, git: Git) -> None:
    Blog.open(blog_folder).history.dates()
    for part in ("refs", "logs", "objects", "index"):
        git(blog_folder, "init", "--quiet")
        target = blog_folder / ".git" / part
        os.rename(target, blog_folder.parent / part)  # noqa: PTH104 - a folder or a file
    git(blog_folder, "init", "--quiet")
    changed(blog_folder, git, "Autre.\n")
    assert Blog.open(blog_folder).history.dates()[HOTEL].created == 1893499200


def test_before_the_first_commit_there_are_no_dates(tmp_path: Path, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("Un texte.\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    assert Blog.open(tmp_path).history.dates() == {}


def test_a_blog_inside_a_repository_has_its_own_dates(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    for path in ("site/posts/a.md", "posts/b.md", "site/posts/image.png"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        changed(tmp_path, git, "Un texte.\n", path)
    (tmp_path / "site" / "blogwifi.toml").touch()
    assert list(Blog.open(tmp_path / "site").history.dates()) == ["posts/a.md"]


def test_a_name_that_is_no_utf8_takes_nothing_from_the_others(
    blog_folder: Path, git: Git, git_log: Path
) -> None:
    changed(blog_folder, git, "Un texte.\n", "posts/caf\udce9.md")
    for _time in range(2):
        assert list(Blog.open(blog_folder).history.dates()) == [HOTEL]
    assert logs(git_log) == 1


def test_two_programs_at_once_leave_a_whole_file(blog_folder: Path, file: Path) -> None:
    blogs = [Blog.open(blog_folder) for _ in range(4)]
    threads = [threading.Thread(target=blog.history.dates) for blog in blogs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Blog.open(blog_folder).history.dates()) == [HOTEL]
    assert list(file.parent.glob("*.dates*")) == [file]
