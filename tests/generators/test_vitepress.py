"""What we say of small VitePress sites is what VitePress built; see ``record_vitepress.py``."""

import pytest

from tests.generators.records import differences, record

NO_DATE = {"posts/2020-01-02-date-in-name.md"}
"""VitePress knows no date of a post; the program shows that of its name."""


@pytest.mark.parametrize("site", ["blog", "clean"])
def test_states_addresses_and_dates_are_those_that_vitepress_built(site: str) -> None:
    recorded = record("vitepress", site, site)
    found = [line for line in differences(recorded) if line.partition(":")[0] not in NO_DATE]
    assert found == []
    assert {path.rpartition("/")[0].split("/")[-1] for path in recorded.entries} <= {
        "posts",
        "blog",
        "bundle",
        "_folder",
        "later",
    }
