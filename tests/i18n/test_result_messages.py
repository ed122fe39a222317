"""What is said of what was done."""

from __future__ import annotations

from blogwifi_tui.core.other_side import Arrival, ArrivedPost, CameIn
from blogwifi_tui.i18n.result_messages import ARRIVED, came_in


def test_of_many_posts_that_came_in_the_first_are_named_and_the_others_counted_once() -> None:
    named = [ArrivedPost(f"{n}.md", f"Titre {n}", Arrival.NEW) for n in range(ARRIVED)]
    counted = [ArrivedPost(f"{each.value}.md", "", each) for each in Arrival]
    told = came_in(CameIn("origin/main", 8, (*named, *counted)))
    assert told.endswith(
        "“Titre 2” (new), 1 more new, 1 more published there, 1 more withdrawn there, "
        "1 more changed, 1 more deleted."
    )
