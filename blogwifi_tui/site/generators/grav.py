"""Grav: by its documentation (Headers, Pages) and the source of its pages; no site was compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import quote

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.read import read
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.post_files import PAGE_TEMPLATES
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.config_files import read_settings, text_at, texts_at, value_at, zone_named
from blogwifi_tui.site.generator import Generator, Page, Site, link_to_address, moment_of
from blogwifi_tui.site.generators.published_mark import published_change
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_LISTS: Final = frozenset(("blog", "blog_list", "blog-list", "archive"))
"""Templates of pages that list posts."""
_ORDER: Final = re.compile(r"[0-9]+\.")
"""What orders folders, and is no part of an address (Page.php, PAGE_ORDER_PREFIX_REGEX)."""
_AMERICAN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
"""With slashes, the month comes first (documentation, Headers, Date)."""
_MOST_LISTS: Final = 50
"""Pages of lists whose headers are read."""
_Routes: TypeAlias = dict[tuple[str, str], dict[str, str]]
"""By folder and ending of the file, the keys of which addresses are made, with their texts."""
_FALSE: Final = frozenset(("false", "0", ""))


class Kept(NamedTuple):
    """What is kept of one site."""

    pages: str
    """The folder of the pages."""
    routes: _Routes


def find(tree: Tree, folder: str) -> Site | None:
    """The Grav site in ``folder``: all of it, or its ``user`` folder alone, as repositories hold it."""
    if folder.rpartition("/")[2] == "user":  # known by the folder around it
        return None
    user = below(folder, "user") if "user" in tree.folders(folder) else folder
    if not {"pages", "config"} <= tree.folders(user):
        return None
    system = read_settings(tree, below(user, "config/system.yaml"))
    site = read_settings(tree, below(user, "config/site.yaml"))
    if system is None and site is None:
        return None
    pages = below(user, "pages")
    lists = [f"{pages}/{name}" for name in sorted(tree.folders(pages)) if _has_list(tree, f"{pages}/{name}")]
    return Site(
        GRAV,
        folder,
        {**(site or {}), **(system or {})},
        title=text_at(site or {}, "title"),
        address=first_page(text_at(system or {}, "custom_base_url")),
        zone=zone_named(text_at(system or {}, "timezone")) or UTC,
        posts=tuple(lists) or (pages,),
        holds_future=False,
        details={"grav": Kept(pages, _routes(tree, lists))},
    )


def _kept(site: Site) -> Kept:
    return site.detail("grav", Kept)


def _has_list(tree: Tree, folder: str) -> bool:
    return any(name.endswith(".md") and _template(name) in _LISTS for name in tree.files(folder))


def _routes(tree: Tree, folders: Sequence[str]) -> _Routes:
    """What the headers of the pages of lists say of their addresses."""
    found: _Routes = {}
    for folder in folders[:_MOST_LISTS]:
        for name in sorted(tree.files(folder))[:_MOST_LISTS]:
            if name.endswith(".md") and _template(name) in _LISTS:
                text = tree.text(f"{folder}/{name}") or ""
                address = known_fields.address(read(split(text.encode())).texts)
                found[folder, _ending(name)] = dict(address.given) if address else {}
    return found


def _ending(name: str) -> str:
    """``.md``, with the language that a file's name may say before it."""
    return name[name.find(".") :]


def _template(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0].lower()


def holds(site: Site, path: str) -> bool:
    """Whether it is a page of a template for posts, or the page of a list, in a folder of posts."""
    inside = any(path.startswith(f"{each}/") for each in site.posts)
    return inside and path.endswith(".md") and _template(path) in PAGE_TEMPLATES | _LISTS


def is_section(_site: Site, path: str) -> bool:
    """Whether it is the page of a list."""
    return _template(path) in _LISTS


def written_date(_site: Site, header: Header) -> datetime | None:
    """From the header; a date with slashes is an American one."""
    text = header.texts.get("date")
    if isinstance(text, str):
        return known_fields.date({"date": _year_first(text)}, "")
    return None


