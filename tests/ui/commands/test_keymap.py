"""A person's own theme and keys: each is one there is, or the program says which line is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.ui.app import BlogApp
from blogwifi_tui.ui.commands.keymap import clashes
from blogwifi_tui.ui.commands.registry import COMMANDS, keys_of


def settings(home: Path, text: str) -> Path:
    file = home / "config" / "blogwifi" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_command_there_is_not_is_told_with_its_line_and_the_nearest(blog_folder: Path, home: Path) -> None:
    file = settings(home, '[ui]\nlanguage = "en"\n[ui.keys]\nquit = "f12"\npublsh = "f9"\n')
    blog = Blog.open(blog_folder)
    BlogApp(blog, ())
    (mistake,) = blog.mistakes
    assert str(explain(mistake)) == (
        f"{file}, line 5: there is no setting called “ui.keys.publsh”. Did you mean “ui.keys.publish”?"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('theme = "blogwifi-lihgt"', "Did you mean “blogwifi-light”?"),
        ('keys = { publish = "p,f99" }', "“ui.keys.publish” must name keys, as in “ctrl+s” or “p,f9”."),
        ('keys = { publish = "crtl+p" }', "“ui.keys.publish” must name keys"),
        ('keys = { publish = "" }', "“ui.keys.publish” must name keys"),
    ],
)
def test_a_theme_or_a_key_there_is_not_is_told_with_its_line(
    blog_folder: Path, home: Path, line: str, told: str
) -> None:
    file = settings(home, f'[ui]\nlanguage = "en"\n{line}\n')
    blog = Blog.open(blog_folder)
    BlogApp(blog, ())
    (mistake,) = blog.mistakes
    assert (blog.settings.ui.theme, blog.settings.ui.keys) == (None, {})
    sentence = str(explain(mistake))
    assert sentence.startswith(f"{file}, line 3: ")
    assert told in sentence


@pytest.mark.parametrize(
    ("command", "key", "told"),
    [
        ("back", "a", "a moves, writes, opens or closes there"),
        ("back", "enter", "Enter moves, writes"),
        ("publish", "ctrl+p", "Ctrl+P moves, writes"),
        ("mark", "j", "j moves, writes"),
        ("sort", "escape", "Esc moves, writes"),
        ("find", "x", "x moves, writes"),
        ("rename", "pagedown", "PgDn moves, writes"),
        ("save", "ctrl+m", "to a terminal Ctrl+M is Enter; choose another key for “ui.keys.save”."),
        ("save", "ctrl+i", "to a terminal Ctrl+I is Tab"),
        ("find", "f3,ctrl+h", "to a terminal Ctrl+H is Backspace"),
    ],
)
def test_a_key_that_cannot_be_one_of_a_command_leaves_it_with_its_own(
    blog_folder: Path, home: Path, command: str, key: str, told: str
) -> None:
    settings(home, f'[ui]\nlanguage = "en"\n[ui.keys]\n{command} = "{key}"\n')
    blog = Blog.open(blog_folder)
    BlogApp(blog, ())
    assert not blog.settings.ui.keys
    (mistake,) = blog.mistakes
    assert told in str(explain(mistake))


def test_no_command_has_such_a_key_of_its_own(blog_folder: Path, home: Path) -> None:
    lines = "\n".join(f'{each.id} = "{each.keys}"' for each in COMMANDS)
    settings(home, f"[ui.keys]\n{lines}\n")
    blog = Blog.open(blog_folder)
    BlogApp(blog, ())
    assert not blog.mistakes
    assert not [*clashes(blog.settings.ui.keys, COMMANDS)]
    assert not [*clashes({"sort": "f7", "find": "alt+f", "history": "alt+h"}, COMMANDS)]


@pytest.mark.parametrize("keys", ["p,f9", "ctrl+s", "slash", "?", "é", "shift+f3", "ctrl+f5"])
def test_keys_there_are_can_be_chosen(blog_folder: Path, home: Path, keys: str) -> None:
    settings(home, f'[ui.keys]\npublish = "{keys}"\n')
    blog = Blog.open(blog_folder)
    BlogApp(blog, ())  # leaves out keys there are not
    (publish,) = (command for command in COMMANDS if command.id == "publish")
    assert keys_of(publish, blog.settings.ui.keys) == tuple(keys.split(","))


@pytest.mark.parametrize("theme", ["blogwifi-dark", "nord", "ansi-dark"])
def test_a_dark_theme_looks_the_same_chosen_at_the_start_or_later(
    blog_folder: Path, home: Path, theme: str
) -> None:
    settings(home, f'[ui]\ntheme = "{theme}"\n')
    begun, changed = BlogApp(Blog.open(blog_folder), ()), BlogApp(Blog.open(blog_folder), ())
    changed.theme = "textual-light"
    changed.theme = theme
    assert begun.get_css_variables() == changed.get_css_variables()
    assert begun.stylesheet._variables == changed.get_css_variables()
    assert set(begun.classes) == set(changed.classes)
