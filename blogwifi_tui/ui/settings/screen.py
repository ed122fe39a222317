"""Every setting, its value, where that comes from; each can be changed here, by one line of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.widgets import Input, OptionList

from blogwifi_tui.content.folding import fold
from blogwifi_tui.core.settings_editor import Origin, SettingsEditor, SettingState
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.settings_messages import place_words, value_words
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.schema import Kind, Setting
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.keymap import checked
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.settings.effects import counts_at_once, take_effect
from blogwifi_tui.ui.settings.questions import form, keys_dialog, picker, picks_of, typed
from blogwifi_tui.ui.settings.rows import KEYS, SettingRow, columns, rows_of
from blogwifi_tui.ui.themes import DARK, THEMES
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.narrowed_list import NarrowedList
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker


class Answer(NamedTuple):
    """What a person chose for a setting."""

    value: object
    """None: the default."""


class SettingsScreen(CommandScreen):
    """What is typed narrows the list; arrows move in it, Enter changes the setting under the cursor."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../widgets/narrowed_list.tcss", "settings.tcss"]
    where: ClassVar[Where] = Where.SETTINGS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.SETTINGS)

    about = getters.query_one("#about", Prose)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._editor = SettingsEditor(services.blog, checked)
        self._rows: list[SettingRow] = []
        self._listed: NarrowedList[SettingRow] = NarrowedList()

    def compose(self) -> ComposeResult:
        """How many there are, what is typed, the settings, and what the one under the cursor does."""
        yield TwoEnds(id="top")
        with Vertical(id="body"):
            yield self._listed
            about = Prose()
            about.id = "about"
            yield about
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the files."""
        self._listed.take_keyboard()
        self.read()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "setting_change": self.change,
            "setting_default": self.reset,
            "settings_back": self.back,
            "settings_help": self.show_help,
        }

    def held(self) -> set[Need]:
        """Whether there is a setting under the cursor."""
        return {Need.SETTING} if self._listed.row else set()

    @worker(Work.FIND_OUT)
    async def read(self) -> None:
        """Read what is set, and list it; the cursor stays."""
        await self._read()

    async def _read(self) -> None:
        states = await self.threads.disk(self._editor.states)
        self._rows = rows_of([self._remembered(state) for state in states])
        told = ngettext("{n} setting", "{n} settings", len(self._rows)).format(n=number(len(self._rows)))
        given = sum(row.state.given for row in self._rows)
        files = ngettext("{n} given in a file", "{n} given in files", given).format(n=number(given))
        files = files if given else _("none given in a file")
        top = self.query_one(TwoEnds)
        top.strong, top.left = _("Settings"), (told, files)
        self._list(self._listed.row.key if self._listed.row else "")

    def _remembered(self, state: SettingState) -> SettingState:
        """With what was chosen in the program in its place."""
        memory, ui = self.services.memory, self.blog.settings.ui
        key = state.setting.key
        if key == "ui.theme":
            own = ui.theme or DARK.name
            chosen, set_to = memory.theme_or(own), own
        elif key == "ui.group":
            chosen, set_to = memory.list_look.group_or(ui.group), ui.group
        else:
            return state
        return state if chosen == set_to else state._replace(value=chosen, origin=Origin.REMEMBERED)

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._list()

    def _list(self, at: str = "") -> None:
        """List what answers to all words typed, the cursor on the setting with the key ``at``."""
        typed_words = fold(self._listed.typed).split()
        lines, heading = list[tuple[str, SettingRow | None]](), ""
        shape = columns(self._rows, self._listed.room - 3)
        rows = [row for row in self._rows if row.answers(typed_words)]
        for row in rows:
            if row.group != heading:
                heading = row.group
                lines.append((heading, None))
            lines.append((shape.line(row), row))
        cursor = next((row for row in rows if row.key == at), None)
        self._listed.show(lines, at=cursor, nothing=_("No setting matches. Esc shows all of them."))
        self._tell()
        self.show_keys()

    def on_resize(self, _event: Resize) -> None:
        """Give the columns the new width."""
        self.call_after_refresh(lambda: self._list(self._listed.row.key if self._listed.row else ""))

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say of the setting under the cursor what it does, and where it stands."""
        row = self._listed.row
        self.about.text = _about(row) if row else ""
        self.show_keys()

    def back(self) -> None:
        """Stop a commit that lasts, show all settings again, or leave."""
        if not self.stop_commit() and not self._listed.clear():
            self.dismiss()

    @on(OptionList.OptionSelected)
    @worker(Work.CHANGE)
    async def change(self) -> None:
        """Ask for another value, and write it."""
        row = self._listed.row
        if row is None:
            return
        setting = row.state.setting
        if setting.kind is Kind.TABLE:
            file = visible(str(row.state.file))
            self.say(_("This one is changed in the file: {path}").format(path=file), kind="warning")
            return
        with self.opening():
            answer = await self._asked(row)
        if answer is not None:
            await self._write(row, answer.value)

    async def _asked(self, row: SettingRow) -> Answer | None:
        """Ask for a value by what fits it; None: the person leaves it as it is."""
        setting = row.state.setting
        ask = self.app.push_screen_wait
        problem = partial(self._problem, setting)
        if setting.key.startswith(f"{KEYS}."):
            keys = await ask(keys_dialog(row, problem))
            return None if keys is None else Answer(keys if keys not in ("", setting.default) else None)
        if picks := picks_of(setting, _themes(self.app.available_themes)):
            at = await ask(picker(row, picks))
            return None if at is None else Answer(picks[at].value)
        values = await ask(form(row, problem))
        return None if values is None else Answer(typed(setting, values["value"]))

    @worker(Work.CHANGE)
    async def reset(self) -> None:
        """Take the line of the setting away."""
        if row := self._listed.row:
            await self._write(row, None)

    def _problem(self, setting: Setting, value: object) -> str | None:
        """What is wrong with a value; None when nothing is."""
        try:
            self._editor.try_value(setting, value)
        except BlogwifiError as error:
            sentence = explain(error)
            return sentence.what
        return None

    async def _write(self, row: SettingRow, value: object) -> None:
        """Write the value, show what it changes, and say what was done."""
        key = row.key
        if value is None and not row.state.given and row.state.origin is not Origin.REMEMBERED:
            self.say(_("“{name}” has its default already.").format(name=row.name))
            return
        commit = await self.commits.run(self._editor.change, row.state.setting, value, row.state.file)
        take_effect(self.app, self.services, key, self.blog.settings)
        await self.threads.disk(self.services.memory.write)
        await self._read()
        now = next((each for each in self._rows if each.key == key), None)  # a free name may be gone
        name, shown = (now.name, now.shown) if now else (row.name, value_words(key, None))
        words = [_("{name}: {value}.").format(name=name, value=shown)]
        if now is None and row.state.mistake:
            words = [_("{name} is taken out of the file.").format(name=visible(name))]
        if commit:
            words.append(_("In commit {sha}; u on the list undoes it.").format(sha=commit.short))
        if not counts_at_once(key):
            words.append(_("Counts from the next start on."))
        self.say(" ".join(words), kind="good")


def _themes(available: Mapping[str, object]) -> list[str]:
    """Ours first, then the others by name."""
    own = [theme.name for theme in THEMES]
    return [*own, *sorted(set(available) - set(own))]


def _about(row: SettingRow) -> str:
    """What is wrong with a setting, what it does, its key, and which file holds it or would."""
    later = "" if counts_at_once(row.key) or not row.is_known else _("Counts from the next start on.")
    told = " ".join(filter(None, (*row.notes, row.does, later)))
    return f"{told}\n{row.shown} · {place_words(row.state)}"
