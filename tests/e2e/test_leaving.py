"""Ways a program ends that nobody planned: what was typed is kept, the terminal is as it was."""

from __future__ import annotations

import shlex
import signal
from pathlib import Path

import pytest

from blogwifi_tui.core.recovery import Copy, found
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST, Git

from .conftest import Open, copied, wait_copied
from .terminal import HELD, HURRIED, PROGRAM, STOPPED_WHILE_DRAWING, UNTIMED, Terminal, open_editor

TYPED = "Trois bornes, « œuvre » d’un été. "
ENDINGS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]


@pytest.fixture
def typing(blog_folder: Path, terminal: Open) -> Terminal:
    """A window whose editor holds :data:`TYPED` before a post's text, not saved."""
    window = terminal(blog_folder)
    start_typing(window)
    return window


def start_typing(window: Terminal) -> None:
    """Open the post under the cursor and type into it."""
    open_editor(window)
    window.type(TYPED)
    window.wait_for(f"line 1, column {len(TYPED) + 1}")


def copies(blog: Path) -> list[Copy]:
    """What the next start would find."""
    return found(recovery_dir(), blog)


def check_kept(blog: Path, typed: str = TYPED) -> None:
    """The text is in the one copy there is, and the file is as it was."""
    (copy,) = copies(blog)
    assert copy.path == POST
    assert typed + "Deux bornes par couloir" in copy.text
    assert TYPED not in (blog / POST).read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ENDINGS, ids=lambda number: number.name)
def test_a_signal_keeps_what_was_typed_and_gives_the_terminal_back(
    typing: Terminal, blog_folder: Path, number: signal.Signals
) -> None:
    typing.send_signal(number)

    assert typing.wait_exit() == 128 + number
    assert typing.restored
    assert "Traceback" not in typing.screen_text()
    check_kept(blog_folder)


