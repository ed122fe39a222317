"""Letters of other scripts spelled in ASCII, as Zola and Cecil do for the names in addresses.

Near enough for both: where a generator in Python spells a letter by Unidecode, see :mod:`.ascii_letters`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from blogwifi_tui.content.slugs import slugify

_IDEOGRAM = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def in_ascii(text: str) -> str:
    """``text`` with letters and digits beyond ASCII spelled in small letters, a hyphen for all else."""
    return text if text.isascii() else "".join(map(_spelled, text))


@lru_cache(maxsize=512)
def _spelled(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "Mn":
        return ""
    spelled = slugify(letter) if letter.isalnum() else "-"
    return f"{spelled}-" if _IDEOGRAM.match(letter) else spelled
