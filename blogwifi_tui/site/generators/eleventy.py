"""Eleventy: all Markdown below the input folder makes pages, and what is a post is for the site to say.

Sources: Eleventy docs, Content dates, Permalinks, Collections («How to exclude content from collections»),
Ignore template files, Directory data files, Configuration (Preprocessors, Path prefix); src/Template.js.
It has no mark of a draft and holds no future post back, unless the site's own programs do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.config_files import texts_at
from blogwifi_tui.site.generator import Generator, Page, Site, from_root
from blogwifi_tui.site.generators.eleventy_permalinks import filled, own_address
from blogwifi_tui.site.generators.eleventy_settings import (
    CONFIGS,
    Eleventy,
    passed_through,
    read_data,
    read_eleventy,
)
from blogwifi_tui.site.generators.first_look import has_posts, has_title, posts_in, tags_in
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.js_paths import encoded, with_base, without_base
from blogwifi_tui.site.generators.js_values import truthy, value_of, written
from blogwifi_tui.site.generators.post_names import NEVER, POST_NAMES, likeliest
from blogwifi_tui.site.generators.screening import MARK_KEYS, best, left_out, marking, showing
from blogwifi_tui.site.generators.site_facts import site_facts
from blogwifi_tui.site.generators.unless_named import unless_named
from blogwifi_tui.site.paths import below, join
from blogwifi_tui.site.plain import pictures_in
from blogwifi_tui.site.tree import Tree

_PATH_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FILE_DATES: Final = frozenset(("last modified", "created", "git last modified", "git created"))
_OUT_OF_LISTS: Final = "eleventyExcludeFromCollections"
_ENDINGS: Final = (".md", ".html")
"""Of files that are pages and that are posts here; ``.markdown`` is none to Eleventy."""
_DEEPEST: Final = 4
_MOST_FOLDERS: Final = 120
_SAMPLE: Final = 12


def find(tree: Tree, folder: str) -> Site | None:
    """A folder with a settings file of Eleventy's, or whose package depends on it."""
    eleventy = read_eleventy(tree, folder)
    if eleventy is None:
        return None
    walked = list(_walk(tree, eleventy))
    for each in walked:
        read_data(tree, eleventy, each)
    posts = _posts(tree, eleventy, walked)
    title, address = site_facts(
        tree, (join(eleventy.input, "_data"), join(folder, "_data")), eleventy.programs
    )
    passed = passed_through(eleventy.programs, folder)
    prefix = f"{eleventy.prefix}/" if eleventy.prefix else ""
    return Site(
        ELEVENTY,
        folder,
        eleventy.settings,
        title=title,
        address=f"{address}/{prefix}" if address else "",
        zone=UTC,
        posts=posts,
        holds_future=eleventy.page_screen(f"{posts[0]}/post.md").future,
        required=_collection_tag(tree, eleventy, posts[0]),
        pictures=pictures_in(tree, folder) or passed,
        details={"eleventy": eleventy, "passed": passed},
    )


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown in a folder of posts, and in none of the site's own parts."""
    return any(not each or path.startswith(f"{each}/") for each in site.posts) and is_post(path)


def is_section(site: Site, path: str) -> bool:
    """Whether it is the page that lists a folder of posts."""
    folder, _, name = path.rpartition("/")
    return folder in site.posts and name in {"index.md", "index.html"}


def date(_site: Site, header: Header) -> datetime | None:
    """``date``, else the first day that stands in the path; both in UTC where no zone is written."""
    found = value_of(header, "date", None)
    if isinstance(found, str):
        return None if found.lower() in _FILE_DATES else parse_date(found)
    named = _PATH_DATE.search(header.path)
    if named and (day := parse_date(named[0])):
        return day
    # Eleventy dates it by its file; the site's own pages may show another key.
    other = known_fields.dated(header.texts)
    return other.moment if other else None


