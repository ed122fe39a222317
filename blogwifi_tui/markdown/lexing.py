"""Runs a lexer of Pygments, and ends it when it takes too long: some expressions backtrack without end.

``re`` can be interrupted by a signal alone, and a signal reaches the main thread alone. So code is lexed
there: what runs in another thread hands it over, to the event loop that :func:`lex_by` names.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotDone
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

Tokens = list[tuple[str, str]]
"""The kind of each token, as in ``Token.Comment``, and its text."""

PATIENCE = 0.5
"""Seconds for one block of code; after that its language has no colours any more."""

_tired: set[str] = set()
"""The names of the lexers that were interrupted."""
_hand_over: list[Callable[[Callable[[], None]], object]] = []
"""Calls a function on the main thread, soon; none where there is no event loop."""


class TooSlow(Exception):
    """The lexer takes too long."""


def lex_by(call_soon: Callable[[Callable[[], None]], object] | None) -> None:
    """Say how another thread has a function called on the main thread; None: not any more."""
    _hand_over[:] = [call_soon] if call_soon else []


def lexed(lexer: Lexer, source: str) -> Tokens | None:
    """The tokens of ``source``; None when the lexer takes too long, or nothing could interrupt it."""
    if lexer.name in _tired:
        return None
    if threading.current_thread() is threading.main_thread():
        return _bounded(lexer, source)
    if not _hand_over:
        return None
    answer: Future[Tokens | None] = Future()
    try:
        _hand_over[0](lambda: answer.set_result(_bounded(lexer, source)))
        return answer.result(timeout=4 * PATIENCE)
    except (NotDone, RuntimeError):  # the loop does not answer, or is closed: the program ends
        return None


def _bounded(lexer: Lexer, source: str) -> Tokens | None:
    if not hasattr(signal, "setitimer"):
        return None
    try:
        with _alarm(PATIENCE):
            return [(str(kind), text) for kind, text in lexer.get_tokens(source)]
    except TooSlow:
        _tired.add(lexer.name)
        return None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what runs after ``seconds``: ``re`` looks for signals now and then."""
    waiting = [True]

    def ring(_number: int, _frame: FrameType | None) -> None:
        if waiting:
            raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        try:
            yield
        finally:
            waiting.clear()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
