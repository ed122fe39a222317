"""Zola: what it makes of a file of its content.

Sources, of version 0.22.1: Zola docs, Page, Section, Multilingual sites, Configuration;
components/content/src/page.rs, file_info.rs, front_matter/, components/site/src/lib.rs, utils/src/slugs.rs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.read import read
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.config_files import read_settings, text_at, texts_at, value_at
from blogwifi_tui.site.generator import Generator, NamedFile, Page, Site, from_host, never
from blogwifi_tui.site.generators.ascii_names import in_ascii
from blogwifi_tui.site.generators.hugo_content import Content, Survey, glob, post_folders
from blogwifi_tui.site.generators.hugo_settings import Languages, Mount
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_NAMES: Final = ("zola.toml", "config.toml")
_NAME_DATE = re.compile(
    r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)"
    r"(?:\s?[_-](?P<slug>.+))?",
    re.ASCII,
)
_NOT_SAFE = str.maketrans("", "", '<>:"/\\|?*')
_BY_DATE: Final = ("date", "update_date")
_STATIC: Final = ("images", "img", "media", "uploads", "pictures")


@dataclass(frozen=True)
class Kept:
    """What is kept of one site."""

    content: str
    """The folder of the content."""
    others: frozenset[str]
    """Codes of the languages beside the default one."""
    drafts: frozenset[str]
    """Folders of the blog whose section is a draft, and so all that lies in them."""
    sections: frozenset[str]
    """Folders of the blog that are sections, seen or not: only what lies in one is listed."""
    sorted_by_date: frozenset[str]
    ignored: tuple[re.Pattern[str], ...]


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose ``zola.toml`` or ``config.toml`` lies in ``folder``, told by its ``base_url``."""
    path = tree.first_file(folder, _NAMES)
    settings = read_settings(tree, path) if path else None
    if settings is None or not text_at(settings, "base_url"):
        return None
    content, static = below(folder, "content"), below(folder, "static")
    languages = value_at(settings, "languages")
    default = text_at(settings, "default_language") or "en"
    codes = languages.keys() if isinstance(languages, Mapping) else ()
    ignored = tuple(p for each in texts_at(settings, "ignored_content") if (p := _pattern(each)))
    seen = Content(
        Languages(default, frozenset(codes) | {default}, frozenset(), False, {}, {}, {}),
        (Mount(content),),
        ignored=ignored,
    )
    survey = Survey(tree, seen)
    pages = {path: read(split(text.encode())).texts for path, text in survey.indexes.items()}
    kept = Kept(
        content,
        frozenset(codes) - {default},
        frozenset(_folder(each) for each, texts in pages.items() if texts.get("draft") == "true"),
        frozenset(map(_folder, pages)) | {content},
        frozenset(_folder(each) for each, texts in pages.items() if texts.get("sort_by") in _BY_DATE),
        ignored,
    )
    return Site(
        ZOLA,
        folder,
        settings=settings,
        title=text_at(settings, "title") or text_at(settings, "languages", default, "title"),
        address=first_page(text_at(settings, "base_url")),
        zone=UTC,
        posts=_posts(tree, survey, seen, kept),
        holds_future=False,
        language=default,
        pictures=tree.first_folder(static, _STATIC) or below(static, _STATIC[0]),
        details={"zola": kept},
    )


def _posts(tree: Tree, survey: Survey, content: Content, kept: Kept) -> tuple[str, ...]:
    """The sections of posts; where there are none yet, a section that is there, else the content itself."""
    if survey.counts:
        return post_folders(tree, survey, content, {})
    inner = sorted(each for each in kept.sections if each != kept.content)
    return (next((each for each in inner if "/" not in each[len(kept.content) + 1 :]), kept.content),)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _pattern(text: str) -> re.Pattern[str] | None:
    """One of ``ignored_content``, whose stars go over folders (globset, without literal_separator)."""
    return glob(re.sub(r"\*+", "**", text))


def _kept(site: Site) -> Kept:
    return site.detail("zola", Kept)


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown in a folder of posts, or a section's page; ``.md`` alone is Markdown to Zola."""
    name = path.rpartition("/")[2]
    if not path.endswith(".md") or name.startswith(".") or not (is_post(name) or name.startswith("_index.")):
        return False
    if any(pattern.fullmatch(f"/{path}") for pattern in _kept(site).ignored):
        return False
    return any(path.startswith(f"{each}/") for each in site.posts)


def _name(kept: Kept, path: str) -> tuple[str, str]:
    """The name of a page, the folder's for ``index.md``, and its language; empty for the default one."""
    folders, _, file = path.rpartition("/")
    name, language = file.removesuffix(".md"), ""
    stem, _, code = name.partition(".")
    if code in kept.others:
        name, language = stem, code
    return (folders.rpartition("/")[2] if name == "index" else name), language


