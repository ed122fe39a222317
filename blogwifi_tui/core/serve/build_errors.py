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
"""Letters of what was printed that are told: the last ones."""
_LINES: Final = 200
_LETTERS: Final = 300
"""How many lines, and letters of each, a place is looked for in: no expression is bounded by itself."""
_PLACES: Final = 40
"""Places that are looked at, for each way to write one."""
_ANYWHERE = re.compile(
    r"(?<![^\s\"'():,])(?P<file>[^\s\"'():,]{1,400}\.[A-Za-z]{1,8}):(?P<line>\d{1,7})(?::(?P<column>\d{1,7}))?"
)
_LABEL = re.compile(
    r"^\s*(?:\[?\d[\w: .-]{1,24}\]?\s*)?\[?(?:FATAL|CRITICAL|ERROR|Error|error|fatal)\]?"
    r"(?:\s[\d/:. -]{1,40})?(?::|\s)\s*(?:-\s+)?"
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
        text = "\n".join(line[:_LETTERS] for line in _few(lines))
        reason = self._reason(text) or self._first(lines)
        for pattern in filter(None, (*self._builder.places, self._builder.innermost, _ANYWHERE)):
            matches = list(pattern.finditer(text))
            found_last = pattern is self._builder.innermost
            for found in matches[: -_PLACES - 1 : -1] if found_last else matches[:_PLACES]:
                parts = found.groupdict()
                if file := self._file(parts.get("file") or ""):
                    return self._problem((parts.get("text") or "").strip() or reason, file, parts)
        return Problem(self._told(reason)[:_LONGEST])

    def told(self, lines: Sequence[str]) -> str:
        """All that was printed, in which the files of the shadow are those of the blog."""
        return self._told("\n".join(lines)[-_MOST:])

    def _problem(self, words: str, file: str, parts: dict[str, str | None]) -> Problem:
        line, column = (int(parts.get(name) or 0) for name in ("line", "column"))
        if in_body := int(parts.get("body_line") or 0):
            line = in_body + self._builder.before_body(self._text(file))
        return Problem(self._told(words)[:_LONGEST], file, line, column)

    def _text(self, file: str) -> str:
        try:
            with (self._blog / file).open("rb") as opened:
                return opened.read(_MOST).decode("utf-8", "replace").replace("\r", "")
        except OSError:
            return ""

    def _reason(self, text: str) -> str:
        """What went wrong, where the generator says it apart."""
        found = list(self._builder.reason.finditer(text)) if self._builder.reason else []
        return found[-1]["text"].strip() if found else ""

    def _first(self, lines: Sequence[str]) -> str:
        """The first line that tells of an error, without what it begins with."""
        told = next((line for line in lines if self._builder.failed.search(line)), None)
        words = told if told is not None else next((line for line in reversed(lines) if line.strip()), "")
        return (_LABEL.sub("", words) or words).strip()[:_LONGEST]

    def _file(self, name: str) -> str:
        """A file of the shadow as one of the blog; empty for any other."""
        name = name.removeprefix("file://")
        inner = (self._site / folder for folder in self._builder.folders)
        for folder in (self._site, *inner, self._blog, self._shadow):
            path = Path(folder, name)
            if _is_file(path):
                real, top = path.resolve(), self._blog.resolve()
                return real.relative_to(top).as_posix() if real.is_relative_to(top) else ""
        return ""

    def _told(self, text: str) -> str:
        for folder in (str(self._shadow), str(self._shadow.resolve())):
            text = text.replace(f"{folder}/", "").replace(folder, ".")
        return text


def _is_file(path: Path) -> bool:
    """Whether a file lies at a path, which is any word that was printed: it may be too long for one."""
    try:
        return path.is_file()
    except OSError:
        return False


def _few(lines: Sequence[str]) -> Sequence[str]:
    """The first lines and the last ones, where there are many."""
    half = _LINES // 2
    return lines if len(lines) <= _LINES else [*lines[:half], *lines[-half:]]
