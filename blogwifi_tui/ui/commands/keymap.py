"""The theme and the keys a person chose, checked before the program opens: it takes a screen to know them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from blogwifi_tui.errors import SettingsError
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.loader import Wrong, closest, line_of
from blogwifi_tui.settings.paths import config_file
from blogwifi_tui.ui.commands.command import Where
from blogwifi_tui.ui.commands.registry import MOVING, key_name, keys_of, keys_words

if TYPE_CHECKING:
    from blogwifi_tui.settings.model import UiSettings
    from blogwifi_tui.ui.commands.command import Command

_ALWAYS = frozenset(("escape", "tab", "shift+tab", "enter", "up", "down", "ctrl+p"))
"""Keys that mean the same everywhere: they close, go on, open, move, or find commands."""
_WRITING = frozenset(
    ("left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete", "space", "ctrl+q")
)
"""Keys that mean the same wherever text is typed, beside those of its letters."""
_SCREENS = {
    Where.SEARCH: Where.MAIN,
    Where.MARKED: Where.MAIN,
    Where.PREVIEW: Where.MAIN,
    Where.FIND: Where.EDITOR,
    Where.MESSAGE: Where.EDITOR,
}
"""On which screen each box is."""
_TYPED_IN = (Where.SEARCH, Where.EDITOR, Where.FIND, Where.MESSAGE, Where.TAGS, Where.SETTINGS)


def check(chosen: UiSettings, commands: Iterable[Command], themes: Collection[str]) -> None:
    """Make sure that ``[ui]`` names a theme, commands and keys there are.

    Raises:
        SettingsError: it does not; names the likeliest right word.
    """
    if chosen.theme and chosen.theme not in themes:
        raise _error("ui.theme", Wrong.CHOICE, closest(chosen.theme, themes), sorted(themes))
    if chosen.keys:
        _check_keys(chosen, {command.id for command in commands})


def check_file(chosen: UiSettings, commands: Iterable[Command], themes: Collection[str]) -> None:
    """As :func:`check`, of what the person's own file says.

    Raises:
        SettingsError: names the line too.
    """
    try:
        check(chosen, commands, themes)
    except SettingsError as error:
        error.line = line_of(config_file().read_text(encoding="utf-8-sig"), error.key)
        raise


def clashes(keymap: Mapping[str, str], commands: Iterable[Command]) -> Iterator[str]:
    """A sentence for each key that a person gave to one command, and that had another use on its screen."""
    listed = list(commands)
    for winner in listed:
        for key in keys_of(winner, keymap) if winner.id in keymap else ():
            if _is_fixed(key, winner, listed):
                yield _(
                    "Your key {key} for “{command}” moves, writes, opens or closes there: choose another."
                ).format(key=key_name(key), command=winner.shown_title)
                continue
            for loser in listed:
                if loser is winner or loser.where is not winner.where:
                    continue
                if key in keys_of(loser, keymap if loser.id in keymap else {}):
                    left = keys_words(each for each in keys_of(loser, keymap) if each != key)
                    words = (
                        _("Your key {key} for “{winner}” was that of “{loser}”, which is left with {left}.")
                        if left
                        else _("Your key {key} for “{winner}” was that of “{loser}”, which Ctrl+P finds.")
                    )
                    yield words.format(
                        key=key_name(key), winner=winner.shown_title, loser=loser.shown_title, left=left
                    )


def _is_fixed(key: str, command: Command, commands: Iterable[Command]) -> bool:
    """Whether a key has a use where ``command`` is that is no command, and so cannot be taken from one."""
    if any(key in keys_of(each, {}) for each in commands if each.where is command.where):
        return False
    moving = {
        each for keys, _help in MOVING[_SCREENS.get(command.where, command.where)] for each in keys.split(",")
    }
    writes = command.where in _TYPED_IN and (key in _WRITING or len(key_to_character(key) or "") == 1)
    return key in _ALWAYS or key in moving or writes


def _check_keys(chosen: UiSettings, known: set[str]) -> None:
    for name, keys in chosen.keys.items():
        if name not in known:
            nearest = closest(name, known)
            raise _error(f"ui.keys.{name}", Wrong.UNKNOWN, f"ui.keys.{nearest}" if nearest else "")
        for key in keys.split(","):
            if not _is_key(key.strip()):
                raise _error(f"ui.keys.{name}", Wrong.KEYS)


def _is_key(name: str) -> bool:
    """Whether Textual gives some key of a keyboard this name."""
    *held, last = name.split("+")
    if not {"ctrl", "alt", "shift", "super", "meta", "hyper"}.issuperset(held):
        return False
    named = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values())
    return last in named or key_to_character(last) is not None


def _error(key: str, wrong: Wrong, nearest: str = "", choices: Iterable[str] = ()) -> SettingsError:
    return SettingsError(str(config_file()), key=key, nearest=nearest, detail=wrong, choices=tuple(choices))
