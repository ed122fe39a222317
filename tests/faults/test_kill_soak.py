"""A few kills while typing; ``python tests/faults/soak.py`` does hundreds, and measures what they cost."""

from __future__ import annotations

from pathlib import Path

from tests.faults.soak import soak


def test_a_kill_while_typing_leaves_the_beginning_of_what_was_typed_and_damages_nothing(
    blog_folder: Path,
) -> None:
    losses = soak(blog_folder, 3, seed=1995, longest=2.5)
    assert any(loss.kept for loss in losses)
