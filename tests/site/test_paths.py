"""Paths that settings name are those of places in the blog, or none."""

from __future__ import annotations

import pytest

from blogwifi_tui.site.paths import DEEPEST, inside, is_inside, join


@pytest.mark.parametrize(
    ("folder", "inner", "path"),
    [
        ("www", "../posts", "posts"),
        ("www", "./a/../b/", "www/b"),
        ("www", "..", ""),
        ("", "a\\b", "a/b"),
        ("www", "/etc", "www/etc"),
        ("www", "../..", None),
        ("www", "../../outside", None),
        ("", "..", None),
        ("", "a/../../outside", None),
        ("www", "a\0b", None),
        ("www", "\ud800", None),
    ],
)
def test_a_path_that_leads_out_of_the_blog_is_none_or_the_folder_it_was_named_in(
    folder: str, inner: str, path: str | None
) -> None:
    assert inside(folder, inner) == path
    assert join(folder, inner) == (folder if path is None else path)


@pytest.mark.parametrize(
    "path",
    ["..", "../a", "a/../b", "/etc", "a//b", "./a", "a\x1b[2Jb", "a\u202eb", "/".join("a" * (DEEPEST + 1))],
)
def test_a_place_in_the_blog_is_reached_downwards_and_by_names_that_can_be_shown(path: str) -> None:
    assert not is_inside(path)
    assert is_inside("a/b.c/d é")
