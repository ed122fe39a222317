"""``ui.plain``: the screen holds words alone, for a screen reader and a braille display."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import config_file
from blogwifi_tui.ui.signs import use_words_alone
from tests.conftest import Git
from tests.ui.every_screen import EVERY, HOTEL, Way
from tests.ui.person import Person, at_the_program
from tests.ui.test_contrast import MARKS

SPOKEN = set("…·−")
"""What is no letter, and written between words in any text."""


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    """The person wants words alone."""
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("[ui]\nplain = true\n", encoding="utf-8")
    yield
    use_words_alone(plain=False)


def signs(person: Person) -> set[str]:
    """What is on the screen that nobody would say: lines, blocks, arrows, pictures."""
    found = {each for each in person.text() if unicodedata.category(each) in ("So", "Sm", "Sk", "Co")}
    return {each for each in found if not each.isascii()} - SPOKEN | set("§‹›") & set(person.text())


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_no_screen_has_a_line_or_a_sign(blog: Path, git: Git, way: Way) -> None:
    async with way.opened(blog, git, (120, 40)) as person:
        allowed = {"└"} if way.name == "read it as" else set()  # what the letters of a post may have been
        assert signs(person) - allowed == set()


async def test_a_preview_of_every_mark_of_markdown_has_words_alone(blog: Path, git: Git) -> None:
    (blog / "posts" / "2097-01-01-marques.md").write_text(MARKS, encoding="utf-8")
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-m", "Des marques")
    async with at_the_program(blog, (120, 60)) as person:
        await person.press("space")
        assert signs(person) == set()
        seen = person.text()
        for words in (
            "# Un titre",
            "lien (https://exemple.fr/)",
            "[image] image (a.png)",
            "note[1]",
            "> Une citation",
            "- un point",
            "[ ] à faire",
            "[x] fait",
            "a  1",
            "b  2",
            "python",
            "* * *",
            "youtube",
        ):
            assert words in seen, words


async def test_nothing_of_what_lies_under_a_dialog_stands_beside_it(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("delete")
        assert "Do not delete (n)" in person.text()
        assert "hôtel" not in person.text()
        assert "Edit" not in person.text()


async def test_the_versions_of_a_conflict_stand_under_each_other(blog: Path, git: Git) -> None:
    way = next(way for way in EVERY if way.name == "conflict")
    async with way.opened(blog, git, (120, 40)) as person:
        lines = [line for line in person.text().split("\n") if "Le mien" in line or "Le leur" in line]
        assert len(lines) > 1
        assert not any("Le mien" in line and "Le leur" in line for line in lines)
        assert "to choose:" in person.text()
        await person.press("m")
        assert "chosen:" in person.text()


async def test_states_and_marks_are_words_and_the_rows_have_the_whole_width(blog: Path) -> None:
    async with at_the_program(blog, (120, 40)) as person:
        assert "scheduled" in person.line(1)
        await person.press("x")
        assert "marked: Lettre à 2095" in person.line(1)
        assert "1 marked" in person.line(0)
        assert "Texte de" not in person.text()


async def test_what_a_commit_changed_is_told_in_words(blog: Path, git: Git) -> None:
    text = (blog / HOTEL).read_text(encoding="utf-8").replace("Texte de", "Texte nouveau de")
    (blog / HOTEL).write_text(text, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Une seconde fois")
    async with at_the_program(blog, (120, 40)) as person:
        await person.press("down", "down", "h", "enter")
        assert "changed: Texte [added: nouveau ]de 2020" in person.text()
        assert "1 added, 1 removed" in person.text()
        await person.press("down")
        assert "added: title: Le WiFi de l’hôtel" in person.text()


async def test_arrow_keys_have_names(blog: Path) -> None:
    async with at_the_program(blog, (120, 120)) as person:
        await person.press("question_mark")
        assert "Up, Down" in person.text()
        await person.press("escape", "ctrl+p")
        await person.pilot.pause()
        await person.idle()
        assert "Draft or ready" in person.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids="{0[0]}x{0[1]}".format)
async def test_what_is_chosen_for_finding_is_told_in_words(blog: Path, size: tuple[int, int]) -> None:
    async with at_the_program(blog, size) as person:
        await person.press("enter", "ctrl+f")
        assert "Alt+R .* (no)" in person.text()
        await person.press("alt+r")
        assert "Alt+R .* (yes)" in person.text()
