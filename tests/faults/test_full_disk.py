"""Disks that are full, closed or broken: the file is whole, the text still here, the sentence true."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from blogwifi_tui.content import files
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import found
from blogwifi_tui.errors import BlogwifiError, FileFailed
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST, Git
from tests.e2e.terminal import Terminal, open_editor

from .conftest import SAVED, in_child

TYPED = "Trois bornes, « œuvre » d’un été. "
NOBODY = 65534


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


@pytest.fixture
def blog_on_disk(small_disk: Path, blog_folder: Path) -> Path:
    """The blog on a small disk of its own."""
    moved = small_disk / "blog"
    shutil.copytree(blog_folder, moved, ignore=shutil.ignore_patterns("hooks"))
    return moved


def test_a_full_disk_leaves_the_old_file_whole(blog_on_disk: Path, small_disk: Path) -> None:
    fill(small_disk)
    old = files.read(blog_on_disk, POST)
    with pytest.raises(FileFailed) as refused:
        files.write(blog_on_disk, POST, old * 50, expected=files.digest(old))
    assert "the disk is full" in str(explain(refused.value))
    assert files.read(blog_on_disk, POST) == old
    assert [file.name for file in (blog_on_disk / "posts").iterdir()] == [Path(POST).name]


def test_a_full_disk_makes_no_half_commit(blog_on_disk: Path, small_disk: Path, git: Git) -> None:
    with (blog_on_disk / POST).open("a", encoding="utf-8") as file:
        file.write("Encore.\n")
    fill(small_disk)
    before = git(blog_on_disk, "rev-parse", "HEAD")
    with pytest.raises(BlogwifiError):
        Blog.open(blog_on_disk)._repository.git.commit([POST], "Encore")
    (small_disk / "ballast").unlink()
    assert git(blog_on_disk, "rev-parse", "HEAD") == before
    git(blog_on_disk, "fsck", "--strict")
    assert Blog.open(blog_on_disk)._repository.git.commit([POST], "Encore").sha != before


def test_a_disk_that_can_only_be_read_is_said_to_be(blog_on_disk: Path, small_disk: Path) -> None:
    old = files.read(blog_on_disk, POST)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(FileFailed) as refused:
        files.write(blog_on_disk, POST, b"neuf", expected=None)
    assert "the disk can only be read" in str(explain(refused.value))
    assert files.read(blog_on_disk, POST) == old
    assert Blog.open(blog_on_disk).read(POST).title == "Le WiFi de l’hôtel"


def test_a_protected_file_is_left_alone(blog_folder: Path) -> None:
    file = blog_folder / POST
    if os.geteuid() or subprocess.run(["chattr", "+i", file], capture_output=True).returncode:
        pytest.skip("needs root and a file system with attributes")
    try:
        old = file.read_bytes()
        with pytest.raises(FileFailed) as refused:
            files.write(blog_folder, POST, b"neuf", expected=None)
    finally:
        subprocess.run(["chattr", "-i", file], check=True)
    assert "it is protected" in str(explain(refused.value))
    assert file.read_bytes() == old


@pytest.mark.parametrize("closed", ["posts", POST])
def test_without_permission_nothing_changes_and_it_is_said(blog_folder: Path, closed: str) -> None:
    if os.geteuid():
        pytest.skip("needs root, to become somebody else")
    for folder in (blog_folder, *blog_folder.parents):
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    (blog_folder / closed).chmod(0o555 if closed == "posts" else 0o444)
    old = (blog_folder / POST).read_bytes()

    def work() -> None:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        with pytest.raises(FileFailed) as refused:
            Blog.open(blog_folder).save(Post(POST, b"neuf"), Post(POST, old))
        assert "not allowed" in str(explain(refused.value))

    assert in_child(work) == SAVED
    assert (blog_folder / POST).read_bytes() == old


def start_typing(window: Terminal) -> None:
    open_editor(window)
    window.type(TYPED)


def test_a_full_disk_is_said_on_the_screen_and_saving_works_once_there_is_room(
    blog_on_disk: Path, small_disk: Path
) -> None:
    with Terminal(blog_on_disk, cwd=blog_on_disk) as window:
        start_typing(window)
        window.wait_for(r"copy \d\d:\d\d:\d\d")
        fill(small_disk)
        window.press("ctrl+s")
        window.wait_for("the disk is full")
        window.wait_for("not saved")
        (small_disk / "ballast").unlink()
        window.press("ctrl+s")
        window.wait_for("Edit: ")
        window.press("enter")
        window.wait_for("commit [0-9a-f]{7}")
    assert TYPED in (blog_on_disk / POST).read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["signal", "save"])
def test_that_recovery_is_off_stays_on_the_screen(blog_folder: Path, home: Path, end: str) -> None:
    (home / "state").write_text("pas un dossier", encoding="utf-8")
    with Terminal(blog_folder, cwd=blog_folder) as window:
        start_typing(window)
        window.wait_for("Recovery copies cannot be written")
        window.wait_for("recovery is off")
        if end == "signal":
            window.send_signal(15)
            assert window.wait_exit() == 128 + 15
            assert window.restored
        else:
            window.press("ctrl+s")
            window.wait_for("Edit: ")
            window.press("enter")
            window.wait_for("commit [0-9a-f]{7}")


def test_recovery_is_on_again_once_there_is_room(
    blog_folder: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(small_disk))
    fill(small_disk)
    with Terminal(blog_folder, cwd=blog_folder) as window:
        start_typing(window)
        window.wait_for("recovery is off")
        (small_disk / "ballast").unlink()
        window.type("Encore. ")
        window.wait_for("Recovery copies are written again")
        window.wait_for(r"Encore\. Deux")
        window.wait_for(r"copy \d\d:\d\d:\d\d")
        window.send_signal(15)  # the last letters may not be in the copy yet that the line tells of
        window.wait_exit()
    (copy,) = found(recovery_dir(), blog_folder)
    assert f"{TYPED}Encore. " in copy.text
