"""A few kills in each step; ``python tests/faults/kill_steps.py`` makes hundreds, at every stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from .kill_steps import STEPS, kill_in_git, kill_in_python, make

KILLED_IN_GIT = {
    "retag": "pre-commit",
    "rename": "pre-commit",
    "move": "pre-commit",
    "delete": "reference-transaction prepared",
    "undo": "reference-transaction committed",
    "duplicate": "reference-transaction committed",
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_killed_among_its_files_is_taken_back_by_the_next_start(step: str, tmp_path: Path) -> None:
    for stage in (8, 13):
        kill = kill_in_python(make(tmp_path / f"blog-{stage}"), step, stage)
        assert kill.reached


@pytest.mark.parametrize("step", KILLED_IN_GIT)
def test_a_step_killed_with_its_git_is_as_before_or_done_at_the_next_start(step: str, tmp_path: Path) -> None:
    kill = kill_in_git(make(tmp_path / "blog"), step, KILLED_IN_GIT[step])
    assert kill.reached
    assert kill.said
