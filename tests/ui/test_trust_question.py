"""The question about what a repository brings along: for what is here, and for what a join would bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import POST, Git
from tests.ui.person import at_the_program

_HOOK = "#!/bin/sh\ntouch '{}'\n"


def write_hook(folder: Path, name: str, mark: Path) -> None:
    hook = folder / ".hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(_HOOK.format(mark), encoding="utf-8")
    hook.chmod(0o755)


@pytest.fixture
def two_hooks(published_blog: Path, other_clone: Path, git: Git, tmp_path: Path) -> Path:
    """A blog with a hook among its files and a commit to publish; the laptop has published another hook."""
    write_hook(published_blog, "pre-push", tmp_path / "here")
    git(published_blog, "add", ".hooks")
    git(published_blog, "commit", "--quiet", "-m", "Vérifications")
    git(published_blog, "push", "--quiet")
    git(published_blog, "config", "core.hooksPath", ".hooks")
    git(other_clone, "pull", "--quiet")
    write_hook(other_clone, "post-merge", tmp_path / "there")
    git(other_clone, "add", ".hooks")
    git(other_clone, "commit", "--quiet", "-m", "Autre")
    git(other_clone, "push", "--quiet")
    with (published_blog / POST).open("a", encoding="utf-8") as file:
        file.write("Et deux.\n")
    git(published_blog, "-c", "core.hooksPath=", "commit", "--quiet", "-am", "Deux")
    return published_blog


async def test_both_are_asked_and_then_it_is_published(
    two_hooks: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    async with at_the_program(two_hooks, (120, 30)) as person:
        assert "not asked: repository not trusted yet" in person.line(0)
        await person.press("p")
        assert "core.hookspath = .hooks  (the folder of programs" in person.asked
        assert "post-merge" not in person.asked
        await person.press("ctrl+t")
        assert ".hooks/post-merge  (a program that git starts by itself)" in person.asked
        assert not (tmp_path / "there").exists()
        await person.press("ctrl+t")
        assert person.message.startswith("Published: 1 correction.")
        assert "not trusted" not in person.line(0)
    assert (tmp_path / "there").exists()
    assert git(bare_remote, "rev-parse", "main") == git(two_hooks, "rev-parse", "HEAD")


async def test_not_now_at_the_second_leaves_all_as_it_was(two_hooks: Path, git: Git, tmp_path: Path) -> None:
    before = git(two_hooks, "rev-parse", "HEAD")
    async with at_the_program(two_hooks, (120, 30)) as person:
        await person.press("p", "ctrl+t", "n")
        assert "brings programs along" in person.message
    assert git(two_hooks, "rev-parse", "HEAD") == before
    assert git(two_hooks, "status", "--porcelain") == ""
    assert not (tmp_path / "there").exists()
