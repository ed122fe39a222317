"""What we say of small Docusaurus sites is what Docusaurus built; see ``record_docusaurus.py``."""

import pytest

from tests.generators.records import differences, record

SITES = ("classic", "website")
UNDATED = {"blog/no-date.md"}
"""Docusaurus asks git when it was added."""


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_docusaurus_built(site: str) -> None:
    found = differences(record("docusaurus", site, site))
    assert [line for line in found if line.partition(":")[0] not in UNDATED] == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_of_a_post_is_found_and_no_documentation(site: str) -> None:
    recorded = record("docusaurus", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == set()
    assert {path for path in recorded.entries if "blog/" not in path and "website/" not in path} == set()
