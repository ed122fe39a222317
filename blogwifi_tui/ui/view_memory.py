"""How the editor was left: remembered from post to post and from run to run.

One small file in the person's state folder. Losing it loses no text; a damaged one counts for none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.settings.paths import state_dir

NARROWEST = 20
WIDEST = 80
"""Bounds of the text's share of the width, in percent."""


class EditorLayout(StrEnum):
    """What F4 goes through."""

    BESIDE = "beside"
    ALONE = "alone"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class EditorView:
    """The editor's look."""

    layout: EditorLayout = EditorLayout.BESIDE
    share: int = 50
    """Percent of the width that the text has beside the preview."""
    focus: bool = False
    """Whether the text is shown alone, without anything around it."""
    folder: str = ""
    """Where the last picture came from."""

    def with_share(self, share: int) -> EditorView:
        """The same with another share, within the bounds."""
        return replace(self, share=min(max(share, NARROWEST), WIDEST))


class ViewMemory:
    """The view of now, and the file it is kept in."""

    def __init__(self) -> None:
        self.view = EditorView()
        self._loaded = False

    def load(self) -> None:
        """Take up, once, what the last run left. Blocks: not for the event loop."""
        if not self._loaded:
            self._loaded = True
            self.view = self._read()

    @cached_property
    def _file(self) -> Path:
        return state_dir() / "view.json"

    def _read(self) -> EditorView:
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
            layout = EditorLayout(held.get("layout", EditorLayout.BESIDE))
        except (OSError, ValueError, AttributeError, RecursionError):
            return EditorView()
        kinds = {"share": int, "focus": bool, "folder": str}
        known = {name: held[name] for name, kind in kinds.items() if type(held.get(name)) is kind}
        view = EditorView(layout, **known)
        return view.with_share(view.share)

    def write(self) -> None:
        """Keep the view for the next run, unless the disk refuses. Blocks: not for the event loop."""
        with suppress(OSError):
            write_state(self._file, json.dumps(asdict(self.view)).encode(), durable=False)
