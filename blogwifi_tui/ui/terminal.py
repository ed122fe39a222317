"""Lending the terminal: the screen goes, something else writes and reads there, the screen comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from textual.app import App


@contextmanager
def lent_terminal(app: App[object]) -> Iterator[None]:
    """Suspend the screen of ``app``, and bring it back although the block ends in an expected error.

    Raises:
        SuspendNotSupported: there is no terminal to lend.
    """
    failed: BlogwifiError | None = None
    with app.suspend(), _interrupts_elsewhere():
        # Textual resumes only when nothing is raised through it.
        try:
            yield
        except BlogwifiError as error:
            failed = error
    if failed:
        raise failed


def stop_in_shell(app: App[object]) -> str:
    """Stop the program, as Ctrl+Z does elsewhere; the sentence that says why where no shell is behind it."""
    if os.getsid(0) == os.getpid():
        return _("No shell waits behind this screen: there is nothing to go back to.")
    app.action_suspend_process()
    return ""


@contextmanager
def _interrupts_elsewhere() -> Iterator[None]:
    """Leave Ctrl+C to whoever has the terminal; what else is signalled meanwhile is told afterwards."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    loop = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(loop)
        os.close(told)
        numbers = {*os.read(heard, 4096)} - {signal.SIGINT}
        os.close(heard)
        for number in numbers:
            signal.raise_signal(number)
