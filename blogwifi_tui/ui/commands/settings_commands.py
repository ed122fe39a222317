"""The commands of the screen of settings."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

SETTINGS = (
    Command(
        "setting_change",
        "enter",
        N_("Change"),
        N_("Give the setting another value."),
        Where.SETTINGS,
        (Need.SETTING,),
        1,
        priority=True,
    ),
    Command(
        "setting_default",
        "ctrl+d,f2",
        N_("Default"),
        N_("Take the line of the setting out of its file: the default counts again."),
        Where.SETTINGS,
        (Need.SETTING,),
        2,
        priority=True,
    ),
    Command(
        "settings_back",
        "escape",
        N_("Back"),
        N_("Show all settings again, then go back to the list."),
        Where.SETTINGS,
        (),
        3,
        priority=True,
    ),
    Command("settings_help", "f1", N_("Help"), N_("All keys."), Where.SETTINGS, (), 4, priority=True),
)

MOVING = (
    ("up,down", N_("Move from setting to setting.")),
    ("pageup,pagedown", N_("Move by a screenful.")),
)
"""Keys of what has the focus, and what they do."""
