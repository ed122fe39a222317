"""Letters of other alphabets as generators in Python spell them in addresses: by Unidecode's tables."""

from __future__ import annotations

import re

_UNSURE = re.compile(
    "[^\x00-\u052f\u1e00-\u1eff\u2000-\u2065\u20a0-\u20af\u2190-\u21ff\u2700-\u27bf\u3000-\u303f\u4e00-\u9fff"
    "\ufe0e\ufe0f\U0001f300-\U0001faff]"
)
"""What the tables at hand may spell otherwise than Unidecode of today does."""


def in_ascii(text: str) -> str | None:
    """``text`` in ASCII; None where that is not certain."""
    if text.isascii():
        return text
    if _UNSURE.search(text):
        return None
    from text_unidecode import unidecode

    return str(unidecode(text)).replace("[?] ", "").replace("[?]", "")
