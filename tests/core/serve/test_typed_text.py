"""Of a text that changed the middle alone is sent, and every byte arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.core.serve.messages import Typed, decoded, encoded
from blogwifi_tui.core.serve.typed_text import applied, difference


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_every_change_of_every_bytes_arrives(front: bytes, old: bytes, new: bytes, back: bytes) -> None:
    before, after = front + old + back, front + new + back
    change = difference("a.md", before, after)
    if change is None:
        assert before == after
        return
    sent = decoded(encoded(change))
    assert isinstance(sent, Typed)
    assert applied(before, sent) == after


def test_a_letter_in_a_long_post_is_sent_alone() -> None:
    before = "é".encode() * 500_000
    change = difference("a.md", before, before[:400_000] + b"x" + before[400_000:])
    assert change
    assert len(encoded(change)) < 200


def test_the_first_text_is_sent_whole_though_it_is_empty() -> None:
    assert difference("a.md", None, b"") == Typed("a.md", 0, 0, "")
    assert difference("a.md", b"", b"") is None
