"""A lock that a dead git left behind: explained, and removed when the person says so and only then."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from blogwifi_tui.vcs import runner
from tests.conftest import Git
from tests.ui.person import at_the_program


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_LOCK_PAUSES", (0.0,))


def lock(blog: Path, *, age: float) -> Path:
    """Leave a lock as a git that was killed does."""
    file = blog / ".git" / "index.lock"
    file.touch()
    os.utime(file, (time.time() - age, time.time() - age))
    return file


async def test_an_old_lock_is_explained_and_removed_on_request_and_the_change_made(
    blog: Path, git: Git
) -> None:
    left = lock(blog, age=600)
    async with at_the_program(blog) as person:
        await person.press("down", "t")
        assert "A git that is gone left a lock behind, 10 minutes ago" in person.asked
        assert "No running git holds it." in person.asked
        await person.press("delete")
        assert person.message == "“Un brouillon” is ready to publish."
    assert not left.exists()
    assert git(blog, "log", "-1", "--format=%s") == "Ready: Un brouillon"


async def test_an_old_lock_stays_when_the_person_does_not_want_it_removed(blog: Path) -> None:
    left = lock(blog, age=600)
    async with at_the_program(blog) as person:
        await person.press("down", "t", "n")
        assert "left a lock behind, 10 minutes ago" in person.message
        assert "rm " in person.message
    assert left.exists()


async def test_a_young_lock_is_never_offered_to_be_removed(blog: Path) -> None:
    left = lock(blog, age=0)
    async with at_the_program(blog) as person:
        await person.press("down", "t")
        assert person.at == "ListScreen"
        assert "Another git is at work in this repository." in person.message
    assert left.exists()
