"""The pages of documentation that come with the program, as ``blogwifi help`` and the palette show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from blogwifi_tui.i18n.translation import N_, _

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
COLUMNS = (
    N_("key"),
    N_("what it does"),
    N_("in `[ui.keys]`"),
    N_("command"),
    N_("options"),
)
"""The heads of the tables that are written from those of the program: their sentences have translations."""
_CODE = re.compile(r"`([^`]+)`")
_COMMENT = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


def page(topic: str) -> str:
    """The Markdown of one of :data:`TOPICS`: in English, but for its tables, in the language spoken now."""
    text = (FOLDER / f"{topic}.md").read_text(encoding="utf-8")
    return "\n".join(map(_translated, _COMMENT.sub("", text).splitlines())) + "\n"


def _translated(line: str) -> str:
    """A row of a table with what has a translation in it translated; any other line as it is."""
    if not line.startswith("| "):
        return line
    first, *cells = line[2:].removesuffix(" |").split(" | ")
    return f"| {' | '.join((_CODE.sub(_keys, _(first)), *map(_, cells)))} |"


def _keys(code: re.Match[str]) -> str:
    """The names of keys; a letter is itself in every language."""
    return f"`{'+'.join(_(part) if len(part) > 1 else part for part in code[1].split('+'))}`"
