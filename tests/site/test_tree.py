"""What detection sees of a blog is bounded, and lies in the blog."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.site import tree
from blogwifi_tui.site.paths import DEEPEST
from blogwifi_tui.site.tree import LARGEST, Tree


def test_a_settings_file_that_is_too_large_is_none_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a" * LARGEST)
    (tmp_path / "b.yml").write_bytes(b"b" * (LARGEST + 1))
    here = Tree(tmp_path)
    assert here.text("a.yml") == "a" * LARGEST
    assert here.text("b.yml") is None
    assert here.unread == ["b.yml"]


def test_of_a_post_no_more_is_read_than_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * (LARGEST + 1))
    assert Tree(tmp_path).beginning("a.md", 3) == "aaa"


def test_folders_beyond_the_bound_look_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").touch()
    monkeypatch.setattr(tree, "MOST_FOLDERS", 2)
    here = Tree(tmp_path)
    assert (here.folders(""), here.files("a"), here.files("b")) == ({"a", "b"}, {"x.md"}, frozenset())


def test_a_path_that_is_too_deep_is_nowhere(tmp_path: Path) -> None:
    deep = "/".join("d" * DEEPEST)
    (tmp_path / deep / "d").mkdir(parents=True)
    here = Tree(tmp_path)
    assert here.has_folder(deep)
    assert not here.has_folder(f"{deep}/d")


def test_a_link_is_neither_a_file_nor_a_folder_of_the_blog(tmp_path: Path) -> None:
    blog, outside = tmp_path / "blog", tmp_path / "outside"
    (blog / "inside").mkdir(parents=True)
    outside.mkdir()
    (outside / "a.yml").write_text("a: 1\n", encoding="utf-8")
    (blog / "away").symlink_to(outside)
    (blog / "a.yml").symlink_to(outside / "a.yml")
    here = Tree(blog)
    assert (here.files(""), here.folders("")) == (frozenset(), {"inside"})
    assert [here.text(path) for path in ("a.yml", "away/a.yml", "../outside/a.yml")] == [None] * 3


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_becomes_no_plain_file_between_two_looks_is_not_read(kind: str, tmp_path: Path) -> None:
    blog, secret = tmp_path / "blog", tmp_path / "secret"
    blog.mkdir()
    secret.write_text("secret", encoding="utf-8")
    (blog / "a.yml").write_text("a: 1\n", encoding="utf-8")
    here = Tree(blog)
    assert here.has_file("a.yml")
    (blog / "a.yml").unlink()
    if kind == "link":
        (blog / "a.yml").symlink_to(secret)
    else:
        os.mkfifo(blog / "a.yml")
    assert here.text("a.yml") is None


def test_nothing_is_listed_outside_of_the_blog(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "x.md").touch()
    here = Tree(tmp_path / "blog")
    assert (here.files(".."), here.folders(".."), here.files("a/../..")) == (set(), set(), set())
