"""A lexer that takes too long is ended, and its language has no colours any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from queue import Queue

import pytest
from pygments.lexer import RegexLexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment

from blogwifi_tui.markdown import lexing


class Endless(RegexLexer):
    """Backtracks for longer than anyone waits."""

    name = "Endless"
    tokens = {"root": [(r"(?:a|aa)+b", Comment)]}  # noqa: RUF012 - as Pygments wants it


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    yield
    lexing._tired.clear()
    lexing.lex_by(None)


def test_a_lexer_without_end_is_ended_once_and_not_begun_again() -> None:
    start = time.monotonic()
    assert lexing.lexed(Endless(), "a" * 100) is None
    assert time.monotonic() - start < 20
    assert lexing.lexed(Endless(), "b") is None


def test_code_is_lexed_on_the_main_thread_for_another_one() -> None:
    calls: Queue[Callable[[], None]] = Queue()
    lexing.lex_by(calls.put)
    answers: list[lexing.Tokens | None] = []
    lexer = get_lexer_by_name("python")
    thread = threading.Thread(target=lambda: answers.append(lexing.lexed(lexer, "x = 1\n")))
    thread.start()
    calls.get()()
    thread.join()
    assert answers[0]
    assert ("Token.Literal.Number.Integer", "1") in answers[0]


def test_nothing_is_lexed_where_nothing_could_end_it() -> None:
    answers: list[lexing.Tokens | None] = []
    thread = threading.Thread(target=lambda: answers.append(lexing.lexed(get_lexer_by_name("python"), "x")))
    thread.start()
    thread.join()
    assert answers == [None]
