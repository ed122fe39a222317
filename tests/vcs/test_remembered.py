"""What the remote has, where git itself remembers nothing of its branch; and that nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import NewBranch
from blogwifi_tui.vcs.conflict import conflicting_files
from blogwifi_tui.vcs.outgoing import outgoing
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Runner
from blogwifi_tui.vcs.sync import Synchronizer

Git = Callable[..., str]
Write = Callable[..., str]


def bare_with_worktree(git: Git, remote: Path, folder: Path) -> Path:
    git(folder, "clone", "--quiet", "--bare", str(remote), "nu")
    git(folder / "nu", "worktree", "add", "--quiet", str(folder / "arbre"), "main")
    return folder / "arbre"


def mirror_with_worktree(git: Git, remote: Path, folder: Path) -> Path:
    git(folder, "clone", "--quiet", "--mirror", str(remote), "miroir")
    git(folder / "miroir", "config", "--unset", "remote.origin.mirror")
    git(folder / "miroir", "worktree", "add", "--quiet", str(folder / "arbre"), "main")
    return folder / "arbre"


def of_another_branch(git: Git, remote: Path, folder: Path) -> Path:
    git(remote, "branch", "brouillon", "main")
    git(folder, "clone", "--quiet", "--single-branch", "--branch", "brouillon", str(remote), "seule")
    git(folder / "seule", "switch", "--quiet", "-c", "main")
    return folder / "seule"


def by_address(git: Git, remote: Path, folder: Path) -> Path:
    git(folder, "clone", "--quiet", str(remote), "adresse")
    git(folder / "adresse", "remote", "remove", "origin")
    git(folder / "adresse", "config", "branch.main.remote", str(remote))
    git(folder / "adresse", "config", "branch.main.merge", "refs/heads/main")
    return folder / "adresse"


def without_rule(git: Git, remote: Path, folder: Path) -> Path:
    git(folder, "clone", "--quiet", str(remote), "sans")
    git(folder / "sans", "config", "--unset-all", "remote.origin.fetch")
    git(folder / "sans", "update-ref", "-d", "refs/remotes/origin/main")
    return folder / "sans"


WAYS = (bare_with_worktree, mirror_with_worktree, of_another_branch, by_address, without_rule)


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def unknown(
    request: pytest.FixtureRequest, published: Repository, git: Git, bare_remote: Path, tmp_path: Path
) -> Repository:
    """A clone of ``published``'s remote whose git remembers nothing of ``main`` there."""
    folder = tmp_path / "ici"
    folder.mkdir()
    return Repository.open(request.param(git, bare_remote, folder))


def commit(repository: Repository, write: Write, path: str) -> str:
    return repository.commit([write(repository.root, path)], f"Écrit {path}").sha


def test_nothing_is_called_online_before_the_remote_was_asked(unknown: Repository) -> None:
    assert (unknown.status().unpublished, unknown.status().upstream) == (None, None)


def test_after_a_look_it_is_known_what_is_online(unknown: Repository, write: Write) -> None:
    Synchronizer(unknown).fetch()
    assert unknown.status().unpublished == frozenset()
    commit(unknown, write, "posts/a.md")
    status = unknown.status()
    assert (status.unpublished, status.ahead, status.behind) == ({"posts/a.md"}, 1, 0)
    assert outgoing(unknown).added == {"posts/a.md"}


