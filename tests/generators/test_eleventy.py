"""What we say of small Eleventy sites is what Eleventy built; see ``record_eleventy.py``."""

import pytest

from tests.generators.records import differences, record

SITES = ("plain", "base", "filters", "computed")
NO_POSTS = {"README.md", "about.md", "content/about.md"}
"""Pages that are in no list."""


UNKNOWN = {"posts/by-title-old.md"}
"""The older filter ``slug`` keeps signs by tables of its own."""
AS_TEXT = {"posts/in-html.html"}


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_eleventy_built(site: str) -> None:
    found = differences(record("eleventy", site, site))
    assert [line for line in found if line.partition(":")[0] not in UNKNOWN] == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_of_a_post_is_found_and_no_other(site: str) -> None:
    recorded = record("eleventy", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == (NO_POSTS | AS_TEXT) & built
    assert recorded.entries.keys() <= recorded.pages.keys()
