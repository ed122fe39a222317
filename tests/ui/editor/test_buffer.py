"""Which part of a post is on the screen, and how it becomes the file again."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.editor.buffer import EditorBuffer


def buffer(data: bytes, *, new: bool = False) -> EditorBuffer:
    post = Post("posts/a.md", data)
    return EditorBuffer.of(post, None if new else post)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"---\ntitle: A\n---\n\nTexte\n", "Texte\n"),
        (b"---\ntitle: A\n---\n \t\r\n\nTexte", "Texte"),
        (b"---\ntitle: A\n---\n", ""),
        (b"+++\ntitle = 'A'\n+++\nTexte\n\n", "Texte\n\n"),
        (b"\n\nSans en-t\xc3\xaate\n", "\n\nSans en-tête\n"),
        (b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\nTexte\r\n", "Texte\r\n"),
    ],
)
def test_the_header_and_the_blank_lines_after_it_are_not_shown_and_nothing_changes_unasked(
    data: bytes, shown: str
) -> None:
    opened = buffer(data)
    assert opened.text == shown
    assert opened.joined(shown).data == data
    assert not opened.unsaved


def test_what_is_written_stands_where_the_text_stood() -> None:
    assert buffer(b"---\ntitle: A\n---\n\n\nAvant\n").joined("Apr\u00e8s\n").data == (
        "---\ntitle: A\n---\n\n\nAprès\n".encode()
    )


def test_a_header_that_cannot_be_read_is_shown_and_stays_shown_once_it_can() -> None:
    opened = buffer(b"---\ntitle: [A\n---\nTexte\n")
    assert opened.text == "---\ntitle: [A\n---\nTexte\n"
    mended = opened.joined("---\ntitle: [A]\n---\nTexte\n")
    saved = opened.saved(mended)
    assert (mended.problem, saved.text) == (None, "---\ntitle: [A]\n---\nTexte\n")
    assert saved.joined(saved.text + "Suite\n").data == b"---\ntitle: [A]\n---\nTexte\nSuite\n"


def test_a_header_typed_into_a_post_that_had_none_is_written_once() -> None:
    opened = buffer(b"Texte\n")
    typed = "---\ntitle: A\n---\nTexte\n"
    saved = opened.saved(opened.joined(typed))
    assert saved.post.title == "A"
    assert saved.joined(typed).data == typed.encode()
    assert saved.joined(f"{typed}Suite\n").data == f"{typed}Suite\n".encode()


def test_a_new_post_is_unsaved_until_it_is_saved() -> None:
    new = buffer(b"---\ntitle: A\n---\n", new=True)
    assert new.unsaved
    assert not new.saved(new.joined("Texte")).unsaved


def test_a_change_of_fields_is_unsaved_and_keeps_the_text() -> None:
    opened = buffer(b"---\ntitle: A\n---\n\nTexte\n")
    changed = opened.with_post(opened.post.with_title("B"))
    assert changed.unsaved
    assert changed.text == "Texte\n"
    assert changed.joined("Autre\n").data == b"---\ntitle: B\n---\n\nAutre\n"


def test_the_whole_file_can_be_told_at_any_moment() -> None:
    opened = buffer(b"---\ntitle: A\n---\n\nTexte\n")
    assert opened.whole("Autre\n") == "---\ntitle: A\n---\n\nAutre\n"
    assert buffer(b"Caf\xe9").whole("Café") == "Caf\udce9"
