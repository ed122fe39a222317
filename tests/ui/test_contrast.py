"""What is on the screen can be read: every cell of every screen, measured in the colours it is drawn in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.color_triplet import ColorTriplet
from textual.theme import BUILTIN_THEMES, Theme

from blogwifi_tui.ui.themes import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

LINES = re.compile("[\u2500-\u259f]+")
"""What separates: borders, rules, bars, the divider."""
TEXT, LINE = 4.5, 3.0
"""The least ratios of WCAG 2.2, for text and for what is no text."""
MARKS = """\
---
title: Des marques
date: 2097-01-01
tags: [wifi]
---

# Un titre

**Gras**, *italique*, ~~barré~~, ==marqué==, `code`, [lien](https://exemple.fr/), ![image](a.png), note[^1].

> Une citation

- un point
- [ ] à faire
- [x] fait

| a | b |
| - | - |
| 1 | 2 |

```python
def f(x):  # commentaire
    return "texte", 12
```

<div>HTML</div> &amp; {{< youtube abc >}}

***

[^1]: La note.
"""


class Look(NamedTuple):
    """How some letters of the screen look."""

    text: str
    ink: ColorTriplet
    paper: ColorTriplet

    @property
    def ratio(self) -> float:
        """By the definition of WCAG 2.2."""
        darker, lighter = sorted((luminance(self.ink), luminance(self.paper)))
        return (lighter + 0.05) / (darker + 0.05)

    def is_readable(self, text: float = TEXT, line: float = LINE) -> bool:
        return round(self.ratio, 2) >= (line if LINES.fullmatch(self.text) else text)


def luminance(colour: ColorTriplet) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def looks(person: Person) -> Iterator[Look]:
    """Every word on the screen, and every piece of a line, in its colours."""
    for strip in person.app.screen._compositor.render_strips():
        for text, style, _control in strip:
            if text.isspace():
                continue
            assert style is not None, text
            assert style.color is not None, text
            assert style.bgcolor is not None, text
            ink, paper = style.color.triplet, style.bgcolor.triplet
            assert ink is not None, text
            assert paper is not None, text
            assert not style.dim, text
            for word in text.split():
                yield Look(word, ink, paper)


async def in_theme(person: Person, name: str) -> None:
    person.app.theme = name
    await asyncio.sleep(0)
    await person.idle()


def unreadable(person: Person, text: float = TEXT, line: float = LINE) -> list[tuple[Look, float]]:
    return [(look, round(look.ratio, 2)) for look in looks(person) if not look.is_readable(text, line)]


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT], ids=lambda theme: theme.name)
async def test_every_mark_of_markdown_can_be_read_as_text_and_in_the_preview(
    blog: Path, git: Git, theme: Theme
) -> None:
    (blog / "posts" / "2097-01-01-marques.md").write_text(MARKS, encoding="utf-8")
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-m", "Des marques")
    async with at_the_program(blog, (160, 50)) as person:
        await in_theme(person, theme.name)
        assert unreadable(person) == []
        await person.press("enter")
        assert "commentaire" in person.text()
        assert unreadable(person) == []
        await person.press("ctrl+f")
        await person.write("titre")
        assert unreadable(person) == []


async def test_every_theme_of_textual_is_readable_with_each_state_selected(blog: Path) -> None:
    (blog / "posts" / "2020-03-04-hotel.md").write_text(
        "---\ntitle: Changé\n---\n\nAutre.\n", encoding="utf-8"
    )
    async with at_the_program(blog, (120, 24)) as person:
        for name, theme in BUILTIN_THEMES.items():
            if theme.ansi:
                continue
            await in_theme(person, name)
            await person.press("home")
            for _post in range(5):
                assert unreadable(person) == [], name
                await person.press("down")
