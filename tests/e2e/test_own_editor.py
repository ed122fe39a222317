"""The person's own editor, lent the terminal: its text comes back, and undo goes back before it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from .conftest import Open, check_ended, process_in
from .terminal import Terminal, open_editor

SCRIPT = """\
#!/bin/sh
[ "$1" = --wait ] || exit 7
printf 'Écrit ailleurs.\\n' >> "$2"
"""
RETITLE = """\
#!/bin/sh
sed -i 's/^title: /title: Ailleurs, /' "$2"
"""
WINDOWS_1252 = """\
#!/bin/sh
printf '\\311crit en Windows.\\n' > "$2"
"""


def editor(folder: Path, script: str) -> dict[str, str | None]:
    """A command with an argument, as ``code --wait`` is one, in a folder with a space."""
    program = folder / "mon éditeur"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    return {"VISUAL": f"'{program}' --wait"}


def test_what_the_own_editor_wrote_comes_back_and_can_be_undone(
    blog_folder: Path, tmp_path: Path, terminal: Open
) -> None:
    file = next((blog_folder / "posts").iterdir())
    before = file.read_text(encoding="utf-8")
    window = terminal(blog_folder, env=editor(tmp_path, SCRIPT))
    window.wait_for("1 post")
    window.press("enter")
    window.wait_for("Deux bornes")
    window.type("Un mot. ")
    window.wait_for(r"Un mot\. Deux")
    window.press("ctrl+g")
    window.wait_for(r"Écrit ailleurs\.")
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    assert file.read_text(encoding="utf-8").endswith("à droite.\nÉcrit ailleurs.\n")
    window.press("escape")
    window.press("ctrl+z")
    window.wait_gone(r"Écrit ailleurs\.")
    window.press("ctrl+z")
    window.wait_gone(r"Un mot\.")
    window.wait_for("not saved")
    window.press("ctrl+s")
    window.wait_for(r"(?<!not )(?<!un)\bsaved")
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        (WINDOWS_1252, r"Écrit en Windows\."),
        ("#!/bin/sh\nexit 3\n", r"ended with an error\s+\(3\)"),
        (SCRIPT + "exit 3\n", r"Écrit ailleurs\."),
    ],
)
def test_an_editor_of_another_encoding_or_without_luck_loses_no_word(
    blog_folder: Path, tmp_path: Path, terminal: Open, script: str, shown: str
) -> None:
    window = terminal(blog_folder, env=editor(tmp_path, script))
    window.wait_for("1 post")
    window.press("enter")
    window.wait_for("Deux bornes")
    window.press("ctrl+g")
    window.wait_for(shown)
    window.press("ctrl+z")
    window.wait_for("Deux bornes")


def test_the_whole_file_is_handed_over_while_its_front_matter_is_shown(
    blog_folder: Path, tmp_path: Path, terminal: Open
) -> None:
    file = next((blog_folder / "posts").iterdir())
    before = file.read_text(encoding="utf-8")
    window = terminal(blog_folder, env=editor(tmp_path, RETITLE))
    window.wait_for("1 post")
    window.press("enter")
    window.wait_for("Deux bornes")
    window.press("shift+f6")
    window.wait_for("title: ")
    window.press("ctrl+g")
    window.wait_for("title: Ailleurs, ")
    window.press("ctrl+s")
    window.wait_for("Edit: Ailleurs, ")
    assert file.read_text(encoding="utf-8") == before.replace("title: ", "title: Ailleurs, ")


WRITES_ON = """\
#!/bin/sh
printf 'Écrit et gardé ailleurs.\\n' >> "$2"
echo $$ > "$HOME/editor"
exec sleep 600
"""


@pytest.fixture
def writing_elsewhere(blog_folder: Path, tmp_path: Path, home: Path, terminal: Open) -> tuple[Terminal, int]:
    """A window whose text was written on and saved in an editor that is still open, and the editor."""
    pipe = home / "editor"
    os.mkfifo(pipe)
    window = terminal(blog_folder, env=editor(tmp_path, WRITES_ON) | {"HOME": str(home)})
    open_editor(window)
    window.type("Avant. ")
    window.wait_for(r"Avant\. Deux")
    window.press("ctrl+g")
    return window, process_in(pipe, window)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_what_the_own_editor_saved_is_offered_after_any_end(
    writing_elsewhere: tuple[Terminal, int], blog_folder: Path, terminal: Open, number: signal.Signals
) -> None:
    window, own_editor = writing_elsewhere
    window.send_signal(number)
    assert window.wait_exit() == (-number if number == signal.SIGKILL else 128 + number)
    if number == signal.SIGKILL:
        signal.pidfd_send_signal(own_editor, number)
    else:
        assert window.restored
    check_ended(own_editor)
    window = terminal(blog_folder)
    window.wait_for(r"\+Écrit et gardé ailleurs\.")
    window.press("t")
    window.wait_for(r"Avant\. Deux")
    window.wait_for(r"Écrit et gardé ailleurs\.")


def test_the_own_editor_needs_no_folder_for_what_is_temporary(
    blog_folder: Path, tmp_path: Path, terminal: Open
) -> None:
    gone = tmp_path / "tmp"
    gone.mkdir()
    window = terminal(blog_folder, env=editor(tmp_path, SCRIPT) | {"TMPDIR": str(gone)})
    open_editor(window)
    gone.rmdir()
    window.press("ctrl+g")
    window.wait_for(r"Écrit ailleurs\.")


@pytest.mark.parametrize("lost", ["the editor", "the current folder"])
def test_an_editor_that_cannot_be_started_is_a_sentence(
    blog_folder: Path, tmp_path: Path, terminal: Open, lost: str
) -> None:
    here = tmp_path / "ici"
    here.mkdir()
    window = terminal(blog_folder, env=editor(tmp_path, SCRIPT), cwd=here)
    open_editor(window)
    window.type("Avant. ")
    if lost == "the editor":
        (tmp_path / "mon éditeur").unlink()
    else:
        here.rmdir()
    window.press("ctrl+g")
    window.wait_for(r"could not be\s+started" if lost == "the editor" else r"Écrit ailleurs\.")
    window.wait_for(r"Avant\. Deux")
