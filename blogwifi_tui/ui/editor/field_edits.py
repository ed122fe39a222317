"""The fields of the open post changed in their form."""

from __future__ import annotations

from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.navigation import Navigation


class FieldEdits:
    """Opens the form over the text, and takes over what was changed there."""

    def __init__(
        self,
        opened: OpenPost,
        navigation: Navigation,
        screen: EditingScreen,
        shown: PostDisplay,
        copy: RecoveryCopy,
    ) -> None:
        """``navigation`` opens the form; ``copy`` holds what is typed there, too."""
        self._opened = opened
        self._navigation = navigation
        self._screen = screen
        self._shown = shown
        self._copy = copy

    async def edit(self) -> None:
        """Open title, date, tags, and all other front matter of the post as a form."""
        opened = self._opened
        if not opened.post.is_text:
            self._screen.tell_only_shown()
            return
        made = await self._navigation.edit_fields(
            opened.edited(), is_new=opened.buffer.basis is None, typed=self._copy.keep_pending
        )
        if made is None:
            self._copy.give_up_pending()
            return
        # Nothing is awaited from here on: what is on the screen now is what the fields change.
        changed = made.applied(opened.edited())
        opened.buffer = opened.buffer.with_post(changed.post)
        if opened.buffer.text != opened.area.content:
            opened.show(opened.buffer, saved=False)
        self._shown.show_all()
        self._copy.keep_pending(None)
        for error in changed.refused.values():
            self._screen.say_error(error)
