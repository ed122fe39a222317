"""Generators in no registry: what we say of their small sites is what their sources say they build.

Each row of these records names the place in the source that it was written from.
"""

import pytest

from tests.generators.records import differences, record

SITES = (("zola", "plain"), ("zola", "languages"), ("cecil", "plain"), ("quarto", "plain"))
NO_POSTS = {
    ("zola", "plain"): {"content/_index.md", "content/pages/_index.md", "content/pages/about.md"},
    ("cecil", "plain"): {"pages/about.md", "pages/docs/install.md", "pages/index.md"},
    ("quarto", "plain"): {"about.qmd", "index.qmd"},
}


@pytest.mark.parametrize(("generator", "site"), SITES)
def test_states_addresses_and_dates_are_those_of_the_generator(generator: str, site: str) -> None:
    assert list(differences(record(generator, site, site))) == []


@pytest.mark.parametrize(("generator", "site"), SITES)
def test_every_page_of_a_section_of_posts_is_found_and_nothing_else(generator: str, site: str) -> None:
    recorded = record(generator, site, site)
    assert recorded.sites.sites[0].generator.name == generator
    built = {path for path, page in recorded.pages.items() if page["address"] is not None}
    assert built - recorded.entries.keys() == NO_POSTS.get((generator, site), set())
    assert recorded.entries.keys() <= recorded.pages.keys()
