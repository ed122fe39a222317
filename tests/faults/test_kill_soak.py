"""A few kills while typing; ``python tests/faults/soak.py`` does hundreds."""

from __future__ import annotations

from pathlib import Path

from tests.faults.soak import LONGEST_LOSS, figures, soak


def test_a_kill_while_typing_costs_less_than_a_second(blog_folder: Path) -> None:
    losses = soak(blog_folder, 3, seed=1995, longest=2.5)
    assert max(loss.seconds for loss in losses) < LONGEST_LOSS, figures(losses)
