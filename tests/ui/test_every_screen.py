"""A walk over every screen and dialog: where the cursor is, what can be read, what the keys do, the way out.

Each is opened a few times only, and all that is to be so of it is looked at there; what is not is told in a
sentence that says of what it is.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Label, TextArea

import blogwifi_tui.ui
from blogwifi_tui.content.folding import fold
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import COMMANDS, key_name
from blogwifi_tui.ui.editor.find.toggle import Toggle
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.themes import CONTRAST_DARK, CONTRAST_LIGHT, THEMES
from blogwifi_tui.ui.widgets.key_bar import KeyBar, fitting
from blogwifi_tui.ui.widgets.prose import Prose, wrapped
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.widgets.tags_input import TagsInput
from tests.conftest import Git
from tests.ui.every_screen import EVERY, Way
from tests.ui.person import Person
from tests.ui.test_contrast import LINE, TEXT, in_theme, unreadable
from tests.ui.test_terminal_cursor import misplaced

WIDE, USUAL, NARROW = (240, 40), (80, 24), (60, 20)
"""The widest has room for every key of every bar."""
TAKE_IN = next(command.keys for command in COMMANDS if command.id == "take_in")
"""It means the same on the list as for an answer, in every language."""
MOST = 4
"""Esc so often leads from anywhere to the list."""


# No screen is forgotten


def of_the_program() -> dict[str, type[Screen[object]]]:
    """The classes of screens that the program opens, by name."""
    for module in pkgutil.walk_packages(blogwifi_tui.ui.__path__, "blogwifi_tui.ui."):
        importlib.import_module(module.name)
    found, known = dict[str, type[Screen[object]]](), [Screen]
    while known:
        for each in known.pop().__subclasses__():
            known.append(each)
            if each.__module__.startswith("blogwifi_tui.") and each is not CommandScreen:
                found[each.__name__] = each
    return found


def makers(of: set[str]) -> Iterator[tuple[str, str]]:
    """The functions of the program that make a screen, as a :class:`Way` names them, and of which class."""
    folder = Path(blogwifi_tui.ui.__file__).parent
    for file in folder.rglob("*.py"):
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            for call in ast.walk(each):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in of:
                    yield f"{file.stem}.{each.name}", call.func.id


def test_every_screen_and_every_question_of_the_program_is_opened_by_a_way() -> None:
    opened = {way.opens for way in EVERY}
    screens = of_the_program()
    made = set(makers(set(screens)))
    assert made
    forgotten = {(maker, name) for maker, name in made if not {maker, name} & opened}
    assert forgotten == set()
    assert {name for name in screens if name not in opened | {name for _maker, name in made}} == set()


# What is seen


class Look(NamedTuple):
    """What differs when a key did something."""

    cells: tuple[object, ...]
    """Every line of the screen, with its colours."""
    screens: tuple[str, ...]
    focused: tuple[str, str | None]
    cursor: object
    is_running: bool


def look(person: Person) -> Look:
    """What is seen now."""
    app, focused = person.app, person.focused
    strips = app.screen._compositor.render_strips()
    return Look(
        tuple(tuple((text, style) for text, style, _control in strip) for strip in strips),
        tuple(type(screen).__name__ for screen in app.screen_stack),
        (type(focused).__name__, focused.id if focused else None),
        app.cursor_position,
        person.is_there,
    )


def is_on_the_list(person: Person) -> bool:
    """Whether the keys are the list's, and nothing lies over it."""
    return isinstance(person.focused, PostList) and len(person.app.screen_stack) == 1


async def leave(person: Person) -> list[str]:
    """Go back to the list by Esc alone; what of that does not work."""
    for _time in range(MOST):
        if is_on_the_list(person):
            return []
        before = look(person)
        await person.press("escape")
        if look(person) == before:
            return [f"Esc did nothing on {person.at}"]
        if person.at == "TextQuestion":  # about what is not saved
            await person.press("ctrl+d")
    return [] if is_on_the_list(person) else [f"Esc does not lead out of {person.at}"]


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


