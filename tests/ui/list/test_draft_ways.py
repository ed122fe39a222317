"""`t` on blogs whose generator keeps drafts in a folder, has none, or makes no page of a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from tests.conftest import Git, publish_to
from tests.small_generators import BARE, QUIET, SHELF, know, site_of
from tests.ui.person import at_the_program

IDEA = "---\ntitle: Idée\n---\n\ni\n"
DATED = "---\ntitle: Daté\ndate: 2026-01-10\n---\n\nd\n"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


def today(blog: Blog, name: str) -> str:
    return f"_posts/{blog.now():%Y-%m-%d}-{name}"


async def test_t_takes_a_draft_out_of_its_folder_keeps_it_selected_and_u_brings_it_back(
    tmp_path: Path, git: Git
) -> None:
    blog = site_of(SHELF, tmp_path, {"_drafts/idee.md": IDEA, "_posts/2026-01-10-d.md": DATED}, git)
    new = today(blog, "idee.md")
    async with at_the_program(tmp_path) as person:
        await person.press("t")
        assert person.message == f"“Idée” is ready to publish. Its file is {new} now."
        assert person.selected == "Idée"
        assert (tmp_path / new).read_text(encoding="utf-8") == IDEA
        assert not (tmp_path / "_drafts/idee.md").exists()
        await person.press("t")
        assert "published: false" in (tmp_path / new).read_text(encoding="utf-8")
        await person.press("u", "u")
        assert (tmp_path / "_drafts/idee.md").read_text(encoding="utf-8") == IDEA
        assert not (tmp_path / new).exists()
    assert git(tmp_path, "status", "--porcelain") == ""


async def test_marked_drafts_leave_their_folder_in_one_commit(tmp_path: Path, git: Git) -> None:
    site_of(SHELF, tmp_path, {"_drafts/a.md": IDEA, "_drafts/b.md": DATED}, git)
    async with at_the_program(tmp_path) as person:
        await person.press("x", "x", "t")
        assert person.at == "Question"
        await person.press("r")
        assert person.message == "2 posts are ready to publish; u undoes it. Their files are in _posts/ now."
    assert git(tmp_path, "rev-list", "--count", "HEAD") == "2"
    assert not list((tmp_path / "_drafts").glob("*.md"))


async def test_a_draft_that_goes_live_stays_selected_where_its_file_went(
    tmp_path: Path, bare_remote: Path, git: Git
) -> None:
    later = DATED.replace("2026", "2099")
    folder = tmp_path / "carnet"
    posts = {"_drafts/idee.md": IDEA, "_posts/2099-01-10-d.md": later, "_posts/2020-01-10-e.md": DATED}
    blog = site_of(SHELF, folder, posts, git)
    git(folder, "remote", "add", "origin", str(bare_remote))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "HEAD")
    async with at_the_program(folder) as person:
        while person.selected != "Idée":
            await person.press("down")
        await person.press("p", "p")
        assert person.message.startswith("Published: 1 new post.")
        assert today(blog, "idee.md") in person.message
        assert person.selected == "Idée"
        (folder / "_posts/2099-02-03-f.md").write_text(later.replace("Daté", "Loin"), encoding="utf-8")
        await person.press("p", "p")
        assert "The site will show “Loin” from 10 January 2099 on." in person.message


async def test_of_marked_drafts_those_are_said_to_move_that_do(tmp_path: Path, git: Git) -> None:
    kept = DATED.replace("---\n", "---\npublished: false\n", 1)
    site_of(SHELF, tmp_path, {"_drafts/a.md": IDEA, "_posts/2026-01-02-b.md": kept}, git)
    async with at_the_program(tmp_path) as person:
        await person.press("x", "x", "t")
        await person.press("r")
        assert person.message == "2 posts are ready to publish; u undoes it. 1 file is in _posts/ now."


async def test_t_says_that_nothing_keeps_a_post_off_this_site(tmp_path: Path, git: Git) -> None:
    site_of(BARE, tmp_path, {"texts/d.md": DATED}, git)
    async with at_the_program(tmp_path) as person:
        await person.press("t")
        assert person.message.startswith("Bare makes a page of every post: no mark keeps texts/d.md off")
        await person.press("d")
        assert "Bare makes a page of every post" in person.message
    assert git(tmp_path, "rev-list", "--count", "HEAD") == "1"
    assert git(tmp_path, "status", "--porcelain") == ""


async def test_t_tells_what_keeps_a_post_off_where_there_are_no_drafts(tmp_path: Path, git: Git) -> None:
    site_of(QUIET, tmp_path, {"texts/d.md": DATED}, git)
    async with at_the_program(tmp_path) as person:
        await person.press("t")
        assert person.message == "Quiet has no drafts: “Daté” is kept off the site by permalink: false."
        assert "◌ hidden" in person.line(1)
        await person.press("t")
        assert person.message == "“Daté” is ready to publish."
    assert (tmp_path / "texts/d.md").read_text(encoding="utf-8") == DATED


async def test_where_no_mark_makes_a_draft_n_says_so_and_p_asks_before_the_new_post_is_shown(
    tmp_path: Path, bare_remote: Path, git: Git
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    site_of(BARE, folder, {"texts/d.md": DATED}, git)
    publish_to(bare_remote, folder)
    async with at_the_program(folder) as person:
        await person.press("n", *"Essai", "enter", "enter")
        assert person.message.startswith("Bare knows no drafts here: the next publication puts this post")
        await person.press("ctrl+s", "enter", "escape", "p")
        assert "No mark keeps a post off this site; 1 new post goes onto it:\n  · Essai" in person.asked
        assert person.asked.count("Essai") == 1
        await person.press("p")
        assert person.message == "Published: 1 new post."
    (folder / "blogwifi.toml").write_text("[new_post]\ndraft = false\n", encoding="utf-8")
    async with at_the_program(folder) as person:
        await person.press("n", *"Autre", "enter", "enter")
        assert not person.message
        await person.press("ctrl+s", "enter", "escape", "p")
        assert person.message == "Published: 1 new post."


async def test_a_new_post_that_the_blog_itself_makes_public_is_not_said_to_be_so_for_want_of_drafts(
    tmp_path: Path, git: Git
) -> None:
    settings = "[new_post.header]\ndraft = false\n"
    (tmp_path / "content/posts").mkdir(parents=True)
    for path, text in {
        "hugo.toml": "title = 'H'\n",
        "blogwifi.toml": settings,
        "content/posts/a.md": DATED,
    }.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Tout")
    async with at_the_program(tmp_path) as person:
        await person.press("n", *"Essai", "enter", "enter")
        assert not person.message


async def test_a_new_post_that_would_lose_its_address_as_a_draft_is_said_to(tmp_path: Path, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    for path, text in {
        ".eleventy.js": "module.exports = () => {};\n",
        "blogwifi.toml": '[new_post.header]\npermalink = "/neuf/"\n',
        "posts/a.md": DATED,
    }.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Tout")
    async with at_the_program(tmp_path) as person:
        await person.press("n", *"Essai", "enter", "enter")
        assert person.message.startswith("As a draft, posts/essai.md would lose its own address, /neuf/")
