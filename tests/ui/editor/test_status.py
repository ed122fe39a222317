"""The words of the post: those written here are told from those that came from elsewhere."""

from __future__ import annotations

from blogwifi_tui.ui.editor.status import WordCount


def test_words_written_here_are_counted_since_the_post_was_opened() -> None:
    words = WordCount(10)
    words.update(13)
    assert (words.now, words.written) == (13, 3)
    words.update(8)
    assert words.written == -2


def test_words_from_elsewhere_are_not_counted_as_written_here() -> None:
    words = WordCount(10)
    words.update(12)
    words.skip()
    words.update(30)
    assert (words.now, words.written) == (30, 2)
    words.update(31)
    assert words.written == 3
