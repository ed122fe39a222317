"""Docusaurus: blogs beside documentation, each by its own instance of the blog plugin.

Sources: Docusaurus docs, Blog; plugin-content-blog (options ``path``, ``routeBasePath``, ``include``,
``exclude``; front matter); packages/docusaurus-plugin-content-blog/src/blogUtils.ts and frontMatter.ts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.site.config_files import text_at, texts_at, value_at
from blogwifi_tui.site.generator import Generator, Page, Site, always, no_path
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.js_paths import encoded, shown_path, way_to, without_base
from blogwifi_tui.site.generators.js_values import value_of, written
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.paths import inside, join
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import first_page

_CONFIGS: Final = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs", "mts"))
_PLUGIN: Final = "plugin-content-blog"
_INCLUDE: Final = ("**/*.{md,mdx}",)
_EXCLUDE: Final = ("**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}", "**/__tests__/**")
_NAMED = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", re.ASCII)
_DASHED = re.compile(r"[-/]")


class Blog(NamedTuple):
    """One instance of the blog plugin."""

    folder: str
    """Of its posts, from the blog's root."""
    route: str
    """What its addresses begin with, below the base path, without strokes around it."""
    include: tuple[str, ...] = _INCLUDE
    exclude: tuple[str, ...] = _EXCLUDE

    def excludes(self, inner: str) -> bool:
        """Whether its settings leave out the file at a path below its folder."""
        return matches(inner, self.exclude, unknown=False)


class Named(NamedTuple):
    """What the path of a post tells."""

    date: datetime | None
    slug: str
    """The path of its page below that of the blog, from ``/``."""


def find(tree: Tree, folder: str) -> Site | None:
    """A folder with ``docusaurus.config.*`` that has a blog."""
    config = tree.first_file(folder, _CONFIGS)
    if not config:
        return None
    settings = javascript_settings(tree.text(config) or "")
    blogs = tuple(_blogs(settings, folder))
    there = [each for each in blogs if tree.has_folder(each.folder)]
    if not blogs or (not there and tree.has_folder(join(folder, "docs"))):
        return None
    return Site(
        DOCUSAURUS,
        folder,
        settings,
        title=text_at(settings, "title"),
        address=first_page(text_at(settings, "url"), text_at(settings, "baseUrl")),
        zone=UTC,
        posts=tuple(dict.fromkeys(each.folder for each in there or blogs)),
        holds_future=False,
        pictures=join(folder, "static"),
        details={"blogs": blogs},
    )


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown of one of the blogs."""
    return any(path.startswith(f"{each}/") and is_post(path) for each in site.posts)


def date(site: Site, header: Header) -> datetime | None:
    """``date``, else the day that stands in the path; both in UTC where no zone is written."""
    found = value_of(header, "date", None)
    return parse_date(found) if isinstance(found, str) else _named(_inner(site, header.path)).date


def tag_names(value: Text, _whole: bool) -> tuple[str, ...]:
    """The names in ``tags``, which must be a list: texts, or a ``label`` each."""
    values = value if isinstance(value, tuple) else ()
    labels = (each.get("label") if isinstance(each, dict) else each for each in values)
    return tuple(dict.fromkeys(one_line(each) for each in labels if isinstance(each, str) and each.strip()))


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """``draft`` makes no page for readers, ``unlisted`` one that no list names; dates hide nothing."""
    blog = _blog(site, header.path)
    inner = _inner(site, header.path)
    if blog and (blog.excludes(inner) or not matches(inner, blog.include)):
        name = inner.rpartition("/")[2]
        by_name = name.startswith("_") and not blog.excludes(shown_path(inner))
        return Visibility(draft=by_name, hidden=not by_name, reason=name if by_name else inner)
    if _is_true(header, "draft"):
        return Visibility(draft=True, reason=written(header, "draft"))
    unlisted = _is_true(header, "unlisted")
    return Visibility(unlisted=unlisted, reason=written(header, "unlisted") if unlisted else "")


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """By ``draft``; a name that begins with ``_`` loses that."""
    if draft:
        return DraftChange((("draft", True),))
    fields = (("draft", False),) if _is_true(header, "draft") else ()
    shown = shown_path(header.path)
    return DraftChange(fields, path=shown if shown != header.path else "")


def address(site: Site, page: Page) -> str | None:
    """``slug``, else the date and the name in the path, below the blog's route and the base path."""
    blog = _blog(site, page.path)
    if blog is None:
        return None
    slug = page.given.get("slug") or _named(shown_path(_inner(site, page.path))).slug
    parts = (text_at(site.settings, "baseUrl"), blog.route, slug)
    path = "/" + "/".join(inner for part in parts if (inner := part.strip("/")))
    slash = value_at(site.settings, "trailingSlash")
    ended = slug.endswith("/") if slash is None else slash is True
    return encoded(f"{path}/" if ended and path != "/" else path)


