"""How one screen opens another without knowing its inside: by the :class:`Navigation` the app hands it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.conflicts import PostConflict
    from blogwifi_tui.errors import ContentError
    from blogwifi_tui.ui.commands.command import Command
    from blogwifi_tui.ui.commands.help_rows import HelpRow
    from blogwifi_tui.vcs.log import Revision


class Editor(Protocol):
    """What those who open the editor may ask of it."""

    def keep_copy(self) -> None:
        """Hand the text to the journal of recovery copies, if the file does not hold it."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Say something in the message line."""
        ...


class Applied(NamedTuple):
    """A post with what a form changed."""

    post: Post
    refused: Mapping[str, ContentError]
    """By the name of the field: what could not be changed, and was not."""


class FieldChanges(NamedTuple):
    """What a person changed in the fields of a post."""

    applied: Callable[[Post], Applied]
    """Makes the changes to the post as it is by now."""
    typed: Mapping[str, str]
    """What was typed into the fields that were changed, by their names."""
    as_text: str | None = None
    """The key whose line is to be changed further, in the front matter as text; empty for any. None: none."""


class Navigation(Protocol):
    """Opens the screens of the program."""

    async def open_editor(
        self,
        post: Post,
        *,
        before: Post | None,
        line: int | None = None,
        caret: tuple[int, int] | None = None,
        closed: Callable[[str], object] | None = None,
    ) -> Editor:
        """Open the editor over the screen that is open, and give it once it is there.

        Args:
            post: what is to be edited.
            before: the post as its file holds it; None when there is no file yet.
            line: the 0-based line of the body that the caret starts on.
            caret: the row and column of the text that the caret starts at.
            closed: called with the path the post has when the person goes back.
        """
        ...

    def switch_to_editor(self, post: Post) -> object:
        """Open the editor on ``post`` in the place of the screen that is open."""
        ...

    def redraw(self) -> object:
        """Draw all of the screen anew: another program may have written over it."""
        ...

    def open_posts(self) -> Collection[str]:
        """The paths of the posts that are open in an editor, those without a file among them."""
        ...

    def tell_editor(self, words: str) -> None:
        """Warn in the editor, of the post that is open there."""
        ...

    async def edit_fields(
        self,
        post: Post,
        *,
        is_new: bool,
        typed: Callable[[Callable[[Post], Post] | None], object],
    ) -> FieldChanges | None:
        """Open the fields of ``post`` as a form; gives what was changed there, None when nothing was.

        Args:
            post: whose fields they are.
            is_new: whether it has no file yet, so that its name may be chosen too.
            typed: called with what the form would make of a post, each time that is something else.
        """
        ...

    def open_history(self, entry: Entry, revisions: Sequence[Revision]) -> None:
        """List the commits of a post, which are ``revisions``, the newest first."""
        ...

    async def choose_tags(self) -> str:
        """Open the tags of the blog; gives the query for those chosen there, empty when none were."""
        ...

    def show_help(
        self,
        commands: Sequence[Command],
        keys_of: Callable[[Command], tuple[str, ...]],
        legend: Sequence[HelpRow],
    ) -> None:
        """List ``commands`` with their keys, and what the signs of a screen mean."""
        ...

    async def change_settings(self) -> None:
        """Open the settings, until the person goes back."""
        ...

    async def resolve_conflicts(self, conflicts: Sequence[PostConflict]) -> bool:
        """Ask what stays of posts that both sides changed; gives whether the person chose."""
        ...
