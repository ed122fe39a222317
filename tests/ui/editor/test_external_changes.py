"""What goes wrong while one writes: other programs, lost sessions, an unknown name; nothing typed is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.core.recovery import Copy, keep
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.list.screen import ListScreen
from tests.conftest import Git
from tests.ui.list.test_post_actions import last_commit
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
THEIRS = "---\ntitle: Le WiFi de l’hôtel\n---\n\nLeur texte.\n"


async def test_a_file_changed_outside_is_not_written_over_and_both_texts_can_be_kept(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        (blog / HOTEL).write_text(THEIRS, encoding="utf-8")
        await person.write("Mon texte. ")
        await person.press("ctrl+s")
        assert "Another program changed this post." in person.asked
        await person.press("enter", "escape")
        assert person.editor.area.text.startswith("Mon texte. ")
    assert (blog / HOTEL).read_text(encoding="utf-8") == THEIRS
    beside = [path for path in (blog / "posts").glob("2020-03-04-hotel*") if path.name != Path(HOTEL).name]
    assert ["Mon texte. " in path.read_text(encoding="utf-8") for path in beside] == [True]


async def test_the_other_text_can_be_shown_and_undo_brings_mine_back(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        (blog / HOTEL).write_text(THEIRS, encoding="utf-8")
        await person.write("Mon texte. ")
        await person.press("ctrl+s", "ctrl+d")
        assert person.editor.area.text == "Leur texte.\n"
        assert person.line(-2).endswith(" saved")
        await person.press("ctrl+z")
        assert person.editor.area.text.startswith("Mon texte. ")
        assert "not saved" in person.line(-2)
    assert (blog / HOTEL).read_text(encoding="utf-8") == THEIRS


async def test_one_can_stay_with_a_file_changed_outside_and_nothing_is_written(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        (blog / HOTEL).write_text(THEIRS, encoding="utf-8")
        await person.write("Mon texte. ")
        await person.press("ctrl+s", "escape")
        assert person.editor.area.text.startswith("Mon texte. ")
    assert (blog / HOTEL).read_text(encoding="utf-8") == THEIRS


async def test_a_file_deleted_outside_can_be_written_again(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        (blog / HOTEL).unlink()
        await person.write("Mon texte. ")
        await person.press("ctrl+s")
        assert "Another program deleted this post." in person.asked
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
    assert "Mon texte. Texte" in (blog / HOTEL).read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_identity")
async def test_who_commits_is_asked_once_and_the_commit_goes_through(tmp_path: Path, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("---\ntitle: Un\n---\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    async with at_the_program(tmp_path) as person:
        await person.press("enter")
        await person.write("Texte.")
        await person.press("ctrl+s", "enter")
        assert "Who are you?" in person.asked
        await person.press("enter", "enter")
        assert "Type your name" in person.asked  # and the field that lacks has the caret
        await person.write("Jeanne")
        await person.press("enter")
        await person.write("jeanne@exemple.fr")
        await person.press("enter")
        assert person.message.startswith("Committed ")
        await person.write("Encore.")
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
    assert git(tmp_path, "log", "--format=%an <%ae>").split("\n") == ["Jeanne <jeanne@exemple.fr>"] * 2


@pytest.mark.usefixtures("no_identity")
async def test_closing_the_form_keeps_the_text_and_says_what_is_missing(tmp_path: Path, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("---\ntitle: Un\n---\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    async with at_the_program(tmp_path) as person:
        await person.press("enter")
        await person.write("Texte.")
        await person.press("ctrl+s", "enter", "escape")
        assert person.message.startswith("Your text is saved. ")
        await person.press("ctrl+s")
        assert "Commit: Add: Un" in person.text()
    assert "Texte." in (tmp_path / "posts" / "a.md").read_text(encoding="utf-8")


def left_behind(blog: Path, path: str, text: str, caret: tuple[int, int] = (0, 0)) -> Copy:
    """What a program that is gone had on its screen."""
    copy = Copy(str(blog), path, "", text, *caret, time=1_700_000_000.0, pid=os.getpid())
    keep(recovery_dir(), copy)
    return copy


async def test_what_an_earlier_run_could_not_save_is_offered_with_its_differences_and_taken_up(
    blog: Path,
) -> None:
    text = (blog / HOTEL).read_text(encoding="utf-8").replace("Texte", "Le texte perdu")
    left_behind(blog, HOTEL, text)
    async with at_the_program(blog) as person:
        assert "“Le WiFi de l’hôtel” was not saved." in person.asked
        assert "+Le texte perdu de 2020" in person.asked
        await person.press("t")
        assert person.editor.area.text.startswith("Le texte perdu")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "escape")
    assert (blog / HOTEL).read_text(encoding="utf-8") == text
    assert list(recovery_dir().glob("*.recovery")) == []


async def test_a_new_post_begun_at_once_after_the_start_is_not_interrupted(blog: Path) -> None:
    async with at_the_program(blog) as person:
        start = person.app.screen_stack[0]
        assert isinstance(start, ListScreen)
        await person.press("n")
        start.begin()  # what the first sight of the list does not wait for, here after the first key
        await person.idle()
        await person.write("Dans la première demi-seconde")
        await person.press("enter", "enter")
        assert person.at == "EditorScreen"
        assert person.editor.post.title == "Dans la première demi-seconde"


async def test_what_an_earlier_run_could_not_save_waits_for_what_was_opened_before_it(blog: Path) -> None:
    async with at_the_program(blog) as person:
        start = person.app.screen_stack[0]
        assert isinstance(start, ListScreen)
        left_behind(blog, HOTEL, "---\ntitle: Le WiFi de l’hôtel\n---\n\nPerdu.\n")
        await person.press("n")
        start.begin()
        await person.idle()
        await person.write("Entre-temps")
        await person.press("escape", "escape")
        assert "“Le WiFi de l’hôtel” was not saved." in person.asked
        await person.press("t")
        assert person.editor.area.text.startswith("Perdu.")


async def test_the_caret_stands_where_it_stood(blog: Path) -> None:
    left_behind(blog, HOTEL, "---\ntitle: Le WiFi de l’hôtel\n---\n\nUn.\n\nDeux, et perdu.\n", (2, 5))
    async with at_the_program(blog) as person:
        await person.press("t")
        assert person.editor.area.cursor_location == (2, 5)
        await person.write("là ")
        assert person.editor.area.text == "Un.\n\nDeux,là  et perdu.\n"


@pytest.mark.parametrize("caret", [(99, 0), (0, 999)])
async def test_a_caret_that_is_not_in_the_text_does_no_harm(blog: Path, caret: tuple[int, int]) -> None:
    left_behind(blog, HOTEL, "---\ntitle: Le WiFi de l’hôtel\n---\n\nPerdu.\n", caret)
    async with at_the_program(blog) as person:
        await person.press("t")
        await person.write("Ici.")
        assert "Ici." in person.editor.area.text


async def test_what_another_window_left_since_the_start_is_offered_when_its_post_is_opened(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        left_behind(blog, HOTEL, "---\ntitle: Le WiFi de l’hôtel\n---\n\nDe l’autre fenêtre.\n")
        await person.press("down", "down", "enter")
        assert "+De l’autre fenêtre." in person.asked
        await person.press("t")
        assert person.editor.area.text == "De l’autre fenêtre.\n"


async def test_a_copy_left_for_later_is_offered_again_and_one_thrown_away_is_not(blog: Path) -> None:
    left_behind(blog, HOTEL, "---\ntitle: Le WiFi de l’hôtel\n---\n\nPerdu.\n")
    async with at_the_program(blog) as person:
        await person.press("l")
        assert person.at == "ListScreen"
        await person.press("down", "down", "enter")
        assert "was not saved." in person.asked
        await person.press("escape", "escape")
    async with at_the_program(blog) as person:
        assert "was not saved." in person.asked
        await person.write("x")
        assert "was not saved." in person.asked, "a letter typed before the question came throws nothing away"
        await person.press("ctrl+x")
    async with at_the_program(blog) as person:
        assert person.at == "ListScreen"
    assert "Perdu" not in (blog / HOTEL).read_text(encoding="utf-8")


async def test_a_new_post_that_was_never_saved_is_offered_too(blog: Path) -> None:
    left_behind(blog, "posts/2022-02-02-perdu.md", "---\ntitle: Perdu\n---\n\nRetrouvé.\n")
    async with at_the_program(blog) as person:
        assert "“Perdu” was not saved." in person.asked
        await person.press("t")
        assert person.editor.area.text == "Retrouvé.\n"
        await person.press("ctrl+s", "enter", "escape")
        assert "Perdu" in person.titles


async def test_a_copy_is_kept_of_what_is_typed_and_removed_once_it_is_saved(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.write("Fragile. ")
        person.editor.keep_copy()
        person.editor.services.journal.flush()
        [copy] = recovery_dir().glob("*.recovery")
        assert "Fragile. Texte" in copy.read_text()
        await person.press("ctrl+s", "escape")
        assert list(recovery_dir().glob("*.recovery")) == []


async def test_a_full_disk_is_said_and_the_text_stays(blog: Path, git: Git) -> None:
    from blogwifi_tui.content import atomic

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    before = (blog / HOTEL).read_bytes()
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.write("Mon texte. ")
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(atomic.os, "fsync", full)
            await person.press("ctrl+s")
            assert "the disk is full" in person.message
            assert person.editor.area.text.startswith("Mon texte. ")
        assert (blog / HOTEL).read_bytes() == before
        await person.press("ctrl+s", "enter")
    assert last_commit(git, blog)[1] == [f"M {HOTEL}"]
