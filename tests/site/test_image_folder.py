"""Pictures: where they go, under which name, and which files the addresses in a post mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.content import files
from blogwifi_tui.errors import FileChanged, FileExists, FileMissing, FileRefused
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.image_folder import Gallery, Image, bring, gallery, named, write, write_before

POSTS = Gallery("posts/images", "images/")


def make(root: Path, *paths: str, data: bytes = b"x") -> None:
    """Files, or folders where a path ends with a slash."""
    for path in paths:
        place = root / path
        if path.endswith("/"):
            place.mkdir(parents=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


@pytest.mark.parametrize(
    ("there", "post", "expected"),
    [
        (["posts/a.md"], "posts/a.md", Gallery("posts/images", "images/")),
        (["posts/a.md", "posts/images/"], "posts/2014/a.md", Gallery("posts/images", "../images/")),
        (["posts/a.md", "posts/img/"], "posts/a.md", Gallery("posts/img", "img/")),
        (["content/posts/a.md", "static/"], "content/posts/a.md", Gallery("static/images", "/images/")),
        (
            ["content/posts/a.md", "static/images/"],
            "content/posts/a.md",
            Gallery("static/images", "/images/"),
        ),
        (["content/posts/a/index.md", "static/"], "content/posts/a/index.md", Gallery("content/posts/a", "")),
        (["_posts/a.md", "assets/images/"], "_posts/a.md", Gallery("assets/images", "/assets/images/")),
        (["_posts/a.md"], "_posts/a.md", Gallery("assets/images", "/assets/images/")),
        (["source/_posts/a.md"], "source/_posts/a.md", Gallery("source/images", "/images/")),
        (["src/content/blog/a.md", "public/"], "src/content/blog/a.md", Gallery("public/images", "/images/")),
        (["content/a.md", "content/images/"], "content/a.md", Gallery("content/images", "images/")),
    ],
)
def test_pictures_go_where_the_blog_keeps_them(
    tmp_path: Path, there: list[str], post: str, expected: Gallery
) -> None:
    make(tmp_path, *there)
    assert gallery(tmp_path, detect(tmp_path), post) == expected


def test_pictures_of_one_site_do_not_go_into_the_folder_of_another(tmp_path: Path) -> None:
    make(tmp_path, "first/static/", "first/content/posts/a.md", "second/posts/a.md")
    make(tmp_path, "first/hugo.toml", "second/.eleventy.js", data=b"")
    sites = detect(tmp_path)
    assert [site.generator.name for site in sites.sites] == ["hugo", "eleventy"]
    assert gallery(tmp_path, sites, "first/content/posts/a.md").folder == "first/static/images"
    alone = detect(tmp_path / "second")
    place = gallery(tmp_path / "second", alone, "posts/a.md")
    assert gallery(tmp_path, sites, "second/posts/a.md") == place._replace(folder=f"second/{place.folder}")


def test_a_picture_gets_a_clean_name_and_its_address(tmp_path: Path) -> None:
    make(tmp_path, "Été à l’hôtel (1).JPG", data=b"photo")
    image = bring(tmp_path, POSTS, tmp_path / "Été à l’hôtel (1).JPG", {})
    assert image == Image("posts/images/ete-a-l-hotel-1.jpg", "images/ete-a-l-hotel-1.jpg", b"photo")
    assert not (tmp_path / "posts").exists()
    write(tmp_path, image)
    assert (tmp_path / image.path).read_bytes() == b"photo"
    assert [path.name for path in (tmp_path / "posts/images").iterdir()] == ["ete-a-l-hotel-1.jpg"]


def test_the_same_bytes_are_used_again_and_others_get_a_number(tmp_path: Path) -> None:
    make(tmp_path, "a/Plan.png", "posts/images/plan.png", data=b"un")
    make(tmp_path, "b/plan.PNG", data=b"deux")
    again = bring(tmp_path, POSTS, tmp_path / "a/Plan.png", {})
    assert (again.path, again.data) == ("posts/images/plan.png", None)
    other = bring(tmp_path, POSTS, tmp_path / "b/plan.PNG", {})
    assert (other.path, other.data) == ("posts/images/plan-2.png", b"deux")
    make(tmp_path, "c/plan.png", data=b"trois")
    waiting = {other.path: other}
    assert bring(tmp_path, POSTS, tmp_path / "b/plan.PNG", waiting) == other
    assert bring(tmp_path, POSTS, tmp_path / "c/plan.png", waiting).path == "posts/images/plan-3.png"


def test_a_name_in_other_letters_is_the_same_name(tmp_path: Path) -> None:
    make(tmp_path, "posts/images/Plan.PNG", data=b"un")
    make(tmp_path, "plan.png", data=b"deux")
    assert bring(tmp_path, POSTS, tmp_path / "plan.png", {}).path == "posts/images/plan-2.png"


def test_a_picture_of_the_blog_is_shown_from_where_it_is(tmp_path: Path) -> None:
    make(tmp_path, "posts/images/Vue du toit.png")
    image = bring(tmp_path, POSTS, tmp_path / "posts/images/Vue du toit.png", {})
    assert image == Image("posts/images/Vue du toit.png", "images/Vue%20du%20toit.png", None)
    assert named(tmp_path, detect(tmp_path, ["posts"]), "posts/a.md", [image.address]) == [image.path]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    make(tmp_path, "posts/images/plan.png", data=b"un")
    write(tmp_path, Image("posts/images/plan.png", "images/plan.png", b"un"))
    with pytest.raises(FileExists):
        write(tmp_path, Image("posts/images/plan.png", "images/plan.png", b"deux"))
    assert (tmp_path / "posts/images/plan.png").read_bytes() == b"un"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "notes.txt", "dossier.png/")
    os.mkfifo(tmp_path / "tube.png")
    with (tmp_path / "enorme.png").open("wb") as file:
        file.truncate(files.MAX_PICTURE + 1)
    reasons = dict.fromkeys(["notes.txt", "dossier.png", "tube.png"], "no picture") | {"enorme.png": "heavy"}
    for name, reason in reasons.items():
        with pytest.raises(FileRefused) as refused:
            bring(tmp_path, POSTS, tmp_path / name, {})
        assert refused.value.reason == reason
    with pytest.raises(FileMissing):
        bring(tmp_path, POSTS, tmp_path / "rien.png", {})


def test_a_picture_may_be_larger_than_a_post(tmp_path: Path) -> None:
    make(tmp_path, "grande.png", data=b"x" * (files.MAX_BYTES + 1))
    image = bring(tmp_path, POSTS, tmp_path / "grande.png", {})
    write(tmp_path, image)
    assert bring(tmp_path, POSTS, tmp_path / "grande.png", {}).data is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("images/a.png", ["posts/images/a.png"]),
        ("./images/a.png?v=2#x", ["posts/images/a.png"]),
        ("/images/b.png", ["static/images/b.png"]),
        ("../static/images/b.png", ["static/images/b.png"]),
        ("images/%C3%A9.png", ["posts/images/é.png"]),
        ("https://example.org/images/a.png", []),
        ("//example.org/images/a.png", []),
        ("data:image/png;base64,AAAA", []),
        ("../../dehors.png", []),
        ("../secret.txt", []),
        ("images/lien.png", []),
        ("images/rien.png", []),
        ("images/a%00.png", []),
        ("http://[", []),
        ("", []),
    ],
)
def test_an_address_means_a_plain_picture_inside_the_blog_or_nothing(
    tmp_path: Path, address: str, found: list[str]
) -> None:
    blog = tmp_path / "blog"
    make(blog, "posts/a.md", "posts/images/a.png", "posts/images/é.png", "static/images/b.png", "secret.txt")
    make(tmp_path, "dehors.png")
    (blog / "posts/images/lien.png").symlink_to(tmp_path / "dehors.png")
    assert named(blog, detect(blog, ["posts"]), "posts/x.md", [address]) == found


PLAN = Image("posts/images/plan.png", "images/plan.png", b"plan")
HALL = Image("posts/images/hall.png", "images/hall.png", b"hall")


def test_pictures_are_there_before_the_text_that_shows_them(tmp_path: Path) -> None:
    seen: list[bytes] = []
    assert write_before(tmp_path, [PLAN], lambda: seen.append((tmp_path / PLAN.path).read_bytes())) is None
    assert seen == [b"plan"]


def test_a_text_that_cannot_be_written_leaves_no_picture_of_it_and_none_of_others(tmp_path: Path) -> None:
    write_before(tmp_path, [HALL], lambda: None)

    def refused() -> None:
        raise FileChanged("posts/a.md")

    with pytest.raises(FileChanged):
        write_before(tmp_path, [HALL, PLAN], refused)
    assert [path.name for path in (tmp_path / "posts/images").iterdir()] == ["hall.png"]


def test_a_picture_that_cannot_be_written_keeps_no_words_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "posts" / "images").mkdir(parents=True)
    (tmp_path / PLAN.path).write_bytes(b"another")
    written: list[str] = []
    failed = write_before(tmp_path, [PLAN, HALL], lambda: written.append("text"))
    assert isinstance(failed, FileExists)
    assert written == ["text"]
    assert (tmp_path / PLAN.path).read_bytes() == b"another"
    assert (tmp_path / HALL.path).read_bytes() == b"hall"


def test_a_link_that_ends_like_no_picture_is_tried_against_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "posts/a.md", "posts/b.PNG", "posts/c.jpg", "static/d.webp")
    sites = detect(tmp_path, ["posts"])
    asked: list[str] = []
    plain = os.path.isfile
    monkeypatch.setattr(os.path, "isfile", lambda path: asked.append(str(path)) or plain(path))
    monkeypatch.setattr(sites, "of", lambda path, of=sites.of: asked.append(path) or of(path))
    pages = ["/2020/une-page/", "../b.md", "/tags/png", "", "/", "..", "b.PNG/..", "#png", "?a.png"]
    assert named(tmp_path, sites, "posts/a.md", pages) == []
    assert asked == []
    pictures = ["b.PNG", "x/../c.jpg", "c.jpg/", "/d.webp", "/d.webp/", "/posts/c.jpg?v=2#x"]
    assert named(tmp_path, sites, "posts/a.md", pictures) == ["posts/b.PNG", "posts/c.jpg", "static/d.webp"]
