"""Paths of a blog that lies in a folder of its repository: relative to the blog, whatever git is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.errors import NotARepository
from blogwifi_tui.vcs.blog_repository import FEW, BlogRepository
from blogwifi_tui.vcs.incoming import pending
from blogwifi_tui.vcs.repository import Repository
from tests.conftest import POST, Git

A, B = "posts/a.md", "posts/b.md"


def write(folder: Path, path: str, text: str = "Texte.\n") -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture
def blog(blog_folder: Path, git: Git) -> Path:
    """``site/blog`` in a repository, with one committed post; a post lies outside of it too."""
    folder = blog_folder / "site" / "blog"
    write(folder, A)
    git(blog_folder, "add", "site")
    git(blog_folder, "commit", "--quiet", "-m", "Un article")
    return folder


@pytest.fixture
def repository(blog: Path) -> BlogRepository:
    return BlogRepository(lambda: Repository.open(blog), blog, lambda: ["posts"])


def test_nothing_is_opened_before_git_is_asked(tmp_path: Path) -> None:
    repository = BlogRepository(lambda: Repository.open(tmp_path), tmp_path, lambda: ["posts"])
    repository.interrupt()
    with pytest.raises(NotARepository):
        repository.status()


def test_the_state_of_a_blog_names_its_own_posts(repository: BlogRepository, blog: Path) -> None:
    write(blog, B)
    write(blog.parent.parent, "posts/dehors.md")
    assert repository.prefix == "site/blog/"
    assert repository.status().edited == {B}
    assert repository.edited([A, B]) == {B}
    assert repository.tracked([A, B]) == {A}
    assert list(repository.untracked([A, B])) == [B]


def test_more_paths_than_fit_a_command_line_are_asked_about(repository: BlogRepository, blog: Path) -> None:
    (blog / B).write_text("neuf", encoding="utf-8")
    paths = [f"{'photos' * 30}-{number}.jpg" for number in range(15_000)]
    assert list(repository.untracked([A, *paths, B])) == [B]


def test_many_paths_are_asked_about_at_once_and_the_answer_is_of_them_alone(
    repository: BlogRepository, blog: Path
) -> None:
    paths = [f"posts/{number}.md" for number in range(FEW + 1)]
    for path in (*paths, B):
        write(blog, path)
    assert repository.edited(paths) == set(paths)
    assert repository.tracked([*paths, A]) == {A}


def test_a_commit_and_the_history_of_a_post_take_and_give_its_path(
    repository: BlogRepository, blog: Path, git: Git
) -> None:
    write(blog, B, "Un texte qui reste le même, long assez pour être reconnu.\n")
    commit = repository.commit([B], "Deux")
    assert git(blog, "show", "--name-only", "--format=%s", commit.sha).split() == ["Deux", f"site/blog/{B}"]
    (blog / B).rename(blog / "posts/c.md")
    repository.commit([B, "posts/c.md"], "Trois")
    assert [each.path for each in repository.log("posts/c.md")] == ["posts/c.md", B]
    assert repository.text_at(commit.sha, B).startswith(b"Un texte")
    head = repository.git.refs.head() or ""
    assert sorted(repository.file_dates(head, None, lambda _path: True)) == [A, B, "posts/c.md"]


def test_a_file_outside_of_the_blog_is_named_from_the_blog(
    repository: BlogRepository, blog: Path, git: Git
) -> None:
    outside = blog.parent.parent / "posts/dehors.md"
    write(outside.parent, outside.name, "Un texte qui reste le même, long assez pour être reconnu.\n")
    git(blog, "add", str(outside))
    git(blog, "commit", "--quiet", "-m", "Dehors")
    outside.rename(blog / B)
    git(blog, "add", "--all", str(outside.parent), B)
    git(blog, "commit", "--quiet", "-m", "Dedans")
    newest, oldest = repository.log(B)
    assert (newest.path, oldest.path) == (B, "../../posts/dehors.md")
    assert repository.text_at(oldest.sha, oldest.path) == repository.text_at("HEAD", B)


def test_what_would_be_sent_are_posts_of_the_blog(
    repository: BlogRepository, blog: Path, bare_remote: Path, git: Git
) -> None:
    repository.git.add_remote("origin", str(bare_remote))
    first = repository.publish(idle=60, progress=lambda _step: None, message=lambda _join: "Réunit")
    assert first.paths == (A,)
    assert repository.outgoing().added == frozenset()
    write(blog, B)
    write(blog.parent.parent, "posts/dehors.md")
    git(blog.parent.parent, "add", "--all")
    git(blog, "commit", "--quiet", "-m", "Deux")
    outgoing = repository.outgoing()
    assert (outgoing.added, outgoing.changed, outgoing.deleted) == ({B}, frozenset(), frozenset())
    assert repository.on_remote(outgoing.tip or "", [A, B]) == {A}


def test_what_was_changed_deleted_and_renamed_since_is_named_from_the_blog(
    repository: BlogRepository, blog: Path, bare_remote: Path, git: Git
) -> None:
    write(blog, B, "Un texte qui reste le même, long assez pour être reconnu.\n")
    write(blog, "posts/c.md", "Tout autre chose, qui sera effacé ensuite.\n")
    git(blog, "add", "--all", ".")
    git(blog, "commit", "--quiet", "-m", "Trois")
    repository.git.add_remote("origin", str(bare_remote))
    repository.publish(idle=60, progress=lambda _step: None, message=lambda _join: "Réunit")
    write(blog, A, "Corrigé.\n")
    (blog / B).rename(blog / "posts/d.md")
    (blog / "posts/c.md").unlink()
    git(blog, "add", "--all", ".")
    git(blog, "commit", "--quiet", "-m", "Changements")
    outgoing = repository.outgoing()
    assert (outgoing.former, outgoing.deleted) == ({"posts/d.md": B}, {"posts/c.md"})
    assert A in outgoing.changed
    unpublished = repository.status().unpublished or frozenset()
    assert {A, "posts/d.md"} <= unpublished <= {A, B, "posts/c.md", "posts/d.md"}


def test_a_new_file_that_looks_like_a_deleted_one_is_no_renamed_one(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    text = (published_blog / POST).read_text(encoding="utf-8")
    (published_blog / POST).unlink()
    git(published_blog, "commit", "--quiet", "-am", "Supprime")
    (published_blog / B).write_text(text.replace("WiFi", "wifi"), encoding="utf-8")
    git(published_blog, "add", B)
    git(published_blog, "commit", "--quiet", "-m", "Ajoute")
    repository = BlogRepository(lambda: Repository.open(published_blog), published_blog, lambda: ["posts"])
    going = repository.outgoing()
    assert (going.added, going.changed, going.deleted) == ({B}, frozenset(), {POST})
    assert not going.former
    git(published_blog, "push", "--quiet")
    other = BlogRepository(lambda: Repository.open(other_clone), other_clone, lambda: ["posts"])
    git(other_clone, "fetch", "--quiet")
    join = pending(other.git)
    assert join is not None
    coming = other.incoming(join)
    assert (coming.added, coming.changed, coming.deleted) == ({B}, frozenset(), {POST})
