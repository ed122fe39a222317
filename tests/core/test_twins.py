"""Two posts with one address: none takes the other's page away, and twins of old stop nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.checks import Finding, FindingKind
from tests.conftest import Git
from tests.site import small

POST = "---\ntitle: {title}\ndate: {date}\n{more}---\n\nTexte.\n"


def write(folder: Path, name: str, more: str = "", date: str = "2020-05-06") -> None:
    (folder / "posts").mkdir(exist_ok=True)
    text = POST.format(title=name, more=more, date=date)
    (folder / "posts" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(published_blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published site of the made-up generator."""
    small.use(monkeypatch)
    (published_blog / "small.toml").write_text('address = "https://example.org/"\n', encoding="utf-8")
    write(published_blog, "un")
    publish(published_blog, git)
    return published_blog


def publish(folder: Path, git: Git) -> None:
    keep(folder, git)
    git(folder, "push", "--quiet")


def keep(folder: Path, git: Git) -> Blog:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")
    return Blog.open(folder)


def twins(found: Iterable[Finding]) -> list[tuple[str, str, bool]]:
    """Post, twin, and whether it blocks."""
    return [(each.path, each.detail, each.blocks) for each in found if each.kind is FindingKind.TWIN]


@pytest.mark.parametrize(
    ("more", "date"), [("slug: un\n", "2020-11-12"), ("url: /2020/un\n", "2021-01-01")], ids=["slug", "url"]
)
def test_a_new_post_with_the_address_of_another_stops_the_publication(
    folder: Path, git: Git, more: str, date: str
) -> None:
    write(folder, "deux", more, date)
    plan = keep(folder, git).publication.plan()
    assert twins(plan.findings) == [("posts/deux.md", "posts/un.md", True)]
    assert plan.blocking


def test_a_draft_and_a_hidden_post_take_no_page_away(folder: Path, git: Git) -> None:
    write(folder, "deux", "slug: un\ndraft: true\n")
    write(folder, "trois", "slug: un\nhidden: true\n")
    blog = keep(folder, git)
    assert twins(blog.check({entry.path for entry in blog.posts()})) == []
    assert not blog.publication.plan().blocking


def test_a_draft_counts_once_it_is_published(folder: Path, git: Git) -> None:
    write(folder, "deux", "slug: un\ndraft: true\n")
    blog = keep(folder, git)
    write(folder, "un", date=f"{blog.now().date()}")
    publish(folder, git)
    plan = blog.publication.plan("posts/deux.md")
    assert twins(plan.findings) == [("posts/deux.md", "posts/un.md", True)]


def test_a_draft_counts_where_the_generator_builds_its_page_too(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch, name="nikola")
    write(folder, "deux", "slug: un\ndraft: true\n")
    blog = keep(folder, git)
    assert twins(blog.check({"posts/un.md"})) == [("posts/un.md", "posts/deux.md", True)]


def test_twins_that_the_remote_has_already_are_told_and_stop_nothing(folder: Path, git: Git) -> None:
    write(folder, "deux", "slug: un\n")
    publish(folder, git)
    write(folder, "deux", "slug: un\ntags: [wifi]\n")
    plan = keep(folder, git).publication.plan()
    assert twins(plan.findings) == [("posts/deux.md", "posts/un.md", False)]
    assert not plan.blocking


def test_a_post_that_gets_the_address_of_another_is_no_twin_of_old(folder: Path, git: Git) -> None:
    write(folder, "deux")
    publish(folder, git)
    write(folder, "deux", "slug: un\n")
    assert keep(folder, git).publication.plan().blocking


def test_a_draft_that_the_remote_has_too_is_no_twin_of_old_once_it_is_published(
    folder: Path, git: Git
) -> None:
    blog = Blog.open(folder)
    write(folder, "un", date=f"{blog.now().date()}")
    write(folder, "deux", "slug: un\ndraft: true\n", date=f"{blog.now().date()}")
    publish(folder, git)
    assert not blog.publication.plan().blocking
    plan = blog.publication.plan("posts/deux.md")
    assert twins(plan.findings) == [("posts/deux.md", "posts/un.md", True)]


def test_a_draft_that_readers_had_before_counts_under_the_date_that_it_gets_back(
    folder: Path, git: Git
) -> None:
    write(folder, "deux", "slug: mur\n")
    publish(folder, git)
    write(folder, "deux", "slug: mur\ndraft: true\n")
    publish(folder, git)
    write(folder, "trois", "slug: mur\n")
    publish(folder, git)
    plan = Blog.open(folder).publication.plan("posts/deux.md")
    assert plan.again == {"posts/deux.md"}
    assert twins(plan.findings) == [("posts/deux.md", "posts/trois.md", True)]


def test_twins_stop_the_first_publication_as_each_later_one(
    blog_folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch)
    (blog_folder / "small.toml").write_text('address = "https://example.org/"\n', encoding="utf-8")
    write(blog_folder, "un")
    write(blog_folder, "deux", "slug: un\n")
    plan = keep(blog_folder, git).publication.plan()
    assert ("posts/deux.md", "posts/un.md", True) in twins(plan.findings)


def test_a_twin_that_stays_here_takes_no_page_away(folder: Path) -> None:
    write(folder, "deux", "slug: un\n")
    write(folder, "trois", "slug: un\n")
    blog = Blog.open(folder)
    plan = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts(["posts/deux.md"]))
    assert sorted(twins(plan.findings)) == [
        ("posts/deux.md", "posts/trois.md", False),
        ("posts/deux.md", "posts/un.md", True),
    ]


def test_posts_of_two_sites_are_no_twins(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    small.use(monkeypatch)
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "small.toml").touch()
        write(tmp_path / name, "mur")
    git(tmp_path, "init", "--quiet", "--template=")
    blog = Blog.open(tmp_path)
    paths = {entry.path for entry in blog.posts()}
    assert paths == {"un/posts/mur.md", "deux/posts/mur.md"}
    assert twins(blog.check(paths)) == []
    write(tmp_path / "un", "autre", "slug: mur\n")
    assert twins(blog.check({"un/posts/autre.md"})) == [("un/posts/autre.md", "un/posts/mur.md", True)]


def test_without_a_generator_a_whole_address_in_two_headers_is_one_address(
    published_blog: Path, git: Git
) -> None:
    for name in ("a", "b"):
        write(published_blog, name, "permalink: /wifi/\n")
    for name in ("c", "d"):
        write(published_blog, name, "permalink: /:year/:title/\n")
    plan = keep(published_blog, git).publication.plan()
    assert twins(plan.findings) == [
        ("posts/a.md", "posts/b.md", True),
        ("posts/b.md", "posts/a.md", True),
    ]


def test_a_copy_takes_no_address_of_the_original_along(folder: Path, git: Git) -> None:
    write(folder, "deux", "url: /wifi/\naliases: [/x/]\n")
    write(folder, "trois", "slug: quatre\n")
    blog = keep(folder, git)
    for name in ("deux", "trois"):
        copy = blog.read(blog.duplicate(f"posts/{name}.md"))
        assert not {"url", "aliases"} & copy.fields.keys()
        assert "slug" not in copy.fields
