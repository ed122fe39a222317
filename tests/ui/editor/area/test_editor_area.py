from __future__ import annotations

import pytest
from textual.document._document import Selection
from textual.events import Paste

from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.area.words import piece_at
from tests.ui.terminal import AreaApp


async def _typed(text: str, *keys: str, at: tuple[int, int] | None = None, **options: bool) -> EditorArea:
    """The area after keys pressed at a place, by default the end of the text."""
    app = AreaApp(text, **options)
    async with app.run_test(size=(60, 20)):
        await app.settle()
        app.area.move_cursor(at or app.area.document.end)
        await app.press(*keys)
    return app.area


# Text in, text out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a\n",
        "a\r\nb\r\n",
        "a\r\nb\nc\r",
        "a\x0cb\u2028c\x85d\n",
        "\ufeffé\u00a0»\n\n\n",
        "\x00\x1b\ud800",
    ],
)
async def test_a_text_that_was_only_looked_at_comes_back_as_it_was(text: str) -> None:
    area = await _typed(text, "left", "right", "up")
    assert area.content == text
    assert not area.dirty


async def test_changed_lines_keep_their_own_line_end() -> None:
    area = await _typed("un\r\ndeux\ntrois\r\n", "x", "enter", "y", at=(1, 4))
    assert area.content.startswith("un\r\ndeuxx")
    assert area.content.endswith("y\r\ntrois\r\n")


async def test_a_snapshot_is_the_text_of_its_moment() -> None:
    app = AreaApp("a\r\n")
    async with app.run_test():
        taken = app.area.snapshot()
        await app.type("x")
        assert taken() == "a\r\n"
        assert app.area.content == "xa\r\n"


async def test_dirty_follows_the_text_and_not_the_keys() -> None:
    app = AreaApp("un\ndeux\n")
    async with app.run_test():
        await app.type("x")
        assert app.area.dirty
        await app.press("backspace")
        assert not app.area.dirty
        await app.type("y")
        app.area.mark_saved()
        assert not app.area.dirty
        app.area.undo()
        assert app.area.dirty


async def test_saving_and_reloading_lose_no_step_of_undo() -> None:
    app = AreaApp("un\ndeux\ntrois\n")
    async with app.run_test():
        area = app.area
        area.move_cursor((1, 4))
        await app.type("!")
        area.mark_saved()
        area.reload("un\ndeux! et demi\ntrois\nquatre\n")
        await app.settle()
        assert not area.dirty
        assert area.cursor_location == (1, 5)
        area.undo()
        assert area.content == "un\ndeux!\ntrois\n"
        assert area.dirty
        area.undo()
        assert area.content == "un\ndeux\ntrois\n"
        area.redo()
        area.redo()
        assert area.content == "un\ndeux! et demi\ntrois\nquatre\n"


@pytest.mark.parametrize("new", ["", "\n", "a", "a\nb\nc\n", "b\nc", "x\na\nb\nc", "a\nx\ny\nc", "c\nb\na"])
async def test_a_reload_gives_exactly_the_new_text(new: str) -> None:
    app = AreaApp("a\nb\nc")
    async with app.run_test():
        app.area.reload(new)
        assert app.area.content == new
        app.area.undo()
        assert app.area.text == "a\nb\nc"


async def test_the_caret_stays_on_its_words_when_another_program_wrote_above_them() -> None:
    app = AreaApp("un\ndeux\ntrois\n")
    async with app.run_test():
        app.area.move_cursor((2, 3))
        app.area.reload("zéro\nun\ndeux\ntrois\n")
        assert app.area.cursor_location == (3, 3)


async def test_more_than_a_hundred_steps_can_be_taken_back() -> None:
    app = AreaApp("")
    async with app.run_test():
        for number in range(150):
            app.area.insert_text(f"{number}\n")
        for _number in range(150):
            app.area.undo()
        assert app.area.text == ""


