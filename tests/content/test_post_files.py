"""What a path tells by itself."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post_files import copied_from, is_post, stem_of


@pytest.mark.parametrize(
    "path",
    ["posts/a.md", "a.md", "posts/2026/05/été.markdown", "_posts/a.MD", "_drafts/a.mdown", "posts/a/index.md",
     "content/posts/-a #%.md", "src/content/blog/a.mdx"],
)  # fmt: skip
def test_a_markdown_file_is_a_post(path: str) -> None:
    assert is_post(path)


@pytest.mark.parametrize(
    "path",
    ["README.md", "posts/README.md", "CLAUDE.md", "posts/CLAUDE.md",
     "LICENSE.md", "Contributing.md", ".github/a.md", "posts/.a.md", "posts/.blogwifi-x.tmp",
     "posts/a.txt", "posts/a.md~", "posts/images/a.md", "node_modules/a/a.md", "_site/a.md",
     "themes/a/b.md", "content/_index.md", "posts/md"],
)  # fmt: skip
def test_what_belongs_to_the_project_or_its_generator_is_no_post(path: str) -> None:
    assert not is_post(path)


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("posts/2014-05-12-a.md", "a"),
        ("posts/2014-05-12.md", "2014-05-12"),
        ("posts/a.fr.md", "a"),
        ("posts/v1.5.md", "v1.5"),
        ("posts/2014-05-12-a/index.md", "a"),
        ("user/pages/01.blog/02.a/item.md", "a"),
        ("pages/blog/a/article.fr.md", "a"),
        ("src/pages/item.md", "item"),
        ("posts/a/item.md", "item"),
        ("index.md", "index"),
        ("", ""),
    ],
)
def test_the_name_a_path_gives_its_post(path: str, stem: str) -> None:
    assert stem_of(path) == stem


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("posts/a.sync-conflict-20261126-101010-ABCDEFG.md", "posts/a.md"),
        ("posts/a.sync-conflict-20261126-101010.fr.md", "posts/a.fr.md"),
        ("posts/a (conflicted copy 2026-11-26 101010).md", "posts/a.md"),
        ("posts/a (Marc’s conflicted copy 2026-11-26).md", "posts/a.md"),
        ("posts/a (Copie en conflit de Marc 2026-11-26).md", "posts/a.md"),
        ("posts/a_conflict-20261126-101010.md", "posts/a.md"),
        ("a/index (In Konflikt stehende Kopie von Zoé 2026-11-26).md", "a/index.md"),
        ("posts/a [conflicted].md", "posts/a.md"),
        ("posts/a 2.md", "posts/a.md"),
        ("posts/a (1).md", "posts/a.md"),
        ("posts/a(1).md", "posts/a.md"),
        ("posts/a (copie).md", "posts/a.md"),
        ("posts/a copy 2.md", "posts/a.md"),
        ("posts/b 2.md", None),
        ("posts/b (1).md", None),
        ("posts/b (conflict of laws).md", None),
        ("posts/a - Copie.md", "posts/a.md"),
        ("posts/a-2.md", None),
        ("posts/a-copy.md", None),
        ("posts/a.md", None),
        ("posts/canal 36.md", None),
    ],
)
def test_what_a_program_that_keeps_folders_in_step_left_is_told_by_its_name(
    copy: str, original: str | None
) -> None:
    assert copied_from(copy, {"posts/a.md", "posts/a.fr.md", "a/index.md"}) == original
