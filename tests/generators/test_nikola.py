"""What we say of small Nikola sites is what Nikola built; see ``record_nikola.py``."""

from __future__ import annotations

import pytest

from tests.generators.records import differences, record

SITES = ("quickstart", "options")
NOT_KNOWN = {"posts/twice.md": "a key that stands twice"}
NO_POSTS = {"pages/about.md", "posts/text.rst", "site/stories/about.md"}


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_nikola_built(site: str) -> None:
    found = differences(record("nikola", site, site))
    assert [line for line in found if line.partition(":")[0] not in NOT_KNOWN] == []


@pytest.mark.parametrize("site", SITES)
def test_every_post_in_markdown_is_found(site: str) -> None:
    recorded = record("nikola", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() - NO_POSTS == set()
    assert recorded.entries.keys() - recorded.pages.keys() == set()


def test_what_no_row_of_the_settings_takes_in_is_not_listed() -> None:
    assert "posts/other.markdown" not in record("nikola", "quickstart", "quickstart").entries
