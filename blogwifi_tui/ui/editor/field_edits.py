"""The fields of the open post changed in their form."""

from __future__ import annotations

from dataclasses import replace

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.front_matter_text import FrontMatterText
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.navigation import Applied, FieldChanges
from blogwifi_tui.ui.services import Services


class FieldEdits:
    """Opens the form over the text, and takes over what was changed there."""

    def __init__(
        self,
        opened: OpenPost,
        services: Services,
        screen: EditingScreen,
        shown: PostDisplay,
        copy: RecoveryCopy,
        as_text: FrontMatterText,
    ) -> None:
        """``copy`` holds what is typed in the form, ``as_text`` shows the rest."""
        self._opened = opened
        self._navigation = services.navigation
        self._threads = services.threads
        self._screen = screen
        self._shown = shown
        self._copy = copy
        self._as_text = as_text

    async def edit(self) -> None:
        """Open title, date, tags, and all other front matter of the post as a form."""
        opened = self._opened
        if not opened.post.is_text:
            self._screen.tell_only_shown()
            return
        made = await self._navigation.edit_fields(
            self._edited(), is_new=opened.buffer.basis is None, typed=self._copy.keep_pending
        )
        if made is None:
            await self._threads.disk(self._copy.give_up_pending)
            return
        # Nothing is awaited from here on: what is on the screen now is what the fields change.
        changed = made.applied(self._edited())
        opened.buffer = opened.buffer.with_post(changed.post)
        if opened.buffer.text != opened.area.content:
            opened.show(opened.buffer, saved=False)
        self._shown.show_all()
        self._copy.keep_pending(None)
        if made.as_text is not None:
            self._go_on_as_text(made, changed)
            return
        for error in changed.refused.values():
            self._screen.say_error(error)

    def _edited(self) -> Post:
        """The post as it stands on the screen, where its file goes with the next save."""
        post = self._opened.edited()
        target = self._opened.buffer.target
        return replace(post, path=target) if target else post

    def _go_on_as_text(self, made: FieldChanges, changed: Applied) -> None:
        """Show the whole front matter as text, the caret on the key, and say what is still to be written."""
        self._as_text.go_to(made.as_text or "")
        words = _("Write “{key}” here, in the front matter. You had typed: {value}")
        left = [
            words.format(key=visible(error.key), value=visible(made.typed[name]))
            for name, error in changed.refused.items()
            if isinstance(error, CannotEdit)
        ]
        if left:
            self._screen.say(" ".join(left), kind="warning")
