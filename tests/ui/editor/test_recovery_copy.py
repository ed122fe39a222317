"""The recovery copy: the whole file of what is on the screen, and the caret in what will be shown of it."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core import recovery
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.i18n.dates import clock
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.editor.screen import EditorScreen
from blogwifi_tui.ui.editor.status import safety_words
from blogwifi_tui.ui.services import Timings
from tests.ui.editor.editing import open_text
from tests.ui.person import CALM, at_the_program

POST = Post("posts/a.md", b"---\ntitle: Un\n---\n\nTexte\n")


def copied(opened: OpenPost, tmp_path: Path) -> dict[str, object] | None:
    """What is kept of the post, if anything."""
    journal = Journal(recovery_dir(), lambda _error: None)
    RecoveryCopy(opened, tmp_path, journal).keep()
    journal.flush()
    files = list(recovery_dir().glob("*.recovery"))
    return json.loads(files[0].read_bytes()) if files else None


def test_what_the_file_holds_is_not_copied(tmp_path: Path) -> None:
    assert copied(open_text(POST, POST), tmp_path) is None


def test_a_copy_is_the_whole_file(tmp_path: Path) -> None:
    opened = open_text(POST, POST)
    opened.area.insert_text("Mot. ")
    held = copied(opened, tmp_path)
    assert held
    assert (held["text"], held["row"], held["column"]) == ("---\ntitle: Un\n---\n\nMot. Texte\n", 0, 5)
    assert (held["base"], held["root"]) == (POST.digest, str(tmp_path))


def test_the_caret_is_where_it_will_be_when_the_header_is_hidden_again(tmp_path: Path) -> None:
    opened = open_text(POST, POST)
    opened.show(opened.buffer.with_header(opened.area.content))
    opened.area.goto(4)
    opened.area.insert_text("Mot. ")
    held = copied(opened, tmp_path)
    assert held
    assert (held["text"], held["row"], held["column"]) == ("---\ntitle: Un\n---\n\nMot. Texte\n", 0, 5)


def test_the_caret_stays_in_a_header_that_cannot_be_read(tmp_path: Path) -> None:
    opened = open_text(POST, POST)
    opened.show(opened.buffer.with_header(opened.area.content))
    opened.area.goto(1, 7)
    opened.area.insert_text("[")
    held = copied(opened, tmp_path)
    assert held
    assert (held["row"], held["column"]) == (1, 8)


def test_what_a_form_is_about_to_change_is_copied_and_stays_so_when_it_is_given_up(
    tmp_path: Path,
) -> None:
    journal = Journal(recovery_dir(), lambda _error: None)
    copy = RecoveryCopy(open_text(POST, POST), tmp_path, journal)
    copy.keep_pending(lambda post: post.with_title("Deux"))
    journal.flush()
    [file] = recovery_dir().glob("*.recovery")
    assert "title: Deux" in json.loads(file.read_bytes())["text"]
    copy.give_up_pending()
    journal.flush()
    assert [*recovery_dir().glob("*.recovery")] == [file]


def test_what_the_own_editor_has_is_on_the_disk_all_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "_run", lambda _self: None)  # nobody but who asks writes
    fsync, synced = os.fsync, []

    def watched(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    opened = open_text(POST, POST)
    opened.area.insert_text("Mot. ")
    copy = RecoveryCopy(opened, tmp_path, Journal(recovery_dir(), lambda _error: None))
    file = copy.hand_over("Mot. Texte\n")
    assert synced == [False, True, False, True], "the copy, then the file, each with its folder"
    [kept] = recovery_dir().glob("*.recovery")
    assert json.loads(kept.read_bytes())["head"] == "---\ntitle: Un\n---\n\n"
    assert file.read_text(encoding="utf-8") == "Mot. Texte\n"
    opened.area.insert_text("Autre. ")
    copy.take_back()
    assert file.exists()
    copy.settle()
    held = json.loads(kept.read_bytes())
    assert (held["head"], held["text"]) == (None, "---\ntitle: Un\n---\n\nMot. Autre. Texte\n")
    assert not file.exists()


def test_a_text_that_the_own_editor_left_as_it_was_leaves_nothing(tmp_path: Path) -> None:
    copy = RecoveryCopy(open_text(POST, POST), tmp_path, Journal(recovery_dir(), lambda _error: None))
    file = copy.hand_over("Texte\n")
    copy.take_back()
    copy.settle()
    assert not file.exists()
    assert not list(recovery_dir().glob("*.recovery"))


def test_the_file_of_the_own_editor_stays_where_the_copy_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_text(POST, POST)
    opened.area.insert_text("Mot. ")
    copy = RecoveryCopy(opened, tmp_path, Journal(recovery_dir(), lambda _error: None))
    file = copy.hand_over("Mot. Texte\n")

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(recovery, "keep", full)
    copy.take_back()
    copy.settle()
    assert copy.off
    assert file.exists()


def test_a_copy_that_was_written_before_the_disk_was_full_is_named_and_nothing_more_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, journal = open_text(POST, POST), Journal(recovery_dir(), lambda _error: None)
    copy = RecoveryCopy(opened, tmp_path, journal)
    assert copy.comfort() == ""
    opened.area.insert_text("Mot. ")
    copy.keep()
    journal.flush()
    assert journal.written
    time = clock(journal.written)
    assert copy.comfort() == f"What you typed is in the recovery copy of {time}."

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(recovery, "keep", full)
    opened.area.insert_text("Suite. ")
    copy.keep()
    journal.flush()
    assert copy.comfort().startswith(f"The recovery copy holds what you typed until {time}; no newer one")
    assert safety_words(opened, journal) == ("not saved", "recovery is off", f"recovery copy {time}")
    journal.forget()
    assert copy.comfort() == "What you typed is only on this screen: no copy of it can be written."


async def test_a_save_that_fails_names_the_copy_there_is(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.write("Fragile. ")
        person.editor.keep_copy()
        person.editor.services.journal.flush()

        def full(*_: object) -> NoReturn:
            raise FileFailed("posts/a.md", errno.ENOSPC, "write")

        monkeypatch.setattr(Blog, "save", full)
        await person.press("ctrl+s")
        assert person.message.startswith("What you typed is in the recovery copy of ")
        assert "the disk is full" in person.message


def test_what_is_left_without_being_saved_is_copied_once(tmp_path: Path) -> None:
    journal = Journal(recovery_dir(), lambda _error: None)
    opened = open_text(POST, POST)
    opened.area.insert_text("Mot. ")
    copy = RecoveryCopy(opened, tmp_path, journal)
    copy.leave()
    copy.keep()
    journal.flush()
    assert len(list(recovery_dir().glob("*.recovery"))) == 1


def test_a_form_that_is_as_it_was_leaves_no_copy(tmp_path: Path) -> None:
    journal = Journal(recovery_dir(), lambda _error: None)
    copy = RecoveryCopy(open_text(POST, POST), tmp_path, journal)
    copy.keep_pending(lambda post: post.with_title("Deux"))
    journal.flush()
    copy.keep_pending(None)
    copy.give_up_pending()
    journal.flush()
    assert not list(recovery_dir().glob("*.recovery"))


async def test_a_copy_is_taken_within_a_second_of_a_key(blog: Path) -> None:
    assert Timings().copy <= 0.4, "the rest of the second is for the disk"
    async with at_the_program(blog, timings=replace(CALM, copy=0.01)) as person:
        await person.press("down", "down", "enter")
        await person.write("Fragile. ")
        async with asyncio.timeout(60):
            while not list(recovery_dir().glob("*.recovery")):
                await asyncio.sleep(0.01)


async def test_a_copy_is_taken_after_the_time_that_is_set_and_no_later(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_timer, waits = EditorScreen.set_timer, []

    def watched(self: EditorScreen, delay: float, *given: Any, **more: Any) -> Any:
        waits.append(delay)
        return set_timer(self, delay, *given, **more)

    monkeypatch.setattr(EditorScreen, "set_timer", watched)
    async with at_the_program(blog, timings=replace(CALM, copy=4321.0)) as person:
        await person.press("down", "down", "enter")
        await person.write("Fragile. ")
        assert 4321.0 in waits
