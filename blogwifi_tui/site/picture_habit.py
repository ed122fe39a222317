"""Where the newest posts of a blog keep their pictures, and how they name them: ``/img/{year}/{month}/``."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from blogwifi_tui.content.post_files import name_of, stem_of
from blogwifi_tui.site.address import date_marks
from blogwifi_tui.site.paths import between

if TYPE_CHECKING:
    from datetime import datetime

ENOUGH: Final = 12
"""Posts with pictures that show where they go."""
_HERE: Final = "{here}"


class Shown(NamedTuple):
    """A picture of the blog that a post shows."""

    post: str
    date: datetime | None
    """Of the post."""
    address: str
    """As the post names it."""
    file: str
    """Where it is."""


class Habit(NamedTuple):
    """Where pictures go, with what comes from the post in braces."""

    folder: str
    """In the blog; ``{here}`` is the folder of the post."""
    address: str | None
    """What stands before the name of a file; None: the way there from the post."""

    def place(self, post: str, date: datetime | None) -> tuple[str, str]:
        """The folder for the pictures of a post, and what stands before a name in it."""
        here = posixpath.dirname(post)
        folder = _filled(self.folder.replace(_HERE, here), post, date).strip("/")
        if self.address is None:
            return folder, f"{between(post, folder)}/"
        return folder, quote(_filled(self.address, post, date), safe="/{}|:")


def habit_of(shown: Iterable[Shown]) -> Habit | None:
    """What most posts do, newest first; None when none shows a picture."""
    counts: Counter[Habit] = Counter()
    seen: dict[str, set[Habit]] = {}
    for each in shown:
        habits = seen.setdefault(each.post, set())
        if len(seen) > ENOUGH:
            break
        habit = _habit(each)
        if habit not in habits:
            habits.add(habit)
            counts[habit] += 1
    return max(counts, key=lambda habit: counts[habit]) if counts else None


def _habit(shown: Shown) -> Habit:
    folder, here = posixpath.dirname(shown.file), posixpath.dirname(shown.post)
    before = unquote(shown.address.rpartition("/")[0])
    before = f"{before}/" if "/" in shown.address else ""
    if before.startswith("../"):
        return Habit(_marked(folder, shown), None)
    if before.startswith(("/", "{", "|", "@", "~")) or ":" in before:
        return Habit(_marked(folder, shown), _marked(before, shown))
    inner = folder.removeprefix(here).strip("/") if here else folder
    return Habit(_marked(f"{_HERE}/{inner}" if inner else _HERE, shown), _marked(before, shown))


def _marks(post: str, date: datetime | None) -> dict[str, str]:
    return {**date_marks(date), "{name}": name_of(post), "{slug}": stem_of(post)}


def _marked(text: str, shown: Shown) -> str:
    """``text`` with each part that comes from the post in braces; a day counts only behind its month."""
    waiting = _marks(shown.post, shown.date)
    found: list[str] = []
    for part in text.split("/"):
        mark = next((mark for mark, value in waiting.items() if value == part), part)
        if mark in ("{month}", "{day}") and "{year}" not in found:
            mark = part
        if mark == "{day}" and "{month}" not in found:
            mark = part
        waiting.pop(mark, None)
        found.append(mark)
    return "/".join(found)


def _filled(text: str, post: str, date: datetime | None) -> str:
    """The other way round; what the post does not say, its folder for a date, is left out."""
    for mark, value in _marks(post, date).items():
        text = text.replace(mark, value)
    for mark in ("{year}", "{month}", "{day}"):
        text = text.replace(f"{mark}/", "").replace(f"/{mark}", "")
    return text
