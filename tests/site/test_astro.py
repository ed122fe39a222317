"""Astro: what keeps a post off the site, and what a new one must have, as the site's own programs say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.generator import Page
from blogwifi_tui.site.sites import Sites
from tests.generators.records import HERE

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
SCHEMA = (
    'import {{ defineCollection, z }} from "astro:content";\n'
    'import {{ glob }} from "astro/loaders";\n'
    'const blog = defineCollection({{ loader: glob({{ base: "./src/content/blog", pattern: "{pattern}" }}),\n'
    "  schema: z.object({{ title: z.string(), date: z.date(), {key} }}) }});\n"
    "export const collections = {{ blog }};\n"
)
ROUTE = (
    '---\nimport {{ getCollection }} from "astro:content";\n'
    "export async function getStaticPaths() {{\n"
    '  const posts = await getCollection("blog"{kept});\n'
    "  return posts.map((post) => ({{ params: {{ slug: post.id }}, props: post }}));\n}}\n---\n<p />\n"
)
POST = "---\ntitle: Une borne\ndate: 2026-01-10\n---\n\nUn texte.\n"


def site(root: Path, *, key: str = "", kept: str = "", pattern: str = "**/*.md") -> Sites:
    for path, text in {
        "astro.config.mjs": "export default {};\n",
        "src/content.config.ts": SCHEMA.format(key=key, pattern=pattern),
        "src/pages/blog/[...slug].astro": ROUTE.format(kept=kept),
        "src/content/blog/a.md": POST,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return detect(root)


def post(sites: Sites, name: str = "a.md", text: str = POST) -> Post:
    return Post(f"src/content/blog/{name}", text.encode(), sites)


@pytest.mark.parametrize(
    ("key", "kept", "line"),
    [
        ("draft: z.boolean().optional()", ", ({ data }) => !data.draft", "draft: true"),
        ("isDraft: z.boolean().default(false)", ", ({ data }) => data.isDraft !== true", "isDraft: true"),
        ("published: z.boolean().default(true)", ", ({ data }) => data.published", "published: false"),
        ('status: z.enum(["draft", "live"])', ', ({ data }) => data.status === "live"', "status: draft"),
    ],
)
def test_a_post_is_kept_back_by_the_key_that_the_pages_filter_by(
    tmp_path: Path, key: str, kept: str, line: str
) -> None:
    draft = post(site(tmp_path, key=key, kept=kept)).with_draft(True)
    assert draft.data.decode() == POST.replace("2026-01-10\n", f"2026-01-10\n{line}\n")
    assert (draft.state(NOW), draft.visibility(UTC).reason) == (State.DRAFT, line)
    assert draft.with_draft(False).state(NOW) is State.PUBLISHED


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        # The template: nothing filters; a key that no schema knows is dropped before a page sees it.
        ("", ""),
        ("", ", ({ data }) => !data.draft"),
        ("draft: z.boolean().optional()", ""),
    ],
)
def test_where_no_page_leaves_drafts_out_a_mark_is_none_and_is_refused(
    tmp_path: Path, key: str, kept: str
) -> None:
    sites = site(tmp_path, key=key, kept=kept)
    marked = post(sites, text=POST.replace("---\n\n", "draft: true\n---\n\n"))
    assert marked.state(NOW) is State.PUBLISHED
    with pytest.raises(NoDraftMark):
        post(sites).with_draft(True)


def test_a_name_that_the_pattern_leaves_out_keeps_a_post_back_where_no_key_does(tmp_path: Path) -> None:
    sites = site(tmp_path, pattern="**/[^_]*.md")
    draft = post(sites).with_draft(True)
    assert (draft.path, draft.data.decode(), draft.state(NOW)) == (
        "src/content/blog/_a.md",
        POST,
        State.DRAFT,
    )
    assert draft.with_draft(False).path == "src/content/blog/a.md"
    (found,) = sites.sites
    page = Page(draft.path, draft.title, None, (), (), {})
    assert found.generator.address(found, page) == "/blog/a/"


def test_lists_that_leave_drafts_out_do_not_take_their_pages_away(tmp_path: Path) -> None:
    (tmp_path / "src/pages").mkdir(parents=True)
    (tmp_path / "src/pages/index.astro").write_text(
        '---\nconst posts = await getCollection("blog", ({ data }) => !data.draft);\n---\n', encoding="utf-8"
    )
    sites = site(tmp_path, key="draft: z.boolean().optional()")
    marked = post(sites, text=POST.replace("---\n\n", "draft: true\n---\n\n"))
    assert marked.state(NOW) is State.UNLISTED


@pytest.mark.parametrize(
    ("kept", "line"),
    [(", ({ data }) => !data.draft", "draft: true"), (", ({ data }) => data.date <= new Date()", "")],
    ids=["draft", "ahead"],
)
def test_what_one_of_two_pages_of_a_post_leaves_out_has_the_other(
    tmp_path: Path, kept: str, line: str
) -> None:
    text = POST.replace("2026-01-10\n", f"2026-01-10\n{line}\n" if line else "2099-01-10\n")
    sites = site(tmp_path, key="draft: z.boolean().optional()", kept=kept)
    held = post(sites, text=text).state(NOW)
    assert held in (State.DRAFT, State.SCHEDULED)
    other = tmp_path / "src/pages/print/[...slug].astro"
    other.parent.mkdir()
    other.write_text(ROUTE.format(kept=""), encoding="utf-8")
    assert post(detect(tmp_path), text=text).state(NOW) is State.UNLISTED


@pytest.mark.parametrize(
    ("where", "state"),
    [("page", State.SCHEDULED), ("list", State.UNLISTED), ("", State.PUBLISHED)],
)
def test_a_date_ahead_holds_back_what_the_programs_compare_with_now(
    tmp_path: Path, where: str, state: State
) -> None:
    waits = ", ({ data }) => data.date <= new Date()"
    (tmp_path / "src/pages").mkdir(parents=True)
    (tmp_path / "src/pages/index.astro").write_text(
        f'---\nawait getCollection("blog"{waits if where == "list" else ""});\n---\n', encoding="utf-8"
    )
    sites = site(tmp_path, kept=waits if where == "page" else "")
    assert post(sites, text=POST.replace("2026-01-10", "2099-01-10")).state(NOW) is state


def test_a_new_post_must_have_what_the_schema_asks_for() -> None:
    (found,) = detect(HERE / "astro/template").sites
    assert dict(found.required) == {"title": "", "description": "", "pubDate": ""}
    (found,) = detect(HERE / "astro/legacy").sites
    assert set(found.required) == {"title", "date"}


def test_a_fresh_site_keeps_its_posts_where_its_collection_says(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "astro.config.mjs").write_text("export default {};\n", encoding="utf-8")
    assert detect(tmp_path).folders == ("src/content/blog",)
    (tmp_path / "src/content.config.ts").write_text(
        'const blog = defineCollection({ loader: glob({ base: "./src/data/journal", pattern: "*.md" }) });\n'
        "export const collections = { blog };\n",
        encoding="utf-8",
    )
    assert detect(tmp_path).folders == ("src/data/journal",)


@pytest.mark.parametrize("base", ["../elsewhere", "/etc", "\\u0000", "a/../../.."])
def test_no_settings_lead_out_of_the_blog(tmp_path: Path, base: str) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "astro.config.mjs").write_text(f'export default {{ srcDir: "{base}" }};\n', encoding="utf-8")
    (tmp_path / "src/content.config.ts").write_text(
        f'const blog = defineCollection({{ loader: glob({{ base: "{base}", pattern: "*.md" }}) }});\n'
        "export const collections = { blog };\n",
        encoding="utf-8",
    )
    for folder in detect(tmp_path).folders:
        assert ".." not in folder.split("/")
        assert not folder.startswith("/")
        assert folder.isprintable()
