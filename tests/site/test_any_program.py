"""Settings that are programs are other people's files: whatever they say, posts are found and listed."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.site.detect import detect

PARIS = ZoneInfo("Europe/Paris")
POSTS = ("posts/a.md", "src/posts/_a.md", "blog/2020-01-10-a.md", "src/content/blog/a.md")
WORDS = (
    "..",
    "\0",
    "/",
    "**/*",
    "{a,b",
    "!x",
    "src",
    "blog",
    "{{ title | slugify }}",
    "/{{ x",
    "never",
    "file",
)
KEYS = (
    "dir", "input", "includes", "data", "output", "pathPrefix", "base", "site", "srcDir", "build", "format",
    "trailingSlash", "presets", "plugins", "path", "routeBasePath", "include", "exclude", "baseUrl", "url",
    "title", "srcExclude", "cleanUrls", "rewrites", "permalink", "tags", "draft",
)  # fmt: skip
SCALAR = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(WORDS) | st.text(max_size=6)
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "name", ["astro.config.mjs", "eleventy.config.js", "docusaurus.config.ts", ".vitepress/config.mts"]
)
@settings(max_examples=40)
@given(told=st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=6))
def test_no_program_stops_ours(
    name: str, told: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("blog")
    for path in (*POSTS, name):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitle: A\ndate: 2020-01-10\nslug: a\n---\n", encoding="utf-8")
    (root / name).write_text(f"export default {json.dumps(told)};\n", encoding="utf-8")
    (root / "posts/posts.json").write_text(json.dumps(told), encoding="utf-8")
    sites = detect(root, zone=PARIS)
    assert sites.folders
    for entry in Index(root, sites.folders, zone=PARIS, rules=sites).scan():
        sites.address(entry)
