"""What keys, pastes and marks write, asked of the lines alone."""

from __future__ import annotations

import pytest
from textual.document._document import Document, Selection

from blogwifi_tui.ui.editor.area.line_states import LineStates
from blogwifi_tui.ui.editor.area.typing_rules import Typed, TypingRules
from blogwifi_tui.ui.editor.area.words import word_at


def _rules(text: str, *, with_pairs: bool = False) -> tuple[Document, TypingRules]:
    document = Document(text)
    return document, TypingRules(document.lines, LineStates(document.lines), 4, with_pairs=with_pairs)


def _written(document: Document, typed: Typed) -> str:
    """The text once it is written, ``|`` at the caret and ``[`` where the selection begins."""
    row, column = document.replace_range(typed.start, typed.end, typed.text).end_location
    lines = document.lines
    at = column - typed.back
    lines[row] = f"{lines[row][:at]}|{lines[row][at:]}"
    if typed.select_from is not None:
        row, column = typed.start
        at = column + typed.select_from
        lines[row] = f"{lines[row][:at]}[{lines[row][at:]}"
    return document.text


def _caret(row: int, column: int) -> Selection:
    return Selection.cursor((row, column))


@pytest.mark.parametrize(
    ("text", "caret", "after"),
    [
        ("- un deux", (0, 4), "- un\n- |deux"),
        ("- un\n- ", (1, 2), "- un\n|"),
        ("1. un\n   - ", (1, 5), "1. un\n2. |"),
        ("```\n  > - code", (1, 10), "```\n  > - code\n  > |"),
        ("- un", (0, 1), "-\n| un"),
        ("1. un\n1. deux", (1, 7), "1. un\n1. deux\n1. |"),
        ("1. un\n   1. deux", (1, 10), "1. un\n   1. deux\n   2. |"),
        ("2. un\n3. deux", (1, 7), "2. un\n3. deux\n4. |"),
        ("Code :\n\n    - x", (2, 7), "Code :\n\n    - x\n    |"),
        ("Code :\n\n    x\n    - ", (3, 6), "Code :\n\n    x\n    - \n    |"),
        ("- un\n\n    - x", (2, 7), "- un\n\n    - x\n    - |"),
    ],
)
def test_enter_writes_what_goes_on_in_place_of_the_spaces_at_the_caret(
    text: str, caret: tuple[int, int], after: str
) -> None:
    document, rules = _rules(text)
    assert _written(document, rules.enter(_caret(*caret))) == after


def test_enter_over_a_selection_only_ends_the_line() -> None:
    document, rules = _rules("- un deux")
    assert _written(document, rules.enter(Selection((0, 9), (0, 4)))) == "- un\n|"


def test_tab_goes_to_the_next_stop_as_the_line_is_drawn() -> None:
    _document, rules = _rules("a\n日本\n- b\n```\n- c")
    assert rules.spaces_to_tab_stop(_caret(0, 1)) == "   "
    assert rules.spaces_to_tab_stop(_caret(1, 1)) == "  "
    assert rules.spaces_to_tab_stop(_caret(1, 2)) == "    "
    assert rules.spaces_to_tab_stop(_caret(2, 3)) == ""
    assert rules.spaces_to_tab_stop(_caret(4, 0)) == "    "
    assert rules.spaces_to_tab_stop(Selection((0, 0), (1, 0))) == ""


def test_each_shifted_item_goes_under_the_one_above_as_that_was_moved() -> None:
    document, rules = _rules("1. a\n2. b\n3. c\n\tmot")
    for typed in rules.shifted(Selection((1, 0), (3, 0)), deeper=True):
        document.replace_range(typed.start, typed.end, typed.text)
    assert document.text == "1. a\n   1. b\n   1. c\n\tmot"
    for typed in rules.shifted(Selection((1, 0), (3, 1)), deeper=False):
        document.replace_range(typed.start, typed.end, typed.text)
    assert document.text == "1. a\n2. b\n3. c\nmot"


@pytest.mark.parametrize(
    ("above", "indent"), [("-\tun", "    "), ("- un", "  "), ("-     code", "  "), ("  1.\tun", "        ")]
)
def test_an_item_goes_under_the_words_of_the_one_above_where_tabs_put_them(above: str, indent: str) -> None:
    document, rules = _rules(f"{above}\n{above.partition(above.lstrip()[0])[0]}-\tdeux")
    for typed in rules.shifted(_caret(1, 4), deeper=True):
        document.replace_range(typed.start, typed.end, typed.text)
    assert document.lines[1] == f"{indent}-\tdeux"


def test_lines_that_stay_are_not_written_again() -> None:
    _document, rules = _rules("- un\n\nmot")
    assert rules.shifted(Selection((0, 0), (2, 0)), deeper=True) == []
    assert rules.shifted(Selection((0, 0), (2, 3)), deeper=False) == []


