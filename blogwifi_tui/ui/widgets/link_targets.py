"""Where a link in a post leads: to another post, or out of the program."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post_files import stem_of

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
    target = unquote(href.partition("#")[0].partition("?")[0])
    if not target or _SCHEME.match(href):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), target)).lstrip("/")
    slug = stem_of(target.rstrip("/") + ("" if target.endswith(".md") else ".md"))
    by_path = next((entry for entry in entries if entry.path in (path, target.lstrip("/"))), None)
    return by_path or next((entry for entry in entries if stem_of(entry.path) == slug), None)
