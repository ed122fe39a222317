"""Opens the screens, each imported when it is first opened: the list is to be on the terminal first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.conflicts import PostConflict
    from blogwifi_tui.ui.commands.command import Command
    from blogwifi_tui.ui.commands.help_rows import HelpRow
    from blogwifi_tui.ui.editor.screen import EditorScreen
    from blogwifi_tui.ui.navigation import Editor, FieldChanges
    from blogwifi_tui.ui.services import Services
    from blogwifi_tui.vcs.log import Revision


class Screens:
    """The program's :class:`~blogwifi_tui.ui.navigation.Navigation`."""

    def __init__(
        self, app: App[None], services: Callable[[], Services], redraw: Callable[[], object]
    ) -> None:
        """Open them on ``app``.

        Args:
            app: the program.
            services: gives what every screen works with: this is one of them, and is made before them.
            redraw: draws all of the terminal anew.
        """
        self._app = app
        self.redraw = redraw
        self._services = services
        self._editor: EditorScreen | None = None
        """The one that was opened last."""

    async def open_editor(
        self,
        post: Post,
        *,
        before: Post | None,
        line: int | None = None,
        caret: tuple[int, int] | None = None,
        closed: Callable[[str], object] | None = None,
    ) -> Editor:
        """Open the editor over the screen that is open, looking as it was left."""
        from blogwifi_tui.ui.editor.screen import EditorScreen

        services = self._services()
        await services.threads.disk(services.memory.load)
        editor = self._editor = EditorScreen(services, post, before=before, line=line)

        def left(_result: None) -> None:
            if closed:
                closed(editor.post.path)

        await self._app.push_screen(editor, left)
        if caret:
            editor.area.goto(*caret)
        return editor

    def switch_to_editor(self, post: Post) -> object:
        """Open the editor on ``post`` in the place of the screen that is open."""
        from blogwifi_tui.ui.editor.screen import EditorScreen

        self._editor = EditorScreen(self._services(), post, before=post)
        return self._app.switch_screen(self._editor)

    def open_posts(self) -> Collection[str]:
        """The path of the post that is open in the editor: there is one at a time."""
        return [self._editor.post.path] if self._editor and self._editor in self._app.screen_stack else []

    def tell_editor(self, words: str) -> None:
        """Warn in the editor that was opened last."""
        if self._editor:
            self._editor.say(words, kind="warning")

    async def edit_fields(
        self,
        post: Post,
        *,
        is_new: bool,
        typed: Callable[[Callable[[Post], Post] | None], object],
    ) -> FieldChanges | None:
        """Open the fields of ``post`` as a form."""
        from blogwifi_tui.ui.fields.form import edit_fields

        return await edit_fields(self._app, self._services(), post, is_new=is_new, typed=typed)

    def open_history(self, entry: Entry, revisions: Sequence[Revision]) -> None:
        """List the commits of a post."""
        from blogwifi_tui.ui.history.screen import HistoryScreen

        self._app.push_screen(HistoryScreen(self._services(), entry, revisions))

    async def choose_tags(self) -> str:
        """Open the tags of the blog."""
        from blogwifi_tui.ui.tags.screen import TagsScreen

        tags = TagsScreen(self._services())
        await self._app.push_screen_wait(tags)
        return tags.query_chosen

    def show_help(
        self,
        commands: Sequence[Command],
        keys_of: Callable[[Command], tuple[str, ...]],
        legend: Sequence[HelpRow],
    ) -> None:
        """List ``commands`` with their keys, and what the signs of a screen mean."""
        from blogwifi_tui.ui.commands.help_screen import HelpScreen

        self._app.push_screen(HelpScreen(commands, keys_of, legend))

    async def change_settings(self) -> None:
        """Open the settings."""
        from blogwifi_tui.ui.settings.screen import SettingsScreen

        await self._app.push_screen_wait(SettingsScreen(self._services()))

    async def resolve_conflicts(self, conflicts: Sequence[PostConflict]) -> bool:
        """Ask what stays of posts that both sides changed."""
        from blogwifi_tui.ui.conflict.screen import ConflictScreen

        choice = ConflictScreen(self._services(), conflicts)
        await self._app.push_screen_wait(choice)
        return choice.resolved is not None
