"""What is to be done about each post: edited, to publish, nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.vcs.answers import Answers
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.status import Sync

Git = Callable[..., str]
Write = Callable[..., str]


def test_each_post_has_one_word(published: Repository, write: Write, post: str) -> None:
    committed = write(published.root, "posts/commis.md")
    published.commit([committed], "Crée")
    edited = write(published.root, "posts/nouveau dossier/é.md")
    status = published.status(["posts"])
    assert status.sync(post) is None
    assert status.sync(committed) is Sync.TO_PUBLISH
    assert status.sync(edited) is Sync.EDITED
    write(published.root, committed, "encore\n")
    assert published.status().sync(committed) is Sync.EDITED


def test_two_git_calls_tell_all_and_one_where_no_commit_came(
    published: Repository, write: Write, git_log: Path
) -> None:
    published.status()
    for text in ("un\n", "deux\n"):
        published.commit([write(published.root, "posts/commis.md", text)], "Écrit")
        for calls in (2, 1):
            before = len(git_log.read_text().splitlines())
            assert published.status(["posts"]).unpublished == {"posts/commis.md"}
            assert len(git_log.read_text().splitlines()) - before == calls


def test_a_history_that_got_another_past_is_asked_about_again(
    published: Repository, git: Git, write: Write, post: str
) -> None:
    root = published.root
    published.commit([write(root, post, "autre\n")], "Change")
    assert published.status(["posts"]).unpublished == {post}
    git(root, "replace", "HEAD:posts", "origin/main:posts")
    assert published.status(["posts"]).unpublished == frozenset()


def test_a_commit_that_comes_while_git_is_asked_is_not_taken_for_the_one_before(
    published: Repository, git: Git, write: Write, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, answers = published.root, Answers()
    write(root, post, "autre\n")
    git(root, "commit", "--quiet", "-m", "Un", "--", post)
    repository = Repository.open(root, answers)
    read = repository.runner.read

    def read_after_another_commit(*words: str, **how: Any) -> Any:
        if words[0] == "diff-tree":
            git(root, "add", write(root, "posts/b.md"))
            git(root, "commit", "--quiet", "--allow-empty", "-m", "Deux")
        return read(*words, **how)

    monkeypatch.setattr(repository.runner, "read", read_after_another_commit)
    repository.status(["posts"])
    git(root, "reset", "--quiet", "--soft", "HEAD~1")
    assert Repository.open(root, answers).status(["posts"]).unpublished == {post}


@pytest.mark.parametrize("index", ["plain", "split"])
@pytest.mark.parametrize("kind", ["ignored", "clone", "submodule", "beyond a link"])
def test_what_git_leaves_alone_is_not_kept(
    repository: Repository, git: Git, write: Write, post: str, tmp_path: Path, kind: str, index: str
) -> None:
    root = repository.root
    if index == "split":
        git(root, "update-index", "--split-index")
    folder, apart = "posts", "posts/inside/a.md"
    if kind == "ignored":
        write(root, ".gitignore", "inside/\n")
        write(root, apart)
    elif kind == "beyond a link":
        write(tmp_path, "elsewhere/inside/a.md")
        (root / "linked").symlink_to(tmp_path / "elsewhere")
        repository.commit(["linked"], "Un lien")
        folder, apart = "linked", "linked/inside/a.md"
    else:
        inner = root / "posts" / "inside"
        inner.mkdir()
        git(inner, "init", "--quiet")
        write(inner, "a.md")
        git(inner, "add", "a.md")
        git(inner, "commit", "--quiet", "-m", "Dedans")
        if kind == "submodule":
            git(root, "add", "posts/inside")
            git(root, "commit", "--quiet", "-m", "Un sous-module")
    assert repository.status([folder]).sync(apart) is Sync.APART
    assert repository.status(["posts"]).sync(post) is Sync.TO_PUBLISH


def test_the_branch_and_its_remote(published: Repository, git: Git, other_clone: Path, write: Write) -> None:
    git(other_clone, "commit", "--quiet", "--allow-empty", "-m", "ailleurs")
    git(other_clone, "push", "--quiet")
    git(published.root, "fetch", "--quiet")
    published.commit([write(published.root, "posts/a.md")], "a")
    published.commit([write(published.root, "posts/b.md")], "b")
    status = published.status()
    assert (status.branch, status.upstream, status.remote) == ("main", "origin/main", "origin")
    assert (status.ahead, status.behind, status.operation) == (2, 1, None)
    assert status.head == git(published.root, "rev-parse", "HEAD")
    assert status.unpublished == {"posts/a.md", "posts/b.md"}


def test_what_only_the_other_side_changed_is_not_ours_to_publish(
    published: Repository, git: Git, other_clone: Path, write: Write, post: str
) -> None:
    write(other_clone, post, "ailleurs\n")
    git(other_clone, "commit", "--quiet", "-am", "ailleurs")
    git(other_clone, "push", "--quiet")
    git(published.root, "fetch", "--quiet")
    published.commit([write(published.root, "posts/a.md")], "a")
    assert published.status().unpublished == {"posts/a.md"}


def test_without_an_upstream_everything_is_to_publish(repository: Repository, post: str) -> None:
    status = repository.status()
    assert (status.upstream, status.remote, status.unpublished) == (None, None, None)
    assert status.sync(post) is Sync.TO_PUBLISH
    repository.add_remote("origin", "/tmp/x")
    assert repository.status().remote == "origin"
    assert repository.status().unpublished is None


def test_an_upstream_that_is_gone_has_nothing(published: Repository, git: Git, bare_remote: Path) -> None:
    git(bare_remote, "update-ref", "-d", "refs/heads/main")
    git(published.root, "fetch", "--quiet", "--prune")
    status = published.status()
    assert status.upstream == "origin/main"
    assert status.unpublished is None


def test_before_the_first_commit(tmp_path: Path, write: Write) -> None:
    repository = Repository.init(tmp_path / "neuf")
    write(repository.root, "posts/un.md")
    status = repository.status()
    assert (status.branch, status.head, status.edited) == ("main", None, {"posts/un.md"})
    assert status.sync("posts/un.md") is Sync.EDITED


def test_on_a_detached_head(published: Repository, git: Git) -> None:
    git(published.root, "checkout", "--quiet", "--detach")
    status = published.status()
    assert (status.branch, status.upstream, status.remote) == (None, None, None)
    assert status.head is not None


def test_renamed_staged_deleted_and_conflicting_files_are_edited(
    published: Repository, git: Git, write: Write, post: str
) -> None:
    root = published.root
    published.commit([write(root, f"posts/{name}.md", name) for name in "abc"], "Crée")
    git(root, "mv", "posts/a.md", "posts/à part.md")
    (root / "posts/b.md").unlink()
    write(root, "posts/c.md", "changé")
    git(root, "add", "posts/c.md")
    assert published.status().edited == {"posts/a.md", "posts/à part.md", "posts/b.md", "posts/c.md"}


def test_where_one_publishes_counts_when_it_is_not_where_one_fetches(
    published: Repository, git: Git, tmp_path: Path, write: Write, post: str
) -> None:
    mine = tmp_path / "mine.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(published.root), str(mine))
    published.add_remote("mine", str(mine))
    git(published.root, "config", "branch.main.pushRemote", "mine")
    assert published.status().remote == "mine"
    assert published.status().unpublished is None
    git(published.root, "fetch", "--quiet", "mine")
    assert published.status().unpublished == frozenset()
    published.commit([write(published.root, post, "x\n")], "Modifie")
    git(published.root, "push", "--quiet", "origin", "main")
    assert published.status().unpublished == {post}


def test_looking_starts_no_program_of_the_repository_and_writes_nothing(
    published: Repository, git: Git, write: Write, post: str, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch {canary}\n")
    spy.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.sshCommand", "core.pager", "core.editor"):
        git(published.root, "config", key, str(spy))
    (published.root / post).touch()
    index = (published.git_dir / "index").stat()
    published.status()
    published.text_at("HEAD", post)
    assert not canary.exists()
    assert (published.git_dir / "index").stat().st_mtime_ns == index.st_mtime_ns


def test_the_pulse_changes_with_what_git_does(
    published: Repository, git: Git, write: Write, post: str
) -> None:
    seen = [published.pulse()]
    assert published.pulse() == seen[0]
    published.commit([write(published.root, post, "x\n")], "Modifie")
    seen.append(published.pulse())
    git(published.root, "fetch", "--quiet")
    seen.append(published.pulse())
    git(published.root, "push", "--quiet")
    seen.append(published.pulse())
    git(published.root, "config", "some.key", "value")
    seen.append(published.pulse())
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("pack", [False, True])
def test_head_and_branches_are_found_where_git_keeps_them(
    published: Repository, git: Git, pack: bool
) -> None:
    root = published.root
    git(root, "branch", "un/autre")
    if pack:
        git(root, "pack-refs", "--all")
    head = git(root, "rev-parse", "HEAD")
    assert published.refs.head() == head
    assert published.refs.branch() == "main"
    assert published.refs.tip("refs/heads/un/autre") == head
    assert published.refs.tip("refs/remotes/origin/main") == head
    assert published.refs.tip("refs/heads/un") is None
    assert published.refs.tip("refs/heads/absent") is None
    git(root, "symbolic-ref", "refs/heads/alias", "refs/heads/un/autre")
    assert published.refs.tip("refs/heads/alias") == head
    git(root, "checkout", "--quiet", "--detach")
    assert (published.refs.head(), published.refs.branch()) == (head, None)
    git(root, "checkout", "--quiet", "--orphan", "vide")
    assert (published.refs.head(), published.refs.branch()) == (None, "vide")


def test_refs_kept_in_tables_are_asked_of_git(published: Repository, git: Git) -> None:
    head = git(published.root, "rev-parse", "HEAD")
    (published.common_dir / "reftable").mkdir()
    assert published.refs.head() == head
    assert published.refs.branch() == "main"
    assert published.refs.tip("refs/heads/absent") is None
