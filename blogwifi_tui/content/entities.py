"""Entities of HTML in front matter, as blogs that came from WordPress have them: read as their characters.

Jekyll writes a title into its page as it is, and so its readers see the characters.
"""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decoded(text: str) -> str:
    """``text`` with the characters that its entities stand for; an ``&`` that begins none stays."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    import html.entities  # by its inner module, as the parser does on another thread; see search/text.py

    return html.unescape(found[0])
