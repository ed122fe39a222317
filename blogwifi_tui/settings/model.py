"""The two settings files, read into frozen structs.

``blogwifi.toml`` at the blog's root travels with the blog; ``config.toml`` in the person's own folder holds
what is theirs. The sections do not overlap, so a blog that was handed over can name no program to start (the
editor) and no key to press. Neither is ever rewritten: what is changed in the program is one changed line, by
:mod:`blogwifi_tui.core.settings_editor`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from blogwifi_tui.settings.paths import SETTINGS_NAME, config_file
from blogwifi_tui.settings.time_zones import local_zone, named_zone

if TYPE_CHECKING:
    from datetime import tzinfo

    from blogwifi_tui.errors import SettingsError
    from blogwifi_tui.settings.loader import Sections

Language = Literal["fr", "en"]
Group = Literal["none", "year", "month"]
Generator = Literal[
    "hugo", "jekyll", "zola", "hexo", "pelican", "nikola", "mkdocs", "eleventy", "astro", "docusaurus",
    "cecil", "grav", "bridgetown", "quarto", "markata", "valaxy", "vitepress", "none",
]  # fmt: skip
"""Those that ``site/`` has rules for."""
Text = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$", description="text")]
Folder = Annotated[str, Meta(description="folder")]
Address = Annotated[str, Meta(description="address")]
Zone = Annotated[str, Meta(description="zone")]
Message = Annotated[str, Meta(min_length=1, max_length=500, description="message")]
"""A description is a word of :class:`blogwifi_tui.settings.loader.Wrong`, naming what was wanted."""


class BlogSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[blog]``: what the blog is."""

    title: Text | None = None
    """Shown above the list; None: the site's, else the folder's name."""
    posts: Folder | list[Folder] | None = None
    """The folder of the posts, or all of them, relative to the root; None: found out."""
    generator: Generator | None = None
    """What makes the site; None: found out."""
    public_address: Address | None = None
    """Of a post: ``https://example.org/{year}/{month}/{slug}/``; without braces, ``{slug}/`` follows.

    None: as the generator makes it. ``{path}`` is the path that the generator makes, behind another host.
    """
    address_learned: bool = False
    """Whether ``public_address`` was inferred from the pages of the site, and holds for most of them."""
    language: Language | None = None
    """The program's language while this blog is open; None: the person's."""
    time_zone: Zone | None = None
    """As in ``Europe/Paris``; None: the machine's."""


class NewPostSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[new_post]``: what a new post starts with."""

    draft: bool = True
    header: dict[str, object] = field(default_factory=dict)
    """Keys and values every new header gets, beside title, date and tags."""


class Messages(Struct, frozen=True, forbid_unknown_fields=True):
    """``[commit.messages]``: what commits say, with ``{title}`` and ``{path}``; None: our own words."""

    new: Message | None = None
    edit: Message | None = None
    rename: Message | None = None
    delete: Message | None = None
    duplicate: Message | None = None
    draft: Message | None = None
    ready: Message | None = None
    publish: Message | None = None

    def get(self, change: str) -> str | None:
        """The wording given for ``change``, one of the fields above."""
        given: str | None = getattr(self, change)
        return given


class CommitSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[commit]``: how changes are kept."""

    ask: bool = True
    """Show the message bar on Ctrl+S; False: commit with the proposed message."""
    messages: Messages = field(default_factory=Messages)


class PublishSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[publish]``: when to ask, how long to wait."""

    confirm: Literal["always", "warnings", "never"] = "warnings"
    idle_timeout: Annotated[int, Meta(ge=5, le=3600)] = 60
    """Seconds of silence after which git is ended."""
    fetch_minutes: Annotated[int, Meta(ge=0, le=1440)] = 5
    """Between two quiet looks at the remote; 0: never."""
    take_in: bool = True
    """Whether what a quiet look finds is taken in where nothing here stands against it."""
    verify: bool = True
    """Whether the pages of the site are asked, after a publication, until they show it."""


class UiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[ui]``, in the personal file only."""

    theme: Text | None = None
    language: Language | None = None
    editor: Text | None = None
    """The command for Ctrl+G; None: $VISUAL, then $EDITOR."""
    group: Group = "none"
    """What headings in the list stand for, while it is sorted by a date."""
    plain: bool = False
    """Whether the screen holds words alone: no lines, no signs, and the terminal's own cursor is shown."""
    pairs: bool = False
    """Whether marks that come in pairs are typed in pairs."""
    keys: dict[str, str] = field(default_factory=dict)
    """Command id to keys, as in ``publish = "p,f9"``; the command table says which ids and keys exist."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything, with a default everywhere: a blog needs no file."""

    blog: BlogSettings = field(default_factory=BlogSettings)
    new_post: NewPostSettings = field(default_factory=NewPostSettings)
    commit: CommitSettings = field(default_factory=CommitSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    ui: UiSettings = field(default_factory=UiSettings)

    def language(self) -> Language | None:
        """The person's choice, else the blog's, else None for the environment's."""
        return self.ui.language or self.blog.language

    def zone(self) -> tzinfo:
        """The zone in which dates without an offset are read and new ones are written."""
        name = self.blog.time_zone
        return named_zone(name) if name else local_zone()


SHARED_SECTIONS = frozenset({"blog", "new_post", "commit", "publish"})
PERSONAL_SECTIONS = frozenset({"ui"})


class Loaded(NamedTuple):
    """Settings as two files say them, as far as what they say can be."""

    settings: Settings
    """What has a wrong value has its default."""
    mistakes: tuple[SettingsError, ...] = ()
    """The wrong keys and values."""


def load(root: Path | None) -> Loaded:
    """The settings of the blog at ``root`` (None: no blog) and of this person.

    Raises:
        SettingsError: a file is no TOML.
        FileFailed: a file exists and cannot be read.
    """
    personal = config_file()
    values: dict[str, object] = {}
    mistakes: tuple[SettingsError, ...] = ()
    for path, sections, other in (
        (root and root / SETTINGS_NAME, SHARED_SECTIONS, str(personal)),
        (personal, PERSONAL_SECTIONS, SETTINGS_NAME),
    ):
        if path and _is_there(path):
            found = _sections(path, sections, other=other)
            values |= found.values
            mistakes += found.mistakes
    return Loaded(Settings(**values), mistakes)  # type: ignore[arg-type]  # each is the struct of its field


def _sections(path: Path, sections: frozenset[str], *, other: str) -> Sections:
    from blogwifi_tui.settings.loader import read_sections

    return read_sections(path, Settings, sections, other=other)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it will say what is the matter
    return True
