"""What a terminal sends, as the text that Textual's parser reads keys from.

Most is UTF-8 and goes through as it is. What is not is no reason to end: a terminal set to an old character
set, a mouse reported as in 1988, a line that garbles or cuts what is sent.
"""

from __future__ import annotations

import re
import unicodedata
from time import monotonic

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

LATE = 1.5
"""Seconds after a lone Esc within which the rest of a key may follow it, on a line that cut the two apart."""
_PASTE, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_MOUSE = b"\x1b[M"
_MARK = re.compile(re.escape(_PASTE) + b"|" + re.escape(_MOUSE) + b"(.{3})", re.DOTALL)
_BEGUN = re.compile(rb"\x1b(?:\[[0-9;:<?$]*|O|\[M.{0,2})\Z", re.DOTALL)
"""The beginning of a key, or of what the mouse did, at the end of what was read."""
_REST_OF_KEY = re.compile(r"(?:O[A-Z]|\[<?[0-9;:]*[A-Za-z~])")
_RELEASED, _MOVED_OR_TURNED = 0b11, 0b1100000
"""Bits of an old mouse report: no button is down any more; the mouse was moved, or its wheel turned."""
_OF_8_BIT_TERMINALS = {0x8F: "\x1bO", 0x9B: "\x1b["}
"""Bytes that begin a key where ESC is not sent apart."""

_WRITE_NOTHING = {"Cc", "Cs", "Zl", "Zp"}


def writes(character: str | None) -> bool:
    """Whether a key that gives ``character`` writes it.

    Textual asks ``str.isprintable``, which is false of the no-break spaces of French and of what joins emoji.
    """
    return bool(character) and unicodedata.category(character or "") not in _WRITE_NOTHING


class TerminalInput:
    """Turns bytes into text, however they are cut."""

    def __init__(self, typed_before: int = 0) -> None:
        """``typed_before``: so many bytes were typed when the terminal still made a line end of Enter."""
        self._typed_before = typed_before
        self._rest = b""
        """The beginning of a character, a key or a mark, whose end is still to come."""
        self._after_escape = False
        """Whether what was given last ended in ESC, which may be a key or begin one."""
        self._pastes = False
        self._pressed = 0
        """The button of the mouse that was pressed last: old reports do not tell which is released."""

    def text(self, data: bytes) -> str:
        """``data`` and what was held back before, as text; what is only begun is held back."""
        early, late = data[: self._typed_before], data[self._typed_before :]
        self._typed_before -= len(early)
        data = early.replace(b"\n", b"\r") + late
        before = b"\x1b" if self._after_escape and not self._pastes else b""
        data, self._rest = before + self._rest + data, b""
        parts = []
        while data:
            if self._pastes:
                part, data = self._pasted(data)
            else:
                part, data = self._typed(data)
            parts.append(part)
        text = "".join(parts)[len(before) :]
        self._after_escape = text.endswith("\x1b") or (self._after_escape and not text)
        return text

    def _typed(self, data: bytes) -> tuple[str, bytes]:
        """What comes before a paste or an old mouse report and that itself, and what follows."""
        mark = _MARK.search(data)
        if mark is None:
            begun = _BEGUN.search(data)
            end = begun.start() if begun else len(data)
            text = self._letters(data[:end], is_last=not begun)
            self._rest += data[end:]
            return text, b""
        text, report = self._letters(data[: mark.start()], is_last=False), mark.group(1)
        if report is None:
            self._pastes = True
            return f"{text}{_PASTE.decode()}", data[mark.end() :]
        return text + self._mouse(*(byte - 32 for byte in report)), data[mark.end() :]

    def _pasted(self, data: bytes) -> tuple[str, bytes]:
        """What is pasted, to its end; ESC in it is dropped, which would begin a key."""
        end = data.find(_PASTE_END)
        if end < 0:
            held = next((n for n in range(len(_PASTE_END) - 1, 0, -1) if data.endswith(_PASTE_END[:n])), 0)
            pasted, rest = data[: len(data) - held], data[len(data) - held :]
            text = self._letters(pasted, is_last=not rest).replace("\x1b", "")
            self._rest += rest
            return text, b""
        self._pastes = False
        text = self._letters(data[:end], is_last=False).replace("\x1b", "")
        return f"{text}{_PASTE_END.decode()}", data[end + len(_PASTE_END) :]

    def _mouse(self, code: int, column: int, row: int) -> str:
        """What an old report says, as one of today; nothing where it cannot tell the place."""
        if code < 0 or column < 1 or row < 1:
            return ""
        end = "M"
        if not code & _MOVED_OR_TURNED:
            if code & _RELEASED == _RELEASED:
                code, end = code & ~_RELEASED | self._pressed, "m"
            else:
                self._pressed = code & _RELEASED
        return f"\x1b[<{code};{column};{row}{end}"

    def _letters(self, data: bytes, *, is_last: bool) -> str:
        """``data`` as UTF-8, and what is not as :func:`_letter`; the last letter may be half of one."""
        letters = []
        while data:
            try:
                letters.append(data.decode())
                break
            except UnicodeDecodeError as error:
                letters.append(data[: error.start].decode())
                if is_last and error.end == len(data) and error.reason == "unexpected end of data":
                    self._rest = data[error.start :]
                    break
                letters += map(_letter, data[error.start : error.end])
                data = data[error.end :]
        return "".join(letters)


def _letter(byte: int) -> str:
    """What a byte that is no UTF-8 means on a terminal of one byte a letter; it may mean nothing."""
    if byte in _OF_8_BIT_TERMINALS:
        return _OF_8_BIT_TERMINALS[byte]
    return bytes([byte]).decode("cp1252" if byte < 0xA0 else "iso8859-15", "ignore")


class SplitKeys:
    """Knows the rest of a key whose ESC came long before it, and was taken for the key of that name."""

    def __init__(self) -> None:
        self._escaped_at = float("-inf")

    def escaped(self) -> None:
        """An ESC that nothing followed was taken for a key."""
        self._escaped_at = monotonic()

    def without_rest(self, text: str) -> str:
        """``text``, as it was sent at once, without the rest of a key at its beginning."""
        if monotonic() - self._escaped_at > LATE:
            return text
        self._escaped_at = float("-inf")
        rest = _REST_OF_KEY.match(text)
        if rest is None:
            return text
        has_digits = any(map(str.isdigit, rest.group()))
        is_known = f"\x1b{rest.group()}" in ANSI_SEQUENCES_KEYS
        is_all = text[rest.end() :].startswith("\x1b") or rest.end() == len(text)
        return (
            text[rest.end() :] if (is_known and (has_digits or is_all)) or (has_digits and is_all) else text
        )
