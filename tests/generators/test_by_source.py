"""What we say of small Zola sites is what its source says it builds; each row names the place."""

import pytest

from tests.generators.records import differences, record

SITES = ("plain", "languages")
NO_POSTS = {"plain": {"content/_index.md", "content/pages/_index.md", "content/pages/about.md"}}


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_of_zola(site: str) -> None:
    assert list(differences(record("zola", site, site))) == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_of_a_section_of_posts_is_found_and_nothing_else(site: str) -> None:
    recorded = record("zola", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == NO_POSTS.get(site, set())
    assert recorded.entries.keys() <= recorded.pages.keys()
