"""Settings of generators are other people's files: whatever they say, posts are still found and listed."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.site.detect import detect

PARIS = ZoneInfo("Europe/Paris")
POSTS = (
    "content/posts/a.md",
    "content/posts/b/index.fr.md",
    "pages/blog/2020-01-10-a.md",
    "posts/a.qmd",
    "_posts/a.md",
)
SCALAR = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.text(max_size=8),
    st.sampled_from(
        ("content", "..", "/:year/:slug/", ":sections[x:last]", "a: {b", "**/*", "website", "fr")
    ),
)
KEYS = (
    "baseURL", "baseurl", "title", "contentDir", "languages", "language", "permalinks",
    "permalink", "cascade", "uglyURLs", "frontmatter", "ignoreFiles", "module", "mounts",
    "params", "mainSections", "staticDir", "timeZone", "disableLanguages",
    "defaultContentLanguage", "taxonomies", "pages", "paths", "dir", "project", "type",
    "website", "drafts", "draft-mode", "render", "collections", "collections_dir", "defaults",
    "exclude", "fr",
)  # fmt: skip
VALUE = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", ["hugo.json", "config.yml", "cecil.yml", "_quarto.yml", "_config.yml"])
@given(settings=st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=6))
def test_no_settings_stop_the_program(
    name: str, settings: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("blog")
    for path in POSTS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitle: A\ndate: 2020-01-10\nslug: a\n---\n", encoding="utf-8")
    # What is JSON is YAML too.
    (root / name).write_text(json.dumps(settings), encoding="utf-8")
    sites = detect(root, None, zone=PARIS)
    for entry in Index(root, sites.folders, zone=PARIS, rules=sites).scan():
        sites.address(entry)
