"""What every screen works with, made once by the app and handed down."""

from __future__ import annotations

from typing import NamedTuple

from blogwifi_tui.blog import Blog
from blogwifi_tui.recovery import Journal
from blogwifi_tui.ui.jobs import Jobs
from blogwifi_tui.ui.publisher import Publisher
from blogwifi_tui.ui.view_memory import ViewMemory


class Desk(NamedTuple):
    """The blog, and the hands that work on it."""

    blog: Blog
    jobs: Jobs
    publisher: Publisher
    journal: Journal
    memory: ViewMemory
