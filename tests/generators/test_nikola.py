"""What we say of small Nikola sites is what Nikola built; see ``record_nikola.py``."""

from __future__ import annotations

import pytest

from tests.generators.records import differences, record

SITES = ("quickstart", "options")
PAGES = {"pages/about.md", "site/stories/about.md"}


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_nikola_built(site: str) -> None:
    assert list(differences(record("nikola", site, site))) == []


@pytest.mark.parametrize("site", SITES)
def test_every_post_is_found(site: str) -> None:
    recorded = record("nikola", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() - PAGES == set()
    assert recorded.entries.keys() - recorded.pages.keys() == set()


def test_what_no_row_of_the_settings_takes_in_is_not_listed() -> None:
    assert "posts/other.markdown" not in record("nikola", "quickstart", "quickstart").entries
