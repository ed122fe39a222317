"""Quotation marks inside quotation marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blogwifi_tui
from blogwifi_tui.i18n.result_messages import leaves_site, undone
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.widgets.forms import delete_question, restore_other_question, undo_question


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


RATTLES = "L’œil du client\u00a0: «\u00a0ça rame\u00a0»"


def test_a_title_with_quotation_marks_is_quoted_with_others_in_each_sheet() -> None:
    set_language("fr")
    title = "«\u00a0L’œil du client\u00a0: “ça rame”\u00a0»"
    assert title in delete_question(RATTLES, kept=True, leaves=True)._heading
    sheet = restore_other_question("Wi-Fi", RATTLES, "posts/a.md")
    assert title in sheet._text
    assert title in leaves_site([RATTLES])
    assert title in undo_question("Modifie", [RATTLES])._text


def test_every_sentence_that_quotes_a_title_is_filled_in_by_the_helper() -> None:
    """What is put together with str.format would have the same marks inside and outside."""
    left = re.compile(r"“\{(?:title|subject|former)\}”[^\n]*\"\)\s*\.format\(")
    package = Path(blogwifi_tui.__file__).parent
    assert [str(p) for p in package.rglob("*.py") if left.search(p.read_text(encoding="utf-8"))] == []
