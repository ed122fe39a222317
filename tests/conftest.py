"""What every test relies on: none sees this machine's settings, none leaves a trace outside its folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import crash_dir
from blogwifi_tui.settings.time_zones import local_zone
from tests import git_stand_in

settings.register_profile("blogwifi", deadline=None, database=None)
settings.load_profile("blogwifi")

Git = Callable[..., str]
SECRET = "s3cr3t-jeton"  # noqa: S105
"""The password in the address of ``server``."""

_GIT_CONFIG = """\
[user]
    name = Marc Testeur
    email = marc@example.org
[init]
    defaultBranch = main
[commit]
    gpgsign = false
[core]
    autocrlf = false
[gc]
    auto = 0
[maintenance]
    auto = false
[advice]
    detachedHead = false
"""
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
_POST = """\
---
title: Le WiFi de l’hôtel
date: 2026-05-12T09:30:00+02:00
tags: [wifi, hôtel]
---

Deux bornes par couloir, « canal 36 » à gauche, canal 100 à droite.
"""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What ``-n auto`` means: half as many again as cores: many tests wait for git or a terminal."""
    return max(2, len(os.sched_getaffinity(0)) * 3 // 2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failed test the crash reports that the program wrote in it: it says no more of a fault."""
    report = yield
    if report.failed and call.when == "call":
        faults = [file.read_text(encoding="utf-8") for file in sorted(crash_dir().glob("*.txt"))]
        report.sections += [("crash report", fault) for fault in faults]
    return report


def _isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT_", "XDG_", "LC_", "BLOGWIFI_"))]:
        monkeypatch.delenv(name)
    for name in ("LANGUAGE", "NO_COLOR", "VISUAL", "EDITOR", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY",
                 "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    config = home / "gitconfig"
    config.write_text(_GIT_CONFIG, encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    set_language(None)


@pytest.fixture(scope="session", autouse=True)
def _isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For fixtures that outlive one test."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _isolate(monkeypatch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(scope="session")
def git_stand_in_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the git lies that writes down what it is asked."""
    folder = tmp_path_factory.mktemp("bin")
    git_stand_in.put_in(folder)
    return folder


@pytest.fixture(autouse=True)
def _isolated(
    tmp_path_factory: pytest.TempPathFactory, git_stand_in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    # A name of its own: pytest's numbered folders would list all earlier ones, thousands of times.
    home = tmp_path_factory.getbasetemp() / f"home-{uuid4().hex}"
    home.mkdir()
    _isolate(monkeypatch, home)
    log = home / "git-log"
    log.touch()
    monkeypatch.setenv(git_stand_in.LOG, str(log))
    monkeypatch.setenv("PATH", f"{git_stand_in_folder}{os.pathsep}{os.environ['PATH']}")
    yield
    set_language(None)
    git_stand_in.check(log)


@pytest.fixture
def git_log(home: Path) -> Path:
    """What the program asked of git in this test: a line a call, each argument ended by ``\\x1f``."""
    return home / "git-log"


@pytest.fixture
def home() -> Path:
    """The empty home folder of this test (its ``gitconfig`` is git's global file)."""
    return Path(os.environ["HOME"])


@pytest.fixture
def french() -> None:
    """The program speaks French in this test."""
    set_language("fr")


@pytest.fixture
def machine_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """``machine_zone(name)``: the clock of the machine is in that zone."""

    def choose(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        local_zone.cache_clear()

    yield choose
    local_zone.cache_clear()


@pytest.fixture
def no_identity(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """git knows nobody's name, and may not guess one."""
    empty = home / "gitconfig-nobody"
    empty.write_text("[user]\n    useConfigOnly = true\n[init]\n    defaultBranch = main\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(empty))


@pytest.fixture
def git() -> Git:
    """Plain git, to prepare and to check: ``git(folder, "log", "-1") -> stdout`` without its last newline."""

    def run(cwd: Path, *arguments: str, check: bool = True, stdin: str | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=cwd, input=stdin, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"git {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout.removesuffix("\n")

    return run


def make_blog(folder: Path, posts: Mapping[str, str], message: str) -> Path:
    """Make ``folder`` a repository with ``posts``, their texts by file name, in one commit, by plain git."""
    (folder / "posts").mkdir(parents=True)
    for name, text in posts.items():
        (folder / "posts" / name).write_text(text, encoding="utf-8")
    for words in (
        ("init", "--quiet", "--template="),
        ("add", "posts"),
        ("commit", "--quiet", "-m", message),
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)
    (folder / ".git" / "hooks").mkdir()
    (folder / ".git" / "info").mkdir(exist_ok=True)
    return folder


def publish_to(remote: Path, folder: Path) -> None:
    """Make the empty repository ``remote`` the ``origin`` of ``folder``, everything online, as git would."""
    git_dir = folder / ".git"
    shutil.copytree(git_dir / "objects", remote / "objects", dirs_exist_ok=True)
    for ref in (remote / "refs" / "heads" / "main", git_dir / "refs" / "remotes" / "origin" / "main"):
        ref.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(git_dir / "refs" / "heads" / "main", ref)
    with (git_dir / "config").open("a", encoding="utf-8") as config:
        config.write(f'[remote "origin"]\n\turl = {remote}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n')
        config.write('[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n')


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repositories below, made once; each test gets copies, which costs a tenth."""
    folder = tmp_path_factory.mktemp("templates")
    make_blog(folder / "blog", {Path(POST).name: _POST}, "Premier article")
    subprocess.run(["git", "init", "--quiet", "--bare", "--template=", "empty.git"], cwd=folder, check=True)
    (folder / "empty.git" / "hooks").mkdir()
    return folder


@pytest.fixture
def blog_folder(templates: Path, tmp_path: Path) -> Path:
    """A blog with one committed post, :data:`POST`, and no remote."""
    return Path(shutil.copytree(templates / "blog", tmp_path / "blog"))


@pytest.fixture
def bare_remote(templates: Path, tmp_path: Path) -> Path:
    """An empty bare repository, to publish to."""
    return Path(shutil.copytree(templates / "empty.git", tmp_path / "remote.git"))


@pytest.fixture
def published_blog(blog_folder: Path, bare_remote: Path) -> Path:
    """``blog_folder`` with ``bare_remote`` as its ``origin``, everything online."""
    publish_to(bare_remote, blog_folder)
    return blog_folder


@pytest.fixture
def other_clone(published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git) -> Path:
    """The laptop: a second clone of ``published_blog``'s remote."""
    folder = tmp_path / "laptop"
    git(tmp_path, "clone", "--quiet", str(bare_remote), str(folder))
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 512 kB."""
    if os.geteuid() or shutil.which("mount") is None:
        pytest.skip("needs root, to mount a file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs to be allowed to mount")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def server() -> Iterator[Callable[[int], str]]:
    """``server(status)`` answers every request with this status; its address holds a password."""
    running: list[ThreadingHTTPServer] = []

    def start(status: int) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                if status == 401:
                    self.send_header("WWW-Authenticate", 'Basic realm="blog"')
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(httpd)
        threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://zoe:{SECRET}@127.0.0.1:{httpd.server_port}/blog.git"

    yield start
    for httpd in running:
        httpd.shutdown()
        httpd.server_close()
