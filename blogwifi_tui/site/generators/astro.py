"""Astro: collections of Markdown that pages of the site are made of, by programs of the site itself.

Sources: Astro docs, Content collections, Routing, Configuration reference (``base``, ``trailingSlash``,
``build.format``); packages/astro/src/content/loaders/glob.ts and content/utils.ts.
Astro has no mark of a draft and holds no future post back; what a site's pages filter is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.config_files import text_at
from blogwifi_tui.site.generator import Generator, Page, Site, always, from_host, link_to_address, no_path
from blogwifi_tui.site.generators import astro_collections, astro_routes
from blogwifi_tui.site.generators.astro_collections import (
    Collection,
    collections_of,
    holds_posts,
)
from blogwifi_tui.site.generators.astro_routes import Route
from blogwifi_tui.site.generators.first_look import has_posts
from blogwifi_tui.site.generators.github_slug import github_slug
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.js_paths import encoded, hidden_path, shown_path, with_base
from blogwifi_tui.site.generators.js_values import written
from blogwifi_tui.site.generators.packages import depends_on
from blogwifi_tui.site.generators.post_names import NEVER, likeliest
from blogwifi_tui.site.generators.program_marks import Mark, Programs, Screen
from blogwifi_tui.site.generators.screening import MARK_KEYS, best, left_out, marking, showing
from blogwifi_tui.site.generators.unless_named import unless_named
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.paths import inside, join
from blogwifi_tui.site.schema import Field, required_by
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import first_page

_CONFIGS: Final = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs"))
_PROGRAMS: Final = (".astro", ".ts", ".js", ".mjs", ".mts", ".tsx", ".jsx")
_NO_PROGRAMS: Final = frozenset((
    "content", "assets", "styles", "components", "layouts", "icons", "images", "fonts", "node_modules",
))  # fmt: skip
_MOST_FILES: Final = 250
_MOST_TEXT: Final = 1024 * 1024
_MAY_RESOLVE: Final = (
    r"(?is)remark|rehype|\A(?=.*\bintegrations\b)"
    r""".*(?:\bfrom\s*["'](?!astro["'/]|@astrojs/|@tailwindcss/|node:)|\b(?:require|import)\s*\()"""
)
"""Settings with which links may be changed: Astro leaves them as they are, as its own integrations do."""
_TAKEN: Final = (".md", ".mdx", ".markdown", ".mdoc")
_SIMPLE: Final = re.compile(r"[a-z0-9-]+")
_TITLE_FILES: Final = frozenset(
    ("consts", "constants", "config", "site", "siteconfig", "site-config", "site_config")
)
_TITLES: Final = frozenset(("site_title", "sitetitle", "title", "site_name"))
_SITES: Final = frozenset(
    ("site", "siteconfig", "site_config", "sitemeta", "site_meta", "sitemetadata", "config")
)


class _Rules:
    """What the programs of one site tell."""

    def __init__(self, collections: tuple[Collection, ...], programs: Programs, source: str) -> None:
        self.collections = tuple(sorted(collections, key=lambda each: -len(each.folder)))
        self.pages = join(source, "pages")
        self._programs = programs
        self._routes = dict[str, tuple[Route, ...]]()
        self._lists = dict[str, Screen]()

    def of(self, path: str) -> Collection | None:
        """The collection that a file belongs to."""
        return next((each for each in self.collections if path.startswith(f"{each.folder}/")), None)

    def routes(self, collection: Collection) -> tuple[Route, ...]:
        """The pages that are made of each of its posts."""
        if collection.name not in self._routes:
            self._routes[collection.name] = astro_routes.routes_of(
                self._programs, self.pages, collection.name
            )
        return self._routes[collection.name]

    def page_screen(self, collection: Collection) -> Screen:
        """What no page is made of."""
        screens = [route.screen for route in self.routes(collection)]
        if not screens:
            return self.list_screen(collection)
        marks = frozenset.intersection(*(each.marks for each in screens))
        return Screen(marks, all(each.future for each in screens))

    def list_screen(self, collection: Collection) -> Screen:
        """What some list leaves out."""
        if collection.name not in self._lists:
            self._lists[collection.name] = astro_routes.screen_of(self._programs, collection.name)
        return self._lists[collection.name]


def find(tree: Tree, folder: str) -> Site | None:
    """A folder with ``astro.config.*``, or one whose package depends on Astro and has pages."""
    config = tree.first_file(folder, _CONFIGS)
    if not config and not depends_on(tree, folder, "astro"):
        return None
    settings = javascript_settings(tree.text(config) or "") if config else {}
    source = inside(folder, text_at(settings, "srcDir") or "src")
    source = join(folder, "src") if source is None else source
    if not config and not tree.has_folder(join(source, "pages")):
        return None
    texts = _texts(tree, source)
    if config:
        texts[config] = tree.text(config) or ""
    programs = Programs(texts)
    found = [each for each in collections_of(tree, source, folder, programs) if holds_posts(each)]
    collections = tuple(sorted(found, key=lambda each: likeliest(each.name)))
    pages = tuple(_posts_among_pages(tree, join(source, "pages")))
    folders = tuple(each.folder for each in collections if tree.has_folder(each.folder))
    shown = folders or pages or tuple(each.folder for each in collections) or (join(source, "content/blog"),)
    fields = next((each.fields for each in collections if each.folder == shown[0]), None) or {}
    rules = _Rules(collections, programs, source)
    return Site(
        ASTRO,
        folder,
        settings,
        title=_title(programs),
        address=_address_of(settings, programs, config),
        zone=UTC,
        posts=tuple(dict.fromkeys((*shown, *pages))),
        holds_future=any(rules.page_screen(each).future for each in collections),
        required=required_by(fields),
        schemas={each.folder: each.fields or {} for each in collections},
        pictures=join(folder, "public"),
        details={"rules": rules},
    )


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown of a collection of posts, also what the collection's pattern leaves out."""
    return any(path.startswith(f"{each}/") and is_post(path[len(each) + 1 :]) for each in site.posts)


def date(_site: Site, header: Header) -> datetime | None:
    """The date of a post, under the first key that is one.

    js-yaml takes a moment that is not quoted for one in UTC where it names no zone; a text is read by
    ``new Date(…)``: a day alone in UTC, all else in the zone of the machine that builds, which is UTC where
    sites are built for their hosts.
    """
    # Astro reads no date in a name, but a site whose headers have none has to.
    return known_fields.date(header.texts, header.path)


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """What the collection's pattern, the pages made of it and the lists leave out."""
    rules = _rules(site)
    collection = rules.of(header.path)
    if collection is None:
        return _among_pages(site, header.path)
    if not _taken(collection, header.path):
        name = header.path.rpartition("/")[2]
        if name.startswith("_") and _taken(collection, shown_path(header.path)):
            return Visibility(draft=True, reason=name)
        return Visibility(hidden=True, reason=collection.inner(header.path))
    defaults = _defaults(collection)
    page, lists = rules.page_screen(collection), rules.list_screen(collection)
    if mark := left_out(_known(collection, page), header, defaults):
        return Visibility(draft=True, reason=written(header, mark.key))
    since = moment if page.future else None
    if mark := left_out(_known(collection, lists), header, defaults):
        return Visibility(unlisted=True, since=since, reason=written(header, mark.key))
    return Visibility(since=since, listed=moment if lists.future else None)


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """By the key that the site's pages leave posts out by, else by a name that begins with ``_``."""
    rules = _rules(site)
    collection = rules.of(header.path)
    hidden, shown = hidden_path(header.path), shown_path(header.path)
    if collection is None:
        return DraftChange(path=hidden if draft else shown)
    marks = _known(collection, rules.page_screen(collection))
    if not draft:
        change = showing(marks, header, _defaults(collection))
        return change if _taken(collection, header.path) else change._replace(path=shown)
    if mark := best(marks):
        return marking(mark, True)
    if _taken(collection, hidden):
        raise NoDraftMark(header.path, ASTRO.label)
    return DraftChange(path=hidden)


def address(site: Site, page: Page) -> str | None:
    """``base``, the folders of the page in ``src/pages/``, and the id or the slug of the post."""
    rules = _rules(site)
    collection = rules.of(page.path)
    if collection is None or not _taken(collection, page.path):
        # That of the post when it will be shown.
        page = page._replace(path=shown_path(page.path))
    if collection is None:
        inner = page.path.removeprefix(f"{rules.pages}/").rpartition(".")[0]
        return _formed(site, f"/{inner.removesuffix('index').rstrip('/')}", index=inner.endswith("index"))
    routes = rules.routes(collection)
    if not routes or not routes[0].prefix or not routes[0].value:
        return None
    value = _value(collection, routes[0].value, page)
    return value and _formed(site, routes[0].prefix + value, index=routes[0].name == "index")


def _value(collection: Collection, asked: str, page: Page) -> str | None:
    """What a post gives for a part of it that a page's address is made of; None when that is not known."""
    slug = page.given.get("slug")
    if asked == "data.slug":
        return slug
    inner = collection.inner(page.path).rpartition(".")[0]
    ident = slug or "/".join(map(github_slug, inner.split("/"))).removesuffix("/index")
    if asked == astro_routes.FOLDERS:
        folders = [each for each in inner.split("/")[:-1] if not each.startswith("_")]
        plain = all(map(_SIMPLE.fullmatch, folders)) and not inner.endswith("/index")
        return "/".join([*folders, ident.rpartition("/")[2]]) if plain else None
    if asked not in {"id", "slug"} or (asked == "id" and collection.by_slug):
        return None
    return ident


def _formed(site: Site, path: str, *, index: bool) -> str:
    """An address with the base, ended as the site ends its addresses."""
    whole = with_base(path, text_at(site.settings, "base").strip("/"))
    form = text_at(site.settings, "build", "format") or "directory"
    if path == "/":
        return encoded(whole)
    if form == "file" or (form == "preserve" and not index):
        return encoded(f"{whole}.html")
    return encoded(whole if text_at(site.settings, "trailingSlash") == "never" else f"{whole}/")


def _rules(site: Site) -> _Rules:
    return site.detail("rules", _Rules)


def _taken(collection: Collection, path: str) -> bool:
    """Whether a collection takes a file: by its pattern, else when no part of its path starts with ``_``."""
    inner = collection.inner(path)
    if collection.patterns:
        return matches(inner, collection.patterns)
    return inner.endswith(_TAKEN) and not any(part.startswith("_") for part in inner.split("/"))


def _known(collection: Collection, screen: Screen) -> tuple[Mark, ...]:
    """The marks whose keys the schema lets through: it drops all others before a page sees them."""
    fields = collection.fields
    return tuple(
        sorted(mark for mark in screen.marks if fields is None or _is_mark(mark, fields.get(mark.key)))
    )


def _is_mark(mark: Mark, field: Field | None) -> bool:
    kinds = {"boolean", ""} if isinstance(mark.value, bool) else {"string", "enum", ""}
    return field is not None and field.kind in kinds


def _defaults(collection: Collection) -> dict[str, object]:
    fields = (collection.fields or {}).items()
    return {key: field.default for key, field in fields if field.default is not None}


def _among_pages(site: Site, path: str) -> Visibility:
    """Of a post that is a page itself: what begins with ``_`` is none (Routing, Excluding pages)."""
    parts = path.removeprefix(f"{_rules(site).pages}/").split("/")
    if parts[-1].startswith("_"):
        return Visibility(draft=True, reason=parts[-1])
    hidden = next((part for part in parts if part.startswith("_")), "")
    return Visibility(hidden=bool(hidden), reason=hidden and f"{hidden}/")


def _texts(tree: Tree, source: str) -> dict[str, str]:
    """The programs below ``src/`` that may say something of posts, by path; not more than is read soon."""
    found: dict[str, str] = {}
    left = _MOST_TEXT
    waiting = [source]
    while waiting:
        folder = waiting.pop()
        for name in sorted(tree.files(folder)):
            path = join(folder, name)
            if (
                name.endswith(_PROGRAMS)
                and not name.endswith(".d.ts")
                and len(found) < _MOST_FILES
                and left > 0
            ):
                found[path] = tree.text(path) or ""
                left -= len(found[path])
        inner = (name for name in tree.folders(folder) if name not in _NO_PROGRAMS and name[:1] != ".")
        waiting += sorted((join(folder, name) for name in inner), reverse=True)
    for name in astro_collections.CONFIGS:
        if tree.has_file(path := join(source, name)):
            found[path] = tree.text(path) or ""
    return found


def _posts_among_pages(tree: Tree, pages: str) -> list[str]:
    """The folders right below ``src/pages/`` in which Markdown lies."""
    return [
        f"{pages}/{name}"
        for name in sorted(tree.folders(pages), key=likeliest)
        if name.lower() not in NEVER and has_posts(tree, f"{pages}/{name}")
    ]


def _address_of(settings: Mapping[str, object], programs: Programs, config: str) -> str:
    """``site`` and ``base``, where they are texts or names of texts."""
    site = text_at(settings, "site")
    if not site and config:
        program = programs.program(config)
        for call in program.calls("defineConfig"):
            for key, begin, _ in program.entries(call + 1):
                site = programs.text(program, begin) if key == "site" else site
    return first_page(site, text_at(settings, "base"))


def _title(programs: Programs) -> str:
    """The title of the site, under the names that templates give it, as ``SITE_TITLE`` and ``SITE.title``."""
    for path in programs.files:
        if path.rpartition("/")[2].partition(".")[0].lower() not in _TITLE_FILES:
            continue
        program = programs.program(path)
        for name, (begin, _) in program.functions.items():
            if name.lower() in _TITLES and isinstance(text := program.value(begin + 1), str):
                return text
            if name.lower() in _SITES:
                said = {key: program.value(first) for key, first, _ in program.entries(begin + 1)}
                if title := said.get("title") or said.get("name"):
                    return str(title)
    return ""


ASTRO: Final = Generator(
    name="astro",
    label="Astro",
    find=find,
    holds=holds,
    is_section=no_path,
    keys=MARK_KEYS,
    date=date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_address,
    refuses_repeated=True,
    resolves_links=unless_named(_MAY_RESOLVE, *_CONFIGS),
    resolves_pictures=always,
    picture_address=from_host,
)
