from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from blogwifi_tui.content.index import cache as cache_module
from blogwifi_tui.content.index import index as index_module
from tests.content.index.test_index import index_of, post, titles, write


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """Three posts of long ago."""
    root = tmp_path / "blog"
    for number in range(3):
        write(root, f"posts/{number}.md", post(f"Titre {number}", f"202{number}-01-01"))
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the cache will be, in a folder that does not exist yet."""
    return tmp_path / "caches" / "blog.cache"


ALL = ["Titre 2", "Titre 1", "Titre 0"]


def test_the_next_start_shows_the_posts_before_any_file_is_read(blog: Path, cache: Path) -> None:
    index_of(blog, cache).scan()
    for file in (blog / "posts").iterdir():
        file.unlink()
    index = index_of(blog, cache)
    assert titles(index.load()) == ALL
    assert index.scan() == ()
    assert index_of(blog, cache).load() == ()


def test_the_cache_gives_back_the_very_entries(
    blog: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(blog, "posts/bad.md", "---\ntitle: [\n---\n")
    write(blog, "posts/old.md", post("Vieux", "2006-01-01", "slug: vieux\naliases: [/a/]\n"))
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 2**62)
    entries = index_of(blog, cache).scan()
    assert index_of(blog, cache).load() == entries


def test_only_the_person_may_look_into_the_folder_of_caches(blog: Path, cache: Path) -> None:
    index_of(blog, cache).scan()
    assert cache.parent.stat().st_mode & 0o077 == 0
    assert list(cache.parent.iterdir()) == [cache]


def test_a_deleted_cache_is_made_again(blog: Path, cache: Path) -> None:
    index = index_of(blog, cache)
    index.scan()
    cache.unlink()
    index = index_of(blog, cache)
    assert index.load() == ()
    assert titles(index.scan()) == ALL
    assert cache.exists()


@pytest.mark.parametrize("kept", [0, 1, 10, 20, 25, 200, -1])
def test_a_truncated_cache_is_no_cache(blog: Path, cache: Path, kept: int) -> None:
    index_of(blog, cache).scan()
    cache.write_bytes(cache.read_bytes()[:kept])
    index = index_of(blog, cache)
    assert index.load() == ()
    assert titles(index.scan()) == ALL


def test_a_cache_with_one_byte_changed_is_no_cache(blog: Path, cache: Path) -> None:
    index_of(blog, cache).scan()
    data = cache.read_bytes()
    for at in range(0, len(data), 7):
        cache.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert index_of(blog, cache).load() == ()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x80\x04K\x01.", b"blogwifi posts 0\n0000[]", os.urandom(500)]
)
def test_a_foreign_file_is_no_cache(blog: Path, cache: Path, data: bytes) -> None:
    cache.parent.mkdir()
    cache.write_bytes(data)
    index = index_of(blog, cache)
    assert index.load() == ()
    assert titles(index.scan()) == ALL


def test_a_cache_of_another_version_is_no_cache(
    blog: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(cache_module, "_MAGIC", b"blogwifi posts 9\n")
        index_of(blog, cache).scan()
    assert index_of(blog, cache).load() == ()


def test_entries_that_another_version_kept_are_not_taken_over(
    blog: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(index_module, "VERSION", "1")
        index_of(blog, cache).scan()
    index = index_of(blog, cache)
    assert index.load() == ()
    assert titles(index.scan()) == ALL
    assert titles(index_of(blog, cache).load()) == ALL


def test_a_cache_of_another_blog_is_no_cache(blog: Path, cache: Path, tmp_path: Path) -> None:
    index_of(blog, cache).scan()
    (tmp_path / "other").mkdir()
    assert index_of(tmp_path / "other", cache).load() == ()
    assert index_of(blog, cache, folders=("autres",)).load() == ()


def test_a_cache_that_cannot_be_written_is_done_without(blog: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    index = index_of(blog, tmp_path / "file" / "blog.cache")
    assert titles(index.scan()) == ALL
    folder = tmp_path / "folder.cache"
    folder.mkdir()
    assert titles(index_of(blog, folder).scan()) == ALL
    assert list(folder.iterdir()) == []
    assert list(tmp_path.glob(".*")) == []


def test_a_cache_says_nothing_of_a_file_that_changed_since(blog: Path, cache: Path) -> None:
    index_of(blog, cache).scan()
    write(blog, "posts/1.md", post("Autre 1", "2021-01-01"))
    assert titles(index_of(blog, cache).scan()) == ["Titre 2", "Autre 1", "Titre 0"]


def test_the_next_start_sees_other_content_of_the_same_size_and_time(blog: Path, cache: Path) -> None:
    file = blog / "posts/1.md"
    before = file.stat()
    index_of(blog, cache).scan()
    file.write_bytes(file.read_bytes().replace(b"Titre", b"Autre"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert titles(index_of(blog, cache).scan()) == ["Titre 2", "Autre 1", "Titre 0"]


def test_a_clock_that_went_back_makes_files_be_read_again(
    blog: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 1)
    index_of(blog, cache).scan()
    file = blog / "posts/1.md"
    status = file.stat()
    write(blog, "posts/1.md", post("Autre 1", "2021-01-01"))
    monkeypatch.setattr(index_module, "_status", lambda one: status if one.name == "1.md" else one.stat())
    assert titles(index_of(blog, cache).scan()) == ["Titre 2", "Autre 1", "Titre 0"]


def test_two_programs_at_once_leave_a_whole_cache(blog: Path, cache: Path) -> None:
    threads = [threading.Thread(target=lambda: index_of(blog, cache).scan()) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles(index_of(blog, cache).load()) == ALL
    assert list(cache.parent.iterdir()) == [cache]


def test_a_scan_that_finds_nothing_new_does_not_write(
    blog: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 2**62)
    index_of(blog, cache).scan()
    before = cache.stat().st_ino
    index_of(blog, cache).scan()
    assert cache.stat().st_ino == before