@pytest.mark.parametrize("number", ENDINGS, ids=lambda number: number.name)
def test_a_signal_keeps_what_no_clock_had_copied_yet(
    blog_folder: Path, terminal: Open, number: signal.Signals
) -> None:
    window = terminal(blog_folder, program=UNTIMED)
    start_typing(window)
    window.send_signal(number)

    assert window.wait_exit() == 128 + number
    check_kept(blog_folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_what_holds_the_program_up_keeps_neither_the_text_nor_the_way_out(
    blog_folder: Path, terminal: Open, number: signal.Signals
) -> None:
    window = terminal(blog_folder, program=HELD)
    start_typing(window)
    window.press("f4")
    wait_copied(window, TYPED)
    window.send_signal(number)

    assert window.wait_exit() == 128 + number
    assert window.restored
    check_kept(blog_folder)


def test_a_machine_too_busy_for_the_farewell_keeps_what_was_typed_and_gives_the_terminal_back(
    blog_folder: Path, terminal: Open
) -> None:
    window = terminal(blog_folder, program=HURRIED)
    start_typing(window)
    window.send_signal(signal.SIGTERM)

    assert window.wait_exit() == 128 + signal.SIGTERM
    assert window.restored
    check_kept(blog_folder)


def test_a_line_that_drops_keeps_what_was_typed(typing: Terminal, blog_folder: Path) -> None:
    typing.hang_up()

    assert typing.wait_exit() == 128 + signal.SIGHUP
    check_kept(blog_folder)


def test_a_terminal_that_goes_while_hangups_are_ignored_does_not_leave_us_running(
    blog_folder: Path, terminal: Open
) -> None:
    window = terminal(blog_folder, program=("sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM))
    start_typing(window)
    window.hang_up()

    window.wait_exit()
    check_kept(blog_folder)


def test_a_kill_costs_nothing_that_was_said_to_be_copied(typing: Terminal, blog_folder: Path) -> None:
    typing.wait_for(r"copy \d\d:\d\d:\d\d")
    wait_copied(typing, TYPED)
    typing.send_signal(signal.SIGKILL)

    assert typing.wait_exit() == -signal.SIGKILL
    check_kept(blog_folder)


def test_what_was_kept_is_offered_at_the_next_start_and_can_be_taken(
    typing: Terminal, blog_folder: Path, terminal: Open, git: Git
) -> None:
    typing.send_signal(signal.SIGTERM)
    typing.wait_exit()

    window = terminal(blog_folder)
    window.wait_to_answer(r"\+ ?Trois bornes, « œuvre »")
    window.press("enter")
    window.wait_for(f"line 1, column {len(TYPED) + 1} .*not saved")
    window.press("ctrl+s")
    window.wait_for("Edit: Le WiFi de l’hôtel")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")

    assert f"{TYPED}Deux bornes" in git(blog_folder, "show", f"HEAD:{POST}")
    assert copies(blog_folder) == []


def test_what_was_kept_is_not_offered_once_it_is_saved(
    typing: Terminal, blog_folder: Path, terminal: Open
) -> None:
    typing.press("ctrl+s")
    typing.wait_for("Edit: Le WiFi de l’hôtel")
    typing.send_signal(signal.SIGTERM)

    assert typing.wait_exit() == 128 + signal.SIGTERM
    assert copies(blog_folder) == []
    assert TYPED in (blog_folder / POST).read_text(encoding="utf-8")
    window = terminal(blog_folder)
    window.wait_for("edited")
    window.press("q")
    assert window.wait_exit() == 0


def test_ctrl_c_in_the_editor_ends_nothing(typing: Terminal) -> None:
    typing.press("ctrl+c")
    typing.type("Et puis ")
    typing.wait_for(f"{TYPED}Et puis ")


def test_what_is_stopped_in_the_middle_of_a_frame_gives_the_terminal_back(
    blog_folder: Path, terminal: Open
) -> None:
    window = terminal(blog_folder, program=STOPPED_WHILE_DRAWING)
    start_typing(window)
    window.type("Stop")
    window.wait_suspended()
    window.resume()


def test_leaving_the_list_asks_nothing_and_leaves_no_copy(blog_folder: Path, terminal: Open) -> None:
    window = terminal(blog_folder)
    window.wait_for("canal 36")
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored
    assert copies(blog_folder) == []


def test_suspending_and_coming_back_keeps_the_text(typing: Terminal) -> None:
    typing.suspend()
    typing.resume()
    typing.type("Et puis ")
    typing.wait_for(f"{TYPED}Et puis ")


@pytest.mark.parametrize("where", ["list", "editor"])
def test_the_shell_is_a_key_away_and_fg_comes_back_to_the_text(
    blog_folder: Path, home: Path, terminal: Open, where: str
) -> None:
    settings = home / "config" / "blogwifi" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '[ui.keys]\nsuspend = "ctrl+z"\nsuspend_here = "ctrl+z"\nundo_typing = "ctrl+o"\n', encoding="utf-8"
    )
    shell = terminal(program=("sh", "-i"), env={"PS1": "prompt> ", "ENV": None})
    shell.wait_for("^prompt>")
    shell.type(f"{shlex.join(PROGRAM)} {shlex.quote(str(blog_folder))}\n")
    if where == "editor":
        start_typing(shell)
    else:
        shell.wait_for("canal 36")
    shell.press("ctrl+z")
    shell.wait_for("(?i)stopped|suspended")
    assert (TYPED in copied()) is (where == "editor")
    shell.type("fg\n")
    shell.wait_for("canal 36")
    if where == "editor":
        shell.type("Et puis ")
        shell.wait_for(f"{TYPED}Et puis ")
        shell.press("ctrl+o")
        shell.wait_gone("Et puis ")
        shell.press("ctrl+q")
        shell.wait_to_answer("is not saved")
        shell.press("ctrl+d")
    else:
        shell.press("q")
    shell.wait_for(r"^prompt>\n*\Z")
    shell.type("exit\n")
    assert shell.wait_exit() == 0


def test_without_a_shell_to_go_back_to_nothing_stops(typing: Terminal) -> None:
    typing.press("f12")
    typing.wait_for("No shell waits behind this screen")
    typing.type("Et puis ")
    typing.wait_for(f"{TYPED}Et puis ")


def test_a_shell_that_runs_one_line_is_none_to_go_back_to(blog_folder: Path, terminal: Open) -> None:
    line = f"{shlex.join(PROGRAM)} {shlex.quote(str(blog_folder))} && true"
    window = terminal(program=("sh", "-c", line))
    start_typing(window)
    window.press("f12")
    window.wait_for("No shell waits behind this screen")
    window.type("Et puis ")
    window.wait_for(f"{TYPED}Et puis ")


def test_from_a_script_the_shell_that_started_it_is_a_key_away_too(
    blog_folder: Path, tmp_path: Path, terminal: Open
) -> None:
    script = tmp_path / "ecrire"
    script.write_text(f"{shlex.join(PROGRAM)} {shlex.quote(str(blog_folder))}\ntrue\n", encoding="utf-8")
    shell = terminal(program=("sh", "-i"), env={"PS1": "prompt> ", "ENV": None})
    shell.wait_for("^prompt>")
    shell.type(f"sh {shlex.quote(str(script))}\n")
    start_typing(shell)
    shell.press("f12")
    shell.wait_for("(?i)stopped|suspended")
    shell.type("fg\n")
    shell.wait_for("canal 36")
    shell.type("Et puis ")
    shell.wait_for(f"{TYPED}Et puis ")
