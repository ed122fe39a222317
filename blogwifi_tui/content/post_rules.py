"""What a post's header, name and folder mean: the rules that whoever makes the site of the posts follows.

This layer reads what is written and knows no generator. What it means is asked of :class:`PostRules`, which
``site/`` gives for the generator of the blog; :data:`GENERIC` serves where none is known.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Final, NamedTuple, Protocol

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.known_fields import Texts
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.state import SHOWN, Visibility


class Header(NamedTuple):
    """A header as it is written, and where."""

    path: str
    """Of the post, relative to the blog's root, with ``/``."""
    texts: Texts
    """The values as written; keys in small letters. A list reads only the keys that somebody asks for."""
    format: str = "yaml"
    """A :class:`~blogwifi_tui.content.front_matter.split.Format`."""
    quoted: frozenset[str] = frozenset()
    """The keys whose value is a text to the reader of that format: in quotes, or no truth, number or date."""
    capitals: frozenset[str] = frozenset()
    """The keys that are not written in small letters, for generators that tell letter case apart."""
    repeated: str = ""
    """The first key that stands twice; empty when none does."""


class Meaning(NamedTuple):
    """What a generator reads in a header."""

    date: datetime | None
    """As written: naive where no zone is."""
    moment: datetime | None
    """The same as an aware moment, in the zone that the generator reads it in."""
    tags: tuple[str, ...]
    """Each once, in the order written."""
    categories: tuple[str, ...]
    visibility: Visibility


class DraftChange(NamedTuple):
    """What is written into a post, and where it goes, to keep it off the site or to let it onto it."""

    fields: tuple[tuple[str, object], ...] = ()
    """Keys and the values they get."""
    without: tuple[str, ...] = ()
    """Keys that go."""
    path: str = ""
    """Where the file goes; empty: it stays."""


class PostRules(Protocol):
    """How the posts of a blog are found, read and kept off the site."""

    @property
    def fingerprint(self) -> str:
        """Differs when a post may mean something else: other rules, other settings of the site."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of a header, in small letters, that the rules ask for beside those of ``known_fields``."""

    def holds(self, path: str) -> bool:
        """Whether a path of the blog is that of a post or of a section's page, by its name."""

    def is_section(self, path: str) -> bool:
        """Whether it is the page of a section, which lists posts and is none."""

    def enters(self, folder: str) -> bool:
        """Whether posts may lie in this folder of the blog or below."""

    def zone(self, path: str) -> tzinfo | None:
        """The zone in which a date without one is read; None: the blog's."""

    def uses_offsets(self, path: str) -> bool:
        """Whether an offset in a date is read, so that one can be added where dates have none."""

    def is_date_word(self, path: str, text: str) -> bool:
        """Whether the generator takes a text for a date that it finds out when it builds, as ``today``."""

    def choices(self, path: str, key: str) -> tuple[str, ...]:
        """The only texts that the site takes under a key of this post; empty: any, as far as is known."""

    def kind(self, path: str, key: str) -> str:
        """What the site takes under a key of this post: ``boolean``, ``number``…; empty when not known."""

    def shows_drafts(self, path: str) -> str:
        """The setting for which the site shows drafts like other posts, as it is written; empty for none."""

    def meaning(self, header: Header, zone: tzinfo) -> Meaning:
        """What the generator reads in a header; ``zone`` is the blog's."""

    def refuses_repeated(self, path: str, form: str) -> bool:
        """Whether the generator makes no site of a header of this format in which a key stands twice."""

    def plain_headers(self, path: str) -> bool:
        """Whether a header between ``---`` holds lines of ``Key: value`` to the generator, and no YAML."""

    def described_beside(self, path: str) -> bool:
        """Whether a file beside the post says what a header would: one would be a part of its text."""

    def owns_folder(self, path: str) -> bool:
        """Whether a post of this path is one thing with the folder it lies in: ``slug/index.md``."""

    def names_table(self, path: str) -> str:
        """The mapping of a header in which the site looks for tags and categories; empty: they are keys."""

    def lists_by_categories(self, path: str) -> bool:
        """Whether categories are what lists and feeds gather posts by, and tags are nothing to the site."""

    def draft_change(self, header: Header, draft: bool, now: datetime | None) -> DraftChange | None:
        """What keeps a post off the site, or lets it onto it; None: the mark that it uses, whichever that is.

        ``now``, aware, dates a file that is moved to where its name must hold a date.

        Raises:
            NoDraftMark: nothing that can be written there keeps a post off this site.
        """


