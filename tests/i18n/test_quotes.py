"""Quotation marks inside quotation marks."""

from __future__ import annotations

import pytest

from blogwifi_tui.i18n.result_messages import undone
from blogwifi_tui.i18n.translation import set_language


@pytest.mark.parametrize(
    ("language", "subject", "told"),
    [
        ("en", "Edit: The “new” house", "Undone: “Edit: The ‘new’ house”."),
        ("fr", "Supprime\u00a0: X", "Défait\u00a0: «\u00a0Supprime\u00a0: X\u00a0»."),
        (
            "fr",
            "Crée\u00a0: «\u00a0L’été\u00a0», et «b»",
            "Défait\u00a0: «\u00a0Crée\u00a0: “L’été”, et “b”\u00a0».",
        ),
    ],
)
def test_a_quotation_inside_another_has_other_marks(language: str, subject: str, told: str) -> None:
    set_language(language)
    assert undone(subject) == told
