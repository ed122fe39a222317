from __future__ import annotations

import re

from blogwifi_tui.markdown.plain import render_text

SOURCE = "# Titre\n\nUn [lien](https://a.fr/b) et https://c.fr.\n\n```sh\nls\n```\n"


def test_plain_text_says_where_links_lead_and_has_no_spaces_at_row_ends() -> None:
    text = render_text(SOURCE, 60, colour=False)
    assert text == "Titre\n━━━━━\n\nUn lien (https://a.fr/b) et https://c.fr.\n\n▎ sh\n▎ ls\n"


def test_colour_adds_colours_and_changes_no_word() -> None:
    coloured = render_text(SOURCE, 60, colour=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert bare != coloured
    assert [row.rstrip() for row in bare.splitlines()] == render_text(SOURCE, 60, colour=False).splitlines()


def test_a_hostile_post_sends_nothing_to_the_terminal() -> None:
    assert "\x1b" not in render_text("a\x1b]0;x\x07 `\x1b[2J` &#x202e;", 60, colour=False)


EVERYTHING = """\
# Un titre

## Un autre

Un [lien](https://a.fr/b), une ![image](b.png), une note[^1].

- un point
  - dessous
- [ ] à faire
- [x] fait

> Une citation

> [!WARNING]
> Attention.

| Nom | Prix |
| --- | ---- |
| a   | 1    |
| b   | 2    |

```sh
ls
```

***

{{< youtube abc >}}

[^1]: La note.
"""
WORDS = """\
# Un titre

## Un autre

Un lien (https://a.fr/b), une [image] image (b.png), une note[1].

- un point
  - dessous
[ ] à faire
[x] fait

> Une citation

> Warning
> Attention.

Nom   a
Prix  1

Nom   b
Prix  2

  sh
  ls

* * *

youtube · abc

1.  La note.
"""


def test_in_words_alone_each_part_says_what_it_is_without_a_line_or_a_sign() -> None:
    assert render_text(EVERYTHING, 80, colour=False, plain=True) == WORDS


def test_in_a_manual_code_is_as_it_is_written_and_no_line_stands_between_rows() -> None:
    command = "blogwifi completion bash > ~/.local/share/bash-completion/completions/blogwifi"
    table = "| a | b |\n|---|---|\n| one two three four | five six seven eight |\n| one | two |\n"
    text = render_text(f"```sh\n{command}\n\n  ls\n```\n\n{table}", 24, colour=False, manual=True)
    assert text.startswith(f"{command}\n\n  ls\n\n")
    assert "╌" not in text


def test_an_empty_post_prints_nothing() -> None:
    assert render_text("", 60, colour=False) == ""
