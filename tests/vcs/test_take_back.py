"""A join that git cannot finish, or that is killed: files, index and branch are as they were."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.errors import EditsInTheWay, FileFailed, GitFailed, LockHeld
from blogwifi_tui.i18n.result_messages import recovered
from blogwifi_tui.vcs import take_back
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from blogwifi_tui.vcs.take_back import finish_or_take_back

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]

LONG = "".join(f"Ligne {number}.\n" for number in range(2000))


@pytest.fixture
def shared(published: Repository, other_clone: Path, write: Write, git: Git) -> Repository:
    """Both machines hold posts that the laptop then changed, deleted, moved and added to."""
    root = published.root
    for path in ("posts/reste.md", "posts/part.md", "posts/change.md", "posts/sous/dossier.md"):
        write(root, path, LONG)
    (root / "posts/lien.md").symlink_to("reste.md")
    git(root, "add", "posts")
    git(root, "commit", "--quiet", "-m", "Du bureau")
    git(root, "push", "--quiet")
    git(other_clone, "pull", "--quiet")
    laptop = other_clone / "posts"
    (laptop / "change.md").write_text(LONG.replace("Ligne 3.", "Ligne trois."), encoding="utf-8")
    (laptop / "part.md").unlink()
    (laptop / "lien.md").unlink()
    (laptop / "lien.md").symlink_to("change.md")
    shutil.rmtree(laptop / "sous")
    (laptop / "sous").write_text("Un fichier.\n", encoding="utf-8")
    write(other_clone, "posts/neuf/photo.png", "image")
    write(other_clone, "posts/neuf.md", LONG)
    write(other_clone, "posts/zz.md", "Le dernier.\n")
    git(other_clone, "add", "posts")
    git(other_clone, "commit", "--quiet", "-m", "Du portable")
    git(other_clone, "push", "--quiet")
    return published


def state(git: Git, root: Path) -> dict[str, object]:
    """Every file and folder of the work tree, the index, and where the branch is."""
    found: dict[str, object] = {}
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        if name != ".git" and not name.startswith(".git/"):
            found[name] = file.readlink() if file.is_symlink() else file.is_dir() or file.read_bytes()
    found["index"] = (root / ".git/index").read_bytes()
    found["HEAD"] = git(root, "rev-parse", "HEAD")
    return found


def refuse_at_the_ref(repository: Repository, hook: Hook) -> None:
    hook(
        repository.root,
        "reference-transaction",
        '[ "$1" = prepared ] && grep -q "refs/heads/" && exit 1; exit 0',
    )


def refuse_by_a_filter(repository: Repository, _hook: Hook) -> None:
    (repository.git_dir / "info").mkdir(exist_ok=True)
    (repository.git_dir / "info/attributes").write_text("posts/zz.md filter=absent\n", encoding="utf-8")
    for key in ("smudge", "clean"):
        repository.runner.run("config", f"filter.absent.{key}", "programme-absent %f")
    repository.runner.run("config", "filter.absent.required", "true")


def lock_the_branch(repository: Repository, _hook: Hook) -> None:
    (repository.git_dir / "refs/heads/main.lock").touch()


def lock_head(repository: Repository, _hook: Hook) -> None:
    (repository.git_dir / "HEAD.lock").touch()


def mend(repository: Repository) -> None:
    for name in ("refs/heads/main.lock", "HEAD.lock", "hooks/reference-transaction", "info/attributes"):
        (repository.git_dir / name).unlink(missing_ok=True)


@pytest.mark.parametrize("both", [False, True], ids=["only they have commits", "both have commits"])
@pytest.mark.parametrize("hinder", [refuse_at_the_ref, refuse_by_a_filter, lock_the_branch, lock_head])
def test_a_join_that_git_cannot_finish_leaves_all_as_it_was_and_goes_on_once_the_cause_is_gone(
    shared: Repository,
    git: Git,
    write: Write,
    hook: Hook,
    hinder: Callable[[Repository, Hook], None],
    both: bool,
    bare_remote: Path,
) -> None:
    if both:
        shared.commit([write(shared.root, "posts/ici.md")], "D'ici")
    write(shared.root, "posts/indexe.md")
    git(shared.root, "add", "posts/indexe.md")
    write(shared.root, "posts/brouillon.md", "pas encore\n")
    before = state(git, shared.root)
    hinder(shared, hook)
    with pytest.raises((GitFailed, LockHeld)) as stopped:
        Synchronizer(shared).publish()
    assert not isinstance(stopped.value, EditsInTheWay)
    assert state(git, shared.root) == before
    assert not list(shared.git_dir.glob("blogwifi-*"))
    mend(shared)
    assert Synchronizer(shared).publish().joined == 1
    assert git(bare_remote, "rev-parse", "main") == git(shared.root, "rev-parse", "HEAD")
    assert git(shared.root, "status", "--porcelain") == "A  posts/indexe.md\n?? posts/brouillon.md"
    assert (shared.root / "posts/zz.md").read_text(encoding="utf-8") == "Le dernier.\n"


def test_what_cannot_be_kept_stops_the_join_before_anything_moves(
    shared: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = state(git, shared.root)
    monkeypatch.setattr(take_back.json, "dump", full)
    with pytest.raises(FileFailed):
        Synchronizer(shared).publish()
    assert state(git, shared.root) == before
    assert not list(shared.git_dir.glob("blogwifi-*"))


_JOIN = """
import sys
from pathlib import Path
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
sync = Synchronizer(Repository.open(Path(sys.argv[1])))
sync.fetch()
sync.{step}
"""


def kill_in_the_middle(repository: Repository, step: str = "publish()") -> None:
    """Publish in a program that is killed, with its git, when git asks for the last file."""
    (repository.git_dir / "info").mkdir(exist_ok=True)
    (repository.git_dir / "info/attributes").write_text("posts/zz.md filter=kill\n", encoding="utf-8")
    pid = repository.git_dir / "pid"
    killing = f"until [ -s '{pid}' ]; do :; done; kill -9 $PPID $(cat '{pid}'); cat"
    repository.runner.run("config", "filter.kill.smudge", killing)
    program = subprocess.Popen([sys.executable, "-c", _JOIN.format(step=step), str(repository.root)])
    pid.write_text(str(program.pid), encoding="utf-8")
    assert program.wait() == -signal.SIGKILL
    pid.unlink()
    (repository.git_dir / "info/attributes").unlink()


@pytest.mark.parametrize("step", ["publish()", "pull()", "fast_forward(())"])
def test_a_killed_join_is_taken_back_by_the_next_start(
    shared: Repository, git: Git, bare_remote: Path, step: str
) -> None:
    before = state(git, shared.root)
    kill_in_the_middle(shared, step)
    assert git(shared.root, "status", "--porcelain") != ""
    assert finish_or_take_back(shared)
    git(shared.root, "update-index", "--refresh")
    after = state(git, shared.root)
    assert {**after, "index": ""} == {**before, "index": ""}
    assert git(shared.root, "status", "--porcelain") == ""
    assert not list(shared.git_dir.glob("blogwifi-*"))
    assert finish_or_take_back(shared) is None
    assert Synchronizer(shared).publish().joined == 1
    assert git(bare_remote, "rev-parse", "main") == git(shared.root, "rev-parse", "HEAD")


def test_a_quiet_step_that_was_killed_is_taken_back_and_done_by_the_next_one(
    shared: Repository, git: Git
) -> None:
    kill_in_the_middle(shared, "fast_forward(())")
    assert git(shared.root, "status", "--porcelain") != ""
    assert Synchronizer(shared).fast_forward(()) == 1
    assert git(shared.root, "status", "--porcelain") == ""
    assert git(shared.root, "rev-parse", "HEAD") == git(shared.root, "rev-parse", "origin/main")


def test_the_next_start_says_that_a_killed_join_was_taken_back(shared: Repository, git: Git) -> None:
    kill_in_the_middle(shared)
    agree_to_all(open_guarded(shared.root))
    (step,) = Blog.open(shared.root).recover()
    assert recovered(step).startswith("“Join the other side’s work” was interrupted, and has been taken back")
    assert git(shared.root, "status", "--porcelain") == ""
    assert Blog.open(shared.root).recover() == ()


def test_what_a_person_wrote_after_the_kill_stays(shared: Repository, git: Git, write: Write) -> None:
    kill_in_the_middle(shared)
    write(shared.root, "posts/change.md", "Écrit depuis.\n")
    write(shared.root, "posts/neuf.md", LONG + "Et un mot.\n")
    write(shared.root, "posts/apres.md", "Neuf.\n")
    assert finish_or_take_back(shared)
    assert git(shared.root, "status", "--porcelain") == (
        " M posts/change.md\n?? posts/apres.md\n?? posts/neuf.md"
    )
    assert (shared.root / "posts/change.md").read_text(encoding="utf-8") == "Écrit depuis.\n"


def test_a_move_that_reached_its_commit_is_done(shared: Repository, git: Git) -> None:
    git(shared.root, "fetch", "--quiet")
    target = git(shared.root, "rev-parse", "origin/main")

    def stopped_too_late() -> None:
        with take_back.taken_back_on_failure(shared, target):
            git(shared.root, "merge", "--quiet", "--ff-only", target)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_too_late()
    assert git(shared.root, "status", "--porcelain") == ""
    assert (shared.root / "posts/zz.md").exists()
    assert not list(shared.git_dir.glob("blogwifi-*"))


def test_a_second_program_does_not_take_back_what_the_first_is_doing(shared: Repository, git: Git) -> None:
    git(shared.root, "fetch", "--quiet")
    with take_back.taken_back_on_failure(shared, git(shared.root, "rev-parse", "origin/main")):
        with pytest.raises(LockHeld) as held:
            finish_or_take_back(shared)
        assert held.value.held


def test_a_lock_that_is_older_than_a_killed_join_is_not_its_own_and_stays(shared: Repository) -> None:
    kill_in_the_middle(shared)
    lock = shared.git_dir / "index.lock"
    lock.touch()
    os.utime(lock, (1, 1))
    with pytest.raises(LockHeld):
        finish_or_take_back(shared)
    assert lock.exists()
    lock.unlink()
    assert finish_or_take_back(shared)


def test_what_a_join_replaces_is_kept_by_a_second_name_and_takes_no_room(
    shared: Repository, git: Git
) -> None:
    git(shared.root, "fetch", "--quiet")
    with take_back.taken_back_on_failure(shared, git(shared.root, "rev-parse", "origin/main")):
        assert (shared.root / "posts/change.md").stat().st_nlink == 2
        kept = [file for file in (shared.git_dir / "blogwifi-move").iterdir() if file.is_symlink()]
        assert [str(file.readlink()) for file in kept] == ["reste.md"]
        assert (shared.root / "posts/lien.md").lstat().st_nlink == 1


def test_an_index_that_cannot_be_put_back_is_told(shared: Repository, git: Git) -> None:
    git(shared.root, "fetch", "--quiet")
    target = git(shared.root, "rev-parse", "origin/main")

    def stopped() -> None:
        with take_back.taken_back_on_failure(shared, target):
            (shared.git_dir / "index").unlink()
            (shared.git_dir / "index").mkdir()
            raise RuntimeError

    with pytest.raises(FileFailed) as failed:
        stopped()
    assert failed.value.errno == errno.EISDIR