async def test_typing_is_taken_back_word_by_word_and_not_letter_by_letter() -> None:
    app = AreaApp("")
    async with app.run_test():
        await app.type("une phrase assez longue pour deux pas")
        app.area.undo()
        assert app.area.text == "une phrase assez longue "
        app.area.undo()
        assert app.area.text == ""


async def test_edits_and_moves_are_told_once_after_the_screen_shows_them() -> None:
    told: list[object] = []

    class App(AreaApp):
        def on_editor_area_edited(self, event: EditorArea.Edited) -> None:
            told.append(event.area.text)

        def on_editor_area_caret_moved(self, event: EditorArea.CaretMoved) -> None:
            told.append((event.line, event.column))

    app = App("a\n")
    async with app.run_test():
        await app.settle()
        told.clear()
        for letter in "bcd":
            app.area.insert_typed(letter)
        await app.settle()
        assert told == ["bcda\n", (0, 3)]


# Lists and quotes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- un", "- un\n- "),
        ("* [x] fait", "* [x] fait\n* [ ] "),
        ("9. neuf", "9. neuf\n10. "),
        ("  3) trois", "  3) trois\n  4) "),
        ("> > cité", "> > cité\n> > "),
        ("> - cité", "> - cité\n> - "),
        ("    code", "    code\n    "),
        ("- un\n- ", "- un\n"),
        ("- un\n  - ", "- un\n- "),
        ("1. un\n   - ", "1. un\n2. "),
        ("- [ ] un\n- [ ] ", "- [ ] un\n"),
        ("> cité\n> ", "> cité\n"),
        ("texte", "texte\n"),
        ("* * *", "* * *\n"),
        ("**gras**", "**gras**\n"),
        ("-", "-\n"),
        ("```\n- code", "```\n- code\n"),
    ],
)
async def test_enter_goes_on_as_the_line_began_or_ends_it(before: str, after: str) -> None:
    assert (await _typed(before, "enter")).text == after


async def test_enter_inside_an_item_takes_the_rest_along() -> None:
    area = await _typed("- un deux", "enter", at=(0, 4))
    assert area.text == "- un\n- deux"
    assert area.cursor_location == (1, 2)


async def test_enter_before_the_mark_of_an_item_makes_room_above_it() -> None:
    assert (await _typed("- un", "enter", at=(0, 0))).text == "\n- un"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("- un\n- deux", ["tab"], "- un\n  - deux"),
        ("1. un\n2. deux", ["tab"], "1. un\n   1. deux"),
        ("- un\n  - deux", ["shift+tab"], "- un\n- deux"),
        ("1. un\n   - deux", ["shift+tab"], "1. un\n2. deux"),
        ("- un", ["tab"], "- un"),
        ("- un", ["shift+tab"], "- un"),
        ("mot", ["tab"], "mot "),
        ("", ["tab"], "    "),
        ("    code", ["shift+tab"], "code"),
        ("- un\n\n  suite\n- deux", ["tab"], "- un\n\n  suite\n  - deux"),
    ],
)
async def test_tab_moves_items_under_the_one_above_and_back(before: str, keys: list[str], after: str) -> None:
    assert (await _typed(before, *keys)).text == after


async def test_tab_moves_all_selected_lines_as_one_step() -> None:
    app = AreaApp("- a\n- b\n- c\nfin")
    async with app.run_test():
        app.area.selection = Selection((1, 1), (2, 3))
        await app.press("tab")
        assert app.area.text == "- a\n  - b\n  - c\nfin"
        assert app.area.selection == Selection((1, 3), (2, 5))
        app.area.undo()
        assert app.area.text == "- a\n- b\n- c\nfin"


# Pairs, marks, links


async def test_pairs_are_written_only_when_asked_for() -> None:
    assert (await _typed("", "[", "_")).text == "[_"
    assert (await _typed("", "[", "m", with_pairs=True)).text == "[m]"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("**gras**", "**gras**"),
        ("[lien]", "[lien]"),
        ("`code`", "`code`"),
        ("```", "```"),
        ("snake_case", "snake_case"),
        ("«x»", "«\u00a0x\u00a0»"),
        ("3 * 4", "3 * 4"),
        ("* point", "* point"),
    ],
)
async def test_what_is_typed_in_full_is_not_written_twice(keys: str, text: str) -> None:
    app = AreaApp("", with_pairs=True)
    async with app.run_test():
        await app.type(keys)
        assert app.area.text == text


