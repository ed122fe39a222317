"""Signs that stand beside words, and the words that stand in their place where a person wants words alone.

``ui.plain`` says so: what a screen reader speaks and a braille display shows is to hold no ornament, and a
sign that means something is to be a word. Like the language, it is set once, when the program opens.
"""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_, _

_ARROWS = {
    "← →": N_("Left, Right"),
    "↑ ↓": N_("Up, Down"),
    "⇄": N_("or"),
    "←": N_("Left"),
    "→": N_("Right"),
    "↑": N_("Up"),
    "↓": N_("Down"),
}
_words_alone = False


def use_words_alone(*, plain: bool) -> None:
    """Show no signs from now on; or show them."""
    global _words_alone  # noqa: PLW0603 - as the language: of the whole program
    _words_alone = plain


def is_plain() -> bool:
    """Whether the person wants words alone."""
    return _words_alone


def signed(sign: str, words: str) -> str:
    """The words behind a sign that says the same; in plain the words."""
    return words if _words_alone or not sign else f"{sign} {words}"


def sign(shown: str, word: str = "") -> str:
    """A sign that means something by itself; in plain the word for it, or nothing for an ornament."""
    return word if _words_alone else shown


def arrows(text: str) -> str:
    """A sentence of ours that names arrow keys; in plain their names in words."""
    if _words_alone:
        for arrow, name in _ARROWS.items():
            text = text.replace(arrow, _(name))
    return text
