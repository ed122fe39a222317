"""What is wrong in the files of settings, and what of it keeps anything from being published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogwifi_tui.errors import SettingsError, WrongPublishSetting
from blogwifi_tui.settings.paths import SETTINGS_NAME

_SHOWN = frozenset({"blog.title", "blog.language", "blog.public_address", "blog.address_learned"})
"""Settings of the blog that only tell of it."""
_OF_THE_WRITER = frozenset({"ui", "commit", "new_post"})
"""Sections that decide how posts are written, and not which of them readers get."""


def stopping(mistakes: Iterable[SettingsError]) -> Iterator[SettingsError]:
    """Those of ``mistakes`` by which something else might be published than is meant.

    What stands wrong in the blog's own file does, its section or its key unknown too, unless it is known to
    decide nothing of that.
    """
    for mistake in mistakes:
        section = mistake.key.partition(".")[0]
        decides = mistake.key not in _SHOWN and section not in _OF_THE_WRITER
        if decides and mistake.path.endswith(SETTINGS_NAME):
            yield mistake


def require_right(mistakes: Iterable[SettingsError]) -> None:
    """Make sure that the settings say what is published.

    Raises:
        WrongPublishSetting: something else might be, by the first of ``mistakes`` that may decide it.
    """
    for mistake in stopping(mistakes):
        raise WrongPublishSetting(*(getattr(mistake, name) for name in mistake.data_names))
