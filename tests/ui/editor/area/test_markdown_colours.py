"""The colours of one line of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.ui.editor.area.line_states import COMMENT, Fence
from blogwifi_tui.ui.editor.area.markdown_colours import LONGEST, spans, underlines


def _named(line: str, **options: object) -> list[tuple[str, str]]:
    return [
        (line[first:last], name)
        for first, last, name in spans(line, options.get("state"), bool(options.get("no_break")))
    ]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("## Titre", "heading", "## Titre"),
        ("un **gras** mot", "strong", "gras"),
        ("un __gras__ mot", "strong", "gras"),
        ("un *mot* penché", "emphasis", "mot"),
        ("un _mot_ penché", "emphasis", "mot"),
        ("***les deux***", "emphasis", "les deux"),
        ("un ~~mot~~ barré", "strike", "mot"),
        ("un ==mot== marqué", "mark", "mot"),
        ("du ``co`de`` ici", "code", "``co`de``"),
        ("[un **lien**](https://a.fr/x_(y))", "link", "un **lien**"),
        ("[lien][1]", "link", "lien"),
        ("[1]: https://a.fr", "address", "https://a.fr"),
        ("![une image](a.png)", "image", "une image"),
        ("voir <https://a.fr> ici", "address", "<https://a.fr>"),
        ("voir https://a.fr/é, ici", "address", "https://a.fr/é"),
        ("> cité", "quote", "> cité"),
        ("> cité", "marker", ">"),
        ("- [x] fait", "marker", " [x]"),
        ("12. douze", "marker", "12."),
        ("| a | b |", "table", "|"),
        ("|---|:-:|", "marker", "|---|:-:|"),
        ("note[^1]", "footnote", "[^1]"),
        ("[^1]: note", "footnote", "[^1]:"),
        ("un <b>mot</b>", "html", "</b>"),
        ("un <!-- oublié -->", "html", "<!-- oublié -->"),
        ("<!-- qui continue", "html", "<!-- qui continue"),
        ("{{< figure src=x >}}", "shortcode", "{{< figure src=x >}}"),
        ("{% raw %} {{ x }}", "shortcode", "{{ x }}"),
        ("a&nbsp;b", "entity", "&nbsp;"),
        ("a\x1bb", "control", "\x1b"),
        ("```python", "marker", "```python"),
        ("* * *", "marker", "* * *"),
    ],
)
def test_markdown_is_named(line: str, name: str, words: str) -> None:
    assert (words, name) in _named(line)


@pytest.mark.parametrize(
    "line",
    ["un snake_case_mot", "2 * 3 * 4", r"\*pas\* penché", "a ** b ** c", "#pas un titre", "prix: 5 < 6 > 4"],
)
def test_what_only_looks_like_markdown_is_left_alone(line: str) -> None:
    assert _named(line) == []


@pytest.mark.parametrize(
    ("line", "below", "heading"),
    [
        ("Un *titre*", "===", True),
        ("Un titre", "---", True),
        ("*Noël* 1995", " = ", True),
        ("", "===", False),
        ("- un élément", "---", False),
        ("> cité", "===", False),
        ("# titre", "---", False),
        ("title: A", "---", False),
        ("Un titre : oui", "--- x", False),
    ],
)
def test_a_line_underlined_is_a_heading(line: str, below: str, heading: bool) -> None:
    assert underlines(below, line, None) is heading


def test_what_is_in_an_underlined_heading_keeps_its_own_colours() -> None:
    found = spans("Un *titre*", None, False, True)
    assert (0, 10, "heading") in found
    assert (4, 9, "emphasis") in found


def test_code_is_not_read_as_markdown() -> None:
    assert _named("**x**", state=Fence("```", "py")) == [("**x**", "code-block")]
    assert _named("```", state=Fence("```", "py")) == [("```", "marker")]
    assert _named("fin --> **x**", state=COMMENT)[0] == ("fin -->", "html")


def test_no_break_spaces_are_named_on_request() -> None:
    assert ("\u00a0", "space") in _named("a\u00a0!", no_break=True)
    assert _named("a\u00a0!") == []


@pytest.mark.parametrize(
    "bad", ["*", "[", "**a ", "![[", "<a ", "[a](", "_a ", "{{", "`` ` ", "> ", "- ", "| ", "[^", "&#"]
)
def test_a_line_made_to_be_slow_is_read_in_a_bounded_number_of_steps(bad: str) -> None:
    line = (bad * LONGEST)[: LONGEST - 1]
    assert all(0 <= first <= last <= len(line) for first, last, _name in spans(line, None))


@given(st.text(st.sampled_from("ab*_`[]()!<>~=#->|{}%&;:/ \\.1"), max_size=80))
def test_any_line_has_spans_within_itself(line: str) -> None:
    assert all(0 <= first <= last <= len(line) for first, last, _name in spans(line, None))
