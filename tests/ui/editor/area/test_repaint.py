from __future__ import annotations

import random

import pytest
from textual.app import ComposeResult
from textual.document._document import Selection
from textual.widgets import TextArea

from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from tests.ui.terminal import AreaApp, SeenApp

SAMPLE = """\
# Le WiFi de l’hôtel : **retour** d'expérience

Depuis 1995, j’installe du WiFi ; voici « ce que j’ai *appris* » : un texte **gras**, `code`, [un lien](https://a.fr).
日本語のテキスト et des accents combinés : e\u0301te\u0301, puis une fin de ligne\tavec\tdes tabulations.

> Une citation
> sur deux lignes

- [ ] tâche
  - sous-tâche
1. un
2. deux

```python
def bonjour(nom):
    return f"Bonjour {nom}"  # 42
```

<!-- caché
encore --> \x1b[31m cloche \x07

| a | b |
|---|---|
""" + "".join(f"\nParagraphe {n} " + "mot " * (n % 40) + "\n" for n in range(40))

WORDS = [
    "a",
    "é",
    "œ",
    " ",
    "語",
    "e\u0301",
    "**",
    "`",
    "```",
    "\n",
    "\n\n",
    "mot long " * 12,
    "\t",
    "<!--",
    "-->",
    "« x »",
]


def _random_step(area: EditorArea, dice: random.Random) -> str:
    lines = area.document.lines

    def place() -> tuple[int, int]:
        top = area.wrapped_document.offset_to_location(area.scroll_offset)[0]
        row = min(max(0, top + dice.randint(-3, 30)), len(lines) - 1)
        return row, dice.randint(0, len(lines[row]))

    others = ["select", "delete", "undo", "redo", "scroll", "paste", "jump"]
    kind = dice.choice(["type"] * 6 + ["move"] * 4 + others)
    if kind == "type":
        area.insert_typed(dice.choice(WORDS))
    elif kind == "move":
        getattr(
            area, f"action_cursor_{dice.choice(['up', 'down', 'left', 'right', 'line_end', 'page_down'])}"
        )()
    elif kind == "select":
        area.selection = Selection(place(), place())
    elif kind == "delete":
        dice.choice([area.action_delete_left, area.action_delete_right, area.action_delete_word_left])()
    elif kind == "undo":
        area.undo()
    elif kind == "redo":
        area.redo()
    elif kind == "scroll":
        area.scroll_relative(y=dice.randint(-8, 8), animate=False)
    elif kind == "paste":
        area.replace(dice.choice(WORDS), *sorted((place(), place())))
    else:
        area.move_cursor(place())
    return kind


async def _same_after_full_repaint(app: AreaApp) -> None:
    await app.settle()
    before, words = app.seen(), app.text()
    app.area._painter._painted.clear()
    app.area.refresh()
    await app.settle()
    assert app.text() == words
    assert app.seen() == before


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("options", [{}, {"show_line_numbers": True}, {"soft_wrap": False}], ids=str)
async def test_after_any_edits_the_screen_is_what_a_full_repaint_shows(
    seed: int, options: dict[str, bool]
) -> None:
    dice = random.Random(seed)  # noqa: S311 - a repeatable script, not a secret
    app = AreaApp(SAMPLE, **options)
    async with app.run_test(size=(60, 24)):
        await app.settle()
        for step in range(80):
            for _hurried in range(dice.choice([1, 1, 1, 3])):
                _random_step(app.area, dice)
                if dice.random() < 0.3:
                    app.screen._on_timer_update()
            await app._calm()
            if step % 8 == 7:
                await _same_after_full_repaint(app)


class StockApp(SeenApp):
    """Textual's own text area, for comparison."""

    CSS = "TextArea { border: none; padding: 0 1; } TextArea:focus { border: none; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.area = TextArea(text, soft_wrap=True)
        self.area.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield self.area

    def on_mount(self) -> None:
        self.area.focus()


async def _letters_after(app: AreaApp | StockApp, seed: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - a repeatable script, not a secret
    odd = {"\t", "e\u0301"}  # Textual's caret goes between a letter and its accent
    plain = [word for word in WORDS if word not in odd]
    found = []
    async with app.run_test(size=(50, 20)):
        await app.settle()
        for _step in range(40):
            area = app.area
            move = dice.choice(
                ["up", "down", "left", "right", "line_end", "line_start", "page_down", "page_up"]
            )
            getattr(area, f"action_cursor_{move}")()
            if dice.random() < 0.6:
                area.insert(dice.choice(plain), maintain_selection_offset=False)
            await app.settle()
            found.append(app.text())
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_the_letters_stand_where_textual_puts_them(seed: int) -> None:
    text = SAMPLE.replace("\x1b", "").replace("\x07", "").replace("e\u0301", "é").replace("\t", " ")
    assert await _letters_after(AreaApp(text), seed) == await _letters_after(StockApp(text), seed)


async def test_a_new_theme_size_or_focus_is_painted_at_once() -> None:
    app = AreaApp(SAMPLE)
    async with app.run_test(size=(60, 24)) as pilot:
        await app.settle()
        for change in ("textual-light", "ansi-dark", "nord"):
            app.theme = change
            await _same_after_full_repaint(app)
        app.screen.set_focus(None)
        await _same_after_full_repaint(app)
        app.area.focus()
        await pilot.resize_terminal(41, 17)
        await _same_after_full_repaint(app)
        app.area.show_line_numbers = True
        app.area.show_no_break = True
        await _same_after_full_repaint(app)


async def test_the_scrollbar_comes_and_goes_with_the_length_of_the_text() -> None:
    app = AreaApp("mot " * 30)
    async with app.run_test(size=(40, 8)):
        for _line in range(12):
            app.area.insert_typed("une ligne assez longue pour être coupée\n")
            await _same_after_full_repaint(app)
        assert app.area.show_vertical_scrollbar
        while app.area.text:
            app.area.undo()
            await _same_after_full_repaint(app)
            if not app.area.history.undo_stack:
                break
        assert not app.area.show_vertical_scrollbar


async def test_code_gets_its_colours_without_a_key() -> None:
    app = AreaApp("```python\ndef f(): pass\n```\n")
    async with app.run_test(size=(40, 8)):
        await app.settle()
        row = app.seen()[1]
        assert row[1].fg != row[5].fg


async def test_a_letter_costs_the_terminal_one_row_and_an_arrow_no_more() -> None:
    app = AreaApp(SAMPLE)
    async with app.run_test(size=(100, 30)):
        app.area.goto(2)
        app.area.action_cursor_line_end()
        await app.settle()
        for key in ("x", "left", "right"):
            before = app.written
            await app.press(key)
            assert 0 < app.written - before < 1200


async def test_no_control_character_reaches_the_terminal() -> None:
    text = "a\x1b]0;titre\x07b\x9b2Jc\x00d \u202eefg\u200b\n```\n\x1b[31m\n```\n"
    app = AreaApp(text)
    async with app.run_test(size=(60, 10)):
        await app.settle()
        assert "a␛]0;titre␇b\ufffd2Jc␀d \ufffdefg\ufffd" in app.text()
        for y in range(10):
            assert app.area.render_line(y).text.isprintable()
        assert app.area.content == text
