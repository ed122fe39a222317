"""One setting is one changed line of its file: comments, order, quotes, line ends and mark stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.core.settings_text import with_setting, without_setting
from blogwifi_tui.errors import SettingRefused
from blogwifi_tui.toml_text import read_toml

FILE = b"""# les miens
[ui]
theme = 'nord' # sombre
  # la nuit
group   =   "year"

[ui.keys]
publish = "ctrl+b"   # comme avant
"""


def changed(data: bytes, key: str, value: object) -> bytes:
    return with_setting(data, key.split("."), value, name="config.toml")


def removed(data: bytes, key: str) -> bytes:
    return without_setting(data, key.split("."), name="config.toml")


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("ui.theme", "dracula", b"'nord'", b"'dracula'"),
        ("ui.group", "month", b'"year"', b'"month"'),
        ("ui.keys.publish", "p,f9", b'"ctrl+b"', b'"p,f9"'),
        ("ui.pairs", True, b'"year"\n', b'"year"\npairs = true\n'),
        ("ui.keys.sort", "f7", b"# comme avant\n", b'# comme avant\nsort = "f7"\n'),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
@pytest.mark.parametrize("eol", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_one_line_changes_and_no_other_byte(
    key: str, value: object, old: bytes, new: bytes, mark: bytes, eol: bytes
) -> None:
    file, old, new = (each.replace(b"\n", eol) for each in (FILE, old, new))
    assert changed(mark + file, key, value) == mark + file.replace(old, new)


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        (b"", "ui.theme", "nord", b'[ui]\ntheme = "nord"\n'),
        (b"# rien", "ui.pairs", True, b"# rien\n\n[ui]\npairs = true\n"),
        (b"[ui]\n", "ui.theme", "nord", b'[ui]\ntheme = "nord"\n'),
        (b'[ui.keys]\nsort = "f7"\n', "ui.pairs", True, b'[ui.keys]\nsort = "f7"\n\n[ui]\npairs = true\n'),
        (b'ui.theme = "nord" # n\n', "ui.pairs", True, b'ui.theme = "nord" # n\nui.pairs = true\n'),
        (b'ui = { theme = "nord" } # n\n', "ui.theme", "dracula", b'ui = { theme = "dracula" } # n\n'),
        (b'[ui]\nkeys = { sort = "s" } # k\n', "ui.keys.publish", "p",
         b'[ui]\nkeys = { sort = "s", publish = "p" } # k\n'),
        (b"[commit]\nask = false\n", "commit.messages.edit", "É",
         b'[commit]\nask = false\n\n[commit.messages]\nedit = "\xc3\x89"\n'),
        (b'[commit]\nmessages.new = "N"\n', "commit.messages.edit", "E",
         b'[commit]\nmessages.new = "N"\nmessages.edit = "E"\n'),
        (b'[blog]\nposts = "a"\n', "blog.posts", ["a", "b"], b'[blog]\nposts = ["a", "b"]\n'),
    ],
)  # fmt: skip
def test_a_file_is_written_in_the_manner_it_has(before: bytes, key: str, value: object, after: bytes) -> None:
    assert changed(before, key, value) == after


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        (FILE, "ui.theme", FILE.replace(b"theme = 'nord' # sombre\n", b"")),
        (FILE, "ui.keys.publish", FILE.replace(b'publish = "ctrl+b"   # comme avant\n', b"")),
        (FILE, "ui.pairs", FILE),
        (b"", "ui.pairs", b""),
        (b'ui = { theme = "nord", pairs = true }\n', "ui.pairs", b'ui = { theme = "nord" }\n'),
        (b'ui.theme = "nord"\nui.pairs = true', "ui.pairs", b'ui.theme = "nord"\n'),
    ],
)
def test_back_to_the_default_takes_the_line_away(before: bytes, key: str, after: bytes) -> None:
    assert removed(before, key) == after


@pytest.mark.parametrize("data", [b"[ui\n", b"ui = 3\n", b"\xff\n", b"[[ui]]\n", b"ui = [1]\n"])
def test_a_file_that_cannot_be_changed_so_is_left(data: bytes) -> None:
    with pytest.raises(SettingRefused):
        changed(data, "ui.theme", "nord")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_typed_reads_back_as_it_was_meant(text: str) -> None:
    after = changed(FILE, "ui.editor", text)
    assert read_toml(after.decode()) == read_toml(FILE.decode()) | {
        "ui": {"theme": "nord", "group": "year", "keys": {"publish": "ctrl+b"}, "editor": text}
    }
    assert removed(after, "ui.editor") == FILE
