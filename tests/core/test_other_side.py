"""What the other machine published is taken in, quietly where nothing stands against it, and told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.other_side import Arrival, CameIn
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.errors import Conflict, EditsInTheWay, Untrusted
from blogwifi_tui.i18n.result_messages import came_in
from blogwifi_tui.i18n.translation import set_language
from tests.conftest import POST, Git

NEW = "posts/2026-11-02-du-portable.md"
OTHER = "posts/2026-11-03-autre.md"


def publish(folder: Path, git: Git, path: str, title: str, words: str = "Texte.") -> str:
    """Write a post in a clone, commit and push it, as plain git does; the commit."""
    (folder / path).write_text(f"---\ntitle: {title}\n---\n\n{words}\n", encoding="utf-8")
    return push(folder, git, path)


def push(folder: Path, git: Git, path: str) -> str:
    git(folder, "add", "--", path)
    git(folder, "commit", "--quiet", "-m", f"Change {path}")
    git(folder, "push", "--quiet")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def blog(published_blog: Path) -> Blog:
    return Blog.open(published_blog)


def told(came: CameIn) -> list[tuple[str, str]]:
    return [(post.arrival.value, post.title) for post in came.posts]


def head(blog: Blog, git: Git) -> str:
    return git(blog.root, "rev-parse", "HEAD")


def test_what_the_other_machine_wrote_changed_and_deleted_is_named(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    (other_clone / POST).unlink()
    push(other_clone, git, POST)
    (other_clone / "notes.txt").write_text("À part\n", encoding="utf-8")
    push(other_clone, git, "notes.txt")
    theirs = publish(other_clone, git, NEW, "Du portable")
    blog.other_side.take_in()
    came = blog.other_side.came_in()
    assert told(came) == [("new", "Du portable"), ("deleted", "Le WiFi de l’hôtel")]
    assert (came.commits, came.label, came.files) == (3, "origin/main", 1)
    assert head(blog, git) == theirs
    assert came_in(came) == (
        "Taken in: “Du portable” (new), “Le WiFi de l’hôtel” (deleted), 1 file that is no post."
    )
    assert blog.other_side.came_in() == CameIn()


def test_of_many_posts_three_are_named_and_the_rest_is_counted(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    for number in range(1, 7):
        publish(other_clone, git, f"posts/2026-11-0{number}-a.md", f"Numéro {number}")
    publish(other_clone, git, POST, "L’hôtel")
    blog.other_side.take_in()
    words = came_in(blog.other_side.came_in())
    assert words.endswith("“Numéro 3” (new), 3 more new, 1 more changed.")


def test_taking_in_sends_nothing_and_the_merge_says_whose_work_it_joins(
    blog: Blog, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    git(other_clone, "config", "user.name", "Claire")
    theirs = publish(other_clone, git, NEW, "Du portable")
    (blog.root / OTHER).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    ours = blog.commit_post(OTHER).sha
    blog.other_side.take_in()
    assert told(blog.other_side.came_in()) == [("new", "Du portable")]
    assert git(blog.root, "log", "-1", "--format=%P") == f"{ours} {theirs}"
    subject = git(blog.root, "log", "-1", "--format=%s")
    assert subject.startswith("Join what Claire published on ")
    assert subject.endswith(": “Du portable”")
    assert git(bare_remote, "rev-parse", "main") == theirs


def test_the_merge_speaks_french_to_a_frenchman(
    blog: Blog, other_clone: Path, git: Git, french: None
) -> None:
    git(other_clone, "config", "user.name", "Claire")
    publish(other_clone, git, NEW, "Un")
    publish(other_clone, git, "posts/2026-11-09-deux.md", "Deux")
    (blog.root / OTHER).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    blog.commit_post(OTHER)
    blog.other_side.take_in()
    subject = git(blog.root, "log", "-1", "--format=%s")
    assert subject.startswith("Réunit ce que Claire a publié le ")
    assert subject.endswith("\u00a0: 2 articles")


def test_fields_side_by_side_are_joined_without_asking_and_named(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    text = blog.read(POST).data.decode()
    (other_clone / POST).write_text(text.replace("2026-05-12T", "2026-05-13T"), encoding="utf-8")
    push(other_clone, git, POST)
    (blog.root / POST).write_text(text.replace("[wifi, hôtel]", "[wifi]"), encoding="utf-8")
    blog.commit_post(POST)
    blog.other_side.take_in()
    assert told(blog.other_side.came_in()) == [("changed", "Le WiFi de l’hôtel")]
    assert "2026-05-13T" in (blog.root / POST).read_text(encoding="utf-8")
    assert blog.read(POST).tags == ("wifi",)
    assert git(blog.root, "log", "-1", "--format=%s").startswith("Join what ")


def test_a_post_both_changed_in_one_place_touches_nothing(blog: Blog, other_clone: Path, git: Git) -> None:
    publish(other_clone, git, POST, "Là-bas")
    (blog.root / POST).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    ours = blog.commit_post(POST).sha
    with pytest.raises(Conflict):
        blog.other_side.take_in()
    assert head(blog, git) == ours
    assert git(blog.root, "status", "--porcelain") == ""
    assert blog.other_side.came_in() == CameIn()


def test_each_side_of_a_conflict_says_who_when_and_with_which_message(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    git(other_clone, "config", "user.name", "Claire")
    git(other_clone, "config", "user.email", "claire@example.org")
    publish(other_clone, git, POST, "Là-bas")
    (blog.root / POST).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    blog.commit_post(POST)
    blog.publication.fetch()
    (conflict,) = blog.conflicts.current()
    mine, theirs = conflict.origins
    assert mine is not None
    assert theirs is not None
    assert (mine.is_me, mine.commit.subject) == (True, "Edit: Ici")
    assert mine.machine
    assert (theirs.is_me, theirs.commit.author, theirs.machine) == (False, "Claire", "")
    assert theirs.commit.subject == f"Change {POST}"


@pytest.mark.parametrize(
    ("name", "email", "is_me", "machine"),
    [
        ("Marc Testeur", "marc@example.org", True, ""),
        ("Marc Testeur", "marc@portable.local", True, "portable.local"),
        ("Marc Testeur", "marc@portable.(none)", True, "portable"),
        ("Claire", "claire@atelier", False, "atelier"),
        ("Marc Testeur", "marc@ailleurs.fr", False, ""),
    ],
)
def test_the_other_machine_has_a_name_only_where_its_address_tells_it(
    blog: Blog, other_clone: Path, git: Git, name: str, email: str, is_me: bool, machine: str
) -> None:
    git(other_clone, "config", "user.name", name)
    git(other_clone, "config", "user.email", email)
    publish(other_clone, git, POST, "Là-bas")
    blog.publication.fetch()
    origin = blog.other_side.origin(POST)
    assert origin is not None
    assert (origin.is_me, origin.machine) == (is_me, machine)
    assert blog.other_side.origin(OTHER) is None


# Quietly


def quietly(blog: Blog, *open_posts: str) -> CameIn:
    blog.publication.fetch()
    blog.other_side.take_in_quietly(open_posts)
    return blog.other_side.came_in()


def test_what_meets_nothing_here_is_taken_in_quietly(blog: Blog, other_clone: Path, git: Git) -> None:
    theirs = publish(other_clone, git, NEW, "Du portable")
    (blog.root / OTHER).write_text("en cours\n", encoding="utf-8")
    assert [post.arrival for post in quietly(blog).posts] == [Arrival.NEW]
    assert head(blog, git) == theirs
    assert (blog.root / OTHER).read_text(encoding="utf-8") == "en cours\n"


def test_nothing_is_taken_in_quietly_over_what_is_edited_here(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    before = head(blog, git)
    publish(other_clone, git, POST, "Là-bas")
    (blog.root / POST).write_text("en cours\n", encoding="utf-8")
    assert quietly(blog) == CameIn()
    assert head(blog, git) == before
    assert (blog.root / POST).read_text(encoding="utf-8") == "en cours\n"
    with pytest.raises(EditsInTheWay):
        blog.other_side.take_in()


def test_nothing_is_taken_in_quietly_over_a_file_git_does_not_keep(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    before = head(blog, git)
    publish(other_clone, git, NEW, "Du portable")
    (blog.root / ".git" / "info" / "exclude").write_text(f"{NEW}\n", encoding="utf-8")
    (blog.root / NEW).write_text("à moi\n", encoding="utf-8")
    assert quietly(blog) == CameIn()
    assert head(blog, git) == before
    assert (blog.root / NEW).read_text(encoding="utf-8") == "à moi\n"


def test_nothing_is_taken_in_quietly_under_an_open_post(blog: Blog, other_clone: Path, git: Git) -> None:
    before = head(blog, git)
    publish(other_clone, git, POST, "Là-bas")
    assert quietly(blog, POST) == CameIn()
    assert head(blog, git) == before
    assert quietly(blog, OTHER).commits == 1


def test_no_program_comes_in_quietly_that_nobody_agreed_to(blog: Blog, other_clone: Path, git: Git) -> None:
    git(blog.root, "config", "core.hooksPath", "hooks")
    agree_to_all(open_guarded(blog.root))
    before = head(blog, git)
    (other_clone / "hooks").mkdir()
    (other_clone / "hooks" / "post-merge").write_text("#!/bin/sh\ntouch ../parti\n", encoding="utf-8")
    (other_clone / "hooks" / "post-merge").chmod(0o755)
    push(other_clone, git, "hooks/post-merge")
    blog.publication.fetch()
    with pytest.raises(Untrusted):
        blog.other_side.take_in_quietly(())
    assert head(blog, git) == before
    assert not (blog.root / "hooks").exists()


def test_nothing_is_merged_quietly(blog: Blog, other_clone: Path, git: Git) -> None:
    publish(other_clone, git, NEW, "Du portable")
    (blog.root / OTHER).write_text("---\ntitle: Ici\n---\n", encoding="utf-8")
    ours = blog.commit_post(OTHER).sha
    assert quietly(blog) == CameIn()
    assert head(blog, git) == ours


def test_nothing_is_taken_in_quietly_while_an_operation_waits(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    before = head(blog, git)
    publish(other_clone, git, NEW, "Du portable")
    (blog.root / ".git" / "BISECT_LOG").touch()
    assert quietly(blog) == CameIn()
    assert head(blog, git) == before


def test_who_made_what_came_in_is_named_unless_it_was_oneself(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    publish(other_clone, git, NEW, "Du portable")
    git(other_clone, "config", "user.name", "Claire\x1b[31m")
    git(other_clone, "config", "user.email", "claire@example.org")
    publish(other_clone, git, POST, "L’hôtel")
    assert blog.other_side.coming() == CameIn()
    blog.publication.fetch()
    assert blog.other_side.coming().authors == ("Claire\x1b[31m",)
    assert [each.title for each in blog.other_side.coming().posts] == ["Du portable", "Le WiFi de l’hôtel"]
    blog.other_side.take_in()
    came = blog.other_side.came_in()
    set_language("fr")
    assert came_in(came) == (
        "Reçu\u00a0: «\u00a0Du portable\u00a0» (nouveau), «\u00a0L’hôtel\u00a0» (modifié), par Claire␛[31m."
    )


def test_what_was_withdrawn_and_published_there_is_told_as_such(
    blog: Blog, other_clone: Path, git: Git
) -> None:
    text = (other_clone / POST).read_text(encoding="utf-8")
    (other_clone / POST).write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    push(other_clone, git, POST)
    blog.other_side.take_in()
    came = blog.other_side.came_in()
    assert told(came) == [("withdrawn", "Le WiFi de l’hôtel")]
    assert came_in(came) == "Taken in: “Le WiFi de l’hôtel” (withdrawn there)."
    (other_clone / POST).write_text(text, encoding="utf-8")
    push(other_clone, git, POST)
    blog.other_side.take_in()
    assert came_in(blog.other_side.came_in()).endswith("“Le WiFi de l’hôtel” (published there).")


def test_what_came_in_and_changes_no_file_here_is_not_called_a_change() -> None:
    assert came_in(CameIn("origin/main", 1)) == "Taken in from origin/main; nothing here changes by it."
