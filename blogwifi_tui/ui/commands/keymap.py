"""The theme and the keys a person chose, checked before the program opens: it takes a screen to know them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character
from textual.theme import BUILTIN_THEMES

from blogwifi_tui.errors import SettingsError
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.loader import Wrong, closest
from blogwifi_tui.settings.model import Loaded
from blogwifi_tui.settings.paths import config_file
from blogwifi_tui.settings.schema import with_own
from blogwifi_tui.ui.commands.command import Command, Where
from blogwifi_tui.ui.commands.registry import COMMANDS, MOVING, key_name, keys_of, keys_words
from blogwifi_tui.ui.themes import THEMES

if TYPE_CHECKING:
    from blogwifi_tui.settings.model import Settings, UiSettings

_ALWAYS = frozenset(("escape", "tab", "shift+tab", "enter", "up", "down", "ctrl+p"))
"""Keys that mean the same everywhere: they close, go on, open, move, or find commands."""
_WRITING = frozenset(
    ("left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete", "space", "ctrl+q")
)
"""Keys that mean the same wherever text is typed, beside those of its letters."""
_ALIKE = {
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+i": "tab",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that most terminals send as another one, by ASCII's control characters."""
_SCREENS = {
    Where.SEARCH: Where.MAIN,
    Where.MARKED: Where.MAIN,
    Where.PREVIEW: Where.MAIN,
    Where.FIND: Where.EDITOR,
    Where.MESSAGE: Where.EDITOR,
}
"""On which screen each box is."""
_TYPED_IN = (Where.SEARCH, Where.EDITOR, Where.FIND, Where.MESSAGE, Where.TAGS, Where.SETTINGS)


def checked(settings: Settings) -> Loaded:
    """``settings`` without a theme, commands and keys that there are not, each of which is a mistake."""
    themes = {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    mistakes = list(_wrong_theme(settings.ui, themes))
    theme = None if mistakes else settings.ui.theme
    wrong = dict(_wrong_keys(settings.ui.keys, {command.id: command for command in COMMANDS}))
    keys = {name: keys for name, keys in settings.ui.keys.items() if name not in wrong}
    return Loaded(with_own(settings, theme=theme, keys=keys), (*mistakes, *wrong.values()))


def _wrong_theme(chosen: UiSettings, themes: Collection[str]) -> Iterator[SettingsError]:
    if chosen.theme and chosen.theme not in themes:
        yield _error("ui.theme", Wrong.CHOICE, closest(chosen.theme, themes), sorted(themes))


class Clash(NamedTuple):
    """A key that a person gave to one command, and that had another use on its screen."""

    key: str
    winner: Command
    loser: Command
    """The command whose key it was."""
    left: str = ""
    """The keys that the other command still has, in words."""

    def __str__(self) -> str:
        """A sentence about it."""
        key, winner = key_name(self.key), self.winner.shown_title
        words = _("Your key {key} for “{winner}” was that of “{loser}”, which Ctrl+P finds.")
        if self.left:
            words = _("Your key {key} for “{winner}” was that of “{loser}”, which is left with {left}.")
        return words.format(key=key, winner=winner, loser=self.loser.shown_title, left=self.left)


def clashes(keymap: Mapping[str, str], commands: Iterable[Command]) -> Iterator[Clash]:
    """Each key that a person gave to one command, and that had another use on its screen."""
    listed = list(commands)
    for winner in listed:
        for key in keys_of(winner, keymap) if winner.id in keymap else ():
            for loser in listed:
                if loser is winner or loser.where is not winner.where:
                    continue
                if key in keys_of(loser, keymap if loser.id in keymap else {}):
                    left = keys_words(each for each in keys_of(loser, keymap) if each != key)
                    yield Clash(key, winner, loser, left)


def _is_fixed(key: str, command: Command, commands: Iterable[Command]) -> bool:
    """Whether a key has a use where ``command`` is that is no command, and so cannot be taken from one."""
    if any(key in keys_of(each, {}) for each in commands if each.where is command.where):
        return False
    moving = {
        each for keys, _help in MOVING[_SCREENS.get(command.where, command.where)] for each in keys.split(",")
    }
    writes = command.where in _TYPED_IN and (key in _WRITING or len(key_to_character(key) or "") == 1)
    return key in _ALWAYS or key in moving or writes


def _wrong_keys(
    keymap: Mapping[str, str], known: Mapping[str, Command]
) -> Iterator[tuple[str, SettingsError]]:
    """What is wrong with the keys of each command, by the name that stands for it."""
    for name, keys in keymap.items():
        if name not in known:
            nearest = closest(name, known)
            yield name, _error(f"ui.keys.{name}", Wrong.UNKNOWN, f"ui.keys.{nearest}" if nearest else "")
            continue
        for key in map(str.strip, keys.split(",")):
            if not _is_key(key):
                yield name, _error(f"ui.keys.{name}", Wrong.KEYS)
            elif _is_fixed(key, known[name], known.values()):
                yield name, _error(f"ui.keys.{name}", Wrong.KEY_FIXED, choices=[key_name(key)])
            elif other := _ALIKE.get(key):
                yield (
                    name,
                    _error(f"ui.keys.{name}", Wrong.KEY_ALIKE, choices=[key_name(key), key_name(other)]),
                )


def _is_key(name: str) -> bool:
    """Whether Textual gives some key of a keyboard this name."""
    *held, last = name.split("+")
    if not {"ctrl", "alt", "shift", "super", "meta", "hyper"}.issuperset(held):
        return False
    named = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values())
    return last in named or key_to_character(last) is not None


def _error(key: str, wrong: Wrong, nearest: str = "", choices: Iterable[str] = ()) -> SettingsError:
    return SettingsError(str(config_file()), key=key, nearest=nearest, detail=wrong, choices=tuple(choices))
