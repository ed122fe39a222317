"""A post that readers had before and that is made public again keeps its date, and so its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from tests.conftest import Git
from tests.drafts import set_draft
from tests.small_generators import SHELF, know, site_of

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
DRAFT = "posts/brouillon.md"
OLD = "---\ntitle: Ancien\ndate: 2020-01-02\ndraft: true\n---\n\nDu texte.\n"


def write(blog: Blog, path: str, text: str) -> None:
    (blog.root / path).write_text(text, encoding="utf-8")
    blog.commit([path], path)


def publish(blog: Blog, *paths: str) -> None:
    """As `p` does with these posts."""
    plan = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts(paths).require_all())
    for commit in blog.publication.commits(plan):
        commit()
    blog.publication.send()


def day(blog: Blog, path: str) -> str:
    date = blog.read(path).date
    return f"{date:%Y-%m-%d}" if date else ""


@pytest.fixture
def blog(published_blog: Path) -> Blog:
    return Blog.open(published_blog)


def test_a_post_withdrawn_and_published_again_has_the_date_it_had(blog: Blog) -> None:
    before = blog.read(POST)
    set_draft(blog, POST, draft=True)
    publish(blog)
    plan = blog.publication.plan(POST)
    assert plan.again == {POST}
    publish(blog, POST)
    assert blog.read(POST).date == before.date
    assert not blog.read(POST).draft


def test_it_has_the_date_that_was_written_while_it_was_withdrawn(blog: Blog) -> None:
    set_draft(blog, POST, draft=True)
    publish(blog)
    blog.set(POST, {"date": "2026-06-01T10:00:00+02:00"})
    publish(blog, POST)
    assert day(blog, POST) == "2026-06-01"


def test_a_publication_taken_back_by_undo_and_made_again_has_the_date_readers_saw(blog: Blog) -> None:
    write(blog, DRAFT, OLD)
    publish(blog, DRAFT)
    published = day(blog, DRAFT)
    assert published != "2020-01-02"
    blog.undo(blog.last_change())
    assert day(blog, DRAFT) == "2020-01-02"
    publish(blog)
    write(blog, POST, blog.read(POST).data.decode() + "Plus tard.\n")
    publish(blog, DRAFT)
    assert day(blog, DRAFT) == published


def test_a_draft_that_readers_never_had_is_dated_when_it_is_published(blog: Blog) -> None:
    write(blog, DRAFT, OLD)
    publish(blog)  # it travels along
    assert blog.publication.plan(DRAFT).again == set()
    publish(blog, DRAFT)
    assert day(blog, DRAFT) == f"{blog.now():%Y-%m-%d}"


def test_a_draft_that_was_ready_for_a_while_but_never_sent_so_is_dated_when_it_is_published(
    blog: Blog,
) -> None:
    write(blog, DRAFT, OLD)
    set_draft(blog, DRAFT, draft=False)
    set_draft(blog, DRAFT, draft=True)
    publish(blog)
    publish(blog, DRAFT)
    assert day(blog, DRAFT) == f"{blog.now():%Y-%m-%d}"


def test_a_draft_of_which_nothing_was_sent_yet_is_dated_when_it_is_published(blog: Blog) -> None:
    write(blog, DRAFT, OLD)
    set_draft(blog, DRAFT, draft=False)
    set_draft(blog, DRAFT, draft=True)
    publish(blog, DRAFT)
    assert day(blog, DRAFT) == f"{blog.now():%Y-%m-%d}"


def test_a_copy_of_a_post_that_readers_have_is_dated_when_it_is_published(blog: Blog) -> None:
    copy = blog.duplicate(POST)
    blog.set(copy, {"date": "2026-06-01"})
    publish(blog)
    publish(blog, copy)
    assert day(blog, copy) == f"{blog.now():%Y-%m-%d}"


def test_what_the_other_machine_withdrew_keeps_its_date_too(
    blog: Blog, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    there = Blog.open(other_clone)
    before = there.read(POST).date
    set_draft(there, POST, draft=True)
    publish(there)
    publish(blog)  # takes in what came
    assert blog.read(POST).draft
    publish(blog, POST)
    assert blog.read(POST).date == before


def test_a_draft_whose_file_was_moved_gets_back_the_date_of_its_name(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(monkeypatch)
    old = "_posts/2020-03-04-titre.md"
    blog = site_of(SHELF, tmp_path / "blog", {old: "---\ntitle: Titre\n---\n\nDu texte assez long.\n"}, git)
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(blog.root, "remote", "add", "origin", str(tmp_path / "remote"))
    git(blog.root, "push", "--quiet", "-u", "origin", "main")
    (blog.root / "_drafts").mkdir()
    git(blog.root, "mv", old, "_drafts/titre.md")
    git(blog.root, "commit", "--quiet", "-m", "Retiré")
    publish(blog)
    made = blog.bulk.drafts(["_drafts/titre.md"], draft=False)
    assert made.moved == (("_drafts/titre.md", old),)
    publish(blog, "_drafts/titre.md")
    assert blog.read(old).data == b"---\ntitle: Titre\n---\n\nDu texte assez long.\n"


def test_nothing_is_said_in_a_clone_of_a_draft_that_came_by_one_push_with_a_ready_text(
    blog: Blog, other_clone: Path, tmp_path: Path, bare_remote: Path, git: Git
) -> None:
    write(blog, DRAFT, OLD)
    set_draft(blog, DRAFT, draft=False)
    set_draft(blog, DRAFT, draft=True)
    publish(blog)
    git(other_clone, "pull", "--quiet")
    git(tmp_path, "clone", "--quiet", str(bare_remote), "later")
    for folder in (other_clone, tmp_path / "later"):
        there = Blog.open(folder)
        assert there.publication.plan(DRAFT).again == set()
    publish(there, DRAFT)
    assert day(there, DRAFT) == f"{there.now():%Y-%m-%d}"


def test_a_post_that_was_withdrawn_elsewhere_is_known_where_it_was_seen_on_the_remote(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    there = Blog.open(other_clone)
    write(blog, DRAFT, OLD.replace("draft: true\n", ""))
    publish(blog)
    git(other_clone, "pull", "--quiet")
    set_draft(blog, DRAFT, draft=True)
    publish(blog)
    git(other_clone, "pull", "--quiet")
    assert there.publication.plan(DRAFT).again == {DRAFT}


def test_of_many_drafts_those_that_readers_had_keep_their_dates_as_each_would_alone(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    text = "---\ntitle: {name}\ndate: 2020-01-02\ndraft: {draft}\n---\n\nDu texte de {name}, assez long.\n"
    path = "posts/{}.md".format
    for name in ("public", "sent", "moved", "former", "merged"):
        write(blog, path(name), text.format(name=name, draft=str(name == "sent").lower()))
    publish(blog)
    write(blog, path("never"), text.format(name="never", draft="true"))
    git(blog.root, "mv", path("moved"), path("autre"))
    git(blog.root, "commit", "--quiet", "-m", "Déplacé")
    git(blog.root, "mv", path("former"), path("parti"))  # readers had it under its former name alone
    hidden = text.format(name="former", draft="true")
    (blog.root / path("parti")).write_text(hidden, encoding="utf-8")
    git(blog.root, "commit", "--quiet", "--all", "-m", "Déplacé et retiré")
    git(other_clone, "pull", "--quiet")
    set_draft(Blog.open(other_clone), path("merged"), draft=True)
    publish(Blog.open(other_clone))
    publish(blog)  # by a merge
    set_draft(blog, path("public"), draft=True)
    set_draft(blog, path("autre"), draft=True)
    (blog.root / path("loose")).write_text(text.format(name="loose", draft="true"), encoding="utf-8")
    paths = [path(name) for name in ("never", "sent", "loose", "public", "autre", "merged", "parti")]
    alone = [each for each in paths if blog.bulk.publish_drafts([each]).again]
    assert alone == paths[3:]
    assert blog.bulk.publish_drafts(paths).again == frozenset(alone)
    together = {before.path: after for before, after in blog.bulk.publish_drafts(paths).edits}
    for each in alone:
        ((_, after),) = blog.bulk.publish_drafts([each]).edits
        assert together[each] == after
