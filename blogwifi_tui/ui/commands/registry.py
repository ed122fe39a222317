"""Every command of the program, once: a table a screen, in the files beside this one.

Key bindings, the key bar, the palette, the help screen and the README's key tables all follow from
them. A command that cannot run now is not hidden: :func:`why_not` gives the sentence that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding, BindingType

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.commands import (
    conflict_commands,
    editor_commands,
    history_commands,
    list_commands,
    settings_commands,
    tags_commands,
)
from blogwifi_tui.ui.commands.command import Command, Need, Where
from blogwifi_tui.ui.signs import arrows

__all__ = ["COMMANDS", "GROUPS", "MOVING", "Command", "Need", "Where"]

COMMANDS: tuple[Command, ...] = (
    *list_commands.LIST,
    *list_commands.SEARCH,
    *list_commands.MARKED,
    *list_commands.PREVIEW,
    *editor_commands.EDITOR,
    *editor_commands.FIND,
    *editor_commands.MESSAGE,
    *history_commands.HISTORY,
    *conflict_commands.CONFLICT,
    *tags_commands.TAGS,
    *settings_commands.SETTINGS,
)

MOVING: Mapping[Where, tuple[tuple[str, str], ...]] = {
    Where.MAIN: list_commands.MOVING,
    Where.EDITOR: editor_commands.MOVING,
    Where.HISTORY: history_commands.MOVING,
    Where.TAGS: tags_commands.MOVING,
    Where.CONFLICT: conflict_commands.MOVING,
    Where.SETTINGS: settings_commands.MOVING,
}
"""Keys that belong to what has the focus and are no commands: told in the help, not to be changed."""


GROUPS: Mapping[Where, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Where.MAIN: list_commands.GROUPS,
    Where.EDITOR: editor_commands.GROUPS,
}
"""By headings, the ids of the commands that stand under each in the help."""


def commands_of(where: Where) -> tuple[Command, ...]:
    """The commands of one screen, in the order of the table."""
    return tuple(command for command in COMMANDS if command.where is where)


def bindings_of(where: Where) -> list[BindingType]:
    """Textual's bindings for one screen: each runs the command of its id."""
    return [
        Binding(
            command.keys,
            f"run('{command.id}')",
            command.title,
            show=False,
            id=command.id,
            priority=command.priority,
        )
        for command in commands_of(where)
    ]


def why_not(command: Command, held: Iterable[Need]) -> str | None:
    """The sentence that says why ``command`` cannot run, given the needs that hold; None when it can."""
    missing = [need for need in command.needs if need not in held]
    return _(missing[0].value) if missing else None


_KEY_NAMES: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "slash": "/",
    "comma": ",",
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "tab": "Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "shift": N_("Shift"),
    "ctrl": "Ctrl",
}


def key_name(key: str) -> str:
    """A key as a person reads it on the keyboard: ``ctrl+s`` is ``Ctrl+S``."""
    *held, last = key.split("+")
    shown = _(_KEY_NAMES[last]) if last in _KEY_NAMES else last.upper() if held or len(last) > 1 else last
    return arrows("+".join([*(_(_KEY_NAMES.get(name, name.capitalize())) for name in held), shown]))


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ``command`` under a person's own keymap (command id to keys), the shown one first.

    Those that the person gave to another command of the same screen are that one's alone; none may be left.
    """
    if command.id in keymap:
        return _split(keymap[command.id])
    given = {
        key for other in commands_of(command.where) if other.id in keymap for key in _split(keymap[other.id])
    }
    return tuple(key for key in _split(command.keys) if key not in given)


def keys_words(keys: Iterable[str]) -> str:
    """Several keys as a person reads them: one or the other, not together."""
    return ", ".join(map(key_name, keys))


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(","))
