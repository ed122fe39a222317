"""How the program was left: remembered from run to run, and never in the blog.

Small files in the person's state folder: the look of the editor, the theme, and for each blog how its list
was looked at. Losing one loses no text; a damaged one counts for none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.settings.paths import list_view_file, state_dir

T = TypeVar("T", bound="EditorView | ListLook | ThemeChoice")
NARROWEST = 20
WIDEST = 80
"""Bounds of a part's share of the width, in percent."""
_MAX_BYTES = 64 * 1024
"""The most that is read of a file; ours have a hundred."""


class EditorLayout(StrEnum):
    """What F4 goes through."""

    BESIDE = "beside"
    ALONE = "alone"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class EditorView:
    """The editor's look."""

    layout: EditorLayout = EditorLayout.BESIDE
    share: int = 50
    """Percent of the width that the text has beside the preview."""
    focus: bool = False
    """Whether the text is shown alone, without anything around it."""
    folder: str = ""
    """Where the last picture came from."""

    def with_share(self, share: int) -> EditorView:
        """The same with another share, within the bounds."""
        return replace(self, share=_within(share))


@dataclass(frozen=True, slots=True)
class ListLook:
    """How the list of one blog was looked at."""

    order: str = ""
    """The order it was sorted in; empty: as ever."""
    group: str = ""
    """What its headings stand for; empty: what the settings say."""
    group_over: str = ""
    """What the settings said when ``group`` was chosen: when they say something else, they count again."""
    share: int = 62
    """Percent of the width that it has beside the preview."""

    def with_share(self, share: int) -> ListLook:
        """The same with another share, within the bounds."""
        return replace(self, share=_within(share))

    def with_group(self, group: str, own: str) -> ListLook:
        """The same with headings of another kind; ``own`` is what the settings say."""
        return replace(self, group="" if group == own else group, group_over=own)

    def group_or(self, own: str) -> str:
        """What headings stand for; ``own`` is what the settings say."""
        return self.group if self.group and self.group_over == own else own


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """The theme that was chosen in the palette."""

    theme: str = ""
    """Empty: none was, or the one of the settings."""
    over: str = ""
    """The theme of the settings when it was chosen: when they name another one, that counts again."""


def _within(share: int) -> int:
    return min(max(share, NARROWEST), WIDEST)


class _StateFile(Generic[T]):
    """A value, and the file it is kept in."""

    def __init__(self, default: T) -> None:
        self.value = self._kept = self._default = default

    def load(self, file: Path) -> None:
        """Take up what the last run left."""
        self.value = self._kept = self._read(file)

    def write(self, file: Path) -> None:
        """Keep the value for the next run, where it is another one."""
        value = self.value
        if value != self._kept:
            write_state(file, json.dumps(asdict(value)).encode(), durable=False)
            self._kept = value

    def _read(self, file: Path) -> T:
        try:
            with file.open("rb") as opened:
                held = json.loads(opened.read(_MAX_BYTES))
            return self._taken(held)
        except (OSError, ValueError, AttributeError, RecursionError):
            return self._default

    def _taken(self, held: Mapping[str, object]) -> T:
        """The default with what is held of it; values of another kind are left.

        Raises:
            ValueError: a word is none of those there are.
            AttributeError: nothing is held by name.
        """
        known: dict[str, Any] = {}
        for field in fields(self._default):
            value, usual = held.get(field.name), getattr(self._default, field.name)
            if isinstance(usual, EditorLayout):
                known[field.name] = EditorLayout(str(held.get(field.name, usual)))
            elif type(value) is int and type(usual) is int:
                known[field.name] = _within(value)
            elif type(value) is type(usual):
                known[field.name] = value
        return replace(self._default, **known)


_EDITOR = "view.json"
_THEME = "theme.json"


class ViewMemory:
    """The looks of now, and the files they are kept in."""

    def __init__(self, root: Path | None = None) -> None:
        """``root``: the blog whose list it is about; None: no list."""
        self._root = root
        self._editor = _StateFile(EditorView())
        self._list = _StateFile(ListLook())
        self._theme = _StateFile(ThemeChoice())
        self._loaded = False

    @property
    def view(self) -> EditorView:
        """The editor's look."""
        return self._editor.value

    @view.setter
    def view(self, view: EditorView) -> None:
        self._editor.value = view

    @property
    def list_look(self) -> ListLook:
        """The look of the list of this blog."""
        return self._list.value

    @list_look.setter
    def list_look(self, look: ListLook) -> None:
        self._list.value = look

    def theme_or(self, own: str) -> str:
        """The theme to show; ``own`` is that of the settings, empty where they name none."""
        choice = self._theme.value
        return choice.theme if choice.theme and choice.over == own else own

    def choose_theme(self, theme: str, own: str) -> None:
        """Begin the next run with ``theme``, as long as that of the settings is ``own``."""
        self._theme.value = ThemeChoice() if theme == own else ThemeChoice(theme, own)

    def load(self) -> None:
        """Take up, once, what the last run left. Blocks: not for the event loop."""
        if self._loaded:
            return
        self._loaded = True
        folder = state_dir()
        self._editor.load(folder / _EDITOR)
        self._theme.load(folder / _THEME)
        if self._root:
            self._list.load(list_view_file(self._root))

    def write(self) -> None:
        """Keep for the next run what is another by now, unless the disk refuses. Blocks, as :meth:`load`."""
        with suppress(OSError):
            folder = state_dir()
            self._editor.write(folder / _EDITOR)
            self._theme.write(folder / _THEME)
            if self._root:
                self._list.write(list_view_file(self._root))
