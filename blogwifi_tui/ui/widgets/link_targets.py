"""What a link in a post may do: show its address and open it if it is a web page or an e-mail address."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from blogwifi_tui.content.folding import words
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.workers import Threads

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
WEB = frozenset({"http", "https"})


class LinkScreen(Protocol):
    """What following a link needs of the screen that shows it."""

    blog: Blog
    threads: Threads

    @property
    def app(self) -> App[object]: ...  # noqa: D102

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...


def opens(href: str) -> bool:
    """Whether a link may leave the program: http and https with a host, and mailto; nothing else."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if href.startswith("-") or not href.isprintable():
        return False
    return bool(parts.netloc) if parts.scheme in WEB else parts.scheme == "mailto"


def linked(href: str, origin: str, entries: Sequence[Entry]) -> Entry | None:
    """The post that a relative link in the post at ``origin`` leads to, by its path or its slug."""
    from blogwifi_tui.content.post_files import stem_of

    target = unquote(href.partition("#")[0].partition("?")[0])
    if not target or _SCHEME.match(href):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), target)).lstrip("/")
    slug = stem_of(target.rstrip("/") + ("" if target.endswith(".md") else ".md"))
    by_path = next((entry for entry in entries if entry.path in (path, target.lstrip("/"))), None)
    return by_path or next((entry for entry in entries if stem_of(entry.path) == slug), None)


def anchored(source: str, anchor: str) -> int | None:
    """The 0-based line of the heading that ``anchor`` names: each site generator spells anchors its own way.

    A heading's own ``{#name}`` counts too.
    """
    from blogwifi_tui.markdown.headings import headings

    wanted = _bare(unquote(anchor))
    for heading in headings(source):
        if heading.text.rstrip().endswith(f"{{#{anchor}}}") or (wanted and _bare(heading.text) == wanted):
            return heading.line
    return None


def _bare(text: str) -> str:
    return words(text).replace(" ", "")


async def open_address(screen: LinkScreen, href: str) -> None:
    """Show the address, and open it when the person says so; copy it where no browser has a window."""
    if not opens(href):
        screen.say(_("This link leads nowhere from here: {address}").format(address=href), kind="warning")
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        screen.app.copy_to_clipboard(href)
        screen.say(_("Address copied: {address}").format(address=href))
        return
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    answers = [Choice("open", _("Open"), "o"), Choice("", _("Not now"), "n")]
    if await screen.app.push_screen_wait(Question(_("Open this address?"), href, answers)) == "open":
        screen.app.open_url(href)