async def test_backspace_takes_an_empty_pair_back_as_a_whole() -> None:
    assert (await _typed("", "*", "*", "backspace", with_pairs=True)).text == ""


async def test_a_mark_typed_over_words_goes_around_them() -> None:
    app = AreaApp("un mot ici", with_pairs=True)
    async with app.run_test():
        app.area.selection = Selection((0, 3), (0, 6))
        await app.type("**")
        assert app.area.text == "un **mot** ici"
        assert app.area.selected_text == "mot"


async def test_bold_goes_around_the_word_at_the_caret_and_away_again() -> None:
    app = AreaApp("un l’hôtel ici")
    async with app.run_test():
        app.area.move_cursor((0, 6))
        app.area.wrap_selection("**", "**")
        assert app.area.text == "un **l’hôtel** ici"
        app.area.wrap_selection("**", "**")
        assert app.area.text == "un l’hôtel ici"
        app.area.undo()
        app.area.undo()
        assert app.area.text == "un l’hôtel ici"


async def test_italic_does_not_take_a_star_of_bold_for_its_own() -> None:
    app = AreaApp("**gras**")
    async with app.run_test():
        app.area.selection = Selection((0, 2), (0, 6))
        app.area.wrap_selection("*", "*")
        assert app.area.text == "***gras***"
        app.area.wrap_selection("**", "**")
        assert app.area.text == "*gras*"


async def test_a_link_waits_for_what_is_missing() -> None:
    app = AreaApp("voir ici")
    async with app.run_test():
        app.area.selection = Selection((0, 5), (0, 8))
        app.area.make_link()
        assert app.area.text == "voir [ici]()"
        assert app.area.cursor_location == (0, 11)
        app.area.undo()
        app.area.move_cursor((0, 4))
        app.area.make_link("https://a.fr")
        assert app.area.text == "[voir](https://a.fr) ici"


@pytest.mark.parametrize(
    ("selected", "pasted", "text"),
    [
        ("ici", "https://a.fr/é\n", "[ici](https://a.fr/é)"),
        ("ici", "mot", "mot"),
        ("https://b.fr", "https://a.fr", "https://a.fr"),
    ],
)
async def test_an_address_pasted_over_words_makes_them_a_link(selected: str, pasted: str, text: str) -> None:
    app = AreaApp(selected)
    async with app.run_test():
        app.area.select_all()
        app.area.post_message(Paste(pasted))
        await app.settle()
        assert app.area.text == text


async def test_a_long_paste_is_one_step() -> None:
    app = AreaApp("avant\naprès")
    async with app.run_test():
        app.area.move_cursor((0, 5))
        app.area.paste("ligne é\r\n" * 5000)
        assert app.area.document.line_count == 5002
        app.area.undo()
        assert app.area.text == "avant\naprès"


# French, wide characters, keys


async def test_french_letters_and_signs_are_typed_as_they_are() -> None:
    words = "Été à l’hôtel\u00a0: «\u202fcœur\u202f», ça… 🎉 ÿ€ 👩\u200d👩\u200d👧"
    app = AreaApp("")
    async with app.run_test():
        await app.type(words)
        assert app.area.text == words


async def test_the_caret_takes_a_letter_and_its_accent_as_one() -> None:
    app = AreaApp("e\u0301te\u0301 日本 👩\u200d👩\u200d👧!")
    async with app.run_test():
        columns = []
        for _key in range(9):
            await app.press("right")
            columns.append(app.area.cursor_location[1])
        assert columns == [2, 3, 5, 6, 7, 8, 9, 14, 15]
        await app.press("left", "left", "backspace", "home", "delete")
        assert app.area.text == "te\u0301 日本👩\u200d👩\u200d👧!"


