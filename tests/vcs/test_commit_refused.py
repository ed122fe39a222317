"""A commit that fails leaves files and index as they were, and says why by its class and data."""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    Cancelled,
    FileFailed,
    GitSettingsWrong,
    HookFailed,
    IdentityMissing,
    LockHeld,
    NotARepository,
    SigningFailed,
)
from blogwifi_tui.vcs import runner
from blogwifi_tui.vcs.commit import Identity
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_LOCK_PAUSES", (0.01, 0.01))


@pytest.fixture
def edited(repository: Repository, write: Write, post: str) -> Repository:
    """A new post, a changed one, and something else staged."""
    write(repository.root, post, "changé\n")
    write(repository.root, "posts/nouveau.md")
    write(repository.root, "notes.txt")
    subprocess.run(["git", "add", "notes.txt"], cwd=repository.root, check=True)
    return repository


def state(git: Git, folder: Path) -> tuple[str, ...]:
    return (
        git(folder, "rev-parse", "HEAD"),
        git(folder, "status", "--porcelain"),
        git(folder, "ls-files", "--stage"),
    )


@pytest.mark.parametrize("name", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_a_hook_that_says_no(edited: Repository, git: Git, hook: Hook, post: str, name: str) -> None:
    hook(edited.root, name, "printf '\\033[31mTrop long\\033[0m : « Titre »\\n' >&2; exit 1")
    before = state(git, edited.root)
    with pytest.raises(HookFailed) as refused:
        edited.commit([post, "posts/nouveau.md"], "Modifie")
    assert refused.value.words == "Trop long : « Titre »"
    assert state(git, edited.root) == before


def test_hooks_see_what_plain_git_shows_them(
    edited: Repository, git: Git, hook: Hook, post: str, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    hook(
        edited.root,
        "pre-commit",
        f'git diff --cached --name-only -- "posts/*.md" > {shlex.quote(str(seen))}; locale charmap >> {seen}',
    )
    edited.commit([post], "Modifie")
    assert seen.read_text().splitlines() == [post, "UTF-8"]


def test_what_a_hook_writes_is_in_the_commit(edited: Repository, git: Git, hook: Hook, post: str) -> None:
    hook(edited.root, "commit-msg", 'echo "Signé: la maison" >> "$1"')
    edited.commit([post], "Modifie")
    assert "Signé: la maison" in git(edited.root, "log", "-1", "--format=%B")


def test_a_failing_hook_after_the_commit_does_not_undo_it(
    edited: Repository, git: Git, hook: Hook, post: str
) -> None:
    hook(edited.root, "post-commit", "exit 3")
    assert edited.commit([post], "Modifie").sha == git(edited.root, "rev-parse", "HEAD")


def test_a_program_a_hook_leaves_behind_is_not_waited_for(edited: Repository, hook: Hook, post: str) -> None:
    hook(edited.root, "post-commit", "sleep 30 & echo $! > .git/left-behind")
    edited.commit([post], "Modifie")
    os.kill(int((edited.root / ".git/left-behind").read_text()), signal.SIGKILL)


@pytest.mark.parametrize("settings", ["", "[user]\n\tname = Zoé\n"], ids=["nothing set", "no address"])
def test_no_identity_then_one(
    edited: Repository, git: Git, post: str, settings: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nobody").write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "nobody"))
    before = state(git, edited.root)
    assert edited.identity() is None
    with pytest.raises(IdentityMissing):
        edited.commit([post, "posts/nouveau.md"], "Modifie")
    assert state(git, edited.root) == before
    edited.set_identity("Zoé d’Œuvre", "zoe@example.org")
    assert edited.identity() == Identity("Zoé d’Œuvre", "zoe@example.org")
    edited.commit([post], "Modifie")
    assert (
        git(edited.root, "log", "-1", "--format=%an <%ae> %cn") == "Zoé d’Œuvre <zoe@example.org> Zoé d’Œuvre"
    )
    assert (tmp_path / "nobody").read_text() == settings


def test_a_name_that_is_changed_while_the_program_runs_is_the_one_that_commits(
    repository: Repository, git: Git, home: Path
) -> None:
    assert repository.identity() == Identity("Marc Testeur", "marc@example.org")
    git(home, "config", "--global", "user.name", "Zoé")
    assert repository.identity() == Identity("Zoé", "marc@example.org")


@pytest.mark.parametrize("key", ["author.name", "committer.email", "GIT_AUTHOR_NAME"])
def test_a_name_that_another_rule_gives_is_asked_of_git(
    repository: Repository, git: Git, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    if key.isupper():
        monkeypatch.setenv(key, "Zoé")
    else:
        git(repository.root, "config", key, "Zoé")
    found = repository.identity()
    assert found is not None
    assert f"{found.name} <{found.email}>" in git(repository.root, "var", "GIT_AUTHOR_IDENT")


def _signer(tmp_path: Path, script: str) -> str:
    program = tmp_path / "signer"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_signing_that_fails(edited: Repository, git: Git, post: str, tmp_path: Path) -> None:
    git(edited.root, "config", "commit.gpgsign", "true")
    git(edited.root, "config", "gpg.program", _signer(tmp_path, "echo 'gpg: no pinentry' >&2; exit 2"))
    before = state(git, edited.root)
    with pytest.raises(SigningFailed) as refused:
        edited.commit([post], "Modifie")
    assert "failed to sign" in refused.value.words
    assert state(git, edited.root) == before


def test_signing_is_done_when_set(edited: Repository, git: Git, post: str, tmp_path: Path) -> None:
    git(edited.root, "config", "commit.gpgsign", "true")
    script = "cat >/dev/null; echo '[GNUPG:] SIG_CREATED ' >&2; echo 'tty='$GPG_TTY >&2; echo SIGNATURE"
    git(edited.root, "config", "gpg.program", _signer(tmp_path, script))
    edited.commit([post], "Modifie")
    assert "gpgsig SIGNATURE" in git(edited.root, "cat-file", "commit", "HEAD")


def test_a_lock_that_goes_away_is_waited_for(edited: Repository, git: Git, post: str) -> None:
    lock = edited.root / ".git/index.lock"
    lock.touch()
    threading.Timer(0.2, lock.unlink).start()
    edited.commit([post], "Modifie")
    assert git(edited.root, "log", "-1", "--format=%s") == "Modifie"


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_that_stays_is_explained_and_removed_only_on_request(
    edited: Repository, git: Git, post: str, name: str
) -> None:
    lock = edited.root / ".git" / name
    lock.touch()
    os.utime(lock, (time.time() - 3600, time.time() - 3600))
    with pytest.raises(LockHeld) as refused:
        edited.commit([post, "posts/nouveau.md"], "Modifie")
    assert Path(refused.value.path).resolve() == lock
    assert 3590 < refused.value.age < 3700
    assert lock.exists()
    edited.remove_lock(refused.value)
    edited.commit([post, "posts/nouveau.md"], "Modifie")
    assert git(edited.root, "status", "--porcelain") == "A  notes.txt"


@pytest.mark.usefixtures("_impatient")
def test_an_old_lock_that_a_running_process_has_open_is_not_stale(edited: Repository, post: str) -> None:
    lock = edited.root / ".git/index.lock"
    with lock.open("w"):
        os.utime(lock, (time.time() - 3600, time.time() - 3600))
        with pytest.raises(LockHeld) as refused:
            edited.commit([post], "Modifie")
        assert (refused.value.held, refused.value.stale) == (True, False)
        with pytest.raises(LockHeld):
            edited.remove_lock(refused.value)
    assert lock.exists()


@pytest.mark.usefixtures("_impatient")
def test_the_lock_of_a_git_that_waits_in_this_work_tree_is_not_stale(
    edited: Repository, post: str, tmp_path: Path
) -> None:
    waiting = shutil.copy(shutil.which("cat") or "", tmp_path / "git")
    with subprocess.Popen([waiting], cwd=edited.root, stdin=subprocess.PIPE) as process:
        lock = edited.root / ".git/index.lock"
        lock.touch()
        os.utime(lock, (time.time() - 3600, time.time() - 3600))
        with pytest.raises(LockHeld) as refused:
            edited.commit([post], "Modifie")
        process.communicate()
    assert refused.value.held
    edited.remove_lock(LockHeld(str(lock), 3600.0))
    assert not lock.exists()


@pytest.mark.usefixtures("_impatient")
def test_a_lock_on_the_settings(repository: Repository) -> None:
    (repository.root / ".git/config.lock").touch()
    with pytest.raises(LockHeld) as refused:
        repository.set_identity("A", "a@example.org")
    assert refused.value.path.endswith("config.lock")


def test_only_locks_of_this_repository_can_be_removed(repository: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "index.lock"
    elsewhere.touch()
    for path in (elsewhere, repository.root / ".git/config", repository.root / ".git/../posts"):
        with pytest.raises(NotARepository):
            repository.remove_lock(LockHeld(str(path), 0.0))
    assert elsewhere.exists()


def test_the_lock_of_a_git_at_work_is_not_removed_for_an_older_one(repository: Repository) -> None:
    lock = repository.git_dir / "index.lock"
    lock.touch()
    with pytest.raises(LockHeld):
        repository.remove_lock(LockHeld(str(lock), 3600.0))
    assert lock.exists()


def _git_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """Put a git before the real one (``$REAL``) on PATH."""
    real = shutil.which("git")
    folder = tmp_path / "before"
    folder.mkdir()
    stand_in = folder / "git"
    stand_in.write_text(f"#!/bin/sh\nREAL={shlex.quote(str(real))}\n{script}\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_commit_that_was_made_is_believed_although_git_reports_a_failure(
    edited: Repository, git: Git, post: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as broken:
        _git_that(broken, tmp_path, '"$REAL" "$@"; case "$*" in *"--only"*) exit 128;; esac')
        commit = edited.commit([post], "Modifie")
    assert git(edited.root, "rev-parse", "HEAD") == commit.sha
    assert git(edited.root, "log", "-1", "--format=%s") == "Modifie"


def test_a_commit_of_somebody_else_is_not_taken_for_ours(
    edited: Repository, git: Git, write: Write, post: str, hook: Hook
) -> None:
    hook(
        edited.root,
        "pre-commit",
        "unset GIT_INDEX_FILE; rm .git/hooks/pre-commit; mv .git/index.lock .git/kept\n"
        "git commit --quiet -m ailleurs; mv .git/kept .git/index.lock; exit 1",
    )
    with pytest.raises(HookFailed):
        edited.commit([post], "Modifie")
    assert git(edited.root, "log", "-1", "--format=%s") == "ailleurs"


def test_settings_git_cannot_read_are_named_by_file_and_line(edited: Repository, git: Git, post: str) -> None:
    git(edited.root, "config", "i18n.commitEncoding", "nonsense")
    (edited.root / ".git/config").write_text("[core\n")
    with pytest.raises(GitSettingsWrong) as refused:
        edited.commit([post], "Modifie")
    assert "bad config" in refused.value.words
    assert (refused.value.path, refused.value.line) == (str(edited.root / ".git/config"), "1")


def test_cancelling_a_commit_ends_a_hanging_hook(
    edited: Repository, git: Git, hook: Hook, post: str, tmp_path: Path
) -> None:
    marker = tmp_path / "pid"
    hook(edited.root, "pre-commit", f"trap '' TERM; echo $$ > {marker}; while :; do sleep 0.05; done")
    cancel = CancelToken()
    watcher = threading.Thread(target=_cancel_when, args=(marker, cancel))
    watcher.start()
    before = state(git, edited.root)
    with pytest.raises(Cancelled):
        edited.commit([post, "posts/nouveau.md"], "Modifie", cancel=cancel)
    watcher.join()
    assert state(git, edited.root) == before
    ended(int(marker.read_text()))


def ended(pid: int) -> None:
    """Wait for the end of a process; the test's own time limit is the only one."""
    state = Path(f"/proc/{pid}/stat")
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        while state.read_text().rpartition(")")[2].split()[0] != "Z":
            CancelToken().wait(0.01)


def _cancel_when(marker: Path, cancel: CancelToken) -> None:
    while not (marker.exists() and marker.read_text()):
        cancel.wait(0.01)
    cancel.cancel()


def test_a_cancelled_token_starts_nothing(edited: Repository, post: str, git_log: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    before = git_log.read_text()
    with pytest.raises(Cancelled):
        edited.commit([post], "Modifie", cancel=cancel)
    assert git_log.read_text() == before


def test_a_full_disk(small_disk: Path, git: Git, write: Write) -> None:
    git(small_disk, "init", "--quiet", "--template=")
    repository = Repository.open(small_disk)
    write(small_disk, "un.md")
    repository.commit(["un.md"], "Premier")
    write(small_disk, "un.md", "deux\n")
    before = git(small_disk, "rev-parse", "HEAD")
    with contextlib.suppress(OSError), (small_disk / "filling").open("wb", buffering=0) as filling:
        while True:
            filling.write(b"x" * 4096)
    with pytest.raises(FileFailed) as refused:
        repository.commit(["un.md"], "Modifie")
    assert refused.value.errno == errno.ENOSPC
    assert (small_disk / "un.md").read_text() == "deux\n"
    (small_disk / "filling").unlink()
    assert git(small_disk, "rev-parse", "HEAD") == before
    repository.commit(["un.md"], "Modifie")
    assert git(small_disk, "status", "--porcelain") == ""
