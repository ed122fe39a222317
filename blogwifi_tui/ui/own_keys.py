"""The keys a person chose for commands, checked before the program opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from blogwifi_tui.errors import SettingsError
from blogwifi_tui.paths import config_file
from blogwifi_tui.ui.command import Command


def check(keys: Mapping[str, str], commands: Iterable[Command]) -> None:
    """Make sure that ``[ui.keys]`` names commands there are.

    Raises:
        SettingsError: it does not; names the line and the likeliest command.
    """
    known = {command.id for command in commands}
    for name in keys:
        if name not in known:
            from blogwifi_tui.settings_file import Wrong, closest, line_of

            file, key = config_file(), f"ui.keys.{name}"
            nearest = closest(name, known)
            raise SettingsError(
                str(file),
                line=line_of(file.read_text(encoding="utf-8"), key),
                key=key,
                nearest=f"ui.keys.{nearest}" if nearest else "",
                detail=Wrong.UNKNOWN,
            )
