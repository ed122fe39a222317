"""The real cursor of a real terminal is where the selection is, in what the program writes."""

from __future__ import annotations

from pathlib import Path

from blogwifi_tui.settings.paths import config_file

from .conftest import Open

SHOWN = 25
"""The private mode of a terminal whose cursor shows."""


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
    assert "Do not delete" in emulator.lines[emulator.cursor_line]


def test_the_cursor_shows_where_words_alone_are_wanted_and_is_given_back_as_it_was(
    blog_folder: Path, terminal: Open
) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    for plain in ("false", "true"):
        config_file().write_text(f"[ui]\nplain = {plain}\n", encoding="utf-8")
        window = terminal(blog_folder, size=(80, 24))
        window.wait_for("Le WiFi de l’hôtel")
        assert (SHOWN in window.emulator.modes) is (plain == "true")
        window.press("q")
        assert window.wait_exit() == 0
        assert window.restored
    assert window.raw.rfind(b"\x1b[0 q") > window.raw.rfind(b"\x1b[4 q") > 0
