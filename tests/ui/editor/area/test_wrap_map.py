"""The document as rows of the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from blogwifi_tui.ui.editor.area.wrap_map import WrapMap

PLAIN = st.text(st.sampled_from("ab éœ日語’-x  "), max_size=60)


@given(PLAIN, st.integers(4, 30))
def test_lines_are_split_where_textual_splits_them(text: str, width: int) -> None:
    ours, theirs = WrapMap(Document(text), width), WrappedDocument(Document(text), width)
    assert ours._wrap_offsets == theirs._wrap_offsets
    assert ours.height == theirs.height
    for y in range(ours.height):
        for x in range(width + 2):
            assert ours.offset_to_location(Offset(x, y)) == theirs.offset_to_location(Offset(x, y))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), st.lists(PLAIN, min_size=1, max_size=3))))
def test_wrapping_what_changed_gives_what_wrapping_all_gives(
    changes: list[tuple[int, int, list[str]]],
) -> None:
    document = Document("un\ndeux mots assez longs\n\ntrois")
    ours = WrapMap(document, 9)
    for place, length, lines in changes:
        top = place % document.line_count
        bottom = min(top + length, document.line_count - 1)
        end = document.replace_range((top, 0), (bottom, 10**6), "\n".join(lines)).end_location
        ours.wrap_range((top, 0), (bottom, 0), end)
    whole = WrapMap(document, 9)
    assert (ours._wrap_offsets, ours.tops) == (whole._wrap_offsets, whole.tops)
