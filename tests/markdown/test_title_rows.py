"""The rows above a rendered post."""

from __future__ import annotations

import pytest

from blogwifi_tui.markdown.title_rows import title_rows


@pytest.mark.parametrize("width", range(12, 60))
def test_a_separator_between_two_facts_never_ends_a_row(width: int) -> None:
    facts = "301 words · 1 min · https://example.org/2026/wifi/"
    rows = [line.text for line in title_rows("Le WiFi", facts, width=width, plain=True)]
    assert [row for row in rows if row.endswith("·")] == []
    assert "\u00a0" not in "".join(rows)


def test_facts_that_fit_stand_on_one_row() -> None:
    facts = "301 words · 1 min"
    assert [line.text for line in title_rows("WiFi", facts, width=40, plain=True)][:2] == ["WiFi", facts]
