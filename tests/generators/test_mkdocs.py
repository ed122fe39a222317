"""What we say of small blogs is what the plugin of MkDocs-Material built; see ``record_mkdocs.py``."""

from __future__ import annotations

import pytest

from tests.generators.records import differences, record

SITES = ("quickstart", "options", "at-root")


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_mkdocs_built(site: str) -> None:
    assert list(differences(record("mkdocs", site, site))) == []


@pytest.mark.parametrize("site", SITES)
def test_posts_are_found_and_no_other_documentation(site: str) -> None:
    recorded = record("mkdocs", site, site)
    posts = {path for path, page in recorded.pages.items() if page["listed"]}
    assert posts - recorded.entries.keys() == set()
    left = {path for path in recorded.entries if recorded.pages[path]["address"] is None}
    assert recorded.entries.keys() == posts | left
