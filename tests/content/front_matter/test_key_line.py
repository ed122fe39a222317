"""Where a key of a header stands in its file."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.front_matter.key_line import line_of
from blogwifi_tui.content.front_matter.split import split

YAML = b"""---
params:
  title: dedans
  author: Marc
title: Un  # pour title: rien
"a b": c
map: {x: 1, y: 2}
---
texte: non
"""
TOML = b"""+++
title = 'Un'
[params]
author = 'Marc'
+++
"""
JSON = b'{\n  "title": "Un",\n  "params": {\n    "author": "Marc"\n  }\n}\n'


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (YAML, "title", 4),
        (YAML, "Title", 4),
        (YAML, "params", 1),
        (YAML, "params.author", 3),
        (YAML, "a b", 5),
        (YAML, "map.y", 6),
        (b"\n" + YAML, "title", 5),
        (TOML, "title", 1),
        (TOML, "params", 2),
        (TOML, "params.author", 3),
        (JSON, "title", 1),
        (JSON, "params.author", 3),
        (b"Title: Un\nDate: 2020-01-01\n\nTexte\n", "date", 1),
    ],
)
def test_a_key_is_found_on_its_line(data: bytes, key: str, line: int) -> None:
    assert line_of(split(data), key) == line


@pytest.mark.parametrize(
    ("data", "key"), [(YAML, "texte"), (YAML, ""), (TOML, "rien"), (b"Texte\n", "title")]
)
def test_a_key_that_is_not_there_leads_to_the_first_line_of_the_header(data: bytes, key: str) -> None:
    assert line_of(split(data), key) == (0 if data == b"Texte\n" else 1)
