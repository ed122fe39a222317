"""A draft that lies in a folder of drafts, made ready while it is open: its file goes with the save."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from tests.conftest import Git
from tests.small_generators import BARE, QUIET, SHELF, know, site_of
from tests.ui.person import Person, at_the_program

IDEA = "---\ntitle: Idée\n---\n\nUn mot.\n"
OLD = "_drafts/idee.md"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


@pytest.fixture
def shelf(tmp_path: Path, git: Git) -> Blog:
    return site_of(SHELF, tmp_path, {OLD: IDEA}, git)


def new(blog: Blog) -> Path:
    return blog.root / f"_posts/{blog.now():%Y-%m-%d}-idee.md"


async def switch_draft(person: Person) -> None:
    """In the form, from the title down to the switch."""
    await person.press("f6", "down", "down", "down", "down", "space")


async def test_the_file_goes_with_the_save_and_the_editor_with_the_file(shelf: Blog, git: Git) -> None:
    async with at_the_program(shelf.root) as person:
        await person.press("enter")
        await person.write("Neuf. ")
        await switch_draft(person)
        assert f"With the next save, its file goes to {new(shelf).relative_to(shelf.root)}" in person.text()
        await person.press("ctrl+s")
        assert (shelf.root / OLD).read_text(encoding="utf-8") == IDEA, "nothing goes before the save"
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Its file is _posts/")
        assert new(shelf).read_text(encoding="utf-8") == IDEA.replace("Un mot", "Neuf. Un mot")
        assert not (shelf.root / OLD).exists()
        await person.write("Encore. ")
        await person.press("ctrl+s", "enter")
        assert "Neuf. Encore. Un mot" in new(shelf).read_text(encoding="utf-8")
        await person.press("escape")
        assert person.selected == "Idée"
    assert git(shelf.root, "status", "--porcelain") == ""
    assert git(shelf.root, "log", "--format=%s").split("\n")[:3] == [
        "Edit: Idée",
        "Ready: Idée",
        "Edit: Idée",
    ]


async def test_leaving_asks_while_the_file_has_not_gone_yet(shelf: Blog, git: Git) -> None:
    async with at_the_program(shelf.root) as person:
        await person.press("enter")
        await switch_draft(person)
        await person.press("ctrl+s", "escape")
        assert "“Idée” is not saved." in person.asked
        await person.press("enter")
        assert person.selected == "Idée"
    assert new(shelf).read_text(encoding="utf-8") == IDEA
    assert git(shelf.root, "status", "--porcelain") == ""


async def test_a_commit_that_fails_leaves_the_file_in_its_place_and_the_text_saved(
    shelf: Blog, git: Git
) -> None:
    hook = shelf.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n! git diff --cached --name-only | grep -q _posts\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(shelf._repository.git)
    async with at_the_program(shelf.root) as person:
        await person.press("enter")
        await person.write("Neuf. ")
        await switch_draft(person)
        await person.press("ctrl+s", "ctrl+s", "enter")
        assert person.message.startswith("Your text is saved.")
        assert "Neuf. Un mot" in (shelf.root / OLD).read_text(encoding="utf-8")
        assert not new(shelf).exists()
        hook.unlink()
        await person.press("ctrl+s")
        assert "Neuf. Un mot" in new(shelf).read_text(encoding="utf-8")


async def test_a_draft_published_from_the_editor_takes_the_editor_along(
    shelf: Blog, tmp_path_factory: pytest.TempPathFactory, git: Git
) -> None:
    remote = tmp_path_factory.mktemp("remote")
    git(remote, "init", "--quiet", "--bare")
    git(shelf.root, "remote", "add", "origin", str(remote))
    async with at_the_program(shelf.root) as person:
        await person.press("enter", "f9", "p")
        assert person.message.startswith("Published: 1 new post. Its file is _posts/")
        await person.write("Encore. ")
        await person.press("ctrl+s", "enter")
        assert "Encore. Un mot" in new(shelf).read_text(encoding="utf-8")
    assert git(shelf.root, "status", "--porcelain") == ""


async def test_the_switch_says_that_nothing_keeps_a_post_off_and_what_does_where_there_are_no_drafts(
    tmp_path: Path, git: Git
) -> None:
    site_of(BARE, tmp_path / "bare", {"texts/a.md": IDEA}, git)
    site_of(QUIET, tmp_path / "quiet", {"texts/a.md": IDEA}, git)
    async with at_the_program(tmp_path / "bare") as person:
        await person.press("enter")
        await switch_draft(person)
        assert "Bare makes a page of every post" in person.text()
        await person.press("ctrl+s")
        assert person.at == "FieldsDialog", "the form stays until that is settled"
    async with at_the_program(tmp_path / "quiet") as person:
        await person.press("enter")
        await switch_draft(person)
        assert "Kept off the site by permalink: false." in person.text()
