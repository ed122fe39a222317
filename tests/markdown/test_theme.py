from __future__ import annotations

import pytest
from rich.color import ColorType

from blogwifi_tui.markdown.theme import Theme, dark, light, sixteen

THEMES = pytest.mark.parametrize(
    "theme", [dark(), light(), sixteen(), sixteen(bright=True)], ids=["dark", "light", "sixteen", "bright"]
)


@THEMES
def test_headings_and_links_do_not_rely_on_colour(theme: Theme) -> None:
    assert all(theme.style(name).bold for name in ("h1", "h2", "h3", "h4", "h5"))
    assert theme.style("h3").underline
    assert theme.style("h5").italic
    assert theme.style("h6").italic
    assert theme.style("link").underline


@THEMES
def test_styles_add_up(theme: Theme) -> None:
    both = theme.style("quote strong")
    assert both.bold
    assert both.italic
    assert theme.style("link em").underline
    assert theme.style("nobody knows this") == theme.style("")


def luminance(rgb: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "paper"), [(dark(), (0x16, 0x18, 0x1D)), (light(), (0xFB, 0xFA, 0xF7))])
def test_all_that_is_read_stands_out_from_its_ground(theme: Theme, paper: tuple[int, int, int]) -> None:
    for name in theme.names - {name for name in theme.names if name.endswith(("rule", "bar", "edge"))}:
        style = theme.style(f"code.block {name}" if name.startswith("code.") else name)
        ground = style.bgcolor.get_truecolor() if style.bgcolor else paper
        if style.color:
            bright, dull = sorted((luminance(style.color.get_truecolor()), luminance(ground)), reverse=True)
            assert (bright + 0.05) / (dull + 0.05) >= 4.5, name


def test_sixteen_colours_are_the_terminal_s_own() -> None:
    theme = sixteen()
    colours = [colour for name in theme.names for colour in (theme.style(name).color,) if colour]
    assert all(colour.type is ColorType.STANDARD for colour in colours)
