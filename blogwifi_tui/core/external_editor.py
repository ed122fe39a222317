"""The person's own editor opened on a file, for the command line and for the screens."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from blogwifi_tui.errors import EditorFailed

FALLBACK = "nano"


def edit_file(path: Path, chosen: str | None) -> None:
    """Open ``path`` in the person's editor and wait: ``chosen``, else VISUAL, else EDITOR, else nano.

    Raises:
        EditorFailed: it could not be started, or ended with an error.
    """
    wanted = chosen or os.environ.get("VISUAL") or os.environ.get("EDITOR") or FALLBACK
    try:
        command = shlex.split(wanted) or [FALLBACK]
    except ValueError as error:
        raise EditorFailed(wanted, None) from error
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise EditorFailed(command[0], None) from error
    if status:
        raise EditorFailed(command[0], status)
