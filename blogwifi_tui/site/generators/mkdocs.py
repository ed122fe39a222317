"""The blogs of MkDocs-Material: posts in ``docs/blog/posts``, by the plugin ``blog`` of ``mkdocs.yml``.

Sources: MkDocs-Material's documentation, «Setting up a blog» and «Built-in blog plugin»;
material/plugins/blog (config.py, plugin.py, structure) of 9.7; mkdocs/utils (get_markdown_title) and
pymdownx/slugs.py.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, Literal, NamedTuple
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import HEADING
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import SHOWN, Visibility
from blogwifi_tui.site.config_files import read_settings, text_at
from blogwifi_tui.site.generator import Generator, Page, Site, always, link_to_file, no_path
from blogwifi_tui.site.paths import below, between, from_folder, inside
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_FILES: Final = ("mkdocs.yml", "mkdocs.yaml")
_PLUGINS: Final = frozenset(("blog", "material/blog"))
_HARMLESS: Final = frozenset((
    "blog", "git-authors", "git-committers", "git-revision-date-localized", "glightbox", "group", "info",
    "meta", "minify", "offline", "optimize", "privacy", "redirects", "rss", "search", "social", "tags",
    "typeset",
))  # fmt: skip
"""Plugins that leave it to MkDocs where a link leads."""
_MADE: Final = frozenset(("archive", "category", "author", "page"))
"""Folders of the pages that the blog plugin makes."""
_MADE_BY: Final = frozenset((
    "archive_url_format", "categories_url_format", "authors_profiles_url_format", "pagination_url_format",
))  # fmt: skip
_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_PICTURES: Final = ("assets/images", "assets/img", "images", "img", "assets")
_YES: Final = frozenset(("true", "yes", "on"))
_NO: Final = frozenset(("false", "no", "off"))
"""Of YAML 1.1, in any letter case."""
_PLACE = re.compile(r"\{(\w+)\}")
_DATE_PIECE = re.compile(r"y+|M+|d+|[^A-Za-z']+|.", re.DOTALL)
_TAGS = re.compile(r"</?[^>]*>")
_NO_WORD = re.compile(r"[^\w\- ]")
_SLUGS = re.compile(
    r"^[ \t-]*+(post|categories)_slugify:[ \t]++!!python/object/apply:pymdownx\.slugs\.slugify[ \t]*+\n"
    r"[ \t]++kwds:[ \t]*+\n((?:[ \t]++[a-z_]++:[ \t]++\w++[ \t]*+(?:\n|\Z))+)",
    re.MULTILINE,
)
"""The plugin's own function with other options, as its documentation writes it: no reader knows its tag."""
_CHANGES: Final[Mapping[str, Callable[[str], str]]] = {"none": str, "lower": str.lower, "fold": str.casefold}
_FORMS: Final[tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...]] = ("NFC", "NFD", "NFKC", "NFKD")
_OPTION = re.compile(r"([a-z_]+):[ \t]+(\w+)")


class Blog(NamedTuple):
    """One instance of the plugin."""

    folder: str
    """Of its pages on the site."""
    posts: str
    """Where its posts lie, from the blog's root."""
    options: Mapping[str, object]


class Kept(NamedTuple):
    """What is kept of one site."""

    blogs: tuple[Blog, ...]
    slugs: Mapping[str, Mapping[str, str]]
    """The options of the functions that make slugs, by what of: ``post`` or ``categories``."""


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose settings lie in ``folder``, when the blog plugin is among its plugins."""
    settings, text = _settings(tree, folder)
    docs = from_folder(folder, text_at(settings, "docs_dir") or "docs")
    if docs is None:
        return None
    blogs = tuple(_blogs(settings.get("plugins"), docs))
    if not blogs:
        return None
    return Site(
        MKDOCS,
        folder,
        settings=settings,
        title=text_at(settings, "site_name"),
        address=first_page(text_at(settings, "site_url")),
        zone=UTC,
        posts=tuple(dict.fromkeys(blog.posts for blog in blogs)),
        holds_future=any(blog.options.get("draft_if_future_date") is True for blog in blogs),
        pictures=tree.first_folder(docs, _PICTURES) or below(docs, "assets"),
        details={
            "mkdocs": Kept(blogs, {kind: dict(_OPTION.findall(by)) for kind, by in _SLUGS.findall(text)})
        },
    )


def _settings(tree: Tree, folder: str) -> tuple[dict[str, object], str]:
    """Those of the file, over those of the one that it inherits from; and the file's text."""
    path = tree.first_file(folder, _FILES)
    settings = (read_settings(tree, path) if path else None) or {}
    parent = from_folder(folder, text_at(settings, "INHERIT")) if "INHERIT" in settings else None
    inherited = (read_settings(tree, parent) if parent else None) or {}
    return {**inherited, **settings}, (tree.text(path) if path else None) or ""


def _blogs(plugins: object, docs: str) -> Iterator[Blog]:
    """The instances of the plugin: names, or names with options, in a list or a mapping."""
    written = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
    for each in written:
        for name, given in each.items() if isinstance(each, dict) else [(each, None)]:
            options = given if isinstance(given, dict) else {}
            if isinstance(name, str) and name in _PLUGINS and options.get("enabled") is not False:
                root = inside("", text_at(options, "blog_dir") or "blog")
                posts = (text_at(options, "post_dir") or "{blog}/posts").replace("{blog}", root or "")
                place = inside(docs, posts)
                if root is not None and place is not None:
                    yield Blog(root, place, options)


