"""The standard streams and the arguments, whatever the terminal, the locale and the shell made of them."""

from __future__ import annotations

import fcntl
import io
import locale
import os
import re
import stat
import sys
import termios
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.errors import BadInput, FileFailed

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer

_OUTPUT = "<stdout>"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class _Output(io.FileIO):
    """Standard output that says in its errors that it is meant; a file that fails has a name of its own."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = _OUTPUT
            raise


class _Notes(io.FileIO):
    """Standard error, where a reader that has left stops no step that is half done, and hides no status."""

    def write(self, data: ReadableBuffer, /) -> int:
        with suppress(BrokenPipeError):
            super().write(data)
        return memoryview(data).nbytes


def prepare() -> None:
    """Make standard output and error fit for any text, and no file of ours one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The next file opened would have this number, and be written to by every program we start.
            os.open(os.devnull, os.O_RDONLY if number == 1 else os.O_RDWR)
    if sys.stdout is sys.__stdout__:
        encoding = sys.stdout.encoding if sys.stdout else "utf-8"
        output = io.BufferedWriter(_Output(1, "w", closefd=False))
        sys.stdout = io.TextIOWrapper(output, encoding, line_buffering=os.isatty(1))
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    encoding = sys.stderr.encoding
    if sys.stderr is sys.__stderr__:
        notes = io.BufferedWriter(_Notes(2, "w", closefd=False))
        sys.stderr = io.TextIOWrapper(notes, encoding, "backslashreplace", line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _write_anything(stream)


def _write_anything(stream: io.TextIOWrapper) -> None:
    """Write in the terminal's encoding, and letters it lacks as near as it can; Python would end instead."""
    encoding = _locale_encoding()
    if encoding is None and stream.encoding.lower() in {"utf-8", "utf8"}:
        stream.reconfigure(errors="backslashreplace")
        return
    from blogwifi_tui.cli import nearest_letters

    stream.reconfigure(encoding=encoding, errors=nearest_letters.NAME)


def _locale_encoding() -> str | None:
    """What the terminal speaks where that is not UTF-8, for which we were started again in UTF-8 mode."""
    if "utf8" not in sys._xoptions:
        return None

    encoding = locale.getencoding()
    try:
        "\u00e9".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return None
    return None if encoding.lower() in {"utf-8", "utf8"} else encoding


def as_text(word: str) -> str:
    """An argument as it was typed: in UTF-8, else in the terminal's encoding if it names no file as it is."""
    try:
        word.encode()
    except UnicodeEncodeError:
        typed = os.fsencode(word)
        encoding = _locale_encoding()
        if encoding and not os.path.lexists(typed):
            return typed.decode(encoding, "surrogateescape")
    return word


def has_input() -> bool:
    """Whether standard input is a pipe or a file: something a program writes, and nobody types."""
    kind = _input_kind()
    return stat.S_ISFIFO(kind) or stat.S_ISREG(kind) or stat.S_ISSOCK(kind)


def has_waiting_input() -> bool:
    """Whether a pipe or a file on standard input holds text that nobody has read yet."""
    if stat.S_ISREG(_input_kind()):
        return os.lseek(0, 0, os.SEEK_CUR) < os.fstat(0).st_size
    if not has_input():
        return False
    try:
        waiting = fcntl.ioctl(0, termios.FIONREAD, bytes(4))
    except OSError:
        return False
    return any(waiting)


def read_input() -> str:
    """All of standard input.

    Raises:
        BadInput: it is empty, or not UTF-8, or holds control characters.
    """
    with open(0, "rb", closefd=False) as stream:
        data = stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("encoding") from error
    if not text.strip():
        raise BadInput("empty")
    return without_control(text)


def without_control(text: str) -> str:
    """A text for a post, as it is.

    Raises:
        BadInput: it holds control characters, which act on a terminal and stand in no post.
    """
    if _CONTROL.search(text):
        raise BadInput("control")
    return text


def _input_kind() -> int:
    try:
        return os.fstat(0).st_mode
    except OSError:
        return 0


def has_colours() -> bool:
    """Whether standard output is a terminal that shows colours, to a person who wants them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_utf8(stream: TextIO) -> bool:
    """Whether all letters can be written to a stream as they are."""
    return (stream.encoding or "").lower() in {"utf-8", "utf8"}


def flush() -> int:
    """Write what is still to be written; Python would do it at the end, and name no cause."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return 0


def failure(error: OSError) -> FileFailed:
    """What the system refused, when nobody nearer could say of what it was part."""
    number = error.errno or 0
    if error.filename == _OUTPUT:
        # What is left in it would fail once more at the end.
        sys.stdout = None
        return FileFailed(_OUTPUT, number, "print")
    if error.filename is not None:
        return FileFailed(os.fsdecode(error.filename), number, "use")
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return FileFailed(os.curdir, number, "here")
    return FileFailed(os.curdir, number, "system")
