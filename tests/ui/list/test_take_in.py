"""What the other machine published, on the list: taken in quietly, on request, or before a post is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.ui.list.screen import ListScreen
from tests.conftest import POST, Git
from tests.core.test_other_side import NEW, OTHER, publish
from tests.ui.person import Person, at_the_program

DRAFT = "posts/2026-11-05-brouillon.md"


@pytest.fixture
def diverged(published_blog: Path, other_clone: Path, git: Git) -> Path:
    """A blog with a commit that is not published, while the laptop published a new text of its post."""
    publish(other_clone, git, POST, "Là-bas")
    (published_blog / OTHER).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    git(published_blog, "add", OTHER)
    git(published_blog, "commit", "--quiet", "-m", "Ici")
    return published_blog


def heads(git: Git, folder: Path, remote: Path) -> tuple[str, str]:
    return git(folder, "rev-parse", "HEAD"), git(remote, "rev-parse", "main")


async def look(person: Person) -> None:
    """What happens every few minutes."""
    screen = person.app.screen_stack[0]
    assert isinstance(screen, ListScreen)
    screen.refresher.fetch()
    await person.idle()


async def test_what_was_published_elsewhere_is_there_at_the_start_and_named(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    theirs = publish(other_clone, git, NEW, "Du portable")
    async with at_the_program(published_blog) as person:
        assert "Du portable" in person.titles
        assert person.message == "Taken in: “Du portable” (new)."
        assert "up to date with origin/main" in person.line(0)
    assert git(published_blog, "rev-parse", "HEAD") == theirs


async def test_what_came_in_is_said_after_a_warning_and_not_in_its_place(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    async with at_the_program(published_blog, notices=["A step was interrupted."]) as person:
        assert person.message == "A step was interrupted."
        publish(other_clone, git, NEW, "Du portable")
        await look(person)
        assert person.message == ("A step was interrupted. Taken in: “Du portable” (new).")


@pytest.mark.parametrize("value", ["false", '"no"'], ids=["said", "said wrong"])
async def test_nothing_is_taken_in_quietly_where_the_settings_say_so(
    published_blog: Path, other_clone: Path, git: Git, value: str
) -> None:
    before = git(published_blog, "rev-parse", "HEAD")
    (published_blog / "blogwifi.toml").write_text(f"[publish]\ntake_in = {value}\n", encoding="utf-8")
    publish(other_clone, git, NEW, "Du portable")
    async with at_the_program(published_blog) as person:
        assert "1 change to take in from origin/main (g)" in person.line(0)
        assert git(published_blog, "rev-parse", "HEAD") == before
        await person.press("g")
        assert person.message == "Taken in: “Du portable” (new)."
        await person.press("g")
        assert person.message == "Nothing to take in: all that the other side has is here."


async def test_a_post_that_is_open_is_not_changed_under_the_hands_of_its_writer(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    text = (published_blog / POST).read_text(encoding="utf-8")
    async with at_the_program(published_blog) as person:
        await person.press("enter")
        publish(other_clone, git, POST, "Là-bas")
        await look(person)
        assert (published_blog / POST).read_text(encoding="utf-8") == text
        assert person.message.startswith("The other side changed this post just now. Nothing is lost")
        await person.press("f4")
        await look(person)
        assert not person.message  # it is said once
        await person.press("escape")
        await look(person)
        assert person.titles == ["Là-bas"]
        assert person.message == "Taken in: “Là-bas” (changed)."


async def test_another_post_comes_in_while_one_is_written(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    async with at_the_program(published_blog) as person:
        await person.press("enter")
        await person.write("Des mots. ")
        publish(other_clone, git, NEW, "Du portable")
        await look(person)
        assert (published_blog / NEW).exists()
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
        await person.press("escape")
        assert "Du portable" in person.titles
    assert "Des mots." in (published_blog / POST).read_text(encoding="utf-8")


async def test_nothing_comes_in_under_a_recovery_copy(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    async with at_the_program(published_blog) as person:
        await person.press("enter")
        await person.write("Des mots. ")
        person.editor.keep_copy()
    before = git(published_blog, "rev-parse", "HEAD")
    publish(other_clone, git, POST, "Là-bas")
    async with at_the_program(published_blog) as person:
        assert git(published_blog, "rev-parse", "HEAD") == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_line_above_tells_both_what_comes_and_what_goes(
    diverged: Path, size: tuple[int, int]
) -> None:
    async with at_the_program(diverged, size=size) as person:
        assert "↓" in person.text()
        assert person.line(0).endswith("1 to take in (g) · 1 to publish")


async def test_taking_in_joins_both_sides_and_publishes_nothing(
    diverged: Path, bare_remote: Path, git: Git
) -> None:
    ours, theirs = heads(git, diverged, bare_remote)
    async with at_the_program(diverged) as person:
        await person.press("g")
        assert person.message == "Taken in: “Là-bas” (changed)."
        assert "Là-bas" in person.titles
    assert git(diverged, "log", "-1", "--format=%P") == f"{ours} {theirs}"
    assert git(bare_remote, "rev-parse", "main") == theirs


async def test_what_both_changed_is_asked_and_nothing_published(
    diverged: Path, bare_remote: Path, git: Git
) -> None:
    (diverged / POST).write_text("---\ntitle: Chez moi\n---\n\nTexte.\n", encoding="utf-8")
    git(diverged, "commit", "--quiet", "-am", "Chez moi")
    ours, theirs = heads(git, diverged, bare_remote)
    async with at_the_program(diverged) as person:
        await person.press("g")
        assert person.at == "ConflictScreen"
        await person.press("escape")
        assert person.message == "Nothing was joined, here or there; g shows both versions again."
        assert heads(git, diverged, bare_remote) == (ours, theirs)
        await person.press("g", "T", "enter")
        assert person.message == "Taken in: “Là-bas” (changed)."
    assert git(diverged, "log", "-1", "--format=%P") == f"{ours} {theirs}"
    assert git(bare_remote, "rev-parse", "main") == theirs


async def test_a_post_of_which_mine_was_kept_is_not_told_as_changed(diverged: Path, git: Git) -> None:
    (diverged / POST).write_text("---\ntitle: Chez moi\n---\n\nTexte.\n", encoding="utf-8")
    git(diverged, "commit", "--quiet", "-am", "Chez moi")
    async with at_the_program(diverged) as person:
        await person.press("g", "M", "enter")
        assert person.message == "Taken in from origin/main; nothing here changes by it."
    assert "Chez moi" in (diverged / POST).read_text(encoding="utf-8")


async def test_a_draft_is_not_published_by_who_wants_to_take_in(
    diverged: Path, bare_remote: Path, git: Git
) -> None:
    (diverged / DRAFT).write_text("---\ntitle: Idée\ndate: 2026-11-05\ndraft: true\n---\n", encoding="utf-8")
    git(diverged, "add", DRAFT)
    git(diverged, "commit", "--quiet", "-m", "Idée")
    _, theirs = heads(git, diverged, bare_remote)
    async with at_the_program(diverged) as person:
        while person.selected != "Idée":
            await person.press("down")
        await person.press("p")
        assert "“Idée” is a draft." in person.asked
        assert "Take in only (g)" in person.text()
        assert "1 change of the other side is to be taken in" in person.asked
        await person.press("g")
        assert person.message == "Taken in: “Là-bas” (changed)."
    assert git(bare_remote, "rev-parse", "main") == theirs
    assert "draft: true" in (diverged / DRAFT).read_text(encoding="utf-8")


async def choose_stale(person: Person, *keys: str) -> None:
    while person.selected != "Le WiFi de l’hôtel":
        await person.press("down")
    await person.press("enter")
    assert "The other side has a newer version of “Le WiFi de l’hôtel”." in person.asked
    assert f"Change {POST}." in person.asked
    await person.press(*keys)


async def test_a_stale_post_says_so_before_one_types_and_is_taken_in_first(diverged: Path) -> None:
    async with at_the_program(diverged) as person:
        await choose_stale(person, "g")
        assert person.at == "EditorScreen"
        assert person.editor.post.title == "Là-bas"
        assert person.message == "Taken in: “Là-bas” (changed)."
        await person.press("escape")
        assert person.at == "ListScreen"
        assert not person.message


async def test_a_stale_post_opens_all_the_same_or_not(diverged: Path) -> None:
    async with at_the_program(diverged) as person:
        await choose_stale(person, "n")
        assert person.at == "ListScreen"
        await choose_stale(person, "o")
        assert person.at == "EditorScreen"
        assert person.editor.post.title == "Le WiFi de l’hôtel"
        await person.press("escape")
        while person.selected != "Ici":
            await person.press("down" if person.selected != person.titles[-1] else "home")
        await person.press("enter")
        assert person.at == "EditorScreen"


async def test_a_post_deleted_there_is_taken_in_and_not_opened(
    diverged: Path, other_clone: Path, git: Git
) -> None:
    (other_clone / POST).unlink()
    git(other_clone, "commit", "--quiet", "-am", f"Change {POST}")
    git(other_clone, "push", "--quiet")
    async with at_the_program(diverged) as person:
        await choose_stale(person, "g")
        assert person.at == "ListScreen"
        assert person.message == "Taken in: “Le WiFi de l’hôtel” (deleted)."
