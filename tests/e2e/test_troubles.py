"""What is missing or gone, met in the program: a sentence, a next step, and the way on from there."""

from __future__ import annotations

import shutil
from pathlib import Path

from blogwifi_tui.core.trust import agree_to_all, open_guarded
from tests.conftest import POST, Git

from .conftest import Open
from .terminal import Terminal


def write_in(window: Terminal, words: str) -> None:
    """Open the post under the cursor, type at its start, and ask for a commit with the proposed message."""
    window.wait_for("Le WiFi de l’hôtel")
    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type(words)
    window.wait_for("not saved")
    window.press("ctrl+s")
    window.wait_for("Edit: Le WiFi de l’hôtel")
    window.press("enter")


def quit_from_the_list(window: Terminal) -> None:
    """Leave the program as a person does, and look that it cleans up."""
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored


def test_without_a_name_the_offered_form_is_enough_to_commit(
    blog_folder: Path, no_identity: None, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    write_in(window, "Trois bornes. ")

    window.wait_for("Who are you")
    window.type("Renée Œillet")
    window.press("enter")
    window.wait_to_write_below("E-mail")
    window.type("renee@example.org")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")

    assert git(blog_folder, "log", "-1", "--format=%an <%ae>: %s") == (
        "Renée Œillet <renee@example.org>: Edit: Le WiFi de l’hôtel"
    )
    assert "Trois bornes. Deux bornes" in git(blog_folder, "show", f"HEAD:{POST}")
    assert git(blog_folder, "config", "--local", "user.name") == "Renée Œillet"


def test_closing_the_form_keeps_the_text_and_says_what_to_do(
    blog_folder: Path, no_identity: None, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    write_in(window, "Trois bornes. ")
    window.wait_for("Who are you")
    window.press("escape")

    window.wait_for("Your text is saved")
    window.wait_for("git config --global")
    assert "Trois bornes. " in (blog_folder / POST).read_text(encoding="utf-8")
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"
    window.press("ctrl+s")
    window.wait_for("Edit: Le WiFi de l’hôtel")


def test_without_a_remote_its_address_is_asked_for_and_used(
    blog_folder: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    window.wait_for("not published yet")
    window.press("p")
    window.wait_for("Where to publish")
    window.paste(str(bare_remote))
    window.press("enter")
    window.wait_for("Published: 1 new post")
    window.wait_for("up to date with origin/main")
    assert git(bare_remote, "rev-parse", "main") == git(blog_folder, "rev-parse", "HEAD")
    quit_from_the_list(window)


def test_a_remote_that_is_gone_leaves_the_post_safe_and_says_so(
    published_blog: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    shutil.rmtree(bare_remote)
    window = terminal(published_blog)
    write_in(window, "Trois bornes. ")
    window.wait_for("commit [0-9a-f]{7}")
    window.press("escape")
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("There is no repository at the address of origin")
    window.wait_to_answer("Change the address")
    window.press("n")
    window.wait_for("Your post is safe .commit [0-9a-f]{7}")
    window.wait_for("1 to publish")
    assert git(published_blog, "log", "-1", "--format=%s") == "Edit: Le WiFi de l’hôtel"
    quit_from_the_list(window)


def test_a_hook_that_refuses_is_quoted_and_the_text_stays(
    blog_folder: Path, terminal: Open, git: Git
) -> None:
    hook = blog_folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Orthographe : « borne » !' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(open_guarded(blog_folder))
    window = terminal(blog_folder)
    write_in(window, "Trois bornes. ")

    window.wait_for("Your text is saved")
    window.wait_for("Orthographe : « borne » !")
    assert "Trois bornes. " in (blog_folder / POST).read_text(encoding="utf-8")
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"


def test_without_a_repository_posts_are_written_and_keys_say_what_is_missing(
    tmp_path: Path, terminal: Open
) -> None:
    blog = tmp_path / "sans-git"
    (blog / "posts").mkdir(parents=True)
    (blog / "blogwifi.toml").touch()
    (blog / "posts" / "ici.md").write_text("# Ici\n\nDu texte.\n", encoding="utf-8")
    window = terminal(blog)
    window.wait_for("1 post")
    window.press("p")
    window.wait_for("not a git repository")
    window.wait_for("blogwifi init")

    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type("Écrit ")
    window.press("ctrl+s")
    window.wait_for("saved")
    window.wait_for("Saved.* not a git repository")
    assert (blog / "posts" / "ici.md").read_text(encoding="utf-8").startswith("Écrit # Ici")
    window.press("escape")
    window.wait_for("1 post ")
    quit_from_the_list(window)


def test_without_git_posts_are_shown_and_the_sentence_says_how_to_get_it(
    blog_folder: Path, tmp_path: Path, terminal: Open
) -> None:
    window = terminal(blog_folder, env={"PATH": str(tmp_path / "rien")})
    window.wait_for("canal 36")
    window.wait_for("git is not installed")
    window.wait_for("apt install git")
    window.press("p")
    window.wait_for("git is not installed")
    quit_from_the_list(window)


def test_no_blog_is_said_before_anything_is_drawn(tmp_path: Path, terminal: Open) -> None:
    window = terminal(tmp_path)
    assert window.wait_exit() == 1
    assert "There is no blog" in window.screen_text()
    assert "blogwifi demo" in window.screen_text()
    assert b"\x1b" not in window.raw
