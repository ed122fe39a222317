"""A terminal with sixteen colours: what is selected and what is told can be read there too."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import config_file

from .conftest import Open
from .terminal import Terminal

SIXTEEN = {"TERM": "xterm-16color", "COLORTERM": None}
NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
SHADES = {
    **dict(zip(NAMES, (0.0, 0.084, 0.288, 0.173, 0.029, 0.113, 0.317, 0.402), strict=True)),
    **dict(
        zip(
            (f"bright{name}" for name in NAMES),
            (0.091, 0.276, 0.743, 0.934, 0.153, 0.358, 0.808, 1.0),
            strict=True,
        )
    ),
}
"""The relative luminance of each, of the colours that most terminals show."""


def pairs(window: Terminal) -> dict[tuple[str, str], str]:
    """The colours that letters stand on each other in, with some of the letters."""
    screen = window.emulator._screen
    cells = [screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns)]
    found: dict[tuple[str, str], str] = {}
    for cell in cells:
        if cell.data.strip() and not "\u2500" <= cell.data <= "\u259f":
            ink, paper = (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)
            found[ink, paper] = found.get((ink, paper), "") + cell.data
    return found


def ratio(ink: str, paper: str) -> float:
    shades = (SHADES[name.replace("bfight", "bright")] for name in (ink, paper))  # as pyte spells one
    darker, lighter = sorted(shades)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["blogwifi-dark", "blogwifi-light", "textual-light"])
def test_every_letter_can_be_read_in_sixteen_colours(demo_blog: Path, terminal: Open, theme: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f'[ui]\ntheme = "{theme}"\n', encoding="utf-8")
    window = terminal(demo_blog, size=(110, 30), env=SIXTEEN)
    window.wait_for("^▌")
    window.wait_for("━━━")
    seen = [pairs(window)]
    window.press("delete")
    window.wait_for("Delete “")
    seen.append(pairs(window))
    window.press("escape", "f")
    window.wait_for("Show only")
    seen.append(pairs(window))
    for found in seen:
        assert {pair: text for pair, text in found.items() if ratio(*pair) < 4.5} == {}
        assert not any("default" in pair for pair in found)
