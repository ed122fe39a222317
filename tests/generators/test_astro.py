"""What we say of small Astro sites is what Astro built; see ``record_astro.py``."""

import pytest

from tests.generators.records import differences, record


@pytest.mark.parametrize("site", ["template", "drafts", "legacy", "pages"])
def test_states_addresses_and_dates_are_those_that_astro_built(site: str) -> None:
    assert list(differences(record("astro", site, site))) == []


@pytest.mark.parametrize("site", ["template", "drafts", "legacy", "pages"])
def test_every_page_of_a_post_is_found_and_no_other(site: str) -> None:
    recorded = record("astro", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == {"src/pages/about.md"} & built
    assert recorded.entries.keys() <= recorded.pages.keys()
