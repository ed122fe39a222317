"""The names of months and days that generators put into addresses, whatever the language of a site."""

from __future__ import annotations

from typing import Final

from blogwifi_tui.content.dates.parse import DAY_NAMES, MONTH_NAMES

MONTHS: Final = tuple(map(str.capitalize, MONTH_NAMES[0]))
DAYS: Final = tuple(map(str.capitalize, DAY_NAMES[0]))
"""From Monday on."""
