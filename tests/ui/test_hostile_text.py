"""Text from posts and git is shown as it is, and nothing in it acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Git
from tests.ui.person import at_the_program

MARKUP = "[/nope][@click=app.quit]x[/"
CONTROL = "rouge\x1b[31m et \u202egauche"


def post(folder: Path, name: str, title: str) -> None:
    quoted = title.replace("\x1b", "\\e").replace("\u202e", "\\u202e")
    text = f'---\ntitle: "{quoted}"\ntags: ["{quoted}"]\n---\n\n{title}\n'
    (folder / "posts" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def hostile(blog: Path, git: Git) -> Path:
    """The blog with two posts of ill will on top, committed with words of ill will."""
    post(blog, "2090-01-02-a.md", MARKUP)
    post(blog, "2090-01-01-b.md", CONTROL)
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-m", f"{MARKUP} {CONTROL}", "--author=[/nope][b]Eve <a@b>")
    return blog


@pytest.mark.parametrize(("steps", "seen"), [(1, MARKUP), (2, "rouge␛[31m et ‹U+202E›gauche")])
async def test_a_title_of_ill_will_is_shown_literally_everywhere_and_nothing_fires(
    hostile: Path, steps: int, seen: str
) -> None:
    async with at_the_program(hostile) as person:
        await person.press(*["down"] * steps)
        screens = [person.text()]
        for keys in (["enter"], ["f6"], ["escape"], ["escape"], ["h"], ["escape"], ["delete"], ["escape"]):
            await person.press(*keys)
            screens.append(person.text())
        await person.press("p")
        assert seen in person.asked
        screens.append(person.text())
        await person.press("escape", "f")
        screens.append(person.text())
        await person.press("escape", "t")
        assert seen in person.message
        screens.append(person.text())
        assert person.app.is_running
    for screen in screens:
        assert not set(screen) & {"\x1b", "\u202e"}
    for number in (0, 1, 5, 7):
        assert seen[:16] in screens[number]


async def test_clicks_on_markup_do_nothing(hostile: Path) -> None:
    async with at_the_program(hostile) as person:
        row = person.text().split("\n")[2]
        await person.click("PostList", offset=(row.index("x[/"), 1))
        assert person.app.is_running
        await person.press("delete")
        await person.click("Prose", offset=(30, 0))
        assert person.app.is_running


async def test_a_message_and_an_author_of_ill_will_are_shown_literally(hostile: Path) -> None:
    async with at_the_program(hostile) as person:
        await person.press("down", "h")
        assert "[/nope][@click=app.quit]x[/ rouge␛[31m" in person.text()
        assert "[/nope][b]Eve  " in person.text()
        await person.click("OptionList", offset=(60, 0))
        assert person.app.is_running


async def test_a_search_for_markup_finds_it(hostile: Path) -> None:
    async with at_the_program(hostile) as person:
        await person.press("slash")
        await person.write(MARKUP)
        assert f"/ {MARKUP}" in person.text()
        assert MARKUP in person.titles
