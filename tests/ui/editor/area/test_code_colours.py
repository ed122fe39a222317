"""The colours of fenced code."""

from __future__ import annotations

from blogwifi_tui.ui.editor.area.code_colours import CodeColours


def test_code_has_the_colours_of_its_language() -> None:
    colours = CodeColours()
    lines = ["def f():", '    """Deux', '    lignes."""', "    return 1  # un", "x" * 2000]
    assert colours.spans("python", lines, 0) == ()
    colours.prepare("python")
    colours.prepare("klingon")
    assert (0, 3, "code-keyword") in colours.spans("python", lines, 0)
    assert {name for _first, _last, name in colours.spans("python", lines, 2)} == {"code-string"}
    assert colours.spans("python", lines, 3)[-1] == (14, 18, "code-comment")
    assert colours.spans("klingon", lines, 0) == ()
