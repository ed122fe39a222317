"""The line to the remote: cut, slow, refused, asking for a password. No prompt, no orphan, no secret."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    AuthenticationFailed,
    Cancelled,
    GitFailed,
    HostKeyChanged,
    HostKeyUnknown,
    Offline,
    PushRejected,
    RemoteError,
    RemoteGone,
    TimedOut,
)
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from tests.conftest import SECRET

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


@pytest.fixture
def ssh(tmp_path: Path, published: Repository, git: Git) -> Callable[[str], Path]:
    """``ssh(script)`` is the program git reaches the remote with; returns its folder."""

    def install(script: str) -> Path:
        folder = tmp_path / "fake"
        folder.mkdir(exist_ok=True)
        program = folder / "ssh"
        program.write_text(f"#!/bin/sh\ncd {shlex.quote(str(folder))}\necho $$ > pid\n{script}\n")
        program.chmod(0o755)
        git(published.root, "config", "core.sshCommand", f"{shlex.quote(str(program))} -p 2222")
        git(published.root, "remote", "set-url", "origin", f"zoe@blog.example:{tmp_path}/remote.git")
        return folder

    return install


def publish(repository: Repository, write: Write, path: str = "posts/a.md") -> str:
    """Commit, fail to publish, and check that the commit is safe; return the error's name."""
    head = repository.commit([write(repository.root, path)], "Crée").sha
    with pytest.raises(RemoteError) as refused:
        Synchronizer(repository).publish()
    assert SECRET not in repr(refused.value)
    assert refused.value.remote == "origin"
    assert repository.refs.head() == head
    assert repository.status().edited == frozenset()
    raise refused.value


def ended(folder: Path) -> None:
    """Wait for the end of the fake ssh; the test's own time limit is the only one."""
    state = Path(f"/proc/{(folder / 'pid').read_text().strip()}/stat")
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        while state.read_text().rpartition(")")[2].split()[0] != "Z":
            CancelToken().wait(0.01)


needs_http = pytest.mark.skipif(
    shutil.which("git") is None or not list(Path("/usr").glob("lib*/git-core/git-remote-http")),
    reason="needs git's http helper",
)


@needs_http
@pytest.mark.parametrize(
    ("status", "error"),
    [(401, AuthenticationFailed), (403, AuthenticationFailed), (404, RemoteGone), (503, Offline)],
)
def test_a_web_server_that_refuses(
    published: Repository, write: Write, server: Callable[[int], str], status: int, error: type[RemoteError]
) -> None:
    published.add_remote("origin", server(status))
    with pytest.raises(error) as refused:
        publish(published, write)
    if isinstance(refused.value, AuthenticationFailed):
        assert refused.value.method == "http"


@needs_http
def test_a_server_that_asks_for_a_password_is_not_given_a_prompt(
    published: Repository, write: Write, server: Callable[[int], str], git_log: Path
) -> None:
    published.add_remote("origin", server(401).replace(f"zoe:{SECRET}@", ""))
    with pytest.raises(AuthenticationFailed):
        Synchronizer(published).fetch()
    with pytest.raises(AuthenticationFailed):
        publish(published, write)


def test_no_server_at_that_address(published: Repository, write: Write) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    published.add_remote("origin", f"git://127.0.0.1:{port}/blog.git")
    with pytest.raises(Offline):
        publish(published, write)


def test_an_unknown_host(published: Repository, write: Write) -> None:
    published.add_remote("origin", "git://blog.invalid/blog.git")
    with pytest.raises(Offline):
        publish(published, write)


