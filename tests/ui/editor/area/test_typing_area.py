"""The parts of the editor that only know lines: widths, wrapping, states, colours, paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.editor.area.code_colours import CodeColours
from blogwifi_tui.ui.editor.area.glyphs import ODD_ONE, breaks, cells, character_end, character_start, drawn
from blogwifi_tui.ui.editor.area.line_states import COMMENT, Fence, LineStates, after
from blogwifi_tui.ui.editor.area.markdown_colours import LONGEST, spans, underlines
from blogwifi_tui.ui.editor.area.paragraphs import paragraph
from blogwifi_tui.ui.editor.area.wrap_map import WrapMap

LETTERS = st.text(st.sampled_from("ab éœ日語\u0301\u200d👩\ufe0f❤’\t\u00a0-#x"), max_size=40)
PLAIN = st.text(st.sampled_from("ab éœ日語’-x  "), max_size=60)
LINES = st.sampled_from(["```", "```py", "~~~", "a", "<!-- x", "-->", "", "> ```", "- b", "a <!-- b --> c"])


def test_characters_measured_at_a_glance_are_one_cell_wide() -> None:
    for code in range(0x20, 0x3000):
        if not ODD_ONE.match(chr(code)):
            assert get_character_cell_size(chr(code)) == 1, hex(code)


@given(LETTERS)
def test_cells_are_those_rich_will_draw(text: str) -> None:
    shown = drawn(text).replace("\t", "")
    before = cells(shown, 4)
    assert len(before) == len(shown) + 1
    assert list(before) == sorted(before)
    assert before[-1] == cell_len(shown)


@given(st.text(max_size=60))
def test_what_is_drawn_is_as_long_as_the_text_and_safe(text: str) -> None:
    line = text.replace("\n", "")
    shown = drawn(line)
    assert len(shown) == len(line)
    assert visible(shown.replace("\t", "")) == shown.replace("\t", "")


@given(LETTERS)
def test_going_right_and_left_visits_the_same_characters(text: str) -> None:
    there, back = [0], [len(text)]
    while there[-1] < len(text):
        there.append(character_end(text, there[-1]))
    while back[-1] > 0:
        back.append(character_start(text, back[-1]))
    assert there == back[::-1]


@given(PLAIN, st.integers(4, 30))
def test_lines_are_split_where_textual_splits_them(text: str, width: int) -> None:
    ours, theirs = WrapMap(Document(text), width), WrappedDocument(Document(text), width)
    assert ours._wrap_offsets == theirs._wrap_offsets
    assert ours.height == theirs.height
    for y in range(ours.height):
        for x in range(width + 2):
            assert ours.offset_to_location(Offset(x, y)) == theirs.offset_to_location(Offset(x, y))


def test_a_no_break_space_holds_its_words_together() -> None:
    assert breaks("dix mots «\u00a0cœur\u00a0» fin", 15, 4) == [9]
    assert breaks("dix mots « cœur » fin", 15, 4) == [11]


@given(LETTERS, st.integers(2, 12))
def test_no_row_is_wider_than_the_screen_nor_splits_a_letter_from_its_accent(text: str, width: int) -> None:
    shown = drawn(text)
    before = cells(shown, 4)
    splits = breaks(shown, width, 4)
    bounds = [0, *splits, len(shown)]
    for start, end in pairwise(bounds):
        assert before[end] - before[start] <= max(width, 4)
    assert all(before[at] < before[at + 1] or before[at] != before[at - 1] for at in splits)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), st.lists(PLAIN, min_size=1, max_size=3))))
def test_wrapping_what_changed_gives_what_wrapping_all_gives(
    changes: list[tuple[int, int, list[str]]],
) -> None:
    document = Document("un\ndeux mots assez longs\n\ntrois")
    ours = WrapMap(document, 9)
    for place, length, lines in changes:
        top = place % document.line_count
        bottom = min(top + length, document.line_count - 1)
        end = document.replace_range((top, 0), (bottom, 10**6), "\n".join(lines)).end_location
        ours.wrap_range((top, 0), (bottom, 0), end)
    whole = WrapMap(document, 9)
    assert (ours._wrap_offsets, ours.tops) == (whole._wrap_offsets, whole.tops)


@given(st.data())
def test_states_kept_up_to_date_are_those_read_from_the_top(data: st.DataObject) -> None:
    lines = data.draw(st.lists(LINES, min_size=1, max_size=12))
    states = LineStates(lines)
    for _change in range(6):
        if data.draw(st.booleans()):
            states.at(data.draw(st.integers(0, len(lines) - 1)))
        top = data.draw(st.integers(0, len(lines) - 1))
        bottom = data.draw(st.integers(top, len(lines) - 1))
        new = data.draw(st.lists(LINES, min_size=1, max_size=3))
        lines[top : bottom + 1] = new
        states.replaced(top, bottom, top + len(new) - 1)
        state, read = None, []
        for line in lines:
            read.append(state)
            state = after(state, line)
        known = states._states[: len(lines)]
        assert known == read[: len(known)]
    assert [states.at(number) for number in range(len(lines))] == read


def test_a_letter_typed_far_up_reads_no_line_far_down() -> None:
    lines = ["texte"] * 10_000
    states = LineStates(lines)
    states.at(9_999)
    lines[5] = "```"
    states.replaced(5, 5, 5)
    assert len(states._states) < 10


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


def test_code_has_the_colours_of_its_language() -> None:
    colours = CodeColours()
    lines = ["def f():", '    """Deux', '    lignes."""', "    return 1  # un", "x" * 2000]
    assert colours.spans("python", lines, 0) == ()
    colours.prepare("python")
    colours.prepare("klingon")
    assert (0, 3, "code-keyword") in colours.spans("python", lines, 0)
    assert {name for _first, _last, name in colours.spans("python", lines, 2)} == {"code-string"}
    assert colours.spans("python", lines, 3)[-1] == (14, 18, "code-comment")
    assert colours.spans("klingon", lines, 0) == ()


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (0, range(1)),
        (1, range(1, 2)),
        (2, range(2, 4)),
        (3, range(2, 4)),
        (5, range(5, 7)),
        (6, range(5, 7)),
        (7, range(7, 8)),
    ],
)
def test_a_paragraph_ends_at_a_blank_line_a_title_or_an_item(line: int, lines: range) -> None:
    text = ["# titre", "", "un", "deux", "", "- item", "  suite", "- autre"]
    assert paragraph(text, line) == lines
