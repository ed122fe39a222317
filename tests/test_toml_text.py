"""TOML is read as Python reads it, but for keys of many parts, of which Python takes the square."""

from __future__ import annotations

import tomllib

import pytest

from blogwifi_tui.toml_text import MOST_PARTS, ManyParts, TomlError, read_toml

LONG = "c." * MOST_PARTS + "d"


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} = 1",
        f"[{LONG}]",
        f"a = {{ {LONG} = 1 }}",
        f"a = 'b'\n\n{LONG} = 1",
        '"c d". ' * MOST_PARTS + "d = 1",
        f"a = {{ b = '''it's''', {LONG} = 1 }}",
        f'a = {{ b = """say "a" or ""b""""", {LONG} = 1 }}',
        f'a = 1 # it\'s """\n{LONG} = 1',
        f'a = """\n\\""" \n"""\n{LONG} = 1',
        f"a = ''''''\n{LONG} = 1",
    ],
)
def test_a_key_of_too_many_parts_is_a_mistake_with_its_line(text: str) -> None:
    with pytest.raises(ManyParts) as found:
        read_toml(text)
    assert found.value.line == text.count("\n") + 1
    tomllib.loads(text)  # it is TOML: the key alone is refused


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c = 1",
        f"a = '{LONG}'",
        f'a = "\\"{LONG}"',
        f'a = """\n{LONG}\n"""',
        f"a = '''\n'{LONG}\n'''",
        f"a = 1 # {LONG}",
        "a." * (MOST_PARTS - 1) + "b = 1",
    ],
)
def test_few_parts_and_dots_in_a_text_or_a_comment_are_read(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = ?\n", 2), ("a = [\n", None), ("a = 1\na = 2\n", 2)])
def test_what_is_no_toml_is_said_with_its_line_where_there_is_one(text: str, line: int | None) -> None:
    with pytest.raises(TomlError) as found:
        read_toml(text)
    assert found.value.line == line
    assert "(at" not in str(found.value)
