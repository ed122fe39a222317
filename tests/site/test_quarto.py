"""Quarto's websites: where they are found, and what is written into their posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.content.tags import with_tags
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites
from tests.conftest import Git

SITE = "project:\n  type: website\nwebsite:\n  title: Carnet\n  site-url: https://example.org/\n"
POST = "---\ntitle: A\ndate: 2020-01-10\n---\n\nWords.\n"
PATH = "posts/a/index.qmd"
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def site(root: Path, settings: str = SITE) -> Sites:
    (root / "_quarto.yml").write_text(settings, encoding="utf-8")
    (root / "posts" / "a").mkdir(parents=True)
    (root / PATH).write_text(POST, encoding="utf-8")
    return detect(root, None)


def test_a_website_is_found_by_its_settings_and_a_book_is_none(tmp_path: Path) -> None:
    (found,) = site(tmp_path).sites
    assert (found.generator.name, found.title, found.posts) == ("quarto", "Carnet", ("posts",))
    assert found.address == "https://example.org/"
    (tmp_path / "_quarto.yml").write_text(SITE.replace("type: website", "type: book"), encoding="utf-8")
    assert detect(tmp_path, None).sites[0].generator.name == "none"


def test_a_draft_is_marked_where_drafts_are_left_out(tmp_path: Path) -> None:
    post = Post(PATH, POST.encode(), site(tmp_path))
    draft = post.with_draft(True)
    assert draft.data.decode() == POST.replace("2020-01-10\n", "2020-01-10\ndraft: true\n")
    assert draft.draft
    assert not draft.with_draft(False).draft


@pytest.mark.parametrize("mode", ["visible", "unlinked"])
def test_where_drafts_have_a_page_all_the_same_none_is_marked(tmp_path: Path, mode: str) -> None:
    sites = site(tmp_path, f"{SITE}  draft-mode: {mode}\n")
    with pytest.raises(NoDraftMark):
        Post(PATH, POST.encode(), sites).with_draft(True)


def test_a_folder_whose_metadata_say_draft_holds_drafts_but_for_those_that_say_otherwise(
    tmp_path: Path,
) -> None:
    site(tmp_path)
    (tmp_path / "posts/a/_metadata.yml").write_text("draft: true\n", encoding="utf-8")
    sites = detect(tmp_path, None)
    held = Post(PATH, POST.encode(), sites)
    assert (held.state(NOW), held.visibility(UTC).reason) == (State.DRAFT, "posts/a/_metadata.yml")
    assert Post("posts/ab.qmd", POST.encode(), sites).state(NOW) is State.PUBLISHED
    shown = held.with_draft(False)
    assert shown.data.decode() == POST.replace("2020-01-10\n", "2020-01-10\ndraft: false\n")
    assert shown.state(NOW) is State.PUBLISHED


def test_a_file_that_the_settings_call_a_draft_is_one_and_is_not_let_out_by_its_header(
    tmp_path: Path,
) -> None:
    named = Post(PATH, POST.encode(), site(tmp_path, f"{SITE}  drafts: [{PATH}]\n"))
    assert (named.state(NOW), named.visibility(UTC).reason) == (State.DRAFT, "drafts")
    with pytest.raises(NoDraftMark):
        named.with_draft(False)


def test_what_the_settings_do_not_render_has_no_page(tmp_path: Path) -> None:
    render = "project:\n  render: ['*.qmd', '!posts/a/', '!posts/b.qmd', '!posts/c/**', '!posts/*.qmd']\n"
    sites = site(tmp_path, SITE.replace("project:\n", render))
    shown = {
        path: Post(path, POST.encode(), sites).state(NOW) for path in (PATH, "posts/ab.qmd", "posts/b.qmd")
    }
    assert shown == {PATH: State.HIDDEN, "posts/ab.qmd": State.PUBLISHED, "posts/b.qmd": State.HIDDEN}
    assert Post("posts/c/d/e.qmd", POST.encode(), sites).state(NOW) is State.HIDDEN


def test_posts_link_to_each_other_s_files(tmp_path: Path) -> None:
    (found,) = site(tmp_path).sites
    assert found.generator.link(found, PATH, "posts/b.qmd", None) == "../b.qmd"


def blog(root: Path, git: Git, *headers: str) -> Blog:
    """A website whose posts have these lines in their headers."""
    (root / "_quarto.yml").write_text(SITE, encoding="utf-8")
    (root / "posts").mkdir()
    for number, lines in enumerate(headers, 1):
        text = f"---\ntitle: A{number}\ndate: 2020-01-0{number}\n{lines}---\n\nWords.\n"
        (root / f"posts/a{number}.md").write_text(text, encoding="utf-8")
    git(root, "init", "--quiet", "--template=")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The site")
    return Blog.open(root)


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ((), "categories"),
        (("", ""), "categories"),
        (("categories: [x]\n", ""), "categories"),
        (("categories: [x]\n", "categories: [y]\n", "categories: [z]\n"), "categories"),
        (("tags: [x]\n", "tags: [y]\n"), "tags"),
    ],
    ids=["no post", "no names", "some", "all", "tags"],
)
def test_the_tags_of_a_new_post_go_where_the_posts_have_theirs_else_among_the_categories_that_lists_show(
    tmp_path: Path, git: Git, headers: tuple[str, ...], key: str
) -> None:
    fields = blog(tmp_path, git, *headers).compose("B", ["m", "n"]).fields
    assert {name: value for name, value in fields.items() if name in ("tags", "categories")} == {
        key: ["m", "n"]
    }


def test_tags_are_given_and_taken_among_the_categories_of_a_post_without_any(
    tmp_path: Path, git: Git
) -> None:
    here = blog(tmp_path, git, "categories: [x, sea]\n", "tags: [x]\n", "")
    edits = here.bulk.tags(["posts/a1.md", "posts/a2.md", "posts/a3.md"], ["m"], ["X"]).edits
    after = {edit.after.path: edit.after.header_text.splitlines()[2] for edit in edits if edit.after}
    assert after == {
        "posts/a1.md": "categories: [sea, m]",
        "posts/a2.md": "tags: [m]",
        "posts/a3.md": "categories: [m]",
    }


def test_tags_given_to_a_post_join_its_categories(tmp_path: Path) -> None:
    post = Post(PATH, b"---\ntitle: A\ncategories: [x]\n---\n", site(tmp_path))
    assert with_tags(post, ["m", "x"]).header_text == "title: A\ncategories: [x, m]\n"
