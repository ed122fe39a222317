"""The real cursor of a real terminal is where the selection is, in what the program writes."""

from __future__ import annotations

from pathlib import Path

from .conftest import Open


def test_the_cursor_of_the_terminal_goes_with_the_selected_post_and_the_answer(
    demo_blog: Path, terminal: Open
) -> None:
    window = terminal(demo_blog, size=(80, 24))
    window.wait_for("^▌")
    emulator = window.emulator
    lines = []
    for _row in range(3):
        lines.append(emulator.cursor_line)
        window.press("down")
        window._wait(lambda: emulator.cursor_line == lines[-1] + 1, "to see the cursor on the next post")
        assert emulator.lines[emulator.cursor_line].startswith("▌")
    window.press("delete")
    window.wait_for("Delete “")
    assert "Keep" in emulator.lines[emulator.cursor_line]
