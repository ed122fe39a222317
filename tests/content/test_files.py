"""Posts on the disk: whole, inside the blog, and noticed when another program changes them."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from blogwifi_tui.content import atomic, files
from blogwifi_tui.errors import FileChanged, FileExists, FileFailed, FileMissing, FileRefused

OLD, NEW = b"ancien\r\n", "nouveau « é »\n".encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    blog = tmp_path / "blog"
    (blog / "posts").mkdir(parents=True)
    (blog / "posts" / "a.md").write_bytes(OLD)
    return blog


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "posts").iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "a b.md",
        "-a.md",
        "é.md",
        unicodedata.normalize("NFD", "é.md"),
        "#%?*[x].md",
        "a\nb.md",
        "a\\b.md",
        os.fsdecode(b"\xe9.md"),
    ],
)
def test_a_post_of_any_name_is_created_read_written_and_deleted(root: Path, name: str) -> None:
    path = f"posts/{name}"
    files.create(root, path, OLD)
    assert files.read(root, path) == OLD
    files.write(root, path, NEW, expected=files.digest(OLD))
    assert files.read(root, path) == NEW
    files.delete(root, path, expected=files.digest(NEW))
    assert names(root) == ["a.md"]


def test_a_change_by_another_program_is_noticed_by_content(root: Path) -> None:
    file, status = root / "posts" / "a.md", (root / "posts" / "a.md").stat()
    file.write_bytes(b"ANCIEN\r\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    for act in (
        lambda: files.write(root, "posts/a.md", NEW, expected=files.digest(OLD)),
        lambda: files.delete(root, "posts/a.md", expected=files.digest(OLD)),
    ):
        with pytest.raises(FileChanged):
            act()
    assert file.read_bytes() == b"ANCIEN\r\n"


def test_a_file_that_holds_the_text_already_is_left_alone(root: Path) -> None:
    before = (root / "posts" / "a.md").stat()
    files.write(root, "posts/a.md", OLD, expected=files.digest(OLD))
    assert (root / "posts" / "a.md").stat() == before


def test_mode_and_extended_attributes_stay(root: Path) -> None:
    file = root / "posts" / "a.md"
    file.chmod(0o640)
    with suppress(OSError):  # not every file system has them
        os.setxattr(file, "user.note", b"oui")
    attributes = {name: os.getxattr(file, name) for name in os.listxattr(file)}
    files.write(root, "posts/a.md", NEW, expected=None)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert {name: os.getxattr(file, name) for name in os.listxattr(file)} == attributes


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(root: Path) -> None:
    os.chown(root / "posts" / "a.md", 65534, 65533)
    files.write(root, "posts/a.md", NEW, expected=None)
    status = (root / "posts" / "a.md").stat()
    assert (status.st_uid, status.st_gid) == (65534, 65533)


def test_a_file_whose_owner_cannot_be_kept_is_written_in_place(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not yours")

    before = (root / "posts" / "a.md").stat()
    monkeypatch.setattr(Path, "chmod", refuse)
    files.write(root, "posts/a.md", NEW, expected=None)
    after = (root / "posts" / "a.md").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert files.read(root, "posts/a.md") == NEW
    assert names(root) == ["a.md"]


def test_a_link_inside_the_blog_is_followed_and_stays_a_link(root: Path) -> None:
    (root / "posts" / "b.md").symlink_to("a.md")
    files.write(root, "posts/b.md", NEW, expected=files.digest(OLD))
    assert (root / "posts" / "b.md").is_symlink()
    assert (root / "posts" / "a.md").read_bytes() == NEW
    files.delete(root, "posts/b.md", expected=None)
    assert names(root) == ["a.md"]


def test_all_names_of_a_file_show_the_new_text(root: Path) -> None:
    (root / "posts" / "b.md").hardlink_to(root / "posts" / "a.md")
    files.write(root, "posts/a.md", NEW, expected=files.digest(OLD))
    assert (root / "posts" / "b.md").read_bytes() == NEW
    assert (root / "posts" / "a.md").stat().st_nlink == 2
    assert names(root) == ["a.md", "b.md"]


def test_a_file_with_several_names_gets_its_text_back_when_writing_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "posts" / "b.md").hardlink_to(root / "posts" / "a.md")
    real, calls = atomic._put, []

    def failing(descriptor: int, data: bytes) -> None:
        calls.append(data)
        real(descriptor, data[:3] if data == NEW else data)
        if data == NEW:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(atomic, "_put", failing)
    with pytest.raises(FileFailed):
        files.write(root, "posts/a.md", NEW, expected=files.digest(OLD))
    assert calls == [NEW, OLD]
    assert (root / "posts" / "a.md").read_bytes() == OLD
    assert names(root) == ["a.md", "b.md"]


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_write_that_fails_leaves_the_old_text_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    if call == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif call == "fsync":
        monkeypatch.setattr(atomic.os, "fsync", fail)
    else:
        monkeypatch.setattr(atomic.os, "fdopen", fail)
    with pytest.raises(FileFailed) as caught:
        files.write(root, "posts/a.md", NEW, expected=files.digest(OLD))
    assert (caught.value.errno, caught.value.action) == (errno.ENOSPC, "write")
    assert (root / "posts" / "a.md").read_bytes() == OLD
    assert names(root) == ["a.md"]


def test_a_post_that_its_owner_has_closed_is_not_replaced(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic.os, "access", lambda path, _: not str(path).endswith("a.md"))  # root may all
    with pytest.raises(FileFailed) as caught:
        files.write(root, "posts/a.md", NEW, expected=None)
    assert caught.value.errno == errno.EACCES
    assert files.read(root, "posts/a.md") == OLD


def test_a_folder_that_cannot_be_synced_does_not_make_a_saved_post_unsaved(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "io")
        real(descriptor)

    monkeypatch.setattr(atomic.os, "fsync", only_files)
    files.write(root, "posts/a.md", NEW, expected=None)
    assert files.read(root, "posts/a.md") == NEW


def test_a_temporary_name_is_hidden_and_not_markdown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda self, target: (seen.extend(names(root)), real(self, target))[1]
    )
    files.write(root, "posts/a.md", NEW, expected=None)
    temporary = next(name for name in seen if name != "a.md")
    assert temporary.startswith(".")
    assert not temporary.endswith(".md")


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "/etc/passwd",
        "posts/../../a.md",
        "posts/./a.md",
        "posts//a.md",
        "",
        "posts/a\0.md",
        ".git/a.md",
        "posts/.GIT/a.md",
    ],
)
def test_a_path_out_of_the_blog_is_refused(root: Path, path: str) -> None:
    (root / "posts" / ".GIT").mkdir()
    (root / ".git").mkdir()
    for act in (lambda: files.read(root, path), lambda: files.create(root, path, NEW)):
        with pytest.raises(FileRefused, match="outside"):
            act()


def test_links_out_of_the_blog_are_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_bytes(OLD)
    (root / "posts" / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "posts" / "loop.md").symlink_to("loop.md")
    (root / "out").symlink_to(tmp_path)
    for path in ("posts/link.md", "posts/loop.md", "out/secret.md"):
        for act in (
            lambda path=path: files.read(root, path),
            lambda path=path: files.write(root, path, NEW, expected=None),
        ):
            with pytest.raises(FileRefused, match="link"):
                act()
    assert (tmp_path / "secret.md").read_bytes() == OLD


def test_what_is_not_a_file_is_refused_without_waiting(root: Path) -> None:
    os.mkfifo(root / "posts" / "fifo.md")
    (root / "posts" / "folder.md").mkdir()
    for name in ("fifo.md", "folder.md"):
        with pytest.raises(FileRefused, match="special"):
            files.read(root, f"posts/{name}")


def test_a_file_too_large_for_a_post_is_refused(root: Path) -> None:
    with (root / "posts" / "a.md").open("r+b") as file:
        file.truncate(files.MAX_BYTES + 1)
    with pytest.raises(FileRefused, match="large"):
        files.read(root, "posts/a.md")


def test_a_new_post_never_replaces_one_whatever_its_letter_case(root: Path) -> None:
    for path in ("posts/a.md", "posts/A.md"):
        with pytest.raises(FileExists):
            files.create(root, path, NEW)
    assert files.read(root, "posts/a.md") == OLD
    assert names(root) == ["a.md"]


def test_a_file_made_at_the_last_moment_is_not_replaced(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_refuse_taken", lambda *_, **__: None)
    with pytest.raises(FileExists):
        files.create(root, "posts/a.md", NEW)
    assert files.read(root, "posts/a.md") == OLD
    assert names(root) == ["a.md"]


def test_a_new_post_gets_its_folders_and_usual_rights(root: Path) -> None:
    files.create(root, "posts/2026/05/b/index.md", NEW)
    assert stat.S_IMODE((root / "posts/2026/05/b/index.md").stat().st_mode) == 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_disk_without_hard_links_will_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    files.create(root, "posts/b.md", NEW)
    assert names(root) == ["a.md", "b.md"]


def test_a_missing_post_is_said_to_be_missing(root: Path) -> None:
    for act in (
        lambda: files.read(root, "posts/b.md"),
        lambda: files.write(root, "posts/b.md", NEW, expected=None),
        lambda: files.delete(root, "posts/b.md", expected=None),
    ):
        with pytest.raises(FileMissing):
            act()


def test_a_bundle_is_deleted_without_leaving_a_folder(root: Path) -> None:
    files.create(root, "posts/b/index.md", NEW)
    files.delete(root, "posts/b/index.md", expected=files.digest(NEW))
    assert names(root) == ["a.md"]


def test_a_post_that_was_deleted_is_not_there_again_after_a_power_cut(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []
    post = root / "posts" / "a.md"
    monkeypatch.setattr(files, "synced_folder", lambda folder: synced.append((folder, post.exists())))
    files.delete(root, "posts/a.md", expected=None)
    assert synced == [(post.parent.resolve(), False)]


def test_what_could_not_be_opened_again_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"avant")
    largest = b"a" * files.MAX_BYTES
    with pytest.raises(FileRefused) as refused:
        files.write(tmp_path, "a.md", largest + b"a", expected=None)
    assert refused.value.reason == "grown"
    with pytest.raises(FileRefused):
        files.create(tmp_path, "b.md", largest + b"a")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.md", b"avant")]
    files.write(tmp_path, "a.md", largest, expected=None)
    assert files.read(tmp_path, "a.md") == largest


def test_what_another_program_writes_while_we_do_is_not_written_over(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", fsync)
        with (root / "posts" / "a.md").open("ab") as file:
            file.write(b"une ligne\n")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileChanged):
        files.write(root, "posts/a.md", NEW, expected=files.digest(OLD))
    assert (root / "posts" / "a.md").read_bytes() == OLD + b"une ligne\n"
    assert names(root) == ["a.md"]


@pytest.mark.parametrize("how", ["another file", "in place"])
def test_what_another_program_writes_while_we_look_again_is_not_written_over(
    root: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    post, reads, read = root / "posts" / "a.md", [], files._read

    def meanwhile(target: Path, relative: str) -> tuple[bytes, os.stat_result]:
        found = read(target, relative)
        reads.append(relative)
        if len(reads) == 2 and how == "another file":
            beside = root / "beside"
            beside.write_bytes(b"une ligne\n")
            os.utime(beside, ns=(found[1].st_atime_ns, found[1].st_mtime_ns))
            beside.rename(post)
        elif len(reads) == 2:
            post.write_bytes(b"une ligne\n")
            os.utime(post, ns=(found[1].st_atime_ns, found[1].st_mtime_ns + 1_000_000))
        return found

    monkeypatch.setattr(files, "_read", meanwhile)
    with pytest.raises(FileChanged):
        files.write(root, "posts/a.md", NEW, expected=files.digest(OLD))
    assert post.read_bytes() == b"une ligne\n"
    assert names(root) == ["a.md"]


def test_two_names_are_one_file_where_the_disk_says_so(root: Path) -> None:
    (root / "posts" / "A.md").hardlink_to(root / "posts" / "a.md")
    (root / "posts" / "b.md").write_bytes(OLD)
    assert files.is_one_file(root, "posts/a.md", "posts/A.md")
    assert not files.is_one_file(root, "posts/a.md", "posts/b.md")
    assert not files.is_one_file(root, "posts/a.md", "posts/c.md")
    assert not files.is_one_file(root, "posts/a.md", "posts/a.md"), "one name is no two"
