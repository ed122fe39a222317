"""A few kills while typing; ``python tests/faults/soak.py`` does hundreds, and measures what they cost."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.soak import kill_once, soak


def test_a_kill_while_typing_leaves_the_beginning_of_what_was_typed_and_damages_nothing(
    blog_folder: Path,
) -> None:
    soak(blog_folder, 2, seed=1995, longest=2.5)
    assert kill_once(blog_folder, random.Random(1995), 1.0, until_copied=True).kept  # noqa: S311