async def test_keys_of_commands_reach_the_screen() -> None:
    reached: list[str] = []

    class App(AreaApp):
        def on_key(self, event: object) -> None:
            reached.append(event.key)  # type: ignore[attr-defined]

    keys = [
        "ctrl+s",
        "escape",
        "f1",
        "f3",
        "f4",
        "f6",
        "f7",
        "f8",
        "f9",
        "ctrl+f",
        "ctrl+g",
        "ctrl+k",
        "ctrl+b",
        "alt+x",
    ]
    app = App("a")
    async with app.run_test():
        await app.press(*keys)
    assert reached == keys
    assert app.area.text == "a"


async def test_the_caret_goes_to_both_ends_and_selects_on_its_way() -> None:
    app = AreaApp("un\ndeux\ntrois")
    async with app.run_test():
        await app.press("ctrl+end")
        assert app.area.cursor_location == (2, 5)
        await app.press("ctrl+shift+home")
        assert app.area.selected_text == "un\ndeux\ntrois"
        await app.press("ctrl+home", "ctrl+a")
        assert app.area.selected_text == "un\ndeux\ntrois"


async def test_a_click_puts_the_caret_a_double_one_takes_the_word() -> None:
    app = AreaApp("un l’hôtel 日本 ici\nfin")
    async with app.run_test() as pilot:
        await pilot.click(EditorArea, offset=(1 + 5, 0))
        assert app.area.cursor_location == (0, 5)
        await pilot.click(EditorArea, offset=(1 + 5, 0), times=2)
        assert app.area.selected_text == "l’hôtel"
        await pilot.click(EditorArea, offset=(1 + 5, 0), times=3)
        assert app.area.selected_text == "un l’hôtel 日本 ici"


async def test_a_text_that_may_not_change_does_not() -> None:
    app = AreaApp("- un", read_only=True)
    async with app.run_test():
        await app.press("x", "enter", "tab", "backspace", "delete")
        app.area.post_message(Paste("x"))
        await app.settle()
        assert app.area.text == "- un"


@pytest.mark.parametrize(
    ("text", "caret", "keys", "after"),
    [
        ("de\u0301ja\u0300 vu", 6, ("ctrl+w",), " vu"),
        ("de\u0301ja\u0300 vu", 0, ("ctrl+right", "x"), "de\u0301ja\u0300x vu"),
        ("de\u0301ja\u0300 vu", 9, ("ctrl+left", "x"), "de\u0301ja\u0300 xvu"),
        ("e\u0301te\u0301", 0, ("delete",), "te\u0301"),
        ("vive 🇫🇷🇩🇪", 9, ("backspace",), "vive 🇫🇷"),
        ("vive 🇫🇷🇩🇪", 9, ("ctrl+w", "ctrl+w"), "vive "),
        ("un 👨‍👩‍👧 là", 3, ("ctrl+right", "x"), "un 👨‍👩‍👧x là"),
        ("un 👍🏽", 3, ("delete",), "un "),
        ("l’hôtel, ici", 9, ("ctrl+w",), "l’hôtelici"),
    ],
)
async def test_keys_part_no_accent_and_no_flag(
    text: str, caret: int, keys: tuple[str, ...], after: str
) -> None:
    area = await _typed(text, *keys, at=(0, caret))
    assert area.text == after


async def test_the_next_word_is_deleted_with_its_accents() -> None:
    app = AreaApp("vu de\u0301ja\u0300\nici")
    async with app.run_test():
        app.area.move_cursor((0, 2))
        app.area.action_delete_word_right()
        assert app.area.text == "vu\nici"
        app.area.action_delete_word_right()
        assert app.area.text == "vuici"


async def test_two_clicks_select_a_word_with_its_accents_and_a_flag_as_a_whole() -> None:
    assert piece_at(["de\u0301ja\u0300 vu"], (0, 4)) == Selection((0, 0), (0, 6))
    assert piece_at(["vive 🇫🇷🇩🇪 !"], (0, 7)) == Selection((0, 5), (0, 7))
    assert piece_at(["a  b"], (0, 2)) == Selection.cursor((0, 2))
