"""A remote with several push addresses: each is answered for, and what one has missed is not forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import Cancelled, HookFailed, Offline, PushRejected, RemoteGone
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from tests.conftest import SECRET

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


@pytest.fixture
def mirror(published: Repository, git: Git, bare_remote: Path, tmp_path: Path) -> Path:
    """A second push address of ``published``'s remote, level with the first."""
    folder = tmp_path / "miroir.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(bare_remote), str(folder))
    (folder / "hooks").mkdir(exist_ok=True)
    for address in (bare_remote, folder):
        git(published.root, "config", "--add", "remote.origin.pushurl", str(address))
    return folder


def commit(repository: Repository, write: Write, path: str) -> str:
    return repository.commit([write(repository.root, path)], f"Écrit {path}").sha


def tip(git: Git, bare: Path) -> str:
    return git(bare, "rev-parse", "main")


def test_every_address_gets_it(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path
) -> None:
    head = commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.pushed, outcome.paths, outcome.missed) == (1, ("posts/a.md",), ())
    assert tip(git, bare_remote) == tip(git, mirror) == head
    assert (published.status().unpublished, published.status().lacking) == (frozenset(), ())


def test_a_remote_with_two_addresses_of_its_own_is_pushed_to_both(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path
) -> None:
    git(published.root, "config", "--unset-all", "remote.origin.pushurl")
    git(published.root, "config", "--add", "remote.origin.url", str(mirror))
    head = commit(published, write, "posts/a.md")
    assert Synchronizer(published).publish().missed == ()
    assert tip(git, bare_remote) == tip(git, mirror) == head


def test_an_address_that_refuses_is_named_and_what_it_misses_stays_to_publish(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path, hook: Hook
) -> None:
    refusal = hook(mirror, "pre-receive", "echo 'Lecture seule.' >&2; exit 1")
    commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert outcome.paths == ("posts/a.md",)
    assert [missed.address for missed in outcome.missed] == [str(mirror)]
    assert isinstance(outcome.missed[0].error, PushRejected)
    assert outcome.missed[0].error.words == "Lecture seule."
    status = published.status()
    assert (status.unpublished, status.lacking) == ({"posts/a.md"}, (str(mirror),))
    refusal.unlink()
    outcome = Synchronizer(published).publish()
    assert (outcome.pushed, outcome.missed, outcome.caught_up) == (0, (), (str(mirror),))
    assert tip(git, mirror) == tip(git, bare_remote)
    assert (published.status().unpublished, published.status().lacking) == (frozenset(), ())


def test_what_an_address_misses_twice_is_all_that_it_misses(
    published: Repository, write: Write, mirror: Path, hook: Hook
) -> None:
    hook(mirror, "pre-receive", "exit 1")
    for path in ("posts/a.md", "posts/b.md"):
        commit(published, write, path)
        assert len(Synchronizer(published).publish().missed) == 1
    assert published.status().unpublished == {"posts/a.md", "posts/b.md"}


def test_the_first_address_away_keeps_nothing_from_the_others_and_is_not_taken_for_level(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path
) -> None:
    before = tip(git, bare_remote)
    git(published.root, "config", "--unset-all", "remote.origin.pushurl")
    gone = bare_remote.with_name("parti.git")
    for address in (gone, mirror):
        git(published.root, "config", "--add", "remote.origin.pushurl", str(address))
    head = commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert [missed.address for missed in outcome.missed] == [str(gone)]
    assert isinstance(outcome.missed[0].error, RemoteGone)
    assert (tip(git, bare_remote), tip(git, mirror)) == (before, head)
    assert published.status().unpublished == {"posts/a.md"}


def test_when_no_address_takes_it_the_publication_failed(
    published: Repository, write: Write, bare_remote: Path, mirror: Path, hook: Hook
) -> None:
    for folder in (bare_remote, mirror):
        hook(folder, "pre-receive", "echo non >&2; exit 1")
    commit(published, write, "posts/a.md")
    with pytest.raises(PushRejected):
        Synchronizer(published).publish()
    assert published.status().ahead == 1


def test_who_stops_between_two_addresses_is_not_told_that_it_was_published(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path
) -> None:
    before, head, cancel = tip(git, mirror), commit(published, write, "posts/a.md"), CancelToken()
    begun: list[Progress] = []

    def heard(progress: Progress) -> None:
        if progress == Progress(Phase.PUSHING):
            begun.append(progress)
        if len(begun) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        Synchronizer(published).publish(progress=heard, cancel=cancel)
    assert (tip(git, bare_remote), tip(git, mirror)) == (head, before)


def test_a_check_here_that_refuses_the_push_sends_nothing_anywhere(
    published: Repository, git: Git, write: Write, bare_remote: Path, mirror: Path, hook: Hook
) -> None:
    before = tip(git, mirror)
    hook(published.root, "pre-push", "exit 1")
    commit(published, write, "posts/a.md")
    with pytest.raises(HookFailed):
        Synchronizer(published).publish()
    assert tip(git, bare_remote) == tip(git, mirror) == before


def test_an_address_with_commits_of_its_own_is_told_and_never_overwritten(
    published: Repository, git: Git, write: Write, mirror: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(mirror), "autre")
    git(tmp_path / "autre", "commit", "--quiet", "--allow-empty", "-m", "à lui")
    git(tmp_path / "autre", "push", "--quiet")
    theirs = tip(git, mirror)
    commit(published, write, "posts/a.md")
    (missed,) = Synchronizer(published).publish().missed
    assert isinstance(missed.error, PushRejected)
    assert missed.error.reason == "diverged"
    assert tip(git, mirror) == theirs


def test_somebody_faster_at_the_first_address_is_joined_before_the_others_get_it(
    published: Repository,
    git: Git,
    write: Write,
    bare_remote: Path,
    mirror: Path,
    other_clone: Path,
    hook: Hook,
) -> None:
    git(other_clone, "commit", "--quiet", "--allow-empty", "-m", "plus rapide")
    hook(published.root, "pre-push", f"git -C {other_clone} push --quiet 2>/dev/null; exit 0")
    commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.joined, outcome.missed) == (1, ())
    assert tip(git, bare_remote) == tip(git, mirror) == git(published.root, "rev-parse", "HEAD")


def test_the_first_publication_to_two_addresses_sets_the_upstream(
    repository: Repository, git: Git, bare_remote: Path, tmp_path: Path, post: str
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "miroir.git")
    repository.add_remote("origin", str(bare_remote))
    for address in (bare_remote, tmp_path / "miroir.git"):
        git(repository.root, "config", "--add", "remote.origin.pushurl", str(address))
    outcome = Synchronizer(repository).publish()
    assert (outcome.first, outcome.paths) == (True, (post,))
    assert git(repository.root, "rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"


def test_the_first_publication_that_one_address_misses_leaves_all_to_publish(
    repository: Repository, git: Git, bare_remote: Path, tmp_path: Path, post: str
) -> None:
    repository.add_remote("origin", str(bare_remote))
    for address in (bare_remote, tmp_path / "absent.git"):
        git(repository.root, "config", "--add", "remote.origin.pushurl", str(address))
    assert len(Synchronizer(repository).publish().missed) == 1
    assert repository.status().unpublished == {post}


def test_passwords_in_addresses_are_masked(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    for address in (str(bare_remote), f"http://zoe:{SECRET}@127.0.0.1:1/blog.git"):
        git(published.root, "config", "--add", "remote.origin.pushurl", address)
    commit(published, write, "posts/a.md")
    (missed,) = Synchronizer(published).publish().missed
    assert isinstance(missed.error, Offline)
    assert SECRET not in f"{missed} {published.status().lacking}"
