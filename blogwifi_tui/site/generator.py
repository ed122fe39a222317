"""What is known of a generator, and of one site that it makes.

Each generator is a module of :mod:`.generators` that ends in one :class:`Generator`: data and functions, of
which those it leaves out do what most generators do. :mod:`.generator_table` has a row for each.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_post, language_of
from blogwifi_tui.content.post_rules import DraftChange, Header, aware, generic_visibility
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.address import path_of
from blogwifi_tui.site.paths import address_from_root, between

if TYPE_CHECKING:
    from blogwifi_tui.site.post_lookup import PostLookup
    from blogwifi_tui.site.schema import Schema
    from blogwifi_tui.site.tree import Tree

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Site:
    """One site, as its own files describe it. Paths are relative to the blog's root, with ``/``."""

    generator: Generator
    folder: str = ""
    """Where its settings lie; the blog's root is the empty text."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """As read from its files; what is no literal is left out."""
    title: str = ""
    address: str = ""
    """Of its first page, with scheme, host and path: ``https://example.org/blog/``; empty when unknown."""
    zone: tzinfo | None = None
    """In which it reads dates without one, and that it takes as now; None: the blog's."""
    posts: tuple[str, ...] = ()
    """Folders of posts, which need not be there yet; new ones go to the first where no post shows better."""
    drafts: tuple[str, ...] = ()
    """Folders whose posts are drafts by being there."""
    narrowed: bool = False
    """Whether a person has named the folders of posts."""
    shows_drafts: str = ""
    """The setting for which it shows drafts like other posts, as it is written; empty when there is none."""
    plain_headers: bool = False
    """Whether it takes what stands between ``---`` for lines of ``Key: value``, and reads no YAML."""
    holds_future: bool = True
    """Whether a post whose date lies ahead is left out until then."""
    required: Mapping[str, object] = field(default_factory=dict)
    """Keys that a post must have to be built or listed, with what to write where nothing better is known."""
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    """What headers may say, by folder of posts: the build ends at others. What one leaves out may say all."""
    language: str = ""
    """That of a page whose file names none, as ``fr``; empty when it is not known."""
    pictures: str = ""
    """The folder for pictures that its pages find from the root of the site; empty when there is none."""
    details: Mapping[str, object] = field(default_factory=dict)
    """What the generator's own module keeps of it."""
    keys: frozenset[str] = frozenset()
    """Keys of headers, in small letters, that its settings give a meaning."""

    def schema(self, path: str) -> Schema | None:
        """What a post or folder at ``path`` may say under each key; None where no schema says so."""
        around = [folder for folder in self.schemas if f"{path}/".startswith(f"{folder}/")]
        return self.schemas[max(around, key=len)] if around else None

    def detail(self, name: str, kind: type[Kind]) -> Kind:
        """The detail of this name, which the generator's own module has put there as one of ``kind``."""
        found = self.details[name]
        assert isinstance(found, kind)  # noqa: S101 - put there by its ``find``
        return found


class Page(NamedTuple):
    """What the address of a post is made of; see :attr:`Generator.address`."""

    path: str
    title: str
    date: datetime | None
    """Aware, in the zone that the site shows dates in."""
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    given: Mapping[str, str]
    """The texts of the keys that addresses are made of: ``slug``, ``url``, ``permalink``, ``lang``…"""
    written: datetime | None = None
    """The date in the zone that is written with it; that of ``date`` where none is."""


def no_site(_tree: Tree, _folder: str) -> Site | None:
    """Finds none."""
    return None


def in_posts(site: Site, path: str) -> bool:
    """Whether a path is that of Markdown in a folder of posts or drafts of the site."""
    folders = (*site.posts, *site.drafts)
    return is_post(path) and any(not folder or path.startswith(f"{folder}/") for folder in folders)


def under_index(_site: Site, path: str) -> bool:
    """Whether it is an ``_index`` file, as Hugo and Zola call the page of a section."""
    return path.rpartition("/")[2].startswith("_index.")


def written_date(_site: Site, header: Header) -> datetime | None:
    """The date under any key that is known, else in the file's name."""
    return known_fields.date(header.texts, header.path)


def any_visibility(_site: Site, header: Header, moment: datetime | None) -> Visibility:
    """A draft by any mark that is known, else shown from ``moment`` on."""
    return generic_visibility(header, moment)


