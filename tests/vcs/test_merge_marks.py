"""Marks of a merge in a text are seen before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import MarksInMerge
from blogwifi_tui.vcs.merge_marks import marks
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer

Git = Callable[..., str]
Write = Callable[..., str]
TORN = "Un.\n<<<<<<< HEAD\nMoi.\n=======\nEux.\n>>>>>>> origin/main\nFin.\n"
SHA = "a" * 40


@pytest.mark.parametrize("path", ["posts/un.md", "a-propos.html", "data/menu.yaml", "été œuvre.txt"])
def test_marks_in_any_text_stop_the_publication_until_they_are_gone(
    published: Repository, write: Write, git: Git, path: str
) -> None:
    published.commit([write(published.root, path, TORN)], "Fusion")
    there = git(published.root, "rev-parse", "origin/main")
    with pytest.raises(MarksInMerge) as stopped:
        Synchronizer(published).publish()
    assert stopped.value.paths == (path,)
    assert git(published.root, "ls-remote", "origin", "main").split()[0] == there
    published.commit([write(published.root, path, "Un.\nEux.\nFin.\n")], "Réparé")
    assert Synchronizer(published).publish().pushed == 2


@pytest.mark.parametrize("path", ["posts/b.md", "page.md"])
def test_marks_that_the_other_side_published_stop_the_join_from_going_out(
    published: Repository, write: Write, git: Git, other_clone: Path, bare_remote: Path, path: str
) -> None:
    write(other_clone, path, TORN)
    git(other_clone, "add", path)
    git(other_clone, "commit", "--quiet", "-m", "Là-bas")
    git(other_clone, "push", "--quiet")
    before = git(bare_remote, "rev-parse", "main")
    write(published.root, "posts/a.md", "Ici.\n")
    published.commit(["posts/a.md"], "Ici")
    for _again in range(2):
        with pytest.raises(MarksInMerge) as stopped:
            Synchronizer(published).publish()
        assert stopped.value.paths == (path,)
    assert git(bare_remote, "rev-parse", "main") == before
    write(published.root, path, "Mendé.\n")
    published.commit([path], "Mende")
    Synchronizer(published).publish()
    assert git(bare_remote, "show", f"main:{path}") == "Mendé."


def test_marks_that_are_there_already_do_not_stop_what_comes_after(
    published: Repository, write: Write, git: Git
) -> None:
    published.commit([write(published.root, "vieux.txt", TORN)], "Vieux")
    git(published.root, "push", "--quiet")
    published.commit([write(published.root, "vieux.txt", TORN + "Encore.\n")], "Encore")
    assert Synchronizer(published).publish().pushed == 1


FOUND = {
    "crlf": TORN.replace("\n", "\r\n"),
    "without names": TORN.replace(" HEAD", "").replace(" origin/main", ""),
    "with the common past": TORN.replace("=======", "||||||| abc\nAvant.\n======="),
    "twice begun": "<<<<<<< a\n" + TORN,
    "in a block of code, by a merge made here": f"```\n{TORN.replace('HEAD', SHA)}```\n",
    "that tear a block of code": TORN.replace("Moi.", "```\nMoi."),
    "after a block of code": f"```\nx\n```\n{TORN}",
}
NOT_FOUND = {
    "a block of code": f"```text\n{TORN}```\n",
    "a longer fence": f"~~~~\n~~~\n{TORN}~~~~\n",
    "a rule": "Titre\n=======\n\nTexte.\n",
    "unfinished": "<<<<<<< HEAD\nMoi.\n=======\n",
    "indented": TORN.replace("\n", "\n    "),
    "eight": TORN.replace("<<<<<<<", "<<<<<<<<"),
    "a quotation": ">>>>>>> a\n=======\n<<<<<<< b\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_marks_of_every_style_are_found(name: str) -> None:
    assert list(marks(FOUND[name].encode()))


@pytest.mark.parametrize("name", NOT_FOUND)
def test_what_is_no_mark_or_is_meant_to_be_read_is_left_alone(name: str) -> None:
    assert not list(marks(NOT_FOUND[name].encode()))
