from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.pilot import Pilot

import blogwifi_tui
from blogwifi_tui.ui.list.post_list import LazyRows, PostList, PostRow
from tests.ui.terminal import SeenApp

STYLES = Path(blogwifi_tui.__file__).parent / "ui" / "list" / "post_list.tcss"

STRANGE = "日本語の題名 e\u0301te\u0301 🏖\ufe0f 👩\u200d💻 \x1b]0;x\x07 \u202e [/] [b]"


def row(number: int, title: str = "", **more: object) -> PostRow:
    return PostRow(
        path=f"posts/{number}.md",
        state="● publié",
        sync="↑ à publier",
        date="12 mai 2026",
        title=title or f"Titre {number}",
        tags=("wifi", "hôtel"),
        state_kind="published",
        sync_kind="to-publish",
        **more,  # type: ignore[arg-type]
    )


class ListApp(SeenApp):
    CSS_PATH: ClassVar = [str(STYLES)]

    def __init__(self, rows: Sequence[PostRow]) -> None:
        super().__init__()
        self.rows = rows
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        yield PostList()

    def on_mount(self) -> None:
        self.list.set_rows(self.rows)
        self.list.focus()

    @property
    def list(self) -> PostList:
        return self.query_one(PostList)

    @on(PostList.Highlighted)
    @on(PostList.Opened)
    def keep_path(self, message: PostList.Highlighted | PostList.Opened) -> None:
        self.said.append((type(message).__name__, message.path))

    @on(PostList.MarksChanged)
    def keep_marks(self, message: PostList.MarksChanged) -> None:
        self.said.append(("MarksChanged", sorted(message.marked)))


def lines(app: ListApp) -> list[str]:
    """What the list shows, line by line."""
    return [app.list.render_line(y).text for y in range(app.list.size.height)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


ROWS = [row(number) for number in range(100)]


async def test_keys_move_the_cursor_and_keep_it_in_sight() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        for keys, path in (
            (("down", "j"), "posts/2.md"),
            (("k", "up", "up"), "posts/0.md"),
            (("pagedown",), "posts/9.md"),
            (("pagedown", "pageup"), "posts/9.md"),
            (("end",), "posts/99.md"),
            (("down",), "posts/99.md"),
            (("home",), "posts/0.md"),
        ):
            await press(pilot, *keys)
            assert app.list.selected == path
            assert sum(line.startswith("▌") for line in lines(app)) == 1


async def test_only_the_two_rows_an_arrow_touches_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        drawn: list[int] = []
        plain = PostList.render_line
        monkeypatch.setattr(PostList, "render_line", lambda self, y: drawn.append(y) or plain(self, y))
        await press(pilot, "down")
        assert sorted(drawn) == [0, 1]


async def test_only_the_rows_that_differ_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down")
        drawn: list[int] = []
        plain = PostList.render_line
        monkeypatch.setattr(PostList, "render_line", lambda self, y: drawn.append(y) or plain(self, y))
        app.list.set_rows([*ROWS[:3], row(3, "Changé"), *ROWS[4:]], keep=app.list.selected)
        await pilot.pause()
        assert drawn == [3]


async def test_partial_repaints_leave_the_screen_a_full_one_would() -> None:
    dice = random.Random(7)  # noqa: S311
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 12)) as pilot:
        for _ in range(20):
            step = dice.randrange(4)
            if step == 0:
                some = dice.sample(ROWS, dice.randrange(101))
                heading = (lambda index: str(index // 5)) if dice.random() < 0.3 else None
                app.list.set_rows(some, keep=app.list.selected, heading=heading, lines=dice.choice((1, 1, 2)))
            elif step == 1:
                await pilot.press(*dice.choices(("down", "up", "x", "pagedown", "end", "home"), k=3))
            elif step == 2:
                app.list.scroll_to(y=dice.randrange(100), animate=False)
            else:
                changed = [row(number, dice.choice(("", "Autre"))) for number in range(dice.randrange(100))]
                app.list.set_rows(changed, keep=app.list.selected)
            await app.settle()
            width = app.list.scrollable_content_region.width
            seen = [line[:width].rstrip() for line in app.terminal.display]
            assert seen == [line.rstrip() for line in lines(app)]


async def test_an_arrow_key_writes_less_than_a_kilobyte() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.settle()
        before = app.written
        await press(pilot, "down")
        await app.settle()
        assert 0 < app.written - before < 1024


async def test_the_post_under_the_cursor_is_told_once() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down")
        app.list.set_rows(list(ROWS), keep=app.list.selected)
        await pilot.pause()
        assert app.said == [("Highlighted", "posts/0.md"), ("Highlighted", "posts/1.md")]
        app.list.set_rows([])
        await pilot.pause()
        assert app.said[-1] == ("Highlighted", None)
        assert app.list.selected is None
        await press(pilot, "down", "up", "pagedown", "end", "home", "x")
        assert app.list.selected is None


async def test_the_selected_post_stays_selected_and_in_its_place_through_refresh_sort_and_filter() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, *["down"] * 20)
        app.list.set_rows([row(1000), row(1001), *ROWS], keep="posts/20.md")
        await pilot.pause()
        assert app.list.selected == "posts/20.md"
        assert lines(app)[9].startswith("▌")
        app.list.set_rows(ROWS[::-1], keep="posts/20.md")
        await pilot.pause()
        assert app.list.selected == "posts/20.md"
        assert "Titre 20 " in lines(app)[9]
        app.list.set_rows(ROWS[18:22], keep="posts/20.md")
        await pilot.pause()
        assert lines(app)[2].startswith("▌")
        app.list.set_rows(ROWS, keep="posts/20.md")
        await pilot.pause()
        assert app.list.selected == "posts/20.md"
        assert any(line.startswith("▌") and "Titre 20 " in line for line in lines(app))


async def test_a_renamed_post_stays_selected_and_a_deleted_one_leaves_the_cursor_in_place() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down", "down")
        renamed = row(500, "Autre nom")
        app.list.set_rows([*ROWS[:1], renamed, *ROWS[1:2], *ROWS[3:]], keep="posts/500.md")
        assert app.list.selected == "posts/500.md"
        app.list.set_rows(ROWS, keep="posts/500.md")
        assert app.list.selected == "posts/1.md"
        app.list.set_rows(ROWS[:1], keep="posts/absent.md")
        assert app.list.selected == "posts/0.md"


async def test_rows_may_be_put_into_words_only_when_drawn() -> None:
    described: list[str] = []

    def describe(path: str) -> PostRow:
        described.append(path)
        return row(int(path))

    app = ListApp(LazyRows([str(number) for number in range(10_000)], describe))
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "end")
        assert app.list.selected == "posts/9999.md"
        assert len(described) < 300


