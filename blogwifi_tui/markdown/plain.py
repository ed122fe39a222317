"""Renders a post as text for a stream, as ``blogwifi show`` prints it."""

from __future__ import annotations

from rich.color import ColorSystem

from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.markdown.theme import sixteen


def render_text(source: str, width: int, *, colour: bool, plain: bool = False, manual: bool = False) -> str:
    """Return ``source`` rendered at ``width`` cells, each row ended by a newline, no space before it.

    Links say where they lead, as nobody can click here. With ``colour``, rows carry the terminal's own
    sixteen colours, so the reader's scheme decides on dark and light. ``plain``: words and letters alone.
    ``manual``: code is as it is written, so that it can be copied, and tables are close.
    """
    rendering = Renderer(addresses=True, plain=plain, manual=manual).render(source, width)
    if not colour:
        return "".join(line.text.rstrip() + "\n" for line in rendering)
    look = sixteen().style
    return "".join(
        "".join(look(span.style).render(span.text, color_system=ColorSystem.STANDARD) for span in line.spans)
        + "\n"
        for line in rendering
    )
