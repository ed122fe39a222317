"""VitePress: every file of Markdown below the source folder is a page; a blog is but a folder of such pages.

Sources: VitePress docs, Routing (source directory, clean URLs, route rewrites) and Site config (``base``,
``srcDir``, ``srcExclude``, ``cleanUrls``). It has no mark of a draft, no dates and no lists of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.config_files import text_at, texts_at, value_at
from blogwifi_tui.site.generator import Generator, Page, Site, always
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.js_paths import encoded, hidden_path, shown_path, way_to, with_base
from blogwifi_tui.site.generators.post_names import POST_NAMES, likeliest
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.paths import join
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import first_page

_CONFIGS: Final = tuple(f"config.{ending}" for ending in ("mts", "ts", "js", "mjs"))
_DEEPEST: Final = 2


def find(tree: Tree, folder: str) -> Site | None:
    """A folder with ``.vitepress`` and a folder of posts: without that, it is a site of documentation."""
    place = join(folder, ".vitepress")
    config = tree.first_file(place, _CONFIGS)
    if not config:
        return None
    settings = javascript_settings(tree.text(config) or "")
    source = join(folder, text_at(settings, "srcDir"))
    posts = tuple(sorted(_posts(tree, source, 0), key=likeliest))
    if not posts:
        return None
    return Site(
        VITEPRESS,
        folder,
        settings,
        title=text_at(settings, "title"),
        address=first_page(text_at(settings, "sitemap", "hostname"), text_at(settings, "base")),
        zone=UTC,
        posts=posts,
        holds_future=False,
        pictures=join(source, "public"),
        details={"source": source},
    )


def is_section(site: Site, path: str) -> bool:
    """Whether it is the page that lists a folder of posts."""
    folder, _, name = path.rpartition("/")
    return folder in site.posts and name == "index.md"


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """``srcExclude`` makes no page; nothing else does."""
    inner = _inner(site, header.path)
    for pattern in texts_at(site.settings, "srcExclude"):
        if matches(inner, (pattern,), unknown=False):
            return Visibility(draft=True, reason=pattern)
    is_page = inner.endswith(".md")
    return Visibility(hidden=not is_page, reason="" if is_page else inner)


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """By a name that ``srcExclude`` leaves out, as ``_…``, where there is one."""
    path = hidden_path(header.path) if draft else shown_path(header.path)
    excluded = visibility(site, header._replace(path=path), None).draft
    if excluded is not draft:
        raise NoDraftMark(header.path, VITEPRESS.label)
    return DraftChange(path=path if path != header.path else "")


def address(site: Site, page: Page) -> str | None:
    """The path of the file; None where rules rewrite it."""
    if value_at(site.settings, "rewrites") is not None:
        return None
    inner = _inner(site, page.path).removesuffix(".md")
    if inner == "index" or inner.endswith("/index"):
        name = inner.removesuffix("index")
    else:
        name = inner if value_at(site.settings, "cleanUrls") is True else f"{inner}.html"
    return encoded(with_base(f"/{name}", text_at(site.settings, "base").strip("/")))


def link(_site: Site, origin: str, target: str, _address: str | None) -> str | None:
    """By the file, of which VitePress makes the address (docs, Routing, Linking between pages)."""
    return way_to(origin, target)


def _posts(tree: Tree, folder: str, depth: int) -> Iterator[str]:
    for name in sorted(tree.folders(folder)):
        inner = join(folder, name)
        if name.lower() in POST_NAMES and is_post(f"{inner}/post.md"):
            yield inner
        elif depth < _DEEPEST and is_post(f"{inner}/post.md"):
            yield from _posts(tree, inner, depth + 1)


def _inner(site: Site, path: str) -> str:
    source = site.detail("source", str)
    return path.removeprefix(f"{source}/") if source else path


VITEPRESS: Final = Generator(
    name="vitepress",
    label="VitePress",
    find=find,
    is_section=is_section,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    refuses_repeated=True,
    resolves_links=always,
    resolves_pictures=always,
)
