"""How a setting is asked for: a list to pick from, or a line to type in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from blogwifi_tui.i18n.settings_messages import value_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.schema import Kind, Setting
from blogwifi_tui.ui.settings.keys_dialog import KeysDialog
from blogwifi_tui.ui.settings.rows import SettingRow
from blogwifi_tui.ui.widgets.dialogs import Field, Form
from blogwifi_tui.ui.widgets.picker import Picker


class Pick(NamedTuple):
    """One value to pick."""

    label: str
    value: object
    """None: the default, without a line in the file."""


def picks_of(setting: Setting, themes: Sequence[str]) -> list[Pick]:
    """The values there are, the default first; empty where the value is typed."""
    if setting.key == "ui.theme":
        values: list[object] = list(themes)
    elif setting.kind is Kind.SWITCH:
        values = [True, False]
    elif setting.kind is Kind.CHOICE:
        values = list(setting.choices)
    else:
        return []
    default = _("Default: {value}").format(value=value_words(setting.key, setting.default))
    return [Pick(default, None), *(Pick(value_words(setting.key, each), each) for each in values)]


def picker(row: SettingRow, picks: Sequence[Pick]) -> Picker:
    """Offers the values, the cursor on the one of now."""
    state = row.state
    now = [at for at, pick in enumerate(picks) if pick.value is not None and pick.value == state.value]
    return Picker(row.name, [pick.label for pick in picks], first=now[0] if now and state.given else 0)


def keys_dialog(row: SettingRow, problem: Callable[[object], str | None]) -> KeysDialog:
    """Asks for the keys of a command; ``problem`` says what is wrong with some."""
    state = row.state
    return KeysDialog(row.name, row.does, str(state.value), str(state.setting.default), problem)


def form(row: SettingRow, problem: Callable[[object], str | None]) -> Form:
    """Asks for a text, a number or folders; ``problem`` says what is wrong with a value."""
    setting, text = row.state.setting, row.does
    value = row.state.value if row.state.given else setting.default
    if setting.kind is Kind.NUMBER:
        least, most = setting.choices
        text = _("{does} From {least} to {most}.").format(does=text, least=least, most=most)
    written = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    hint = _("empty: {words}").format(words=value_words(setting.key, setting.default))
    return Form(
        row.name,
        [Field("value", row.name, written, hint)],
        text=text,
        check=lambda values: problem(typed(setting, values["value"])),
    )


def typed(setting: Setting, text: str) -> object:
    """What was typed, as a value of the setting; None where it was nothing, for the default."""
    if not text:
        return None
    if setting.kind is Kind.NUMBER and text.isascii() and text.isdecimal():
        return int(text)
    if setting.kind is Kind.LIST:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return parts if len(parts) > 1 else "".join(parts)
    return text