def written_date(site: Site, header: Header) -> datetime | None:
    """``date``, else the date that the file's name begins with."""
    text = header.texts.get("date")
    if isinstance(text, str):
        return parse_date(text)
    found = _NAME_DATE.match(_name(_kept(site), header.path)[0])
    return parse_date(found["date"]) if found else None


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """``draft`` and ``render`` are truths; a section that is a draft takes with it all that lies in it.

    A page in a folder without ``_index.md``, or without the date that its section sorts by, is in no list.
    """
    kept = _kept(site)
    folder = _folder(header.path)
    if header.texts.get("draft") == "true":
        return Visibility(draft=True, reason="draft = true")
    around = [each for each in kept.drafts if f"{folder}/".startswith(f"{each}/")]
    if around:
        return Visibility(draft=True, reason=f"{min(around)}/_index.md: draft = true")
    if header.texts.get("render") == "false":
        return Visibility(hidden=True, reason="render = false")
    section = _folder(folder) if header.path.rpartition("/")[2].startswith("index.") else folder
    if section not in kept.sections:
        return Visibility(unlisted=True, reason=f"{section}/_index.md")
    if section in kept.sorted_by_date and moment is None:
        return Visibility(unlisted=True, reason='sort_by = "date"')
    return Visibility()


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``draft``, the only mark there is."""
    marked = header.texts.get("draft") == "true"
    return DraftChange((("draft", draft),)) if marked != draft else DraftChange()


def address(site: Site, page: Page) -> str | None:
    """``path``, else section and slug, below the language; names of folders stay as they are."""
    kept = _kept(site)
    if not page.path.startswith(f"{kept.content}/"):
        return None
    base = base_path(text_at(site.settings, "base_url"))
    given = page.given.get("path", "").strip()
    name, language = _name(kept, page.path)
    folders = _folder(page.path)[len(kept.content) + 1 :]
    file = page.path.rpartition("/")[2]
    if given and not file.startswith("_index."):
        return quote(f"{base}/{given.strip('/')}/")
    parts = [folders]
    if not file.startswith("_index."):
        if file.partition(".")[0] == "index":
            parts = [folders.rpartition("/")[0]]
        parts.append(_slug(site, page.given.get("slug", ""), name))
    return quote("/".join([base, *filter(None, (language, *parts))]) + "/")


def _slug(site: Site, slug: str, name: str) -> str:
    found = _NAME_DATE.match(name)
    keeps = value_at(site.settings, "slugify", "paths_keep_dates") is True
    text = slug or (found["slug"] if found and found["slug"] and not keeps else name)
    how = text_at(site.settings, "slugify", "paths")
    if how == "off":
        return text
    return text.rstrip(" .").translate(_NOT_SAFE) if how == "safe" else slugified(text)


def slugified(text: str) -> str:
    """``text`` as the crate ``slug`` makes it: letters of all scripts in ASCII, hyphens for the rest."""
    return re.sub(r"[^a-z0-9]+", "-", in_ascii(text).lower()).strip("-")


def link(site: Site, _origin: str, target: str, _address: str | None) -> str | None:
    """``@/`` and the path in the content: Zola ends the build when the page is gone."""
    content = _kept(site).content
    return f"@/{quote(target[len(content) + 1 :])}" if target.startswith(f"{content}/") else None


def file_named(site: Site, _origin: str, address: str) -> NamedFile | None:
    """The Markdown of a page that ``@/`` names, from the content; Zola ends at one that is not built.

    It makes the pages of sections itself, and may look for other languages.
    """
    kept, path = _kept(site), re.split(r"[?#]", address, maxsplit=1)[0]
    name = path.rpartition("/")[2]
    if not path.startswith("@/") or not name.endswith(".md") or name.startswith("_index.") or kept.others:
        return None
    warns = text_at(site.settings, "link_checker", "internal_level") == "warn"
    return NamedFile(below(kept.content, path[len("@/") :]), needs_it=not warns)


ZOLA: Final = Generator(
    name="zola",
    label="Zola",
    refuses_repeated=True,
    find=find,
    holds=holds,
    keys=frozenset(("draft", "render", "date")),
    date=written_date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    form="toml",
    table="taxonomies",
    # Documentation, Internal links: `@/` alone.
    resolves_links=never,
    resolves_pictures=never,
    file_named=file_named,
    # Documentation, Page, front matter.
    alias_key=lambda _site: "aliases",
    picture_address=from_host,
)
