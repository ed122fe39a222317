"""What is put into the text from elsewhere: a picture, a link to another post."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import overload

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.picture_metadata import Private
from blogwifi_tui.i18n.dates import SHORT_WIDTH, date_short
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.image_picker import ImagePicker
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.view_memory import EditorView
from blogwifi_tui.ui.widgets.dialogs import Choice, Field, Form, Question
from blogwifi_tui.ui.widgets.picker import Picker

_MARKS = re.compile(r"([\\\[\]`*_<])")


class Insertions:
    """Asks what to insert, and writes it at the caret."""

    def __init__(
        self,
        opened: OpenPost,
        services: Services,
        screen: EditingScreen,
        remember: Callable[[EditorView], object],
    ) -> None:
        """``remember`` keeps the folder that the last picture came from."""
        self._opened = opened
        self._blog = services.blog
        self._threads = services.threads
        self._memory = services.memory
        self._screen = screen
        self._remember = remember

    async def image(self) -> None:
        """Ask for a picture and its description, and write both; its file is copied by a save."""
        opened = self._opened
        if self._is_only_shown():
            return
        last = Path(self._memory.view.folder) if self._memory.view.folder else Path.home()
        folder = last if await self._threads.disk(last.is_dir) else Path.home()
        source = await self._screen.ask(self._picker(folder))
        if source is None:
            return
        image = await self._brought(source)
        if image is None:
            return
        values = await self._screen.ask(_description_form(_one_line(opened.area.selected_text)))
        if values is None:
            return
        self._remember(replace(self._memory.view, folder=str(source.parent)))
        opened.images[image.path] = image
        opened.area.insert_text(f"![{_escaped(values['alt'])}]({image.address})")
        if image.data is not None:
            self._screen.say(_("Saving copies the picture to {path}.").format(path=image.path))

    def _picker(self, folder: Path) -> ImagePicker:
        return ImagePicker(self._threads, folder, root=self._blog.root, own=self._blog.images.files)

    async def _brought(self, source: Path) -> Image | None:
        """The picture as the blog is to have it, asked where it says more than is seen; None: not at all."""
        opened = self._opened
        bring = partial(self._blog.images.bring, opened.post.path, source, opened.images)
        brought = await self._threads.disk(bring)
        if brought.image.data is None:  # it lies in the blog already
            return brought.image
        if not brought.is_understood:
            return brought.image if await self._screen.ask(_not_understood()) == "insert" else None
        if not brought.private:
            return brought.image
        answer = await self._screen.ask(_says_more(brought.private))
        if answer == "keep":
            brought = await self._threads.disk(partial(bring, as_it_is=True))
        return brought.image if answer else None

    async def link_to_post(self) -> None:
        """Ask for another post by its title, and write a link to it in place of the selection."""
        area, path = self._opened.area, self._opened.post.path
        if self._is_only_shown():
            return
        entries, keys = await self._threads.disk(_others, self._blog.posts, path)
        if not entries:
            self._screen.say(_("This blog has no other post yet."))
            return
        picked = await self._screen.ask(Picker(_("Link to a post"), _Titles(entries), folded=keys))
        if picked is None:
            return
        target = entries[picked]
        address = await self._threads.disk(self._blog.addresses.link, entries, path, target)
        text = area.selected_text or _escaped(_one_line(target.title))
        area.insert_text(f"[{text}]({address})")

    def _is_only_shown(self) -> bool:
        """Whether nothing can be inserted, which is said."""
        if self._opened.area.read_only:
            self._screen.say(_("This file is not UTF-8 text: press F5 first."), kind="warning")
        return self._opened.area.read_only


_SAID: Mapping[Private, str] = {
    Private.PLACE: N_("the place where it was taken"),
    Private.SERIAL: N_("which camera took it"),
    Private.THUMBNAIL: N_("a small picture of what it was before"),
}


def _says_more(private: Collection[Private]) -> Question:
    """Asks how a photograph goes into the blog that says more than is seen."""
    said = ", ".join(_(words) for part, words in _SAID.items() if part in private)
    text = _("It holds {said}. Without that, it is upright and keeps its colours.").format(said=said)
    answers = [Choice("clean", _("Insert without"), "i"), Choice("keep", _("With all of it"), "a")]
    return Question(_("This photograph says more than it shows"), text, answers)


def _not_understood() -> Question:
    """Asks before a picture goes into the blog of which nobody can tell what it says."""
    text = _("Whether it says where it was taken cannot be told; it would go into the blog as it is.")
    answers = [Choice("leave", _("Do not insert"), "n"), Choice("insert", _("Insert as it is"), "i")]
    return Question(_("This picture cannot be looked into"), text, answers)


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
        date = date_short(entry.shown_date) if entry.shown_date else ""
        return f"{date:{SHORT_WIDTH}}  {_one_line(entry.title)}"


def _others(posts: Callable[[], tuple[Entry, ...]], own: str) -> tuple[list[Entry], list[str]]:
    """The other posts, newest first, and what is looked for in each: its title and its year."""
    entries = [entry for entry in posts() if entry.path != own]
    years = [f" {entry.shown_date.year}" if entry.shown_date else "" for entry in entries]
    keys = [entry.folded.partition("\n")[0] + year for entry, year in zip(entries, years, strict=True)]
    return entries, keys


def _one_line(text: str) -> str:
    return one_line(text)


def _escaped(text: str) -> str:
    """Words as Markdown that reads as just these words."""
    return _MARKS.sub(r"\\\1", text)
