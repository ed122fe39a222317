"""A step that an earlier run was killed in: what the next start makes of it, and what it leaves alone."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from blogwifi_tui.content.atomic import clear_leftovers, write_new
from blogwifi_tui.core import step_recovery
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.step_journal import StepJournal, was_interrupted
from blogwifi_tui.core.step_recovery import Ending
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import FileFailed, HookFailed
from blogwifi_tui.i18n.result_messages import recovered
from tests.conftest import POST, Git

OTHER = "posts/la-gare.md"


class Killed(BaseException):
    """Stands for a kill: nothing of the program catches it."""


@pytest.fixture
def blog(blog_folder: Path, git: Git) -> Blog:
    (blog_folder / OTHER).write_text("---\ntitle: La gare\n---\n\nTexte.\n", encoding="utf-8")
    git(blog_folder, "add", "posts")
    git(blog_folder, "commit", "--quiet", "-m", "La gare")
    return Blog.open(blog_folder)


def changes(blog: Blog, *paths: str) -> list[FileChange]:
    return [FileChange(path, (blog.root / path).read_bytes(), f"Neuf : {path}\n".encode()) for path in paths]


def killed(blog: Blog, step: Sequence[FileChange], commit: Callable[[], object]) -> None:
    """Make the changes of ``step``, and be killed where ``commit`` raises."""

    def committing(_paths: Sequence[str], _message: str) -> None:
        commit()
        raise Killed

    journal = StepJournal(blog.root, blog._repository.head)
    with pytest.raises(Killed):
        Transaction(blog.root, committing, journal).apply(step, "Étiquettes")  # type: ignore[arg-type]


def test_what_somebody_wrote_after_the_kill_is_left_and_named(blog: Blog) -> None:
    before = (blog.root / POST).read_bytes()
    killed(blog, changes(blog, POST, OTHER), lambda: None)
    (blog.root / OTHER).write_text("Écrit depuis.\n", encoding="utf-8")
    (step,) = Blog.open(blog.root).recover()
    assert (step.ending, step.left) == (Ending.TAKEN_BACK, (OTHER,))
    assert (blog.root / POST).read_bytes() == before
    assert (blog.root / OTHER).read_text(encoding="utf-8") == "Écrit depuis.\n"
    assert recovered(step) == (
        "“Étiquettes” was interrupted, and has been taken back: do it again if you like. "
        f"These were changed since, and are left as they are: {OTHER}."
    )


@pytest.mark.parametrize("written", [b"\xc3\x89crit depuis.\n", b""], ids=["words", "nothing"])
def test_what_somebody_made_of_a_file_after_the_kill_stays(blog: Blog, written: bytes) -> None:
    new = "posts/neuf.md"
    killed(blog, [*changes(blog, POST), FileChange(new, None, b"Neuf.\n")], lambda: None)
    (blog.root / new).write_bytes(b"Autre chose.\n")
    (blog.root / POST).write_bytes(written)
    (step,) = Blog.open(blog.root).recover()
    assert (step.ending, set(step.left)) == (Ending.TAKEN_BACK, {new, POST})
    assert (blog.root / new).read_bytes() == b"Autre chose.\n"
    assert (blog.root / POST).read_bytes() == written


def test_a_new_file_that_has_its_name_and_no_text_yet_goes_with_the_step(blog: Blog) -> None:
    new = blog.root / "posts" / "neuf.md"
    killed(blog, [FileChange("posts/neuf.md", None, b"Neuf.\n")], lambda: new.write_bytes(b""))
    (step,) = Blog.open(blog.root).recover()
    assert (step.ending, step.left) == (Ending.TAKEN_BACK, ())
    assert not new.exists()


def test_a_post_that_was_to_be_deleted_is_there_again(blog: Blog) -> None:
    before = (blog.root / POST).read_bytes()
    killed(blog, [FileChange(POST, before, None)], lambda: None)
    assert not (blog.root / POST).exists()
    (step,) = Blog.open(blog.root).recover()
    assert (step.ending, step.left) == (Ending.TAKEN_BACK, ())
    assert (blog.root / POST).read_bytes() == before


@pytest.mark.parametrize("refused", [False, True], ids=["made", "put back"])
def test_a_step_that_ended_leaves_nothing_to_recover(blog: Blog, refused: bool) -> None:
    def commit(_paths: Sequence[str], _message: str) -> None:
        assert was_interrupted(blog.root)
        if refused:
            raise HookFailed("non")

    step = Transaction(blog.root, commit, StepJournal(blog.root, blog._repository.head))  # type: ignore[arg-type]
    try:
        step.apply(changes(blog, POST), "Étiquettes")
    except HookFailed:
        assert refused
    assert not was_interrupted(blog.root)


def test_a_step_whose_commit_was_made_is_done_and_can_be_undone(blog: Blog, git: Git) -> None:
    step = changes(blog, POST, OTHER)

    def commit() -> None:
        git(blog.root, "commit", "--quiet", "-m", "Étiquettes", "--", POST, OTHER)

    killed(blog, step, commit)
    again = Blog.open(blog.root)
    (ended,) = again.recover()
    assert ended.ending is Ending.FINISHED
    assert "it is done" in recovered(ended)
    assert again.last_change().subject == "Étiquettes"
    assert again.recover() == ()


def test_an_index_that_git_had_no_time_for_is_mended(blog: Blog, git: Git) -> None:
    step = changes(blog, POST, OTHER)
    index = (blog.root / ".git" / "index").read_bytes()

    def commit() -> None:
        git(blog.root, "commit", "--quiet", "-m", "Étiquettes", "--", POST, OTHER)
        (blog.root / ".git" / "index").write_bytes(index)

    killed(blog, step, commit)
    Blog.open(blog.root).recover()
    assert git(blog.root, "status", "--porcelain") == ""


def test_a_step_of_a_living_process_is_left_to_it(blog: Blog) -> None:
    journal = StepJournal(blog.root, blog._repository.head)
    (change,) = changes(blog, POST)
    with journal.step([change], "Étiquettes"):
        (blog.root / POST).write_bytes(change.after or b"")
        assert Blog.open(blog.root).recover() == ()
        assert (blog.root / POST).read_bytes() == change.after


def test_a_damaged_note_is_set_aside_once_and_ends_nothing(blog: Blog) -> None:
    killed(blog, changes(blog, POST), lambda: None)
    (note,) = (blog.root / ".git" / "blogwifi-steps").iterdir()
    note.write_bytes(note.read_bytes()[:-3])
    (step,) = Blog.open(blog.root).recover()
    assert step.ending is Ending.UNREADABLE
    assert Path(step.aside).exists()
    assert step.aside in recovered(step)
    assert Blog.open(blog.root).recover() == ()


@pytest.mark.parametrize("garbage", [b"", b"{}", b"[]\n", b'{"files": 3, "texts": 1}\n', b"\xff\0"])
def test_no_note_ends_the_program(blog: Blog, garbage: bytes) -> None:
    folder = blog.root / ".git" / "blogwifi-steps"
    folder.mkdir()
    (folder / "aaaaaaaaaaaa.step").write_bytes(garbage)
    assert [step.ending for step in blog.recover()] == [Ending.UNREADABLE]


def test_a_note_cannot_lead_out_of_the_blog(blog: Blog, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("privé", encoding="utf-8")
    journal = StepJournal(blog.root, blog._repository.head)
    with pytest.raises(Killed), journal.step([FileChange("../outside.txt", b"other", "privé".encode())], "M"):
        raise Killed
    (step,) = blog.recover()
    assert step.left == ("../outside.txt",)
    assert outside.read_text(encoding="utf-8") == "privé"


def test_without_room_for_the_note_nothing_is_touched(blog: Blog) -> None:
    before = (blog.root / POST).read_bytes()
    (blog.root / ".git" / "blogwifi-steps").write_text("no folder", encoding="utf-8")
    with pytest.raises(FileFailed):
        blog.set(POST, {"draft": True})
    assert (blog.root / POST).read_bytes() == before


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_of_a_disk_that_takes_no_note_the_post_is_named(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("blogwifi_tui.core.step_journal.own_folder", fail)
    with pytest.raises(FileFailed) as refused:
        blog.set(POST, {"draft": True})
    assert (refused.value.path == POST) == (number != errno.EACCES)


@pytest.mark.parametrize(
    ("call", "number"), [("fsync", errno.ENOSPC), ("write", errno.ENOSPC), ("open", errno.ENOENT)]
)
def test_a_note_that_cannot_be_written_stops_the_step_and_leaves_nothing(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    before = (blog.root / POST).read_bytes()
    step = Transaction(blog.root, fail, StepJournal(blog.root, lambda: None))
    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(FileFailed) as failed:
            step.apply([FileChange(POST, before, b"Neuf.\n")], "M")
    assert (failed.value.errno, failed.value.action) == (number, "write")
    assert not [*(blog.root / ".git").rglob("*.part")]
    assert (blog.root / POST).read_bytes() == before


def test_a_note_is_safe_on_the_disk_before_the_step_begins(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_dir = blog.root / ".git"
    steps = git_dir / "blogwifi-steps"
    fsync, synced = os.fsync, []

    def watched(descriptor: int) -> None:
        status = os.fstat(descriptor)
        folders = [each.name for each in (steps, git_dir) if os.path.samestat(each.stat(), status)]
        names = [file.suffix for file in steps.iterdir()]
        synced.append((folders[0] if stat.S_ISDIR(status.st_mode) else "note", names))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    with StepJournal(blog.root, lambda: None).step(changes(blog, POST), "M"):
        assert synced == [
            ("note", [".part"]),
            ("blogwifi-steps", [".step"]),
            (".git", [".step"]),
        ]


def test_a_note_lies_in_the_git_folder_of_a_linked_work_tree(blog: Blog, git: Git, tmp_path: Path) -> None:
    git(blog.root, "worktree", "add", "--quiet", str(tmp_path / "linked"))
    linked = Blog.open(tmp_path / "linked")
    before = (linked.root / POST).read_bytes()
    killed(linked, changes(linked, POST), lambda: None)
    scratch = blog.root / ".git" / "worktrees" / "linked" / "blogwifi-a1b2c3d4"
    scratch.mkdir()
    assert blog.recover() == ()
    assert [step.ending for step in Blog.open(linked.root).recover()] == [Ending.TAKEN_BACK]
    assert not scratch.exists()
    assert (linked.root / POST).read_bytes() == before


def test_steps_of_a_blog_in_a_subfolder_are_taken_back(blog: Blog, git: Git) -> None:
    inner = blog.root / "sites" / "wifi"
    (inner / "posts").mkdir(parents=True)
    (inner / "blogwifi.toml").write_text('[blog]\nposts = "posts"\n', encoding="utf-8")
    (inner / "posts" / "a.md").write_text("Avant.\n", encoding="utf-8")
    git(blog.root, "add", "sites")
    git(blog.root, "commit", "--quiet", "-m", "Site")
    inside = Blog.open(inner)
    killed(inside, [FileChange("posts/a.md", b"Avant.\n", b"Neuf.\n")], lambda: None)
    assert [step.ending for step in Blog.open(inner).recover()] == [Ending.TAKEN_BACK]
    assert (inner / "posts" / "a.md").read_bytes() == b"Avant.\n"


def test_a_listing_clears_what_a_killed_save_left_and_nothing_else(blog: Blog) -> None:
    posts = blog.root / "posts"
    for name in (".blogwifi-0123456789ab.tmp", ".blogwifi-mine.tmp", "blogwifi-0123456789ab.tmp"):
        (posts / name).write_text("a", encoding="utf-8")
    blog.posts()
    assert {path.name for path in posts.iterdir() if "blogwifi" in path.name} == {
        ".blogwifi-mine.tmp",
        "blogwifi-0123456789ab.tmp",
    }


def test_what_a_living_writer_has_beside_a_file_is_not_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, seen = os.fsync, []

    def look(descriptor: int) -> None:
        clear_leftovers(tmp_path)
        seen.extend(path.name for path in tmp_path.iterdir())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    write_new(tmp_path / "a.md", b"a")
    assert seen[0].startswith(".blogwifi-")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_the_folder_of_a_killed_merge_is_cleared(blog: Blog) -> None:
    left = blog.root / ".git" / "blogwifi-a1b2c3d4"
    left.mkdir()
    (left / "index").write_text("", encoding="utf-8")
    assert blog.recover() == ()
    assert not left.exists()


def test_the_locks_of_a_git_killed_with_its_program_go_with_the_step(blog: Blog) -> None:
    killed(blog, changes(blog, POST), (blog.root / ".git" / "index.lock").touch)
    assert [step.ending for step in Blog.open(blog.root).recover()] == [Ending.TAKEN_BACK]
    assert not (blog.root / ".git" / "index.lock").exists()


def test_a_lock_that_is_older_than_the_step_stays_and_so_does_the_note(blog: Blog) -> None:
    lock = blog.root / ".git" / "index.lock"

    def locked() -> None:
        lock.touch()
        os.utime(lock, (1, 1))

    killed(blog, changes(blog, POST), locked)
    (step,) = Blog.open(blog.root).recover()
    assert step.ending is Ending.FAILED
    assert "lock" in recovered(step)
    lock.unlink()
    assert [step.ending for step in Blog.open(blog.root).recover()] == [Ending.TAKEN_BACK]


def test_a_commit_of_files_as_they_are_that_was_not_made_is_told(blog: Blog) -> None:
    before = (blog.root / POST).read_bytes()
    journal = StepJournal(blog.root, blog._repository.head)
    with pytest.raises(Killed), journal.step([FileChange(POST, None, None)], "Un été"):
        raise Killed
    (step,) = Blog.open(blog.root).recover()
    assert step.ending is Ending.NOT_COMMITTED
    assert (blog.root / POST).read_bytes() == before


def test_of_a_step_that_was_committed_by_halves_the_rest_is_taken_back(blog: Blog, git: Git) -> None:
    before = (blog.root / OTHER).read_bytes()
    killed(
        blog,
        changes(blog, POST, OTHER),
        lambda: git(blog.root, "commit", "--quiet", "-m", "Un seul", "--", POST),
    )
    (step,) = Blog.open(blog.root).recover()
    assert (step.ending, step.left) == (Ending.TAKEN_BACK, (POST,))
    assert (blog.root / OTHER).read_bytes() == before
    assert git(blog.root, "status", "--porcelain") == ""


def test_a_join_that_another_window_is_at_is_left_to_it_and_one_that_cannot_be_taken_back_is_told(
    blog: Blog, git: Git
) -> None:
    move, lock = blog.root / ".git" / "blogwifi-move", blog.root / ".git" / "index.lock"
    move.mkdir()
    told = {"old": git(blog.root, "rev-parse", "HEAD"), "new": "0" * 40, "kept": {}, "folders": []}
    (move / "move.json").write_text(json.dumps(told), encoding="utf-8")
    lock.touch()
    os.utime(lock, (1, 1))
    descriptor = os.open(move, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    assert blog.recover() == ()
    os.close(descriptor)
    assert [step.ending for step in blog.recover()] == [Ending.FAILED]
    assert lock.exists()


@pytest.mark.parametrize("ends", [True, False])
def test_a_git_that_outlived_its_program_is_waited_for_a_while(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    killed(blog, changes(blog, POST), lambda: None)
    looks = iter([True, False])
    with monkeypatch.context() as busy:
        busy.setattr(step_recovery, "git_is_at_work", lambda _git: next(looks) if ends else True)
        if not ends:
            busy.setattr(step_recovery, "LONGEST_WAIT", 0.0)
        (step,) = blog.recover()
    assert step.ending is (Ending.TAKEN_BACK if ends else Ending.UNDER_WAY)
    assert len(blog.recover()) == (0 if ends else 1), "the next start looks again"
