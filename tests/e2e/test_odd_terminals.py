"""Terminals that send what nobody expects: the program goes on, and no word is lost or made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import POST

from .conftest import Open
from .terminal import open_editor

SENT = {
    "a letter of an old character set": (b"caf\xe9 cr\xe8me ", "café crème "),
    "a paste in an old character set": (b"\x1b[200~L'\xe9t\xe9\xff\x1b[201~", "L'étéÿ"),
    "a mouse of long ago beyond column 95": (b"\x1b[M \xe0!\x1b[M#\xe0!", ""),
    "Alt and a letter as one byte": (b"\xe1b", "áb"),
    "noise": (b"\xff\xfe\x80abc", "ÿþ€abc"),
    "half a letter": (b"\xc3", ""),
    "a key no keyboard has": (b"\x1b[99999999999999999999;2uabc", "abc"),
}


@pytest.mark.parametrize(("data", "text"), SENT.values(), ids=SENT)
def test_whatever_a_terminal_sends_writing_goes_on(
    blog_folder: Path, terminal: Open, data: bytes, text: str
) -> None:
    window = terminal(blog_folder)
    window.wait_for("canal 36")
    window._write(data if not text else b"\x1b[M \xe0!")
    open_editor(window)
    window.type("Avant. ")
    window._write(data)
    window.type("Après. ")
    window.wait_for(re.escape(f"Avant. {text}") + r".?Après\. Deux")
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    assert "Après. Deux" in (blog_folder / POST).read_text(encoding="utf-8")


def test_a_key_that_came_in_two_pieces_types_nothing(blog_folder: Path, terminal: Open) -> None:
    window = terminal(blog_folder)
    open_editor(window)
    window.type("Avant. ")
    for rest in (b"[1;5C", b"[3~"):
        window._write(b"\x1b")
        window.wait_for("is not saved")
        window._write(rest)
        window.type("Après. ")
        window.wait_for(r"Avant\. (Après\. )+ *(Deux|│)")
    assert "[" not in window.screen_text()


def test_what_is_typed_while_the_program_starts_takes_effect_in_order(
    published_blog: Path, terminal: Open
) -> None:
    window = terminal(published_blog)
    window.type("nTapé d’avance\n\nDes mots")
    window.wait_for("Des mots")
    assert "Tapé d’avance" in window.screen_text()
