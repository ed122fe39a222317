"""A new picture goes where the newest posts keep theirs, under an address that works on the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from tests.conftest import Git
from tests.site import small

HEADER = "---\ntitle: {title}\ndate: {date}\n---\n\n"


def write(folder: Path, path: str, text: str = "", date: str = "2026-11-02") -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER.format(title=file.stem, date=date) + text, encoding="utf-8")


def picture(folder: Path, path: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(b"x")


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "carnet"
    (folder / "posts").mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def placed(folder: Path, post: str) -> tuple[str, str]:
    """Path and address of a picture that the post at ``post`` is to show."""
    source = folder.parent / "Le mur.svg"
    source.write_bytes(b"<svg/>")
    image = Blog.open(folder).images.bring(post, source, {}).image
    return image.path, image.address


@pytest.mark.parametrize(
    ("file", "address", "expected"),
    [
        (
            "assets/uploads/2026/10/a.png",
            "/assets/uploads/2026/10/a.png",
            ("assets/uploads/2026/11/le-mur.svg", "/assets/uploads/2026/11/le-mur.svg"),
        ),
        ("static/image/a.png", "/image/a.png", ("static/image/le-mur.svg", "/image/le-mur.svg")),
        ("media/a.png", "/media/a.png", ("media/le-mur.svg", "/media/le-mur.svg")),
        ("static/img/un/a.png", "/img/un/a.png", ("static/img/ici/le-mur.svg", "/img/ici/le-mur.svg")),
        (
            "src/assets/2026/10/a.png",
            "../src/assets/2026/10/a.png",
            ("src/assets/2026/11/le-mur.svg", "../src/assets/2026/11/le-mur.svg"),
        ),
        ("posts/img/a.png", "img/a.png", ("posts/img/le-mur.svg", "img/le-mur.svg")),
        ("posts/a.png", "a.png", ("posts/le-mur.svg", "le-mur.svg")),
        ("a.png", "../a.png", ("le-mur.svg", "../le-mur.svg")),
        ("a.png", "/a.png", ("le-mur.svg", "/le-mur.svg")),
        ("posts/un/a.png", "un/a.png", ("posts/ici/le-mur.svg", "ici/le-mur.svg")),
        (
            "posts/images/a.png",
            "{static}/images/a.png",
            ("posts/images/le-mur.svg", "{static}/images/le-mur.svg"),
        ),
    ],
)
def test_as_the_posts_show_it(folder: Path, file: str, address: str, expected: tuple[str, str]) -> None:
    write(folder, "posts/un.md", f"![a]({address})", date="2026-10-03")
    write(folder, "posts/ici.md")
    picture(folder, file)
    assert placed(folder, "posts/ici.md") == expected


def test_the_newest_posts_count_and_not_those_of_long_ago(folder: Path) -> None:
    for number in range(20):
        write(folder, f"posts/v{number}.md", "![a](/vieux/a.png)", date=f"2006-01-{number + 1:02}")
    for number in range(8):
        write(folder, f"posts/n{number}.md", "![a](/neuf/a.png)", date=f"2026-01-{number + 1:02}")
    for path in ("vieux/a.png", "neuf/a.png"):
        picture(folder, path)
    assert placed(folder, "posts/n0.md") == ("neuf/le-mur.svg", "/neuf/le-mur.svg")


def test_the_folder_of_the_site_on_its_host_is_written_where_posts_write_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch)
    (folder / "small.toml").write_text('address = "https://example.org/blog/"\n', encoding="utf-8")
    write(folder, "posts/un.md", "![a](/blog/img/a.png)")
    write(folder, "posts/ici.md")
    picture(folder, "static/img/a.png")
    assert placed(folder, "posts/ici.md") == ("static/img/le-mur.svg", "/blog/img/le-mur.svg")


def test_the_picture_of_a_bundle_lies_in_it_unless_other_bundles_do_otherwise(folder: Path) -> None:
    write(folder, "posts/un.md", "![a](/img/a.png)")
    write(folder, "posts/ici/index.md")
    picture(folder, "img/a.png")
    assert placed(folder, "posts/ici/index.md") == ("posts/ici/le-mur.svg", "le-mur.svg")
    write(folder, "posts/deux/index.md", "![a](/img/a.png)")
    assert placed(folder, "posts/ici/index.md") == ("img/le-mur.svg", "/img/le-mur.svg")


@pytest.mark.parametrize(
    ("name", "pictures", "address", "expected"),
    [
        ("hugo", "static/images", "", ("static/images/le-mur.svg", "/images/le-mur.svg")),
        (
            "hugo",
            "static/images",
            "https://example.org/blog/",
            ("static/images/le-mur.svg", "/blog/images/le-mur.svg"),
        ),
        ("jekyll", "assets/images", "", ("assets/images/le-mur.svg", "/assets/images/le-mur.svg")),
        ("hexo", "source/images", "", ("source/images/le-mur.svg", "/images/le-mur.svg")),
        ("nikola", "images", "", ("images/le-mur.svg", "/images/le-mur.svg")),
        ("pelican", "posts/images", "", ("posts/images/le-mur.svg", "{static}/images/le-mur.svg")),
        ("mkdocs", "docs/assets", "", ("docs/assets/le-mur.svg", "../docs/assets/le-mur.svg")),
        (
            "docusaurus",
            "static/img",
            "https://example.org/blog/",
            ("static/img/le-mur.svg", "/img/le-mur.svg"),
        ),
        ("astro", "public", "", ("public/images/le-mur.svg", "/images/le-mur.svg")),
    ],
)
def test_where_no_post_shows_a_picture_the_generator_has_a_place(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    pictures: str,
    address: str,
    expected: tuple[str, str],
) -> None:
    small.use(monkeypatch, name=name)
    (folder / "small.toml").write_text(f'address = "{address}"\npictures = "{pictures}"\n', encoding="utf-8")
    write(folder, "posts/ici.md")
    assert placed(folder, "posts/ici.md") == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('config.addPassthroughCopy("./img/");', ("img/le-mur.svg", "/img/le-mur.svg")),
        (
            "c.addPassthroughCopy('a.css'); c.addPassthroughCopy( 'media' )",
            ("media/le-mur.svg", "/media/le-mur.svg"),
        ),
        ('config.addPassthroughCopy("../dehors")', ("posts/images/le-mur.svg", "images/le-mur.svg")),
    ],
)
def test_eleventy_shows_what_its_settings_copy(
    folder: Path, settings: str, expected: tuple[str, str]
) -> None:
    (folder / "eleventy.config.js").write_text(settings, encoding="utf-8")
    write(folder, "posts/ici.md")
    assert placed(folder, "posts/ici.md") == expected


def test_pictures_that_pages_do_not_find_show_no_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.use(monkeypatch, name="hugo")
    (folder / "small.toml").write_text('pictures = "static/images"\n', encoding="utf-8")
    write(folder, "posts/un.md", "![a](images/a.png)")
    write(folder, "posts/ici.md")
    picture(folder, "posts/images/a.png")
    assert placed(folder, "posts/ici.md") == ("static/images/le-mur.svg", "/images/le-mur.svg")


def test_a_page_of_grav_keeps_its_pictures_in_its_folder(folder: Path) -> None:
    for path in ("user/config/site.yaml", "user/pages/01.blog/blog.md"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("---\ntitle: T\n---\n", encoding="utf-8")
    write(folder, "user/pages/01.blog/02.ici/item.md")
    picture(folder, "user/pages/images/a.png")
    post = "user/pages/01.blog/02.ici/item.md"
    assert placed(folder, post) == ("user/pages/01.blog/02.ici/le-mur.svg", "le-mur.svg")
