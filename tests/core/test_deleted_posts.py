"""Deleted posts: found again in the history, whoever deleted them, and brought back with what went along."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import PostAmbiguous, PostNotFound
from tests.conftest import POST, Git

LONG = "---\ntitle: {title}\ndate: 2020-01-02\ntags: [wifi]\n---\n\n" + "Une phrase de {title}.\n" * 20


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    return Blog.open(blog_folder)


def write(blog: Blog, path: str, title: str) -> None:
    (blog.root / path).parent.mkdir(parents=True, exist_ok=True)
    (blog.root / path).write_text(LONG.format(title=title), encoding="utf-8")


def gone(blog: Blog) -> list[str]:
    return [each.path for each in blog.history.deleted.all()]


def test_a_deleted_post_is_told_with_its_title_its_date_and_the_commit(blog: Blog, git: Git) -> None:
    assert gone(blog) == []
    blog.delete(POST)
    (post,) = blog.history.deleted.all()
    assert (post.path, post.title, post.entry.tags) == (POST, "Le WiFi de l’hôtel", ("wifi", "hôtel"))
    assert post.commit == git(blog.root, "rev-parse", "HEAD")
    assert post.when is not None
    assert abs(post.when - blog.now()) < timedelta(days=1)
    assert blog.history.deleted.read(POST).title == "Le WiFi de l’hôtel"


def test_what_another_program_deleted_is_found_the_last_deleted_first(blog: Blog, git: Git) -> None:
    write(blog, "posts/a.md", "Premier")
    write(blog, "posts/b.md", "Second")
    git(blog.root, "add", "posts")
    git(blog.root, "commit", "--quiet", "-m", "Deux de plus")
    for path in ("posts/b.md", "posts/a.md"):
        git(blog.root, "rm", "--quiet", path)
        git(blog.root, "commit", "--quiet", "-m", "Supprime")
    assert gone(blog) == ["posts/a.md", "posts/b.md"]


def test_a_renamed_post_is_not_deleted_and_one_that_came_back_is_not_either(blog: Blog, git: Git) -> None:
    write(blog, "posts/a.md", "Premier")
    blog.commit_post("posts/a.md")
    blog.rename("posts/a.md", "Premier, revu")
    blog.delete(POST)
    assert gone(blog) == [POST]
    git(blog.root, "checkout", "HEAD~1", POST)
    assert gone(blog) == []


def test_a_post_whose_file_alone_is_gone_is_told_without_a_commit(blog: Blog) -> None:
    (blog.root / POST).unlink()
    (post,) = blog.history.deleted.all()
    assert (post.path, post.title, post.when, post.commit) == (POST, "Le WiFi de l’hôtel", None, "")


def test_a_post_that_came_back_and_is_gone_again_is_told_as_it_was_last(blog: Blog) -> None:
    blog.delete(POST)
    blog.history.restore(POST)
    blog.set(POST, {"title": "Revenu"})
    (blog.root / POST).unlink()
    (post,) = blog.history.deleted.all()
    assert (post.title, post.commit) == ("Revenu", "")
    assert blog.history.deleted.read(POST).title == "Revenu"


def test_what_the_other_machine_deleted_is_found_after_it_came_in(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    git(other_clone, "rm", "--quiet", POST)
    git(other_clone, "commit", "--quiet", "-m", "Supprime")
    git(other_clone, "push", "--quiet")
    here = Blog.open(published_blog)
    assert gone(here) == []
    here.publication.send()
    assert gone(here) == [POST]


def test_files_that_are_no_posts_are_not_told(blog: Blog, git: Git) -> None:
    (blog.root / "notes.txt").write_text("x\n", encoding="utf-8")
    git(blog.root, "add", "notes.txt")
    git(blog.root, "commit", "--quiet", "-m", "Notes")
    git(blog.root, "rm", "--quiet", "notes.txt")
    git(blog.root, "commit", "--quiet", "-m", "Sans notes")
    assert gone(blog) == []


def test_a_deleted_post_answers_to_its_path_its_slug_and_a_part_of_its_title(blog: Blog) -> None:
    write(blog, "posts/b.md", "Autre chose")
    blog.commit_post("posts/b.md")
    blog.delete(POST, "posts/b.md")
    find = blog.history.deleted.find
    assert {find(name).path for name in (POST, "le-wifi-de-l-hotel", "hôtel")} == {POST}
    with pytest.raises(PostAmbiguous):
        find("posts/")
    with pytest.raises(PostNotFound):
        find("inconnu")


def test_a_deleted_post_comes_back_in_one_commit_without_naming_a_revision(blog: Blog, git: Git) -> None:
    before = (blog.root / POST).read_bytes()
    blog.delete(POST)
    commits = int(git(blog.root, "rev-list", "--count", "HEAD"))
    commit = blog.history.restore(POST)
    assert commit is not None
    assert (blog.root / POST).read_bytes() == before
    assert git(blog.root, "rev-list", "--count", "HEAD") == str(commits + 1)
    assert git(blog.root, "log", "-1", "--format=%s") == "Restore: Le WiFi de l’hôtel"
    assert gone(blog) == []


def test_what_lay_in_the_folder_of_a_deleted_post_comes_back_with_it(blog: Blog, git: Git) -> None:
    (blog.root / "hugo.toml").write_text('title = "x"\n', encoding="utf-8")
    folder = blog.root / "content/posts/sortie"
    folder.mkdir(parents=True)
    for name, data in (("index.md", LONG.format(title="Sortie").encode()), ("vue.jpg", b"\xff\xd8image")):
        (folder / name).write_bytes(data)
    (blog.root / "content/posts/autre.md").write_text(LONG.format(title="Autre"), encoding="utf-8")
    git(blog.root, "add", "hugo.toml", "content")
    git(blog.root, "commit", "--quiet", "-m", "Hugo")
    here = Blog.open(blog.root)
    path = "content/posts/sortie/index.md"
    here.delete(path)
    assert not folder.exists()
    here.delete("content/posts/autre.md")
    here.history.restore(path)
    assert (folder / "vue.jpg").read_bytes() == b"\xff\xd8image"
    assert git(blog.root, "status", "--porcelain") == ""
    assert gone(here) == ["content/posts/autre.md"]


def test_a_file_that_is_gone_without_a_commit_comes_back_without_one(blog: Blog, git: Git) -> None:
    (blog.root / POST).unlink()
    assert blog.history.restore(POST) is None
    assert git(blog.root, "status", "--porcelain") == ""
    assert (blog.root / POST).exists()


def test_there_is_nothing_to_bring_back_of_a_post_git_never_kept(blog: Blog) -> None:
    write(blog, "posts/neuf.md", "Neuf")
    blog.delete("posts/neuf.md")
    assert gone(blog) == []
    with pytest.raises(PostNotFound):
        blog.history.restore("posts/neuf.md")


def test_the_history_is_read_once_for_one_commit(blog: Blog, git_log: Path) -> None:
    blog.delete(POST)
    blog.history.deleted.all()
    blog.history.deleted.all()
    asked = [line for line in git_log.read_text(encoding="utf-8").splitlines() if "--diff-filter=D" in line]
    assert len(asked) == 1
