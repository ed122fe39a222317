from __future__ import annotations

import pytest

from blogwifi_tui.sanitize import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Le WiFi 7 à l’hôtel : « oui »", "Le WiFi 7 à l’hôtel : « oui »"),
        ("no\u00a0break\u202fspaces", "no\u00a0break\u202fspaces"),
        ("\x1b]0;titre\x07", "␛]0;titre␇"),
        ("a\nb\tc\x7f", "a␊b␉c␡"),
        ("\x9b31m", "�31m"),
        ("\u202egnp.exe", "‹U+202E›gnp.exe"),
        ("a\u200bb\ufeff", "a‹U+200B›b‹U+FEFF›"),
        ("\udc80", "�"),
        ("\U000e0041", "‹U+E0041›"),
        ("👩‍👧 ❤️", "👩‍👧 ❤️"),
        ("a\u200db", "a‹U+200D›b"),
        ("e\u0301 日本", "e\u0301 日本"),
    ],
)
def test_what_a_terminal_would_obey_is_drawn_instead(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_the_caller_can_handle_is_kept() -> None:
    assert visible("a\tb\nc\x1b", keep="\n\t") == "a\tb\nc␛"
