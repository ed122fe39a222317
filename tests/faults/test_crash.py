"""A fault in our own code: the text is kept, the terminal given back, the report says where and no more."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogwifi_tui.core import crash_report
from blogwifi_tui.core.recovery import found
from blogwifi_tui.settings.paths import crash_dir, recovery_dir
from tests.e2e.terminal import PROGRAM, Terminal, open_editor

TYPED = "Trois bornes, « œuvre » d’un été. "
FAULTS = {
    "on the loop": """
from blogwifi_tui.ui.editor.layout import LayoutSwitch
def fault(self):
    text, address = self._text.text, "https://marc:s3cret@example.org/blog.git"
    raise ValueError(text + address)
LayoutSwitch.next = fault
""",
    "in a worker": """
from blogwifi_tui.core.blog import Blog
def fault(self, entries=()):
    raise ZeroDivisionError("https://marc:s3cret@example.org/blog.git Trois bornes")
Blog.differs = fault
""",
    "in a thread": """
import threading
from blogwifi_tui.ui.editor.layout import LayoutSwitch
def fault():
    raise KeyError("https://marc:s3cret@example.org/blog.git Trois bornes")
LayoutSwitch.next = lambda self: threading.Thread(target=fault).start()
""",
    "in the thread that reads keys": """
from blogwifi_tui.ui.terminal_input import TerminalInput
text = TerminalInput.text
def fault(self, data):
    if b"OS" in data:
        raise ValueError("https://marc:s3cret@example.org/blog.git Trois bornes")
    return text(self, data)
TerminalInput.text = fault
""",
    "in Textual": """
from textual._context import active_app
from blogwifi_tui.ui.editor.layout import LayoutSwitch
def fault(self):
    active_app.get().panic("https://marc:s3cret@example.org/blog.git Trois bornes")
LayoutSwitch.next = fault
""",
}
KEYS = dict.fromkeys(FAULTS, "f4") | {"in a worker": "f9"}
RUN = "\nimport sys\nfrom blogwifi_tui.cli.main import main\nsys.exit(main())\n"


@pytest.fixture(params=FAULTS)
def faulty(request: pytest.FixtureRequest, blog_folder: Path) -> Iterator[tuple[Terminal, str]]:
    program = (sys.executable, "-c", FAULTS[request.param] + RUN)
    with Terminal(blog_folder, cwd=blog_folder, program=program) as window:
        yield window, KEYS[request.param]


def test_a_fault_keeps_the_text_and_says_where_its_report_is(
    faulty: tuple[Terminal, str], blog_folder: Path
) -> None:
    window, key = faulty
    open_editor(window)
    window.type(TYPED)
    window.wait_for(f"column {len(TYPED) + 1}")
    window.press(key)

    assert window.wait_exit() == crash_report.EXIT_STATUS
    assert window.restored
    (file,) = crash_dir().iterdir()
    assert file.name in window.screen_text().replace("\n", "")
    assert "Traceback" not in window.screen_text()
    report = file.read_text(encoding="utf-8")
    assert "<string>" in report or "RuntimeError" in report
    assert "s3cret" not in report + window.raw.decode()
    assert "bornes" not in report + window.screen_text()
    assert file.stat().st_mode & 0o077 == 0
    held = (blog_folder / "posts" / "2026-05-12-le-wifi-de-l-hotel.md").read_text(encoding="utf-8")
    copies = [copy.text for copy in found(recovery_dir(), blog_folder)]
    assert any(TYPED in text for text in [held, *copies])


def check_fault_is_told(blog_folder: Path, also: str) -> None:
    """A fault where ``also`` has run before: the terminal is given back, and shows where the report is."""
    program = (sys.executable, "-c", FAULTS["on the loop"] + also + RUN)
    with Terminal(blog_folder, cwd=blog_folder, program=program) as window:
        open_editor(window)
        window.press("f4")
        assert window.wait_exit() == crash_report.EXIT_STATUS
        assert window.restored
        (file,) = crash_dir().iterdir()
        assert file.name in window.screen_text().replace("\n", "")


def test_a_fault_is_told_on_a_machine_too_busy_for_the_farewell_too(blog_folder: Path) -> None:
    hurried = "\nfrom blogwifi_tui.ui import shutdown\nshutdown.LONGEST_FAREWELL = 0.001\n"
    check_fault_is_told(blog_folder, hurried)


def test_a_farewell_that_takes_too_long_gives_the_terminal_back_but_once(blog_folder: Path) -> None:
    late = """
from blogwifi_tui.core import crash_report
from blogwifi_tui.ui.app import BlogApp
BlogApp.on_unmount = lambda self: self._ending._end_now(crash_report.EXIT_STATUS)
"""
    check_fault_is_told(blog_folder, late)


LEAVES_AS_IT_BEGINS = """
from blogwifi_tui.ui.list.screen import ListScreen
begin = ListScreen.begin
def left(self):
    self.app.exit()
    begin(self)
ListScreen.begin = left
"""


def test_who_leaves_before_all_of_the_list_is_there_is_told_of_no_fault(blog_folder: Path) -> None:
    program = (sys.executable, "-c", LEAVES_AS_IT_BEGINS + RUN)
    with Terminal(blog_folder, cwd=blog_folder, program=program) as window:
        assert window.wait_exit() == 0
        assert window.restored
    assert not list(crash_dir().glob("*"))


def test_a_fault_of_a_verb_is_reported_too(blog_folder: Path) -> None:
    fault = "from blogwifi_tui.cli import read_commands\ndef run_list(args): raise ValueError('s3cret')\n"
    fault += "read_commands.run_list = run_list\n"
    done = subprocess.run(
        [sys.executable, "-c", fault + RUN, "list"], cwd=blog_folder, capture_output=True, text=True
    )
    assert done.returncode == crash_report.EXIT_STATUS
    (file,) = crash_dir().iterdir()
    assert str(file) in done.stderr
    assert "s3cret" not in done.stderr + file.read_text(encoding="utf-8")


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"2020-{number:02}.txt").touch()
    made = crash_report.report(ValueError("x"), tmp_path)
    kept = {tmp_path / f"2020-{number:02}.txt" for number in range(11, 20)}
    assert set(tmp_path.iterdir()) == {made, *kept}


def test_a_fault_where_no_report_can_be_written_is_still_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert crash_report.report(ValueError("x"), tmp_path / "file" / "folder") is None
    assert crash_report.words(None, kept=True).count(".") == 2


def test_a_terminal_that_is_gone_is_no_fault_of_ours(blog_folder: Path) -> None:
    ignoring = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM)
    with Terminal(blog_folder, cwd=blog_folder, program=ignoring) as window:
        open_editor(window)
        window.type(TYPED)
        window.wait_for(f"column {len(TYPED) + 1}")
        window.hang_up()
        assert window.wait_exit() == 128 + signal.SIGHUP
    assert not crash_dir().exists()
    (copy,) = found(recovery_dir(), blog_folder)
    assert TYPED in copy.text
