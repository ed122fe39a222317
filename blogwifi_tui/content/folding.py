"""Folding: one spelling for what a person takes to be the same letters, so that «reseau» finds «Réseaux».

Measured on French posts of 5 kB: replacing the characters French is made of, then lowering, takes half the
time of normalising everything; the general way is kept for the texts that hold anything else.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
    "’": "'", "‘": "'", "ʼ": "'", "′": "'",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": "",
    "…": "...",
}  # fmt: skip
_LETTERS = dict(zip("éèêàçùîôûâëïÉÈÊÀÇÎÔ", "eeeacuiouaeieeeacio", strict=True))
_FRENCH = tuple((_LETTERS | _SIGNS).items())

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_HYPHEN = re.compile(r"-(?=[^\W_])")
_COMPOUND = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)+")


def fold(text: str) -> str:
    """``text`` in lower case, without accents, œ as oe, and one sign for each kind of quote, dash and space.

    Line ends are kept, so that line N of the result is line N of ``text``.
    """
    if text.isascii():
        return text.lower()
    for sign, plain in _FRENCH:
        text = text.replace(sign, plain)
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())


def words(text: str) -> str:
    """The folded words of ``text``, one space between them, as in ``l hotel du lac``; may be empty."""
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()


def compounds(folded: str) -> str:
    """The hyphenated words of a folded text in one piece, as in ``wifi`` for «Wi-Fi»; may be empty."""
    found = {}
    end = 0
    # A regular expression alone would try every letter of the text; hyphens are few.
    for hyphen in _HYPHEN.finditer(folded):
        start = hyphen.start()
        if start < end:
            continue
        while start > 0 and folded[start - 1].isalnum():
            start -= 1
        if compound := _COMPOUND.match(folded, start):
            end = compound.end()
            found[compound.group().replace("-", "")] = True
    return " ".join(found)


def searchable(text: str) -> str:
    """What a few words are looked for in: the words of ``text``, then its compounds in one piece."""
    folded = fold(text)
    joined = compounds(folded)
    plain = _BETWEEN_WORDS.sub(" ", folded).strip()
    return f"{plain} {joined}" if joined else plain
