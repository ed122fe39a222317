"""How each style name looks: on dark, on light, and with a terminal's own sixteen colours.

Nothing is told by colour alone. Level 1 and 2 headings are bold over a rule, level 3 bold and underlined, the
deeper ones bold, bold italic and italic; links are underlined, code and quotes stand behind a bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from rich.color import Color, blend_rgb
from rich.style import Style

_SHAPES = {
    "h1": "bold",
    "h2": "bold",
    "h3": "bold underline",
    "h4": "bold",
    "h5": "bold italic",
    "h6": "italic",
    "strong": "bold",
    "em": "italic",
    "strike": "strike",
    "link": "underline",
    "link.current": "reverse",
    "term": "bold",
    "table.head": "bold",
    "title": "bold",
    "quote": "italic",
    "image": "italic",
    "task.done": "bold",
    "code.comment": "italic",
}
_SIXTEEN = {
    "h1": "blue",
    "h1.rule": "blue",
    "h2": "blue",
    "h2.rule": "blue",
    "h3": "blue",
    "link": "cyan",
    "image": "cyan",
    "note": "cyan",
    "code": "yellow",
    "mark": "black on yellow",
    "bullet": "blue",
    "task.done": "green",
    "maths": "magenta",
    "code.keyword": "magenta",
    "code.string": "green",
    "code.number": "cyan",
    "code.name": "blue",
    "code.builtin": "cyan",
    "code.deleted": "red",
    "code.inserted": "green",
    "alert.note": "blue",
    "alert.tip": "green",
    "alert.important": "magenta",
    "alert.warning": "yellow",
    "alert.caution": "red",
}
_FAINT = (
    "dim",
    "html",
    "meta",
    "more",
    "rule",
    "table.rule",
    "title.rule",
    "quote.bar",
    "code.comment",
    "code.label",
    "task",
    "shortcode",
)
_HUES = {  # name: (on dark, on light)
    "teal": ("#7fd1c7", "#075b54"),
    "sand": ("#e6c384", "#744800"),
    "green": ("#98c379", "#2a5f0f"),
    "rose": ("#e58a94", "#9c1c30"),
    "violet": ("#c3a6f2", "#6037a5"),
    "blue": ("#86b7ff", "#184f9f"),
}
_USES = {
    "teal": ("link", "image", "note", "code.builtin"),
    "sand": ("code", "code.number", "alert.warning"),
    "green": ("code.string", "code.inserted", "alert.tip", "task.done"),
    "rose": ("code.deleted", "alert.caution"),
    "violet": ("maths", "code.keyword", "alert.important"),
    "blue": ("code.name", "alert.note"),
}
_ACCENTED = ("title", "h1", "h1.rule", "h2", "h3", "bullet", "code.edge")


class Theme:
    """Looks up what a span's ``style`` (names joined by spaces) looks like."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._mixed: dict[str, Style] = {}

    def style(self, names: str) -> Style:
        """Return the look of ``names``, the later over the earlier; unknown names look like plain text."""
        style = self._mixed.get(names)
        if style is None:
            known = (self._styles[name] for name in names.split() if name in self._styles)
            style = self._mixed[names] = Style.combine((Style(), *known))
        return style

    @cached_property
    def names(self) -> frozenset[str]:
        """Every style name with a look of its own."""
        return frozenset(self._styles)


@lru_cache(maxsize=8)
def tinted(background: str, foreground: str, accent: str) -> Theme:
    """Return the theme for a screen of these colours (``"#rrggbb"``), dark or light as ``background`` is."""
    paper, ink = Color.parse(background).get_truecolor(), Color.parse(foreground).get_truecolor()
    light = sum(paper) > sum(ink)

    def between(part: float) -> Color:
        return Color.from_triplet(blend_rgb(paper, ink, part))

    colours = dict.fromkeys(_FAINT, between(0.7 if light else 0.58)) | dict.fromkeys(
        _ACCENTED, Color.parse(accent)
    )
    colours |= {
        "rule": between(0.3),
        "table.rule": between(0.3),
        "h2.rule": between(0.4),
        "quote": between(0.8),
    }
    for hue, names in _USES.items():
        colours |= dict.fromkeys(names, Color.parse(_HUES[hue][light]))
    grounds = {
        "code.block": between(0.06),
        "code": between(0.09),
        "mark": Color.parse(("#5c4a00", "#ffe58a")[light]),
    }
    styled = {*_SHAPES, *colours, *grounds}
    return Theme(
        {
            name: Style.parse(_SHAPES.get(name, "")) + Style.from_color(colours.get(name), grounds.get(name))
            for name in styled
        }
    )


@lru_cache(maxsize=2)
def sixteen(*, bright: bool = False) -> Theme:
    """Return the theme in the terminal's own sixteen colours; ``bright`` where the ground is dark."""
    faint = dict.fromkeys((*_FAINT, "code.edge"), "dim")
    hues = {name: f"bright_{hue}" if bright and " " not in hue else hue for name, hue in _SIXTEEN.items()}
    styled = {*_SHAPES, *hues, *faint}
    return Theme(
        {
            name: Style.parse(" ".join((_SHAPES.get(name, ""), hues.get(name, ""), faint.get(name, ""))))
            for name in styled
        }
    )


def dark() -> Theme:
    """Return the theme for a dark screen of no particular colours."""
    return tinted("#16181d", "#dfe2e8", "#86b7ff")


def light() -> Theme:
    """Return the theme for a light screen of no particular colours."""
    return tinted("#fbfaf7", "#24262b", "#1f5fbf")