@pytest.mark.parametrize(
    ("character", "selection", "after"),
    [
        ("*", Selection((0, 3), (0, 6)), "un *[mot|* ici"),
        ("«", Selection((0, 6), (0, 3)), "un «\u00a0[mot|\u00a0» ici"),
        ("x", Selection((0, 3), (0, 6)), "un x| ici"),
        ("[", Selection.cursor((0, 3)), "un [|mot ici"),
        ("[", Selection.cursor((0, 6)), "un mot[| ici"),
    ],
)
def test_a_character_is_closed_around_words_and_not_inside_one(
    character: str, selection: Selection, after: str
) -> None:
    document, rules = _rules("un mot ici", with_pairs=True)
    assert _written(document, rules.character(character, selection)) == after


def test_what_closes_a_pair_is_stepped_over() -> None:
    document, rules = _rules("[mot]", with_pairs=True)
    assert _written(document, rules.character("]", _caret(0, 4))) == "[mot]|"


def test_without_pairs_a_character_is_written_alone() -> None:
    document, rules = _rules("un ")
    assert _written(document, rules.character("[", _caret(0, 3))) == "un [|"
    assert rules.empty_pair(_caret(0, 3)) is None


def test_a_pair_with_nothing_in_it_is_found_around_the_caret_only() -> None:
    _document, rules = _rules("a **** b [] c", with_pairs=True)
    assert rules.empty_pair(_caret(0, 4)) == ((0, 2), (0, 6))
    assert rules.empty_pair(_caret(0, 10)) == ((0, 9), (0, 11))
    assert rules.empty_pair(_caret(0, 9)) is None
    assert rules.empty_pair(Selection((0, 9), (0, 10))) is None


@pytest.mark.parametrize(
    ("selection", "pasted", "written"),
    [
        (Selection((0, 5), (0, 8)), " https://a.fr\n", "[ici](https://a.fr)"),
        (Selection((0, 8), (0, 5)), "mailto:a@b.fr", "[ici](mailto:a@b.fr)"),
        (Selection((0, 5), (0, 5)), "https://a.fr", "https://a.fr"),
        (Selection((0, 5), (1, 1)), "https://a.fr", "https://a.fr"),
        (Selection((1, 0), (1, 12)), "https://a.fr", "https://a.fr"),
        (Selection((0, 5), (0, 8)), "deux mots", "deux mots"),
    ],
)
def test_an_address_pasted_over_the_words_of_a_line_makes_them_a_link(
    selection: Selection, pasted: str, written: str
) -> None:
    _document, rules = _rules("voir ici\nhttps://b.fr")
    assert rules.pasted(pasted, selection) == written


@pytest.mark.parametrize(
    ("text", "selection", "mark", "after"),
    [
        ("un l’hôtel ici", _caret(0, 6), "**", "un **[l’hôtel|** ici"),
        ("un **mot** ici", _caret(0, 6), "**", "un [mot| ici"),
        ("un **mot** ici", Selection((0, 3), (0, 10)), "**", "un [mot| ici"),
        ("**gras**", _caret(0, 4), "*", "***[gras|***"),
        ("un\ndeux", Selection((1, 4), (0, 0)), "_", "_[un\ndeux|_"),
        ("un  deux", _caret(0, 3), "*", "un *[|* deux"),
    ],
)
def test_marks_go_around_what_is_selected_or_the_word_and_away_again(
    text: str, selection: Selection, mark: str, after: str
) -> None:
    document, rules = _rules(text)
    typed = rules.marked(selection, mark, mark)
    assert typed
    assert _written(document, typed) == after


@pytest.mark.parametrize(
    ("selection", "address", "after"),
    [
        (_caret(0, 6), "", "voir [ici](|)  "),
        (_caret(0, 6), "a.md", "voir [ici](a.md)|  "),
        (_caret(0, 9), "", "voir ici [|]() "),
        (_caret(0, 9), "a.md", "voir ici [|](a.md) "),
    ],
)
def test_the_caret_of_a_new_link_waits_for_what_is_missing(
    selection: Selection, address: str, after: str
) -> None:
    document, rules = _rules("voir ici  ")
    typed = rules.linked(selection, address)
    assert typed
    assert _written(document, typed) == after


@pytest.mark.parametrize(
    ("column", "word"), [(0, "L’été"), (5, "L’été"), (6, "porte-clés"), (17, ""), (18, "fin")]
)
def test_a_word_keeps_its_apostrophe_and_its_hyphen(column: int, word: str) -> None:
    line = "L’été porte-clés  fin"
    found = word_at([line], (0, column))
    assert line[found.start[1] : found.end[1]] == word


PLACES = """\
un mot ici
[ici](/vieux/chemin/) et ![alt](img/a.png)
<a href="ANCIEN">là</a> et `ADRESSE` et <http:vieux>

[ref]: /ancien

> {{< figure src="photo.jpg" >}}

    code ADRESSE2

```
url: ADRESSE3
```

[![image](petite.png)](grande.png) [texte][ref]
"""