def test_a_remote_folder_that_is_gone(published: Repository, write: Write, bare_remote: Path) -> None:
    shutil.rmtree(bare_remote)
    with pytest.raises(RemoteGone):
        publish(published, write)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("zoe@blog.example: Permission denied (publickey,password).", AuthenticationFailed),
        ("Received disconnect: 2: Too many authentication failures", AuthenticationFailed),
        ("No ED25519 host key is known for blog.example and you have requested", HostKeyUnknown),
        (
            "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\\nHost key verification failed.",
            HostKeyChanged,
        ),
        ("ssh: Could not resolve hostname blog.example: Name or service not known", Offline),
        ("ssh: connect to host blog.example port 22: No route to host", Offline),
        ("kex_exchange_identification: Connection closed by remote host", Offline),
        ("ERROR: Repository not found.", RemoteGone),
    ],
)
def test_ssh_that_fails(
    published: Repository, write: Write, ssh: Callable[[str], Path], words: str, error: type[RemoteError]
) -> None:
    ssh(f"printf '{words}\\n' >&2; exit 255")
    with pytest.raises(error) as refused:
        publish(published, write)
    if isinstance(refused.value, AuthenticationFailed):
        assert refused.value.method == "ssh"


def test_ssh_finds_no_terminal_to_ask_on_and_is_told_not_to(
    published: Repository, write: Write, ssh: Callable[[str], Path]
) -> None:
    folder = ssh('echo "$@" > arguments; (: < /dev/tty) 2> terminal && echo yes > terminal; exit 255')
    with pytest.raises(RemoteError):
        publish(published, write)
    assert "-p 2222 -oBatchMode=yes" in (folder / "arguments").read_text()
    assert (folder / "terminal").read_text().strip() != "yes"