def _blog(site: Site, path: str) -> Blog | None:
    blogs = site.detail("mkdocs", Kept).blogs
    return next((each for each in blogs if path.startswith(f"{each.posts}/")), None)


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown in a folder of posts; all other documentation is none of ours."""
    return is_post(path) and path.lower().endswith(_ENDINGS) and _blog(site, path) is not None


def written_date(_site: Site, header: Header) -> datetime | None:
    """``date``, or ``date.created``; it must be there (structure/options.py, PostDate)."""
    value = header.texts.get("date")
    text = value.get("created") if isinstance(value, dict) else value
    return parse_date(text) if isinstance(text, str) else None


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By ``draft``; what lies ahead only where the plugin's options say so (plugin.py, _is_excluded)."""
    blog = _blog(site, header.path)
    options = blog.options if blog else {}
    if moment is None:
        return Visibility(hidden=True, reason="date:")
    if options.get("draft") is True:
        return SHOWN
    marked = _marked(header)
    if marked:
        return Visibility(draft=True, since=None, reason="draft: true")
    ahead = marked is None and options.get("draft_if_future_date") is True
    return Visibility(since=moment) if ahead else SHOWN


def _marked(header: Header) -> bool | None:
    """What ``draft`` says; None where it says nothing."""
    value = header.texts.get("draft")
    word = value.strip().lower() if isinstance(value, str) else ""
    return True if word in _YES else False if word in _NO else None


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """``draft: true``."""
    return DraftChange() if bool(_marked(header)) == draft else DraftChange((("draft", draft),))


def address(site: Site, page: Page) -> str | None:
    """By ``post_url_format`` (plugin.py, _format_path_for_post)."""
    blog = _blog(site, page.path)
    if blog is None:
        return None
    options = blog.options
    name = page.path.rpartition("/")[2].rpartition(".")[0]
    most = options.get("post_url_max_categories", 1)
    categories = page.categories[: most if isinstance(most, int) else 1]
    values = {
        "date": _day(text_at(options, "post_url_date_format") or "yyyy/MM/dd", page.written),
        "slug": page.given.get("slug") or _slug(site, _title(page, name), options, "post"),
        "categories": _joined([_slug(site, each, options, "categories") for each in categories]),
        "file": "index" if name == "README" else name,
    }
    pieces = _PLACE.split(text_at(options, "post_url_format") or "{date}/{slug}")
    filled = [values.get(piece) if place % 2 else piece for place, piece in enumerate(pieces)]
    if None in filled:
        return None
    path = posixpath.normpath("".join(piece or "" for piece in filled).strip("/"))
    path = posixpath.normpath(posixpath.join(blog.folder, path))
    return f"{base_path(text_at(site.settings, 'site_url'))}/{quote(_ended(site, path))}"


def _ended(site: Site, path: str) -> str:
    if site.settings.get("use_directory_urls") is False:
        return f"{path}.html"
    return path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"


def _title(page: Page, name: str) -> str:
    """As it is written: the header's, else a heading that the text begins with, else the file's name."""
    heading = page.given.get(HEADING)
    return page.title if heading is None else heading or re.sub("[-_]", " ", name)


def _joined(parts: list[str | None]) -> str | None:
    return None if None in parts else "/".join(part or "" for part in parts)


def _day(form: str, date: datetime | None) -> str | None:
    """``date`` by a form of Babel's; None for what depends on a language."""
    if date is None or form in {"full", "long", "medium", "short"}:
        return None
    found = []
    for piece in _DATE_PIECE.findall(form):
        number = {"y": date.year, "M": date.month, "d": date.day}.get(piece[0])
        if number is None:
            if piece.isalpha() or piece == "'":
                return None
            found.append(piece)
        elif piece == "yy":
            found.append(f"{date.year % 100:02}")
        elif len(piece) > (4 if piece[0] == "y" else 2):
            return None
        else:
            found.append(f"{number:0{len(piece)}}")
    return "".join(found)


def _slug(site: Site, text: str, options: Mapping[str, object], kind: str) -> str | None:
    """A part of an address made of ``text``; None where the site names a function of its own for it."""
    by = site.detail("mkdocs", Kept).slugs.get(kind)
    if by is None and f"{kind}_slugify" in options:
        return None
    return slugify(text, text_at(options, f"{kind}_slugify_separator") or "-", **(by or {"case": "lower"}))


def slugify(
    text: str, separator: str, *, case: str = "none", normalize: str = "NFC", **others: str
) -> str | None:
    """As pymdownx.slugs does; None for what else it may be asked."""
    change, form = _CHANGES.get(case), next((each for each in _FORMS if each == normalize), None)
    if change is None or form is None or others:
        return None
    slug = change(_TAGS.sub("", unicodedata.normalize(form, text)).strip())
    return _NO_WORD.sub("", slug).replace(" ", separator)


def picture_address(_site: Site, folder: str, post: str) -> str:
    """The way from the file of the post, which MkDocs makes one from the page."""
    return f"{between(post, folder)}/"


def needs_file(site: Site, path: str) -> bool:
    """Whether MkDocs finds it by the way from file to file (structure/pages.py), and no plugin makes it."""
    made = [blog.options for blog in site.detail("mkdocs", Kept).blogs if _MADE_BY & blog.options.keys()]
    if made or not _MADE.isdisjoint(path.split("/")):
        return False
    plugins = site.settings.get("plugins")
    written = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
    names = [name for each in written for name in (each if isinstance(each, dict) else [each])]
    return "hooks" not in site.settings and all(
        isinstance(name, str) and name.removeprefix("material/") in _HARMLESS for name in names
    )


MKDOCS: Final = Generator(
    name="mkdocs",
    label="MkDocs-Material",
    find=find,
    holds=holds,
    # The pages that list posts lie elsewhere.
    is_section=no_path,
    keys=frozenset(("draft", HEADING)),
    date=written_date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_file,
    resolves_links=always,
    needs_file=needs_file,
    resolves_pictures=always,
    picture_address=picture_address,
)