class GenericRules:
    """Any mark of a draft that some generator knows makes one, and a date ahead holds a post back."""

    fingerprint: Final = "generic"
    keys: Final = frozenset[str]()

    def holds(self, path: str) -> bool:
        """Whether it is a post by its name."""
        return is_post(path)

    def is_section(self, path: str) -> bool:  # noqa: ARG002 - the protocol's
        """None is."""
        return False

    def enters(self, folder: str) -> bool:
        """Whether it is no folder of a generator's own parts."""
        return is_post(f"{folder}/post.md")

    def zone(self, path: str) -> tzinfo | None:  # noqa: ARG002 - the protocol's
        """The blog's."""
        return None

    def uses_offsets(self, path: str) -> bool:  # noqa: ARG002 - the protocol's
        """Nearly every generator does."""
        return True

    def owns_folder(self, path: str) -> bool:
        """Whether it is called ``index``."""
        return path.rpartition("/")[2].startswith("index.")

    def described_beside(self, path: str) -> bool:  # noqa: ARG002 - the protocol's
        """None is."""
        return False

    def is_date_word(self, path: str, text: str) -> bool:  # noqa: ARG002 - the protocol's
        """None is to all."""
        return False

    def choices(self, path: str, key: str) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """No value is refused."""
        return ()

    def kind(self, path: str, key: str) -> str:  # noqa: ARG002 - the protocol's
        """Not known."""
        return ""

    def shows_drafts(self, path: str) -> str:  # noqa: ARG002 - the protocol's
        """None does."""
        return ""

    def meaning(self, header: Header, zone: tzinfo) -> Meaning:
        """What most generators would read."""
        date = known_fields.date(header.texts, header.path)
        moment = aware(date, zone)
        tags, categories = known_fields.tags(header.texts), known_fields.categories(header.texts)
        return Meaning(date, moment, tags, categories, generic_visibility(header, moment))

    def refuses_repeated(self, path: str, form: str) -> bool:  # noqa: ARG002 - the protocol's
        """No reader of TOML takes it."""
        return form == "toml"

    def plain_headers(self, path: str) -> bool:  # noqa: ARG002 - the protocol's
        """Most generators read YAML."""
        return False

    def names_table(self, path: str) -> str:  # noqa: ARG002 - the protocol's
        """None: most generators know keys alone."""
        return ""

    def lists_by_categories(self, path: str) -> bool:  # noqa: ARG002 - the protocol's
        """Nearly every generator knows tags."""
        return False

    def draft_change(self, header: Header, draft: bool, now: datetime | None) -> DraftChange | None:  # noqa: ARG002 - the protocol's
        """By the mark that the post uses."""
        return None


def generic_visibility(header: Header, moment: datetime | None) -> Visibility:
    """A draft by any mark that is known, else shown from ``moment`` on."""
    draft = known_fields.draft(header.texts, header.path)
    if not draft and header.format == "nikola":
        draft = known_fields.DRAFT_TAG in map(str.lower, known_fields.tags(header.texts))
    return Visibility(draft=draft, since=moment) if draft or moment else SHOWN


def aware(date: datetime | None, zone: tzinfo) -> datetime | None:
    """``date`` as a moment; one without a zone is read in ``zone``."""
    return date.replace(tzinfo=zone) if date is not None and date.tzinfo is None else date


GENERIC: Final = GenericRules()
