"""What every screen works with, made once by the app and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.ui.git_retry import GitRetry
from blogwifi_tui.ui.navigation import Navigation
from blogwifi_tui.ui.publish.publisher import Publisher
from blogwifi_tui.ui.real_page import RealPage
from blogwifi_tui.ui.view_memory import ViewMemory
from blogwifi_tui.ui.workers import Threads


@dataclass(frozen=True, slots=True)
class Timings:
    """How long what happens by itself waits, in seconds."""

    poll: float = 2.0
    """Between two looks at what other programs may have changed, on the list."""
    look_outside: float = 2.0
    """Between two looks at the file of the post that is open in the editor."""
    copy: float = 0.4
    """From a key until a recovery copy is taken: with the writing itself, within a second."""
    page: float = 0.1
    """From a key until the page in the browser is told of it."""
    moment: float = 0.3
    """Until what is on its way to the screen is spoken of, and while a question is seen without an answer."""
    slow_commit: float = 2.0
    """Until a commit is said to last, and how to stop it: a hook may hang."""
    late: float = 300.0
    """From a publication until the site is said not to show it yet; it is asked for longer."""


class Services(NamedTuple):
    """The blog, and what works on it."""

    blog: Blog
    threads: Threads
    git_retry: GitRetry
    publisher: Publisher
    real_page: RealPage
    navigation: Navigation
    journal: Journal
    memory: ViewMemory
    timings: Timings

    def cancel(self) -> None:
        """End what runs beside the screens: a publication, and what serves the real page."""
        self.publisher.cancel()
        self.real_page.stop()
