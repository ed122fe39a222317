"""A repository that brings programs along: looking starts none, and the first step that would asks once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree, agree_to_all, check
from blogwifi_tui.errors import GitError, Untrusted
from tests.conftest import POST, Git
from tests.e2e.terminal import PROGRAM, Terminal

SETTINGS = (
    "core.fsmonitor",
    "core.sshCommand",
    "core.askPass",
    "core.editor",
    "diff.external",
    "diff.post.textconv",
    "diff.post.command",
    "filter.post.clean",
    "filter.post.smudge",
    "filter.post.process",
    "merge.post.driver",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "remote.origin.uploadpack",
    "remote.origin.receivepack",
)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that is there once a program of the repository has run."""
    return tmp_path / "canary"


@pytest.fixture
def handed_over(blog_folder: Path, canary: Path, git: Git, bare_remote: Path) -> Path:
    """A blog whose settings and hooks all start a program that leaves a trace."""
    trap = blog_folder / ".git" / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> "{canary}"\nexit 1\n', encoding="utf-8")
    trap.chmod(0o755)
    (blog_folder / ".gitattributes").write_text("*.md filter=post diff=post merge=post\n", encoding="utf-8")
    git(blog_folder, "add", ".gitattributes")
    git(blog_folder, "commit", "--quiet", "-m", "Attributs")
    git(blog_folder, "remote", "add", "origin", str(bare_remote))
    for name in SETTINGS:
        value = f"!{trap}" if name == "credential.helper" else str(trap)
        git(blog_folder, "config", name, value)
    git(blog_folder, "config", "filter.post.required", "true")
    git(blog_folder, "config", "log.showSignature", "true")
    git(blog_folder, "config", "alias.status", f"!{trap}")
    git(blog_folder, "config", "protocol.ext.allow", "always")
    git(blog_folder, "config", f"url.ext::{trap} .insteadOf", "https://example.org/")
    hooks = blog_folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("pre-commit", "post-index-change", "reference-transaction", "pre-push", "post-checkout"):
        (hooks / hook).symlink_to(trap)
    (blog_folder / POST).write_text(f"{(blog_folder / POST).read_text('utf-8')}Et deux.\n", "utf-8")
    canary.unlink(missing_ok=True)
    return blog_folder


def test_looking_starts_nothing(handed_over: Path, canary: Path) -> None:
    blog = Blog.open(handed_over)
    blog.posts()
    blog.status()
    blog.pulse()
    blog.differs(POST)
    blog.publication.remote.names()
    blog.git.identity()
    for revision in blog.history.of(POST):
        assert "canal 36" in blog.history.read_at(revision).body
    with pytest.raises(Untrusted):
        blog.publication.fetch()
    assert not canary.exists(), canary.read_text()


def test_what_would_be_started_is_named_and_nothing_written(
    handed_over: Path, canary: Path, git: Git
) -> None:
    before = (handed_over / ".git" / "HEAD").read_bytes(), (handed_over / ".git" / "index").read_bytes()
    blog = Blog.open(handed_over)
    with pytest.raises(Untrusted) as refused:
        blog.commit([POST], "Deux")
    with pytest.raises(Untrusted):
        blog.publication.send()
    named = "\n".join(refused.value.programs).lower()
    for setting in (*SETTINGS, "alias.status", "protocol.ext.allow", "hooks/pre-commit", "hooks/pre-push"):
        assert setting.lower() in named
    assert ".insteadof" in named
    assert before == (
        (handed_over / ".git" / "HEAD").read_bytes(),
        (handed_over / ".git" / "index").read_bytes(),
    )
    assert not canary.exists()


def test_agreeing_holds_for_these_settings_and_this_place_only(
    handed_over: Path, canary: Path, git: Git, tmp_path: Path
) -> None:
    blog = Blog.open(handed_over)
    assert agree_to_all(blog._repository.git)
    check(blog._repository.git)
    assert agree_to_all(blog._repository.git) == ()
    with pytest.raises(GitError):
        blog.commit([POST], "Deux")
    assert canary.exists()

    moved = tmp_path / "elsewhere"
    handed_over.rename(moved)
    with pytest.raises(Untrusted):
        check(Blog.open(moved)._repository.git)
    moved.rename(handed_over)
    check(Blog.open(handed_over)._repository.git)
    (handed_over / ".git" / "trap").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(Untrusted):
        check(Blog.open(handed_over)._repository.git)


