"""The person's own editor opened on a file, for the command line and for the screens."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from blogwifi_tui.errors import EditorFailed

FALLBACK = "nano"
_GLANCE = 0.2
"""Seconds between two looks whether we are to end."""
_FAREWELL = 1.0
"""Seconds an editor that was told to end is waited for; it may ask about words that only it has."""


def edit_file(path: Path, chosen: str | None, *, asked_to_end: Callable[[], int] = lambda: 0) -> None:
    """Open ``path`` in the person's editor and wait: ``chosen``, else VISUAL, else EDITOR, else nano.

    Args:
        path: the file.
        chosen: the command from the person's settings.
        asked_to_end: gives the signal that asks us to end, 0 as long as there is none. The editor is sent it
            too, and not waited for much longer.

    Raises:
        EditorFailed: it could not be started, or ended with an error.
    """
    named = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), "") if not chosen else ""
    wanted = chosen or (os.environ[named] if named else FALLBACK)
    try:
        command = shlex.split(wanted) or [FALLBACK]
    except ValueError as error:
        raise EditorFailed(wanted, None, named) from error
    try:
        editor = subprocess.Popen([*command, str(path)])
    except OSError as error:
        raise EditorFailed(command[0], None, named) from error
    status = _wait(editor, asked_to_end)
    if status:
        raise EditorFailed(command[0], status, named)


def _wait(editor: subprocess.Popen[bytes], asked_to_end: Callable[[], int]) -> int | None:
    """The exit status of the editor; None when it goes on though it was told to end, as we are."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            return editor.wait(_GLANCE)
        if number := asked_to_end():
            editor.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                return editor.wait(_FAREWELL)
            return None
