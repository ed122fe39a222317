"""What a command is: one thing a person can ask for, where, and what it needs."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.signs import arrows


class Where(StrEnum):
    """The screen a command belongs to, or the box on it that has the keyboard."""

    MAIN = "main"
    SEARCH = "search"
    MARKED = "marked"
    PREVIEW = "preview"
    EDITOR = "editor"
    FIND = "find"
    MESSAGE = "message"
    HISTORY = "history"
    CONFLICT = "conflict"
    TAGS = "tags"
    SETTINGS = "settings"


class Need(Enum):
    """What must hold for a command to run; the value is the sentence said when it does not."""

    POST = N_("No post is selected.")
    LIVING = N_("This post is deleted: Enter looks at it, R brings it back.")
    DELETED = N_("This post is not deleted: f, then “deleted”, lists those that are.")
    CHOSEN = N_("No post is selected or marked.")
    FILE = N_("This post has not been saved yet: press Ctrl+S first.")
    READABLE = N_("This post’s front matter cannot be read: press Enter to mend it as text.")
    FIELDS = N_("The front matter cannot be read; it stands above the text: mend it there.")
    TEXT = N_("This file is not UTF-8 text, so it is only shown: F5 makes it UTF-8, then it can be changed.")
    CHANGEABLE = N_("The front matter of this post cannot be read: press Enter to mend it as text.")
    REPOSITORY = N_(
        "This folder is not a git repository: run “blogwifi init” in it to keep and publish changes."
    )
    IDLE = N_("A publication is under way: wait for its end, or press Esc to stop it.")
    DECIDED = N_("Some pieces are still to choose: m keeps mine, t takes theirs, b keeps both.")
    BOTH = N_("Only lists and paragraphs that both sides have can be kept both: choose m or t.")
    PAIR = N_("One side deleted this post: there are no two posts to keep.")
    BESIDE = N_("Text and preview are not side by side: F4 puts them so where there are 100 columns.")
    LIST_BESIDE = N_("List and preview stand side by side where there are 100 columns.")
    TAG = N_("No tag is selected.")
    SETTING = N_("No setting is selected.")
    SCROLLS = N_("All of the text is in sight.")
    LINKS = N_("There is no link in sight.")
    LINK = N_("No link is chosen: → chooses the next one.")


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Stable: settings name commands by it, and it prefixes nothing else."""
    keys: str
    """Textual key names, comma separated; the first is the one shown."""
    title: str
    """Two or three words, for the key bar and the palette."""
    help: str
    """What it does, in one sentence, for the help and the palette."""
    where: Where
    needs: tuple[Need, ...] = ()
    bar: int = 0
    """Rank in the key bar: 1 is kept longest when the screen is narrow, 0 never shown there."""
    priority: bool = False
    """The key works whatever has the focus."""

    @property
    def shown_title(self) -> str:
        """The title in the person's language."""
        return arrows(_(self.title))

    @property
    def shown_help(self) -> str:
        """The help sentence in the person's language."""
        return arrows(_(self.help))
