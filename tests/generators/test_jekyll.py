"""What we say of posts is what Jekyll made of them; see the records beside the small sites."""

from __future__ import annotations

import pytest

from tests.generators.recorded import Recorded, names_of

_BY_THE_BUILDER = {
    "capital", "compact", "fraction", "iana", "minutes", "naive", "naive-quoted", "none", "one-hour-quoted",
    "only-day", "only-day-quoted", "slashes", "summer", "summer-quoted", "t-naive", "today", "twelve", "us",
    "words", "words-time", "zone-name", "zulu",
}  # fmt: skip
"""Days, and addresses made of days, when no ``timezone`` is set: those of whichever machine builds."""
KNOWN = {
    "dates-paris": {f"_posts/2020-04-01-{name}.md" for name in _BY_THE_BUILDER},
    # Tags of the settings' defaults are not those of a post, which can be edited.
    "defaults": {
        "_posts/2020-01-05-plain.md",
        "_posts/2020-01-10-own.md",
        "_posts/dated/2020-01-09-dated.md",
        "_posts/dated/2020-01-09-own-date.md",
        "_posts/hidden/2020-01-06-shown.md",
        "_posts/other/deep/2020-01-08-deep.md",
        "_posts/walks/2020-01-07-walk.md",
        "_posts/walks/deep/2020-01-08-deep.md",
        "news/_posts/2020-01-11-news.md",
    },
    "headers": {
        # `category` beside `categories`, and `tag` beside `tags`: the one that is edited is told.
        "_posts/2020-02-01-category-both.md",
        "travel/_posts/2020-02-21-with-categories.md",
        "_posts/2020-02-10-tag-both.md",
        "_posts/2020-02-14-Keywords.md",
        # Written as no category is: a list in a list, an entity, an empty slug, numbers and truths as tags.
        "_posts/2020-02-02-categories-nested.md",
        "_posts/2020-02-05-categories-entities.md",
        "_posts/2020-02-11-slug-empty.md",
        "_posts/2020-02-11-tags-numbers.md",
        # Headers that cannot be read: Jekyll builds the page without them.
        "_posts/2020-02-05-broken.md",
        "_posts/2020-02-06-tab-indent.md",
        "_posts/2020-02-07-a-list.md",
        "_posts/2020-02-20-unclosed.md",
        "_posts/2020-02-22-published-twice-out.md",
        "_posts/2020-02-24-title-twice.md",
    },
}
"""Posts that we say something else of, with the reason."""


@pytest.mark.parametrize("variant", names_of("jekyll"))
def test_each_post_is_shown_dated_and_found_where_jekyll_put_it(variant: str) -> None:
    recorded = Recorded("jekyll", variant)
    found = [each for each in recorded.differences() if each.path not in KNOWN.get(variant, ())]
    assert not found


def test_the_moment_of_a_full_date_is_known_whichever_machine_builds() -> None:
    recorded = Recorded("jekyll", "dates-paris")
    sure = ("naive", "t-naive", "fraction", "summer", "zulu", "offset", "offset-colon", "one-hour-naive")
    paths = {f"_posts/2020-04-01-{name}.md" for name in sure}
    wrong = [each for each in recorded.differences() if each.path in paths and each.about != "address"]
    assert not wrong
