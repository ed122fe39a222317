"""Two windows of this program on one blog and one post: each sees the other's work, and nothing is lost."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from blogwifi_tui.core.recovery import found
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST, Git

from .conftest import Open, wait_copied
from .terminal import Terminal

TEXT = "---\ntitle: Le WiFi de l’hôtel\ndate: 2026-05-12\n---\n\nPremier.\n\nDeuxième.\n\nTroisième.\n"


@pytest.fixture
def windows(blog_folder: Path, git: Git, terminal: Open) -> tuple[Terminal, Terminal]:
    """Both have the post open."""
    (blog_folder / POST).write_text(TEXT, encoding="utf-8")
    git(blog_folder, "commit", "--quiet", "--all", "-m", "Trois paragraphes")
    both = terminal(blog_folder), terminal(blog_folder)
    for window in both:
        window.wait_for("Troisième")
        window.press("enter")
        window.wait_for("line 1, column 1")
    return both


def save(window: Terminal) -> None:
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")


def test_what_one_saves_the_other_shows(windows: tuple[Terminal, Terminal], blog_folder: Path) -> None:
    one, other = windows
    one.type("Ici. ")
    save(one)
    other.wait_for("Ici. Premier.")
    other.wait_for("Another program changed this post")
    other.type("Là. ")
    save(other)
    one.wait_for("Là. Ici. Premier.")
    assert "Là. Ici. Premier.\n" in (blog_folder / POST).read_text(encoding="utf-8")


def test_what_both_write_apart_is_joined(
    windows: tuple[Terminal, Terminal], blog_folder: Path, git: Git
) -> None:
    one, other = windows
    other.press("ctrl+end")
    other.type("Autre fin.")
    other.wait_for("not saved")
    one.type("Ici. ")
    save(one)
    other.wait_for("its words and yours are joined here")
    other.wait_for("Ici. Premier.")
    save(other)
    text = (blog_folder / POST).read_text(encoding="utf-8")
    assert "Ici. Premier." in text
    assert text.rstrip().endswith("Autre fin.")
    assert git(blog_folder, "status", "--porcelain") == ""
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "4"


def test_what_both_write_in_one_place_is_asked_about_and_both_texts_are_kept(
    windows: tuple[Terminal, Terminal], blog_folder: Path
) -> None:
    one, other = windows
    other.type("Là. ")
    other.wait_for("not saved")
    one.type("Ici. ")
    save(one)
    other.wait_for("saving asks what to keep")
    other.press("ctrl+s")
    other.wait_for("Another program changed this post")
    other.press("ctrl+s")
    other.wait_for("Add: ")
    texts = [file.read_text(encoding="utf-8") for file in (blog_folder / "posts").iterdir()]
    assert sorted("Ici. " in text for text in texts) == [False, True]
    assert sorted("Là. " in text for text in texts) == [False, True]


def test_a_window_that_is_killed_leaves_its_text_to_the_other(
    windows: tuple[Terminal, Terminal], blog_folder: Path
) -> None:
    one, other = windows
    other.press("escape")
    other.wait_for("1 post")
    one.type("Ici. ")
    one.wait_for(r"copy \d\d:\d\d:\d\d")
    wait_copied(one, "Ici. ")
    other.press("enter")
    other.wait_for("line 1, column 1")  # a window at work keeps its copy to itself
    other.press("escape")
    other.wait_for("1 post")
    one.send_signal(signal.SIGKILL)
    one.wait_exit()
    assert ["Ici. " in copy.text for copy in found(recovery_dir(), blog_folder)] == [True]
    other.press("enter")
    other.wait_to_answer(r"\+ ?Ici\. Premier")
    other.press("enter")
    other.wait_for("line 1, column 6 .*not saved")
