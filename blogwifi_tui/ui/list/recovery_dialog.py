"""Offering what another run of the program could not save: with its differences, never silently."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Copy, drop, found
from blogwifi_tui.errors import FileError
from blogwifi_tui.i18n.dates import date_time
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.widgets.dialogs import Choice, Question

MOST_LINES = 400
"""Lines of differences shown."""


@dataclass(frozen=True, slots=True)
class RecoveryOffer:
    """A copy, and the file it is to be compared with."""

    copy: Copy
    post: Post
    """What was typed."""
    before: Post | None
    """The file as it is now; None when there is none."""

    @property
    def moved_on(self) -> bool:
        """Whether the file changed since the copy's text was opened."""
        return self.before is not None and self.before.digest != self.copy.base

    def question(self) -> Question:
        """Take, drop, or later."""
        when = date_time(dt.datetime.fromtimestamp(self.copy.time).astimezone())
        text = _("Typed until {when}, and not in the file:").format(when=when)
        if self.moved_on:
            text = f"{_('The file has changed since; nothing is written until you save.')}\n{text}"
        answers = [
            Choice("take", _("Take it up again"), "t"),
            Choice("later", _("Later"), "l"),
            Choice("drop", _("Throw it away"), "ctrl+x", deliberate=True),
        ]
        heading = filled(_("“{title}” was not saved."), title=self.post.title)
        return Question(heading, f"{text}\n\n{self.differences()}", answers)

    def differences(self) -> str:
        """The lines that differ, those of the copy marked ``+``."""
        old = self.before.data.decode("utf-8", "replace") if self.before else ""
        new = self.post.data.decode("utf-8", "replace")
        lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm=""))[2:]
        return "\n".join(line for line in lines[:MOST_LINES] if not line.startswith("@@"))


def find_offers(blog: Blog, own: str) -> list[RecoveryOffer]:
    """The copies of this blog that hold something its files do not; the others are removed as useless.

    ``own`` is this run of the program, which may have left copies too.
    """
    folder = recovery_dir()
    left = []
    for copy in found(folder, blog.root, own=own):
        offer = _offer(blog, copy)
        if offer.before is not None and offer.before.digest == offer.post.digest:
            drop(folder, copy)
        else:
            left.append(offer)
    return left


def drop_copy(offer: RecoveryOffer) -> None:
    """The copy is not wanted, or its text is in another copy now."""
    drop(recovery_dir(), offer.copy)


def _offer(blog: Blog, copy: Copy) -> RecoveryOffer:
    post = Post(copy.path, copy.text.encode("utf-8", "surrogateescape"))
    try:
        return RecoveryOffer(copy, post, blog.read(copy.path))
    except FileError:
        return RecoveryOffer(copy, post, None)
