"""Cecil: what it makes of a file of its pages.

Sources, of version 8.117: Cecil docs, Content (Filesystem, Front matter, Multilingual) and Configuration
(pages.paths); src/Collection/Page/Page.php, PrefixSuffix.php, src/Step/Pages/, src/Util/Slugifier.php.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header, aware
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.config_files import read_settings, text_at, value_at
from blogwifi_tui.site.generator import Generator, LookedUp, Page, Site, link_to_file
from blogwifi_tui.site.generators.ascii_names import in_ascii
from blogwifi_tui.site.generators.hugo_content import NO_POSTS, are_dated
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.post_lookup import PostLookup
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_NAMES: Final = ("cecil.yml", "config.yml")
_ENDING = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)$")
_PREFIX = re.compile(
    r"(?P<prefix>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|\d+)[-_](?P<rest>.*)", re.ASCII
)
_LANGUAGE = re.compile(r"(?P<name>.*)\.(?P<code>[a-z]{2}(?:-[A-Z]{2})?)")
_YES: Final = ("true", "on", "yes")
_NO: Final = ("false", "off", "no")
_MOST_PATHS: Final = 100
_MOST_SECTIONS: Final = 50
_LOOKED_AT: Final = 6
_FOLDERS: Final = ("blog", "posts", "post", "articles", "news", "notes")


@dataclass(frozen=True)
class Kept:
    """What is kept of one site."""

    pages: str
    """The folder of the pages."""
    default: str
    languages: frozenset[str]
    prefixed: bool
    """Whether the pages in the default language too lie below its name."""
    paths: Mapping[str, str]
    """By section: what the path of a page is made of."""


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose ``cecil.yml`` lies in ``folder``, or ``config.yml`` beside a folder of pages."""
    path = tree.first_file(folder, _NAMES)
    settings = read_settings(tree, path) if path else None
    if settings is None:
        return None
    pages = below(folder, text_at(settings, "pages", "dir").strip("/") or "pages")
    other = path.endswith("config.yml") and (
        not tree.has_folder(pages) or tree.has_folder(below(folder, "content")) or not _is_own(settings)
    )
    if other or ".." in pages.split("/"):
        return None
    kept = _kept_of(settings, pages)
    return Site(
        CECIL,
        folder,
        settings=settings,
        title=text_at(settings, "title"),
        address=first_page(text_at(settings, "baseurl")),
        zone=UTC,
        posts=_sections(tree, pages) or (below(pages, _FOLDERS[0]),),
        holds_future=False,
        pictures=below(folder, "static/images"),
        details={"cecil": kept},
    )


def _sections(tree: Tree, pages: str) -> tuple[str, ...]:
    """The folders of the pages that hold dated ones, the fullest first; else one called as posts are."""
    found: dict[str, int] = {}
    for name in sorted(tree.folders(pages) - NO_POSTS)[:_MOST_SECTIONS]:
        section = below(pages, name)
        folders = (section, *(f"{section}/{each}" for each in sorted(tree.folders(section))[-_LOOKED_AT:]))
        inside = [f"{each}/{file}" for each in folders for file in tree.files(each) if _is_page(file)]
        if are_dated(tree, sorted(inside)):
            found[section] = len(inside)
    if found:
        return tuple(sorted(found, key=lambda each: (-found[each], each)))
    return tuple(below(pages, name) for name in _FOLDERS if name in tree.folders(pages))[:1]


def _is_page(name: str) -> bool:
    return bool(_ENDING.search(name)) and _name(name)[1] != "index"


def _is_own(settings: Mapping[str, object]) -> bool:
    return bool(settings.keys() & {"title", "baseurl", "baseline", "taxonomies", "menus", "theme"})


def _kept_of(settings: Mapping[str, object], pages: str) -> Kept:
    default = text_at(settings, "language") or text_at(settings, "language", "code") or "en"
    tables = value_at(settings, "languages")
    listed = [each for each in tables if isinstance(each, Mapping)] if isinstance(tables, list) else []
    known = frozenset(text_at(each, "code") for each in listed if each.get("enabled") is not False)
    paths = value_at(settings, "pages", "paths")
    rows = (
        [each for each in paths[:_MOST_PATHS] if isinstance(each, Mapping)] if isinstance(paths, list) else []
    )
    return Kept(
        pages,
        default,
        known | {default},
        value_at(settings, "language", "prefix") is True,
        {slugified(text_at(row, "section")): text_at(row, "path") for row in rows if "language" not in row},
    )


def _kept(site: Site) -> Kept:
    return site.detail("cecil", Kept)


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown in a section of posts, the section's own page too."""
    named = is_post(f"posts/{path.rpartition('/')[2]}")
    return named and bool(_ENDING.search(path)) and any(path.startswith(f"{each}/") for each in site.posts)


def is_section(_site: Site, path: str) -> bool:
    """Whether it is an ``index`` file, which is the page of its folder."""
    return _name(path)[1] == "index"


def _name(path: str) -> tuple[str, str, str]:
    """The prefix of a file's name, the name itself, and its language; each may be empty."""
    stem = _ENDING.sub("", path.rpartition("/")[2])
    found = _PREFIX.fullmatch(stem)
    prefix, stem = (found["prefix"], found["rest"]) if found else ("", stem)
    suffix = _LANGUAGE.fullmatch(stem)
    stem, language = (suffix["name"], suffix["code"]) if suffix else (stem, "")
    return prefix, "index" if stem.lower() == "readme" else stem, language


def written_date(_site: Site, header: Header) -> datetime | None:
    """``date``, else the one that the file's name begins with."""
    text = header.texts.get("date")
    return parse_date(text) if isinstance(text, str) else parse_date(_name(header.path)[0])


