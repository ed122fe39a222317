"""Why git could not publish: each cause is told from the others, by servers that fail as real ones do."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    AuthenticationFailed,
    BlogwifiError,
    CertificateRefused,
    GitBroken,
    HookFailed,
    HostKeyChanged,
    HostKeyUnknown,
    KeyFileOpen,
    LineEndsRefused,
    LockHeld,
    Offline,
    PushRejected,
    RemoteError,
    ServerChats,
    StrayRef,
)
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from tests.vcs.git_http import Answer, serving

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]
needs_http = pytest.mark.skipif(
    not list(Path("/usr").glob("lib*/git-core/git-http-backend")), reason="needs git's http helpers"
)
needs_sshd = pytest.mark.skipif(
    not Path("/usr/sbin/sshd").exists() or os.geteuid() != 0,
    reason="needs an ssh server, and root to start it",
)


def refused(repository: Repository, write: Write, path: str = "posts/a.md") -> BlogwifiError:
    """Commit, fail to publish, and check that the commit is safe; why it failed."""
    head = repository.commit([write(repository.root, path)], "Crée").sha
    with pytest.raises(BlogwifiError) as error:
        Synchronizer(repository).publish()
    assert repository.refs.head() == head
    assert repository.status().edited == frozenset()
    sentence = str(explain(error.value))
    assert "git status" not in sentence
    assert "commit again" not in sentence
    return error.value


@pytest.fixture
def web(published: Repository, git: Git, bare_remote: Path) -> Iterator[Callable[[Answer], None]]:
    """``web(answer)`` puts a web server before the remote; see :mod:`tests.vcs.git_http`."""
    git(bare_remote, "config", "http.receivepack", "true")
    answers: list[Answer] = []

    def latest(asked: str) -> tuple[int, bytes] | None:
        return answers[-1](asked) if answers else None

    with serving(bare_remote.parent, latest) as address:
        published.add_remote("origin", f"{address}/{bare_remote.name}")
        yield answers.append


def _to_the_push(status: int, page: bytes = b"<html>Non.</html>\n") -> Answer:
    return lambda asked: (status, page) if asked.startswith("POST") and "receive-pack" in asked else None


@needs_http
@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        (400, Offline, "server"),
        (401, AuthenticationFailed, "http"),
        (403, PushRejected, "permission"),
        (407, Offline, "proxy"),
        (408, Offline, "time"),
        (413, PushRejected, "large"),
        (422, Offline, "server"),
        (429, Offline, "busy"),
        (500, Offline, "server"),
        (502, Offline, "server"),
        (507, PushRejected, "quota"),
        (511, Offline, "portal"),
    ],
)
def test_what_a_web_server_answers_to_a_push(
    published: Repository,
    write: Write,
    web: Callable[[Answer], None],
    git: Git,
    bare_remote: Path,
    status: int,
    error: type[RemoteError],
    reason: str,
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    web(_to_the_push(status))
    found = refused(published, write)
    assert type(found) is error
    assert (getattr(found, "reason", "") or getattr(found, "method", "")) == reason
    assert git(bare_remote, "rev-parse", "main") == before
    web(lambda _: None)
    assert Synchronizer(published).publish().pushed == 1


@needs_http
@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html>\n<title>Bienvenue</title>\n", b"<html>Bienvenue</html>"],
    ids=["lines", "one line"],
)
def test_the_login_page_of_a_hotel_is_no_repository_and_forgets_nothing(
    published: Repository, write: Write, web: Callable[[Answer], None], git: Git, page: bytes
) -> None:
    git(published.root, "config", "fetch.prune", "true")
    seen = git(published.root, "rev-parse", "origin/main")
    web(lambda _: (200, page))
    found = refused(published, write)
    assert isinstance(found, Offline)
    assert found.reason == "portal"
    assert git(published.root, "rev-parse", "origin/main") == seen


@needs_http
def test_a_page_in_place_of_gits_answer_to_a_push(
    published: Repository, write: Write, web: Callable[[Answer], None]
) -> None:
    web(_to_the_push(200))
    assert isinstance(refused(published, write), RemoteError)


@needs_http
@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "http://proxy.invalid:3128"])
def test_a_proxy_that_is_not_there(
    published: Repository, write: Write, web: Callable[[Answer], None], git: Git, proxy: str
) -> None:
    web(lambda _: None)
    git(published.root, "config", "http.proxy", proxy)
    found = refused(published, write)
    assert isinstance(found, Offline)
    assert found.reason == "proxy"


@needs_http
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_of_ones_own(
    published: Repository, write: Write, bare_remote: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cert.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        ["openssl", *words, "-keyout", str(file), "-out", str(tmp_path / "public.pem")],
        check=True,
        capture_output=True,
    )
    with file.open("a") as both:
        both.write((tmp_path / "public.pem").read_text())
    with serving(bare_remote.parent, lambda _: None, file) as address:
        published.add_remote("origin", f"{address}/{bare_remote.name}")
        assert isinstance(refused(published, write), CertificateRefused)


def test_a_host_that_has_no_name_and_a_host_where_nobody_listens(published: Repository, write: Write) -> None:
    published.add_remote("origin", "git://blog.invalid/blog.git")
    found = refused(published, write)
    assert (type(found), getattr(found, "reason", "")) == (Offline, "name")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    published.add_remote("origin", f"git://127.0.0.1:{port}/blog.git")
    found = refused(published, write, "posts/b.md")
    assert (type(found), getattr(found, "reason", "")) == (Offline, "refused")


class Sshd:
    """A real ssh server of this test, which runs what git asks for, and the client's settings for it."""

    def __init__(self, folder: Path, extra: str = "") -> None:
        folder.mkdir(mode=0o700)
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("host", "id"):
            self.key(name)
        shutil.copy(folder / "id.pub", folder / "authorized")
        (folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/authorized\nPidFile none\nStrictModes no\nUsePAM no\n"
            f"PasswordAuthentication no\nPermitRootLogin yes\n{extra}\n"
        )
        (folder / "config").write_text(
            f"Host *\n  Port {self.port}\n  User root\n  IdentityFile {folder}/id\n  IdentitiesOnly yes\n"
            f"  UserKnownHostsFile {folder}/known\n  GlobalKnownHostsFile /dev/null\n"
        )
        self.know("host")
        Path("/run/sshd").mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "sshd_config")],
            stderr=subprocess.DEVNULL,
        )
        while True:
            with socket.socket() as there:
                if not there.connect_ex(("127.0.0.1", self.port)):
                    break
            assert self.process.poll() is None
            time.sleep(0.01)

    def key(self, name: str) -> None:
        words = ["-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
        subprocess.run(["ssh-keygen", *words], check=True)

    def know(self, name: str) -> None:
        key = (self.folder / f"{name}.pub").read_text()
        (self.folder / "known").write_text(f"[127.0.0.1]:{self.port} {key}")


@pytest.fixture
def sshd(
    published: Repository, bare_remote: Path, tmp_path: Path, git: Git, home: Path
) -> Iterator[Callable[..., Sshd]]:
    """``sshd(extra)`` starts an ssh server before the remote; ``extra``: lines of its settings."""
    running: list[Sshd] = []

    def start(extra: str = "") -> Sshd:
        server = Sshd(tmp_path / "ssh", extra)
        running.append(server)
        git(home, "config", "--global", "core.sshCommand", f"ssh -F {server.folder}/config")
        published.add_remote("origin", f"root@127.0.0.1:{bare_remote}")
        return server

    yield start
    for server in running:
        server.process.terminate()
        server.process.wait()


@needs_sshd
def test_a_key_that_others_may_read(published: Repository, write: Write, sshd: Callable[..., Sshd]) -> None:
    server = sshd()
    key = server.folder / "id"
    key.chmod(0o644)
    found = refused(published, write)
    assert isinstance(found, KeyFileOpen)
    assert found.path == str(key)
    assert f"chmod 600 {key}" in explain(found).next
    key.chmod(0o600)
    assert Synchronizer(published).publish().pushed == 1


@needs_sshd
def test_a_key_the_server_does_not_know(
    published: Repository, write: Write, sshd: Callable[..., Sshd]
) -> None:
    (sshd().folder / "authorized").write_text("")
    found = refused(published, write)
    assert isinstance(found, AuthenticationFailed)
    assert found.method == "ssh"


@needs_sshd
def test_a_new_host_is_told_from_one_whose_key_has_changed(
    published: Repository, write: Write, sshd: Callable[..., Sshd]
) -> None:
    server = sshd()
    (server.folder / "known").unlink()
    assert isinstance(refused(published, write), HostKeyUnknown)
    server.key("other")
    server.know("other")
    found = refused(published, write, "posts/b.md")
    assert isinstance(found, HostKeyChanged)
    assert found.place == f"{server.folder}/known:1"
    assert found.place in explain(found).next


@needs_sshd
def test_a_server_whose_shell_greets(published: Repository, write: Write, sshd: Callable[..., Sshd]) -> None:
    sshd("ForceCommand echo 'Bienvenue sur mon serveur'; exec sh -c \"$SSH_ORIGINAL_COMMAND\"")
    found = refused(published, write)
    assert isinstance(found, ServerChats)
    assert "bashrc" in explain(found).next


@needs_sshd
def test_a_server_without_git_is_no_bad_connection(
    published: Repository, write: Write, sshd: Callable[..., Sshd]
) -> None:
    sshd("ForceCommand echo 'sh: git-upload-pack: command not found' >&2; exit 127")
    found = refused(published, write)
    assert not isinstance(found, Offline)
    assert "command not found" in explain(found).what


def test_a_hook_before_the_push_refuses_no_commit(published: Repository, write: Write, hook: Hook) -> None:
    hook(published.root, "pre-push", "echo 'Pas le vendredi.' >&2; exit 1")
    found = refused(published, write)
    assert isinstance(found, HookFailed)
    assert found.reason == "push"
    assert "Pas le vendredi." in explain(found).what
    assert "publication" in explain(found).what


def test_a_tag_that_the_remote_moved_does_not_keep_posts_back(
    published: Repository, other_clone: Path, write: Write, git: Git, bare_remote: Path
) -> None:
    git(other_clone, "tag", "en-ligne")
    git(other_clone, "push", "--quiet", "--tags")
    git(published.root, "fetch", "--quiet", "--tags")
    git(published.root, "config", "remote.origin.tagOpt", "--tags")
    write(other_clone, "posts/portable.md")
    git(other_clone, "add", ".")
    git(other_clone, "commit", "--quiet", "-m", "Portable")
    git(other_clone, "tag", "-f", "en-ligne")
    git(other_clone, "push", "--quiet", "origin", "main", "+refs/tags/en-ligne")
    published.commit([write(published.root, "posts/a.md")], "Crée")
    assert Synchronizer(published).publish().joined == 1
    assert git(bare_remote, "rev-parse", "main") == published.refs.head()
    Synchronizer(published).fetch()


def test_a_branch_that_became_a_folder_does_not_keep_posts_back(
    published: Repository, other_clone: Path, write: Write, git: Git, bare_remote: Path
) -> None:
    git(other_clone, "push", "--quiet", "origin", "main:brouillons")
    git(published.root, "fetch", "--quiet")
    git(other_clone, "push", "--quiet", "origin", ":brouillons")
    git(other_clone, "push", "--quiet", "origin", "main:brouillons/2026")
    published.commit([write(published.root, "posts/a.md")], "Crée")
    assert Synchronizer(published).publish().pushed == 1
    assert git(bare_remote, "rev-parse", "main") == published.refs.head()


@pytest.mark.parametrize("name", ["refs/heads/main 2", "refs/remotes/origin/main (copie en conflit)"])
def test_a_file_that_a_program_left_among_the_branches_is_named(
    published: Repository, write: Write, name: str
) -> None:
    stray = published.git_dir / name
    shutil.copy(published.git_dir / "refs/heads/main", stray)
    found = refused(published, write)
    assert isinstance(found, StrayRef)
    assert f"rm {shlex.quote(str(stray))}" in explain(found).next
    stray.unlink()
    assert Synchronizer(published).publish().pushed == 1


def test_a_lock_left_on_what_was_fetched_is_told_with_its_age(
    published: Repository, other_clone: Path, write: Write, git: Git
) -> None:
    write(other_clone, "posts/portable.md")
    git(other_clone, "add", ".")
    git(other_clone, "commit", "--quiet", "-m", "Portable")
    git(other_clone, "push", "--quiet", "origin", "main")
    file = published.git_dir / "refs/remotes/origin/main.lock"
    file.touch()
    os.utime(file, (time.time() - 7200,) * 2)
    with pytest.raises(LockHeld) as refused:
        Synchronizer(published).publish()
    assert refused.value.path == str(file)
    assert refused.value.stale
    assert git(published.root, "status", "--porcelain") == ""


@pytest.mark.parametrize(("auto", "end"), [("input", "\r\n"), ("true", "\n")])
def test_line_ends_that_a_setting_forbids(
    published: Repository, write: Write, git: Git, auto: str, end: str
) -> None:
    git(published.root, "config", "core.autocrlf", auto)
    git(published.root, "config", "core.safecrlf", "true")
    path = write(published.root, "posts/a.md", f"Une.{end}Deux.{end}")
    with pytest.raises(LineEndsRefused) as error:
        published.commit([path], "Crée")
    assert error.value.path == path
    assert git(published.root, "status", "--porcelain") == f"?? {path}"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exec < /dev/tty && read answer", "terminal"),
        ("printf 'Vraiment ? [o/N] '; read r || exit 1", "terminal"),
        ("exec commande-absente", ""),
        ("echo non; exit 1", ""),
    ],
)
def test_a_hook_that_wants_a_terminal_is_told_from_one_that_says_no(
    published: Repository, write: Write, hook: Hook, script: str, reason: str
) -> None:
    hook(published.root, "pre-commit", script)
    with pytest.raises(HookFailed) as error:
        published.commit([write(published.root, "posts/a.md")], "Crée")
    assert error.value.reason == reason


