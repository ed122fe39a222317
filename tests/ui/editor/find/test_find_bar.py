from __future__ import annotations

import pytest
from textual.document._document import Selection
from textual.widgets import Input, Static

from tests.ui.terminal import AreaApp


def _count(app: AreaApp) -> str:
    return str(app.bar.query_one("#count", Static).content)


def _note(app: AreaApp) -> str:
    return str(app.bar.query_one("#note", Static).content)


TEXT = "Un été à l’hôtel.\nL’ÉTÉ, encore.\nrien\net un etE.\n"


async def test_matches_are_counted_and_marked_while_typing() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("et")
        assert _count(app) == "1/4"
        await app.type("e")
        assert _count(app) == "1/3"
        assert app.area.selected_text == "été"
        assert app.area._found.current == 0
        marked = [app.seen()[y][1 + x].bg for y, x in ((0, 3), (1, 2), (3, 6))]
        assert marked[0] != marked[1] == marked[2] != app.seen()[2][2].bg
        await app.type("s")
        assert _count(app) == "not found"
        assert app.area.cursor_location == (0, 0)


async def test_enter_f3_and_arrows_go_round_the_matches() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("été")
        visited = [app.area.selection.start]
        for key in ("enter", "f3", "down", "up", "f15"):
            await app.press(key)
            visited.append(app.area.selection.start)
        assert visited == [(0, 3), (1, 2), (3, 6), (0, 3), (3, 6), (1, 2)]
        assert _count(app) == "2/3"


async def test_escape_closes_the_bar_and_returns_to_the_match() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("encore")
        await app.press("escape")
        assert not app.bar.display
        assert app.area.has_focus
        assert app.area.selected_text == "encore"
        assert app.area._found.matches == ()
        assert not app.bar.close()


async def test_next_works_with_the_bar_closed() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        assert not app.bar.find_next()
        app.bar.open(app.area)
        await app.type("été")
        app.bar.close()
        app.area.insert_text("été ")
        assert app.bar.find_next()
        assert app.area.selected_text == "ÉTÉ"
        assert app.area._found.matches == ()


async def test_selected_words_are_what_is_looked_for() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.area.selection = Selection((0, 3), (0, 6))
        app.bar.open(app.area)
        await app.settle()
        assert app.bar.query_one("#find", Input).value == "été"
        assert _count(app) == "1/3"


async def test_the_first_key_after_opening_is_for_the_bar() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        assert app.focused is app.bar.query_one("#find", Input)


async def test_choices_change_by_key_and_by_click() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)) as pilot:
        app.bar.open(app.area)
        await app.type("etE")
        assert _count(app) == "1/3"
        await app.press("alt+c")
        assert _count(app) == "1/1"
        await pilot.click("#exact")
        await app.settle()
        assert _count(app).endswith("/3")
        app.bar.query_one("#find", Input).value = "e.."
        await app.press("alt+r")
        assert _count(app) == "1/4"


@pytest.mark.parametrize(("width", "rows"), [(120, 2), (80, 2), (60, 4)])
async def test_there_is_room_to_type_and_the_keys_of_the_choices_show(width: int, rows: int) -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(width, 20)):
        app.bar.open(app.area)
        await app.type("été")
        await app.settle()
        assert app.bar.size.height == rows
        assert app.bar.query_one("#find", Input).size.width >= 18
        assert all(key in app.text() for key in ("1/3", "Alt+C Aa", "Alt+W word", "Alt+R .*", "Enter: next"))


async def test_what_is_no_expression_is_said_in_a_sentence() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(90, 20)):
        app.bar.open(app.area)
        await app.press("alt+r")
        await app.type("(a")
        assert "Not an expression: see character 1." in _note(app)
        await app.type("|aa)+$")
        app.area.load("a" * 60 + "b")
        await app.settle()
        await app.press("alt+w")
        assert "too long" in _note(app)


async def test_one_match_is_replaced_then_the_next_and_undone_one_by_one() -> None:
    app = AreaApp("un un un")
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("un")
        await app.press("tab")
        assert app.focused is app.bar.query_one("#replace", Input)
        await app.type("deux")
        await app.press("enter", "enter")
        assert app.area.text == "deux deux un"
        assert app.area.selected_text == "un"
        app.area.undo()
        assert app.area.text == "deux un un"


async def test_all_matches_are_replaced_as_one_step() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(70, 20)):
        app.area.move_cursor((3, 9))
        app.bar.open(app.area)
        app.bar.query_one("#find", Input).value = "ete"
        await app.settle()
        app.area.move_cursor((3, 9))
        app.bar.query_one("#replace", Input).value = "hiver"
        await app.press("alt+a")
        assert app.area.text == "Un hiver à l’hôtel.\nL’hiver, encore.\nrien\net un hiver.\n"
        assert app.area.cursor_location == (3, 11)
        assert "3" in _note(app)
        app.area.undo()
        assert app.area.text == TEXT
        app.area.undo()
        assert app.area.text == TEXT


async def test_what_was_found_before_a_change_is_not_what_is_replaced() -> None:
    app = AreaApp("un deux un")
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("un")
        app.bar.query_one("#replace", Input).value = "trois"
        app.area.insert("zéro ", (0, 0))
        app.bar.action_replace_all()
        assert app.area.text == "zéro trois deux trois"


async def test_a_change_of_the_text_is_searched_again() -> None:
    app = AreaApp("un un")
    async with app.run_test(size=(70, 20)):
        app.bar.open(app.area)
        await app.type("un")
        app.area.insert("un ", (0, 0))
        await app.settle()
        app.bar._again()
        assert _count(app).endswith("/3")


async def test_a_line_end_that_cannot_be_found_is_told_of() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(90, 20)):
        app.bar.open(app.area)
        await app.press("alt+r")
        await app.type("a\\nb")
        assert "no line end is found" in _note(app)


async def test_what_replace_all_did_is_said_until_something_else_is_done() -> None:
    app = AreaApp(TEXT)
    async with app.run_test(size=(80, 20)):
        app.bar.open(app.area)
        await app.type("été")
        app.bar.query_one("#replace", Input).value = "hiver"
        await app.press("alt+a")
        app.bar._again()  # as once the writer pauses
        assert (_count(app), _note(app)) == ("", "3 replacements")
        assert not app.bar.has_class("-nothing")
        await app.press("f3")
        assert (_count(app), app.bar.has_class("-nothing")) == ("not found", True)
        app.area.undo()
        app.bar._again()
        assert _count(app).endswith("/3")
