"""The shadow holds what the generator needs, and shares no byte with the blog that anything rewrites."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.core.serve import shadow as shadow_module
from blogwifi_tui.core.serve.shadow import Shadow
from blogwifi_tui.errors import FileFailed, ShadowTooLarge


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A folder with one of each."""
    blog = tmp_path / "blog"
    for folder in (".git", "posts", "public/old", "node_modules/.bin", "node_modules/a", ".venv/lib"):
        (blog / folder).mkdir(parents=True)
    (blog / ".git" / "config").write_text("[core]", encoding="utf-8")
    (blog / "posts" / "a.md").write_text("a", encoding="utf-8")
    (blog / "public" / "old" / "index.html").write_text("old", encoding="utf-8")
    (blog / "node_modules" / "a" / "index.js").write_text("1", encoding="utf-8")
    (blog / "node_modules" / ".bin" / "a").symlink_to("../a/index.js")
    (blog / ".venv" / "pyvenv.cfg").write_text("home = /usr", encoding="utf-8")
    (blog / ".venv" / "lib" / "x.py").write_text("1", encoding="utf-8")
    (blog / "small.png").write_bytes(bytes(10))
    (blog / "large.png").write_bytes(bytes(100_000))
    (blog / "large.json").write_bytes(b"1" * 100_000)
    return blog


def made(blog: Path, tmp_path: Path) -> Shadow:
    run = tmp_path / "run"
    run.mkdir()
    shadow = Shadow(blog, run / "blog", ["public"])
    shadow.make()
    return shadow


def is_one_file(shadow: Shadow, blog: Path, path: str) -> bool:
    return (shadow.folder / path).samefile(blog / path)


def test_it_holds_all_but_git_what_was_built_and_python_environments(blog: Path, tmp_path: Path) -> None:
    folder = made(blog, tmp_path).folder
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    assert found == {
        "posts/a.md", "node_modules/a/index.js", "node_modules/.bin/a", "small.png", "large.png",
        "large.json",
    }  # fmt: skip


def test_only_large_pictures_and_packages_share_their_bytes_with_the_blog(blog: Path, tmp_path: Path) -> None:
    shadow = made(blog, tmp_path)
    paths = ["posts/a.md", "small.png", "large.json", "large.png", "node_modules/a/index.js"]
    linked = [path for path in paths if is_one_file(shadow, blog, path)]
    assert linked == ["large.png", "node_modules/a/index.js"]


def test_where_links_cannot_be_made_all_is_copied(
    blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    shadow = made(blog, tmp_path)
    assert (shadow.folder / "large.png").read_bytes() == (blog / "large.png").read_bytes()
    assert not is_one_file(shadow, blog, "large.png")
    assert (shadow.folder / "node_modules" / "a" / "index.js").read_text(encoding="utf-8") == "1"


def test_a_link_that_leads_out_of_the_blog_is_not_followed(blog: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (blog / "out.md").symlink_to(tmp_path / "secret")
    (blog / "root").symlink_to("/")
    (blog / "up").symlink_to("../..")
    (blog / "inside").symlink_to(blog / "posts")
    (blog / "chain").symlink_to("root")
    shadow = made(blog, tmp_path).folder
    for name in ("out.md", "root", "up", "chain"):
        assert not os.path.lexists(shadow / name)
    assert (shadow / "inside" / "a.md").resolve() == (shadow / "posts" / "a.md").resolve()


def test_it_may_lie_in_the_blog(blog: Path) -> None:
    run = blog / "caches" / "run"
    run.mkdir(parents=True)
    shadow = Shadow(blog, run / "blog")
    shadow.make()
    assert (shadow.folder / "posts" / "a.md").exists()
    assert not (shadow.folder / "caches" / "run").exists()
    assert shadow.look() == ()


def test_pipes_and_closed_files_are_left_out(blog: Path, tmp_path: Path) -> None:
    os.mkfifo(blog / "pipe")
    shadow = made(blog, tmp_path).folder
    assert not (shadow / "pipe").exists()


def test_what_is_saved_removed_and_made_is_followed(blog: Path, tmp_path: Path) -> None:
    shadow = made(blog, tmp_path)
    before = (shadow.folder / "posts" / "a.md").stat().st_ino
    assert shadow.look() == ()
    (blog / "posts" / "a.md").write_text("another", encoding="utf-8")
    (blog / "small.png").unlink()
    (blog / "new" / "deep").mkdir(parents=True)
    (blog / "new" / "deep" / "b.md").write_text("b", encoding="utf-8")
    assert sorted(shadow.look()) == ["new/deep/b.md", "posts/a.md", "small.png"]
    assert (shadow.folder / "posts" / "a.md").read_text(encoding="utf-8") == "another"
    assert (shadow.folder / "posts" / "a.md").stat().st_ino != before, "put in the place of the old one"
    assert (shadow.folder / "new" / "deep" / "b.md").exists()
    assert not (shadow.folder / "small.png").exists()
    assert shadow.look() == ()


def test_what_is_typed_outlasts_what_is_saved_until_it_is_lifted(blog: Path, tmp_path: Path) -> None:
    shadow = made(blog, tmp_path)
    shadow.lay_over("posts/a.md", b"typed")
    (blog / "posts" / "a.md").write_text("saved", encoding="utf-8")
    assert shadow.look() == ()
    assert (shadow.folder / "posts" / "a.md").read_bytes() == b"typed"
    shadow.lift("posts/a.md")
    assert (shadow.folder / "posts" / "a.md").read_bytes() == b"saved"
    shadow.lay_over("posts/new.md", b"typed")
    shadow.lift("posts/new.md")
    assert not (shadow.folder / "posts" / "new.md").exists()


def test_a_generator_s_writing_in_place_does_not_reach_the_blog(blog: Path, tmp_path: Path) -> None:
    folder = made(blog, tmp_path).folder
    for path in ("posts/a.md", "small.png", "large.json"):
        with (folder / path).open("r+b") as file:
            file.write(b"X")
        assert (blog / path).read_bytes()[:1] != b"X"


def test_the_time_a_file_was_written_is_kept(blog: Path, tmp_path: Path) -> None:
    os.utime(blog / "posts" / "a.md", (1_000_000_000, 1_000_000_000))
    assert (made(blog, tmp_path).folder / "posts" / "a.md").stat().st_mtime == 1_000_000_000


def test_a_folder_with_too_much_in_it_is_refused(
    blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shadow_module, "MOST_FILES", 5)
    with pytest.raises(ShadowTooLarge) as refused:
        made(blog, tmp_path)
    assert (refused.value.reason, refused.value.most) == ("files", 5)
    monkeypatch.undo()
    monkeypatch.setattr(shadow_module, "MOST_COPIED", 50_000)
    with pytest.raises(ShadowTooLarge) as refused:
        Shadow(blog, tmp_path / "run" / "again").make()
    assert refused.value.reason == "bytes"


def test_nothing_is_followed_that_is_not_agreed_to(blog: Path, tmp_path: Path) -> None:
    shadow = made(blog, tmp_path)
    (blog / "posts" / "a.md").write_text("another", encoding="utf-8")
    (blog / "small.png").unlink()

    def refuse() -> None:
        raise FileFailed("a", 0, "read")

    with pytest.raises(FileFailed):
        shadow.look(refuse)
    assert (shadow.folder / "posts" / "a.md").read_text(encoding="utf-8") != "another"
    assert (shadow.folder / "small.png").exists()
    assert sorted(shadow.look()) == ["posts/a.md", "small.png"]
    assert shadow.look(refuse) == (), "where nothing changed, nothing is asked"
