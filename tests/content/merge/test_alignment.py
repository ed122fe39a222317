"""Which parts of two versions are the same, in order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.merge.alignment import matching, opcodes

PARTS = st.lists(st.sampled_from("abcdef"), max_size=30)


def rebuilt(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new, of what is the same in the old and what is not."""
    return [
        part
        for tag, i1, i2, j1, j2 in opcodes(old, new)
        for part in (old[i1:i2] if tag == "equal" else new[j1:j2])
    ]


@given(PARTS, PARTS)
def test_what_is_the_same_is_the_same_and_in_order(old: list[str], new: list[str]) -> None:
    assert rebuilt(old, new) == new
    ends = [(0, 0)]
    for i, j, size in matching(old, new):
        assert size
        assert old[i : i + size] == new[j : j + size]
        assert i >= ends[-1][0]
        assert j >= ends[-1][1]
        ends.append((i + size, j + size))


def test_a_long_text_keeps_all_that_was_not_changed() -> None:
    old = [f"{number}" if number % 3 else "même" for number in range(3000)]
    new = [*old[:100], "neuf", *old[100:1500], *old[1510:2900], "autre", *old[2950:]]
    kept = sum(size for _i, _j, size in matching(old, new))
    assert kept >= 3000 - 10 - 50 - 5
    assert rebuilt(old, new) == new
