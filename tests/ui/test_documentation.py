"""The documentation, from the palette."""

from __future__ import annotations

from pathlib import Path

from tests.ui.person import at_the_program


async def test_the_pages_are_chosen_and_read_one_after_the_other(blog_folder: Path) -> None:
    async with at_the_program(blog_folder, (80, 24)) as person:
        await person.palette("Documentation")
        assert "trouble · when something is wrong" in person.text()
        await person.write("keys")
        await person.press("enter")
        assert "Open the post in the editor." in person.text()
        assert "Esc goes back" in person.text()
        await person.press("escape")
        assert "trouble · when something is wrong" in person.text()
        await person.press("escape")
        assert "Documentation" not in person.text()
