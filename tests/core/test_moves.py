"""A post that its generator keeps in a folder of drafts comes out of it, and everything follows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from blogwifi_tui.content.post_rules import DraftChange
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import HookFailed, InnerRepository, KeptOff, NoDraftMark
from blogwifi_tui.i18n.check_messages import finding_line
from blogwifi_tui.site import detect
from blogwifi_tui.site.generator import Site
from tests.conftest import Git
from tests.drafts import set_draft
from tests.small_generators import BARE, QUIET, SHELF, MadeRow, know, site_of

IDEA = "_drafts/idee.md"
OTHER = "_posts/2026-01-10-a.md"
POSTS = {
    IDEA: "---\ntitle: Idée\n---\n\nVoir [a](../_posts/2026-01-10-a.md) et [moi](idee.md).\n",
    OTHER: "---\ntitle: A\ndate: 2026-01-10\n---\n\n[là](../_drafts/idee.md#b) {% link _drafts/idee.md %}\n",
}


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


@pytest.fixture
def shelf(tmp_path: Path, git: Git) -> Blog:
    """A draft in the folder of drafts, and a post that links to it."""
    return site_of(SHELF, tmp_path, POSTS, git)


def tree(blog: Blog) -> dict[str, str]:
    files = (path for path in blog.root.rglob("*.*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(blog.root).as_posix(): path.read_text("utf-8") for path in files}


def name_today(blog: Blog) -> str:
    return f"_posts/{blog.now():%Y-%m-%d}-idee.md"


WAYS: dict[str, Callable[[Blog], object]] = {
    "t": lambda blog: set_draft(blog, IDEA, draft=False),
    "set": lambda blog: blog.set(IDEA, {"draft": False}),
    "go live": lambda blog: blog.bulk.apply(blog.bulk.publish_drafts([IDEA])),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_made_ready_moves_to_the_posts_in_one_commit_that_undo_takes_back(
    way: str, shelf: Blog, git: Git
) -> None:
    before = tree(shelf)
    WAYS[way](shelf)
    new = name_today(shelf)
    now = tree(shelf)
    assert IDEA not in now
    assert not shelf.read(new).draft
    assert f"[là]({new.rpartition('/')[2]}#b) {{% link {new} %}}" in now[OTHER], "links follow"
    assert f"[a](2026-01-10-a.md) et [moi]({new.rpartition('/')[2]})" in now[new], (
        "its own lead where they led"
    )
    assert git(shelf.root, "rev-list", "--count", "HEAD") == "2"
    assert git(shelf.root, "status", "--porcelain") == ""
    shelf.undo(shelf.last_change())
    assert tree(shelf) == before
    assert git(shelf.root, "status", "--porcelain") == ""


def test_a_post_s_own_date_names_its_file(tmp_path: Path, git: Git) -> None:
    blog = site_of(SHELF, tmp_path, {IDEA: "---\ntitle: Idée\ndate: 2025-05-04 10:00\n---\n\ni\n"}, git)
    commit = set_draft(blog, IDEA, draft=False)
    assert commit is not None
    assert commit.moved == ((IDEA, "_posts/2025-05-04-idee.md"),)


def test_a_name_that_is_taken_gets_a_number_and_loses_nobody_a_word(shelf: Blog, git: Git) -> None:
    new = name_today(shelf)
    (shelf.root / new).write_text("---\ntitle: Une autre\n---\n", "utf-8")
    git(shelf.root, "add", ".")
    git(shelf.root, "commit", "--quiet", "-m", "Une autre")
    set_draft(shelf, IDEA, draft=False)
    assert "Une autre" in tree(shelf)[new]
    assert "Idée" in tree(shelf)[new.replace("-idee", "-idee-2")]


def test_a_name_that_something_else_has_than_a_post_gets_a_number_too(shelf: Blog) -> None:
    new = name_today(shelf)
    (shelf.root / new).mkdir()
    set_draft(shelf, IDEA, draft=False)
    assert "Idée" in tree(shelf)[new.replace("-idee", "-idee-2")]


def test_two_drafts_that_would_get_one_name_get_two(shelf: Blog, git: Git) -> None:
    (shelf.root / "_drafts/Idee.md").write_text("---\ntitle: Deux\n---\n", "utf-8")
    git(shelf.root, "add", ".")
    git(shelf.root, "commit", "--quiet", "-m", "Deux")
    shelf.bulk.apply(shelf.bulk.drafts([IDEA, "_drafts/Idee.md"], draft=False))
    new = name_today(shelf)
    assert "Idée" in tree(shelf)[new]
    assert "Deux" in tree(shelf)[new.replace("-idee", "-Idee-2")]


def test_no_post_moves_into_another_repository(shelf: Blog, git: Git) -> None:
    before = (shelf.root / IDEA).read_text("utf-8")
    git(shelf.root, "rm", "--quiet", OTHER)
    git(shelf.root, "commit", "--quiet", "-m", "Sans")
    git(shelf.root, "init", "--quiet", "_posts")
    with pytest.raises(InnerRepository):
        shelf.bulk.drafts([IDEA], draft=False)  # before anybody is asked to agree to it
    with pytest.raises(InnerRepository):
        set_draft(shelf, IDEA, draft=False)
    assert (shelf.root / IDEA).read_text("utf-8") == before


@pytest.mark.parametrize("address", ["a%00b.md", f"{'a' * 300}.md"], ids=["no name", "a long name"])
def test_an_address_that_no_disk_has_is_carried_as_it_is(address: str, tmp_path: Path, git: Git) -> None:
    blog = site_of(SHELF, tmp_path, {IDEA: f"---\ntitle: Idée\n---\n\n[x]({address})\n"}, git)
    set_draft(blog, IDEA, draft=False)
    assert f"[x]({address})" in tree(blog)[name_today(blog)]


def test_what_neither_post_had_committed_is_committed_first(shelf: Blog, git: Git) -> None:
    for path in (IDEA, OTHER):
        with (shelf.root / path).open("a", encoding="utf-8") as file:
            file.write("Encore.\n")
    before = tree(shelf)
    set_draft(shelf, IDEA, draft=False)
    assert git(shelf.root, "status", "--porcelain") == ""
    shelf.undo(shelf.last_change())
    assert tree(shelf) == before


def test_several_drafts_that_name_each_other_move_in_one_commit(shelf: Blog, git: Git) -> None:
    (shelf.root / "_drafts/deux.md").write_text("---\ntitle: Deux\n---\n\n[un](idee.md)\n", "utf-8")
    (shelf.root / IDEA).write_text("---\ntitle: Idée\n---\n\n[deux](deux.md)\n", "utf-8")
    git(shelf.root, "add", ".")
    git(shelf.root, "commit", "--quiet", "-m", "Deux")
    shelf.bulk.apply(shelf.bulk.drafts([IDEA, "_drafts/deux.md"], draft=False))
    day = f"{shelf.now():%Y-%m-%d}"
    assert f"[deux](../_posts/{day}-deux.md)" in tree(shelf)[name_today(shelf)]
    assert f"[un](../_posts/{day}-idee.md)" in tree(shelf)[f"_posts/{day}-deux.md"]
    assert git(shelf.root, "rev-list", "--count", "HEAD") == "3"


@pytest.mark.parametrize(
    ("old", "picture"),
    [("_drafts/idee/index.md", "_drafts/idee/mur.png"), (IDEA, "_drafts/idee/mur.png")],
    ids=["bundle", "folder of its name"],
)
def test_what_lies_in_the_folder_of_the_draft_goes_along(
    old: str, picture: str, tmp_path: Path, git: Git
) -> None:
    address = "mur.png" if old.endswith("index.md") else "idee/mur.png"
    blog = site_of(SHELF, tmp_path, {old: f"---\ntitle: Idée\n---\n\n![m]({address})\n", picture: "png"}, git)
    set_draft(blog, old, draft=False)
    day = f"{blog.now():%Y-%m-%d}"
    assert set(tree(blog)) == {
        "shelf.toml",
        old.replace("_drafts/", f"_posts/{day}-"),
        f"_posts/{day}-idee/mur.png",
    }
    shown = "mur.png" if address == "mur.png" else f"{day}-idee/mur.png"
    assert f"![m]({shown})" in tree(blog)[old.replace("_drafts/", f"_posts/{day}-")]
    assert not (blog.root / picture).parent.exists(), "no empty folder stays"
    assert git(blog.root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("old", "inner"),
    [
        ("_drafts/idee/index.md", ()),
        ("_drafts/idee/index.md", ("images/mur.png",)),
        (IDEA, ("images/mur.png",)),
        (IDEA, ("a.png", "images/mur.png")),
    ],
)
def test_no_empty_folder_is_left_where_a_bundle_was(
    old: str, inner: tuple[str, ...], tmp_path: Path, git: Git
) -> None:
    pictures = dict.fromkeys((f"_drafts/idee/{name}" for name in inner), "png")
    blog = site_of(SHELF, tmp_path, {old: "---\ntitle: Idée\n---\n", **pictures}, git)
    set_draft(blog, old, draft=False)
    assert list((blog.root / "_drafts").iterdir()) == []
    there = blog.root / f"_posts/{blog.now():%Y-%m-%d}-idee"
    assert sorted(there.rglob("*.png")) == sorted(there / name for name in inner)
    blog.undo(blog.last_change())
    assert list((blog.root / "_posts").iterdir()) == []


def test_what_follows_the_path_in_a_link_of_the_draft_stays(tmp_path: Path, git: Git) -> None:
    other = "_drafts/notes/autre.md"
    text = "---\ntitle: Idée\n---\n\n[a](notes/autre.md?x=1#mur) [b](<notes/autre.md> 'c')\n"
    blog = site_of(SHELF, tmp_path, {IDEA: text, other: "---\ntitle: A\n---\n"}, git)
    set_draft(blog, IDEA, draft=False)
    made = tree(blog)[name_today(blog)]
    assert "[a](../_drafts/notes/autre.md?x=1#mur) [b](<../_drafts/notes/autre.md> 'c')" in made


def test_a_folder_with_other_posts_in_it_stays(tmp_path: Path, git: Git) -> None:
    inner = "_drafts/idee/autre.md"
    blog = site_of(SHELF, tmp_path, {IDEA: "---\ntitle: I\n---\n", inner: "---\ntitle: Autre\n---\n"}, git)
    set_draft(blog, IDEA, draft=False)
    assert inner in tree(blog)


def test_a_move_whose_commit_fails_leaves_every_file_where_it_was(shelf: Blog, git: Git) -> None:
    hook = shelf.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(shelf._repository.git)
    before = tree(shelf)
    for way in WAYS.values():
        with pytest.raises(HookFailed):
            way(shelf)
        assert tree(shelf) == before
        assert git(shelf.root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "way",
    [
        lambda blog: set_draft(blog, "texts/a.md", True),
        lambda blog: blog.set("texts/a.md", {"draft": True, "title": "B"}),
        lambda blog: blog.duplicate("texts/a.md"),
    ],
    ids=["t", "set", "duplicate"],
)
def test_where_nothing_keeps_a_post_off_the_site_nothing_is_changed(
    way: Callable[[Blog], object], tmp_path: Path, git: Git
) -> None:
    blog = site_of(BARE, tmp_path, {"texts/a.md": "---\ntitle: A\n---\n\na\n"}, git)
    before = tree(blog)
    with pytest.raises(NoDraftMark) as raised:
        way(blog)
    assert raised.value.generator == "Bare"
    assert tree(blog) == before


def test_a_mark_that_the_generator_does_not_take_is_not_called_a_draft(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules that write what they themselves do not read: the post would be public."""
    wrong = replace(BARE, draft_change=lambda *_: DraftChange((("draft", True),)))
    monkeypatch.setattr(
        detect, "GENERATORS", (MadeRow(replace(wrong, find=lambda *_: Site(wrong, posts=("texts",)))),)
    )
    blog = site_of(wrong, tmp_path, {"texts/a.md": "---\ntitle: A\n---\n\na\n"}, git)
    before = tree(blog)
    with pytest.raises(NoDraftMark):
        set_draft(blog, "texts/a.md", True)
    assert tree(blog) == before