def tag_names(value: Text, _whole: bool) -> tuple[str, ...]:
    """The names in ``tags``: a list's, or a text as one, commas and all."""
    written = value if isinstance(value, tuple) else (value,)
    stripped = (each.strip() for each in written if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in stripped if each))


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """What no page is made of, and what stands in no list."""
    eleventy = _of(site)
    if reason := _ignored(eleventy, header.path):
        return Visibility(hidden=True, reason=reason)
    data = eleventy.given(header.path)
    page, lists = eleventy.page_screen(header.path), eleventy.list_screen(header.path)
    given = data.get(_OUT_OF_LISTS, False)
    # Names of collections take it out of those alone.
    names = isinstance(value_of(header, _OUT_OF_LISTS, given), list | tuple)
    unlisted = not names and truthy(header, _OUT_OF_LISTS, given)
    if value_of(header, "permalink", data.get("permalink")) is False:
        # Without a page, and in no list: that is how a post is kept back where the site has no other way.
        return Visibility(draft=unlisted, hidden=not unlisted, reason=written(header, "permalink"))
    if mark := left_out(page.marks, header, data):
        return Visibility(draft=True, reason=written(header, mark.key))
    since = moment if page.future else None
    if unlisted:
        return Visibility(unlisted=True, since=since, reason=written(header, _OUT_OF_LISTS))
    if mark := left_out(lists.marks, header, data):
        return Visibility(unlisted=True, since=since, reason=written(header, mark.key))
    return Visibility(since=since, listed=moment if lists.future else None)


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """By the mark that the site's programs leave posts out by, else by no page and no list."""
    eleventy = _of(site)
    data = eleventy.given(header.path)
    marks = eleventy.page_screen(header.path).marks
    own = value_of(header, "permalink", None)
    if not draft:
        change = showing(marks, header, data)
        keys = ("permalink", _OUT_OF_LISTS) if own is False else ()
        return change._replace(
            without=(*change.without, *(key for key in keys if key.lower() in header.texts))
        )
    if mark := best(marks):
        return marking(mark, True)
    if own:  # the address would be lost
        text = header.texts.get("permalink")
        raise NoDraftMark(header.path, ELEVENTY.label, address=text if isinstance(text, str) else "…")
    return DraftChange((("permalink", False), (_OUT_OF_LISTS, True)))


def address(site: Site, page: Page) -> str | None:
    """``permalink`` of the post, else that of its folder's data, else its path; below ``pathPrefix``."""
    eleventy = _of(site)
    if eleventy.computes_address(page.path):
        return None
    inner = eleventy.inner(page.path)
    data = eleventy.given(page.path)
    computed = data.get("eleventyComputed")
    template = page.given.get("permalink") or data.get("permalink")
    if isinstance(computed, dict) and isinstance(text := computed.get("permalink"), str):
        template = text  # it wins over all other data (documentation, Computed data)
    path: str | None = None
    if template is None or template is False or template == "false":
        path = own_address(inner)
    elif isinstance(template, str):
        path = filled(template, inner, page, liquid=eleventy.liquid, own=eleventy.filters)
    return path and encoded(with_base(path, eleventy.prefix))


def link(site: Site, _origin: str, _target: str, address: str | None) -> str | None:
    """By the page's address, without the path that the HTML <base> plugin adds to all links of pages."""
    eleventy = _of(site)
    added = any("HtmlBasePlugin" in text for text in eleventy.programs.files.values())
    return without_base(address, eleventy.prefix if added else "")


def _of(site: Site) -> Eleventy:
    return site.detail("eleventy", Eleventy)


def _ignored(eleventy: Eleventy, path: str) -> str:
    """The line or the folder by which a file is no page; empty when it is one."""
    if not path.endswith(_ENDINGS):
        return path.rpartition(".")[2]
    for folder in eleventy.without:
        if path.startswith(f"{folder}/"):
            return f"{folder}/"
    for pattern in eleventy.ignored:
        if path.startswith(f"{pattern}/") or matches(path, (pattern,), unknown=False):
            return pattern
    return ""


