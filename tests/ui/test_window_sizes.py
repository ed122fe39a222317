"""A window may be made as small as it likes: nothing ends, and afterwards the keys are where they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Git
from tests.ui.every_screen import EVERY, Way

SIZE = (80, 24)
OF_EACH_KIND = {(way.opens, way.focus): way for way in EVERY}.values()


@pytest.mark.parametrize("way", OF_EACH_KIND, ids=lambda way: way.name)
async def test_it_lives_in_a_window_of_one_cell_and_of_two_columns(blog: Path, git: Git, way: Way) -> None:
    async with way.opened(blog, git, SIZE) as person:
        before = person.at, person.focused, person.app.cursor_position
        for size in ((1, 1), (2, 40), SIZE):
            await person.pilot.resize_terminal(*size)
            await person.idle()
            assert person.app.is_running
            assert person.app.cursor_position in person.app.screen.region
        assert (person.at, person.focused, person.app.cursor_position) == before
