"""What we say of posts is what Hexo made of them; see the records beside the small sites."""

from __future__ import annotations

import pytest

from tests.generators.recorded import Recorded, names_of

_NO_DAY = {f"source/_posts/{name}.md" for name in ("february-31", "month-13")}
"""Moments that no calendar has: a header with one cannot be read here, and Hexo counts on."""
KNOWN = {
    "dates": _NO_DAY,
    "dates-paris": _NO_DAY,
    "dates-timezone": _NO_DAY,
    # With a `timezone`, texts that name a zone are read by the clock of the machine that builds.
    "dates-west": _NO_DAY
    | {
        f"source/_posts/{name}.md"
        for name in ("number", "offset-compact", "only-day-quoted", "quoted-offset")
    },
    "headers": {
        # Headers that Hexo reads in another way: `...` ends none, a tab is two blanks, an open one is text.
        "source/_posts/closing-dots.md",
        "source/_posts/tab-indent.md",
        "source/_posts/unclosed.md",
        # A list in a list of tags is one tag, with a comma.
        "source/_posts/tags-nested.md",
    },
    # The key is missing: a plugin would write it.
    "permalink-abbrlink": {"source/_posts/without.md"},
}
"""Posts that we say something else of, with the reason."""


@pytest.mark.parametrize("variant", names_of("hexo"))
def test_each_post_is_shown_dated_and_found_where_hexo_put_it(variant: str) -> None:
    recorded = Recorded("hexo", variant)
    found = [each for each in recorded.differences() if each.path not in KNOWN.get(variant, ())]
    assert not found
