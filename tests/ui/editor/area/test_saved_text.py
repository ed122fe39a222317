"""The text a file holds, beside the lines that are edited."""

from __future__ import annotations

from blogwifi_tui.ui.editor.area.saved_text import SavedText

TEXT = "un\r\ndeux\ntrois\r\n"


def test_lines_that_were_not_edited_are_the_text_that_was_loaded() -> None:
    saved = SavedText(TEXT)
    lines = saved.view.split("\n")
    assert not saved.differs(lines, 0)
    assert saved.content(lines) == TEXT


def test_edited_lines_differ_until_they_are_saved_or_as_before() -> None:
    saved = SavedText(TEXT)
    lines = ["un", "deux", "trois!", ""]
    assert saved.differs(lines, 2)
    assert saved.differs(lines, 0)
    assert saved.differs(lines[:2], 0)
    saved.mark_saved(lines)
    assert not saved.differs(lines, 2)
    lines[2] = "trois"
    assert saved.differs(lines, 2)
    assert saved.content(lines) == TEXT


def test_a_snapshot_keeps_the_lines_of_its_moment() -> None:
    saved = SavedText(TEXT)
    lines = saved.view.split("\n")
    taken = saved.snapshot(lines)
    lines[0] = "x"
    assert taken() == TEXT


def test_a_text_from_elsewhere_is_saved_only_when_its_file_holds_it() -> None:
    saved = SavedText("un\n")
    assert saved.take_over("deux\r\n", saved=False) == ["deux", ""]
    assert saved.differs(["deux", ""], 0)
    assert saved.content(["deux", ""]) == "deux\r\n"
    saved.take_over("deux\r\n", saved=True)
    assert not saved.differs(["deux", ""], 0)