def _year_first(text: str) -> str:
    return _AMERICAN.sub(r"\3-\1-\2", text.strip(), count=1)


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """By ``published``, ``routable`` and the two dates of publication (Page.php, setPublishState)."""
    kept = _switched_off(header, "published")
    unreachable = _switched_off(header, "routable")
    since = until = None
    if value_at(site.settings, "pages", "publish_dates") is not False:
        since, until = (_moment_under(site, header, key) for key in ("publish_date", "unpublish_date"))
    return Visibility(
        draft=bool(kept), hidden=bool(unreachable), since=since, until=until, reason=kept or unreachable
    )


def _switched_off(header: Header, key: str) -> str:
    text = None if key in header.capitals else header.texts.get(key)
    off = isinstance(text, str) and (
        text.lower() in _FALSE if key not in header.quoted else text in ("", "0")
    )
    return f"{key}: {text}" if off else ""


def _moment_under(site: Site, header: Header, key: str) -> datetime | None:
    text = header.texts.get(key)
    return moment_of(site, _year_first(text), UTC) if isinstance(text, str) else None


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``published: false`` in the header."""
    return published_change(header, draft, bool(_switched_off(header, "published")))


def address(site: Site, page: Page) -> str | None:
    """By the folders, without the numbers that order them, and by what the headers say (Page.php, route).

    None for a page in a language that the site does not have.
    """
    pages = _kept(site).pages
    *folders, name = page.path.removeprefix(f"{pages}/").split("/")
    prefix = _language_prefix(site, name)
    if prefix is None or not folders:
        return None
    home = _cased(site, (text_at(site.settings, "home", "alias") or "/home").rstrip("/"))
    hidden = value_at(site.settings, "home", "hide_in_urls") is True
    route = ""
    for depth, folder in enumerate(folders, 1):
        around = "/".join((pages, *folders[:depth]))
        given = page.given if depth == len(folders) else _said_above(site, around, _ending(name))
        slug = given.get("slug") or _cased(site, _ORDER.sub("", folder, count=1))
        above = "" if hidden and route == home else route
        route = given.get(known_fields.ROUTES) or f"{above}/{slug}"
    ending = text_at(site.settings, "pages", "append_url_extension")
    path = "" if route == home else f"/{route.strip('/')}{ending}"
    base = base_path(text_at(site.settings, "custom_base_url"))
    return quote(f"{base}{prefix}{path}", safe="/-._~!$&'()+*,;=:@%") or "/"


def _language_prefix(site: Site, name: str) -> str | None:
    """What the addresses in the language of a file begin with (Language.php, getLanguageURLPrefix)."""
    languages = texts_at(site.settings, "languages", "supported")
    own = name.split(".")[1:-1]
    if not languages:
        return None if own else ""
    first = text_at(site.settings, "languages", "default_lang") or languages[0]
    language = own[0] if own else first
    if language not in languages:
        return None
    shown = value_at(site.settings, "languages", "include_default_lang") is not False
    return f"/{language}" if language != first or shown else ""


def _said_above(site: Site, folder: str, ending: str) -> Mapping[str, str]:
    """What the list in a folder says of its address, in that language or in the file of none."""
    routes = _kept(site).routes
    return routes.get((folder, ending)) or routes.get((folder, ".md"), {})


def _cased(site: Site, text: str) -> str:
    """In small letters, unless the site tells capitals apart (system.yaml, force_lowercase_urls)."""
    return text if value_at(site.settings, "force_lowercase_urls") is False else text.lower()


GRAV: Final = Generator(
    name="grav",
    label="Grav",
    find=find,
    holds=holds,
    is_section=is_section,
    keys=frozenset(("date", "published", "routable", "publish_date", "unpublish_date")),
    date=written_date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_address,
    pattern="{slug}/item",
    table="taxonomy",
    refuses_repeated=True,
    # A file is called as its template is.
    owns_folder=lambda _site, _path: True,
)
