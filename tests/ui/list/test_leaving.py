"""No step on the list takes a post off the site without saying so, by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from tests.conftest import Git
from tests.drafts import set_draft
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
TITLE = "Le WiFi de l’hôtel"


async def test_t_on_a_post_that_readers_have_says_that_it_leaves_the_site_and_u_keeps_it_there(
    blog: Path, git: Git
) -> None:
    before = (blog / HOTEL).read_bytes()
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t")
        assert person.message == (
            "“Le WiFi de l’hôtel” is a draft now. "
            "It leaves the site at the next publication; u keeps it there."
        )
        assert "leaves the site │" in person.text()
        await person.press("u")
        assert "leaves the site │" not in person.text()
    assert (blog / HOTEL).read_bytes() == before
    assert git(blog, "rev-list", "--count", "HEAD") == "3"


async def test_t_on_a_draft_and_on_what_was_never_published_asks_nothing(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "t")
        assert person.message == "“Un brouillon” is ready to publish."
        await person.press("t")
        assert person.message == "“Un brouillon” is a draft now."


async def test_t_on_marked_posts_names_those_that_leave_the_site(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "x", "x", "x", "t")
        assert (
            "2 posts that are no drafts:\n  · Le WiFi de l’hôtel\n  · Réseaux d’église\n\n"
            "As drafts, they all leave the site at the next publication."
        ) in person.asked
        assert person.asked.count("Le WiFi de l’hôtel") == 1


async def test_the_sheet_of_a_deletion_says_where_the_post_is_found_again_and_what_leaves_the_site(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "delete")
        assert "Its commits keep it: the filter “deleted” (f) finds it again." in person.asked
        assert "Readers have it; it leaves the site at the next publication." in person.asked
        await person.press("n", "up", "delete")
        assert "finds it again" in person.asked
        assert "the site" not in person.asked
        await person.press("n", "x", "x", "delete")
        assert "1 of them leaves the site at the next publication:\n  · Le WiFi de l’hôtel" in person.asked


async def test_u_says_which_post_it_takes_off_the_site(blog: Path) -> None:
    opened = Blog.open(blog)
    set_draft(opened, HOTEL, draft=True)
    set_draft(opened, HOTEL, draft=False)
    async with at_the_program(blog) as person:
        await person.press("u")
        assert person.message.endswith("“Le WiFi de l’hôtel” leaves the site at the next publication.")


async def test_u_of_what_is_published_says_so_in_its_sheet(blog: Path) -> None:
    opened = Blog.open(blog)
    set_draft(opened, "posts/2021-06-01-brouillon.md", draft=False)
    opened.publication.send()
    async with at_the_program(blog) as person:
        await person.press("u")
        assert "“Un brouillon” leaves the site at the next publication." in person.asked


async def test_r_to_a_text_that_was_a_draft_asks_before_the_post_leaves_the_site(
    blog: Path, git: Git
) -> None:
    opened = Blog.open(blog)
    draft = "posts/2021-06-01-brouillon.md"
    set_draft(opened, draft, draft=False)
    opened.publication.send()
    async with at_the_program(blog) as person:
        await person.press("down", "h", "end", "R")
        assert "Take “Un brouillon” off the site?" in person.asked
        assert "restored, it leaves the site at the next publication." in person.asked
        await person.press("n")
        assert "draft: true" not in (blog / draft).read_text(encoding="utf-8")
        await person.press("R", "r")
        assert "“Un brouillon” leaves the site at the next publication." in person.message
        assert "draft: true" in (blog / draft).read_text(encoding="utf-8")
        await person.press("escape", "p")
        assert "1 post leaves the site:\n  · Un brouillon" in person.asked
        assert "committed and ready" not in person.asked


@pytest.mark.parametrize("confirm", ["warnings", "never"])
async def test_p_names_what_leaves_the_site_whatever_the_setting(blog: Path, confirm: str) -> None:
    (blog / "blogwifi.toml").write_text(f'[publish]\nconfirm = "{confirm}"\n', encoding="utf-8")
    opened = Blog.open(blog)
    set_draft(opened, HOTEL, draft=True)
    opened.delete("posts/2014-02-03-eglise.md")
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert "2 posts leave the site:\n  · Réseaux d’église\n  · Le WiFi de l’hôtel" in person.asked


async def test_drafts_that_travel_along_are_told_apart(blog: Path) -> None:
    for name in ("un", "deux"):
        text = f"---\ntitle: {name}\ndate: 2001-01-01\ndraft: true\n---\n"
        (blog / f"posts/{name}.md").write_text(text, encoding="utf-8")
        Blog.open(blog).commit_post(f"posts/{name}.md")
    Blog.open(blog).set(HOTEL, {"tags": ["wifi"]})
    async with at_the_program(blog) as person:
        await person.press("home", "p")
        assert person.message == "Published: 1 correction. 2 drafts sent as a copy, not shown."
