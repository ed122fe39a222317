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


def test_a_long_history_is_told_whole(blog: Blog, git: Git) -> None:
    commits = "".join(
        f"commit refs/heads/main\ncommitter M <m@e> {1_700_000_000 + number} +0000\ndata 1\n{number % 10}\n"
        f"M 100644 inline {POST}\ndata 3\n{number:03d}\n"
        for number in range(250)
    )
    head = git(blog.root, "rev-parse", "HEAD")
    first = commits.replace("\nM 100644", f"\nfrom {head}\nM 100644", 1)
    git(blog.root, "fast-import", "--quiet", stdin=first)
    git(blog.root, "checkout", "--quiet", "-f", "main")
    revisions = blog.history.of(POST)
    assert len(revisions) == 251
    assert blog.history.restore(POST, revisions[-1].sha[:10]) is not None


@pytest.mark.parametrize("ends", ["true", "input", "false"])
def test_a_text_is_restored_with_the_line_ends_of_the_file(blog: Blog, git: Git, ends: str) -> None:
    git(blog.root, "config", "core.autocrlf", ends)
    first = blog.read(POST)
    edit(blog, "Autre chose.")
    assert blog.history.restore(POST, blog.history.of(POST)[-1].sha) is not None
    assert blog.read(POST).data == first.data
    assert blog.history.restore(POST, blog.history.of(POST)[-1].sha) is None
    assert git(blog.root, "status", "--porcelain") == ""


SETTINGS = {
    "log.showRoot": "false",
    "log.follow": "true",
    "log.date": "relative",
    "log.decorate": "full",
    "log.showSignature": "true",
    "log.diffMerges": "off",
    "diff.renames": "false",
    "diff.renameLimit": "1",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.external": "false",
    "diff.orderFile": "/dev/null",
    "diff.algorithm": "patience",
    "color.ui": "always",
    "color.status": "always",
    "column.ui": "always",
    "core.quotePath": "true",
    "core.abbrev": "4",
    "core.pager": "false",
    "format.pretty": "oneline",
    "i18n.logOutputEncoding": "ISO-8859-1",
    "status.short": "true",
    "status.showUntrackedFiles": "no",
    "status.relativePaths": "true",
    "status.renames": "false",
    "status.aheadBehind": "false",
    "mailmap.file": "/dev/null",
}
"""Settings of git that change what its commands print, or how."""


@pytest.mark.parametrize("setting", ["none", *SETTINGS, "all"])
def test_no_setting_of_git_changes_what_history_undo_and_the_list_say(
    blog: Blog, git: Git, setting: str
) -> None:
    path = blog.rename(POST, "L’été à l’œuvre").path
    (blog.root / "posts" / "lampe.md").write_text("Une lampe.\n", encoding="utf-8")
    for key, value in SETTINGS.items():
        if setting in (key, "all"):
            git(blog.root, "config", "--global", key, value)
    again = Blog.open(blog.root)
    found = [(each.subject, each.path, each.added) for each in again.history.of(path)]
    assert found == [("Rename: L’été à l’œuvre", path, found[0][2]), ("Premier article", POST, 7)]
    assert set(again.history.dates()) == {path, POST}
    assert again.pending() == ["posts/lampe.md"]
    change = again.last_change()
    assert (change.subject, {file.path for file in change.files}) == (found[0][0], {path, POST})
    again.undo(change)
    assert (blog.root / POST).exists()
