"""How a blog writes its posts."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post import Format, Post
from blogwifi_tui.site.conventions import Conventions, conventions_of
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.sites import Sites


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
    found = conventions_of(posts(*paths))
    assert (found.folder, found.pattern, found.extension) == (folder, pattern, extension)


def test_a_blog_without_posts_gets_our_conventions_in_its_own_folder() -> None:
    assert conventions_of([]) == Conventions()
    assert conventions_of([], Sites([Site(PLAIN, posts=("billets",))])).folder == "billets"
    assert conventions_of(posts("a.md", header="---\ntitle: 'a\n---\n")) == Conventions()


def test_headers_are_learnt_from_most_posts() -> None:
    many = posts(
        "a.md", "b.md", header="+++\ntitle = 'a'\ndate = 2014-05-12\nauthor = 'Marc'\ndraft = false\n+++\n"
    )
    few = posts("c.md", header="---\nauthor: Marc\ntitle: a\n---\n")
    found = conventions_of([*few, *many])
    assert found.format is Format.TOML
    assert found.keys == ("title", "date", "author", "draft")
    assert found.draft_key == "draft"


def test_keys_that_nearly_every_post_has_alike_are_part_of_the_conventions() -> None:
    alike = posts(*(f"{n}.md" for n in range(5)), header="---\nlayout: post\ntitle: a\nlang: fr\n---\n")
    assert dict(conventions_of(alike).usual) == {"layout": "post", "lang": "fr"}


def test_a_jekyll_blog_marks_drafts_as_jekyll_does() -> None:
    assert conventions_of(posts("_posts/2014-05-12-a.md")).draft_key == "published"
    assert conventions_of(posts("source/_posts/a.md")).draft_key == "draft"