async def test_marks_are_toggled_shown_and_told() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        for key in ("mark", "mark", "up", "mark"):
            if key == "mark":
                app.list.action_toggle_mark()
            else:
                await press(pilot, key)
        await pilot.pause()
        assert app.list.marked == {"posts/0.md"}
        assert app.said[-1] != ("MarksChanged", [])
        assert [line[1] for line in lines(app)[:3]] == ["◆", " ", " "]
        app.list.set_rows(ROWS[5:])
        assert app.list.marked == {"posts/0.md"}
        app.list.marked = frozenset()
        await pilot.pause()
        assert app.said[-1] == ("MarksChanged", [])


async def test_a_click_selects_a_double_click_opens_and_the_gutter_marks() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(PostList, offset=(20, 4))
        assert app.list.selected == "posts/4.md"
        await pilot.click(PostList, offset=(20, 6), times=2)
        await pilot.pause()
        assert ("Opened", "posts/6.md") in app.said
        await pilot.click(PostList, offset=(1, 2))
        assert app.list.marked == {"posts/2.md"}


async def test_the_wheel_scrolls_and_the_next_key_comes_back_to_the_cursor() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.scroll_to(y=50, animate=False)
        await pilot.pause()
        assert "Titre 50 " in lines(app)[0]
        await press(pilot, "down")
        assert app.list.selected == "posts/1.md"
        assert "Titre 1 " in lines(app)[0]


async def test_an_empty_list_says_why() -> None:
    app = ListApp([])
    async with app.run_test(size=(60, 10)) as pilot:
        app.list.empty = "Aucun article ne correspond."
        await pilot.pause()
        assert [line.strip() for line in lines(app) if line.strip()] == ["Aucun article ne correspond."]


