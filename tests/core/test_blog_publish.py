"""Blog: publishing to a bare remote, and blogs in odd places of a repository."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import Conflict, NoRemote, RemoteGone
from blogwifi_tui.vcs.status import Sync

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def write(blog: Blog, path: str, body: str, message: str) -> None:
    """Change the text of a post and commit it."""
    post = blog.read(path)
    blog.save(post.with_body(body), post)
    blog.commit([path], message)


def test_what_is_committed_is_published_and_the_rest_stays_here(
    published_blog: Path, bare_remote: Path, git: Git
) -> None:
    blog = Blog.open(published_blog)
    write(blog, POST, "Trois bornes.\n", "Compte les bornes")
    draft = blog.compose("Pas encore")
    blog.save(draft, None)

    outcome = blog.publication.send()

    assert (outcome.pushed, outcome.joined, outcome.paths) == (1, 0, (POST,))
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Compte les bornes"
    assert git(bare_remote, "ls-tree", "-r", "--name-only", "main") == POST
    assert blog.pending() == [draft.path]


def test_publishing_twice_sends_nothing_the_second_time(published_blog: Path) -> None:
    blog = Blog.open(published_blog)
    write(blog, POST, "Trois bornes.\n", "Compte les bornes")
    blog.publication.send()
    outcome = blog.publication.send()
    assert (outcome.pushed, outcome.joined, outcome.paths) == (0, 0, ())


def test_the_first_publication_tells_git_where_the_next_ones_go(
    blog_folder: Path, bare_remote: Path, git: Git
) -> None:
    blog = Blog.open(blog_folder)
    assert blog.status().sync(POST) is Sync.TO_PUBLISH
    with pytest.raises(NoRemote):
        blog.publication.send()

    blog.publication.add_remote(str(bare_remote))
    outcome = blog.publication.send()

    assert outcome.first
    assert git(blog_folder, "rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"
    assert git(bare_remote, "rev-parse", "main") == git(blog_folder, "rev-parse", "main")
    assert blog.status().sync(POST) is None


def test_what_the_laptop_published_meanwhile_is_joined(
    published_blog: Path, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    written = laptop.compose("Écrit dans le train")
    laptop.save(written, None)
    laptop.commit_post(written.path)
    laptop.publication.send()
    write(office, POST, "Trois bornes.\n", "Compte les bornes")

    outcome = office.publication.send()

    assert outcome.joined == 1
    assert office.read(written.path).title == "Écrit dans le train"
    subjects = git(bare_remote, "log", "--no-merges", "--format=%s", "main").splitlines()
    assert set(subjects) == {"Premier article", "Add: Écrit dans le train", "Compte les bornes"}


def test_when_both_sides_changed_a_post_nothing_is_touched(
    published_blog: Path, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    write(laptop, POST, "Quatre bornes.\n", "Le portable")
    laptop.publication.send()
    write(office, POST, "Trois bornes.\n", "Le bureau")
    head = git(published_blog, "rev-parse", "HEAD")

    with pytest.raises(Conflict) as error:
        office.publication.send()

    assert error.value.paths == (POST,)
    assert git(published_blog, "rev-parse", "HEAD") == head
    assert git(published_blog, "status", "--porcelain") == ""
    assert office.read(POST).body == "Trois bornes.\n"
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Le portable"


def test_a_remote_that_is_gone_costs_no_commit(published_blog: Path, bare_remote: Path, git: Git) -> None:
    blog = Blog.open(published_blog)
    write(blog, POST, "Trois bornes.\n", "Compte les bornes")
    shutil.rmtree(bare_remote)

    with pytest.raises(RemoteGone):
        blog.publication.send()
    assert git(published_blog, "log", "-1", "--format=%s") == "Compte les bornes"
    assert blog.status().sync(POST) is Sync.TO_PUBLISH


# A blog that is a part of its repository


@pytest.fixture
def inner_blog(published_blog: Path, git: Git) -> Blog:
    """A blog in the folder ``site/blog`` of a repository that holds more."""
    folder = published_blog / "site" / "blog"
    (folder / "posts").mkdir(parents=True)
    (folder / "blogwifi.toml").write_text("", encoding="utf-8")
    shutil.move(published_blog / POST, folder / POST)
    (published_blog / "app.js").write_text("// rien\n", encoding="utf-8")
    git(published_blog, "add", "--all")
    git(published_blog, "commit", "--quiet", "-m", "Range le site")
    git(published_blog, "push", "--quiet")
    return Blog.open(folder)


def test_paths_are_those_of_the_blog_wherever_it_lies_in_its_repository(inner_blog: Blog) -> None:
    (inner_blog.root.parent.parent / "app.js").write_text("// autre chose\n", encoding="utf-8")
    new = inner_blog.compose("Dedans")
    inner_blog.save(new, None)

    assert inner_blog.status().sync(POST) is None
    assert inner_blog.pending() == [new.path]
    assert inner_blog.is_kept(POST)
    assert not inner_blog.is_kept(new.path)
    assert inner_blog.differs(new.path)


def test_an_inner_blog_commits_renames_and_publishes_its_own_posts(
    inner_blog: Blog, bare_remote: Path, git: Git
) -> None:
    write(inner_blog, POST, "Trois bornes.\n", "Compte les bornes")
    path = inner_blog.rename(POST, "Le gîte").path
    assert inner_blog.status().sync(path) is Sync.TO_PUBLISH

    outcome = inner_blog.publication.send()

    assert any(inner_blog.holds(sent) for sent in outcome.paths)
    assert f"site/blog/{path}" in git(bare_remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert inner_blog.status().sync(path) is None


def test_the_history_of_an_inner_post_goes_through_its_renames(inner_blog: Blog) -> None:
    path = inner_blog.rename(POST, "Le gîte").path

    newest, *_, oldest = inner_blog.history.of(path)

    assert newest.subject == "Rename: Le gîte"
    assert oldest.subject == "Premier article"
    assert inner_blog.history.read_at(newest).title == "Le gîte"
    assert inner_blog.history.read_at(oldest).title == "Le WiFi de l’hôtel"


def test_a_blog_opened_through_a_link_is_the_same_blog(published_blog: Path, tmp_path: Path) -> None:
    link = tmp_path / "lien"
    link.symlink_to(published_blog, target_is_directory=True)
    blog = Blog.open(link)
    write(blog, POST, "Trois bornes.\n", "Compte les bornes")
    assert blog.status().sync(POST) is Sync.TO_PUBLISH
