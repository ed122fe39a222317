"""What the status line says: how long the post is, where the caret is, what is safe."""

from __future__ import annotations

from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.i18n.dates import clock
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.widgets.post_facts import length_words, written_words


class WordCount:
    """The words of the post now, and how many of them were written since it was opened."""

    def __init__(self, words: int) -> None:
        """Begin with a post of so many words."""
        self.now = words
        self._before = words
        self._skips = False

    @property
    def written(self) -> int:
        """How many words were written here; less than none when more were deleted."""
        return self.now - self._before

    def skip(self) -> None:
        """Another program changed the text: the words that makes more or less were not written here."""
        self._skips = True

    def update(self, words: int) -> None:
        """The post has so many words now."""
        if self._skips:
            self._before += words - self.now
            self._skips = False
        self.now = words


def place_words(opened: OpenPost, words: WordCount) -> tuple[str, ...]:
    """Length, place of the caret, and how much was written."""
    row, column = opened.area.cursor_location
    place = _("line {line}, column {column}").format(line=row + 1, column=column + 1)
    return (*length_words(words.now), place, written_words(words.written))


def safety_words(opened: OpenPost, journal: Journal) -> tuple[str, ...]:
    """Whether what is shown is saved, committed, or at least copied."""
    if opened.changed:
        words = _("new, not saved") if opened.buffer.before is None else _("not saved")
        if opened.buffer.before is None and not any(map(str.strip, opened.area.lines)):
            return words, _("still empty")
        off = (_("recovery is off"),) if journal.off else ()
        copied = (f"{_('recovery copy')} {clock(journal.written)}",) if journal.written else ()
        return (words, *off, *copied)
    return (_("commit {sha}").format(sha=opened.committed) if opened.committed else _("saved"),)
