"""Docusaurus: what keeps a post of its blogs off the site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.site.detect import detect
from tests.generators.records import HERE

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
POST = "---\ntitle: A cable\n---\n\nWords.\n"


def test_a_post_is_kept_back_by_its_mark_and_by_its_name() -> None:
    sites = detect(HERE / "docusaurus/classic")
    draft = Post("blog/2020-01-02-a.md", POST.encode(), sites).with_draft(True)
    assert draft.data.decode() == POST.replace("---\n\n", "draft: true\n---\n\n")
    assert (draft.state(NOW), draft.with_draft(False).state(NOW)) == (State.DRAFT, State.PUBLISHED)
    named = Post("blog/_a.md", POST.encode(), sites)
    assert (named.state(NOW), named.visibility(UTC).reason) == (State.DRAFT, "_a.md")
    ready = named.with_draft(False)
    assert (ready.path, ready.data.decode(), ready.state(NOW)) == ("blog/a.md", POST, State.PUBLISHED)


def test_a_pattern_of_what_is_left_out_that_is_not_known_leaves_out_no_post(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    settings = "plugins: [['@docusaurus/plugin-content-blog', { exclude: ['**/@(old|new).md'] }]]"
    (tmp_path / "docusaurus.config.js").write_text(f"export default {{ {settings} }};\n", encoding="utf-8")
    assert Post("blog/a.md", POST.encode(), detect(tmp_path)).state(NOW) is State.PUBLISHED


def test_tags_with_labels_are_read() -> None:
    text = POST.replace("---\n\n", "tags: [wifi, {label: The cable, permalink: /cable}]\n---\n\n")
    post = Post("blog/2020-01-02-a.md", text.encode(), detect(HERE / "docusaurus/classic"))
    assert post.tags == ("wifi", "The cable")


@pytest.mark.parametrize(
    ("url", "address"),
    [("https://example.org/", "https://example.org/notes/"), ("//example.org", ""), ("example.org", "")],
)
def test_the_first_page_is_known_with_a_scheme_alone(tmp_path: Path, url: str, address: str) -> None:
    (tmp_path / "blog").mkdir()
    settings = f"export default {{ url: '{url}', baseUrl: '/notes/' }};\n"
    (tmp_path / "docusaurus.config.js").write_text(settings, encoding="utf-8")
    assert detect(tmp_path).sites[0].address == address


def test_documentation_without_a_blog_is_no_blog(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(POST, encoding="utf-8")
    (tmp_path / "docusaurus.config.js").write_text("export default { title: 'A' };\n", encoding="utf-8")
    assert [site.generator.name for site in detect(tmp_path).sites] == ["none"]
    (tmp_path / "blog").mkdir()
    assert detect(tmp_path).folders == ("blog",)


def test_a_blog_outside_of_the_repository_is_looked_for_where_it_usually_is(tmp_path: Path) -> None:
    config = "export default { presets: [['classic', { blog: { path: '../../journal' } }]] };\n"
    for path, text in {
        "www/docusaurus.config.js": config,
        "www/blog/a.md": POST,
        "www/docs/a.md": POST,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert detect(tmp_path).folders == ("www/blog",)


def test_a_link_leads_to_the_file_within_a_blog_and_to_the_page_of_another() -> None:
    (found,) = detect(HERE / "docusaurus/website").sites
    link = found.generator.link
    news, journal = "website/news/2020-01-02-first.md", "website/journal/2020-01-02-first.md"
    assert link(found, "website/news/2020/a.md", news, "/2020/01/02/first/") == "../2020-01-02-first.md"
    assert link(found, news, journal, "/journal/2020/01/02/first/") == "/journal/2020/01/02/first/"
    (found,) = detect(HERE / "docusaurus/classic").sites
    assert link(found, "blog/a.md", "blog/b.md", "/network/blog/b") == "./b.md"
