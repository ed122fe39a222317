"""What is said about the real page: where it is, how it is reached from home, what the generator printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.core.serve.messages import Built, Ended, Failed, Mended, Ready
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line, visible

if TYPE_CHECKING:
    from blogwifi_tui.core.serve.messages import BuildEvent

_LONGEST = 300
"""Characters of what a generator says that stand in a sentence."""


def build_words(event: BuildEvent) -> str:
    """A sentence about what a generator did; empty where there is nothing to say."""
    match event:
        case Failed(text=text, file=file, line=line):
            return _("The site cannot be built: {place}{words}").format(
                place=_place(file, line), words=_short(text)
            )
        case Mended():
            return _("The site can be built again.")
        case Ended(code=code):
            words = _("The generator ended ({code}); the post is shown as a plain page.")
            return words.format(code=code)
        case Ready() | Built():
            return ""


def _place(file: str, line: int) -> str:
    """Where in the blog a fault stands; empty where it is not known."""
    if not file:
        return ""
    if not line:
        return _("{file}: ").format(file=visible(file))
    return _("{file}, line {line}: ").format(file=visible(file), line=line)


def _short(text: str) -> str:
    words = visible(one_line(text))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def tunnel_words(*, copied: bool) -> str:
    """What to do with the line of ssh that follows, and with the address after it."""
    if copied:
        return _("On your own machine, type the first line (it is copied), then open the address:")
    return _("On your own machine, type the first line, then open the address:")