def _truth(text: Text) -> bool:
    """A value as PHP takes it for a condition, the words for truths being ones."""
    if isinstance(text, str):
        return text not in ("", "0", *_NO)
    return bool(text)


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """``published``, ``draft`` and ``schedule`` each say whether a page is built: the last one counts."""
    published, reason = True, ""
    since = until = None
    for key, text in header.texts.items():
        if key == "published":
            published, reason, since, until = _truth(text), f"published: {text}", None, None
        elif key == "draft" and text in _YES:
            published, reason, since, until = False, f"draft: {text}", None, None
        elif key == "schedule":
            given = text if isinstance(text, Mapping) else {}
            moments = [_moment_of(site, given.get(name)) for name in ("publish", "expiry")]
            published, reason = any(moments), "schedule"
            since, until = (None, None) if all(moments) else moments
    language = _name(header.path)[2]
    if language and language not in _kept(site).languages:
        return Visibility(hidden=True, reason=f"languages: {language}")
    listed = next((key for key in ("excluded", "exclude") if header.texts.get(key) in _YES), "")
    if header.texts.get("redirect"):
        listed = "redirect"
    return Visibility(
        draft=not published,
        unlisted=bool(listed),
        since=since,
        until=until,
        reason=(reason if not published else "") or (f"{listed}: {header.texts[listed]}" if listed else ""),
    )


def _moment_of(site: Site, text: Text) -> datetime | None:
    found = parse_date(text) if isinstance(text, str) else None
    return aware(found, site.zone or UTC)


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``published``, or ``draft`` where the post has that."""
    if visibility(site, header, None).draft == draft:
        return DraftChange()
    key = "draft" if "draft" in header.texts and "published" not in header.texts else "published"
    fields: list[tuple[str, object]] = [(key, draft if key == "draft" else not draft)]
    if key == "published" and header.texts.get("draft") in _YES:
        fields.append(("draft", draft))
    return DraftChange(tuple(fields))


def address(site: Site, page: Page) -> str | None:
    """``path``, the path of the section, or folders and slug, below the language."""
    kept = _kept(site)
    if not page.path.startswith(f"{kept.pages}/"):
        return None
    folders = slugified(page.path[len(kept.pages) + 1 :].rpartition("/")[0])
    prefix, name, language = _name(page.path)
    slug = slugified(name)
    path = folders if name == "index" else below(folders, slug)
    pattern = kept.paths.get(folders.partition("/")[0], "") if name != "index" else ""
    if pattern and not page.given.get("path"):
        expanded = _expanded(pattern, prefix, folders.partition("/")[0], slug)
        if expanded is None:
            return None
        path = expanded
    if own := page.given.get("slug", "").strip("/"):
        path = below(path.rpartition("/")[0], own)
    path = page.given.get("path", "").strip("/") or path
    if language == kept.default and not kept.prefixed:
        language = ""
    elif not language and kept.prefixed:
        language = kept.default
    parts = (base_path(text_at(site.settings, "baseurl")), language, path)
    return quote("/" + "/".join(part.strip("/") for part in parts if part) + "/").replace("//", "/")


def _expanded(pattern: str, prefix: str, section: str, slug: str) -> str | None:
    """A path of the settings; its day is that of the file's name, as the header is read only afterwards."""
    day = parse_date(prefix) if len(prefix) == len("2020-01-01") else None
    if day is None and re.search(":(?:year|month|day)", pattern):
        return None
    words = {":section": section, ":slug": slug}
    if day:
        words |= {":year": f"{day:%Y}", ":month": f"{day:%m}", ":day": f"{day:%d}"}
    for word, value in words.items():
        pattern = pattern.replace(word, value)
    return pattern.strip("/")


def slugified(path: str) -> str:
    """A path as Cecil makes it: letters, digits, dots and underscores of ASCII, hyphens for the rest."""
    return re.sub(r"[^._a-z0-9/]+", "-", in_ascii(path).lower()).strip("-").lstrip("/")


def called(site: Site, path: str, _title: str) -> tuple[str, ...]:
    """Its identifier: folders and name, whatever its header says (Page.php, createId)."""
    kept = _kept(site)
    _, name, language = _name(path)
    if not path.startswith(f"{kept.pages}/") or language not in ("", kept.default):
        return ()
    folders = slugified(path[len(kept.pages) + 1 :].rpartition("/")[0])
    return (folders if name == "index" else below(folders, slugified(name)),)


def looked_up(site: Site, lookup: PostLookup, _word: str, written: str) -> LookedUp | None:
    """The page that has this identifier; without one a link leads to that path (src/Url.php).

    None for what may be a page of another section, or one that Cecil makes itself.
    """
    kept, wanted = _kept(site), slugified(written)
    if found := lookup.by_rule(site.folder, partial(called, site)).get(wanted):
        return LookedUp(tuple(found), needs_one=False, needs_reader=False)
    sections = {slugified(each.removeprefix(f"{kept.pages}/")) for each in site.posts}
    is_post_s = wanted.count("/") == 1 and wanted.partition("/")[0] in sections
    is_known = is_post_s and len(kept.languages) == 1 and wanted.rpartition("/")[2] not in lookup.folders
    return LookedUp((), needs_one=False) if is_known else None


CECIL: Final = Generator(
    name="cecil",
    label="Cecil",
    find=find,
    holds=holds,
    is_section=is_section,
    keys=frozenset(("draft", "published", "schedule", "excluded", "exclude", "redirect", "date")),
    date=written_date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_file,
    looked_up=looked_up,
    words=frozenset(("page:",)),
    called=called,
    refuses_repeated=True,
    pattern="{date}-{slug}",
    # Documentation, Content, Variables.
    alias_key=lambda _site: "alias",
)
