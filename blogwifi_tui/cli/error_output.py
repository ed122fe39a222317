"""How an error is printed: a sentence for people, an object for programs, one line on standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from blogwifi_tui.cli.streams import is_utf8
from blogwifi_tui.sanitize import escaped

if TYPE_CHECKING:
    from blogwifi_tui.i18n.explain import Sentence


def print_error(kind: str, sentence: Sentence, status: int, *, as_json: bool, path: str = "") -> None:
    """Say what could not be done.

    Args:
        kind: of the error, in one word, for programs.
        sentence: what happened, and the next step.
        status: which the program ends with.
        as_json: whether the person asked for JSON.
        path: of a post that was kept all the same.
    """
    if as_json:
        data = {"error": kind, "message": sentence.what, "next": sentence.next, "status": status}
        data |= {"path": path} if path else {}
        print(escaped(json.dumps(data, ensure_ascii=not is_utf8(sys.stderr))), file=sys.stderr)
    else:
        print(f"blogwifi: {sentence}", file=sys.stderr)
