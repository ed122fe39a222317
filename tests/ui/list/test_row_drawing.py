"""How the texts of a line are cut to the width there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from blogwifi_tui.ui.list.row_drawing import parts


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
    st.integers(1, 40),
)
def test_a_text_in_pieces_has_the_width_asked_for(text: str, cuts: list[tuple[int, int]], width: int) -> None:
    ends = sorted({min(end, len(text)) for pair in cuts for end in pair})
    marks = tuple(zip(ends[::2], ends[1::2], strict=False))
    pieces = list(parts(text, marks, width))
    assert cell_len("".join(piece for piece, _ in pieces)) == width