def test_an_answer_is_given_for_what_was_shown(handed_over: Path, git: Git) -> None:
    blog = Blog.open(handed_over)
    with pytest.raises(Untrusted) as shown:
        check(blog._repository.git)
    git(handed_over, "config", "core.sshCommand", "another")
    agree(blog._repository.git, shown.value.digest)
    with pytest.raises(Untrusted):
        check(blog._repository.git)


def test_a_blog_of_ones_own_is_never_asked_about(published_blog: Path, git: Git, home: Path) -> None:
    for name, value in (
        ("core.fsmonitor", "true"),
        ("credential.helper", "cache --timeout=600"),
        ("filter.lfs.clean", "git-lfs clean -- %f"),
        ("filter.lfs.smudge", "git-lfs smudge -- %f"),
        ("filter.lfs.process", "git-lfs filter-process"),
        ("alias.st", "status"),
        ("user.name", "Marc"),
    ):
        git(published_blog, "config", name, value)
    for name, value in (("core.sshCommand", "ssh -v"), ("gpg.program", "gpg2"), ("alias.x", "!x")):
        git(published_blog, "config", "--global", name, value)
    hooks = published_blog / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "pre-commit.sample").write_text("#!/bin/sh\n", encoding="utf-8")
    (hooks / "pre-commit.sample").chmod(0o755)
    assert agree_to_all(Blog.open(published_blog)._repository.git) == ()


def test_secrets_in_what_is_named_are_masked(blog_folder: Path, git: Git) -> None:
    git(blog_folder, "config", "core.sshCommand", "curl https://marc:s3cret@example.org/x")
    (named,) = agree_to_all(Blog.open(blog_folder)._repository.git)
    assert "s3cret" not in named


@pytest.fixture
def window(handed_over: Path) -> Iterator[Terminal]:
    with Terminal(handed_over, cwd=handed_over) as opened:
        yield opened


def test_the_screen_asks_before_the_first_commit_and_not_now_keeps_the_text(
    window: Terminal, handed_over: Path, canary: Path
) -> None:
    window.wait_for("not asked: repository not trusted yet")
    window.wait_for("edited")
    window.press("h")
    window.wait_for("1 commit")
    window.wait_for("canal 36")
    window.press("escape")
    window.wait_for("1 post")
    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type("Trois. ")
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    window.press("enter")
    window.wait_for("This repository brings programs along")
    window.wait_for("core.sshcommand = ")
    assert not canary.exists(), canary.read_text()
    window.press("n")
    window.wait_for("Your text is saved")
    assert not canary.exists()
    assert "Trois. " in (handed_over / POST).read_text(encoding="utf-8")
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    window.press("enter")
    window.wait_for("This repository brings programs along")
    window.press("ctrl+t")
    window.wait_gone("brings programs along")
    window.wait_for("Your text is saved")
    assert canary.exists()
    window.press("escape")
    window.wait_for("1 post")
    window.wait_gone("not trusted yet")


def test_the_command_line_refuses_until_told(blog_folder: Path, git: Git, canary: Path) -> None:
    hook = blog_folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {canary}\n", encoding="utf-8")
    hook.chmod(0o755)
    with (blog_folder / POST).open("a", encoding="utf-8") as file:
        file.write("Et deux.\n")

    def run(verb: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*PROGRAM, verb, "--blog", blog_folder], capture_output=True, text=True)

    refused = run("commit")
    assert refused.returncode == 1
    assert "hooks/pre-commit" in refused.stderr
    assert "blogwifi trust" in refused.stderr
    assert not canary.exists()
    assert run("trust").stdout == "hooks/pre-commit\n"
    assert run("commit").returncode == 0
    assert canary.exists()
