"""What a path tells by itself."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post_files import is_post, stem_of


@pytest.mark.parametrize(
    "path",
    ["posts/a.md", "a.md", "posts/2026/05/été.markdown", "_posts/a.MD", "_drafts/a.mdown", "posts/a/index.md",
     "content/posts/-a #%.md", "posts/README.md", "src/content/blog/a.mdx"],
)  # fmt: skip
def test_a_markdown_file_is_a_post(path: str) -> None:
    assert is_post(path)


@pytest.mark.parametrize(
    "path",
    ["README.md", "LICENSE.md", "Contributing.md", ".github/a.md", "posts/.a.md", "posts/.blogwifi-x.tmp",
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
        ("index.md", "index"),
        ("", ""),
    ],
)
def test_the_name_a_path_gives_its_post(path: str, stem: str) -> None:
    assert stem_of(path) == stem
