"""Posts where no generator is known: a folder of Markdown with titles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.site.detect import detect

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
TITLED = "---\ntitle: Une borne\ndate: 2026-01-10\n---\n\nUn texte.\n"
PROJECT = (
    "README.md",
    "CLAUDE.md",
    "AGENTS.md",
    "docs/spec.md",
    "docs/guide/a.md",
    "prompts/a.md",
    "CHANGELOG.md",
)


def blog(root: Path, *posts: str, project: bool = True) -> Path:
    for path in (*posts, *(PROJECT if project else ())):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(
            TITLED if path in posts or path.startswith("docs/") else "# Un projet\n", encoding="utf-8"
        )
    return root


def listed(root: Path) -> set[str]:
    sites = detect(root)
    return {entry.path for entry in Index(root, sites.folders, zone=UTC, rules=sites).scan()}


@pytest.mark.parametrize(
    "posts",
    [
        ("contents/articles/a.md", "contents/articles/b.md"),
        ("blog/posts/a.md", "blog/posts/b.md"),
        ("_articles/a.md", "_articles/b.md"),
        ("services/site/content/blog/a.md", "services/site/content/blog/b.md"),
        ("public/un/index.md", "public/deux/index.md"),
        ("textes/2025/a/index.md", "textes/2025/b/index.md"),
        ("posts/a.md",),
        ("un.md", "deux.md"),
    ],
    ids=lambda posts: posts[0],
)
def test_posts_are_found_where_they_lie_and_no_page_of_the_project_is_one(
    tmp_path: Path, posts: tuple[str, ...]
) -> None:
    assert listed(blog(tmp_path, *posts)) == set(posts)


def test_a_project_without_a_post_has_none(tmp_path: Path) -> None:
    blog(tmp_path)
    assert (detect(tmp_path).folders, listed(tmp_path)) == (("posts",), set())


def test_the_folder_with_the_most_titles_is_that_of_the_posts(tmp_path: Path) -> None:
    blog(tmp_path, "data/people/a.md", "data/people/b.md", *(f"data/writing/{n}.md" for n in range(5)))
    assert detect(tmp_path).folders == ("data/writing",)


def test_what_lies_in_a_folder_of_drafts_is_a_draft_and_goes_to_the_posts(tmp_path: Path) -> None:
    blog(tmp_path, "posts/a.md", "drafts/b.md")
    sites = detect(tmp_path)
    post = Post("drafts/b.md", TITLED.encode(), sites)
    assert (post.state(NOW), post.visibility(UTC).reason) == (State.DRAFT, "drafts/")
    ready = post.with_draft(False, now=NOW)
    assert (ready.path, ready.data, ready.state(NOW)) == ("posts/b.md", post.data, State.PUBLISHED)


def test_a_draft_of_a_folder_whose_posts_have_dates_in_their_names_gets_one(tmp_path: Path) -> None:
    blog(tmp_path, "blog/_posts/2026-01-10-a.md", "blog/_drafts/b.md")
    sites = detect(tmp_path, ["blog/_posts"])
    ready = Post("blog/_drafts/b.md", TITLED.encode(), sites).with_draft(False, now=NOW)
    assert ready.path == "blog/_posts/2026-05-12-b.md"


def test_posts_in_folders_for_years_are_found_in_the_folder_around_them(tmp_path: Path) -> None:
    for year in range(2006, 2012):
        path = tmp_path / "journal-d-un-installateur" / str(year) / "note.md"
        path.parent.mkdir(parents=True)
        path.write_text("---\ntitle: Une note\ndate: 2010-01-02\n---\n", encoding="utf-8")
    assert detect(tmp_path).folders == ("journal-d-un-installateur",)


def test_years_at_the_root_are_all_found(tmp_path: Path) -> None:
    for year in range(2023, 2026):
        for number in range(4):
            path = tmp_path / str(year) / f"note-{number}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text("---\ntitle: Une note\n---\n", encoding="utf-8")
    sites = detect(tmp_path)
    assert all(sites.holds(f"{year}/note-1.md") for year in range(2023, 2026))
