"""A post taken back after readers had it: `p` sends that, and never makes it public again by itself."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Git
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


async def test_p_after_t_offers_to_take_the_post_off_the_site_and_p_p_does_so(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t")
        assert person.message.startswith("“Le WiFi de l’hôtel” is a draft now.")
        assert person.selected == "Le WiFi de l’hôtel"
        await person.press("p")
        assert "1 post leaves the site:\n  · Le WiFi de l’hôtel" in person.asked
        assert "Not now, then t, makes it public again." in person.asked
        assert "Publishing dates it now" not in person.asked
        await person.press("p")
        assert person.message == ("Published: 1 post taken off the site. Withdrawn: “Le WiFi de l’hôtel”.")
    assert "draft: true" in git(bare_remote, "show", f"main:{HOTEL}")


async def test_not_now_then_t_leaves_the_post_on_the_site_as_it_was(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = (blog / HOTEL).read_bytes()
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t", "p", "n", "t")
        assert person.message == "“Le WiFi de l’hôtel” is ready to publish."
    assert (blog / HOTEL).read_bytes() == before.replace(b"---\n\n", b"draft: false\n---\n\n", 1)
    assert "draft: true" not in git(bare_remote, "show", f"main:{HOTEL}")


async def test_a_marked_post_that_was_taken_back_is_not_published_again(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t", "up", "x", "x", "p")
        assert "1 marked draft; publishing dates it now and makes it ready:\n  · Un brouillon" in person.asked
        assert "1 post leaves the site:\n  · Le WiFi de l’hôtel" in person.asked
        await person.press("p")
        assert person.message.startswith("Published: 1 new post, 1 post taken off the site.")
    assert "draft: true" in git(bare_remote, "show", f"main:{HOTEL}")


async def test_once_withdrawn_p_says_that_it_was_there_before_and_lets_it_keep_its_date(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    before = (blog / HOTEL).read_bytes()
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t", "p", "p", "p")
        assert "“Le WiFi de l’hôtel” is a draft, and was on the site before." in person.asked
        await person.press("p")
        assert person.message.startswith("Published: 1 post put back on the site.")
    assert git(bare_remote, "show", f"main:{HOTEL}").encode().replace(b"draft: false\n", b"") in before


async def test_a_committed_draft_that_is_left_goes_along_as_a_draft(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t", "n")
        await person.write("Neuf")
        await person.press("ctrl+s")
        await person.write("Du texte.")
        await person.press("ctrl+s", "enter", "escape", "p")
        assert person.selected == "Neuf"
        assert "1 post leaves the site:\n  · Le WiFi de l’hôtel" in person.asked
        assert "committed and ready" not in person.asked
        await person.press("l")
        assert person.message == (
            "Published: 1 post taken off the site. 1 draft sent as a copy, not shown. "
            "Withdrawn: “Le WiFi de l’hôtel”."
        )


async def test_enter_takes_no_post_off_the_site(blog: Path, bare_remote: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "x", "x", "t")
        assert "they all leave the site" in person.asked
        await person.press("enter")
        assert "draft now" not in person.message
        await person.press("t", "t")
        assert person.message == "2 posts are drafts now; u undoes it."
        await person.press("p")
        assert "2 posts leave the site:" in person.asked
        await person.press("enter")
        assert person.at == "ListScreen"
        assert "Published" not in person.message
        assert "draft: true" not in git(bare_remote, "show", f"main:{HOTEL}")
        await person.press("p", "p")
        assert person.message.startswith("Published: 2 posts taken off the site.")


async def test_a_draft_that_was_withdrawn_by_somebody_else_is_sent_as_one_by_enter(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "t", "p", "p")
        text = (blog / HOTEL).read_text(encoding="utf-8")
        (blog / HOTEL).write_text(f"{text}\nUne correction.\n", encoding="utf-8")
        git(blog, "commit", "--quiet", "-am", "Une correction")
        await person.press("ctrl+r", "p")
        assert "is a draft, and was on the site before" in person.asked
        await person.press("enter")
        assert person.message.startswith("1 draft sent as a copy, not shown.")
    sent = git(bare_remote, "show", f"main:{HOTEL}")
    assert "Une correction." in sent
    assert "draft: true" in sent
