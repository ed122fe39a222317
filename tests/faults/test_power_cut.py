"""The power fails: what was called saved, committed or joined is on the disk.

A file system of its own lies in an image. The cut is a copy of the image as it is at that moment, without
what the system still holds in memory; mounting the copy is what the next start of the machine does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Copy, found, keep
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST, Git

WORDS = "Trois bornes, « œuvre » d’un été.\n"
SIZE = 24_000_000


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    place.mkdir()
    if subprocess.run(["mount", "-o", "loop", image, place], capture_output=True).returncode:
        pytest.skip("needs to be allowed to mount an image")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """An empty ext4 file system in a file."""
    if os.geteuid() or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4, to make a disk")
    file = tmp_path / "disk.img"
    with file.open("wb") as made:
        made.truncate(SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", file], check=True)
    return file


@pytest.fixture
def disk(image: Path, tmp_path: Path) -> Iterator[Path]:
    with mounted(image, tmp_path / "disk") as place:
        yield place


@pytest.fixture
def blog_folder(disk: Path, published_blog: Path, git: Git) -> Path:
    """The published blog on the disk that fails, all of it written by now."""
    folder = disk / "blog"
    shutil.copytree(published_blog, folder)
    subprocess.run(["sync", "--file-system", disk], check=True)
    return folder


@pytest.fixture
def cut(image: Path, disk: Path, tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """``cut() -> disk`` as it is found after the power failed now."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def fail() -> Path:
            copy = tmp_path / "after.img"
            shutil.copyfile(image, copy)
            after = stack.enter_context(mounted(copy, tmp_path / "after"))
            # Were everything on the disk, the cut would prove nothing.
            witness = after / "witness"
            assert not witness.exists() or not witness.read_bytes()
            return after

        (disk / "witness").write_bytes(b"in memory only")
        yield fail


def test_what_was_saved_is_there(blog_folder: Path, cut: Callable[[], Path]) -> None:
    blog = Blog.open(blog_folder)
    before = blog.read(POST)
    after = before.with_body(before.body + WORDS)
    blog.save(after, before)
    assert (cut() / "blog" / POST).read_bytes() == after.data


def test_a_new_post_that_was_saved_is_there(blog_folder: Path, cut: Callable[[], Path]) -> None:
    post = Post("posts/neuf.md", WORDS.encode())
    Blog.open(blog_folder).save(post, None)
    assert (cut() / "blog" / "posts" / "neuf.md").read_bytes() == WORDS.encode()


def test_what_was_committed_is_the_last_commit(blog_folder: Path, cut: Callable[[], Path], git: Git) -> None:
    blog = Blog.open(blog_folder)
    before = blog.read(POST)
    blog.save(before.with_body(before.body + WORDS), before)
    made = blog.commit([POST], "Ajoute une ligne")
    after = cut() / "blog"
    assert git(after, "rev-parse", "HEAD") == made.sha
    assert WORDS.strip() in git(after, "show", f"HEAD:{POST}")
    git(after, "fsck", "--strict")


@pytest.mark.parametrize("diverged", [False, True])
def test_what_was_joined_from_the_other_side_is_there(
    blog_folder: Path, other_clone: Path, cut: Callable[[], Path], git: Git, diverged: bool
) -> None:
    blog = Blog.open(blog_folder)
    (other_clone / "posts" / "train.md").write_text(WORDS, encoding="utf-8")
    git(other_clone, "add", "posts")
    git(other_clone, "commit", "--quiet", "-m", "Depuis le train")
    git(other_clone, "push", "--quiet")
    if diverged:
        blog.save(Post("posts/neuf.md", WORDS.encode()), None)
        blog.commit(["posts/neuf.md"], "Neuf")
    assert blog.publication.send().joined == 1
    head = git(blog_folder, "rev-parse", "HEAD")
    after = cut() / "blog"
    assert git(after, "rev-parse", "HEAD") == head
    assert git(after, "show", "HEAD:posts/train.md") == WORDS.strip()
    git(after, "fsck", "--strict")


def test_a_recovery_copy_is_there(
    disk: Path, blog_folder: Path, cut: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(disk / "state"))
    keep(recovery_dir(), Copy(str(blog_folder), POST, "", WORDS, 0, 0, 1.0, pid=2**22 + 1))
    monkeypatch.setenv("XDG_STATE_HOME", str(cut() / "state"))
    (copy,) = found(recovery_dir(), blog_folder)
    assert copy.text == WORDS
