"""Text that cannot deceive or break a line: control characters made visible, and all of it on one line."""

from __future__ import annotations

import re

PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
"""What is drawn for C0 and DEL."""

# Left alone on purpose: no-break spaces (French typography), variation selectors and the joiner inside an
# emoji (both change how one character looks, not what a line says).
HIDING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Characters that reorder or hide text, as the inside of a class of a regular expression."""
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
LONE_JOINER = f"(?<![{_EMOJI}])\u200d"
"""A regular expression: the zero-width joiner where no emoji stands before it."""
# One class, and behind it what must not stand before the joiner: searched thrice as fast as alternatives.
_IN_PLACE = f"{HIDING}\u200d](?<![{_EMOJI}]\u200d)"
_SUSPECT = re.compile(f"[\x00-\x1f\x7f-\x9f{_IN_PLACE}")
# JSON's own line ends are the only control characters outside of its strings.
_ESCAPED = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_IN_PLACE}")
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")


def visible(text: str, *, keep: str = "") -> str:
    """Return ``text`` with control, direction and zero-width characters drawn instead of obeyed.

    C0 and DEL become their picture (``␛``), C1 and lone surrogates ``�``, and characters that reorder or
    hide text their number (``‹U+202E›``). Characters in ``keep`` stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text

    def drawn(found: re.Match[str]) -> str:
        character = found.group()
        if character in keep:
            return character
        code = ord(character)
        if code in PICTURES:
            return PICTURES[code]
        if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
            return "\ufffd"
        return f"‹U+{code:04X}›"

    return _SUSPECT.sub(drawn, text)


def escaped(text: str) -> str:
    """JSON ``text`` with escapes for the characters that :func:`visible` would draw: its values stay."""

    def number(found: re.Match[str]) -> str:
        units = found.group().encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    return _ESCAPED.sub(number, text)


def silenced(text: str) -> str:
    """Return ``text`` without what :func:`visible` would draw, for a place where no width may change."""
    return _SUSPECT.sub("", text)


def one_line(text: str) -> str:
    """``text`` on one line, one space between words; the no-break spaces of French typography stay."""
    return _SPACES.sub(" ", text).strip()


def brief(text: str, longest: int) -> str:
    """The beginning of a text from outside, on one line of at most ``longest`` characters, made visible."""
    return visible(one_line(text[: 4 * longest]))[:longest]
