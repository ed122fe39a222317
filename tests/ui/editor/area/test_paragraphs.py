"""Which lines belong together."""

from __future__ import annotations

import pytest

from blogwifi_tui.ui.editor.area.paragraphs import paragraph


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (0, range(1)),
        (1, range(1, 2)),
        (2, range(2, 4)),
        (3, range(2, 4)),
        (5, range(5, 7)),
        (6, range(5, 7)),
        (7, range(7, 8)),
    ],
)
def test_a_paragraph_ends_at_a_blank_line_a_title_or_an_item(line: int, lines: range) -> None:
    text = ["# titre", "", "un", "deux", "", "- item", "  suite", "- autre"]
    assert paragraph(text, line) == lines
