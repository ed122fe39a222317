"""The command table: one row a command, and everything else follows from it."""

from __future__ import annotations

from collections import Counter

import pytest

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.commands.registry import (
    COMMANDS,
    Need,
    Where,
    bindings_of,
    commands_of,
    key_name,
    keys_of,
    why_not,
)


def test_every_command_has_an_id_of_its_own() -> None:
    assert Counter(command.id for command in COMMANDS).most_common(1)[0][1] == 1


@pytest.mark.parametrize("where", Where)
def test_no_key_means_two_things_on_one_screen(where: Where) -> None:
    keys = Counter(key for command in commands_of(where) for key in keys_of(command, {}))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("where", Where)
def test_every_command_is_bound_under_its_id(where: Where) -> None:
    assert [binding.id for binding in bindings_of(where)] == [command.id for command in commands_of(where)]


def test_no_command_lives_on_keys_that_terminals_swallow() -> None:
    for command in COMMANDS:
        for key in keys_of(command, {}):
            assert not key.startswith(("ctrl+shift+", "alt+"))
            assert key not in {"ctrl+enter", "shift+enter", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j"}


def test_a_command_that_lacks_something_says_what_in_the_person_s_language() -> None:
    command = next(command for command in COMMANDS if command.id == "history")
    assert why_not(command, {Need.POST, Need.REPOSITORY}) is None
    english = why_not(command, {Need.REPOSITORY})
    set_language("fr")
    french = why_not(command, {Need.REPOSITORY})
    assert english == "No post is selected."
    assert french
    assert french != english


def test_a_person_s_own_keys_take_the_place_of_ours() -> None:
    command = next(command for command in COMMANDS if command.id == "publish")
    assert keys_of(command, {"publish": "ctrl+b, f5"}) == ("ctrl+b", "f5")


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ctrl+s", "Ctrl+S"), ("f9", "F9"), ("p", "p"), ("slash", "/"), ("escape", "Esc"), ("T", "T")],
)
def test_keys_are_named_as_on_the_keyboard(key: str, shown: str) -> None:
    assert key_name(key) == shown
