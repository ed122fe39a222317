"""What the server says after a publication: below the sentence that tells it, and whole on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.ui.publish.server_lines import ROWS, with_server_lines
from blogwifi_tui.ui.widgets.prose import rows_of
from tests.conftest import Git
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


def answer(bare_remote: Path, *lines: str, status: int = 0) -> None:
    """Let the server say these lines after each push."""
    hook = bare_remote / "hooks" / "post-receive"
    words = "".join(f"printf '%s\\n' '{line}'\n" for line in lines)
    hook.write_text(f"#!/bin/sh\n{words}exit {status}\n", encoding="utf-8")
    hook.chmod(0o755)


@pytest.fixture
def edited(blog: Path, git: Git) -> Path:
    """The blog with a correction to publish."""
    file = blog / HOTEL
    file.write_text(file.read_text(encoding="utf-8") + "\nAjout.\n", encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Corrige")
    return blog


async def test_each_line_of_the_server_stands_on_a_line_of_its_own_below_what_was_published(
    edited: Path, bare_remote: Path
) -> None:
    answer(bare_remote, "Construction", "12 pages", "Site à jour")
    async with at_the_program(edited, (80, 24)) as person:
        await person.press("p")
        assert person.message == "Published: 1 correction.\norigin says:\nConstruction\n12 pages\nSite à jour"
        lines = [line.strip() for line in person.text().split("\n")]
        assert [line in lines for line in ("Construction", "12 pages", "Site à jour")] == [True] * 3


async def test_a_hook_that_fails_is_told_as_what_it_is_and_the_post_is_there_all_the_same(
    edited: Path, bare_remote: Path, git: Git
) -> None:
    answer(bare_remote, "Construction", "Erreur : thème introuvable", "Arrêt", status=1)
    async with at_the_program(edited, (80, 24)) as person:
        await person.press("p")
        assert person.message == (
            "Sent: 1 correction.\nThe server took it, and reports a fault:\n"
            "Construction\nErreur : thème introuvable\nArrêt"
        )
        assert person.app.screen.query_one("MessageLine").has_class("-warning")
        assert person.line(0).endswith("up to date with origin/main")
    assert git(bare_remote, "rev-parse", "main") == git(edited, "rev-parse", "main")


async def test_of_a_long_answer_the_end_is_shown_and_s_shows_all_of_it(
    edited: Path, bare_remote: Path
) -> None:
    answer(bare_remote, *(f"Page {number} construite" for number in range(60)), "Site à jour")
    async with at_the_program(edited, (80, 24)) as person:
        await person.press("p")
        assert person.message.startswith("Published: 1 correction.\norigin says (S shows all):\n")
        assert person.message.endswith("Page 59 construite\nSite à jour")
        assert "Page 0 construite" not in person.message
        await person.press("S")
        assert person.asked.startswith("What the server said\nPublished on ")
        assert "Page 0 construite" in person.text()
        assert "Site à jour" not in person.text()
        for _ in range(6):
            await person.press("pagedown")
        assert "Site à jour" in person.text()
        await person.press(*["up"] * 70)
        assert "Page 0 construite" in person.text()
        await person.press("end")
        assert "Site à jour" in person.text()
        await person.press("home")
        assert "Page 0 construite" in person.text()
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_what_the_server_said_is_there_after_the_next_start_and_in_the_editor(
    edited: Path, bare_remote: Path
) -> None:
    answer(bare_remote, "Site à jour")
    async with at_the_program(edited) as person:
        await person.press("p")
    async with at_the_program(edited) as person:
        await person.palette("What the server said")
        assert "Site à jour" in person.asked
        await person.press("escape", "enter", "f2")
        assert "Site à jour" in person.asked
        await person.press("escape")
        assert person.at == "EditorScreen"


async def test_before_the_first_publication_there_is_nothing_to_show_and_that_is_said(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("S")
        assert person.message == "What a server said is kept from the next publication on."


async def test_a_server_cannot_act_on_the_screen(edited: Path, bare_remote: Path) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\nprintf '[red]x[/red] \\033]0;t\\007 \\033[2Jfin\\n'\n", encoding="utf-8")
    hook.chmod(0o755)
    async with at_the_program(edited) as person:
        await person.press("p")
        assert person.message.endswith("\n[red]x[/red]  fin")
        await person.press("S")
        assert "[red]x[/red]" in person.text()


@pytest.mark.parametrize("width", [40, 58, 78, 118])
@pytest.mark.parametrize("count", [1, 3, 5, 60])
@pytest.mark.parametrize("fault", ["", "Error: no theme"])
def test_what_is_said_fits_in_the_message_line_with_the_fault_and_the_end(
    width: int, count: int, fault: str
) -> None:
    lines = [f"line {number} of what is said, and a little more of it" for number in range(count)]
    words = "\n".join(filter(None, (fault, *lines)))
    told = with_server_lines("Published: 1 correction.", "origin", words, width=width, key="S")
    assert rows_of(told, width) <= ROWS
    assert told.endswith(lines[-1])
    assert fault in told
    assert ("S shows all" in told) == (len(told.split("\n")) - 2 < len(words.split("\n")))


def test_a_line_without_end_is_cut_where_it_would_hide_the_others() -> None:
    told = with_server_lines("Published: 1 correction.", "origin", "x" * 2000 + "\nfin", width=78, key="S")
    assert rows_of(told, 78) <= ROWS
    assert told.endswith("…\nfin")
    assert "S shows all" in told
