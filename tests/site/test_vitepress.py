"""VitePress: no address is told where the site's own rules make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.site.generator import Page
from tests.site.site_folder import SiteFolder


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("", "/posts/walk.html"),
        ("cleanUrls: true, base: '/b/'", "/b/posts/walk"),
        ("rewrites: { 'posts/:name.md': ':name.md' }", None),
        ("rewrites: (path) => path.slice(6)", None),
    ],
)
def test_where_rules_rewrite_the_paths_of_pages_no_address_is_guessed(
    tmp_path: Path, settings: str, address: str | None
) -> None:
    blog = SiteFolder(tmp_path, **{".vitepress/config.mts": f"export default {{ {settings} }}\n"})
    path = blog.post("posts/walk.md", "title: A")
    assert blog.names == [("vitepress", "")]
    (site,) = blog.sites.sites
    assert site.generator.address(site, Page(path, "A", None, (), (), {})) == address