def test_what_is_published_is_counted_and_online(
    unknown: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    head = commit(unknown, write, "posts/a.md")
    assert Synchronizer(unknown).publish().paths == ("posts/a.md",)
    assert git(bare_remote, "rev-parse", "main") == head
    status = unknown.status()
    assert (status.unpublished, status.ahead, status.behind) == (frozenset(), 0, 0)
    assert Synchronizer(unknown).publish().pushed == 0


def test_what_the_other_machine_published_first_is_joined(
    unknown: Repository, git: Git, write: Write, bare_remote: Path, other_clone: Path
) -> None:
    write(other_clone, "posts/portable.md")
    git(other_clone, "add", "posts/portable.md")
    git(other_clone, "commit", "--quiet", "-m", "Portable")
    git(other_clone, "push", "--quiet")
    commit(unknown, write, "posts/bureau.md")
    Synchronizer(unknown).fetch()
    assert unknown.status().behind == 1
    outcome = Synchronizer(unknown).publish()
    assert (outcome.joined, outcome.paths) == (1, ("posts/bureau.md",))
    assert git(bare_remote, "rev-parse", "main") == git(unknown.root, "rev-parse", "HEAD")
    assert (unknown.root / "posts/portable.md").exists()


def test_posts_both_sides_changed_are_found(
    unknown: Repository, git: Git, write: Write, other_clone: Path, post: str
) -> None:
    write(other_clone, post, "Du portable.\n")
    git(other_clone, "commit", "--quiet", "-am", "Portable")
    git(other_clone, "push", "--quiet")
    unknown.commit([write(unknown.root, post, "Du bureau.\n")], "Bureau")
    Synchronizer(unknown).fetch()
    assert [file.path for file in conflicting_files(unknown)] == [post]


def test_a_look_moves_no_branch_here(unknown: Repository, git: Git, other_clone: Path) -> None:
    git(other_clone, "commit", "--quiet", "--allow-empty", "-m", "ailleurs")
    git(other_clone, "push", "--quiet")
    before = git(unknown.root, "for-each-ref", "refs/heads")
    Synchronizer(unknown).fetch()
    assert git(unknown.root, "for-each-ref", "refs/heads") == before


def test_a_server_that_lists_no_branch_makes_nothing_forgotten(
    published: Repository, git: Git, bare_remote: Path
) -> None:
    git(published.root, "config", "fetch.prune", "true")
    git(bare_remote, "update-ref", "-d", "refs/heads/main")
    Synchronizer(published).fetch()
    assert published.status().unpublished == frozenset()


def test_other_branches_and_tags_of_the_remote_stop_nothing(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    git(published.root, "config", "remote.origin.tagOpt", "--tags")
    git(bare_remote, "branch", "brouillons", "main")
    git(bare_remote, "tag", "juin", "main")
    git(published.root, "fetch", "--quiet")
    git(bare_remote, "branch", "--delete", "brouillons")
    git(bare_remote, "branch", "brouillons/2026", "main")
    commit(published, write, "posts/a.md")
    Synchronizer(published).publish()
    git(bare_remote, "tag", "--force", "juin", "main")
    commit(published, write, "posts/b.md")
    assert Synchronizer(published).publish().pushed == 1


@pytest.mark.parametrize("prune", ["true", "false"])
def test_a_branch_that_is_gone_there_while_others_are_is_not_made_again_unasked(
    published: Repository, git: Git, write: Write, bare_remote: Path, prune: str
) -> None:
    git(published.root, "config", "fetch.prune", prune)
    git(bare_remote, "branch", "ancien", "main")
    git(bare_remote, "branch", "--move", "main", "principal")
    git(bare_remote, "symbolic-ref", "HEAD", "refs/heads/principal")
    head = commit(published, write, "posts/a.md")
    with pytest.raises(NewBranch) as refused:
        Synchronizer(published).publish()
    assert (refused.value.branch, refused.value.branches) == ("main", ("principal", "ancien"))
    assert "main" not in git(bare_remote, "branch", "--format=%(refname:short)").split()
    outcome = Synchronizer(published).publish(new_branch=True)
    assert (outcome.aside, outcome.branch) == (True, "main")
    assert git(bare_remote, "rev-parse", "main") == head


def test_a_branch_beside_the_one_the_remote_shows_is_named(
    published: Repository, git: Git, write: Write
) -> None:
    git(published.root, "push", "--quiet", "--set-upstream", "origin", "main:essais")
    git(published.root, "remote", "set-head", "origin", "main")
    commit(published, write, "posts/a.md")
    assert Synchronizer(published).publish().aside
    git(published.root, "branch", "--quiet", "--set-upstream-to", "origin/main")
    assert not Synchronizer(published).publish().aside


def test_a_branch_the_remote_shows_no_more_is_named_though_nothing_here_remembers_it(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    git(bare_remote, "branch", "tronc", "main")
    git(bare_remote, "symbolic-ref", "HEAD", "refs/heads/tronc")
    commit(published, write, "posts/a.md")
    assert Synchronizer(published).publish().aside


def test_a_lock_on_what_is_remembered_is_waited_for(
    published: Repository, git: Git, write: Write, other_clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(other_clone, "commit", "--quiet", "--allow-empty", "-m", "ailleurs")
    git(other_clone, "push", "--quiet")
    lock = published.common_dir / "refs/remotes/origin/main.lock"
    lock.touch()
    execute = Runner._execute

    def told(self: Runner, words: list[str], **named: object) -> object:
        done = execute(self, words, **named)  # type: ignore[arg-type]
        if "fetch" in words:
            lock.unlink(missing_ok=True)
        return done

    monkeypatch.setattr(Runner, "_execute", told)
    assert Synchronizer(published).publish().joined == 1


def test_what_the_server_says_of_a_push_it_took_is_handed_on(
    published: Repository, write: Write, bare_remote: Path, hook: Callable[[Path, str, str], Path]
) -> None:
    hook(
        bare_remote, "post-receive", "echo 'Construction…'; printf 'ERREUR \\033[31mdate\\007\\n' >&2; exit 1"
    )
    commit(published, write, "posts/a.md")
    assert Synchronizer(published).publish().words == "Construction…\nERREUR date␇"
