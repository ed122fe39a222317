"""What a link of the preview leads to beside other posts: a heading, a picture of the blog, an address."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from textual.app import SuspendNotSupported

from blogwifi_tui.content import folding
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.terminal import lent_terminal
from blogwifi_tui.ui.widgets.dialogs import Choice, Question
from blogwifi_tui.ui.widgets.link_targets import LinkScreen, opens

if TYPE_CHECKING:
    from blogwifi_tui.ui.widgets.preview import Preview


async def show_target(screen: LinkScreen, preview: Preview, origin: str, href: str) -> None:
    """Show the heading or the picture that ``href`` in the post at ``origin`` means, else the address.

    Nothing is fetched.
    """
    if href.startswith("#"):
        line = await screen.threads.disk(anchored, preview.source, href[1:])
        if line is None:
            words = _("No heading of this post goes by “{anchor}”.")
            screen.say(words.format(anchor=href[1:]), kind="warning")
        else:
            preview.go_to(line)
        return
    path = await screen.threads.disk(screen.blog.images.find, origin, href)
    if path is None:
        await open_address(screen, href)
    elif reason := _why_not(path):
        screen.say(reason, kind="warning")
    elif not _show(screen, path):
        words = _("This picture cannot be shown in the terminal: {path}")
        screen.say(words.format(path=path), kind="warning")


def anchored(source: str, anchor: str) -> int | None:
    """The 0-based line of the heading that ``anchor`` names: each site generator spells anchors its own way.

    A heading's own ``{#name}`` counts too.
    """
    wanted = _bare(unquote(anchor))
    for heading in headings(source):
        if (anchor and heading.anchor == anchor) or (wanted and _bare(heading.text) == wanted):
            return heading.line
    return None


def _bare(text: str) -> str:
    return folding.words(text).replace(" ", "")


async def open_address(screen: LinkScreen, href: str) -> None:
    """Show the address, and open it when the person says so; copy it where no browser has a window."""
    if not opens(href):
        screen.say(_("This link leads nowhere from here: {address}").format(address=href), kind="warning")
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        screen.app.copy_to_clipboard(href)
        screen.say(_("Address copied: {address}").format(address=href))
        return
    answers = [Choice("open", _("Open"), "o"), Choice("", _("Not now"), "n")]
    if await screen.app.push_screen_wait(Question(_("Open this address?"), href, answers)) == "open":
        screen.app.open_url(href)


def _why_not(path: Path) -> str:
    if path.suffix.lower() == ".svg":
        return _("A drawing (SVG) is shown by a browser, not by a terminal: {path}").format(path=path)
    if find_spec("textual_image") is None:
        words = _("To see pictures in the terminal, install “{name}” beside BlogWiFi. This one is {path}")
        return words.format(name="textual-image", path=path)
    return ""


def _show(screen: LinkScreen, path: Path) -> bool:
    """Lend the terminal to the viewer; whether it could show the picture."""
    caption = visible(f"{path.name} · {_('any key comes back')}")
    # -P: a folder called PIL in the blog is not to be taken for the library.
    command = [sys.executable, "-P", "-m", "blogwifi_tui.ui.widgets.image_viewer", str(path), caption]
    try:
        with lent_terminal(screen.app):
            # The screen is drawn on the standard error; its traceback is nothing for a person.
            return not subprocess.run(command, stdout=2, stderr=subprocess.DEVNULL, check=False).returncode
    except (SuspendNotSupported, OSError):
        return False
