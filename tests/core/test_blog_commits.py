"""Blog: each change of a post that commits by itself happens whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import CannotEdit, FileMissing, HookFailed
from tests.drafts import set_draft

Git = Callable[..., str]
Step = Callable[[Blog], object]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
DRAFT = "posts/brouillon.md"
STAGED = "notes.txt"


@pytest.fixture
def blog(blog_folder: Path, git: Git) -> Blog:
    """A blog whose person has a file staged and another one edited, neither of which concerns us."""
    (blog_folder / "edited.txt").write_text("un\n", encoding="utf-8")
    git(blog_folder, "add", "edited.txt")
    git(blog_folder, "commit", "--quiet", "-m", "Autre")
    (blog_folder / "edited.txt").write_text("deux\n", encoding="utf-8")
    (blog_folder / STAGED).write_text("mis de côté\n", encoding="utf-8")
    git(blog_folder, "add", STAGED)
    return Blog.open(blog_folder)


@pytest.fixture
def refusing(blog: Blog) -> Blog:
    """The same blog, with a draft too, and a check that refuses every commit."""
    (blog.root / DRAFT).write_text("---\ntitle: Brouillon\ndraft: true\n---\n", encoding="utf-8")
    blog.commit_post(DRAFT)
    hook = blog.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Orthographe : non.' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(blog._repository.git)
    return blog


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of the work tree and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def state_of(git: Git, folder: Path) -> tuple[str, str, str, dict[str, bytes]]:
    """All that a refused step must leave alone: the last commit, the index, what is reported, the files."""
    return (
        git(folder, "rev-parse", "HEAD"),
        git(folder, "ls-files", "--stage"),
        git(folder, "status", "--porcelain"),
        files_of(folder),
    )


def last_commit(git: Git, folder: Path) -> tuple[str, list[str]]:
    """Message and paths of the last commit, and a look that the person's own files stayed as they were."""
    assert git(folder, "diff", "--cached", "--name-only") == STAGED
    assert git(folder, "diff", "--name-only") == "edited.txt"
    subject, _, paths = git(folder, "show", "--no-renames", "--format=%s", "--name-only").partition("\n\n")
    return subject, paths.splitlines()


# One step, one commit


def test_setting_a_key_changes_that_line_alone(blog: Blog, git: Git) -> None:
    commit = blog.set(POST, {"tags": ["wifi", "gîte"]})

    assert commit
    assert git(blog.root, "rev-parse", "HEAD") == commit.sha
    assert last_commit(git, blog.root) == ("Edit: Le WiFi de l’hôtel", [POST])
    removed, added = [
        line for line in git(blog.root, "show", "-U0", "--format=").splitlines() if line[:2] in ("-t", "+t")
    ]
    assert (removed, added) == ("-tags: [wifi, hôtel]", "+tags: [wifi, gîte]")
    assert git(blog.root, "show", "--format=", "--numstat").split("\t")[:2] == ["1", "1"]


def test_setting_what_a_post_says_already_commits_nothing(blog: Blog, git: Git) -> None:
    before = state_of(git, blog.root)
    assert blog.set(POST, {"title": "Le WiFi de l’hôtel"}) is None
    assert state_of(git, blog.root) == before


def test_a_new_key_can_be_set_and_unset_again(blog: Blog) -> None:
    original = (blog.root / POST).read_bytes()
    blog.set(POST, {"description": "Deux bornes par couloir"})
    assert blog.read(POST).description == "Deux bornes par couloir"
    blog.set(POST, {}, ["description"])
    assert (blog.root / POST).read_bytes() == original


def test_a_draft_made_ready_and_back_is_as_it_was_but_for_that_key(blog: Blog, git: Git) -> None:
    set_draft(blog, POST, draft=True)
    assert last_commit(git, blog.root) == ("Back to draft: Le WiFi de l’hôtel", [POST])
    assert blog.read(POST).draft
    set_draft(blog, POST, draft=False)
    assert last_commit(git, blog.root) == ("Ready: Le WiFi de l’hôtel", [POST])
    assert not blog.read(POST).draft


