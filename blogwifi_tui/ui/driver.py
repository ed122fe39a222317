"""The terminal as Textual drives it; nothing it sends ends the program, and it is given back once."""

from __future__ import annotations

import array
import fcntl
import os
import re
import selectors
import termios
from enum import Enum, auto

from textual._ansi_sequences import SYNC_END
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, MouseEvent
from textual.message import Message

from blogwifi_tui.ui.signs import is_plain
from blogwifi_tui.ui.terminal import has_shell_behind, stop_group
from blogwifi_tui.ui.terminal_input import SplitKeys, TerminalInput

_GLANCE = 0.1
"""Seconds between two looks whether a lone ESC is to be taken for a key, and whether reading is over."""
_SHOWN_CURSOR = "\x1b[?25h\x1b[4 q"
"""A line below the letter: a block would turn back the colours of the caret that text boxes draw."""
_USUAL_CURSOR = "\x1b[0 q"
_SEQUENCES = re.compile("(?=\x1b)")
_SEQUENCE = re.compile("\x1b\\[[^@-~]*[@-~]?|\x1b")


def _waiting(terminal: int) -> int:
    """How many bytes were typed before the terminal was ours, and are still to be read."""
    count = array.array("i", [0])
    try:
        fcntl.ioctl(terminal, termios.FIONREAD, count)
    except OSError:  # no terminal, or it is gone: reading tells
        return 0
    return count[0]


class Terminal(Enum):
    """Whose the terminal is."""

    OURS = auto()
    GOING = auto()
    """It is being given back."""
    GIVEN_BACK = auto()


class TerminalDriver(LinuxDriver):
    """Reads keys from what is no UTF-8 too."""

    terminal = Terminal.GIVEN_BACK
    """Whose it is now: given back a second time, it would lose the shell's own keyboard mode."""

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.terminal = Terminal.OURS
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if is_plain():  # some readers of the screen follow only a cursor that is shown
            self.write(_SHOWN_CURSOR)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.terminal = Terminal.GOING
        # A signal may have come in the middle of a frame: the terminal would wait for the rest of it.
        self.write(SYNC_END)
        if is_plain():
            self.write(_USUAL_CURSOR)
        super().stop_application_mode()
        self.terminal = Terminal.GIVEN_BACK

    def give_back(self) -> None:
        """Give the terminal back for good, unless it was."""
        if self.terminal is Terminal.OURS:
            self.stop_application_mode()
        self.close()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop between two events: what runs when the signal comes may hold the lock of what is drawn.

        Where the terminal is lent the event loop waits for whoever has it, and we stop at once.
        """
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            super()._sigtstp_application()

    def _stop(self) -> None:
        """Give the terminal back, and stop with the script that started us: the shell waits for that one."""
        if has_shell_behind():
            self.suspend_application_mode()
            self._must_signal_resume = True
            stop_group()
        else:
            super()._sigtstp_application()

    def process_message(self, message: Message) -> None:
        """Hand over a key, or what the mouse did; beyond the window it would take the focus away."""
        if isinstance(message, MouseEvent) and self._app.mouse_captured is None:
            place = int(message.x), int(message.y)
            if not self._app.size.region.contains(*place):
                return
        super().process_message(message)

    def _run_input_thread(self) -> None:
        """Read until the program ends; a fault goes the way of one in any other thread, the text kept."""
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Read what the terminal sends, and hand over the keys."""
        self._parser = XTermParser(self._debug)
        self._split_keys = SplitKeys()
        received = TerminalInput(_waiting(self.fileno))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            is_over = False
            while not is_over:
                is_over = self.exit_event.is_set()  # then what was typed until now is read once more
                if selector.select(_GLANCE):
                    data = os.read(self.fileno, 4096)
                    if not data:  # nothing will come any more: whoever watches the terminal ends the program
                        self.exit_event.wait()
                        return
                    self._take(self._split_keys.without_rest(received.text(data)))
                for message in self._parser.tick():
                    if isinstance(message, Key) and message.key == "escape":
                        self._split_keys.escaped()
                    self.process_message(message)

    def _take(self, text: str) -> None:
        """Hand over the keys of ``text``; sequences that Textual's parser fails at are dropped."""
        for part in _SEQUENCES.split(text):
            if not part:
                continue
            try:
                self._feed(part)
            except (ValueError, OverflowError, LookupError, ParseError):
                self._parser = XTermParser(self._debug)
                if rest := _SEQUENCE.sub("", part, count=1):
                    self._feed(rest)

    def _feed(self, text: str) -> None:
        for message in self._parser.feed(text):
            self.process_message(message)
