"""What is put into the text from elsewhere: a picture, a link to another post."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.i18n.dates import SHORT_WIDTH, date_short
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.editor.base_screen import WritingScreen
from blogwifi_tui.ui.widgets.dialogs import Field, Form

_MARKS = re.compile(r"([\\\[\]`*_<])")


async def insert_image(screen: WritingScreen) -> None:
    """Ask for a picture and its description, and write both at the caret; its file is copied by a save."""
    from blogwifi_tui.ui.editor.image_picker import ImagePicker

    if screen.area.read_only:
        screen.say(_("This file is not UTF-8 text: press F5 first."), kind="warning")
        return
    memory = screen.services.memory
    last = Path(memory.view.folder) if memory.view.folder else Path.home()
    folder = last if await screen.threads.disk(last.is_dir) else Path.home()
    source = await screen.app.push_screen_wait(ImagePicker(screen.threads, folder))
    if source is None:
        return
    image = await screen.threads.disk(screen.blog.images.bring, screen.post.path, source, screen.images)
    values = await screen.app.push_screen_wait(_description_form(_one_line(screen.area.selected_text)))
    if values is None:
        return
    screen.remember(replace(memory.view, folder=str(source.parent)))
    screen.images[image.path] = image
    screen.area.insert_text(f"![{_escaped(values['alt'])}]({image.address})")
    if image.data is not None:
        screen.say(_("Saving copies the picture to {path}.").format(path=image.path))


def _description_form(alt: str) -> Form:
    """Asks what the picture shows; nothing is taken for an answer only when it is given twice."""
    warned = False

    def check(values: Mapping[str, str]) -> str | None:
        nonlocal warned
        if values["alt"] or warned:
            return None
        warned = True
        return _(
            "Without a description, who cannot see the picture learns nothing of it. "
            "Enter again leaves it empty, as for an ornament."
        )

    return Form(
        _("Describe the picture"),
        [Field("alt", _("What it shows"), alt, _("The aerial on the church tower"))],
        accept=_("Insert"),
        check=check,
    )


async def link_post(screen: WritingScreen) -> None:
    """Ask for another post by its title, and write a link to it in place of the selection."""
    from blogwifi_tui.ui.widgets.picker import Picker

    if screen.area.read_only:
        screen.say(_("This file is not UTF-8 text: press F5 first."), kind="warning")
        return
    entries, keys = await screen.threads.disk(_others, screen.blog.posts, screen.post.path)
    if not entries:
        screen.say(_("This blog has no other post yet."))
        return
    picked = await screen.app.push_screen_wait(Picker(_("Link to a post"), _Titles(entries), folded=keys))
    if picked is None:
        return
    target = entries[picked]
    address = await screen.threads.disk(screen.blog.link_address, entries, screen.post.path, target.path)
    text = screen.area.selected_text or _escaped(_one_line(target.title))
    screen.area.insert_text(f"[{text}]({address})")


class _Titles(Sequence[str]):
    """How posts are listed: date and title, put into words only for those that are seen."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        entry = self._entries[number]
        date = date_short(entry.date) if entry.date else ""
        return f"{date:{SHORT_WIDTH}}  {_one_line(entry.title)}"


def _others(posts: Callable[[], tuple[Entry, ...]], own: str) -> tuple[list[Entry], list[str]]:
    """The other posts, newest first, and what is looked for in each: its title and its year."""
    entries = [entry for entry in posts() if entry.path != own]
    years = [f" {entry.date.year}" if entry.date else "" for entry in entries]
    keys = [entry.folded.partition("\n")[0] + year for entry, year in zip(entries, years, strict=True)]
    return entries, keys


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Words as Markdown that reads as just these words."""
    return _MARKS.sub(r"\\\1", text)