def test_a_post_is_kept_off_by_no_page_where_that_is_the_way_and_let_on_again(
    tmp_path: Path, git: Git
) -> None:
    blog = site_of(QUIET, tmp_path, {"texts/a.md": "---\ntitle: A\n---\n\na\n"}, git)
    set_draft(blog, "texts/a.md", True)
    assert "permalink: false" in tree(blog)["texts/a.md"]
    assert blog.posts()[0].visibility.hidden
    assert set_draft(blog, "texts/a.md", True) is None, "it is off already"
    set_draft(blog, "texts/a.md", False)
    assert tree(blog)["texts/a.md"] == "---\ntitle: A\n---\n\na\n"


def test_what_no_mark_keeps_off_is_not_called_ready(tmp_path: Path, git: Git) -> None:
    blog = site_of(SHELF, tmp_path, {OTHER: "---\ntitle: A\nsection: closed\n---\n\na\n"}, git)
    before = tree(blog)
    with pytest.raises(KeptOff) as raised:
        set_draft(blog, OTHER, False)
    assert raised.value.reason == "section: closed"
    assert blog.bulk.publish_drafts([OTHER]).changing == [], "nothing here publishes it"
    assert tree(blog) == before


def test_a_mark_that_means_nothing_to_the_generator_is_told_and_the_post_is_published(
    tmp_path: Path, git: Git
) -> None:
    text = "---\ntitle: A\ndate: 2026-01-10\ndraft: true\n---\n\na\n"
    blog = site_of(
        BARE, tmp_path, {"texts/a.md": text, "texts/b.md": text.replace("draft: true", "x: y")}, git
    )
    assert [entry.draft for entry in blog.posts()] == [False, False]
    assert [finding_line(each) for each in blog.check(["texts/a.md", "texts/b.md"])] == [
        "texts/a.md:1: “draft: true” means nothing to Bare: it does not keep the post off the site."
    ]
