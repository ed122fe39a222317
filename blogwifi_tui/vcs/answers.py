"""What git answered before and would answer again, so that it need not be started for that.

A question names all that its answer hangs on: the bytes of a file of settings, the facts of a repository. An
answer holds for the git program that gave it, by its place, size and times.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TypeVar

from blogwifi_tui.vcs.output import masked

_MOST, _LONGEST = 50, 100
"""Answers that are kept, those used last (a repository has a few), and pairs of one: all are read at once."""

Answer = Sequence[Sequence[str | None]]
"""Pairs: a text, and another one or None."""
A = TypeVar("A", bound=Answer | None)


class Answers:
    """Questions with their answers. Safe to use from several threads."""

    def __init__(self, stored: bytes = b"", store: Callable[[bytes], object] | None = None) -> None:
        """``stored`` is what ``store`` was once given; neither, for the time of this run alone."""
        self._store = store
        self._lock = Lock()
        self._known = _read(stored)

    def to(self, question: Sequence[str], ask: Callable[[], A]) -> A | Answer:
        """The answer to ``question``: the one that is known, else that of ``ask``.

        That is kept, unless it is None or too long, or holds what may be a secret.
        """
        program = _program()
        if program is None:
            return ask()
        name = sha256("\0".join((program, *question)).encode(errors="surrogateescape")).hexdigest()
        with self._lock:
            known = self._known.pop(name, None)
            if known is not None:
                self._known[name] = known  # now the last
                return known
        answer = ask()
        if answer is not None and len(answer) <= _LONGEST and not any(map(_may_be_secret, answer)):
            self._keep(name, answer)
        return answer

    def _keep(self, name: str, answer: Answer) -> None:
        with self._lock:
            self._known[name] = answer
            while len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
            if self._store:
                text = json.dumps(self._known).encode()
                self._store(_sum(text) + b"\n" + text)


def _program() -> str | None:
    """What tells one git program from another, and from itself before an upgrade; None without one."""
    path = shutil.which("git")
    if path is None:
        return None
    with suppress(OSError):
        found = Path(path).resolve().stat()
        return f"{path} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    return None


def _may_be_secret(pair: Sequence[str | None]) -> bool:
    return any(text is not None and masked(text) != text for text in pair)


def _read(stored: bytes) -> dict[str, Answer]:
    """The answers in ``stored``; none where it is not whole."""
    summed, _, text = stored.partition(b"\n")
    if summed != _sum(text):
        return {}
    known = json.loads(text)
    return known if isinstance(known, dict) and all(map(_is_answer, known.values())) else {}


def _sum(text: bytes) -> bytes:
    return sha256(text).hexdigest().encode()


def _is_answer(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_pair, value))


def _is_pair(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    first, second = value
    return isinstance(first, str) and isinstance(second, str | None)
