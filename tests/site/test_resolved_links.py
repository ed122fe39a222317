"""Which sites make the address of a page of a link to its file; where it is not certain, it is not said."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.generator_table import GENERATORS
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.tree import Tree


def named(name: str) -> Generator:
    return next((row.load() for row in GENERATORS if row.name == name), PLAIN)


def resolved(folder: Path, name: str, files: dict[str, str], settings: dict[str, object]) -> bool | None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    generator = named(name)
    return generator.resolves_links(Tree(folder), Site(generator, settings=settings))


ASTRO = (
    'import {{ defineConfig }} from "astro/config";\nimport mdx from "@astrojs/mdx";\n{more}\n'
    "export default defineConfig({{ integrations: [mdx()] }});\n"
)
GEMS = 'gem "jekyll"\n# gem "github-pages"\n'


@pytest.mark.parametrize(
    ("name", "files", "settings", "expected"),
    [
        ("hugo", {}, {}, False),
        ("hugo", {"layouts/_default/_markup/render-link.html": ""}, {}, None),
        ("hugo", {"layouts/_markup/render-image.html": ""}, {}, False),
        ("hugo", {"themes/t/layouts/posts/_markup/render-link.html": ""}, {"theme": "t"}, None),
        ("hugo", {"themes/t/layouts/single.html": ""}, {"theme": ["t"]}, False),
        ("hugo", {}, {"theme": "absent"}, None),
        ("hugo", {}, {"languages": {"fr": {}, "en": {}}}, None),
        ("hugo", {}, {"module": {"imports": [{"path": "example.org/theme"}]}}, None),
        ("jekyll", {}, {}, None),
        ("jekyll", {"Gemfile": GEMS}, {}, False),
        ("jekyll", {"Gemfile": GEMS}, {"plugins": ["jekyll-relative-links"]}, None),
        ("jekyll", {"Gemfile": 'gem "github-pages"\n'}, {}, None),
        ("jekyll", {"Gemfile": GEMS, "_plugins/mine.rb": ""}, {}, None),
        ("hexo", {"package.json": '{"dependencies": {"hexo": "^8"}}'}, {}, False),
        ("hexo", {"package.json": '{"dependencies": {"hexo-relative-links": "1"}}'}, {}, None),
        ("hexo", {}, {}, None),
        ("eleventy", {"eleventy.config.js": "export default () => {}"}, {}, False),
        ("eleventy", {"eleventy.config.js": "addPlugin(InputPathToUrlTransformPlugin)"}, {}, None),
        ("astro", {"astro.config.mjs": ASTRO.format(more="")}, {}, False),
        ("astro", {"astro.config.mjs": ASTRO.format(more='import x from "astro-x";')}, {}, None),
        ("astro", {"astro.config.mjs": ASTRO.format(more="const rehypePlugins = [];")}, {}, None),
        ("zola", {}, {}, False),
        ("pelican", {}, {}, False),
        ("mkdocs", {}, {}, True),
        ("none", {}, {}, None),
    ],
)
def test_a_link_to_a_file(
    tmp_path: Path, name: str, files: dict[str, str], settings: dict[str, object], expected: bool | None
) -> None:
    assert resolved(tmp_path, name, files, settings) is expected


def test_a_hook_for_pictures_may_find_them(tmp_path: Path) -> None:
    generator = named("hugo")
    site = Site(generator)
    assert generator.resolves_pictures(Tree(tmp_path), site) is False
    (tmp_path / "layouts/_default/_markup").mkdir(parents=True)
    (tmp_path / "layouts/_default/_markup/render-image.html").touch()
    assert generator.resolves_pictures(Tree(tmp_path), site) is None


@pytest.mark.parametrize("plugin", ["jekyll-postfiles", "jekyll-relative-links"])
def test_a_plugin_that_the_settings_alone_name_may_find_pictures(tmp_path: Path, plugin: str) -> None:
    (tmp_path / "Gemfile").write_text(GEMS, encoding="utf-8")
    generator = named("jekyll")
    assert generator.resolves_pictures(Tree(tmp_path), Site(generator)) is False
    assert (
        generator.resolves_pictures(Tree(tmp_path), Site(generator, settings={"plugins": [plugin]})) is None
    )
