"""A few sentences by three hands; ``python tests/faults/two_programs.py`` lets them write for ten minutes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.two_programs import work


def test_what_three_hands_write_into_one_post_is_all_there(tmp_path: Path) -> None:
    if shutil.which("vim") is None:
        pytest.skip("needs vim")
    hands = work(tmp_path / "place", lambda hands: len(hands.log) >= 12, seed=2006)
    assert hands.lost() == []
