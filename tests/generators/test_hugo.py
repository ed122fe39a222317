"""What we say of small Hugo sites is what Hugo built; see ``record_hugo.py``."""

import pytest

from tests.generators.records import differences, record

SITES = (
    "plain",
    "permalinks",
    "config-folder",
    "ugly",
    "languages-by-file",
    "languages-by-folder",
    "content-folder",
    "mounts",
    "hosts",
    "build-options",
)
BY_0_111 = ("permalinks", "ugly", "languages-by-folder", "content-folder", "mounts", "hosts", "published-key")
NESTED_TEXT = {"content/posts/build-text.md"}
"""``render: "false"``, in quotes inside a table, is a text to Hugo, and to us as without quotes."""
NO_POSTS = {
    "plain": {
        "content/_index.md",
        "content/about.md",
        "content/index-only/index.md",
        "content/legal/index.md",
        "content/posts/README.md",
    },
    "permalinks": {"content/top.md"},
    "ugly": {"content/Docs/Page.md", "content/about.md", "content/legal/index.md"},
    "languages-by-folder": {"content/fr/about.md"},
}
"""Pages that are no posts: at the root of the content, of documentation, of the project."""


def unlike(name: str, site: str, known: set[str]) -> list[str]:
    found = differences(record("hugo", name, site))
    return [line for line in found if line.partition(":")[0] not in known]


@pytest.mark.parametrize("site", SITES)
def test_states_addresses_and_dates_are_those_that_hugo_0_168_built(site: str) -> None:
    assert unlike(site, site, NESTED_TEXT) == []


@pytest.mark.parametrize("site", BY_0_111)
def test_states_addresses_and_dates_are_those_that_hugo_0_111_built(site: str) -> None:
    name = site if site == "published-key" else f"{site}-0.111"
    assert unlike(name, site, set()) == []


def test_the_older_spelling_of_the_build_options_is_read_too() -> None:
    # 0.111 does not know the newer one, and builds the page.
    new_key = {"content/posts/new-key.md"}
    assert unlike("build-options-old", "build-options-old", NESTED_TEXT | new_key) == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_of_a_section_of_posts_is_found_and_nothing_else(site: str) -> None:
    recorded = record("hugo", site, site)
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == NO_POSTS.get(site, set())
    unknown = {path for path in recorded.entries if path not in recorded.pages}
    assert unknown == set()
