"""What we say of small Pelican sites is what Pelican built; see ``record_pelican.py``."""

from __future__ import annotations

import pytest

from tests.generators.records import differences, record

SITES = ("quickstart", "dated", "by-path", "at-root")
NOT_KNOWN = {
    "content/blank-first.md": "a header after a blank line is text to Pelican, and a header to others",
    "content/title-05.md": "our tables spell Japanese otherwise: no address is better than a wrong one",
    "posts/draft.md": "the date is that of the file",
    "posts/no-date.md": "the date is that of the file",
}
"""Where we differ, and why."""
NO_POSTS = {
    "content/.hidden.md",
    "content/README.md",
    "content/more/page.md",
}
"""Built, and not taken for posts: what is hidden, the project's own, or a page."""


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_pelican_built(site: str) -> None:
    recorded = record("pelican", site, site)
    pages = {path for path, entry in recorded.entries.items() if entry.is_section}
    found = [line for line in differences(recorded) if line.partition(":")[0] not in NOT_KNOWN.keys() | pages]
    assert found == []


@pytest.mark.parametrize("site", SITES)
def test_every_article_is_found(site: str) -> None:
    recorded = record("pelican", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() - NO_POSTS == set()
    assert recorded.entries.keys() - recorded.pages.keys() == set()


def test_a_page_is_no_post() -> None:
    entries = record("pelican", "quickstart", "quickstart").entries
    assert {path for path, entry in entries.items() if entry.is_section} == {
        "content/pages/about.md",
        "content/pages/draft-page.md",
    }
