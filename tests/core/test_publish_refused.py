"""What keeps a publication or a commit from being made, by its real cause: the sentence, and what is where.

Plain git tells afterwards that nothing moved: neither side's branch, no file, no index.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from tests.conftest import SECRET

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
HEADER = "---\ntitle: Le WiFi de l’hôtel\ndate: 2026-05-12\n---\n\n"
OTHER = "---\ntitle: Bureau\ndate: 2026-05-13\n---\n\n"


@dataclass
class Place:
    """Two clones and what lies between them; the office has one commit to publish."""

    office: Path
    laptop: Path
    remote: Path
    git: Git
    scratch: Path
    server: Callable[[int], str]

    def write(self, folder: Path, path: str, text: str) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    def commit(self, folder: Path, path: str, text: str) -> None:
        self.write(folder, path, text)
        self.git(folder, "add", "--", path)
        self.git(folder, "commit", "--quiet", "-m", f"Écrit {path}")

    def from_laptop(self, path: str, text: str) -> None:
        self.commit(self.laptop, path, text)
        self.git(self.laptop, "push", "--quiet")

    def hook(self, repository: Path, name: str, script: str) -> None:
        folder = repository / ".git" if (repository / ".git").is_dir() else repository
        file = folder / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def ssh(self, script: str) -> None:
        """Reach the remote by an ssh that does this; ``$command`` is what it is to run there."""
        program = self.scratch / "ssh"
        program.write_text(f"#!/bin/sh\nfor command; do :; done\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        self.git(self.office, "config", "core.sshCommand", shlex.quote(str(program)))
        self.git(self.office, "remote", "set-url", "origin", f"zoe@blog.example:{self.remote}")

    def state(self) -> tuple[object, ...]:
        """What plain git says of both sides, and every byte of the posts."""
        here = self.git(self.office, "for-each-ref", "refs/heads"), self.git(self.office, "rev-parse", "HEAD")
        files = [(f.name, f.read_bytes()) for f in sorted((self.office / "posts").rglob("*")) if f.is_file()]
        there = self.git(self.remote, "for-each-ref", "refs/heads") if self.remote.exists() else None
        return (*here, files, self.git(self.office, "status", "--porcelain"), there)


@pytest.fixture
def place(
    published_blog: Path,
    other_clone: Path,
    bare_remote: Path,
    git: Git,
    tmp_path: Path,
    server: Callable[[int], str],
) -> Place:
    made = Place(published_blog, other_clone, bare_remote, git, tmp_path, server)
    made.commit(published_blog, "posts/bureau.md", f"{OTHER}# Bureau\n\nDu bureau.\n")
    return made


def address(place: Place, text: str) -> None:
    place.git(place.office, "remote", "set-url", "origin", text)


def web(status: int, *, password: bool = True) -> Callable[[Place], None]:
    def set_up(place: Place) -> None:
        found = place.server(status)
        address(place, found if password else found.replace(f"zoe:{SECRET}@", ""))

    return set_up


def nobody_listens(place: Place) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address(place, f"git://127.0.0.1:{free.getsockname()[1]}/blog.git")


def ssh_says(words: str, status: int = 255) -> Callable[[Place], None]:
    return lambda place: place.ssh(f"echo {shlex.quote(words)} >&2; exit {status}")


def ssh_asks(place: Place) -> None:
    place.ssh(
        "(printf 'Passphrase: ' > /dev/tty) 2> /dev/null && read phrase < /dev/tty\n"
        "echo 'Permission denied (publickey).' >&2; exit 255"
    )


def may_only_read(place: Place) -> None:
    place.ssh(
        'case "$command" in *receive-pack*) echo "ERROR: Permission to zoe/blog.git denied to marc." >&2; '
        'exit 128;; esac; exec sh -c "$command"'
    )


def server_says(words: str) -> Callable[[Place], None]:
    return lambda place: place.hook(place.remote, "pre-receive", f"echo {shlex.quote(words)} >&2; exit 1")


def rewritten(place: Place) -> None:
    place.git(place.laptop, "commit", "--quiet", "--amend", "-m", "Réécrit")
    place.git(place.laptop, "push", "--quiet", "--force")


def unrelated(place: Place) -> None:
    shutil.rmtree(place.remote)
    place.git(place.scratch, "init", "--quiet", "--bare", str(place.remote))
    other = place.scratch / "other"
    place.git(place.scratch, "init", "--quiet", str(other))
    place.commit(other, "README.md", "# Un autre\n")
    place.git(other, "push", "--quiet", str(place.remote), "main")
    place.git(place.office, "remote", "remove", "origin")
    place.git(place.office, "remote", "add", "origin", str(place.remote))


def always_slower(place: Place) -> None:
    laptop = shlex.quote(str(place.laptop))
    faster = f"git -C {laptop} commit --quiet --allow-empty -m 'plus rapide'; git -C {laptop} pull --quiet "
    place.hook(
        place.office, "pre-push", f"{faster} --no-rebase 2>&1; git -C {laptop} push --quiet 2>&1; exit 0"
    )


def refused_here(place: Place) -> None:
    place.hook(place.office, "pre-push", "echo 'Pas le vendredi.' >&2; exit 1")


def merging(place: Place) -> None:
    place.git(place.office, "checkout", "--quiet", "-b", "autre", "HEAD~1")
    place.commit(place.office, "posts/bureau.md", f"{OTHER}# Autre\n")
    place.git(place.office, "checkout", "--quiet", "main")
    place.git(place.office, "merge", "autre", check=False)


def rebasing(place: Place) -> None:
    merging(place)
    place.git(place.office, "merge", "--abort")
    place.git(place.office, "rebase", "autre", check=False)


def picking(place: Place) -> None:
    merging(place)
    place.git(place.office, "merge", "--abort")
    place.git(place.office, "cherry-pick", "autre", check=False)


def reverting(place: Place) -> None:
    place.commit(place.office, "posts/bureau.md", f"{OTHER}# Bureau, encore\n")
    place.git(place.office, "revert", "--no-edit", "HEAD~1", check=False)


def bisecting(place: Place) -> None:
    place.git(place.office, "bisect", "start")


def detached(place: Place) -> None:
    place.git(place.office, "checkout", "--quiet", "--detach")


def no_remote(place: Place) -> None:
    place.git(place.office, "remote", "remove", "origin")


def several_remotes(place: Place) -> None:
    place.git(place.office, "remote", "rename", "origin", "un")
    place.git(place.office, "remote", "add", "deux", str(place.remote))
    place.git(place.office, "branch", "--unset-upstream")


def both_changed(place: Place) -> None:
    place.from_laptop(POST, f"{HEADER}Du portable.\n")
    place.commit(place.office, POST, f"{HEADER}Du bureau.\n")


def deleted_there(place: Place) -> None:
    place.git(place.laptop, "rm", "--quiet", POST)
    place.git(place.laptop, "commit", "--quiet", "-m", "Supprime")
    place.git(place.laptop, "push", "--quiet")
    place.commit(place.office, POST, f"{HEADER}Du bureau.\n")


def both_added(place: Place) -> None:
    place.from_laptop("posts/bureau.md", f"{OTHER}# Portable\n\nDu portable.\n")


def edits_in_the_way(place: Place) -> None:
    place.from_laptop(POST, f"{HEADER}Du portable.\n")
    place.write(place.office, POST, f"{HEADER}Pas encore commis.\n")


def unsigned_merge(place: Place) -> None:
    place.from_laptop("posts/portable.md", "# Portable\n")
    place.git(place.office, "config", "commit.gpgsign", "true")
    place.git(place.office, "config", "gpg.program", "false")


def merge_refused(place: Place) -> None:
    place.from_laptop("posts/portable.md", "# Portable\n")
    place.hook(place.office, "pre-merge-commit", "echo 'Pas de fusion ici.' >&2; exit 1")


STORIES: dict[str, tuple[Callable[[Place], object], str]] = {
    "nobody listens": (nobody_listens, "origin cannot be reached"),
    "an unknown host": (lambda place: address(place, "git://blog.invalid/b.git"), "origin cannot be reached"),
    "a folder that is gone": (
        lambda place: shutil.rmtree(place.remote),
        "There is no repository at the address of origin",
    ),
    "a wrong password": (web(401), "refused your password or token"),
    "no password": (web(401, password=False), "refused your password or token, or waits for one"),
    "no right to come in": (web(403), "refused your password or token"),
    "no such page": (web(404), "There is no repository at the address"),
    "a server that is ill": (web(503), "The server of origin answers with an error of its own"),
    "a key that is refused": (
        ssh_says("zoe@blog.example: Permission denied (publickey)."),
        r"refused your SSH key\. Run ssh-add",
    ),
    "a key with a passphrase": (ssh_asks, "refused your SSH key"),
    "a host nobody knows": (ssh_says("Host key verification failed."), "does not know the host of origin"),
    "a name that is not found": (
        ssh_says("ssh: Could not resolve hostname blog.example: Name or service not known"),
        "origin cannot be reached",
    ),
    "read and not write": (may_only_read, "You may read origin, and not write to it"),
    "a check there": (
        server_says("Les articles sans date sont refusés."),
        "A check of origin refused the publication: Les articles sans date",
    ),
    "a protected branch": (
        server_says("GH006: Protected branch update failed for refs/heads/main."),
        "origin protects this branch",
    ),
    "a share used up": (server_says("fatal: disk quota exceeded"), "origin has no room left"),
    "a check here": (refused_here, "Pas le vendredi"),
    "a rewritten remote": (rewritten, "Commits have vanished from origin"),
    "another history": (unrelated, "holds another history"),
    "a merge": (merging, "left unfinished here: merge"),
    "a rebase": (rebasing, "left unfinished here: rebase"),
    "a cherry-pick": (picking, "left unfinished here: cherry-pick"),
    "a revert": (reverting, "left unfinished here: revert"),
    "a bisection": (bisecting, "left unfinished here: bisect"),
    "no branch": (detached, "on no branch"),
    "no remote": (no_remote, "no place to be published to yet"),
    "several remotes": (several_remotes, "several remotes, and none is chosen: (un, deux|deux, un)"),
    "both changed a post": (both_changed, f"changed the same post: {POST}. Nothing was touched"),
    "deleted there": (deleted_there, f"changed the same post: {POST}"),
    "both added a post": (both_added, "changed the same post: posts/bureau.md"),
    "edits in the way": (edits_in_the_way, f"without a commit: {POST}"),
    "a merge that is not signed": (unsigned_merge, "could not be signed"),
    "a merge that a hook refuses": (merge_refused, "Pas de fusion ici"),
}


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """``said(folder, verb, language="fr")``: what a verb that cannot do its work says, one line."""

    def run(folder: Path, *words: str, language: str = "en") -> str:
        monkeypatch.setenv("LANG", f"{language}.UTF-8")
        capfd.readouterr()
        assert main([*words, "--blog", str(folder)]) == 1
        out, err = capfd.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert SECRET not in err
        return err

    return run


@pytest.mark.parametrize("name", STORIES)
def test_what_stops_a_publication_is_said_and_nothing_moves(
    place: Place, said: Callable[..., str], name: str
) -> None:
    set_up, sentence = STORIES[name]
    set_up(place)
    agree_to_all(open_guarded(place.office))
    before = place.state()
    english = said(place.office, "publish")
    assert re.search(sentence, english), english
    assert place.state() == before
    french = said(place.office, "publish", language="fr")
    assert french.split()[:3] != english.split()[:3], french
    assert place.state() == before
    assert not list((place.office / ".git").rglob("*.lock"))
    place.git(place.office, "fsck", "--strict")


def test_a_race_lost_again_and_again_keeps_both_sides_work(place: Place, said: Callable[..., str]) -> None:
    ours = place.git(place.office, "rev-parse", "HEAD")
    always_slower(place)
    agree_to_all(open_guarded(place.office))
    assert "keeps receiving other commits" in said(place.office, "publish")
    place.git(place.office, "merge-base", "--is-ancestor", ours, "HEAD")
    assert place.git(place.remote, "log", "--format=%s", "main").splitlines().count("plus rapide") == 4
    assert place.git(place.office, "status", "--porcelain") == ""


def no_more_room(place: Place) -> None:
    disk = place.remote.parent / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs root, to mount a file system")
    try:
        shutil.copytree(place.remote, disk / "remote.git", ignore=shutil.ignore_patterns("hooks"))
        address(place, str(disk / "remote.git"))
        place.commit(place.office, "posts/photo.md", OTHER + os.urandom(600_000).hex())
    except BaseException:
        subprocess.run(["umount", "--lazy", disk], check=True)
        raise


def test_a_remote_whose_disk_is_full_takes_nothing_and_says_so(
    place: Place, said: Callable[..., str]
) -> None:
    no_more_room(place)
    disk = place.remote.parent / "disk"
    try:
        before = place.git(disk / "remote.git", "rev-parse", "main")
        sentence = said(place.office, "publish")
        assert "origin" in sentence
        assert re.search("no room left|No space left", sentence), sentence
        assert place.git(disk / "remote.git", "rev-parse", "main") == before
        assert place.git(place.office, "status", "--porcelain") == ""
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def hook_says_no(place: Place) -> None:
    place.hook(place.office, "pre-commit", "echo 'Orthographe : borne.' >&2; exit 1")


def cannot_sign(place: Place) -> None:
    place.git(place.office, "config", "commit.gpgsign", "true")
    place.git(place.office, "config", "gpg.program", "false")


def ignored(place: Place) -> None:
    place.write(place.office, ".git/info/exclude", "caché.md\n")
    place.write(place.office, "posts/caché.md", "# Caché\n")


def locked(age: float) -> Callable[[Place], None]:
    def set_up(place: Place) -> None:
        lock = place.office / ".git" / "index.lock"
        lock.touch()
        os.utime(lock, (time.time() - age, time.time() - age))

    return set_up


def nobody(place: Place) -> None:
    place.git(place.office, "config", "--global", "--unset", "user.name")
    place.git(place.office, "config", "--global", "--unset", "user.email")


COMMITS: dict[str, tuple[Callable[[Place], object], str]] = {
    "a hook": (hook_says_no, "a git hook.* refused the commit: Orthographe : borne"),
    "a signature": (cannot_sign, "could not be signed"),
    "a git at work": (locked(0), "Another git is at work"),
    "a git that is gone": (locked(3600), "left a lock behind, 60 minutes ago"),
    "no name": (nobody, "git does not know your name"),
    "a merge left unfinished": (merging, "left unfinished here: merge"),
}


@pytest.mark.parametrize("name", COMMITS)
def test_what_stops_a_commit_is_said_and_the_text_stays(
    place: Place, said: Callable[..., str], name: str
) -> None:
    set_up, sentence = COMMITS[name]
    set_up(place)
    agree_to_all(open_guarded(place.office))
    place.write(place.office, "notes.txt", "à garder\n")
    place.git(place.office, "add", "notes.txt") if "git" not in name else None
    place.write(place.office, POST, f"{HEADER}Trois bornes.\n")
    before = place.state()
    english = said(place.office, "commit", POST)
    assert re.search(sentence, english), english
    assert place.state() == before
    assert said(place.office, "commit", POST, language="fr").split()[:3] != english.split()[:3]
    assert place.state() == before


def test_an_ignored_post_is_said_to_be(place: Place, said: Callable[..., str]) -> None:
    ignored(place)
    before = place.state()
    assert "git is told to ignore posts/caché.md" in said(place.office, "commit", "posts/caché.md")
    assert place.state() == before