def by_mark(_site: Site, _header: Header, _draft: bool, _now: datetime | None) -> DraftChange | None:
    """By the key that the post uses as a mark, whichever that is."""
    return None


def unknown_address(_site: Site, _page: Page) -> str | None:
    """Not known."""
    return None


def no_path(_site: Site, _path: str) -> bool:
    """For no path."""
    return False


def not_known(_tree: Tree, _site: Site) -> bool | None:
    """Cannot be told: templates and plugins of the site may do anything."""
    return None


def language_in_name(site: Site, path: str) -> str:
    """The language in the name of a file, as in ``post.fr.md``; that of the site where there is none."""
    return language_of(path) or site.language


def never(_tree: Tree, _site: Site) -> bool | None:
    """For no site."""
    return False


def always(_tree: Tree, _site: Site) -> bool | None:
    """For every site."""
    return True


def no_key(_site: Site) -> str:
    """None."""
    return ""


class LookedUp(NamedTuple):
    """What a generator finds by a name that stands for a post; see :attr:`Generator.looked_up`."""

    posts: tuple[str, ...]
    """The paths of those that it may mean."""
    needs_one: bool = True
    """Whether the build ends where there is none."""
    needs_reader: bool = True
    """Whether the build ends where readers do not see the one there is."""


def not_looked_up(_site: Site, _names: PostLookup, _word: str, _written: str) -> LookedUp | None:
    """It looks nothing up."""
    return None


class NamedFile(NamedTuple):
    """A file that an address names; see :attr:`Generator.file_named`."""

    path: str
    """From the blog's root, as it is written."""
    needs_it: bool
    """Whether the build ends where it is not there, or is a draft."""


def no_file(_site: Site, _origin: str, _address: str) -> NamedFile | None:
    """None: it has no way of its own to name one."""
    return None


def as_written(_site: Site, address: str) -> str:
    """What is written."""
    return address


def no_word(_tree: Tree, _site: Site, _origin: str, _word: str, _address: str) -> bool:
    """No word."""
    return False


def not_called(_site: Site, _path: str, _title: str) -> tuple[str, ...]:
    """By no name of its own."""
    return ()


def named_index(_site: Site, path: str) -> bool:
    """Whether a file is called ``index``."""
    return path.rpartition("/")[2].startswith("index.")


def no_folder(_site: Site, _path: str) -> str:
    """None."""
    return ""


def from_root(site: Site, folder: str, _post: str) -> str:
    """From the root of the site, where the generator or a template puts the place of the site before it."""
    return address_from_root(posixpath.relpath(folder, site.folder or "."))


def from_host(site: Site, folder: str, post: str) -> str:
    """From the root of its host: the generator leaves an address as it is written."""
    return path_of(site.address).rstrip("/") + from_root(site, folder, post)


def no_link(_site: Site, _origin: str, _target: str, _address: str | None) -> str | None:
    """No way of its own."""
    return None


def link_to_file(_site: Site, origin: str, target: str, _address: str | None) -> str:
    """The way from the one file to the other, of which the generator makes the address."""
    return between(origin, target)


def link_to_address(_site: Site, _origin: str, _target: str, address: str | None) -> str | None:
    """Its address, which the generator leaves as it is written."""
    return address


