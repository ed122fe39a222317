"""Marks on the list, and one step over all that are marked: asked once, one commit, undone by one key."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.commit_runner import CommitRunner
from blogwifi_tui.ui.list.post_list import PostList
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

LETTER = "posts/2095-01-01-lettre.md"
DRAFT = "posts/2021-06-01-brouillon.md"
HOTEL = "posts/2020-03-04-hotel.md"
CHURCH = "posts/2014-02-03-eglise.md"
SIZES = [(120, 40), (80, 24), (60, 20)]


def last_commit(git: Git, folder: Path) -> tuple[str, list[str]]:
    """Subject of the last commit, and its paths."""
    subject, _blank, *paths = git(folder, "log", "-1", "--format=%s", "--name-only").split("\n")
    return subject, paths


def marked(person: Person) -> set[str]:
    return set(person.app.screen_stack[0].query_one(PostList).marked)


async def test_a_post_marked_twice_is_unmarked_and_the_marks_are_counted_above(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("x", "x")
        assert person.line(0).startswith(
            " carnet · ◆ 2 marked · 5 posts · 1 draft · 1 scheduled · 1 unreadable · by date"
        )
        assert [person.line(y)[1] for y in (1, 2, 3)] == ["◆", "◆", " "]
        assert person.selected == "Le WiFi de l’hôtel"
        await person.press("up", "x")
        assert marked(person) == {LETTER}


async def test_marks_stay_through_sort_search_and_refresh_and_esc_clears_what_is_nearer_first(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await person.press("x", "x", "s", "ctrl+r", "slash")
        await person.write("église")
        await person.press("enter")
        assert marked(person) == {LETTER, DRAFT}
        assert "◆ 2 marked" in person.line(0)
        await person.press("escape")
        assert (len(person.titles), marked(person)) == (5, {LETTER, DRAFT})
        await person.press("escape")
        assert marked(person) == set()
        assert "marked" not in person.line(0)


async def test_the_bar_shows_the_keys_of_the_preview_while_it_has_them_marks_or_not(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("x")
        assert "Esc Unmark all" in person.line(-1)
        await person.press("tab")
        assert "Esc List" in person.line(-1)
        assert "Unmark" not in person.line(-1)
        await person.press("escape")
        assert "Esc Unmark all" in person.line(-1)
        assert marked(person) == {LETTER}


async def test_esc_stops_a_commit_that_lasts_before_it_clears_the_marks(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_program(blog) as person:
        await person.press("x")
        lasts = [False, True]
        monkeypatch.setattr(CommitRunner, "stop", lambda _self: lasts.pop())
        await person.press("escape")
        assert marked(person) == {LETTER}
        await person.press("escape")
        assert marked(person) == set()


async def test_all_that_is_listed_is_marked_at_once(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("tag:wifi")
        await person.press("enter", "X")
        assert marked(person) == {DRAFT, HOTEL}
        await person.press("X")
        assert marked(person) == set()


async def test_the_mark_of_a_post_that_is_gone_is_forgotten_and_follows_one_that_is_renamed(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await person.press("x", "x")
        (blog / LETTER).unlink()
        await person.press("ctrl+r")
        assert marked(person) == {DRAFT}
        await person.press("home", "r")
        await person.write(" sûr")
        await person.press("enter")
        assert marked(person) == {"posts/2021-06-01-un-brouillon-sur.md"}


async def test_marked_posts_are_deleted_in_one_commit_after_a_question_that_names_them(
    blog: Path, git: Git
) -> None:
    tree = git(blog, "rev-parse", "HEAD^{tree}")
    async with at_the_program(blog) as person:
        await person.press("down", "x", "x", "slash")
        await person.write("lettre")
        await person.press("enter", "delete")
        for words in (
            "Delete 2 posts?",
            "· Un brouillon",
            "· Le WiFi",
            "2 of them are hidden by the search.",
        ):
            assert words in person.asked
        await person.press("n")
        assert len(marked(person)) == 2
        await person.press("delete", "ctrl+d")
        assert person.message == "Deleted: 2 posts; u undoes it."
        assert last_commit(git, blog)[0] == "Delete: 2 posts (Un brouillon, Le WiFi de l’hôtel)"
        assert sorted(last_commit(git, blog)[1]) == [HOTEL, DRAFT]
        assert marked(person) == set()
        await person.press("u")
        assert git(blog, "rev-parse", "HEAD^{tree}") == tree


async def test_what_git_never_kept_is_told_apart_before_marked_posts_are_deleted(blog: Path) -> None:
    (blog / "posts" / "2096-01-01-jamais.md").write_text("---\ntitle: Jamais\n---\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("X", "delete")
        assert "git never kept this one: nothing will be able to bring it back.\n  · Jamais" in person.asked


async def test_drafts_and_ready_posts_go_the_way_that_is_chosen_and_the_unreadable_is_named(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("X", "t")
        assert "1 draft:\n  · Un brouillon" in person.asked
        assert "3 posts that are no drafts:" in person.asked
        assert "1 post cannot be part of this, and stays as it is:\n  · The front matter of" in person.asked
        assert "2006-05-06-casse.md" in person.asked
        await person.press("t")
        assert person.message == "3 posts are drafts now; u undoes it."
        assert sorted(last_commit(git, blog)[1]) == [CHURCH, HOTEL, LETTER]
        await person.press("X", "t", "r")
        assert person.message == "4 posts are ready to publish; u undoes it."


async def test_a_step_over_marks_works_with_the_cursor_on_an_unreadable_post(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("x", "end", "t")
        assert person.at == "Question"


async def test_marked_drafts_go_live_in_one_commit_and_are_sent(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    second = "posts/2022-02-02-autre.md"
    (blog / second).write_text("---\ntitle: Autre\ndraft: true\n---\n", encoding="utf-8")
    (blog / HOTEL).write_text("---\ntitle: Pas encore\n---\n", encoding="utf-8")
    git(blog, "add", second)
    git(blog, "commit", "--quiet", "-m", "Autre", second)
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("state:draft")
        await person.press("enter", "X", "p")
        assert "2 marked drafts; publishing dates them now and makes them ready:" in person.asked
        assert "Pas encore" not in person.asked
        await person.press("p")
        assert person.message == "Published: 2 new posts."
        assert marked(person) == set()
    subject, paths = last_commit(git, bare_remote)
    assert subject == "Publish: 2 posts (Autre, Un brouillon)"
    assert sorted(paths) == [DRAFT, second]
    assert "draft: false" in (blog / DRAFT).read_text(encoding="utf-8")
    assert git(blog, "status", "--porcelain") == f" M {HOTEL}"


async def test_a_publication_that_is_not_agreed_to_keeps_the_marks_and_the_drafts(
    blog: Path, git: Git
) -> None:
    head = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        await person.press("down", "x", "p", "n")
        assert marked(person) == {DRAFT}
    assert git(blog, "rev-parse", "HEAD") == head


async def test_tags_are_given_and_taken_on_all_marked_posts(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "x", "x", "a")
        assert "Tags of 2 posts" in person.asked
        await person.press("enter", "enter")
        assert "Type a tag first." in person.asked
        await person.press("up")
        await person.write("camping")
        await person.press("enter")
        await person.write("Wi-Fi")
        await person.press("enter")
        assert person.message == "The tags of 2 posts are changed; u undoes it."
    assert "tags: [camping]" in (blog / DRAFT).read_text(encoding="utf-8")
    assert "tags: [hôtel, camping]" in (blog / HOTEL).read_text(encoding="utf-8")
    assert last_commit(git, blog)[0] == "Tags: 2 posts (Un brouillon, Le WiFi de l’hôtel)"


async def test_posts_that_cannot_be_tagged_are_left_out_only_when_the_person_says_so(
    blog: Path, git: Git
) -> None:
    head = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        for answer in ("n", "c"):
            assert git(blog, "rev-parse", "HEAD") == head
            await person.press("escape", "end", "up", "x", "x", "a")
            await person.write("neuf")
            await person.press("enter", "enter")
            assert "1 post cannot be part of this" in person.asked
            await person.press(answer)
        assert person.message == "The tags of “Réseaux d’église” are changed."
    assert last_commit(git, blog)[1] == [CHURCH]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_question_about_marks_fits_with_its_buttons(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    for number in range(12):
        name = f"posts/2096-01-{number + 1:02}-neuf.md"
        (blog / name).write_text(
            f"---\ntitle: Un titre assez long pour ne pas tenir, {number}\ntags: [wifi]\n---\n", "utf-8"
        )
    async with at_the_program(blog, size) as person:
        set_language(language)
        await person.press("X")
        for key in ("delete", "t", "a", "p"):
            await person.press(key)
            box = person.app.screen.query_one(".dialog").region
            assert box.right <= size[0]
            assert box.bottom <= size[1]
            screen = person.app.screen
            buttons = list(screen.query("Button"))
            assert len(buttons) >= 2
            assert all(screen.find_widget(each).visible_region.size == each.size for each in buttons), key
            await person.press("escape")


async def test_a_marked_post_that_is_a_draft_no_more_keeps_its_date_when_it_is_published(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "x")
        text = (blog / DRAFT).read_text(encoding="utf-8").replace("draft: true", "draft: false")
        (blog / DRAFT).write_text(text, encoding="utf-8")
        await person.press("p")
        assert "marked draft" not in person.asked
        await person.press("p")
        assert person.message == "Published: 1 new post."
    assert (blog / DRAFT).read_text(encoding="utf-8") == text


def hook(folder: Path, script: str) -> None:
    file = folder / ".git" / "hooks" / "pre-commit"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    agree_to_all(Blog.open(folder)._repository.git)


@pytest.mark.parametrize("step", ["delete", "tags", "drafts"])
async def test_marks_stay_where_the_step_over_them_fails_and_so_do_the_files(
    blog: Path, git: Git, step: str
) -> None:
    hook(blog, "echo Non; exit 1")
    before = git(blog, "status", "--porcelain")
    keys = {"delete": ["delete", "ctrl+d"], "tags": ["a"], "drafts": ["t", "t"]}
    async with at_the_program(blog) as person:
        await person.press("down", "x", "x", *keys[step])
        if step == "tags":
            await person.write("camping")
            await person.press("enter", "enter")
        assert "refused the commit: Non" in person.message
        assert marked(person) == {DRAFT, HOTEL}
    assert git(blog, "status", "--porcelain") == before


async def test_what_a_hook_mended_in_marked_posts_is_told(blog: Path) -> None:
    hook(blog, f"grep -q Texte {HOTEL} || exit 0\nsed -i s/Texte/Mots/ {HOTEL}\nexit 1")
    async with at_the_program(blog, (200, 40)) as person:
        await person.press("down", "down", "x", "a")
        await person.write("camping")
        await person.press("enter", "enter")
        assert "(a git hook) changed this; it is committed as it left it" in person.message
        assert marked(person) == set()
    assert "Mots" in (blog / HOTEL).read_text(encoding="utf-8")
