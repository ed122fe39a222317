from __future__ import annotations

import random
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.strip import Strip

from blogwifi_tui.markdown.rendering import Rendering
from blogwifi_tui.ui.widgets.preview import Preview
from tests.ui.terminal import SeenApp

SOURCE = "# Le WiFi 7\n\nUn paragraphe [avec un lien](https://a.fr/b) dedans.\n\n- un\n- deux\n"
LONG = "\n\n".join(f"Paragraphe {number}, de quelques mots." for number in range(600))


class PreviewApp(SeenApp):
    CSS = "Preview { background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield Counted()

    def on_mount(self) -> None:
        self.preview = self.query_one(Counted)
        self.preview.focus()

    async def settle(self) -> None:
        await super().settle()
        await super().settle()  # what was left to a thread is known to be only now

    def on_styled_rows_link_activated(self, message: Preview.LinkActivated) -> None:
        self.heard.append(message.href)

    def on_preview_scrolled(self, message: Preview.Scrolled) -> None:
        self.heard.append(message.source_line)


class Counted(Preview):
    """Counts what it does."""

    rendered = 0
    drawn: list[int]

    def _rendered(self, *arguments: Any) -> Rendering:
        self.rendered += 1
        return super()._rendered(*arguments)

    def render_line(self, y: int) -> Strip:
        self.drawn = [*getattr(self, "drawn", []), y]
        return super().render_line(y)


async def test_the_post_is_shown_under_its_title() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(SOURCE, ("Le titre", "brouillon · 12 mai"))
        await app.settle()
        assert [line.strip() for line in app.text().splitlines()] == [
            "Le titre",
            "brouillon · 12 mai",
            "━" * 47,
            "",
            "Le WiFi 7",
            "━━━━━━━━━",
            "",
            "Un paragraphe avec un lien dedans.",
            "",
            "• un",
            "• deux",
        ]


async def test_nothing_to_show_is_an_empty_screen() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)) as pilot:
        app.preview.show("")
        await app.settle()
        assert app.text() == ""
        await pilot.press("right", "enter", "down", "end")
        app.preview.follow(12)
        app.preview.show(SOURCE)
        await app.settle()
        assert "Le WiFi 7" in app.text()
        app.preview.clear()
        await app.settle()
        assert app.text() == ""


async def test_only_the_rows_that_changed_are_painted() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(SOURCE)
        await app.settle()
        app.preview.drawn = []
        app.preview.show(SOURCE.replace("deux", "deux mots"))
        await app.settle()
        assert app.preview.drawn == [6]
        app.preview.drawn = []
        app.preview.show(SOURCE.replace("deux", "deux mots") + "\n[x]: /y")
        await app.settle()
        assert app.preview.drawn == []


async def test_what_is_painted_piecemeal_looks_like_what_is_painted_afresh() -> None:
    app = PreviewApp()
    chance = random.Random(7)  # noqa: S311 (no secret: any edits will do)
    lines = SOURCE.split("\n") * 6
    async with app.run_test(size=(50, 14)) as pilot:
        for step in range(15):
            at = chance.randrange(len(lines))
            lines[at : at + chance.randrange(2)] = chance.choice([["mot"], ["", "# Titre"], ["- x", ""], []])
            app.preview.show("\n".join(lines))
            if step % 3 == 0:
                app.preview.follow(at)
            if step % 4 == 0:
                await pilot.press(chance.choice(["pagedown", "up", "right", "end"]))
            await app.settle()
            piecemeal = app.seen()
            app.preview.refresh()
            await app.settle()
            assert app.seen() == piecemeal


async def test_of_several_versions_in_a_row_only_the_last_is_rendered() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(SOURCE)
        await app.settle()
        app.preview.rendered = 0
        for number in range(20):
            app.preview.show(f"{SOURCE}\nVersion {number}.")
        await app.settle()
        assert app.preview.rendered == 1
        assert "Version 19." in app.text()


async def test_a_long_post_is_rendered_off_the_event_loop_and_the_last_version_wins() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(LONG)
        await app._calm()
        app.preview.show("Tout autre chose.\n\n" + LONG)
        await app.settle()
        assert app.text().startswith(" Tout autre chose.")
        assert app.preview.virtual_size.height == 1201


async def test_a_key_in_a_paragraph_without_end_does_not_hold_the_event_loop() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show("Court.\n\n" + "mot " * 4000)
        await app.settle()
        app.preview.rendered = 0
        app.preview.show("Court.\n\n" + "mot " * 4000 + "fin")
        await app.settle()
        assert app.preview.rendered == 2  # begun on the event loop, finished in a thread
        assert app.preview.rendering[len(app.preview.rendering) - 1].text.endswith("fin")


