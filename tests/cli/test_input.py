"""Text on standard input: taken where it is asked for, never dropped in silence; ``edit``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import POST

Git = Callable[..., str]
PROGRAM = [sys.executable, "-m", "blogwifi_tui"]


def given(folder: Path, text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A command with ``text`` in a pipe as its standard input."""
    return subprocess.run([*PROGRAM, *arguments], cwd=folder, input=text, capture_output=True, check=False)


def count(git: Git, folder: Path) -> str:
    return git(folder, "rev-list", "--count", "HEAD")


def test_a_new_post_takes_its_text_from_standard_input(blog_folder: Path, git: Git) -> None:
    made = given(blog_folder, "\n\nPremier.\r\nSecond été.".encode(), "new", "Neuf", "--body", "-")
    assert (made.returncode, made.stderr) == (0, b"")
    text = (blog_folder / made.stdout.decode().strip()).read_text(encoding="utf-8")
    assert text.endswith("---\n\nPremier.\nSecond été.\n")
    assert count(git, blog_folder) == "2"


def test_a_text_may_stand_on_the_command_line(blog_folder: Path, run: Run) -> None:
    path = run(blog_folder, "new", "Neuf", "--body", "Une phrase.").out.strip()
    assert (blog_folder / path).read_text(encoding="utf-8").endswith("---\n\nUne phrase.\n")


def test_text_that_nobody_asked_for_is_not_dropped_in_silence(
    blog_folder: Path, git: Git, tmp_path: Path
) -> None:
    refused = given(blog_folder, b"texte\n", "new", "Neuf")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"--body -" in refused.stderr
    (tmp_path / "texte").write_text("texte\n", encoding="utf-8")
    with (tmp_path / "texte").open("rb") as file:
        done = subprocess.run([*PROGRAM, "new", "Neuf"], cwd=blog_folder, stdin=file, check=False)
    assert done.returncode == 2
    assert count(git, blog_folder) == "1"
    assert given(blog_folder, b"", "new", "Neuf").returncode == 0


def test_edit_gives_a_post_the_text_in_one_commit_and_keeps_its_header(blog_folder: Path, git: Git) -> None:
    before = (blog_folder / POST).read_bytes()
    done = given(blog_folder, b"Autre texte.\n", "edit", "hotel")
    assert (done.returncode, done.stdout.decode()) == (0, f"{POST}\n")
    header = before[: before.index(b"\n\n") + 2]
    assert (blog_folder / POST).read_bytes() == header + b"Autre texte.\n"
    assert count(git, blog_folder) == "2"
    assert given(blog_folder, b"Autre texte.\n", "edit", "hotel", "--body", "-").returncode == 0
    assert count(git, blog_folder) == "2"


def test_edit_keeps_the_words_that_no_commit_held_and_the_line_ends(blog_folder: Path, git: Git) -> None:
    file = blog_folder / "posts" / "crlf.md"
    file.write_bytes(b"---\r\ntitle: A\r\n---\r\n\r\nAvant.\r\n")
    assert given(blog_folder, b"Un.\n\nDeux.\n", "edit", "crlf").returncode == 0
    assert file.read_bytes() == b"---\r\ntitle: A\r\n---\r\n\r\nUn.\r\n\r\nDeux.\r\n"
    assert "Avant." in git(blog_folder, "show", "HEAD~1:posts/crlf.md")


@pytest.mark.parametrize(
    ("text", "word"), [(b"", "no text on standard input"), (b" \n", "no text"), (b"\xff", "not UTF-8")]
)
@pytest.mark.parametrize(
    "verb", [["edit", "hotel"], ["edit", "hotel", "--body", "-"], ["new", "B", "--body", "-"]]
)
def test_what_is_no_text_changes_nothing(
    blog_folder: Path, git: Git, verb: list[str], text: bytes, word: str
) -> None:
    refused = given(blog_folder, text, *verb)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert word in refused.stderr.decode()
    assert (count(git, blog_folder), git(blog_folder, "status", "--porcelain")) == ("1", "")


def test_what_show_prints_raw_is_given_back_as_the_whole_post(blog_folder: Path, git: Git, run: Run) -> None:
    before = (blog_folder / POST).read_bytes()
    assert given(blog_folder, before, "edit", "hotel", "--body", "-").returncode == 0
    assert (blog_folder / POST).read_bytes() == before
    after = before.replace(b"title: ", b"title: Le ", 1)
    assert given(blog_folder, after, "edit", "hotel", "--body", "-").returncode == 0
    assert (blog_folder / POST).read_bytes() == after
    assert count(git, blog_folder) == "2"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        (b"---\ntitle: [a\n---\n\nb\n", ["edit", "hotel", "--body", "-"]),
        (b"---\ntitle: A\n---\n\nb\n", ["new", "B", "--body", "-"]),
        (b"un\0deux\n", ["edit", "hotel", "--body", "-"]),
        (b"un\x1b[31mdeux\n", ["edit", "hotel"]),
        (b"", ["edit", "hotel", "--body", "un\x1bdeux"]),
    ],
)
def test_a_header_that_cannot_be_meant_and_control_characters_are_refused(
    blog_folder: Path, git: Git, text: bytes, verb: list[str]
) -> None:
    refused = given(blog_folder, text, *verb)
    assert (refused.returncode, refused.stdout) == (2, b""), refused.stderr
    assert (count(git, blog_folder), git(blog_folder, "status", "--porcelain")) == ("1", "")


def test_a_rule_that_opens_a_text_is_no_header(blog_folder: Path) -> None:
    assert given(blog_folder, b"---\n\nUn texte.\n", "edit", "hotel", "--body", "-").returncode == 0
    assert (blog_folder / POST).read_bytes().endswith(b"---\n\nUn texte.\n")


def test_a_post_that_cannot_be_read_is_left_and_no_key_is_named(blog_folder: Path, run: Run) -> None:
    (blog_folder / POST).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    ran = run(blog_folder, "edit", "hotel", "--body", "hello")
    assert ran.status == 1
    assert f"The front matter of {POST} cannot be read, so nothing was changed." in ran.err


def test_edit_without_a_terminal_and_a_text_says_what_to_give(blog_folder: Path, run: Run) -> None:
    ran = run(blog_folder, "edit", "hotel")
    assert (ran.status, ran.out) == (2, "")
    assert "--body -" in ran.err


def test_edit_on_a_terminal_opens_the_editor_and_commits_what_it_changed(
    blog_folder: Path, run: Run, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editeur"
    editor.write_text('#!/bin/sh\nprintf "Écrit ailleurs.\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr("sys.stdin", os.fdopen(os.dup(0)))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert run(blog_folder, "edit", "hotel").out == f"{POST}\n"
    assert git(blog_folder, "show", f"HEAD:{POST}").endswith("Écrit ailleurs.")
    monkeypatch.setenv("EDITOR", "true")
    assert run(blog_folder, "edit", "hotel").status == 0
    assert count(git, blog_folder) == "2"
