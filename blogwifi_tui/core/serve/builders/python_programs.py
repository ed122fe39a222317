"""What the generators that are written in Python share: where they are installed, what a fault looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from blogwifi_tui.core.serve.builder import Place

_ENVIRONMENTS: Final = (".venv", "venv", "env")
INNERMOST = re.compile(r'File "(?P<file>[^"\n]+)", line (?P<line>\d+)')
"""A step of a traceback: the last one in the blog's own files is where it went wrong."""
REASON = re.compile(
    r"^[ \t]*+(?P<text>(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|NotFound|Exit): [^\n]+)", re.MULTILINE
)
"""What a traceback ends with."""


def program(place: Place, name: str) -> tuple[str, ...]:
    """A program of the blog's own Python environment, else the one on PATH."""
    return place.own(*(f"{folder}/bin/{name}" for folder in _ENVIRONMENTS)) or place.from_path(name)


def python_of(program: str) -> str:
    """The Python that a program is started by; empty when that cannot be told."""
    try:
        first = Path(program).resolve().read_bytes()[:500].split(b"\n")[0].decode("utf-8", "replace")
    except OSError:
        return ""
    words = first.removeprefix("#!").split()
    return words[0] if first.startswith("#!/") and len(words) == 1 and "python" in words[0] else ""


def scripts(place: Place) -> Iterator[str]:
    """The Python files of the blog, all of which its settings may import."""
    yield from place.files_ending((".py", ".pth"))