def test_going_live_dates_the_draft_now_in_one_commit(blog: Blog, git: Git) -> None:
    set_draft(blog, POST, draft=True)
    count = int(git(blog.root, "rev-list", "--count", "HEAD"))
    earliest = blog.now().replace(second=0)

    blog.bulk.apply(blog.bulk.publish_drafts([POST]).require_all())

    post = blog.read(POST)
    moment = post.moment(blog.zone)
    assert not post.draft
    assert moment is not None
    assert earliest <= moment <= blog.now() + dt.timedelta(minutes=1)
    assert last_commit(git, blog.root) == ("Publish: Le WiFi de l’hôtel", [POST])
    assert int(git(blog.root, "rev-list", "--count", "HEAD")) == count + 1


def test_a_post_that_is_no_draft_keeps_its_date_when_it_is_to_go_live(blog: Blog, git: Git) -> None:
    before, head = blog.read(POST), git(blog.root, "rev-parse", "HEAD")
    assert blog.bulk.apply(blog.bulk.publish_drafts([POST]).require_all()) is None
    assert blog.read(POST) == before
    assert git(blog.root, "rev-parse", "HEAD") == head


def test_deleting_a_kept_post_is_one_commit(blog: Blog, git: Git) -> None:
    blog.delete(POST)
    assert not (blog.root / POST).exists()
    assert last_commit(git, blog.root) == ("Delete: Le WiFi de l’hôtel", [POST])


def test_deleting_a_post_git_never_saw_needs_no_commit(blog: Blog, git: Git) -> None:
    new = blog.compose("Brouillon d’un soir")
    blog.save(new, None)
    before = state_of(git, blog.root)

    assert blog.delete(new.path) is None

    after = state_of(git, blog.root)
    assert after[0] == before[0]
    assert new.path not in after[3]


def test_renaming_moves_the_file_in_one_commit_and_history_follows(blog: Blog, git: Git) -> None:
    path = blog.rename(POST, "L’œuvre du gîte").path

    assert path == "posts/2026-05-12-l-oeuvre-du-gite.md"
    assert blog.read(path).title == "L’œuvre du gîte"
    subject, paths = last_commit(git, blog.root)
    assert (subject, sorted(paths)) == ("Rename: L’œuvre du gîte", sorted([POST, path]))
    assert [revision.path for revision in blog.history.of(path)] == [path, POST]


def test_a_title_that_gives_the_same_file_name_is_changed_in_place(blog: Blog, git: Git) -> None:
    assert blog.rename(POST, "Le WIFI de l'hôtel").path == POST
    assert blog.read(POST).title == "Le WIFI de l'hôtel"
    assert last_commit(git, blog.root)[1] == [POST]


def test_renaming_to_a_name_that_is_taken_takes_the_next(blog: Blog) -> None:
    blog.save(blog.read(POST).with_title("Gîte"), blog.read(POST))
    other = blog.duplicate(POST)
    assert blog.rename(other, "Le WiFi de l’hôtel").path.endswith("-le-wifi-de-l-hotel.md")
    assert blog.read(POST).title == "Gîte"
    third = blog.duplicate(POST)
    assert blog.rename(third, "Le WiFi de l’hôtel").path.endswith("-le-wifi-de-l-hotel-2.md")


def test_a_post_git_never_saw_is_renamed_and_committed_under_its_new_name(blog: Blog, git: Git) -> None:
    new = blog.compose("Brouillon d’un soir")
    blog.save(new, None)

    path = blog.rename(new.path, "Le matin").path

    assert not (blog.root / new.path).exists()
    assert last_commit(git, blog.root)[1] == [path]


