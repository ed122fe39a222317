"""What we say of posts is what Jekyll made of them; see ``record_jekyll.py``."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.generators.records import differences, names_of, not_found, record

_BY_THE_BUILDER = {
    "capital", "compact", "fraction", "iana", "minutes", "naive", "naive-quoted", "none", "one-hour-quoted",
    "only-day", "only-day-quoted", "slashes", "summer", "summer-quoted", "t-naive", "today", "twelve", "us",
    "words", "words-time", "zone-name", "zulu",
}  # fmt: skip
"""Days, and addresses made of days, when no ``timezone`` is set: those of whichever machine builds."""
KNOWN = {
    "dates-paris": {f"_posts/2020-04-01-{name}.md" for name in _BY_THE_BUILDER},
    "headers": {
        # `category` beside `categories`: the one that is edited is told.
        "_posts/2020-02-01-category-both.md",
        "travel/_posts/2020-02-21-with-categories.md",
        # Written as no category is: a list in a list, an entity; an empty slug.
        "_posts/2020-02-02-categories-nested.md",
        "_posts/2020-02-05-categories-entities.md",
        "_posts/2020-02-11-slug-empty.md",
        # Headers that cannot be read: Jekyll builds the page without them.
        "_posts/2020-02-05-broken.md",
        "_posts/2020-02-06-tab-indent.md",
        "_posts/2020-02-07-a-list.md",
        "_posts/2020-02-20-unclosed.md",
    },
}
"""Posts that we say something else of, with the reason."""
OTHER_TAGS = {
    # `tag` goes before `tags`, `keywords` are none, and YAML makes truths and numbers of some.
    "_posts/2020-02-10-tag-both.md",
    "_posts/2020-02-14-Keywords.md",
    "_posts/2020-02-11-tags-numbers.md",
}
ZONES = {"dates-paris": "Europe/Paris", "dates-west": "Asia/Tokyo"}


@pytest.mark.parametrize("name", names_of("jekyll"))
def test_each_post_is_shown_dated_and_found_where_jekyll_put_it(name: str) -> None:
    told = record("jekyll", name, name, ZoneInfo(ZONES.get(name, "UTC")))
    known = KNOWN.get(name, set())
    assert [line for line in differences(told) if line.partition(": ")[0] not in known] == []
    assert not_found(told) == []


def test_the_moment_of_a_full_date_is_known_whichever_machine_builds() -> None:
    told = record("jekyll", "dates-paris", "dates-paris", ZoneInfo("Europe/Paris"))
    sure = ("naive", "t-naive", "fraction", "summer", "zulu", "offset", "offset-colon", "one-hour-naive")
    paths = {f"_posts/2020-04-01-{name}.md" for name in sure}
    lines = [line for line in differences(told) if line.partition(": ")[0] in paths]
    assert [line for line in lines if "address" not in line] == []


def test_tags_are_split_as_jekyll_splits_them() -> None:
    told = record("jekyll", "headers", "headers")
    tags = {path: set(map(str, page.get("tags") or ())) for path, page in told.pages.items()}
    ours = {path: set(entry.tags) for path, entry in told.entries.items() if told.pages[path]["address"]}
    assert {path for path, names in ours.items() if names != tags[path]} == OTHER_TAGS
