"""A step that fails, whatever the reason, leaves every file as it was."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import BlogwifiError, FileChanged, FileFailed, HookFailed, HookMended
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.repository import Repository

FAILURES = [HookFailed("non"), FileFailed("posts/a.md", errno.ENOSPC, "write")]
BEFORE = Post("posts/a.md", b"---\ntitle: A\n---\n\nAvant.\n")
AFTER = Post("posts/b.md", b"---\ntitle: B\n---\n\nAvant.\n")


@pytest.fixture(params=FAILURES, ids=lambda error: type(error).__name__)
def step(request: pytest.FixtureRequest, tmp_path: Path) -> Transaction:
    def refused(_paths: Sequence[str], _message: str) -> Commit:
        raise request.param

    (tmp_path / "posts").mkdir()
    (tmp_path / BEFORE.path).write_bytes(BEFORE.data)
    return Transaction(tmp_path, refused)


STEPS: dict[str, Callable[[Transaction], object]] = {
    "replace": lambda step: step.replace(BEFORE, Post(BEFORE.path, b"Autre.\n"), "m"),
    "add": lambda step: step.add(AFTER, "m"),
    "remove": lambda step: step.remove([BEFORE], "m", kept=[BEFORE.path]),
    "apply": lambda step: step.apply([FileChange(BEFORE.path, BEFORE.data, AFTER.data)], "m"),
    "move": lambda step: step.apply(
        [FileChange(AFTER.path, None, AFTER.data), FileChange(BEFORE.path, BEFORE.data, None)], "m"
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_cannot_be_committed_never_happened(name: str, step: Transaction, tmp_path: Path) -> None:
    with pytest.raises(BlogwifiError):
        STEPS[name](step)
    assert {file.name: file.read_bytes() for file in (tmp_path / "posts").iterdir()} == {"a.md": BEFORE.data}


def test_a_deleted_post_s_last_edits_are_kept_by_a_commit(blog_folder: Path, git: Callable[..., str]) -> None:
    blog = Blog.open(blog_folder)
    path = blog.posts()[0].path
    (blog_folder / path).write_text("Des mots qu’aucun commit n’a.\n", encoding="utf-8")
    blog.delete(path)
    assert git(blog_folder, "show", f"HEAD~1:{path}") == "Des mots qu’aucun commit n’a."
    assert not (blog_folder / path).exists()


def test_a_file_that_cannot_be_put_back_keeps_no_other_from_it(tmp_path: Path) -> None:
    def refused(_paths: Sequence[str], _message: str) -> Commit:
        (tmp_path / "b.md").write_bytes(b"another program's")
        raise HookFailed("non")

    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    changes = [FileChange(name, b"old", b"new") for name in ("a.md", "b.md")]
    with pytest.raises(FileChanged):
        Transaction(tmp_path, refused).apply(changes, "m")
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert (tmp_path / "b.md").read_bytes() == b"another program's"


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_putting_back_goes_on_past_a_file_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    names = ["a.md", "b.md", "c.md"]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    changes = [FileChange(name, b"old", b"new") for name in names]
    change = Transaction._change

    def failing(self: Transaction, each: FileChange) -> None:
        if (each.path, each.after) == (names[broken], b"old"):
            raise FileFailed(each.path, errno.EIO, "write")
        change(self, each)

    def refused(_paths: Sequence[str], _message: str) -> Commit:
        raise HookFailed("non")

    monkeypatch.setattr(Transaction, "_change", failing)
    with pytest.raises(FileFailed):
        Transaction(tmp_path, refused).apply(changes, "m")
    held = [(tmp_path / name).read_bytes() for name in names]
    assert held == [b"new" if number == broken else b"old" for number in range(3)]


def test_a_file_that_cannot_be_put_back_is_by_the_next_start(
    blog_folder: Path, monkeypatch: pytest.MonkeyPatch, git: Callable[..., str]
) -> None:
    blog = Blog.open(blog_folder)
    path = blog.posts()[0].path
    before = (blog_folder / path).read_bytes()
    change = Transaction._change

    def failing(self: Transaction, each: FileChange) -> None:
        if each.after == before:
            raise FileFailed(each.path, errno.ENOSPC, "write")
        change(self, each)

    def refused(*_given: object, **_named: object) -> Commit:
        raise HookFailed("non")

    with monkeypatch.context() as broken:
        broken.setattr(Transaction, "_change", failing)
        broken.setattr(Repository, "commit", refused)
        with pytest.raises(FileFailed):
            blog.set(path, {"draft": True})
    assert (blog_folder / path).read_bytes() != before
    assert len(Blog.open(blog_folder).recover()) == 1
    assert git(blog_folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("after", "held", "named", "asked"),
    [
        (b"new", b"mended", "a.md", 2),
        (b"new", None, "a.md", 2),
        (b"new", b"new", "a.md", 1),
        (b"new", b"another program's", "b.md", 1),
        (None, None, "a.md", 1),
        (None, b"mended", "a.md", 2),
    ],
    ids=["changed", "removed", "left alone", "changed by another", "left away", "made again"],
)
def test_a_commit_is_made_once_more_only_where_its_hook_changed_a_file_of_the_step(
    tmp_path: Path, after: bytes | None, held: bytes | None, named: str, asked: int
) -> None:
    file, calls = tmp_path / "a.md", []
    file.write_bytes(b"old")

    def mended(paths: Sequence[str], _message: str) -> Commit:
        calls.append(paths)
        if held is not None:
            file.write_bytes(held)
        else:
            file.unlink(missing_ok=True)
        raise HookMended("non", mended=(named,))

    with pytest.raises(HookMended):
        Transaction(tmp_path, mended).apply([FileChange("a.md", b"old", after)], "m")
    assert len(calls) == asked
