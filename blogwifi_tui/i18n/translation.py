"""The words of the program, in the language of the person.

English is written in the code, French in the catalogue beside this file. Words are looked up when they are
shown and never when a module is loaded, so a change of language takes effect at once: a table of labels holds
``N_("Quit")`` and is passed through :func:`_` where it is drawn.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")
DOMAIN = "blogwifi"

_chosen: str | None = None


def set_language(code: str | None) -> None:
    """Speak ``code`` (one of :data:`LANGUAGES`), or with None what the environment asks for."""
    global _chosen  # noqa: PLW0603 - one process speaks one language to one person
    if code is not None and code not in LANGUAGES:
        raise ValueError(code)
    _chosen = code
    _asked_for.cache_clear()


def language() -> str:
    """The language spoken now, one of :data:`LANGUAGES`."""
    return _chosen or _asked_for()


def _(text: str) -> str:
    """``text`` in the language spoken now."""
    return _catalogue(language()).gettext(text) if text else ""


def ngettext(one: str, many: str, number: int) -> str:
    """``one`` or ``many`` as ``number`` asks for, in the language spoken now (in French, 0 is singular)."""
    return _catalogue(language()).ngettext(one, many, number)


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """``text`` itself, marked for translation; whoever shows it passes it through :func:`_`."""
    return text


@cache
def _asked_for() -> str:
    """The language of the first of LC_ALL, LC_MESSAGES and LANG that is set (POSIX order)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, Path(__file__).parent, [code], fallback=True)