def wrong_answers(person: Person) -> Iterator[str]:
    """Letters for answers that are none of their words, keys for two of them, no way out in a bar."""
    keys = []
    for button in person.app.screen.query(Button):
        words, _bracket, key = str(button.label).removesuffix(")").rpartition(" (")
        keys.append(key)
        if len(key) == 1 and key not in fold(words) and key != TAKE_IN:
            yield f"{key} is no letter of {words}"
    if len(keys) != len(set(keys)):
        yield f"a key for two answers: {keys}"
    if isinstance(person.app.screen, CommandScreen):
        bar = person.line(-1)
        if not any(f" {key} " in bar for key in ("q", key_name("escape"))):
            yield "no way out in the bar"


def words_at_fault(person: Person, language: str) -> list[str]:
    """What is wrong with the words of what is open, in one language."""
    return [
        *(f"cut in {language}: {words}" for words in cut(person)),
        *(f"in {language}: {words}" for words in wrong_answers(person)),
        *(f"in {language}: {words}" for words in misplaced(person)),
    ]


async def colours_at_fault(person: Person) -> list[str]:
    """What cannot be read in our own themes."""
    first, faults = person.app.theme, list[str]()
    for theme in THEMES:
        await in_theme(person, theme.name)
        least = (7.0, 4.5) if theme in (CONTRAST_DARK, CONTRAST_LIGHT) else (TEXT, LINE)
        faults += [f"unreadable in {theme.name}: {each}" for each in unreadable(person, *least)]
    await in_theme(person, first)
    return faults


# The program is started anew only where it must be


