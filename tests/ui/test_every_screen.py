"""A walk over every screen and dialog: Esc leads out, and each key that is shown acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.ui.list.post_list import PostList
from tests.conftest import Git
from tests.ui.every_screen import EVERY, Way
from tests.ui.person import Person

WIDE, NARROW = (120, 40), (60, 20)
MOST = 4
"""Esc so often leads from anywhere to the list."""
UNSAVED = {"leaving what is not saved", "leaving changed fields"}
"""From here Esc goes back to the text, which is only left by who says so."""


def is_on_the_list(person: Person) -> bool:
    """Whether the keys are the list's, and nothing lies over it."""
    return isinstance(person.focused, PostList) and len(person.app.screen_stack) == 1


def what_is_seen(person: Person) -> object:
    """What differs when a key did something."""
    return person.text(), person.focused, person.app.screen, person.app.is_running


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_esc_leads_out_of_it_and_no_esc_is_pressed_in_vain(blog: Path, git: Git, way: Way) -> None:
    async with way.opened(blog, git, WIDE if way.focus else NARROW) as person:
        for _time in range(MOST):
            if is_on_the_list(person):
                break
            before = what_is_seen(person)
            await person.press("escape")
            assert what_is_seen(person) != before, "Esc did nothing"
            if way.name in UNSAVED:
                await person.press("escape", "ctrl+d")
        assert is_on_the_list(person)
        assert person.app.is_running
