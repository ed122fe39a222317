"""Recovery copies that the disk refuses: it is said once, in the language of the person."""

from __future__ import annotations

from pathlib import Path

from blogwifi_tui.settings.paths import state_dir
from tests.ui.person import at_the_program


async def test_why_no_recovery_copy_can_be_written_is_said_without_the_systems_words(
    blog: Path, french: None
) -> None:
    state_dir().parent.mkdir(parents=True, exist_ok=True)
    state_dir().write_text("no folder\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("enter")
        await person.write("Une heure. ")
        person.editor.keep_copy()
        person.editor.services.journal.flush()
        await person.idle()
        assert "(un fichier occupe la place d’un dossier)" in " ".join(person.text().split())
        assert "File exists" not in person.text()
