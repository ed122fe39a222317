"""Keys that arrive faster than what they ask for: each is meant for what the one before it opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
from textual.widgets import Input

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.remote_address import Remote
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.ui import key_queue
from blogwifi_tui.ui.app import BlogApp
from tests.conftest import Git
from tests.ui.person import CALM, Person, WatchedThreads, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a verb of the blog take longer than a key is waited for whose effect is not known."""
    late = 0.0
    monkeypatch.setattr(key_queue, "monotonic", lambda: monotonic() + late)

    def slowed(name: str, home: type = Blog) -> None:
        verb = getattr(home, name)

        def slowly(*given: object, **named: object) -> object:
            nonlocal late
            late += 1.2 * key_queue.PATIENCE
            sleep(3 * key_queue.GLANCE)
            return verb(*given, **named)

        monkeypatch.setattr(home, name, slowly)

    for name in ("compose", "conventions", "differs", "is_kept"):
        slowed(name)
    slowed("name", Remote)
    return slowed


async def test_a_text_typed_while_a_new_post_opens_is_in_it(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.burst("n", *"Dans le train", "enter", "enter", *"Tout est là.")
        assert (person.editor.post.title, person.editor.area.text.strip()) == (
            "Dans le train",
            "Tout est là.",
        )


async def test_a_text_typed_while_a_post_is_read_is_in_it(blog: Path, slow: Callable[[str], None]) -> None:
    async with at_the_program(blog) as person:
        slow("read")
        await person.burst("down", "down", "enter", *"quelques mots. ")
        assert person.editor.area.text.startswith("quelques mots. Texte de ")


@pytest.mark.parametrize(
    "text",
    [
        "- un\n- deux\n- trois\n\nFin de liste.\n",
        "1. un\n2. deux\n3. trois\n",
        "> une citation\n> sur deux lignes\n\nFin.\n",
        "Avant :\n\n    code un\n        code deux\n\tcode trois\n",
        "- [ ] a\n- [x] b\n\nFin.\n",
        "# Titre\n\n" + "Une très longue ligne. " * 20 + "\n\n- un\n",
    ],
)
async def test_a_paste_that_the_terminal_does_not_mark_is_written_as_it_is(blog: Path, text: str) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter", "ctrl+a", "backspace")
        await person.burst(
            *("enter" if letter == "\n" else "tab" if letter == "\t" else letter for letter in text)
        )
        assert person.editor.area.text == text


async def test_a_list_that_is_typed_goes_on_by_itself(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter", "ctrl+a", "backspace")
        await person.press(*"- un article plus long", "enter", *"deux", "enter", "enter", *"Fin")
        assert person.editor.area.text == "- un article plus long\n- deux\nFin"
        await person.burst("enter", *"- a", "enter", *"b")
        assert person.editor.area.text.endswith("Fin\n- a\n- b")


async def test_enter_right_after_ctrl_s_commits(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.burst(*"Ajout. ", "ctrl+s", "enter")
        assert person.message.startswith("Committed ")
        assert person.editor.area.text.startswith("Ajout. Texte de ")
    assert git(blog, "show", f"HEAD:{HOTEL}").split("\n\n")[1].startswith("Ajout. Texte de ")


async def test_p_twice_at_once_publishes_the_draft_under_the_cursor(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.burst("down", "p", "p")
        assert person.message == "Published: 1 new post."
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Publish: Un brouillon"


async def test_the_answer_that_deletes_is_taken_only_once_the_question_was_seen(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.burst("down", "down", "delete", "ctrl+d")
        assert "Delete “Le WiFi de l’hôtel”?" in person.asked
        await person.press("ctrl+d")
        assert person.message == "Deleted: “Le WiFi de l’hôtel”."
    assert git(blog, "log", "-1", "--format=%s") == "Delete: Le WiFi de l’hôtel"


async def test_a_title_typed_while_the_fields_open_is_in_the_form(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.burst("f6", *" et du lac", "ctrl+s")
        assert person.editor.post.title == "Le WiFi de l’hôtel et du lac"


async def test_letters_typed_while_the_posts_to_link_to_are_read_narrow_them(
    blog: Path, slow: Callable[[str], None]
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        slow("posts")
        await person.burst("ctrl+o", *"eglise", "enter")
        assert "(2014-02-03-eglise.md)" in person.editor.area.text
        assert "eglise[" not in person.editor.area.text


async def test_esc_right_after_enter_leaves_once_the_commit_is_made(blog: Path, git: Git) -> None:
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nsleep 0.3\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(open_guarded(blog))
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.burst(*"Ajout. ", "ctrl+s", "enter", "escape")
        assert person.at == "ListScreen"
    assert git(blog, "log", "-1", "--format=%s") == "Edit: Le WiFi de l’hôtel"


async def test_lines_pasted_in_a_field_are_joined_by_a_blank(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n")
        await person.write("Une suite\r\n  seconde ligne\n")
        field = person.focused
        assert isinstance(field, Input)
        assert field.value == "Une suite seconde ligne"
        person.app.copy_to_clipboard("un\ndeux")
        await person.press("home", "ctrl+v")
        assert field.value == "un deuxUne suite seconde ligne"


async def test_keys_typed_while_the_program_starts_are_taken_in_order(blog: Path) -> None:
    opened = Blog.open(blog)
    app = BlogApp(opened, opened.known_posts(), threads=WatchedThreads(), timings=CALM)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        person = Person(app, pilot)
        await person.burst("n", *"Dans le train", "enter", "enter", *"Tout est là.")
        assert (person.editor.post.title, person.editor.area.text.strip()) == (
            "Dans le train",
            "Tout est là.",
        )
