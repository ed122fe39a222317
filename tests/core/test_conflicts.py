"""Blog: both sides changed the same post, and a person chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.content.merge.three_way import Side
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.conflicts import Kind, PostConflict
from blogwifi_tui.errors import Conflict, EditsInTheWay
from blogwifi_tui.vcs.sync import Synchronizer

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
SECOND = "posts/2026-05-12-le-wifi-de-l-hotel-2.md"
MINE = "Trois bornes par couloir, « canal 36 » à gauche, canal 100 à droite.\n"
THEIRS = "Quatre bornes par couloir, « canal 36 » à gauche, canal 100 à droite.\n"


def write(blog: Blog, path: str, body: str) -> None:
    post = blog.read(path)
    blog.save(post.with_body(f"\n{body}"), post)
    blog.commit_post(path)


@pytest.fixture
def office(published_blog: Path, other_clone: Path) -> Blog:
    """A blog whose post was also changed, and published, on the laptop."""
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    write(laptop, POST, THEIRS)
    laptop.publication.send()
    write(office, POST, MINE)
    return office


def meet(blog: Blog) -> PostConflict:
    with pytest.raises(Conflict):
        blog.publication.send()
    (conflict,) = blog.conflicts.current()
    return conflict


def test_the_versions_of_a_post_both_changed_are_there_to_choose_from(office: Blog) -> None:
    conflict = meet(office)
    assert conflict.path == POST
    assert (conflict.mine, conflict.theirs) == (office.read(POST), conflict.theirs)
    assert conflict.merge is not None
    (piece,) = conflict.merge.pieces
    assert (piece.key, piece.mine, piece.theirs) == ("", MINE.strip(), THEIRS.strip())


def test_a_post_in_a_form_that_its_generator_alone_takes_is_called_a_post(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    path, text = "posts/mur.qmd", "---\ntitle: Le mur\ndate: 2020-01-02\n---\n\n{}\n"
    (published_blog / "_quarto.yml").write_text("project:\n  type: website\n", encoding="utf-8")

    def commit(folder: Path, body: str) -> None:
        (folder / path).write_text(text.format(body), encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", body)

    commit(published_blog, "Un")
    git(published_blog, "push", "--quiet")
    git(other_clone, "pull", "--quiet")
    commit(other_clone, "Deux")
    git(other_clone, "push", "--quiet")
    commit(published_blog, "Trois")
    conflict = meet(Blog.open(published_blog))
    assert (conflict.kind, conflict.title) == (Kind.POST, "Le mur")


def test_a_choice_becomes_a_merge_and_is_published(office: Blog, bare_remote: Path, git: Git) -> None:
    conflict = meet(office)
    assert conflict.merge is not None
    chosen = conflict.merge.result([Side.BOTH])
    commit = office.conflicts.resolve([conflict], {POST: chosen})
    assert office.read(POST).body == f"\n{MINE}\n{THEIRS}"
    subject = git(office.root, "log", "-1", "--format=%s")
    assert subject.startswith("Join what Marc Testeur published on ")
    assert subject.endswith(": “Le WiFi de l’hôtel”")
    assert len(git(office.root, "log", "-1", "--format=%p").split()) == 2
    office.publication.send()
    assert git(bare_remote, "rev-parse", "main") == commit.sha
    assert office.conflicts.current() == ()


def test_both_posts_are_kept_under_two_names(office: Blog, git: Git) -> None:
    conflict = meet(office)
    mine = office.conflicts.keep_both(conflict)
    assert mine.path == SECOND
    office.conflicts.resolve([conflict], {POST: conflict.theirs}, [mine])
    assert office.read(POST).body == f"\n{THEIRS}"
    assert office.read(SECOND).body == f"\n{MINE}"
    assert git(office.root, "status", "--porcelain") == ""


def test_a_second_post_takes_no_name_that_only_the_other_side_has(
    office: Blog, other_clone: Path, git: Git
) -> None:
    (other_clone / SECOND).write_text("Déjà là.\n", encoding="utf-8")
    git(other_clone, "add", SECOND)
    git(other_clone, "commit", "--quiet", "-m", "Un deuxième")
    git(other_clone, "push", "--quiet")
    assert office.conflicts.keep_both(meet(office)).path == SECOND.replace("-2.md", "-3.md")


def test_a_post_deleted_there_and_changed_here_is_kept_or_not(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    laptop.delete(POST)
    laptop.publication.send()
    write(office, POST, MINE)
    conflict = meet(office)
    assert (conflict.theirs, conflict.merge) == (None, None)
    office.conflicts.resolve([conflict], {POST: None})
    assert office.posts() == ()
    assert git(office.root, "status", "--porcelain") == ""


def test_what_was_fetched_since_the_choice_is_not_overridden(
    office: Blog, other_clone: Path, git: Git
) -> None:
    conflict = meet(office)
    laptop = Blog.open(other_clone)
    write(laptop, POST, THEIRS.replace("Quatre", "Cinq"))
    laptop.publication.send()
    office.publication.fetch()
    head = git(office.root, "rev-parse", "HEAD")
    with pytest.raises(Conflict):
        office.conflicts.resolve([conflict], {POST: conflict.mine})
    assert git(office.root, "rev-parse", "HEAD") == head


def test_uncommitted_words_stop_the_merge(office: Blog) -> None:
    conflict = meet(office)
    post = office.read(POST)
    office.save(post.with_body("\nEncore autre chose.\n"), post)
    with pytest.raises(EditsInTheWay):
        office.conflicts.resolve([conflict], {POST: conflict.theirs})
    assert office.read(POST).body == "\nEncore autre chose.\n"


def test_a_blog_inside_a_larger_repository_settles_what_lies_outside_too(
    published_blog: Path, other_clone: Path, git: Git
) -> None:
    for folder, word in ((other_clone, "portable"), (published_blog, "bureau")):
        (folder / "site").mkdir()
        (folder / "site" / "blogwifi.toml").write_text("[blog]\nposts = 'posts'\n", encoding="utf-8")
        (folder / "site" / "posts").mkdir()
        (folder / "site" / "posts" / "a.md").write_text(f"Du {word}.\n", encoding="utf-8")
        (folder / "notes.txt").write_text(f"{word}\n", encoding="utf-8")
        git(folder, "add", "site", "notes.txt")
        git(folder, "commit", "--quiet", "-m", word)
    git(other_clone, "push", "--quiet")
    office = Blog.open(published_blog / "site")
    with pytest.raises(Conflict):
        office.publication.send()
    conflicts = office.conflicts.current()
    assert [conflict.path for conflict in conflicts] == ["../notes.txt", "posts/a.md"]
    office.conflicts.resolve(
        conflicts,
        {conflict.path: conflict.theirs for conflict in conflicts},
        [office.conflicts.keep_both(conflicts[1])],
    )
    assert (published_blog / "notes.txt").read_text(encoding="utf-8") == "portable\n"
    assert office.read("posts/a-2.md").body == "Du bureau.\n"


def test_changes_that_touch_without_contradicting_each_other_need_no_person(
    published_blog: Path, other_clone: Path, bare_remote: Path, git: Git
) -> None:
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    laptop.set(POST, {"title": "Le Wi-Fi"})
    laptop.publication.send()
    office.set(POST, {"date": "2026-06-01"})
    with pytest.raises(Conflict):
        Synchronizer(office._repository.git).publish()
    office.publication.send()
    assert (office.read(POST).title, office.read(POST).fields["date"]) == ("Le Wi-Fi", "2026-06-01")
    assert git(bare_remote, "rev-parse", "main") == git(office.root, "rev-parse", "HEAD")