def test_a_hook_whose_program_is_missing(published: Repository, write: Write, hook: Hook) -> None:
    hook(published.root, "pre-commit", "").write_text("#!/nulle/part/node\n")
    with pytest.raises(HookFailed) as error:
        published.commit([write(published.root, "posts/a.md")], "Crée")
    assert error.value.reason == "start"


def test_traces_in_the_environment_are_no_cause(
    published: Repository, write: Write, hook: Hook, bare_remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(bare_remote, "pre-receive", "echo 'Sans date.' >&2; exit 1")
    for name in ("GIT_TRACE", "GIT_TRACE_PACKET", "GIT_TRACE_SETUP", "GIT_TRACE2", "GIT_CURL_VERBOSE"):
        monkeypatch.setenv(name, "1")
    found = refused(published, write)
    assert isinstance(found, PushRejected)
    assert found.words == "Sans date."


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'xcrun: error: invalid active developer path' >&2; exit 1", "xcrun: error"),
        ("echo 'error while loading shared libraries: libz.so.1' >&2; exit 127", "libz.so.1"),
        ("kill -SEGV $$", "SIGSEGV"),
        ("echo 'You have not agreed to the Xcode license agreements.' >&2; exit 69", "Xcode"),
        ("echo bonjour", "bonjour"),
    ],
    ids=["xcrun", "library", "signal", "licence", "nonsense"],
)
def test_a_git_that_does_not_run(
    blog_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    broken = tmp_path / "broken" / "git"
    broken.parent.mkdir()
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitBroken) as error:
        Repository.open(blog_folder)
    assert words in error.value.words
