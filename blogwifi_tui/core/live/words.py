"""Words that are the same in the text of a post and on its page, whatever a typographer made of them.

A word is what stands between spaces and punctuation, so that quotes, dashes, ellipses and the many kinds of
spaces count for nothing. Letters of scripts that put no spaces between words are words by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize

# Soft hyphens, zero-width spaces and joiners, direction marks, variation selectors, tags: hyphenators and
# themes add and take them away.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]+"
)
_KEYCAP: Final = re.compile("[0-9#*]\u20e3")
_SIGNS: Final = str.maketrans({"œ": "oe", "æ": "ae", "©": " c ", "®": " r ", "℗": " p ", "\u2044": "/"})
"""Ligatures, and what typographers write for ``(c)``, ``(r)`` and ``(p)``."""
_ALONE: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters that are words by themselves: Thai, Lao, Tibetan, Burmese, Khmer, kana, ideographs."""
WORD: Final = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")
"""A word in a text that :func:`unified` gave."""
_WORTH_ALONE: Final = 3


def unified(text: str) -> str:
    """``text`` with one spelling for what typographers write differently."""
    if text.isascii():
        return text.lower()
    plain = _UNSEEN.sub("", text)
    return normalize("NFKC", _KEYCAP.sub(" ", plain)).casefold().translate(_SIGNS)


def words_of(text: str) -> list[str]:
    """The words of ``text``."""
    return WORD.findall(unified(text))


def joined(words: Iterable[str]) -> str:
    """Words as they are looked for in others."""
    return " ".join(words)


def worth(word: str) -> int:
    """About how many letters a word has, that is how much it tells."""
    return _WORTH_ALONE if word[0] >= "\u0e00" and _is_alone(word) else len(word)


def _is_alone(word: str) -> bool:
    return re.fullmatch(f"[{_ALONE}]", word) is not None


class Words:
    """The words of a text, in which runs of them are looked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._text = f" {joined(words)} "

    def holds(self, run: str) -> bool:
        """Whether the words of ``run`` follow each other here."""
        return f" {run} " in self._text

    def held(self, runs: Iterable[str]) -> Iterator[str]:
        """Those of ``runs`` that it holds."""
        return (run for run in runs if self.holds(run))
