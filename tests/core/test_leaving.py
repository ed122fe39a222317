"""What a step takes off the site at the next publication, told before it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import RemoteUnrelated
from tests.conftest import POST, Git
from tests.drafts import set_draft

TITLE = "Le WiFi de l’hôtel"


@pytest.fixture
def blog(published_blog: Path) -> Blog:
    return Blog.open(published_blog)


def drafted(blog: Blog, *paths: str) -> dict[str, str]:
    return blog.other_side.posts.leaving(blog.bulk.drafts(paths or (POST,), draft=True).edits)


def test_a_post_that_readers_have_leaves_as_a_draft_and_when_it_is_deleted(blog: Blog) -> None:
    assert drafted(blog) == {POST: TITLE}
    assert blog.other_side.posts.leaving(blog.bulk.removal([POST]).edits) == {POST: TITLE}


def test_nothing_leaves_that_the_remote_never_had(blog: Blog) -> None:
    path = "posts/neuf.md"
    (blog.root / path).write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    blog.commit_post(path)
    assert drafted(blog, path) == {}
    assert drafted(blog, path, POST) == {POST: TITLE}


def test_nothing_leaves_where_nothing_was_ever_published(blog_folder: Path) -> None:
    assert drafted(Blog.open(blog_folder)) == {}


def test_steps_go_on_where_the_remote_holds_another_history(blog: Blog, git: Git) -> None:
    git(blog.root, "commit", "--quiet", "--amend", "--no-edit", "--date", "2001-03-04T12:00:00Z")
    assert drafted(blog) == {}
    with pytest.raises(RemoteUnrelated):
        blog.publication.plan()


def test_steps_and_plans_go_on_where_both_sides_merged_each_other(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    for folder, name in ((blog.root, "ici"), (other_clone, "la-bas")):
        (folder / f"posts/{name}.md").write_text(f"---\ntitle: {name}\n---\n", encoding="utf-8")
        git(folder, "add", "posts")
        git(folder, "commit", "--quiet", "-m", name)
    here, there = git(blog.root, "rev-parse", "HEAD"), git(other_clone, "rev-parse", "HEAD")
    git(blog.root, "fetch", "--quiet", str(other_clone), "main")
    git(other_clone, "fetch", "--quiet", str(blog.root), "main")
    git(blog.root, "merge", "--quiet", "--no-edit", there)
    git(other_clone, "merge", "--quiet", "--no-edit", here)
    git(other_clone, "push", "--quiet")
    blog.publication.fetch()
    assert drafted(blog) == {POST: TITLE}
    assert blog.publication.plan().blocking == ()


def test_a_draft_on_the_remote_does_not_leave_the_site(blog: Blog) -> None:
    set_draft(blog, POST, draft=True)
    blog.publication.send()
    assert blog.other_side.posts.leaving(blog.bulk.removal([POST]).edits) == {}


def test_it_goes_by_what_readers_have_and_not_by_what_is_here(blog: Blog) -> None:
    text = (blog.root / POST).read_text(encoding="utf-8")
    (blog.root / POST).write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    assert blog.other_side.posts.leaving(blog.bulk.removal([POST]).edits) == {POST: TITLE}
    blog.commit_post(POST)
    assert blog.other_side.posts.leaving(blog.bulk.removal([POST]).edits) == {POST: TITLE}


def test_a_renamed_post_leaves_from_where_it_is_on_the_remote(blog: Blog) -> None:
    path = blog.rename(POST, "Un autre nom").path
    assert drafted(blog, path) == {path: "Un autre nom"}


def test_undoing_what_made_a_post_public_takes_it_off(blog: Blog) -> None:
    set_draft(blog, POST, draft=True)
    set_draft(blog, POST, draft=False)
    change = blog.last_change()
    assert blog.other_side.posts.leaving_by_undo(change.files) == {POST: TITLE}


def test_undoing_a_new_name_takes_nothing_off(blog: Blog) -> None:
    blog.rename(POST, "Un autre nom")
    blog.publication.send()
    assert blog.other_side.posts.leaving_by_undo(blog.last_change().files) == {}


def test_undoing_a_new_post_that_was_published_takes_it_off(blog: Blog) -> None:
    path = "posts/neuf.md"
    (blog.root / path).write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    blog.commit_post(path)
    assert blog.other_side.posts.leaving_by_undo(blog.last_change().files) == {}
    blog.publication.send()
    assert blog.other_side.posts.leaving_by_undo(blog.last_change().files) == {path: "Neuf"}


def test_a_text_of_the_past_that_was_a_draft_takes_the_post_off(blog: Blog) -> None:
    path = "posts/neuf.md"
    (blog.root / path).write_text("---\ntitle: Neuf\ndraft: true\n---\n", encoding="utf-8")
    draft = blog.commit_post(path).sha
    set_draft(blog, path, draft=False)
    blog.publication.send()
    assert blog.other_side.posts.leaving([blog.history.plan_restore(path, draft)]) == {path: "Neuf"}
    assert blog.other_side.posts.leaving([blog.history.plan_restore(path, "HEAD")]) == {}


def test_of_unchanged_posts_no_text_on_the_remote_is_read(blog: Blog, git_log: Path) -> None:
    drafted(blog)
    assert "cat-file" not in git_log.read_text(encoding="utf-8")


def test_a_date_ahead_takes_a_post_off_the_site_until_then(blog: Blog) -> None:
    planned = blog.bulk.fields(POST, {"date": "2099-01-02"}, ())
    assert blog.other_side.posts.leaving(planned.edits) == {POST: TITLE}
    blog.bulk.apply(planned)
    plan = blog.publication.plan()
    assert (plan.changes, plan.leaving) == ({POST: "withdrawn"}, {POST: TITLE})


def test_many_changed_posts_are_read_by_one_git(blog: Blog, git_log: Path) -> None:
    for number in range(5):
        path = f"posts/{number}.md"
        (blog.root / path).write_text(f"---\ntitle: N{number}\n---\n", encoding="utf-8")
        blog.commit_post(path)
    blog.publication.send()
    for number in range(5):
        blog.set(f"posts/{number}.md", {"tags": ["x"]})
    asked = git_log.read_text(encoding="utf-8").count("cat-file")
    assert len(drafted(blog, *(f"posts/{number}.md" for number in range(5)))) == 5
    assert git_log.read_text(encoding="utf-8").count("cat-file") == asked + 1


def test_what_is_only_committed_is_planned_alone(blog: Blog, git: Git) -> None:
    text = (blog.root / POST).read_text(encoding="utf-8")
    (blog.root / POST).write_text(text.replace("couloir", "étage"), encoding="utf-8")
    blog.commit_post(POST)
    (blog.root / POST).write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    (blog.root / "posts/neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    plan = blog.publication.plan()
    assert (plan.has_committed, len(plan.edited), plan.leaving) == (True, 2, {POST: TITLE})
    only = blog.publication.plan(committed_only=True)
    assert (only.edited, dict(only.changes), only.leaving) == ((), {POST: "corrected"}, {})
    assert blog.publication.commits(only) == []


@pytest.mark.parametrize("published", [True, False])
def test_a_post_that_nobody_committed_is_not_planned_with_those_that_are(
    blog_folder: Path, bare_remote: Path, git: Git, published: bool
) -> None:
    git(blog_folder, "remote", "add", "origin", str(bare_remote))
    if published:
        git(blog_folder, "push", "--quiet", "--set-upstream", "origin", "main")
    header = "---\ntitle: {0}\ndate: 2020-01-02\ndraft: false\n---\nUn texte.\n"
    for name in ("suivi", "ajoute", "jamais"):
        (blog_folder / f"posts/{name}.md").write_text(header.format(name), encoding="utf-8")
    git(blog_folder, "add", "posts/suivi.md")
    git(blog_folder, "commit", "--quiet", "-m", "Suivi")
    git(blog_folder, "add", "posts/ajoute.md")
    plan = Blog.open(blog_folder).publication.plan(committed_only=True)
    planned = {entry.path for entry in plan.ready} | set(plan.changes)
    assert "posts/suivi.md" in planned
    assert "posts/jamais.md" not in planned


def many(blog: Blog, git: Git, header: str) -> Blog:
    """The blog with 120 posts of this header in one commit."""
    for number in range(120):
        (blog.root / f"posts/{number:03}.md").write_text(
            f"---\ntitle: N{number}\n{header}---\n", encoding="utf-8"
        )
    git(blog.root, "add", "posts")
    git(blog.root, "commit", "--quiet", "-m", "Beaucoup")
    return Blog.open(blog.root)


def test_all_posts_that_leave_the_site_are_told_however_many_there_are(
    blog: Blog, git: Git, git_log: Path
) -> None:
    many(blog, git, "").publication.send()
    blog = many(blog, git, "draft: true\n")
    asked = git_log.read_text(encoding="utf-8").count("cat-file")
    plan = blog.publication.plan()
    assert git_log.read_text(encoding="utf-8").count("cat-file") < asked + 5
    assert (len(plan.leaving), set(plan.changes.values())) == (120, {"withdrawn"})
    git(blog.root, "rm", "--quiet", "-r", "posts")
    git(blog.root, "commit", "--quiet", "-m", "Rien")
    assert len(Blog.open(blog.root).publication.plan().leaving) == 121


def test_all_drafts_that_come_onto_the_site_are_new_however_many_there_are(blog: Blog, git: Git) -> None:
    many(blog, git, "draft: true\n").publication.send()
    assert set(many(blog, git, "").publication.plan().changes.values()) == {"new"}
