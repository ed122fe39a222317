"""A link of the preview followed: to another post, a picture not saved yet, or what the link itself shows."""

from __future__ import annotations

from blogwifi_tui.content.post import Post
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.widgets.link_targets import linked
from blogwifi_tui.ui.widgets.open_link import show_target
from blogwifi_tui.ui.widgets.preview import Preview


async def follow_link(screen: CommandScreen, preview: Preview, opened: OpenPost, href: str) -> Post | None:
    """Show what ``href`` in the open post leads to, in the preview or in words.

    Gives the other post it leads to, to be opened in the place of this one.
    """
    path, threads = opened.post.path, screen.threads
    entry = linked(href, path, await threads.disk(screen.blog.posts))
    waiting = [each for each in opened.images.values() if each.data is not None and each.address == href]
    if waiting:
        screen.say(_("Saving copies the picture to {path}.").format(path=waiting[0].path))
    elif entry is None:
        await show_target(screen, preview, path, href)
    elif entry.path == path:
        screen.say(_("This link leads to this very post."))
    elif screen.publisher.busy:
        screen.say(_(Need.IDLE.value), kind="warning")
    else:
        return await threads.disk(screen.blog.read, entry.path)
    return None
