"""The last change made here undone, always by a new commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import ChangedSince, HookFailed, NothingToUndo
from tests.drafts import set_draft

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def edit(blog: Blog, words: str) -> None:
    post = blog.read(POST)
    blog.save(post.with_body(f"\n{words}\n"), post)
    blog.commit_post(POST)


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    return Blog.open(blog_folder)


def subjects(git: Git, folder: Path) -> list[str]:
    return git(folder, "log", "--format=%s").splitlines()


CHANGES: dict[str, Callable[[Blog], object]] = {
    "edit": lambda blog: edit(blog, "Autre chose."),
    "draft": lambda blog: set_draft(blog, POST, True),
    "rename": lambda blog: blog.rename(POST, "Un autre titre"),
    "delete": lambda blog: blog.delete(POST),
    "duplicate": lambda blog: blog.duplicate(POST),
    "go live": lambda blog: blog.bulk.apply(blog.bulk.publish_drafts([POST]).require_all()),
    "set": lambda blog: blog.set(POST, {"lang": "fr"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_undone_by_a_commit_that_gives_the_files_back(
    blog: Blog, git: Git, change: str
) -> None:
    if change == "go live":
        set_draft(blog, POST, True)
    tree = git(blog.root, "rev-parse", "HEAD^{tree}")
    CHANGES[change](blog)
    count, subject = len(subjects(git, blog.root)), subjects(git, blog.root)[0]
    made = blog.last_change()
    assert (made.subject, made.published) == (subject, False)
    blog.undo(made)
    assert git(blog.root, "rev-parse", "HEAD^{tree}") == tree
    assert subjects(git, blog.root)[0] == f"Undo: {subject}"
    assert len(subjects(git, blog.root)) == count + 1
    assert git(blog.root, "status", "--porcelain") == ""


def test_undoing_goes_back_change_by_change_to_the_first_made_here(blog: Blog, git: Git) -> None:
    tree = git(blog.root, "rev-parse", "HEAD^{tree}")
    edit(blog, "Un.")
    edit(blog, "Deux.")
    set_draft(blog, POST, True)
    for _change in range(3):
        blog.undo(blog.last_change())
    assert git(blog.root, "rev-parse", "HEAD^{tree}") == tree
    with pytest.raises(NothingToUndo):
        blog.last_change()


def test_what_was_changed_since_is_not_lost_by_undoing(blog: Blog, git: Git) -> None:
    edit(blog, "Un.")
    post = blog.read(POST)
    blog.save(post.with_body("\nPas encore dans un commit.\n"), post)
    head = git(blog.root, "rev-parse", "HEAD")
    with pytest.raises(ChangedSince) as refused:
        blog.undo(blog.last_change())
    assert refused.value.paths == (POST,)
    assert blog.read(POST).body == "\nPas encore dans un commit.\n"
    assert git(blog.root, "rev-parse", "HEAD") == head


def test_what_others_committed_is_not_ours_to_undo(blog: Blog, git: Git) -> None:
    (blog.root / POST).write_text("Par un autre programme.\n", encoding="utf-8")
    git(blog.root, "commit", "--quiet", "-am", "Ailleurs")
    with pytest.raises(NothingToUndo):
        blog.last_change()


def test_a_published_change_is_known_to_be_and_undone_all_the_same(
    published_blog: Path, bare_remote: Path, git: Git
) -> None:
    blog = Blog.open(published_blog)
    edit(blog, "Publié trop tôt.")
    blog.publication.send()
    made = blog.last_change()
    assert made.published
    blog.undo(made)
    assert "Publié trop tôt" not in blog.read(POST).body
    blog.publication.send()
    assert git(bare_remote, "log", "-1", "--format=%s", "main").startswith("Undo: Edit: ")


def test_another_start_of_the_program_still_knows_the_last_change(blog: Blog) -> None:
    edit(blog, "Un.")
    assert Blog.open(blog.root).last_change().subject == "Edit: Le WiFi de l’hôtel"


def test_an_undoing_that_is_refused_leaves_all_as_it_was(blog: Blog, git: Git) -> None:
    blog.rename(POST, "Un autre titre")
    hook = blog.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(blog._repository.git)
    with pytest.raises(HookFailed):
        blog.undo(blog.last_change())
    assert git(blog.root, "status", "--porcelain") == ""
    assert not (blog.root / POST).exists()
    hook.unlink()
    blog.undo(blog.last_change())
    assert (blog.root / POST).exists()


def test_a_record_that_cannot_be_written_fails_no_commit(blog: Blog, home: Path) -> None:
    (home / "state").write_text("pas un dossier", encoding="utf-8")
    edit(blog, "Un.")
    assert blog.read(POST).body == "\nUn.\n"
    with pytest.raises(NothingToUndo):
        blog.last_change()


def test_a_change_of_many_files_is_undone_as_one_whatever_their_names_and_line_ends(
    blog: Blog, git: Git, git_log: Path
) -> None:
    names = [POST, "posts/deux mots.md", "posts/l’œuvre\nà Noël.md", "posts/vide.md"]
    (blog.root / ".gitattributes").write_text("deux* eol=crlf\n", encoding="utf-8")
    for name in names[1:3]:
        (blog.root / name).write_bytes(b"---\r\ntitle: A\r\n---\r\n\r\n4 blob missing\r\n\r\n")
    (blog.root / names[3]).touch()
    git(blog.root, "add", ".")
    git(blog.root, "commit", "--quiet", "-m", "Avant")
    held = {name: (blog.root / name).read_bytes() for name in names}
    blog.delete(*names)
    git_log.write_text("", encoding="utf-8")
    blog.undo(blog.last_change())
    assert {name: (blog.root / name).read_bytes() for name in names} == held
    assert git(blog.root, "status", "--porcelain") == ""
    assert git_log.read_text(encoding="utf-8").count("cat-file") == 1


def undoable(blog: Blog, change: str) -> None:
    """Make a change and undo it."""
    CHANGES[change](blog)
    blog.undo(blog.last_change())


@pytest.mark.parametrize("change", ["edit", "draft", "rename", "set"])
@pytest.mark.parametrize("ends", ["true", "input"])
def test_line_ends_that_git_converts_are_no_change_made_since(
    blog: Blog, git: Git, change: str, ends: str
) -> None:
    git(blog.root, "config", "core.autocrlf", ends)
    before = (blog.root / POST).read_bytes()
    tree = git(blog.root, "rev-parse", "HEAD^{tree}")
    undoable(blog, change)
    assert git(blog.root, "rev-parse", "HEAD^{tree}") == tree
    assert git(blog.root, "status", "--porcelain") == ""
    after = (blog.root / POST).read_bytes()
    assert after == before or change == "rename"


def test_words_changed_since_are_kept_though_git_converts_line_ends(blog: Blog, git: Git) -> None:
    git(blog.root, "config", "core.autocrlf", "true")
    edit(blog, "Un.")
    (blog.root / POST).write_bytes(b"Autre.\r\n")
    with pytest.raises(ChangedSince):
        blog.undo(blog.last_change())


def test_an_undoing_that_was_not_noted_is_not_tried_for_ever(blog: Blog, git: Git) -> None:
    edit(blog, "Un.")
    edit(blog, "Deux.")
    git(blog.root, "revert", "--no-edit", "HEAD")
    blog.undo(blog.last_change())
    assert "Un." not in blog.read(POST).body
    with pytest.raises(NothingToUndo):
        blog.last_change()


def test_a_file_taken_back_by_hand_and_not_committed_is_not_taken_for_an_undoing(blog: Blog) -> None:
    edit(blog, "Un.")
    edit(blog, "Deux.")
    post = blog.read(POST)
    blog.save(post.with_body("\nUn.\n"), post)
    with pytest.raises(ChangedSince):
        blog.undo(blog.last_change())
