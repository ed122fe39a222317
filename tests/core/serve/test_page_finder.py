"""A page whose address nobody knows is found by its words, and no other is taken for it."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.core.serve.built_pages import BuiltPages
from blogwifi_tui.core.serve.page_finder import find_page
from blogwifi_tui.markdown.page_html import block_words

BODY = "Deux *bornes* par couloir, « canal 36 » à gauche.\n\nLe reste de l’histoire, plus tard.\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    pages = {
        "a/index.html": "<h1>L’été</h1><p>Deux <em>bornes</em> par couloir, &laquo;&nbsp;canal 36&nbsp;"
        "&raquo; à gauche.</p><p>Le reste de l&#8217;histoire, plus tard.</p>",
        "index.html": "<h2>L’été</h2><p>Deux <em>bornes</em> par couloir, « canal 36 » à gauche.</p>",
        "tous/index.html": "<h2>L’été</h2><p>Deux bornes par couloir, « canal 36 » à gauche.</p>"
        "<p>Le reste de l’histoire, plus tard.</p><h2>Autre</h2>" + "<p>Autre.</p>" * 50,
        "b.html": "<h1>Un autre</h1><p>Deux bornes ailleurs, et rien de plus.</p>",
    }
    for name, html in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{html}</body></html>", encoding="utf-8")
    return tmp_path


def test_the_page_that_holds_title_and_text_is_found_and_no_list_of_posts(out: Path) -> None:
    assert find_page(out, "L’été", block_words(BODY)) == "a/index.html"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("L’été", "Un texte que personne n’a construit.\n"),
        ("L’été", "Court.\n"),
        ("L’été", ""),
    ],
)
def test_a_post_that_was_not_built_is_found_nowhere(out: Path, title: str, body: str) -> None:
    assert find_page(out, title, block_words(body)) == ""


def test_a_link_out_of_the_folder_is_not_followed(
    out: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.html"
    outside.write_text("<h1>Secret</h1><p>Un texte assez long dehors.</p>", encoding="utf-8")
    (out / "x.html").symlink_to(outside)
    assert find_page(out, "Secret", block_words("Un texte assez long dehors.\n")) == ""


def test_a_theme_that_shows_no_title_hides_no_page(out: Path) -> None:
    (out / "c.html").write_text("<p>Un texte assez long.</p>", encoding="utf-8")
    assert find_page(out, "Sans titre", block_words("Un texte assez long.\n")) == "c.html"


@pytest.mark.parametrize("when", ["before it is looked at", "before it is read"])
def test_a_page_that_the_generator_takes_away_meanwhile_is_passed_over(
    out: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    gone = out / "tous" / "index.html"
    of_system, before = (Path.lstat, "lstat") if when == "before it is looked at" else (Path.open, "open")

    def looked_at(path: Path, *given: Any, **named: Any) -> Any:
        if path == gone:
            gone.unlink(missing_ok=True)
        return of_system(path, *given, **named)

    monkeypatch.setattr(Path, before, looked_at)
    assert find_page(out, "L’été", block_words(BODY)) == "a/index.html"
    assert not gone.exists()


def test_a_file_that_the_generator_takes_away_while_it_is_seen_what_is_new_is_no_page(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, scandir = BuiltPages(out), os.scandir

    def late(folder: Path) -> nullcontext[list[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = list(entries)
        (out / "b.html").unlink(missing_ok=True)
        return nullcontext(found)

    monkeypatch.setattr(os, "scandir", late)
    assert set(pages.changed() or ()) == {"index.html", "a/index.html", "tous/index.html"}
