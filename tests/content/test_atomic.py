"""The program's own files: whole or untouched, private, and synced where that is asked for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from blogwifi_tui.content import atomic
from blogwifi_tui.content.atomic import replace_file, write_new, write_state


def test_it_is_for_its_owner_alone_and_so_are_the_folders_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "state" / "changes" / "log"
    write_state(target, b"one", durable=False)
    write_state(target, b"two", durable=False)
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in target.parents[:1]} == {0o700}
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("call", [(os, "write"), (os, "fsync"), (Path, "replace")], ids=lambda call: call[1])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[object, str], durable: bool
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "log"
    target.write_bytes(b"old")
    monkeypatch.setattr(*call, fail)
    if call[1] == "fsync" and not durable:
        write_state(target, b"new", durable=False)
        assert target.read_bytes() == b"new"
    else:
        with pytest.raises(OSError, match="full"):
            write_state(target, b"new", durable=durable)
        assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("write", "synced"),
    [
        (lambda target: write_state(target, b"new", durable=True), ["file", "folder"]),
        (lambda target: write_state(target, b"new", durable=False), []),
        (lambda target: atomic.replace_file(target, b"old", b"new", target.stat()), ["file", "folder"]),
        (lambda target: atomic.write_new(target.with_name("new"), b"new"), ["file", "folder"]),
    ],
    ids=["durable state", "quick state", "post", "new post"],
)
def test_what_is_durable_is_synced_before_it_is_renamed_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None], synced: list[str]
) -> None:
    target = tmp_path / "log"
    target.write_bytes(b"old")
    seen: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        status = os.fstat(descriptor)
        is_folder = stat.S_ISDIR(status.st_mode)
        there = [file.read_bytes() for file in tmp_path.iterdir() if not file.name.startswith(".")]
        assert (b"new" in there) is is_folder
        seen.append("folder" if is_folder else "file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write(target)
    assert seen == synced


def test_a_file_with_several_names_is_synced_once_it_holds_the_new_text_and_before_the_other_copy_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "log"
    target.write_bytes(b"old")
    (tmp_path / "other").hardlink_to(target)
    seen: list[tuple[bool, bytes, int]] = []

    def watched(descriptor: int) -> None:
        status = os.fstat(descriptor)
        is_post = status.st_ino == target.stat().st_ino
        seen.append((is_post, target.read_bytes(), len(list(tmp_path.glob(".blogwifi-*")))))

    monkeypatch.setattr(os, "fsync", watched)
    atomic.replace_file(target, b"old", b"new", target.stat())
    assert seen == [(False, b"old", 1), (True, b"new", 1), (False, b"new", 0)]


def test_a_post_nobody_else_may_read_is_never_beside_itself_for_all_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "log"
    target.write_bytes(b"old")
    target.chmod(0o600)
    seen: list[int] = []

    def watched(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077)

    monkeypatch.setattr(os, "fsync", watched)
    mask = os.umask(0o022)
    try:
        atomic.replace_file(target, b"old", b"new", target.stat())
    finally:
        os.umask(mask)
    assert seen[0] == 0


def test_writers_at_once_never_mix_their_bytes(tmp_path: Path) -> None:
    target = tmp_path / "log"
    texts = [bytes([letter]) * 50_000 for letter in b"abcdefgh"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: write_state(target, text, durable=False), texts * 5))
    assert target.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [target]


NO_LINKS = ["EACCES", "EPERM", "EOPNOTSUPP", "EXDEV", "EINVAL", "ENOSYS", "EMLINK"]


@pytest.mark.parametrize("name", NO_LINKS)
def test_where_there_are_no_hard_links_a_new_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(getattr(errno, name), name)

    monkeypatch.setattr(Path, "hardlink_to", refused)
    write_new(tmp_path / "a.md", b"new")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.md", b"other")
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert (tmp_path / "a.md").stat().st_mode & 0o600 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("name", ["ENOSPC", "EROFS", "EIO"])
def test_a_disk_that_fails_is_not_taken_for_one_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(getattr(errno, name), name)

    monkeypatch.setattr(Path, "hardlink_to", refused)
    with pytest.raises(OSError, match=name):
        write_new(tmp_path / "a.md", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("written", ["new", "replaced"])
def test_ctrl_c_in_the_middle_of_a_write_leaves_nothing_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "a.md"
    monkeypatch.setattr(os, "fsync", interrupted)
    if written == "replaced":
        target.write_bytes(b"old")
        with pytest.raises(KeyboardInterrupt):
            replace_file(target, b"old", b"new", target.stat())
    else:
        with pytest.raises(KeyboardInterrupt):
            write_new(target, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([b"old"] if written == "replaced" else [])


def test_a_folder_that_another_program_makes_at_the_same_moment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, is_dir = tmp_path / "state", Path.is_dir

    def meanwhile(self: Path) -> bool:
        found = is_dir(self)
        if self == folder and not found:
            folder.mkdir()
        return found

    monkeypatch.setattr(Path, "is_dir", meanwhile)
    write_state(folder / "log", b"new", durable=False)
    assert (folder / "log").read_bytes() == b"new"
