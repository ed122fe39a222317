"""The site, seen from the list: the pages of its sections apart, what was found and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Git
from tests.ui.person import at_the_program

FILES = {
    "hugo.toml": 'baseURL = "https://example.org/carnet/"\ntitle = "Le carnet"\n',
    "content/posts/_index.md": "---\ntitle: Tous les articles\n---\n",
    "content/posts/borne.md": "---\ntitle: La borne\ndate: 2020-01-02\n---\n\nTexte.\n",
    "content/tutos/antenne.md": "---\ntitle: L’antenne\ndate: 2020-01-01\n---\n\nTexte.\n",
    "README.md": "# Projet\n",
    "docs/plan.md": "# Plan\n",
}


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "site"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet", "--template=")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Le site")
    return folder


async def test_the_posts_of_all_sections_are_listed_and_pages_of_sections_when_they_are_asked_for(
    site: Path,
) -> None:
    async with at_the_program(site) as person:
        assert person.titles == ["La borne", "L’antenne"]
        assert person.line(0).startswith(" Le carnet · 2 posts")
        await person.press("slash")
        await person.write("state:section")
        assert person.titles == ["Tous les articles"]
        await person.press("enter", "enter")
        assert "Tous les articles" in person.text()


async def test_what_was_found_of_the_site_and_what_is_left_out_is_one_key_away(site: Path) -> None:
    async with at_the_program(site) as person:
        await person.press("i")
        seen = person.text()
        for words in (
            "Hugo · Le carnet · https://example.org/carnet/",
            "Posts: content/posts/ 1, content/tutos/ 1",
            "Dates without a zone are read in UTC.",
            "· README.md – about the project",
            "· docs/plan.md – outside the folders of the posts",
        ):
            assert words in seen
        await person.press("escape")
        assert person.titles == ["La borne", "L’antenne"]


async def test_a_section_that_comes_while_the_program_runs_is_listed_too(site: Path) -> None:
    async with at_the_program(site) as person:
        later = site / "content" / "essais" / "mesh.md"
        later.parent.mkdir()
        later.write_text("---\ntitle: Le mesh\ndate: 2020-01-03\n---\n", encoding="utf-8")
        await person.press("ctrl+r")
        assert person.titles == ["Le mesh", "La borne", "L’antenne"]