@pytest.mark.parametrize(
    "old",
    [
        "/vieux/chemin/",
        "img/a.png",
        "ANCIEN",
        "ADRESSE",
        "http:vieux",
        "/ancien",
        "photo.jpg",
        "ADRESSE2",
        "ADRESSE3",
        "petite.png",
        "grande.png",
        "texte",
        "ici](/vieux",
    ],
)
def test_an_address_pasted_where_no_link_can_be_takes_the_place_of_what_is_selected(old: str) -> None:
    before, _, _ = PLACES.partition(old)
    row, column = before.count("\n"), len(before.rpartition("\n")[2])
    _document, rules = _rules(PLACES)
    selection = Selection((row, column), (row, column + len(old)))
    assert rules.pasted("https://exemple.fr/neuf", selection) == "https://exemple.fr/neuf"


def test_an_address_pasted_into_the_front_matter_takes_the_place_of_what_is_selected() -> None:
    _document, rules = _rules("---\nurl: ancienne\n---\nun mot ici\n")
    assert rules.pasted("https://a.fr", Selection((1, 5), (1, 13))) == "https://a.fr"
    assert rules.pasted("https://a.fr", Selection((3, 3), (3, 6))) == "[mot](https://a.fr)"


@pytest.mark.parametrize(
    ("text", "selection", "mark", "after"),
    [
        ("un mot ici", Selection((0, 3), (0, 7)), "**", "un **[mot|** ici"),
        ("un mot\u00a0! ici", Selection((0, 3), (0, 7)), "**", "un **[mot|**\u00a0! ici"),
        ("première ligne\nseconde", Selection((0, 0), (1, 0)), "**", "**[première ligne|**\nseconde"),
        ("un\n\ndeux\ntrois\n", Selection((0, 0), (4, 0)), "**", "**[un**\n\n**deux\ntrois|**\n"),
        ("- un\n- [ ] deux\n1. trois", Selection((0, 0), (2, 8)), "*", "- *[un*\n- [ ] *deux*\n1. *trois|*"),
        ("## Titre ##\ntexte", Selection((0, 0), (1, 5)), "**", "## **[Titre** ##\n**texte|**"),
        ("> un\n> deux", Selection((0, 0), (1, 6)), "**", "> **[un\n> deux|**"),
        ("a\n\n---\n\nb", Selection((0, 0), (4, 1)), "**", "**[a**\n\n---\n\n**b|**"),
        ("a\n```\ncode\n```\nb", Selection((0, 0), (4, 1)), "**", "**[a**\n```\ncode\n```\n**b|**"),
        ("| a | b |\n|---|---|\n|d|", Selection((0, 0), (2, 3)), "*", "| *[a* | *b* |\n|---|---|\n|*d|*|"),
        ("Titre\n===\ntexte", Selection((0, 0), (2, 5)), "*", "*[Titre*\n===\n*texte|*"),
        ("**un**\n\n**deux**", Selection((0, 0), (2, 8)), "**", "[un\n\ndeux|"),
        ("- **un**\n- deux", Selection((0, 0), (1, 6)), "**", "- [**un**\n- **deux|**"),
        ("**a** et **b**", Selection((0, 0), (0, 14)), "**", "**[**a** et **b**|**"),
        ("un **mot** ici", _caret(0, 10), "**", "un mot| ici"),
        ("un **mot** ici", _caret(0, 3), "**", "un |mot ici"),
        ("un **deux mots** ici", _caret(0, 9), "**", "un deux| mots ici"),
        ("un **mot**", _caret(0, 10), "*", "un ***[mot|***"),
        ("un ***mot***", _caret(0, 12), "**", "un *mot|*"),
        ("a ** b ** c", _caret(0, 6), "**", "a ** **[b|** ** c"),
    ],
)  # fmt: skip
def test_marks_stay_outside_of_blanks_and_inside_of_what_begins_a_block(
    text: str, selection: Selection, mark: str, after: str
) -> None:
    document, rules = _rules(text)
    typed = rules.marked(selection, mark, mark)
    assert typed
    assert _written(document, typed) == after


def test_no_marks_go_around_blanks_alone() -> None:
    _document, rules = _rules("un  \n\n---\n")
    assert rules.marked(Selection((0, 2), (2, 3)), "**", "**") is None
    assert rules.linked(Selection((0, 2), (2, 3)), "") is None


def test_a_link_leaves_blanks_outside_and_goes_over_no_second_paragraph() -> None:
    document, rules = _rules("- un mot ici\n\ndeux")
    assert rules.linked(Selection((0, 0), (2, 4)), "") is None
    typed = rules.linked(Selection((0, 5), (0, 9)), "a.md")
    assert typed
    assert _written(document, typed) == "- un [mot](a.md)| ici\n\ndeux"
