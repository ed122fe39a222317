"""The pages of documentation that come with the program, as ``blogwifi help`` and the palette show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from blogwifi_tui.i18n.translation import N_, _, language

FOLDER = Path(__file__).parents[1] / "docs"
TOPICS: Mapping[str, str] = {
    "start": N_("the first five minutes"),
    "keys": N_("every key, screen by screen"),
    "commands": N_("the command line, and completion of it"),
    "settings": N_("every setting, and where it stands"),
    "sites": N_("what is known of your site generator"),
    "publishing": N_("what is sent, what stops it, two machines"),
    "terminal": N_("SSH, tmux, F keys, colours"),
    "trouble": N_("when something is wrong; upgrade, uninstall"),
    "changelog": N_("what is new"),
}
"""What each page is about, by its name."""
_COMMENT = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


def topic_about(word: str) -> str:
    """The topic that tells of ``word``, in the language spoken now; empty where none says that it does."""
    told = ((topic, re.findall(r"\w+", _(what).lower())) for topic, what in TOPICS.items())
    return next((topic for topic, words in told if word.lower() in words), "")


def page_file(topic: str, code: str) -> Path:
    """Where the page of a topic lies in the language ``code``: all but English in a folder of its own."""
    return (FOLDER if code == "en" else FOLDER / code) / f"{topic}.md"


def page(topic: str) -> str:
    """The Markdown of one of :data:`TOPICS`, in the language spoken now."""
    return _COMMENT.sub("", page_file(topic, language()).read_text(encoding="utf-8"))
