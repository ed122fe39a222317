"""What a verb says beside its data, on standard error: a line for people, a line of JSON for programs."""

from __future__ import annotations

import json
import sys

from blogwifi_tui.cli.streams import is_utf8
from blogwifi_tui.sanitize import escaped

_as_json = False


def begin(*, as_json: bool) -> None:
    """Say from now on whether notes are for programs, as data and errors are with ``--json``."""
    global _as_json  # noqa: PLW0603 - one process says one thing, as it speaks one language
    _as_json = as_json


def note(words: str) -> None:
    """Say a sentence; with ``--json`` an object with it under ``note``."""
    if _as_json:
        note_data({"note": words})
    else:
        print(f"blogwifi: {words}", file=sys.stderr)


def note_data(data: object) -> None:
    """Say data, of JSON's own kinds, to a program."""
    print(escaped(json.dumps(data, ensure_ascii=not is_utf8(sys.stderr), allow_nan=False)), file=sys.stderr)