def test_a_copy_is_a_draft_of_today_with_its_own_title(blog: Blog, git: Git) -> None:
    path = blog.duplicate(POST)
    copy, original = blog.read(path), blog.read(POST)

    assert copy.title == "Le WiFi de l’hôtel (copy)"
    assert copy.draft
    assert copy.body == original.body
    assert copy.tags == original.tags
    assert not original.draft
    moment = copy.moment(blog.zone)
    assert moment is not None
    assert moment > blog.now() - dt.timedelta(minutes=5)
    assert last_commit(git, blog.root)[1] == [path]


# A refused commit changes nothing

STEPS: list[tuple[str, Step]] = [
    ("set", lambda blog: blog.set(POST, {"title": "Autre titre"})),
    ("set_draft", lambda blog: set_draft(blog, POST, draft=True)),
    ("go_live", lambda blog: blog.bulk.apply(blog.bulk.publish_drafts([DRAFT]).require_all())),
    ("delete", lambda blog: blog.delete(POST)),
    ("rename", lambda blog: blog.rename(POST, "Autre titre")),
    ("rename in place", lambda blog: blog.rename(POST, "Le WIFI de l'hôtel")),
    ("duplicate", lambda blog: blog.duplicate(POST)),
]


@pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
def test_a_step_that_a_hook_refuses_puts_every_file_back(refusing: Blog, git: Git, step: Step) -> None:
    before = state_of(git, refusing.root)

    with pytest.raises(HookFailed) as error:
        step(refusing)

    assert "Orthographe : non." in error.value.words
    assert state_of(git, refusing.root) == before


@pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
def test_a_refused_step_keeps_the_text_that_was_not_committed_yet(
    refusing: Blog, git: Git, step: Step
) -> None:
    post = refusing.read(POST)
    refusing.save(post.with_body("Tapé depuis le dernier commit.\n"), post)
    before = state_of(git, refusing.root)

    with pytest.raises(HookFailed):
        step(refusing)

    assert state_of(git, refusing.root) == before


def test_a_refused_commit_of_a_new_post_leaves_it_untracked(refusing: Blog, git: Git) -> None:
    new = refusing.compose("Brouillon d’un soir")
    refusing.save(new, None)
    before = state_of(git, refusing.root)

    with pytest.raises(HookFailed):
        refusing.commit_post(new.path)

    assert state_of(git, refusing.root) == before


def test_a_refused_rename_of_a_new_post_keeps_its_old_name(refusing: Blog, git: Git) -> None:
    new = refusing.compose("Brouillon d’un soir")
    refusing.save(new, None)
    before = state_of(git, refusing.root)

    with pytest.raises(HookFailed):
        refusing.rename(new.path, "Le matin")

    assert state_of(git, refusing.root) == before


# What cannot be done at all


def test_a_header_that_cannot_be_read_is_not_changed(blog: Blog, git: Git) -> None:
    (blog.root / "posts" / "casse.md").write_text("---\ntitle: [\n---\nTexte\n", encoding="utf-8")
    before = state_of(git, blog.root)

    with pytest.raises(CannotEdit):
        blog.set("posts/casse.md", {"draft": True})
    with pytest.raises(CannotEdit):
        blog.rename("posts/casse.md", "Réparé")

    assert state_of(git, blog.root) == before


def test_a_post_that_is_gone_is_not_acted_on(blog: Blog, git: Git) -> None:
    (blog.root / POST).unlink()
    before = state_of(git, blog.root)
    for _, step in STEPS:
        with pytest.raises(FileMissing):
            step(blog)
    assert state_of(git, blog.root) == before


def test_a_new_link_that_leads_nowhere_is_committed_as_new(blog_folder: Path, git: Git) -> None:
    (blog_folder / "posts" / "lien.md").symlink_to("pas-encore.md")
    Blog.open(blog_folder).commit_post("posts/lien.md")
    assert git(blog_folder, "log", "-1", "--format=%s").startswith("Add: ")
    assert git(blog_folder, "status", "--porcelain") == ""
