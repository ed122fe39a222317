"""What the objects that make up the list may ask of the screen that owns them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.errors import BlogwifiError
    from blogwifi_tui.ui.commit_runner import CommitRunner
    from blogwifi_tui.ui.list.post_list import PostList
    from blogwifi_tui.ui.list.search_box import SearchBox
    from blogwifi_tui.ui.list.state import PostListState
    from blogwifi_tui.ui.long_step import LongStep
    from blogwifi_tui.ui.opening import Opening
    from blogwifi_tui.ui.screen_keys import ScreenKeys
    from blogwifi_tui.ui.widgets.preview import Preview
    from blogwifi_tui.ui.widgets.status_line import TwoEnds
    from blogwifi_tui.ui.workers import Threads, Work

T = TypeVar("T")


class Owner(Protocol):
    """The list screen, as its own objects see it; a test may give them something plainer."""

    list_state: PostListState
    """What is shown; setting it shows it."""
    commits: CommitRunner
    long_step: LongStep
    blog: Blog
    threads: Threads
    keys: ScreenKeys

    @property
    def top(self) -> TwoEnds:
        """The line above."""
        ...

    @property
    def preview(self) -> Preview:
        """The post under the cursor, rendered."""
        ...

    @property
    def posts(self) -> PostList:
        """The rows, with the cursor and the marks."""
        ...

    @property
    def search(self) -> SearchBox:
        """The box a search is typed in."""
        ...

    @property
    def app(self) -> App[object]: ...  # noqa: D102

    @property
    def is_current(self) -> bool:
        """Whether no other screen, and no dialog, lies over this one."""
        ...

    @property
    def is_active(self) -> bool:
        """Whether this screen takes the keys."""
        ...

    @property
    def strokes(self) -> int:
        """Keys pressed so far."""
        ...

    def follow(self, moved: Mapping[str, str]) -> None:
        """Go along with posts whose files went elsewhere: where each was, and where it is."""
        ...

    def start(self, work: Work, job: Callable[[], Coroutine[None, None, object]]) -> object:
        """Start ``job`` as work of this kind; what it raises is said, and the posts are read again."""
        ...

    def opening(self) -> AbstractContextManager[Opening]:
        """While a dialog is on its way, keys wait for it, and it can be told how far it is."""
        ...

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog, and give what it was closed with; for workers."""
        ...

    def show(self, list_state: PostListState, *, anew: bool = False, best: bool = False) -> None:
        """Set and show a state in which something else is searched for, or found.

        Args:
            list_state: the state.
            anew: something else is searched for, so when the selected post is not found, select the first.
            best: select the first in any case.
        """
        ...

    @property
    def tells_a_failure(self) -> bool:
        """Whether the message line says what could not be done."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Show what failed, after what is known to be safe, and what to do next."""
        ...

    def say_done(self, text: str, *, at: str | None = None) -> None:
        """Show what was done, read the posts again, and select the one at ``at``."""
        ...

    def show_progress(self, words: str) -> None:
        """Show how far something is; empty when it ended."""
        ...