def _walk(tree: Tree, eleventy: Eleventy) -> Iterator[str]:
    """The folders that may hold pages, from the input folder down."""
    waiting = [(eleventy.input, 0)]
    count = 0
    while waiting and count < _MOST_FOLDERS:
        folder, depth = waiting.pop(0)
        count += 1
        yield folder
        if depth < _DEEPEST:
            inner = (join(folder, name) for name in sorted(tree.folders(folder)) if not name.startswith("."))
            waiting += [
                (each, depth + 1)
                for each in inner
                if each not in eleventy.without and is_post(f"{each}/post.md")
            ]


def _posts(tree: Tree, eleventy: Eleventy, walked: list[str]) -> tuple[str, ...]:
    """The folders of posts: whose data puts files into a list, that lists are made of, or of such a name."""
    listed = [each for each in walked if texts_at(eleventy.data.get(each, {}), "tags")]
    listed += [
        each for pattern in eleventy.globs if (each := _before_pattern(pattern)) and tree.has_folder(each)
    ]
    named = [each for each in walked if each.rpartition("/")[2].lower() in POST_NAMES]
    around = [each for each in named if has_posts(tree, each)]
    found = [
        each for each in dict.fromkeys((*listed, *around)) if each.rpartition("/")[2].lower() not in NEVER
    ]
    likely = [each for each in found if _likeliest(each) < len(POST_NAMES)] or found
    outer = [
        each
        for each in likely
        if not any(f"{each}/".startswith(f"{other}/") for other in likely if other != each)
    ]
    if not outer:
        headed = Counter(each for each in walked for text in _beginnings(tree, each) if has_title(text))
        outer = [each for each, _ in headed.most_common(1)]
    return tuple(sorted(outer, key=_likeliest)) or (named[0] if named else join(eleventy.input, "posts"),)


def _likeliest(folder: str) -> int:
    return min(map(likeliest, folder.split("/")), default=len(POST_NAMES))


def _before_pattern(pattern: str) -> str:
    parts = pattern.split("/")
    plain = next(
        (at for at, part in enumerate(parts) if any(sign in part for sign in "*?[{!")), len(parts) - 1
    )
    return "/".join(parts[:plain])


def _beginnings(tree: Tree, folder: str) -> Iterator[str]:
    """The beginnings of some of the posts in a folder, the last by name first."""
    newest = posts_in(tree, folder)[::-1][:_SAMPLE]
    return (tree.beginning(below(folder, name)) for name in newest)


def _collection_tag(tree: Tree, eleventy: Eleventy, folder: str) -> dict[str, object]:
    """The tag by which posts come into a list, where each says so itself (Collections, «Using tags»)."""
    if texts_at(eleventy.given(f"{folder}/post.md"), "tags"):
        return {}
    tagged = [set(tags_in(text)) for text in _beginnings(tree, folder)]
    common = Counter(tag for each in tagged for tag in each if tag in POST_NAMES)
    everywhere = [tag for tag, times in common.items() if times == len(tagged)]
    return {"tags": everywhere[:1]} if everywhere else {}


def picture_address(site: Site, folder: str, post: str) -> str:
    """A folder that is passed through keeps its path below the input (documentation, Passthrough copy)."""
    if folder != site.details.get("passed"):
        return from_root(site, folder, post)
    return quote("/" + folder.removeprefix(f"{_of(site).input}/") + "/")


ELEVENTY: Final = Generator(
    name="eleventy",
    label="Eleventy",
    find=find,
    holds=holds,
    is_section=is_section,
    keys=frozenset(("permalink", _OUT_OF_LISTS.lower(), *MARK_KEYS)),
    date=date,
    names=tag_names,
    visibility=visibility,
    draft_change=draft_change,
    date_words=_FILE_DATES,
    address=address,
    link=link,
    refuses_repeated=True,
    # Documentation, InputPath to URL plugin.
    resolves_links=unless_named(r"(?i)inputpathtourl|\.md|replace-?link|addTransform", *CONFIGS),
    picture_address=picture_address,
)
