"""The text on the screen, in the person's own editor and back."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.core.external_editor import edit_file
from blogwifi_tui.errors import EditorFailed
from blogwifi_tui.ui.terminal import lent_terminal


def edit_outside(app: App[object], chosen: str | None, text: str) -> str:
    """Suspend the screen, let the person edit ``text`` as a Markdown file, and return what the editor left.

    The file is private to the person and removed afterwards. What an editor saved before it ended with an
    error is taken all the same: one step of undo gives it back, and nothing would bring back what is dropped.

    Raises:
        EditorFailed: the editor could not be started, or ended with an error and had saved nothing.
    """
    descriptor, name = tempfile.mkstemp(prefix="blogwifi-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        with lent_terminal(app):
            failure = _failure(path, chosen)
        left = decode(path.read_bytes())  # an editor set up for another encoding loses no word
    except (SuspendNotSupported, OSError) as error:
        raise EditorFailed("", None) from error
    finally:
        path.unlink(missing_ok=True)
    if failure and left == text:
        raise failure
    return left


def _failure(path: Path, chosen: str | None) -> EditorFailed | None:
    try:
        edit_file(path, chosen)
    except EditorFailed as error:
        return error
    return None
