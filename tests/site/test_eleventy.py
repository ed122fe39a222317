"""Eleventy: what keeps a post off the site, and the tag that puts it into a list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.generator import Page
from blogwifi_tui.site.generators.eleventy_permalinks import slugified

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
POST = "---\ntitle: Une borne\ndate: 2026-01-10\n---\n\nUn texte.\n"
RULE = (
    "export default function (config) {\n"
    '  config.addPreprocessor("drafts", "*", (data) => {\n    if (data.draft) return false;\n  });\n}\n'
)


def blog(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_without_a_rule_of_the_site_no_page_and_no_list_keep_a_post_back(tmp_path: Path) -> None:
    sites = detect(blog(tmp_path, {"eleventy.config.js": "export default () => {};\n", "posts/a.md": POST}))
    marked = Post("posts/a.md", POST.replace("---\n\n", "draft: true\n---\n\n").encode(), sites)
    assert marked.state(NOW) is State.PUBLISHED
    draft = Post("posts/a.md", POST.encode(), sites).with_draft(True)
    kept = "permalink: false\neleventyExcludeFromCollections: true\n"
    assert draft.data.decode() == POST.replace("---\n\n", f"{kept}---\n\n")
    assert (draft.state(NOW), draft.visibility(UTC).reason) == (State.DRAFT, "permalink: false")
    assert draft.with_draft(False).data.decode() == POST


def test_the_rule_of_the_site_is_followed(tmp_path: Path) -> None:
    sites = detect(blog(tmp_path, {"eleventy.config.js": RULE, "posts/a.md": POST}))
    draft = Post("posts/a.md", POST.encode(), sites).with_draft(True)
    assert draft.data.decode() == POST.replace("---\n\n", "draft: true\n---\n\n")
    assert draft.state(NOW) is State.DRAFT
    assert draft.with_draft(False).state(NOW) is State.PUBLISHED


def test_a_post_whose_address_would_be_lost_is_not_taken_back(tmp_path: Path) -> None:
    text = POST.replace("---\n\n", "permalink: /ailleurs/\n---\n\n")
    sites = detect(blog(tmp_path, {"eleventy.config.js": "", "posts/a.md": text}))
    with pytest.raises(NoDraftMark):
        Post("posts/a.md", text.encode(), sites).with_draft(True)


def test_a_mark_in_other_letters_is_another_key(tmp_path: Path) -> None:
    sites = detect(blog(tmp_path, {"eleventy.config.js": RULE, "posts/a.md": POST}))
    marked = Post("posts/a.md", POST.replace("---\n\n", "Draft: true\n---\n\n").encode(), sites)
    assert marked.state(NOW) is State.PUBLISHED


@pytest.mark.parametrize(
    ("data", "own", "state"),
    [
        ('{"draft": true}', "", State.DRAFT),
        ('{"draft": true}', "draft: false", State.PUBLISHED),
        ('{"permalink": false}', "", State.HIDDEN),
        ('{"permalink": false}', "permalink: /a/", State.PUBLISHED),
        ('{"eleventyExcludeFromCollections": true}', "", State.UNLISTED),
        ('{"eleventyExcludeFromCollections": ["news"]}', "", State.PUBLISHED),
        ("{}", "eleventyExcludeFromCollections: [news]", State.PUBLISHED),
        ('{"permalink": false, "eleventyExcludeFromCollections": true}', "", State.DRAFT),
    ],
)
def test_what_the_data_of_a_folder_say_holds_for_posts_that_do_not_say_otherwise(
    tmp_path: Path, data: str, own: str, state: State
) -> None:
    text = POST.replace("---\n\n", f"{own}\n---\n\n")
    files = {"eleventy.config.js": RULE, "posts/posts.json": data, "posts/a.md": text}
    assert Post("posts/a.md", text.encode(), detect(blog(tmp_path, files))).state(NOW) is state


@pytest.mark.parametrize(
    ("config", "data", "required"),
    [
        ("", {}, {"tags": ["posts"]}),
        ("", {"src/posts/posts.json": '{"tags": ["posts"]}'}, {}),
    ],
)
def test_a_new_post_must_have_the_tag_that_all_others_say_themselves(
    tmp_path: Path, config: str, data: dict[str, str], required: dict[str, object]
) -> None:
    tagged = POST.replace("---\n\n", "tags: [posts, wifi]\n---\n\n")
    files = {".eleventy.js": config, "src/posts/a.md": tagged, "src/posts/b.md": tagged, **data}
    (found,) = detect(blog(tmp_path, files)).sites
    assert (found.posts, dict(found.required)) == (("src/posts",), required)


@pytest.mark.parametrize(
    ("files", "folders"),
    [
        ({"content/blog/blog.11tydata.js": 'export default { tags: ["posts"] };'}, ("content/blog",)),
        (
            {".eleventy.js": 'c.addCollection("p", (a) => a.getFilteredByGlob("./src/writing/*.md"));'},
            ("src/writing",),
        ),
        ({"src/journal/a.md": POST, "src/docs/a.md": POST, "src/docs/b.md": POST}, ("src/journal",)),
        ({"src/wifi/a.md": POST, "src/wifi/b.md": POST, "README.md": "# A"}, ("src/wifi",)),
    ],
)
def test_the_folder_of_the_posts_is_found(
    tmp_path: Path, files: dict[str, str], folders: tuple[str, ...]
) -> None:
    (tmp_path / "src/writing").mkdir(parents=True)
    blog(tmp_path, {"package.json": '{"dependencies": {"@11ty/eleventy": "3"}}', **files})
    assert detect(tmp_path).folders == folders


@pytest.mark.parametrize(
    ("data", "address"),
    [
        ("{ permalink: '/x/{{ page.fileSlug }}/' }", "/x/a/"),
        ("{ permalink: (data) => `/x/${data.page.fileSlug}/` }", None),
        ("{ eleventyComputed: { permalink: (data) => `/${data.title}/` } }", None),
        ("{ eleventyComputed: { permalink: (data) => make(data.title) } }", None),
        ("{ eleventyComputed: { permalink: (data) => { return made(data) } } }", None),
        ("{ eleventyComputed: { permalink: '/x/{{ page.fileSlug }}/' } }", "/x/a/"),
        ("{ eleventyComputed: { permalink: (data) => data.draft ? false : data.permalink } }", "/posts/a/"),
    ],
)
def test_an_address_that_a_program_makes_is_not_guessed(
    tmp_path: Path, data: str, address: str | None
) -> None:
    files = {".eleventy.js": "", "posts/a.md": POST, "posts/posts.11tydata.js": f"export default {data};\n"}
    (found,) = detect(blog(tmp_path, files)).sites
    assert found.generator.address(found, Page("posts/a.md", "Une borne", None, (), (), {})) == address


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("L’été à Paris: un essai", "l-ete-a-paris-un-essai"),
        ("don't stop", "dont-stop"),
        ("Über œuvre", "ueber-uvre"),
        ("C++ & C#", "c-and-c"),
        ("日本", None),
    ],
)
def test_slugs_are_those_of_the_filter_slugify(text: str, slug: str | None) -> None:
    assert slugified(text, plain=False) == slug


@pytest.mark.parametrize(
    ("plugin", "address"), [("", "/network/posts/a/"), ("config.addPlugin(HtmlBasePlugin);", "/posts/a/")]
)
def test_a_link_has_the_path_of_the_site_unless_a_plugin_adds_it(
    tmp_path: Path, plugin: str, address: str
) -> None:
    config = (
        f"export default (config) => {{ {plugin} }};\nexport const config = {{ pathPrefix: '/network/' }};\n"
    )
    (found,) = detect(blog(tmp_path, {"eleventy.config.js": config, "posts/a.md": POST})).sites
    page = Page("posts/a.md", "Une borne", None, (), (), {})
    made = found.generator.address(found, page)
    assert made == "/network/posts/a/"
    assert found.generator.link(found, "posts/b.md", "posts/a.md", made) == address