async def test_the_text_fits_the_width_there_is() -> None:
    app = PreviewApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.preview.show("Un paragraphe assez long pour tenir sur deux rangées quand la place manque.")
        await app.settle()
        assert len(app.text().splitlines()) == 2
        await pilot.resize_terminal(30, 10)
        await app.settle()
        assert max(map(len, app.preview.rendering[0].text.splitlines())) <= 27
        assert len(app.preview.rendering) == 3


async def test_very_wide_screens_keep_rows_readable_and_centred() -> None:
    app = PreviewApp()
    async with app.run_test(size=(161, 10)):
        app.preview.show("mot " * 60)
        await app.settle()
        first = app.text().splitlines()[0]
        assert len(first) - len(first.lstrip()) == 34
        assert len(first.strip()) <= 92


async def test_the_line_being_written_is_brought_into_view_and_only_when_it_is_not() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(LONG)
        app.preview.follow(200)
        await app.settle()
        assert "Paragraphe 100," in app.text()
        place = app.preview.scroll_offset.y
        app.preview.follow(204)
        await app.settle()
        assert app.preview.scroll_offset.y == place
        app.preview.follow(0)
        await app.settle()
        assert app.preview.scroll_offset.y == 0
        assert app.heard == []


async def test_scrolling_says_which_source_line_is_on_top() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(LONG)
        await app.settle()
        app.preview.scroll_to(y=40, animate=False)
        await app.settle()
        assert app.heard == [40]
        assert app.preview.source_line == 40


async def test_another_post_is_shown_from_its_top_and_the_same_one_where_it_was() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(LONG, key="a.md")
        await app.settle()
        app.preview.scroll_to(y=40, animate=False)
        app.preview.show(LONG + "!", key="a.md")
        await app.settle()
        assert app.preview.scroll_offset.y == 40
        app.preview.show(LONG + "?", key="b.md")
        await app.settle()
        assert app.preview.scroll_offset.y == 0


async def test_a_post_that_shrinks_leaves_no_empty_screen() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(LONG)
        await app.settle()
        app.preview.scroll_end(animate=False)
        app.preview.show("Un.")
        await app.settle()
        assert app.text().strip() == "Un."


async def test_a_clicked_link_says_where_it_leads() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)) as pilot:
        app.preview.show(SOURCE)
        await app.settle()
        await pilot.click(Counted, offset=(2, 3))
        await app.settle()
        assert app.heard == []
        await pilot.click(Counted, offset=(20, 3))
        await app.settle()
        assert app.heard == ["https://a.fr/b"]


async def test_the_link_under_the_mouse_is_lit() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)) as pilot:
        app.preview.show(SOURCE)
        await app.settle()
        await pilot.hover(Counted, offset=(20, 3))
        await app.settle()
        lit = "".join(cell.data for cell in app.seen()[3] if cell.reverse)
        assert lit == "avec un lien"
        await pilot.hover(Counted, offset=(20, 5))
        await app.settle()
        assert not any(cell.reverse for row in app.seen() for cell in row)


async def test_links_can_be_chosen_and_followed_with_the_keyboard() -> None:
    app = PreviewApp()
    async with app.run_test(size=(30, 14)) as pilot:
        app.preview.show("[un](/1) et [deux, qui est si long qu’il tient deux rangées](/2)\n\n![trois](/3)")
        await app.settle()
        await pilot.press("enter")
        for _ in range(4):
            await pilot.press("right", "enter")
        await pilot.press("left", "enter")
        await app.settle()
        assert app.heard == ["/1", "/2", "/3", "/1", "/3"]


async def test_two_links_to_one_place_are_two_links() -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)) as pilot:
        app.preview.show("[un](/1) [deux](/1)")
        await app.settle()
        await pilot.press("right")
        await app.settle()
        assert "".join(cell.data for cell in app.seen()[0] if cell.reverse) == "un"


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
async def test_the_colours_follow_the_theme(theme: str) -> None:
    app = PreviewApp()
    async with app.run_test(size=(50, 14)):
        app.preview.show(SOURCE)
        await app.settle()
        before = app.seen()[0][1]
        app.theme = theme
        await app.settle()
        after = app.seen()[0][1]
        assert after.data == before.data == "L"
        assert after.bold
        assert after != before


async def test_a_hostile_post_is_drawn_and_not_obeyed() -> None:
    app = PreviewApp()
    async with app.run_test(size=(60, 14)):
        app.preview.show(
            "[/] [DRAFT] [@click=app.quit]x[/] \x1b]0;titre\x07 `\x1b[2J`\n\n"
            "```\n\x07\x07\x08\x08 FIN\n```\n\n&#x202e;x",
            ("[b]Titre[/b] \x1b[31m", "\x9bmeta\n\nsuite"),
        )
        await app.settle()
        text = app.text()
        assert "[b]Titre[/b] ␛[31m" in text
        assert "�meta suite" in text
        assert "[/] [DRAFT] [@click=app.quit]x[/] ␛]0;titre␇ ␛[2J" in text
        assert "␇␇␈␈ FIN" in text
        assert "‹U+202E›x" in text
