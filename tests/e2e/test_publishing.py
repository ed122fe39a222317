"""Publishing at a terminal: one key when there is nothing to decide, and a way out at any moment."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.conftest import POST, Git

from .conftest import Open, check_ended, process_in
from .terminal import Terminal


@pytest.fixture
def stuck_remote(bare_remote: Path) -> Path:
    """The remote takes a push and never answers; the file returned gets the number of its process."""
    started = bare_remote / "started"
    os.mkfifo(started)
    hook = bare_remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho $$ > '{started}'\nexec sleep 1000\n", encoding="utf-8")
    hook.chmod(0o755)
    return started


def start_publishing(window: Terminal, started: Path) -> int:
    """Press the key and wait until the remote is at work; a descriptor that tells when it has ended."""
    window.wait_for("1 to publish")
    window.press("p")
    process = process_in(started, window)
    window.wait_for("publishing…")
    return process


def test_one_key_publishes_when_there_is_nothing_to_decide(
    ready_blog: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(ready_blog)
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("Published: 1 correction")
    window.wait_for("up to date with origin/main")
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Compte les bornes"


def test_a_key_pressed_twice_at_once_publishes_once_and_harms_nothing(
    ready_blog: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(ready_blog)
    window.wait_for("1 to publish")
    window.type("pp")
    window.wait_gone("to publish")
    window.wait_for("up to date with origin/main")
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Compte les bornes"
    window.press("q")
    assert window.wait_exit() == 0


def test_what_the_laptop_published_is_joined_and_shown(
    ready_blog: Path, other_clone: Path, terminal: Open, git: Git
) -> None:
    (other_clone / "posts" / "train.md").write_text(
        "---\ntitle: Écrit dans le train\n---\n", encoding="utf-8"
    )
    git(other_clone, "add", "posts")
    git(other_clone, "commit", "--quiet", "-m", "Depuis le train")
    git(other_clone, "push", "--quiet")

    window = terminal(ready_blog)
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("Published: 1 correction")
    window.wait_for("Taken in: ")
    window.wait_for("Écrit dans le train")
    window.wait_for("up to date with origin/main")


def test_escape_stops_a_publication_and_all_it_started(
    ready_blog: Path, stuck_remote: Path, terminal: Open
) -> None:
    window = terminal(ready_blog)
    process = start_publishing(window, stuck_remote)
    window.press("down", "up")
    window.press("escape")
    window.wait_for("Publication stopped")
    window.wait_for("1 to publish")
    check_ended(process)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_during_a_publication_ends_all_it_started(
    ready_blog: Path, stuck_remote: Path, terminal: Open, number: signal.Signals
) -> None:
    window = terminal(ready_blog)
    process = start_publishing(window, stuck_remote)
    window.send_signal(number)
    assert window.wait_exit() == 128 + number
    assert window.restored
    check_ended(process)


def test_quitting_during_a_publication_ends_all_it_started(
    ready_blog: Path, stuck_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(ready_blog)
    process = start_publishing(window, stuck_remote)
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored
    check_ended(process)
    assert git(ready_blog, "log", "-1", "--format=%s") == "Compte les bornes"


def test_a_small_screen_takes_a_correction_from_the_list_to_the_remote(
    published_blog: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(published_blog, size=(80, 24))
    window.wait_for("Le WiFi de l’hôtel")
    window.press("space")
    window.wait_for("canal 36")
    window.press("escape")
    window.wait_gone("canal 36")

    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type("**Trois** bornes. ")
    window.press("f4")
    window.wait_for(r"^ *Trois bornes\. Deux")
    window.press("f4")
    window.wait_for(r"\*\*Trois\*\* bornes")
    window.press("f9")
    window.wait_for("Edit: Le WiFi de l’hôtel")
    window.press("enter")
    window.wait_for("Published: 1 correction")
    assert "**Trois** bornes. Deux" in git(bare_remote, "show", f"main:{POST}")
