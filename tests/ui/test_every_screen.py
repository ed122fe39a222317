"""A walk over every screen and dialog: Esc leads out, and each key that is shown acts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widgets import Button, Input

from blogwifi_tui.content.folding import fold
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import key_name
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.widgets.key_bar import KeyBar, fitting
from blogwifi_tui.ui.widgets.prose import Prose, wrapped
from tests.conftest import Git
from tests.ui.every_screen import EVERY, Way
from tests.ui.person import Person

WIDE, NARROW = (120, 40), (60, 20)
MOST = 4
"""Esc so often leads from anywhere to the list."""
UNSAVED = {"leaving what is not saved", "leaving changed fields"}
"""From here Esc goes back to the text, which is only left by who says so."""


def is_on_the_list(person: Person) -> bool:
    """Whether the keys are the list's, and nothing lies over it."""
    return isinstance(person.focused, PostList) and len(person.app.screen_stack) == 1


def what_is_seen(person: Person) -> object:
    """What differs when a key did something."""
    return person.text(), person.focused, person.app.screen, person.app.is_running


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_esc_leads_out_of_it_and_no_esc_is_pressed_in_vain(blog: Path, git: Git, way: Way) -> None:
    async with way.opened(blog, git, WIDE if way.focus else NARROW) as person:
        for _time in range(MOST):
            if is_on_the_list(person):
                break
            before = what_is_seen(person)
            await person.press("escape")
            assert what_is_seen(person) != before, "Esc did nothing"
            if way.name in UNSAVED:
                await person.press("escape", "ctrl+d")
        assert is_on_the_list(person)
        assert person.app.is_running


def shown_keys(person: Person) -> list[tuple[str, str]]:
    """The commands in the key bar, each with the key that a person reads there."""
    screen = person.app.screen
    if not isinstance(screen, CommandScreen):
        return []
    bar = screen.query_one(KeyBar)
    return [(hint.command, hint.key) for hint in fitting(bar.hints, bar.size.width)]


BARS = [
    way
    for way in EVERY
    if way.name
    in {"list without posts", "list with marks", "list, preview", "history, in the text", "tags", "conflict"}
]
"""One of each kind: each key of each is a start of the program."""
ENDS = {"quit"}
"""After these there is nothing left to be looked at."""


@pytest.mark.parametrize("way", BARS, ids=lambda way: way.name)
async def test_every_key_in_the_bar_does_something(
    blog: Path, git: Git, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setenv("EDITOR", "true")
    tried: set[str] = set()
    kept = Path(shutil.copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-kept")))
    for _round in range(30):
        async with way.opened(blog, git, WIDE) as person:
            new = [(command, key) for command, key in shown_keys(person) if command not in tried | ENDS]
            if not new:
                break
            command, key = new[0]
            tried.add(command)
            screen = person.app.screen
            assert isinstance(screen, CommandScreen)
            names = screen.keys.of(screen.keys.commands[command])
            before = what_is_seen(person)
            await person.press(next(name for name in names if key_name(name) == key))
            assert what_is_seen(person) != before, f"{key} does nothing"
        shutil.rmtree(tmp_path)
        shutil.copytree(kept, tmp_path, symlinks=True)
    assert tried


def cut(person: Person) -> Iterator[str]:
    """What of the program's own words is not whole on the screen, nor can be scrolled to."""
    screen = person.app.screen
    for widget in screen.query("Label, Button, Prose, Input"):
        if not widget.display or not widget.size or any(not above.display for above in widget.ancestors):
            continue
        if isinstance(widget, Input):
            if not widget.value and cell_len(widget.placeholder) > widget.content_size.width:
                yield widget.placeholder
            continue
        words = widget.text if isinstance(widget, Prose) else str(widget.render())
        width = max(map(cell_len, wrapped(words, widget.content_size.width).split("\n")))
        scrolls = any(isinstance(above, VerticalScroll) for above in widget.ancestors)
        seen = screen.find_widget(widget).visible_region.size
        if width > widget.content_size.width or (seen != widget.outer_size and not scrolls):
            yield words


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_no_word_is_cut_at_80_columns_and_a_letter_for_an_answer_is_one_of_its_words(
    blog: Path, git: Git, way: Way, language: str
) -> None:
    set_language(language)
    async with way.opened(blog, git, (80, 24)) as person:
        assert list(cut(person)) == []
        keys = []
        for button in person.app.screen.query(Button):
            words, _bracket, key = str(button.label).removesuffix(")").rpartition(" (")
            keys.append(key)
            if len(key) == 1:
                assert key in fold(words), f"{key} is no letter of {words}"
        assert len(keys) == len(set(keys)), keys
        if isinstance(person.app.screen, CommandScreen):
            bar = person.line(-1)
            assert any(f" {key} " in bar for key in ("q", key_name("escape"))), "no way out in the bar"
