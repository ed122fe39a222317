"""Words of a command as each place that a schedule is written in wants them: nothing in them acts there."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Sequence

from blogwifi_tui.errors import ScheduleRefused

_NEVER = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that end a line or act in some file, or stand for bytes that are no text."""


def require_one_line(text: str) -> str:
    """``text`` itself. Raises ScheduleRefused when it cannot stand in one line of a file."""
    if any(unicodedata.category(letter) in _NEVER for letter in text):
        raise ScheduleRefused(text, "line")
    return text


def shell_line(words: Sequence[str]) -> str:
    """A command for a shell."""
    return shlex.join(map(require_one_line, words))


def crontab_command(words: Sequence[str]) -> str:
    r"""A command for a line of a crontab, where ``%`` ends a line, and ``\%`` is one.

    The empty quotes before it part it from a backslash of the word, which would take the place of ours.
    """
    return shell_line(words).replace("%", "''\\%")


def unit_command(words: Sequence[str]) -> str:
    r"""A command for ``ExecStart=`` of a systemd unit.

    Inside quotes ``\``, ``"`` and ``%`` act (systemd.syntax(7), systemd.unit(5)); the colon before the first
    word lets ``$`` be a letter like others (systemd.service(5)).
    """
    return ":" + " ".join(map(_unit_word, words))


def _unit_word(word: str) -> str:
    safe = require_one_line(word).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{safe}"'
