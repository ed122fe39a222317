"""What every screen works with, made once by the app and handed down."""

from __future__ import annotations

from typing import NamedTuple

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.ui.editor.view_state import ViewMemory
from blogwifi_tui.ui.publish.publisher import Publisher
from blogwifi_tui.ui.workers import Jobs


class Services(NamedTuple):
    """The blog, and the hands that work on it."""

    blog: Blog
    jobs: Jobs
    publisher: Publisher
    journal: Journal
    memory: ViewMemory