@dataclass(frozen=True, kw_only=True)
class Generator:
    """The rules of one generator, each with the source of it beside it in its module."""

    name: str
    """In small letters, as in ``blogwifi.toml``."""
    label: str
    """As it calls itself."""
    find: Callable[[Tree, str], Site | None] = no_site
    """The site whose root is this folder of the tree, by its settings and folders."""
    holds: Callable[[Site, str], bool] = in_posts
    """Whether a path is that of a post, or of a section's page."""
    is_section: Callable[[Site, str], bool] = under_index
    """Whether such a path is that of the page of a section."""
    keys: frozenset[str] = frozenset()
    """Keys of headers, in small letters, that its rules read beside those that every list asks for."""
    date: Callable[[Site, Header], datetime | None] = written_date
    """The date of a post, naive where no zone is written."""
    names: Callable[[Text, bool], tuple[str, ...]] = known_fields.as_written
    """The names in the value of a key for tags or categories; ``True``: the key is a singular one."""
    visibility: Callable[[Site, Header, datetime | None], Visibility] = any_visibility
    """What it does with a post; the moment is the post's date, aware."""
    draft_change: Callable[[Site, Header, bool, datetime | None], DraftChange | None] = by_mark
    """What keeps a post off the site, or lets it onto it; see :meth:`.post_rules.PostRules.draft_change`."""
    address: Callable[[Site, Page], str | None] = unknown_address
    """The path of a post's page from the root of its host, base path included; None when not known."""
    link: Callable[[Site, str, str, str | None], str | None] = no_link
    """How a post (its path first) names another (its path, its address) so that it works on the site."""
    resolves_links: Callable[[Tree, Site], bool | None] = not_known
    """Whether a link to the file of a post becomes one to its page; None when that cannot be told."""
    needs_file: Callable[[Site, str], bool] = no_path
    """Whether a relative link to Markdown at this path leads to nothing unless the file is right there."""
    resolves_pictures: Callable[[Tree, Site], bool | None] = not_known
    """Whether a picture is found by the way to it from the file of the post, whatever the page's address."""
    language: Callable[[Site, str], str] = language_in_name
    """The language of the post at a path, by its folders and its name."""
    looked_up: Callable[[Site, PostLookup, str, str], LookedUp | None] = not_looked_up
    """The posts that a name may mean behind a word as ``ref`` or ``post_url``, which comes before it. None
    when that cannot be told."""
    leaves_root: Callable[[Tree, Site], bool | None] = not_known
    """Whether an address from the root of the host stays as it is written, and leads out of a site that lies
    in a folder of it; None when that cannot be told."""
    filled: Callable[[Site, str], str] = as_written
    """An address with what those words of the generator stand for that are known; other words stay in it."""
    shows_by_address: Callable[[Tree, Site, str, str, str], bool] = no_word
    """Whether a word, in the post of a path, looks for the picture at an address where Markdown would: one
    that it may find elsewhere is not told."""
    file_named: Callable[[Site, str, str], NamedFile | None] = no_file
    """The file that an address names in a way of the generator's own, as ``{filename}`` or ``@/``, in the
    post of a path. None for any other address, and where it cannot be told what it leads to."""
    words: frozenset[str] = frozenset()
    """The words that take names which are no paths of files; see :attr:`called`. One that ends with a colon
    begins the address of a link."""
    called: Callable[[Site, str, str], tuple[str, ...]] = not_called
    """What these words call the post of a path and a title: the name that wins over the next comes first."""
    alias_key: Callable[[Site], str] = no_key
    """The key under which a site takes the former addresses of a post; empty when it takes none."""
    owns_folder: Callable[[Site, str], bool] = named_index
    """Whether a file of this path is one thing with the folder it lies in."""
    asset_folder: Callable[[Site, str], str] = no_folder
    """The folder beside a post, which is one thing with it; empty when there is none."""
    asset_words: frozenset[str] = frozenset()
    """The words that take the name of a file in that folder, and leave nothing where it is not there."""
    picture_address: Callable[[Site, str, str], str] = from_root
    """What stands before the name of a picture of a folder in a post (its path last), slash included."""
    builds_drafts: bool = False
    """Whether it makes a page of a draft too, so that it may have no other post's address."""
    pattern: str = "{slug}"
    """How a new post's file is named below its folder where no post shows it, as in ``conventions``."""
    form: str = "yaml"
    """The :class:`~blogwifi_tui.content.front_matter.split.Format` of a first post's header."""
    table: str = ""
    """The mapping of a header in which it looks for tags and categories; empty: they are keys like others."""
    lists_by_categories: bool = False
    """Whether lists and feeds gather posts by categories, and tags are nothing to it."""
    empty: str | None = ""
    """What a text that says nothing is written as; None where templates take an empty one for some."""
    refuses_repeated: bool = False
    """Whether it makes no site of a YAML header in which a key stands twice; else it takes the last value."""
    described_beside: Callable[[Site, str], bool] = no_path
    """Whether a file beside a post says what a header would: then a header would be a part of its text."""
    date_words: frozenset[str] = frozenset()
    """Texts, in small letters, that it takes for a date to be found out when it builds."""
    uses_offsets: bool = True
    """Whether it reads an offset in a date, so that one can be added where dates have none."""


def moment_of(site: Site, text: Text, zone: tzinfo) -> datetime | None:
    """The aware moment that a value names to this site; ``zone``: the blog's. None for what is no date."""
    return aware(parse_date(text), site.zone or zone) if isinstance(text, str) else None
