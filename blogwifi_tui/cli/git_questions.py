"""What git asks of a person, on the command line: it may ask on the terminal, where there is one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from blogwifi_tui.cli.notes import note
from blogwifi_tui.errors import AuthenticationFailed, HookFailed, HostKeyUnknown
from blogwifi_tui.i18n.explain import explain

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog

T = TypeVar("T")


def is_at_a_terminal() -> bool:
    """Whether a person can be asked: keys come from a terminal, and what is said there is seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asking(blog: Blog, job: Callable[[], T]) -> T:
    """Do ``job``, which goes to the remote; where a password or a key is asked for, again on the terminal.

    Raises:
        AuthenticationFailed, HostKeyUnknown, HookFailed: there is no terminal, or it failed there too.
    """
    try:
        return job()
    except (AuthenticationFailed, HostKeyUnknown, HookFailed) as error:
        wants_terminal = not isinstance(error, HookFailed) or error.reason == "terminal"
        if not wants_terminal or not is_at_a_terminal():
            raise
        note(explain(error).what)
        with blog.git.asking():
            return job()
