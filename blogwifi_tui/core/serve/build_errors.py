"""What a generator says is wrong: where, in the blog's own files, and in which words.

Each generator's module in :mod:`.builders` knows its own forms; where none fits, the first file of the blog
that is named with a line counts, and else the first line that tells of an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Problem

_LONGEST: Final = 400
"""Letters of the words that are told as the reason; all stands in what was printed."""
_MOST: Final = 64 * 1024
"""Letters that are looked through."""
_ANYWHERE = re.compile(
    r"(?P<file>[^\s\"'():,]{1,400}\.[A-Za-z]{1,8}):(?P<line>\d{1,7})(?::(?P<column>\d{1,7}))?"
)
_LABEL = re.compile(
    r"^\s*(?:\[[\w: .-]{1,24}\]\s*)?(?:FATAL|CRITICAL|ERROR|Error|error|fatal)"
    r"(?:\s[\d/:. -]{1,40})?(?::|\s)\s*"
)


class ErrorReader:
    """Reads what one generator prints in one shadow."""

    def __init__(self, builder: Builder, shadow: Path, folder: str, place: str) -> None:
        """``folder``: of the site in the shadow; ``place``: of the blog in it, from which files are told."""
        self._builder, self._shadow = builder, shadow
        self._site = shadow / folder
        self._blog = shadow / place

    def problem(self, lines: Sequence[str]) -> Problem:
        """Where a build went wrong that printed these lines."""
        text = "\n".join(lines)[:_MOST]
        for pattern in self._builder.places:
            for found in pattern.finditer(text):
                parts = found.groupdict()
                if file := self._file(parts.get("file") or ""):
                    words = (parts.get("text") or "").strip() or self._first(lines)
                    return self._problem(words, file, parts)
        for found in _ANYWHERE.finditer(text):
            if file := self._file(found["file"]):
                return self._problem(self._first(lines), file, found.groupdict())
        return Problem(self._told(self._first(lines)))

    def told(self, lines: Sequence[str]) -> str:
        """All that was printed, in which the files of the shadow are those of the blog."""
        return self._told("\n".join(lines))

    def _problem(self, words: str, file: str, parts: dict[str, str | None]) -> Problem:
        line, column = (int(parts.get(name) or 0) for name in ("line", "column"))
        return Problem(self._told(words)[:_LONGEST], file, line, column)

    def _first(self, lines: Sequence[str]) -> str:
        """The first line that tells of an error, without what it begins with."""
        told = next((line for line in lines if self._builder.failed.search(line)), None)
        words = told if told is not None else next((line for line in reversed(lines) if line.strip()), "")
        return (_LABEL.sub("", words) or words).strip()[:_LONGEST]

    def _file(self, name: str) -> str:
        """A file of the shadow as one of the blog; empty for any other."""
        name = name.removeprefix("file://")
        for folder in (self._site, self._blog, self._shadow):
            path = Path(folder, name)
            if len(name) < 1000 and path.is_file():
                real, top = path.resolve(), self._blog.resolve()
                return real.relative_to(top).as_posix() if real.is_relative_to(top) else ""
        return ""

    def _told(self, text: str) -> str:
        for folder in (str(self._shadow), str(self._shadow.resolve())):
            text = text.replace(f"{folder}/", "").replace(folder, ".")
        return text