def test_an_ssh_of_ones_own_is_left_alone(
    published: Repository, write: Write, ssh: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    folder = ssh('echo "$@" > arguments; exit 255')
    monkeypatch.setenv("GIT_SSH_COMMAND", str(folder / "ssh"))
    with pytest.raises(RemoteError):
        publish(published, write)
    assert "BatchMode" not in (folder / "arguments").read_text()
    monkeypatch.delenv("GIT_SSH_COMMAND")
    (folder / "ssh").rename(folder / "plink")
    git(published.root, "config", "core.sshCommand", str(folder / "plink"))
    with pytest.raises(RemoteError):
        publish(published, write, "posts/b.md")
    assert "BatchMode" not in (folder / "arguments").read_text()


def test_over_ssh_all_goes_well(
    published: Repository, write: Write, ssh: Callable[[str], Path], git: Git, bare_remote: Path
) -> None:
    ssh('for command; do :; done; exec sh -c "$command"')
    head = published.commit([write(published.root, "posts/a.md")], "Crée").sha
    assert Synchronizer(published).publish().pushed == 1
    assert git(bare_remote, "rev-parse", "main") == head


def test_a_silent_line_is_given_up(published: Repository, ssh: Callable[[str], Path]) -> None:
    folder = ssh("exec sleep 1000")
    with pytest.raises(TimedOut) as refused:
        Synchronizer(published, idle=0.2).publish()
    assert refused.value.seconds == 0.2
    ended(folder)


@pytest.mark.parametrize("script", ["exec sleep 1000", "trap '' TERM; while :; do sleep 0.05; done"])
def test_escape_ends_it_even_when_it_does_not_listen(
    published: Repository, ssh: Callable[[str], Path], script: str, tmp_path: Path
) -> None:
    folder = ssh(script)
    cancel = CancelToken()

    def watch() -> None:
        while not (folder / "pid").exists():
            cancel.wait(0.01)
        cancel.cancel()

    watcher = threading.Thread(target=watch)
    watcher.start()
    with pytest.raises(Cancelled):
        Synchronizer(published).publish(cancel=cancel)
    watcher.join()
    ended(folder)
    assert not list(published.git_dir.rglob("*.lock"))


def test_a_line_cut_after_the_remote_took_all_is_no_failure(
    published: Repository, write: Write, ssh: Callable[[str], Path], git: Git, bare_remote: Path
) -> None:
    ssh(
        'for command; do :; done; sh -c "$command"; status=$?; case "$command" in *receive-pack*)\n'
        'echo "Connection reset by peer" >&2; exit 255;; esac; exit $status'
    )
    head = published.commit([write(published.root, "posts/a.md")], "Crée").sha
    assert Synchronizer(published).publish().paths == ("posts/a.md",)
    assert git(bare_remote, "rev-parse", "main") == head
    assert published.status().unpublished == frozenset()


@pytest.mark.parametrize("branch", ["main", "neuve"])
def test_a_remote_that_dies_once_it_took_all_is_asked_what_it_has(
    published: Repository,
    write: Write,
    git: Git,
    bare_remote: Path,
    hook: Callable[[Path, str, str], Path],
    branch: str,
) -> None:
    hook(bare_remote, "reference-transaction", '[ "$1" != committed ] || kill -9 $PPID')
    git(published.root, "switch", "--quiet", "--force-create", branch)
    head = published.commit([write(published.root, "posts/a.md")], "Crée").sha
    outcome = Synchronizer(published).publish(new_branch=True)
    assert git(bare_remote, "rev-parse", branch) == head
    assert (outcome.paths == ("posts/a.md",)) is (branch == "main"), "a new branch brings all its files"
    assert "posts/a.md" in outcome.paths
    assert published.status().unpublished == frozenset()


def test_a_line_cut_before_the_remote_took_anything(
    published: Repository, write: Write, ssh: Callable[[str], Path], git: Git, bare_remote: Path
) -> None:
    ssh(
        'for command; do :; done; case "$command" in *receive-pack*)\n'
        'echo "Connection reset by peer" >&2; exit 255;; esac; exec sh -c "$command"'
    )
    before = git(bare_remote, "rev-parse", "main")
    with pytest.raises(Offline):
        publish(published, write)
    assert git(bare_remote, "rev-parse", "main") == before


def test_no_right_to_push(published: Repository, write: Write, ssh: Callable[[str], Path]) -> None:
    ssh(
        'for command; do :; done; case "$command" in *receive-pack*)\n'
        'echo "ERROR: Permission to zoe/blog.git denied to marc." >&2; exit 128;; esac; exec sh -c "$command"'
    )
    with pytest.raises(PushRejected) as refused:
        publish(published, write)
    assert refused.value.reason == "permission"


_SLOWLY = """\
import os, sys, time
while piece := os.read(0, 65536):
    time.sleep(0.01)
    os.write(1, piece)
"""


def test_percentages_are_told_once_each_and_rise(
    published: Repository, write: Write, ssh: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "slowly.py").write_text(_SLOWLY)
    slowly = f"{shlex.quote(sys.executable)} {shlex.quote(str(tmp_path / 'slowly.py'))}"
    ssh(
        'for command; do :; done; case "$command" in *receive-pack*)\n'
        f'{slowly} | sh -c "$command"; exit;; esac; exec sh -c "$command"'
    )
    paths = [write(published.root, f"images/{number}.svg", os.urandom(40_000).hex()) for number in range(40)]
    published.commit(paths, "Images")
    told: list[Progress] = []
    Synchronizer(published).publish(progress=told.append)
    percents = [step.percent for step in told if step.phase is Phase.PUSHING and step.percent is not None]
    assert len(percents) > 1
    assert percents == sorted(set(percents))


def test_the_background_fetch_asks_no_program_either(
    published: Repository,
    server: Callable[[int], str],
    git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = tmp_path / "asked"
    askpass = tmp_path / "askpass"
    askpass.write_text(f"#!/bin/sh\ntouch {asked}\necho x\n")
    askpass.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(askpass))
    published.add_remote("origin", server(401).replace(f"zoe:{SECRET}@", ""))
    with pytest.raises(AuthenticationFailed):
        Synchronizer(published).fetch()
    assert not asked.exists()


def test_a_remote_that_runs_a_command_is_refused(published: Repository, tmp_path: Path) -> None:
    published.add_remote("origin", f"ext::sh -c touch% {tmp_path}/pwned")
    with pytest.raises(GitFailed) as refused:
        Synchronizer(published).fetch()
    assert (refused.value.command, refused.value.words) == ("fetch", "fatal: transport 'ext' not allowed")
    assert not (tmp_path / "pwned").exists()
