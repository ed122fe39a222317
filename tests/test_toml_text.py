"""TOML is read as Python reads it, but for keys of many parts, of which Python takes the square."""

from __future__ import annotations

import tomllib

import pytest

from blogwifi_tui.toml_text import MOST_PARTS, read_toml


@pytest.mark.parametrize("around", ["{} = 1", "[{}]", "a = {{ {} = 1 }}", "a = 'b'\n\n{} = 1"])
def test_a_key_of_too_many_parts_is_a_mistake_with_its_line(around: str) -> None:
    text = around.format("a." * MOST_PARTS + "b")
    with pytest.raises(tomllib.TOMLDecodeError, match=rf"at line {text.count(chr(10)) + 1},"):
        read_toml(text)


def test_quoted_parts_count_too() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml('"a b". ' * MOST_PARTS + "c = 1")


@pytest.mark.parametrize("text", ["a.b.c = 1", "a = '" + "b." * 99 + "c'", 'a = "\\"' + "b." * 99 + '"'])
def test_few_parts_and_dots_in_a_value_are_read(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)
