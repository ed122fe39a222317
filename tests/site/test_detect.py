"""Where a blog keeps its posts and how it writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.post import Format, Post
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.errors import FileRefused
from blogwifi_tui.site.conventions import Conventions, conventions_of
from blogwifi_tui.site.detect import PostFolders, detect


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


def blog(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("a\n", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["posts/a.md"], ("posts",)),
        (["_posts/a.md", "_drafts/b.md", "README.md"], ("_posts", "_drafts")),
        (["content/posts/2014/a/index.md", "content/about.md"], ("content/posts",)),
        (["content/a.md", "pelicanconf.py"], ("content",)),
        (["src/content/blog/a.mdx"], ("src/content/blog",)),
        (["source/_posts/a.md", "source/_drafts/a.md"], ("source/_posts", "source/_drafts")),
        (["a.md", "README.md"], ("",)),
        (["README.md"], ("posts",)),
        ([], ("posts",)),
    ],
)
def test_the_posts_folder_is_found(tmp_path: Path, paths: list[str], folders: tuple[str, ...]) -> None:
    assert detect(blog(tmp_path, *paths), None).folders == folders


def test_the_posts_folder_of_the_settings_counts(tmp_path: Path) -> None:
    blog(tmp_path, "posts/a.md", "billets/b.md", "static/images/a.png")
    assert detect(tmp_path, "billets") == PostFolders(("billets",), None, "static/images")
    assert detect(tmp_path, "./").folders == ("",)
    blog(tmp_path, "site/_posts/a.md", "site/_drafts/b.md")
    assert detect(tmp_path, "site/_posts").folders == ("site/_posts", "site/_drafts")


@pytest.mark.parametrize("setting", ["..", "../posts", "/etc"])
def test_a_posts_folder_outside_the_blog_is_refused(tmp_path: Path, setting: str) -> None:
    with pytest.raises(FileRefused, match="outside"):
        detect(tmp_path, setting)


def test_a_posts_folder_that_is_a_link_out_of_the_blog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "posts").symlink_to(tmp_path)
    with pytest.raises(FileRefused):
        detect(tmp_path / "blog", "posts")


def posts(*paths: str, header: str = "---\ntitle: a\n---\n") -> list[Post]:
    return [Post(path, header.encode()) for path in paths]


@pytest.mark.parametrize(
    ("paths", "folder", "pattern", "extension"),
    [
        (["posts/2014-05-12-a.md", "posts/2014-05-13-b.md", "posts/c.md"], "posts", "{date}-{slug}", ".md"),
        (["content/posts/a/index.md"], "content/posts", "{slug}/index", ".md"),
        (["posts/2014-05-12-a/index.md"], "posts", "{date}-{slug}/index", ".md"),
        (["_posts/2014/a.markdown"], "_posts", "{year}/{slug}", ".markdown"),
        (["posts/2014/05/12/a.fr.md"], "posts", "{year}/{month}/{day}/{slug}", ".fr.md"),
        (["posts/2014-05-12_a.md"], "posts", "{date}_{slug}", ".md"),
        (["a.md", "b.md"], "", "{slug}", ".md"),
        (["_drafts/a.md", "_posts/2014-05-12-b.md"], "_posts", "{date}-{slug}", ".md"),
    ],
)
def test_file_names_are_learnt_from_most_posts(
    paths: list[str], folder: str, pattern: str, extension: str
) -> None:
    habit = conventions_of(posts(*paths))
    assert (habit.folder, habit.pattern, habit.extension) == (folder, pattern, extension)


def test_a_blog_without_posts_gets_our_habit_in_its_own_folder() -> None:
    assert conventions_of([]) == Conventions()
    assert conventions_of([], PostFolders(("billets",))).folder == "billets"
    assert conventions_of(posts("a.md", header="---\ntitle: 'a\n---\n")) == Conventions()


def test_headers_are_learnt_from_most_posts() -> None:
    many = posts(
        "a.md", "b.md", header="+++\ntitle = 'a'\ndate = 2014-05-12\nauthor = 'Marc'\ndraft = false\n+++\n"
    )
    few = posts("c.md", header="---\nauthor: Marc\ntitle: a\n---\n")
    habit = conventions_of([*few, *many])
    assert habit.format is Format.TOML
    assert habit.keys == ("title", "date", "author", "draft")
    assert habit.draft_key == "draft"


def test_keys_that_nearly_every_post_has_alike_are_part_of_the_habit() -> None:
    alike = posts(*(f"{n}.md" for n in range(5)), header="---\nlayout: post\ntitle: a\nlang: fr\n---\n")
    assert dict(conventions_of(alike).usual) == {"layout": "post", "lang": "fr"}


def test_a_jekyll_blog_marks_drafts_as_jekyll_does() -> None:
    assert conventions_of(posts("_posts/2014-05-12-a.md")).draft_key == "published"
    assert conventions_of(posts("source/_posts/a.md")).draft_key == "draft"
