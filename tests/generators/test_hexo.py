"""What we say of posts is what Hexo made of them; see ``record_hexo.py``."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.generators.records import differences, names_of, not_found, record

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
    # Headers that Hexo reads in another way: `...` ends none, a tab is two blanks, an open one is text.
    "headers": {f"source/_posts/{name}.md" for name in ("closing-dots", "tab-indent", "unclosed")},
    # The key is missing: a plugin would write it.
    "permalink-abbrlink": {"source/_posts/without.md"},
}
"""Posts that we say something else of, with the reason."""
ZONES = {"dates-paris": "Europe/Paris", "dates-west": "Asia/Tokyo"}


@pytest.mark.parametrize("name", names_of("hexo"))
def test_each_post_is_shown_dated_and_found_where_hexo_put_it(name: str) -> None:
    told = record("hexo", name, name, ZoneInfo(ZONES.get(name, "UTC")))
    known = KNOWN.get(name, set())
    assert [line for line in differences(told) if line.partition(": ")[0] not in known] == []
    assert not_found(told) == []


def test_a_string_of_tags_is_one_tag_as_it_is_to_hexo() -> None:
    told = record("hexo", "headers", "headers")
    tags = {path: set(page.get("tags") or ()) for path, page in told.pages.items()}
    ours = {path: set(entry.tags) for path, entry in told.entries.items() if told.pages[path]["address"]}
    unlike = {path for path, names in ours.items() if names != tags[path]}
    # A list in a list of tags is one tag, with a comma; a tab is no blank to YAML.
    assert unlike == {"source/_posts/tags-nested.md", "source/_posts/tab-indent.md"}
