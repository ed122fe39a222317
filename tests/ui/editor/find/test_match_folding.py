from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.ui.editor.find.match_folding import columns, fold


@given(st.text(max_size=30))
def test_each_folded_letter_knows_its_column(text: str) -> None:
    folded, places = fold(text), columns(text)
    if places is None:
        assert len(folded) == len(text)
    else:
        assert len(places) == len(folded) + 1
        assert list(places) == sorted(places)
        for letter, column in zip(folded, places, strict=False):
            assert letter in fold(text[column])
