"""Eleventy's sites: where their posts are, as far as their programs tell it in words."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.state import State
from tests.site.site_folder import SiteFolder

_CONFIG = """
const paths = require("./paths.config.js");
module.exports = function (eleventyConfig) {
  if (process.env.NODE_ENV !== "production") {
    eleventyConfig.ignores.add("./pages/articles/2020/**");
  }
  eleventyConfig.ignores.add("./pages/articles/2019/**");
  return { dir: { input: paths.dir.source, data: "_data" } };
};
"""


def site(root: Path) -> SiteFolder:
    files = {"paths.config.js": 'module.exports = { dir: { source: "pages" } };', ".eleventy.js": _CONFIG}
    folder = SiteFolder(root, **files)
    folder.post("pages/about/legal.md", "title: Legal")
    for day in ("2019/01/02", "2020/03/04"):
        folder.post(f"pages/articles/{day}/cables/index.md", "title: Cables")
    return folder


def test_posts_that_lie_in_a_folder_for_each_day_are_found_before_other_pages(tmp_path: Path) -> None:
    assert site(tmp_path).sites.folders == ("pages/articles",)


def test_the_folder_of_pages_is_read_in_the_file_that_keeps_its_name(tmp_path: Path) -> None:
    path = "pages/articles/2020/03/04/cables/index.md"
    folder = site(tmp_path)
    sites = folder.sites
    entries = {each.path: each for each in Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()}
    assert sites.address(entries[path]) == "/articles/2020/03/04/cables/"


def test_what_is_left_out_only_while_one_writes_is_on_the_site(tmp_path: Path) -> None:
    folder = site(tmp_path)
    assert folder.state("pages/articles/2020/03/04/cables/index.md") is State.PUBLISHED
    assert folder.state("pages/articles/2019/01/02/cables/index.md") is State.HIDDEN


def test_an_address_that_a_program_in_typescript_makes_is_not_known(tmp_path: Path) -> None:
    folder = site(tmp_path)
    folder.put("pages/articles/articles.11tydata.js", 'export { default } from "./articles.11tydata.ts";')
    folder.put(
        "pages/articles/articles.11tydata.ts",
        "export default { permalink(data: Data) { return `/${data.page.date.getFullYear()}/`; } };",
    )
    sites = folder.sites
    addresses = {sites.address(each) for each in Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()}
    assert addresses == {""}
