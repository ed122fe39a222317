"""The objects of the editor without its screen: a post of a real blog, and what would be asked and said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from textual.document._document import Selection
from textual.screen import Screen

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.view_memory import ViewMemory
from blogwifi_tui.ui.workers import Threads
from tests.ui.person import CALM


class Area(EditorArea):
    """A text area that is nowhere on a screen."""

    def goto(self, line: int, column: int = 0) -> None:
        self.selection = Selection.cursor((line, column))

    def focus(self, scroll_visible: bool = True) -> Self:
        return self


def services_of(blog: Blog) -> Services:
    """What the objects work with; nothing that opens a screen is there."""
    nobody: Any = None
    journal = Journal(recovery_dir(), lambda _error: None)
    return Services(blog, Threads(), nobody, nobody, nobody, nobody, journal, ViewMemory(), CALM)


def open_post(blog: Blog, path: str) -> OpenPost:
    """The post as it is opened, in a text area that no screen shows."""
    post = blog.read(path)
    return open_text(post, post)


def open_text(post: Post, before: Post | None) -> OpenPost:
    """A post whose file holds ``before``."""
    opened = OpenPost(EditorBuffer.of(post, before), Area())
    opened.load(opened.buffer)
    return opened


class Asked:
    """A screen that gives the answers it was told, and notes what it was asked and what was said."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        self.said: list[str] = []
        self.failed: list[BlogwifiError] = []

    async def ask(self, dialog: Screen[Any]) -> Any:
        self.questions.append(dialog._heading)  # type: ignore[attr-defined]
        return self.answers.pop(0)

    @contextmanager
    def opening(self) -> Iterator[None]:
        yield

    def say(self, text: str, *, kind: str = "plain") -> None:
        self.said.append(text)

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        self.failed.append(error)

    def tell_only_shown(self) -> None:
        self.said.append("only shown")


class Shown:
    """What would be on the screen; counts how often it was shown anew."""

    def __init__(self) -> None:
        self.times = 0
        self.from_elsewhere = 0

    def show_all(self, *, from_elsewhere: bool = False) -> None:
        self.times += 1
        self.from_elsewhere += from_elsewhere

    def show_status(self) -> None:
        pass


class Bar:
    """A bar that answers at once with the message it proposes, or with another."""

    def __init__(self, answer: Callable[[str], str | None] = lambda proposed: proposed) -> None:
        self.kept = ""
        self.answer = answer

    async def ask(self, proposed: str) -> str | None:
        return self.answer(proposed)


class Commits:
    """Makes commits on git's thread, and asks for nothing."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads

    def run(self, function: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        return self.threads.git(function, *args)
