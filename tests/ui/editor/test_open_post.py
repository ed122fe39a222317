"""The open post without a screen: what is unsaved, and undo through what shows and hides the header."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.editor.open_post import OpenPost
from tests.ui.editor.editing import open_text

DATA = b"---\ntitle: Un\n---\n\nTexte\n"
POST = Post("posts/a.md", DATA)


def show_header(opened: OpenPost) -> None:
    opened.show(opened.buffer.with_header(opened.area.content))


def hide_header(opened: OpenPost) -> None:
    opened.show(opened.buffer.without_header(opened.area.content))


def test_a_new_post_without_a_word_holds_nothing_to_save() -> None:
    opened = open_text(POST, None)
    assert opened.changed
    assert opened.unsaved
    empty = open_text(Post("posts/a.md", b"---\ntitle: Un\n---\n"), None)
    assert empty.changed
    assert not empty.unsaved


def test_showing_and_hiding_the_header_changes_nothing() -> None:
    opened = open_text(POST, POST)
    show_header(opened)
    assert opened.area.text == DATA.decode()
    assert opened.lines_above(opened.body()) == 3
    hide_header(opened)
    assert opened.area.text == "Texte\n"
    assert (opened.changed, opened.edited().data) == (False, DATA)


@pytest.mark.parametrize("steps", range(5))
def test_however_far_one_undoes_the_header_is_the_file_s(steps: int) -> None:
    opened = open_text(POST, POST)
    opened.area.insert_text("a ")
    show_header(opened)
    opened.area.goto(4)
    opened.area.insert_text("b ")
    hide_header(opened)
    texts = [opened.edited().data]
    for _step in range(steps):
        opened.undo()
        texts.append(opened.edited().data)
    for text in reversed(texts[:-1]):
        opened.redo()
        assert opened.edited().data == text
    assert opened.edited().data.startswith(b"---\ntitle: Un\n---\n\n")
    assert opened.edited().problem is None


def test_what_was_typed_before_the_header_was_shown_is_saved_again_once_it_is_undone() -> None:
    opened = open_text(POST, POST)
    opened.area.insert_text("a ")
    show_header(opened)
    assert opened.changed
    opened.undo()
    assert opened.changed
    opened.undo()
    assert not opened.changed
    opened.redo()
    assert opened.changed


def test_what_is_typed_after_an_undo_is_a_step_of_its_own() -> None:
    opened = open_text(POST, POST)
    show_header(opened)
    opened.area.insert_typed("a")
    opened.undo()
    opened.area.insert_typed("b")
    opened.undo()
    assert opened.buffer.as_text
    assert opened.area.text == DATA.decode()


def test_a_header_that_cannot_be_read_is_not_hidden() -> None:
    opened = open_text(POST, POST)
    show_header(opened)
    opened.area.goto(1, 7)
    opened.area.insert_text("[")
    assert opened.problem
    hide_header(opened)
    assert opened.buffer.as_text
    assert opened.area.text == "---\ntitle: [Un\n---\n\nTexte\n"
