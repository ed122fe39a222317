"""``blogwifi remote``: shows and changes where publications go, and keeps nothing that did not answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli import git_questions, publish_commands
from blogwifi_tui.cli.main import main
from tests.conftest import SECRET, Git

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """One command in a blog: exit status, standard output, standard error."""

    def run(blog: Path, verb: str, *arguments: str) -> tuple[int, str, str]:
        status = main([verb, "--blog", str(blog), *arguments])
        return (status, *capfd.readouterr())

    return run


def config(folder: Path) -> bytes:
    return (folder / ".git" / "config").read_bytes()


def test_it_shows_the_address_and_in_json_what_it_is_for(
    published_blog: Path, bare_remote: Path, run: Run
) -> None:
    assert run(published_blog, "remote") == (0, f"{bare_remote}\n", "")
    told = json.loads(run(published_blog, "remote", "--json")[1])
    one = {"address": str(bare_remote), "fetched": True, "pushed": True}
    assert told == {"remote": "origin", "addresses": [one]}


def test_without_one_it_says_how_to_give_one(blog_folder: Path, run: Run) -> None:
    status, out, err = run(blog_folder, "remote")
    assert (status, out) == (1, "")
    assert "blogwifi remote ADDRESS" in err


def test_a_first_address_is_tried_kept_and_published_to(
    blog_folder: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    before = config(blog_folder)
    status, out, err = run(blog_folder, "remote", "ppas/une/adresse")
    assert (status, out) == (1, "")
    assert err.startswith("blogwifi: No repository answers at ppas/une/adresse.")
    assert config(blog_folder) == before
    assert run(blog_folder, "remote", str(bare_remote)) == (0, f"{bare_remote}\n", "")
    assert run(blog_folder, "publish")[0] == 0
    assert git(bare_remote, "rev-parse", "main") == git(blog_folder, "rev-parse", "HEAD")


def test_a_password_is_masked_wherever_it_is_said(
    published_blog: Path, run: Run, server: Callable[[int], str], git: Git
) -> None:
    git(published_blog, "config", "remote.origin.url", server(404))
    for arguments in ((), ("--json",), (server(404),), (server(401),)):
        _status, out, err = run(published_blog, "remote", *arguments)
        assert "***@127.0.0.1" in out + err
        assert SECRET not in out + err


def test_of_several_addresses_the_one_that_is_named_is_changed_and_none_where_none_is(
    published_blog: Path, bare_remote: Path, run: Run, git: Git, tmp_path: Path
) -> None:
    mirror = Path(shutil.copytree(bare_remote, tmp_path / "miroir.git"))
    other = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    git(published_blog, "config", "remote.origin.pushurl", str(mirror))
    told = f"{bare_remote}\tread from\n{mirror}\tpublished to\n"
    assert run(published_blog, "remote") == (0, told, "")
    before = config(published_blog)
    status, _out, err = run(published_blog, "remote", str(other))
    assert status == 1
    assert str(mirror) in err
    assert "--instead-of" in err
    assert config(published_blog) == before
    assert run(published_blog, "remote", str(other), "--instead-of", str(mirror))[0] == 0
    assert git(published_blog, "config", "remote.origin.pushurl") == str(other)
    assert git(published_blog, "config", "remote.origin.url") == str(bare_remote)


def test_of_several_remotes_one_is_chosen_by_its_name(
    blog_folder: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    git(blog_folder, "remote", "add", "un", str(bare_remote))
    git(blog_folder, "remote", "add", "deux", "/nulle/part")
    assert "blogwifi remote NAME" in run(blog_folder, "remote")[2]
    assert run(blog_folder, "remote", "un") == (0, f"{bare_remote}\n", "")
    assert run(blog_folder, "publish")[0] == 0


# A password can be typed where there is a terminal


@pytest.fixture
def locked(published_blog: Path, bare_remote: Path, git: Git, tmp_path: Path) -> Path:
    """The remote behind an ssh that lets in only who may be asked: where ``BatchMode`` is not set."""
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(
        "#!/bin/sh\n"
        'case "$*" in *BatchMode=yes*)\n'
        '  echo "zoe@forge: Permission denied (publickey)." >&2; exit 255;; esac\n'
        'for last; do :; done\nexec sh -c "$last"\n',
        encoding="utf-8",
    )
    ssh.chmod(0o755)
    git(published_blog, "config", "remote.origin.url", f"forge:{bare_remote}")
    git(published_blog, "config", "--global", "core.sshCommand", str(ssh))
    return published_blog


@pytest.mark.parametrize("verb", ["publish", "remote"])
def test_on_a_terminal_git_may_ask_and_elsewhere_it_is_said_what_it_needs(
    locked: Path, bare_remote: Path, run: Run, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["remote", f"forge:{bare_remote}"] if verb == "remote" else ["publish"]
    status, _out, err = run(locked, *arguments)
    assert status == 1
    assert "refused your SSH key. Run ssh-add" in err
    monkeypatch.setattr(git_questions, "is_at_a_terminal", lambda: True)
    assert run(locked, *arguments)[0] == 0


def test_one_of_several_addresses_may_ask_too(
    locked: Path, bare_remote: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = Path(shutil.copytree(bare_remote, bare_remote.with_name("miroir.git")))
    git(locked, "config", "remote.origin.url", str(bare_remote))
    for address in (bare_remote, f"forge:{mirror}"):
        git(locked, "config", "--add", "remote.origin.pushurl", str(address))
    git(locked, "commit", "--quiet", "--allow-empty", "-m", "Corrige")
    assert run(locked, "publish")[0] == 1
    monkeypatch.setattr(publish_commands, "is_at_a_terminal", lambda: True)
    assert run(locked, "publish")[0] == 0
    assert git(mirror, "log", "-1", "--format=%s", "main") == "Corrige"
