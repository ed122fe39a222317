"""The lines of the screen of settings, worked out without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from blogwifi_tui.content.folding import fold
from blogwifi_tui.core.settings_editor import Origin, SettingState
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.settings_messages import SECTIONS, origin_words, value_words, words_of
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.settings.schema import Kind, Setting, all_settings
from blogwifi_tui.ui.commands.keymap import clashes
from blogwifi_tui.ui.commands.registry import COMMANDS, Where, key_name, keys_of
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.widgets.status_line import shortened

KEYS = "ui.keys"
"""The table that names keys of commands."""
_KEYS_OF: Mapping[Where, str] = {
    Where.MAIN: N_("Keys of the list"),
    Where.SEARCH: N_("Keys of the search box"),
    Where.EDITOR: N_("Keys of the editor"),
    Where.MESSAGE: N_("Keys of the commit bar"),
    Where.HISTORY: N_("Keys of the history"),
    Where.CONFLICT: N_("Keys of conflicts"),
    Where.TAGS: N_("Keys of the tags"),
    Where.SETTINGS: N_("Keys of the settings"),
}
_KNOWN = frozenset(setting.key for setting in all_settings())
_GAP = 2
_NARROW = 70
"""Columns from which the origin stands in a column of its own."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting on the screen."""

    state: SettingState
    group: str
    """The heading it stands under."""
    name: str
    does: str
    shown: str
    """Its value in words."""
    notes: tuple[str, ...] = ()
    """What is wrong with it: a mistake in its file, keys that have another use."""
    is_known: bool = True
    """Whether there is such a setting."""

    @property
    def key(self) -> str:
        """The key of the setting."""
        return self.state.setting.key

    @property
    def origin(self) -> str:
        """Where the value comes from."""
        return origin_words(self.state)

    def answers(self, words: Sequence[str]) -> bool:
        """Whether all ``words``, folded, stand in what is shown of it."""
        text = fold("\n".join((self.group, self.name, self.does, self.shown, self.key, *self.notes)))
        return all(word in text for word in words)


class Columns(NamedTuple):
    """How wide the columns are."""

    name: int
    value: int
    origin: int
    """0: where there is no room for it."""

    def line(self, row: SettingRow) -> str:
        """A row, cut to the columns."""
        mark = f"{sign('!', _('to mend:'))} " if row.notes else ""
        parts = [_padded(row.name, self.name), _padded(f"{mark}{row.shown}", self.value)]
        if self.origin:
            parts.append(shortened(row.origin, self.origin))
        return (" " * _GAP).join(parts)


def columns(rows: Sequence[SettingRow], width: int) -> Columns:
    """The columns of a list ``width`` cells wide."""
    origin = max((cell_len(row.origin) for row in rows), default=0) if width >= _NARROW else 0
    origin = min(origin, width // 4)
    rest = width - (origin + _GAP if origin else 0) - _GAP
    name = min(max((cell_len(row.name) for row in rows), default=0), rest * 3 // 5)
    value = max((cell_len(row.shown) for row in rows), default=0) if origin else rest - name
    return Columns(name, max(min(value, rest - name), 1), origin)


def _padded(text: str, width: int) -> str:
    text = shortened(text, width)
    return text + " " * (width - cell_len(text))


def rows_of(states: Sequence[SettingState]) -> list[SettingRow]:
    """What is no setting, then every setting, section by section; then the keys of every command."""
    commands = {f"{KEYS}.{command.id}" for command in COMMANDS}
    known = _KNOWN | commands
    unknown = [state for state in states if state.mistake and state.setting.key not in known]
    plain = [state for state in states if state.setting.key.split(".")[:2] != KEYS.split(".")]
    sections = list(SECTIONS)
    ordered = sorted(
        (state for state in plain if state not in unknown),
        key=lambda state: sections.index(state.setting.section),
    )
    return [*map(_unknown_row, unknown), *map(_row, ordered), *_key_rows(states)]


def _unknown_row(state: SettingState) -> SettingRow:
    """What stands in a file and is no setting: it can be taken out."""
    key = key_name(next(each for each in COMMANDS if each.id == "setting_default").keys.partition(",")[0])
    does = _("{key} takes this line out of the file.").format(key=key)
    notes = _mistake(state)
    return SettingRow(state, _("To mend"), state.setting.key, does, _("no setting"), notes, is_known=False)


def _row(state: SettingState) -> SettingRow:
    setting = state.setting
    words = words_of(setting.key)
    shown = value_words(setting.key, state.value)
    return SettingRow(state, _(SECTIONS[setting.section]), words.name, words.does, shown, _mistake(state))


def _mistake(state: SettingState) -> tuple[str, ...]:
    return (str(explain(state.mistake)),) if state.mistake else ()


def _key_rows(states: Sequence[SettingState]) -> Iterator[SettingRow]:
    given = {state.setting.key: state for state in states}
    keymap = {
        command.id: str(state.value)
        for command in COMMANDS
        if (state := given.get(f"{KEYS}.{command.id}")) and state.value is not None
    }
    found = list(clashes(keymap, COMMANDS))
    file = next((state.file for state in states if state.setting.is_personal), None)
    for where in Where:
        heading = _KEYS_OF.get(where, N_("Other keys"))
        for command in COMMANDS:
            if command.where is not where or file is None:
                continue
            setting = Setting(f"{KEYS}.{command.id}", Kind.TEXT, command.keys)
            state = given.get(setting.key)
            state = (
                state._replace(setting=setting)
                if state
                else SettingState(setting, command.keys, Origin.DEFAULT, False, file)
            )
            shown = " ".join(map(key_name, keys_of(command, keymap))) or "–"
            told = [str(clash) for clash in found if command in (clash.winner, clash.loser)]
            notes = (*_mistake(state), *told)
            yield SettingRow(state, _(heading), command.shown_title, command.shown_help, shown, notes)