async def test_groups_have_headings_that_the_cursor_skips() -> None:
    app = ListApp([])
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.set_rows(ROWS, heading=lambda index: str(2026 - index // 3))
        await pilot.pause()
        assert [line.strip() for line in lines(app)[::4]] == ["2026", "2025", "2024"]
        await press(pilot, "down", "down", "down")
        assert app.list.selected == "posts/3.md"
        assert lines(app)[5].startswith("▌")
        await press(pilot, "end", "home")
        assert lines(app)[0].strip() == "2026"
        await pilot.click(PostList, offset=(20, 4))
        assert app.list.selected == "posts/0.md"


async def test_a_search_shows_the_line_that_matches_under_each_title() -> None:
    rows = [row(n, note=f"…une ligne {n} avec réseau", note_marks=((18, 24),)) for n in range(20)]
    app = ListApp([])
    async with app.run_test(size=(80, 9)) as pilot:
        app.list.set_rows(rows, lines=2)
        await press(pilot, "down", "down")
        assert [line[0] for line in lines(app)] == [" "] * 4 + ["▌", "▌"] + [" "] * 3
        assert "…une ligne 2 avec réseau" in lines(app)[5]
        await press(pilot, "pagedown", "pagedown")
        assert sum(line.startswith("▌") for line in lines(app)) == 2
        await pilot.click(PostList, offset=(20, 1))


LONG = "Petit mot à ceux qui travaillent dans la cuisine d’un hôtel de montagne"


async def test_a_long_title_goes_on_below_where_every_post_fits_and_is_cut_where_not() -> None:
    app = ListApp([row(1), row(2, LONG, title_marks=((0, 5), (52, 57))), row(3)])
    async with app.run_test(size=(80, 5)) as pilot:
        start = lines(app)[0].index("Titre")
        assert [line[start:].split("↑")[0].rstrip() for line in lines(app)[1:3]] == [
            "Petit mot à ceux qui travaillent dans la",
            "cuisine d’un hôtel de montagne",
        ]
        await press(pilot, "down", "down")
        assert [line[0] for line in lines(app)] == [" ", " ", " ", "▌", " "]
        await pilot.click(PostList, offset=(40, 2))
        assert app.list.selected == "posts/2.md"
        assert [line[0] for line in lines(app)] == [" ", "▌", "▌", " ", " "]
        await pilot.resize_terminal(80, 3)
        assert "…" in lines(app)[1]
        assert "Titre 3" in lines(app)[2]
        await pilot.resize_terminal(140, 9)
        assert LONG in lines(app)[1]
        assert "Titre 3" in lines(app)[2]


@pytest.mark.parametrize("width", [200, 120, 100, 80, 60, 45, 30, 20, 10, 3])
async def test_lines_are_as_wide_as_the_list_whatever_is_in_them(width: int) -> None:
    rows = [
        row(1, "Un titre très long " * 20),
        row(2, STRANGE),
        row(3, "Marqué", title_marks=((0, 3), (4, 6))),
        PostRow("posts/4.md", "", "", "", "Sans rien"),
        row(5, "x" * 300 + "é", title_marks=((0, 300),)),
    ]
    app = ListApp(rows)
    async with app.run_test(size=(width, 6)):
        scroll = app.list.scrollable_content_region.width
        assert [cell_len(line) for line in lines(app)] == [scroll] * 6
        text = "".join(lines(app))
        assert not any(character in text for character in "\x1b\x07\u202e\u200d\ufe0f")


async def test_columns_stay_put_when_words_come_later() -> None:
    app = ListApp([PostRow(f"posts/{n}.md", "● publié", "", "", f"Titre {n}") for n in range(5)])
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.make_room(row(0))
        before = [line.index("Titre") for line in lines(app)[:5]]
        app.list.set_rows([row(n) for n in range(5)])
        await pilot.pause()
        assert [line.index("Titre") for line in lines(app)[:5]] == before


async def test_no_style_is_missing_in_light_dark_and_sixteen_colours() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        for theme in ("textual-dark", "textual-light", "ansi-dark", "ansi-light"):
            app.theme = theme
            await pilot.pause()
            selected, other = (app.list.render_line(y) for y in (0, 1))
            assert selected.text.startswith("▌")
            assert not other.text.startswith("▌")


async def test_pages_are_screenfuls_with_headings_too_and_pass_over_no_post() -> None:
    app = ListApp([])
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.set_rows(ROWS, heading=lambda index: str(2026 - index // 3))
        await pilot.pause()
        seen = set(app.list.in_sight)
        while app.list.cursor < 99:
            before = app.list.cursor
            await press(pilot, "pagedown")
            assert before < app.list.cursor <= before + 9
            seen |= set(app.list.in_sight)
        assert len(seen) == 100
        for _page in range(20):
            await press(pilot, "pageup")
        assert (app.list.cursor, lines(app)[0].strip()) == (0, "2026")
        assert app.list.virtual_size.height == 134


async def test_groups_that_come_and_go_leave_the_selected_post_in_its_place() -> None:
    app = ListApp(ROWS)
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, *["down"] * 30)
        for heading in (lambda index: str(index // 3), None, lambda _: "2026"):
            app.list.set_rows(ROWS, keep=app.list.selected, heading=heading)
            await pilot.pause()
            assert app.list.selected == "posts/30.md"
            assert lines(app)[9].startswith("▌")