def link(site: Site, origin: str, target: str, address: str | None) -> str | None:
    """By the file within one blog (docs, Markdown links), else by the page, to which the base is added."""
    if _blog(site, origin) == _blog(site, target):
        return way_to(origin, target)
    return without_base(address, text_at(site.settings, "baseUrl").strip("/"))


def _blogs(settings: Mapping[str, object], folder: str) -> Iterator[Blog]:
    presets = value_at(settings, "presets")
    told = False
    for name, options in _instances(presets):
        if name.rpartition("/")[2] in {"classic", "preset-classic"}:
            told = True
            blog = options.get("blog") if options else None
            if blog is not False:
                yield _instance(blog if isinstance(blog, Mapping) else {}, folder)
    for name, options in _instances(value_at(settings, "plugins")):
        if _PLUGIN in name:
            told = True
            yield _instance(options, folder)
    if not told:  # its presets are not written as plain values
        yield _instance({}, folder)


def _instances(value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The names of presets or plugins, and their options."""
    for each in value if isinstance(value, list) else ():
        name, *options = each if isinstance(each, list) and each else [each]
        if isinstance(name, str):
            yield name, options[0] if options and isinstance(options[0], Mapping) else {}


def _instance(options: Mapping[str, object], folder: str) -> Blog:
    path = inside(folder, text_at(options, "path") or "blog")
    route = options.get("routeBasePath")
    return Blog(
        path or join(folder, "blog"),
        (route if isinstance(route, str) else "blog").strip("/"),
        texts_at(options, "include") or _INCLUDE,
        texts_at(options, "exclude") or _EXCLUDE,
    )


def _blog(site: Site, path: str) -> Blog | None:
    around = [each for each in site.detail("blogs", tuple) if path.startswith(f"{each.folder}/")]
    return max(around, key=lambda each: len(each.folder), default=None)


def _inner(site: Site, path: str) -> str:
    blog = _blog(site, path)
    return path[len(blog.folder) + 1 :] if blog else path


def _named(inner: str) -> Named:
    """The date and the slug in a path below the folder of a blog, of the last day that is named in it."""
    stem = re.sub(r"\.mdx?$", "", inner)
    days = list(_NAMED.finditer(stem))
    if not days:
        return Named(None, f"/{stem.removesuffix('/index')}")
    day = days[-1]
    text = stem[day.end() :]
    text = (text[1:] if text[:1] in {"-", "/"} else text).removesuffix("/index")
    written_day = _DASHED.sub("/", day[0])
    return Named(parse_date(_DASHED.sub("-", day[0])), f"/{written_day}/{stem[: day.start()]}{text}")


def _is_true(header: Header, key: str) -> bool:
    """Whether a value is true to the plugin's check of headers (Joi), which takes the text for it too."""
    value = value_of(header, key, False)
    return value is True or (isinstance(value, str) and value.lower() == "true")


DOCUSAURUS: Final = Generator(
    name="docusaurus",
    label="Docusaurus",
    find=find,
    holds=holds,
    is_section=no_path,
    keys=frozenset(("unlisted",)),
    date=date,
    names=tag_names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    pattern="{date}-{slug}",
    refuses_repeated=True,
    resolves_links=always,
    resolves_pictures=always,
)
