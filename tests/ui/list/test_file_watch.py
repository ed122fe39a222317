"""How often all posts are read again, and what of other programs is shown by the next poll."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from blogwifi_tui.ui.list.file_watch import MOST_SHARE, pause_after
from blogwifi_tui.ui.list.screen import ListScreen
from tests.ui.person import at_the_program


@pytest.mark.parametrize(("walk", "pause"), [(0.002, 0.2), (0.05, 5), (0.47, 10), (2.7, 54)])
def test_a_pause_is_ten_seconds_at_most_unless_the_walk_would_take_its_share(
    walk: float, pause: float
) -> None:
    assert pause_after(walk) == pytest.approx(pause)
    assert pause_after(walk) >= MOST_SHARE * walk


async def test_what_is_written_into_the_post_shown_is_there_at_the_next_poll(blog: Path) -> None:
    async with at_the_program(blog) as person:
        screen = person.app.screen
        assert isinstance(screen, ListScreen)
        screen.refresher.poll()
        await person.idle()
        screen.refresher.file_watch.next_walk = inf
        file = blog / str(screen.posts.selected)
        text = file.read_text(encoding="utf-8")
        with file.open("r+", encoding="utf-8") as written:
            written.write(text.replace(person.selected, "D'ailleurs"))
            written.write("\nVenu d'un autre programme.\n")
        screen.refresher.poll()
        await person.idle()
        assert person.selected == "D'ailleurs"
        assert "Venu d'un autre programme." in person.text()