class Stage:
    """The folders of a test, put back as they were before the program met them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = Path(shutil.copytree(folder, folder.with_name(f"{folder.name}-kept"), symlinks=True))

    def put_back(self) -> None:
        """As at the start, and what the program keeps of its own is gone."""
        shutil.rmtree(self._folder)
        shutil.copytree(self._kept, self._folder, symlinks=True)
        for kind in ("config", "cache", "data", "state"):
            shutil.rmtree(Path(os.environ["HOME"]) / kind, ignore_errors=True)

    def files(self) -> dict[str, bytes]:
        """What lies there now but what git notes of its own looking, and the copies of what is not saved."""
        own = {"index", "FETCH_HEAD"}
        folders = self._folder, recovery_dir()
        found = (path for folder in folders for path in folder.rglob("*") if path.name not in own)
        return {str(path): path.read_bytes() for path in found if path.is_file() and not path.is_symlink()}


class Start(NamedTuple):
    """The program just started, before anything was opened."""

    seen: Look
    files: dict[str, bytes]

    @classmethod
    def of(cls, person: Person, stage: Stage) -> Start:
        return cls(look(person), stage.files())


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_a_screen_is_readable_whole_in_both_languages_has_the_cursor_and_is_left_by_esc(
    blog: Path, git: Git, way: Way, tmp_path: Path
) -> None:
    stage, faults = Stage(tmp_path), list[str]()
    async with way.started(blog, git, USUAL) as person:
        start = Start.of(person, stage)
        await way.open(person)
        faults += [*words_at_fault(person, "en"), *await colours_at_fault(person)]
        if not way.focus:  # a text beside the list is not there
            await person.resize(NARROW)
            faults += misplaced(person)
        faults += await leave(person)
        await person.resize(USUAL)
        in_french = way.opens != "ListScreen" and Start.of(person, stage) == start
        if in_french:
            set_language("fr")
            await way.open(person)
            faults += words_at_fault(person, "fr")
    if not in_french:
        stage.put_back()
        set_language("fr")
        async with way.opened(blog, git, USUAL) as person:
            faults += words_at_fault(person, "fr")
    assert faults == []


# Keys

PAIRS = {"up": "down", "left": "right", "pageup": "pagedown", "shift+tab": "tab"}
"""What the second did the first takes back: it comes first."""
NAMED = (
    *("enter", "escape", "space", "delete", "backspace", "tab", "left", "right", "up", "down"),
    *("pageup", "pagedown", "home", "end", "ctrl+up", "ctrl+down"),
    *(f"{held}f{number}" for held in ("", "shift+") for number in range(1, 13)),
    *(f"{held}+{letter}" for held in ("ctrl", "alt") for letter in "abcdefghijklmnopqrstuvwxyz"),
)
"""The keys that sentences name."""


class Named(NamedTuple):
    """A key that is named on the screen."""

    shown: str
    key: str


WHOLE = {*{way.opens: way.name for way in reversed(EVERY)}.values(), "list without posts"}
"""The ways on which all keys of the bar are pressed; on others to the same screen, those of its boxes."""


def named_keys(person: Person, *, whole: bool) -> Iterator[Named]:
    """Every key that what is open names: in its bar, on its answers, in its notes, beside its boxes.

    Of the bar, where not the ``whole`` counts, only those that are not the screen's own.
    """
    screen = person.app.screen
    if isinstance(screen, CommandScreen):
        bar = screen.query_one(KeyBar)
        for hint in fitting(bar.hints, bar.size.width):
            command = screen.keys.commands[hint.command]
            if command.where is screen.where and not whole:
                continue
            names = screen.keys.of(command)
            yield Named(f"{hint.key} {hint.title}", next(key for key in names if key_name(key) == hint.key))
    for button in screen.query(Button):
        if button.display:
            name = str(button.label).removesuffix(")").rpartition(" (")[2]
            found = [*_in_words(name)] if len(name) > 1 else [Named(str(button.label), name)]
            assert found or button.id == "now", f"which key is {name}?"
            yield from found
    for words in _notes(person):
        yield from _in_words(words)


def _notes(person: Person) -> Iterator[str]:
    screen, focused = person.app.screen, person.focused
    for note in screen.query(".dialog--note, .dialog--problem, .fields--keys, #note"):
        if note.display and note.region:
            yield note.text if isinstance(note, Prose) else str(note.render())
    for toggle in screen.query(Toggle):
        if toggle.region:
            yield str(toggle.render())
    if isinstance(focused, Input) and not focused.value:
        yield focused.placeholder
    if focused and focused.parent:
        yield from (str(label.render()) for label in focused.parent.query(Label))


def _in_words(words: str) -> Iterator[Named]:
    names = {key_name(key): key for key in NAMED}
    longest = sorted(names, key=len, reverse=True)
    for name in re.findall(rf"(?<![\w+])(?:{'|'.join(map(re.escape, longest))})(?![\w+])", words):
        yield Named(name, names[name])


async def make_room_for(person: Person, key: str) -> None:
    """Do what a key needs before it can do anything."""
    if key in PAIRS:
        await person.press(PAIRS[key])
    elif key == "right" and isinstance(person.focused, TagsInput) and not person.focused.value:
        await person.write("wi")  # of which it completes the rest
    elif key == "ctrl+z":
        await person.write("?")  # which it takes back


async def acts(person: Person, key: str, stage: Stage) -> bool:
    """Press a key; whether anything came of it: on the screen, of the keyboard, in a file."""
    await make_room_for(person, key)
    if isinstance(box := person.focused, (Input, TextArea)):
        box.cursor_blink = False  # what blinks differs by itself
        await person.idle()
    before, files = look(person), stage.files()
    await person.press(key)
    return look(person) != before or stage.files() != files


async def is_open_again(person: Person, way: Way, start: Start, there: Start, stage: Stage) -> bool:
    """Go back to where ``way`` led, if all is as it was: by Esc, or from the list."""
    for _time in range(MOST):
        if not person.is_there:
            return False
        for line in person.app.screen.query(MessageLine):
            line.clear()
        await person.idle()
        now = Start.of(person, stage)
        if now == there:
            return True
        if now == start:
            await way.open(person)
            return Start.of(person, stage) == there
        if is_on_the_list(person):
            return False
        await person.press("escape")
    return False


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_every_key_that_is_named_on_a_screen_does_something(
    blog: Path, git: Git, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setenv("EDITOR", "true")
    stage, tried, dead = Stage(tmp_path), set[str](), list[str]()
    is_done, whole = False, way.name in WHOLE
    while not is_done:
        async with way.started(blog, git, WIDE) as person:
            start = Start.of(person, stage)
            await way.open(person)
            there = Start.of(person, stage)
            assert not way.focus or type(person.focused).__name__ == way.focus
            while True:
                named = next(
                    (each for each in named_keys(person, whole=whole) if each.shown not in tried), None
                )
                if named is None:
                    is_done = True
                    break
                tried.add(named.shown)
                if not await acts(person, named.key, stage):
                    dead.append(named.shown)
                if not await is_open_again(person, way, start, there, stage):
                    break
        stage.put_back()
    assert dead == []
