"""Where a blog keeps its posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.errors import FileRefused
from blogwifi_tui.site.conventions import own_language_first
from blogwifi_tui.site.detect import detect


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
    assert detect(blog(tmp_path, *paths)).folders == folders


@pytest.mark.parametrize(
    "folder", ["node_modules/x", "vendor/x", "Themes/x", "tests/data", "public", ".hidden"]
)
def test_a_site_that_is_somebody_else_s_an_example_or_already_built_is_none_of_the_blog(
    tmp_path: Path, folder: str
) -> None:
    blog(tmp_path, "posts/a.md", f"{folder}/_posts/2020-01-02-b.md")
    (tmp_path / folder / "_config.yml").write_text("title: T\n", encoding="utf-8")
    assert [(site.generator.name, site.folder) for site in detect(tmp_path).sites] == [("none", "")]
    (tmp_path / folder).rename(tmp_path / "site")
    assert [(site.generator.name, site.folder) for site in detect(tmp_path).sites] == [("jekyll", "site")]


def test_what_looks_like_a_site_among_the_posts_of_one_is_a_part_of_it(tmp_path: Path) -> None:
    for path, text in {
        "_config.yml": "title: T\n",
        "_posts/2020-01-02-a.md": "---\ntitle: A\n---\n",
        "_posts/inner/_config.yml": "title: U\n",
        "_posts/inner/_posts/2020-01-02-b.md": "---\ntitle: B\n---\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert [(site.generator.name, site.folder) for site in detect(tmp_path).sites] == [("jekyll", "")]


def test_the_posts_folder_of_the_settings_counts(tmp_path: Path) -> None:
    blog(tmp_path, "posts/a.md", "billets/b.md", "static/images/a.png")
    found = detect(tmp_path, ["billets"])
    assert (found.folders, found.sites[0].pictures) == (("billets",), "static/images")
    assert detect(tmp_path, ["./"]).folders == ("",)
    blog(tmp_path, "site/_posts/a.md", "site/_drafts/b.md")
    assert detect(tmp_path, ["site/_posts"]).folders == ("site/_posts", "site/_drafts")


@pytest.mark.parametrize("setting", ["..", "../posts", "/etc"])
def test_a_posts_folder_outside_the_blog_is_refused(tmp_path: Path, setting: str) -> None:
    with pytest.raises(FileRefused, match="outside"):
        detect(tmp_path, [setting])


def test_a_posts_folder_that_is_a_link_out_of_the_blog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "posts").symlink_to(tmp_path)
    with pytest.raises(FileRefused):
        detect(tmp_path / "blog", ["posts"])


def test_the_source_of_a_site_is_no_site_of_its_own(tmp_path: Path) -> None:
    blog(
        tmp_path,
        "src/_layouts/post.html",
        "src/_posts/2024-01-01-a.md",
        "autre/_layouts/a.html",
        "autre/_posts/b.md",
    )
    (tmp_path / "_config.yml").write_text("url: https://example.org\nsource: src\n", encoding="utf-8")
    sites = detect(tmp_path, None).sites
    assert [(site.folder, site.posts) for site in sites] == [
        ("", ("src/_posts",)),
        ("autre", ("autre/_posts",)),
    ]


def test_the_originals_of_translations_are_those_of_the_same_site(tmp_path: Path) -> None:
    for site in ("blog", "shop"):
        blog(tmp_path, f"{site}/content/en/posts/a.md", f"{site}/content/fr/posts/a.md")
        settings = "".join(f'[languages.{each}]\ncontentDir = "content/{each}"\n' for each in ("en", "fr"))
        (tmp_path / site / "hugo.toml").write_text(settings, encoding="utf-8")
    folders = [f"{site}/content/{each}/posts" for each in ("fr", "en") for site in ("blog", "shop")]
    assert own_language_first(folders, detect(tmp_path, None))[0] == "blog/content/en/posts"
