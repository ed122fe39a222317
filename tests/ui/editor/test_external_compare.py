"""The file beside the screen: what another program's change leads to, and what it is never put over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.ui.editor.external_changes import ExternalChanges
from blogwifi_tui.ui.editor.external_compare import ExternalChange, compare
from tests.ui.conftest import POSTS
from tests.ui.editor.editing import Asked, Shown, open_post, services_of

HOTEL = "posts/2020-03-04-hotel.md"
HEADER = f"---\n{POSTS[Path(HOTEL).name]}\n---\n\n"
TEXT = f"{HEADER}Texte de 2020-03-04-hotel.md.\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "change"),
    [
        ("Mot. ", None, ExternalChange.SAME),
        ("", f"{HEADER}Leur texte.\n", ExternalChange.TAKEN),
        ("Mot. ", TEXT.replace("[wifi", "[Wi-Fi"), ExternalChange.JOINED),
        ("Mot. ", f"{HEADER}Leur texte.\n", ExternalChange.APART),
    ],
)
def test_what_both_did_is_told_apart(
    blog: Path, mine: str, theirs: str | None, change: ExternalChange
) -> None:
    opened = open_post(Blog.open(blog), HOTEL)
    opened.area.insert_text(mine)
    file = blog / HOTEL
    if theirs is not None:
        file.write_text(theirs, encoding="utf-8")
    found = compare(Blog.open(blog), opened.post, opened.snapshot())
    assert found.change is change
    assert (found.joined is not None) is (change in (ExternalChange.TAKEN, ExternalChange.JOINED))


def test_a_file_that_is_gone_or_no_file_any_more_is_told(blog: Path) -> None:
    opened = open_post(Blog.open(blog), HOTEL)
    (blog / HOTEL).unlink()
    assert compare(Blog.open(blog), opened.post, opened.snapshot()).change is ExternalChange.GONE
    (blog / HOTEL).mkdir()
    assert compare(Blog.open(blog), opened.post, opened.snapshot()).change is ExternalChange.REPLACED


@pytest.mark.parametrize("occupied", [True, False])
async def test_nothing_is_taken_over_while_the_text_is_being_written(blog: Path, occupied: bool) -> None:
    store = Blog.open(blog)
    opened, shown = open_post(store, HOTEL), Shown()
    parts: Any = (opened, services_of(store), Asked(), shown)
    external = ExternalChanges(*parts, is_occupied=lambda: occupied)
    (blog / HOTEL).write_text("Leur texte.\n", encoding="utf-8")
    await external.look()
    assert (opened.area.text == "Leur texte.\n") is not occupied
    assert shown.from_elsewhere == (not occupied)


@pytest.mark.parametrize("typed", ["Mot. ", ""])
async def test_a_publication_s_change_is_never_put_over_what_was_typed_meanwhile(
    blog: Path, typed: str
) -> None:
    store = Blog.open(blog)
    opened = open_post(store, HOTEL)
    parts: Any = (opened, services_of(store), Asked(), Shown())
    external = ExternalChanges(*parts, is_occupied=lambda: False)
    opened.area.insert_text(typed)
    old = opened.area.text
    (blog / HOTEL).write_text("Leur texte.\n", encoding="utf-8")
    await external.catch_up()
    assert opened.area.text == (old if typed else "Leur texte.\n")


async def test_fields_changed_while_a_publication_changed_the_file_are_not_taken_over(blog: Path) -> None:
    desk = Blog.open(blog)
    path = "posts/2020-03-04-hotel.md"
    opened, nobody = open_post(desk, path), Asked()
    opened.buffer = opened.buffer.with_post(opened.post.with_title("Neuf"))
    file = blog / path
    file.write_text(file.read_text(encoding="utf-8").replace("Texte", "Ailleurs"), encoding="utf-8")
    shown: Any = Shown()
    await ExternalChanges(opened, services_of(desk), nobody, shown, is_occupied=lambda: False).catch_up()
    assert (opened.post.title, opened.unsaved) == ("Neuf", True)
    assert opened.area.text.startswith("Texte")
